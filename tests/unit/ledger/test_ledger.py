"""The ledger's rules on small made policies: identity, same bytes, changed bytes, tombstones, aliases, freezing."""

import re
from pathlib import Path

import pytest
from msgspec import structs
from tiaowen.anchors import anchor_of
from tiaowen.ledger import Ledger, identify, incomplete, mended, pending, read_ledger, settle, write
from tiaowen.ledger.archives import Archives, as_stub, decoded
from tiaowen.model import Clause, Policy, SourceInfo
from tiaowen.model.corpus import Corpus
from tiaowen.text import sha256

TEXTS = {
    "1": "一、总体要求。坚持质量第一。",
    "1.1": "1.指导思想。深入学习贯彻。",
    "2": "二、重点任务。抓好项目建设。",
    "2.2": "2.培育企业。对首次纳统的企业给予奖励。",
}


def clause(path: str, full: str) -> Clause:
    return Clause(anchor=anchor_of(path), path=path, kind="heading", level=path.count(".") + 1, full=full, line=1,
                  sha256=sha256(full))


def policy(texts: dict[str, str], *, source: str = "v1", number: str = "威发〔2023〕3号", **values: object) -> Policy:
    info = SourceInfo(path="docs_src/policies/a.txt", format="text", encoding="utf-8", sha256=sha256(source), size=1)
    made = Policy(title="关于某事的意见", doc_number=number, issuers=("威海市人民政府",),
                  issue_date="2023-02-26", source=info,
                  clauses=tuple(clause(path, full) for path, full in texts.items()))
    return structs.replace(made, **values)


def frozen(folder: Path, *policies: Policy) -> Ledger:
    ledger = read_ledger(folder)
    write(pending(Corpus(policies=tuple(policies)), ledger))
    return read_ledger(folder)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return frozen(tmp_path, policy(TEXTS, id="weifa-2023-3"))


def settled(made: Policy, ledger: Ledger) -> tuple[Policy, tuple[Policy, ...]]:
    (known,) = identify([made], ledger)
    assert known.id == "weifa-2023-3"
    return settle(known, ledger)


def test_nothing_is_pending_after_a_freeze(ledger: Ledger) -> None:
    now, old = settled(policy(TEXTS), ledger)
    assert not old
    assert not pending(Corpus(policies=(now,)), ledger)


def test_a_renamed_file_keeps_its_id(ledger: Ledger) -> None:
    moved = policy(TEXTS, source="v1", number="")
    assert settled(structs.replace(moved, source=structs.replace(moved.source, path="docs_src/policies/b.txt")),
                   ledger)[0].id == "weifa-2023-3"


def test_same_bytes_address_stays_with_its_text(ledger: Ledger) -> None:
    mended = {"1": TEXTS["1"], "1.1": TEXTS["1.1"], "2": TEXTS["2"], "2.1": TEXTS["2.2"],
              "2.2": "2.另一条。完全不同的文字在这里。"}
    now, _ = settled(policy(mended), ledger)
    by_anchor = {c.anchor: c.full for c in now.clauses}
    assert by_anchor["c-2-2"] == TEXTS["2.2"]
    assert by_anchor["c-2-2_2"] == mended["2.2"]


def test_same_bytes_joined_paragraph_becomes_an_alias(ledger: Ledger) -> None:
    joined = {"1": TEXTS["1"] + TEXTS["1.1"], "2": TEXTS["2"], "2.2": TEXTS["2.2"]}
    now, _ = settled(policy(joined), ledger)
    assert now.clauses[0].aliases == ("c-1-1",)
    assert not now.tombstones


def test_a_joined_paragraph_says_what_its_alias_was_in_an_earlier_version(ledger: Ledger, tmp_path: Path) -> None:
    second = TEXTS | {"1.1": "1.指导思想。改为另一事项。"}
    known = frozen(tmp_path, settled(policy(second, source="v2", issue_date="2024-01-01"), ledger)[0])
    joined = {"1": TEXTS["1"] + second["1.1"], "2": TEXTS["2"], "2.2": TEXTS["2.2"]}
    now, _ = settled(policy(joined, source="v2", issue_date="2024-01-01"), known)
    assert now.clauses[0].aliases == ("c-1-1",)
    assert "p/weifa-2023-3--2023-02-26.html#c-1-1" in {former.version for former in now.former_texts
                                                       if former.anchor == "c-1-1"}


def test_changed_bytes_keep_numbers_and_link_the_earlier_version(ledger: Ledger) -> None:
    edited = TEXTS | {"2.2": "2.培育企业。对首次纳统的企业给予补助,不再奖励。"}
    now, old = settled(policy(edited, source="v2", issue_date="2024-01-01"), ledger)
    (former,) = now.former_texts
    assert (former.anchor, former.version, former.text) == ("c-2-2",
                                                            "p/weifa-2023-3--2023-02-26.html#c-2-2", TEXTS["2.2"])
    assert [c.full for c in old[0].clauses] == list(TEXTS.values())


def test_changed_bytes_removed_clause_leaves_a_tombstone(ledger: Ledger) -> None:
    now, _ = settled(policy({p: t for p, t in TEXTS.items() if p != "1.1"}, source="v2"), ledger)
    (stone,) = now.tombstones
    assert (stone.anchor, stone.text) == ("c-1-1", TEXTS["1.1"])
    assert stone.version == "p/weifa-2023-3--2023-02-26.html#c-1-1"


def test_a_renumbered_clause_is_pointed_to(ledger: Ledger) -> None:
    renumbered = {"1": TEXTS["1"], "1.1": TEXTS["1.1"], "2": TEXTS["2"], "2.3": TEXTS["2.2"]}
    now, _ = settled(policy(renumbered, source="v2"), ledger)
    assert [(s.anchor, s.moved_to) for s in now.tombstones] == [("c-2-2", "c-2-3")]


def test_an_address_that_says_something_else_now_knows_where_its_text_went(ledger: Ledger) -> None:
    inserted = {"1": TEXTS["1"], "1.1": TEXTS["1.1"], "2": TEXTS["2"], "2.2": "2.新设一条。完全不同的事项写在这里。",
                "2.3": TEXTS["2.2"]}
    now, _ = settled(policy(inserted, source="v2"), ledger)
    assert [(f.anchor, f.text, f.moved_to) for f in now.former_texts] == [("c-2-2", TEXTS["2.2"], "c-2-3")]
    reworded = TEXTS | {"2.2": TEXTS["2.2"].replace("奖励", "补助")}
    assert [f.moved_to for f in settled(policy(reworded, source="v3"), ledger)[0].former_texts] == ["c-2-2"]
    replaced = TEXTS | {"2.2": "2.新设一条。完全不同的事项写在这里。"}
    assert [f.moved_to for f in settled(policy(replaced, source="v4"), ledger)[0].former_texts] == [""]


def test_words_under_another_number_are_the_same_words(ledger: Ledger) -> None:
    """Of several clauses that have them the first, not the one whose number looks most alike."""
    words = TEXTS["2.2"].removeprefix("2.")
    now = {"1": TEXTS["1"], "1.1": f"（一）{words}", "2": TEXTS["2"], "2.2": "2.新设一条。完全不同的事项写在这里。",
           "2.3": f"3.{words}"}
    after = settled(policy(now, source="v2"), ledger)[0]
    assert [f.moved_to for f in after.former_texts if f.anchor == "c-2-2"] == ["c-1-1"]


@pytest.mark.parametrize(("now", "where"), [
    ({"2.2": "2.优化环境。推行一网通办。", "2.3": "3.技术改造。统筹安排专项资金1200万元，支持企业技术改造。",
      "2.4": "4.纳统奖励。对首次纳统的工业企业给予10万元奖励。"}, "c-2-3"),  # split, and its first part reworded
    ({"2.2": "2.优化环境。推行一网通办。",
      "2.3": "3.支持政策。设立产业基金，完善贷款担保和风险补偿机制。对首次纳统的工业企业给予10万元奖励。"
             "按季兑现到企业。"},
     "c-2-3"),  # its last part joined with something else
    ({"2.2": "2.优化环境。推行一网通办，落实容缺受理。", "2.3": "3.加强督查。每季度通报一次进展情况。"}, ""),
])
def test_a_text_that_was_split_or_joined_is_pointed_to_where_most_of_it_stands(tmp_path: Path, now: dict[str, str],
                                                                               where: str) -> None:
    old = {"2.2": "2.加大支持。统筹安排专项资金1000万元，支持企业技术改造。对首次纳统的工业企业给予10万元奖励。"}
    after = settled(policy(TEXTS | now, source="v2"), frozen(tmp_path, policy(TEXTS | old, id="weifa-2023-3")))[0]
    assert [(f.anchor, f.moved_to) for f in after.former_texts] == [("c-2-2", where)]


def test_a_short_clause_that_lost_its_number_where_it_was_joined_is_pointed_to(tmp_path: Path) -> None:
    old = {"2.2": "2.本办法适用于市区。"}
    now = TEXTS | {"2.1": "1.统筹安排专项资金，支持企业技术改造和设备更新。本办法适用于市区。"}
    del now["2.2"]
    after = settled(policy(now, source="v2"), frozen(tmp_path, policy(TEXTS | old, id="weifa-2023-3")))[0]
    assert [(stone.anchor, stone.moved_to) for stone in after.tombstones] == [("c-2-2", "c-2-1")]


def test_a_tombstone_is_not_recorded_anew_because_another_clause_is_like_it_now(tmp_path: Path) -> None:
    gone = {path: text for path, text in TEXTS.items() if path != "2.2"}
    first = frozen(tmp_path, policy(TEXTS, id="weifa-2023-3"))
    second = frozen(tmp_path, settled(policy(gone, source="v2"), first)[0])
    like = gone | {"2.3": f"3.{TEXTS['2.2'][2:]}"}
    now = settled(policy(like, source="v3"), second)[0]
    assert [(stone.anchor, stone.moved_to) for stone in now.tombstones] == [("c-2-2", "c-2-3")]
    told = [name for addition in pending(Corpus(policies=(now,)), second)
            for name in (*addition.names, *addition.changed)]
    assert "p/weifa-2023-3.html#c-2-3" in told and "p/weifa-2023-3.html#c-2-2" not in told


def test_the_same_text_saved_anew_is_no_new_version(ledger: Ledger, tmp_path: Path) -> None:
    now, old = settled(policy(TEXTS, source="same text, other encoding"), ledger)
    assert not old
    again = frozen(tmp_path, now)
    assert len(again.entries["weifa-2023-3"].versions) == 1
    assert not pending(Corpus(policies=(now,)), again)


def test_history_of_three_versions_keeps_every_address(ledger: Ledger, tmp_path: Path) -> None:
    second, _ = settled(policy({"1": TEXTS["1"], "2": "二、别的任务。完全改写了的内容。"}, source="v2",
                               issue_date="2024-01-01"), ledger)
    ledger = frozen(tmp_path, second)
    third, old = settled(policy(TEXTS, source="v3", issue_date="2025-01-01"), ledger)
    ledger = frozen(tmp_path, third)
    assert [p.version for p in old] == ["2023-02-26", "2024-01-01"]
    assert {c.anchor for c in third.clauses} == {"c-1", "c-1-1", "c-2", "c-2-2"}
    assert [(f.anchor, f.version) for f in third.former_texts] == [("c-2", "p/weifa-2023-3--2024-01-01.html#c-2")]


def test_the_ledger_only_grows(ledger: Ledger, tmp_path: Path) -> None:
    before = {f: f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}
    now, _ = settled(policy({"1": "一、全新的文字。"}, source="v2"), ledger)
    frozen(tmp_path, now)
    for file, data in before.items():
        assert file.read_bytes().startswith(data)


def test_a_damaged_line_is_a_finding(tmp_path: Path, ledger: Ledger) -> None:
    file = next((tmp_path / "policies").glob("*.jsonl"))
    file.write_bytes(file.read_bytes() + b"{broken\n")
    (found,) = read_ledger(tmp_path).diagnostics
    line = len(file.read_bytes().splitlines())
    assert (found.code, found.path, found.line) == ("L100", f"site_config/permalinks/policies/{file.name}", line)


@pytest.mark.parametrize("line", [b"[1]", b'{"kind":"clause","anchor":1}', b'"version"', b'{"kind":"x"}', b"{}"])
def test_a_line_that_is_no_record_is_told_in_chinese(line: bytes, tmp_path: Path, ledger: Ledger) -> None:
    file = next((tmp_path / "policies").glob("*.jsonl"))
    file.write_bytes(line + b"\n" + file.read_bytes())
    found = next(item for item in read_ledger(tmp_path).diagnostics if item.code == "L100")
    assert found.line == 1 and not re.search("Expected|Invalid|Object|got|regex", found.message), found.message


def test_a_copy_of_an_archive_is_no_archive(tmp_path: Path, ledger: Ledger) -> None:
    file = next((tmp_path / "versions").glob("*.json"))
    policy_id, _, slug = file.name.removesuffix(".1.json").partition("--")
    file.with_name(f"{policy_id}--{slug}.1 - 副本.json").write_bytes(file.read_bytes())
    assert Archives(tmp_path).files(policy_id, slug) == [file]


def test_a_lost_line_of_an_earlier_version_is_told_and_mended(tmp_path: Path, ledger: Ledger) -> None:
    edited = policy(TEXTS | {"2.2": "2.培育企业。一律不再奖励。"}, source="v2", issue_date="2024-01-01")
    frozen(tmp_path, settled(edited, ledger)[0])
    file = next((tmp_path / "policies").glob("*.jsonl"))
    lines = file.read_bytes().splitlines(keepends=True)
    lost = next(line for line in lines if b'"anchor":"c-2-2"' in line)  # the later version has the anchor too
    file.write_bytes(b"".join(line for line in lines if line != lost))
    assert [item.code for item in incomplete(read_ledger(tmp_path))] == ["L104"]
    write(mended(read_ledger(tmp_path)))
    after = read_ledger(tmp_path)
    assert not list(incomplete(after)) and not mended(after)
    assert [former.text for former in settled(edited, after)[0].former_texts] == [TEXTS["2.2"]]


def test_a_stub_that_nobody_wrote_is_a_damaged_archive(tmp_path: Path, ledger: Ledger) -> None:
    file = next((tmp_path / "versions").glob("*.json"))
    stub = as_stub(decoded(file.read_bytes()), file.read_bytes())
    file.write_bytes(stub.replace(b'"archive": "', b'"archive": "0'))
    assert [item.code for item in incomplete(read_ledger(tmp_path))] == ["L108"]
    after = frozen(tmp_path, settled(policy(TEXTS), read_ledger(tmp_path))[0])
    assert not list(incomplete(after)) and [*(tmp_path / "versions").iterdir()] == [file]


def test_an_archive_is_named_below_its_folder_only(tmp_path: Path, ledger: Ledger) -> None:
    file = next((tmp_path / "policies").glob("*.jsonl"))
    file.write_bytes(file.read_bytes().replace(b"--2023-02-26.1.json", b"--/../../x.1.json"))
    assert [item.code for item in read_ledger(tmp_path).diagnostics] == ["L100"]
    write(mended(read_ledger(tmp_path)))
    assert not read_ledger(tmp_path).diagnostics and not list(incomplete(read_ledger(tmp_path)))
