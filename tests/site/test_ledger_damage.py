"""The ledger after editors, full disks, merges and second thoughts: what ``check`` says of it, and that ``freeze``
mends what can be proved.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.site_folder import tiaowen

TEXT = """海州市人民政府关于促进渔业发展的意见
海政发〔2022〕4号
各区人民政府：
一、总体目标。到2026年建成海洋牧场8个。
二、重点工作
（一）更新渔船。每艘给予30万元补助。（责任单位：市渔业局）
（二）培育品牌。培育品牌60个。
三、附则。本意见自印发之日起施行。
海州市人民政府
2022年9月8日
"""
CHANGED = TEXT.replace("培育品牌60个", "新建码头5座，优先安排用地")
RECORDS = "site_config/permalinks/policies/haizhengfa-2022-4.jsonl"
NAMES = "site_config/permalinks/names.jsonl"
FIRST = "site_config/permalinks/versions/haizhengfa-2022-4--2022-09-08.1.json"
PAGE = "build/docs/p/haizhengfa-2022-4.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs_src" / "policies").mkdir(parents=True)
    (tmp_path / "site_config").mkdir()
    write(tmp_path, TEXT)
    return tmp_path


def write(site: Path, text: str, name: str = "a.txt") -> None:
    (site / "docs_src" / "policies" / name).write_text(text, encoding="utf-8", newline="\n")


def freeze(site: Path) -> int:
    """How many addresses are new, or have something new recorded of them."""
    done = tiaowen(site, "freeze")
    assert done.returncode == 0, done.stderr
    return sum(map(int, re.findall(r"(?:登记|更新)了 (\d+) 个", done.stderr)))


def found(site: Path, *options: str) -> dict[str, str]:
    """Code → path and message of each finding on the ledger."""
    done = tiaowen(site, "check", "--locked", "--format", "json", *options)
    assert done.returncode in {0, 1}, done.stderr
    return {item["code"]: f"{item['path']} {item['message']}" for item in json.loads(done.stdout)
            if item["code"].startswith("L")}


def anchors(site: Path) -> set[str]:
    return set(re.findall(r'"anchor":"([^"]+)"', (site / RECORDS).read_text(encoding="utf-8")))


def pages(site: Path) -> dict[str, str]:
    done = tiaowen(site, "build", "--no-site", "--locked")
    assert done.returncode == 0, done.stderr
    return {file.stem: file.read_text(encoding="utf-8") for file in (site / "build" / "docs" / "p").glob("*.md")}


def test_a_text_changed_back_settles_and_keeps_every_page(site: Path) -> None:
    for text in (TEXT, CHANGED, TEXT, CHANGED, TEXT):
        write(site, text)
        assert freeze(site)
        assert freeze(site) == 0
        assert found(site) == {}
    shown = pages(site)
    assert {name for name in shown if "--" in name and "diff" not in name} == {
        "haizhengfa-2022-4--2022-09-08",
        next(name for name in shown if re.fullmatch(r"haizhengfa-2022-4--[0-9a-f]{12}", name))}
    assert "60" in shown["haizhengfa-2022-4"]


@pytest.mark.parametrize(("spoil", "code"), [
    (lambda data: data[:-1], "L105"),  # an editor took the line end away
    (lambda data: data[:-40], "L105"),  # the disk was full
    (lambda data: data.replace(b"}\n{", b"}{", 2), "L105"),
    (lambda data: b"<<<<<<< HEAD\n" + data + b"=======\n" + data.splitlines(keepends=True)[2] + b">>>>>>> other\n",
     "L106"),
    (lambda data: data.replace("（二）".encode(), "（二）".encode()[:-1], 1), "L100"),  # half a character
    (lambda data: b"".join(data.splitlines(keepends=True)[:2]), "L104"),
    (lambda data: b"", "L104"),
])
def test_a_damaged_file_of_records_is_found_and_mended(site: Path, spoil, code: str) -> None:  # type: ignore[no-untyped-def]
    freeze(site)
    before, data = anchors(site), (site / RECORDS).read_bytes()
    (site / RECORDS).write_bytes(spoil(data))
    assert RECORDS in found(site)[code]
    write(site, TEXT.replace("60个", "90个"))
    freeze(site)
    assert found(site) == {}
    assert anchors(site) >= before
    assert freeze(site) == 0


@pytest.mark.parametrize("spoil",
                         [lambda data: data[:300], lambda data: data.replace("60个".encode(), "99个".encode()),
                          lambda data: b""])
def test_a_damaged_archive_is_found_and_mended_while_its_text_is_there(site: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    freeze(site)
    data = (site / FIRST).read_bytes()
    (site / FIRST).write_bytes(spoil(data))
    assert FIRST in found(site)["L108"]
    assert tiaowen(site, "build", "--no-site").returncode == 1
    freeze(site)
    assert found(site) == {}
    assert (site / FIRST).read_bytes() == data


def test_an_archive_changed_by_hand_is_never_published(site: Path) -> None:
    freeze(site)
    write(site, CHANGED)
    freeze(site)
    (site / FIRST).write_bytes((site / FIRST).read_bytes().replace("60个".encode(), "99个".encode()))
    freeze(site)
    assert FIRST in found(site)["L108"]
    done = tiaowen(site, "build", "--no-site")
    assert done.returncode == 1 and "git checkout" in done.stderr
    assert not any("99个" in file.read_text(encoding="utf-8") for file in (site / "build").rglob("*.md"))


def test_a_name_of_a_body_that_is_gone_stays(site: Path) -> None:
    write(site, TEXT.replace("市渔业局", "威海市渔业局"))
    freeze(site)
    write(site, TEXT.replace("市渔业局", "威海市农业局"))
    freeze(site)
    lines = (site / NAMES).read_text(encoding="utf-8").splitlines(keepends=True)
    (site / NAMES).write_text("".join(line for line in lines if "yuyeju" not in line), encoding="utf-8", newline="\n")
    assert "yuyeju" in found(site)["L104"]
    freeze(site)
    assert found(site) == {}
    assert "yuyeju" in (site / NAMES).read_text(encoding="utf-8")


@pytest.mark.parametrize("left", [None, "", "正文丢失了"])
def test_a_text_that_is_gone_is_withdrawn_as_the_finding_says(site: Path, left: str | None) -> None:
    write(site, TEXT.replace("4号", "5号").replace("渔业", "旅游"), "b.txt")
    freeze(site)
    text = site / "docs_src" / "policies" / "b.txt"
    text.unlink()
    if left is not None:
        write(site, left, "b.txt")
    assert "L102" in found(site)
    text.with_suffix(".yml").write_text("id: haizhengfa-2022-5\npublish: false\n", encoding="utf-8", newline="\n")
    assert found(site) == {}
    assert "撤下" in pages(site)["haizhengfa-2022-5"] and "c-2-1" in pages(site)["haizhengfa-2022-5"]


def test_a_former_draft_is_withdrawn(site: Path) -> None:
    write(site, TEXT.replace("意见", "意见（征求意见稿）", 1))
    sidecar = site / "docs_src" / "policies" / "a.yml"
    sidecar.write_text("publish: true\n", encoding="utf-8", newline="\n")
    freeze(site)
    sidecar.write_text("publish: false\n", encoding="utf-8", newline="\n")
    assert found(site) == {}


@pytest.mark.parametrize("keep", [True, False])
def test_of_a_text_that_was_taken_down_no_word_stays(site: Path, keep: bool) -> None:
    # a word of no registry, which the search page brings along
    other = TEXT.replace("4号", "5号").replace("渔业发展", "蓑笠编织")
    write(site, other.replace("60个", "60个，联系人欧阳某某"), "b.txt")
    freeze(site)
    write(site, other, "b.txt")
    freeze(site)
    tiaowen(site, "build", "--no-site")
    text = site / "docs_src" / "policies" / "b.txt"
    text.with_suffix(".yml").write_text("id: haizhengfa-2022-5\npublish: removed\n", encoding="utf-8", newline="\n")
    if not keep:
        text.unlink()
    assert "L109" in found(site) and "L102" not in found(site)
    assert freeze(site) == 0
    assert found(site) == {}
    shown = pages(site)
    assert {"haizhengfa-2022-5", "haizhengfa-2022-5--2022-09-08"} <= shown.keys()
    assert "c-2-1" in shown["haizhengfa-2022-5"] and "c-2-2" in shown["haizhengfa-2022-5--2022-09-08"]
    for file in [*(site / "build").rglob("*"), *(site / "site_config").rglob("*")]:
        if file.is_file():
            assert not any(word.encode() in file.read_bytes() for word in ("欧阳", "蓑笠", "促进蓑笠")), file
    stub = site / "site_config/permalinks/versions/haizhengfa-2022-5--2022-09-08.1.json"
    stub.write_bytes(re.sub(rb'"sha256": "[0-9a-f]{6}', b'"sha256": "000000', stub.read_bytes(), count=1))
    assert "L108" in found(site)


def test_a_text_that_was_taken_down_and_comes_back_is_compared_only_with_what_is_there(site: Path) -> None:
    freeze(site)
    write(site, CHANGED)
    freeze(site)
    sidecar = site / "docs_src" / "policies" / "a.yml"
    sidecar.write_text("publish: removed\n", encoding="utf-8", newline="\n")
    freeze(site)
    sidecar.unlink()
    write(site, TEXT.replace("8个", "9个"))
    freeze(site)
    shown = pages(site)
    assert {"haizhengfa-2022-4", "haizhengfa-2022-4--2022-09-08"} <= shown.keys()
    linked = {name for text in shown.values() for name in re.findall(r"([\w-]+--diff)(?:\.|&#46;)html", text)}
    assert linked <= shown.keys()


def test_another_document_in_the_same_file_leaves_the_old_one_published(site: Path) -> None:
    freeze(site)
    write(site, TEXT.replace("4号", "66号").replace("2022", "2023").replace("促进渔业", "促进养殖业"))
    told = found(site)
    assert "haizhengfa-2022-4" in tiaowen(site, "check").stdout and "L107" in told and "L102" not in told
    freeze(site)
    shown = pages(site)
    assert "〔2022〕4号" in shown["haizhengfa-2022-4"] and "养殖业" not in shown["haizhengfa-2022-4"]
    assert "养殖业" in shown["haizhengfa-2023-66"]
    assert "渔业" in (site / "build/docs/p/haizhengfa-2022-4.source.txt").read_text(encoding="utf-8")


def test_a_text_of_another_issuer_or_year_never_takes_an_address(site: Path) -> None:
    plain = TEXT.replace("海政发〔2022〕4号\n", "").replace("海州市人民政府关于促进渔业发展的意见",
                                                            "关于公布渔船名录的通知", 1)
    write(site, plain)
    freeze(site)
    (site / "docs_src" / "policies" / "a.txt").unlink()
    write(site, plain.replace("海州市", "临河县"), "b.txt")
    write(site, plain.replace("2022年9月8日", "2023年9月9日"), "c.txt")
    done = tiaowen(site, "build", "--no-site")
    assert done.returncode == 1 and "L102" in done.stderr
    assert "写 id: " in done.stderr and "b.txt" in done.stderr


def test_a_renamed_and_changed_file_is_known_by_its_clauses(site: Path) -> None:
    plain = TEXT.replace("海政发〔2022〕4号\n", "")
    write(site, plain)
    freeze(site)
    (site / "docs_src" / "policies" / "a.txt").unlink()
    write(site, plain.replace("60个", "61个").replace("促进渔业", "促进渔业高质量"), "another-name.txt")
    assert "L102" not in found(site)


def test_copies_of_sync_programs_are_named_and_not_read(site: Path) -> None:
    freeze(site)
    copy = (site / RECORDS).with_name("haizhengfa-2022-4 (1).jsonl")
    copy.write_bytes((site / RECORDS).read_bytes())
    assert "(1)" in found(site)["L110"] and "L102" not in found(site)


@pytest.mark.parametrize(("name", "other"), [
    (RECORDS, "haizhengfa-2022-5.jsonl"), (FIRST, "haizhengfa-2022-4--2022-09-09.1.json"),
    (FIRST, "haizhengfa-2022-4--2022-09-08.7.json"), (FIRST, "haizhengfa-2022-5--2022-09-08.1.json"),
])
@pytest.mark.parametrize("copied", [False, True])
def test_a_file_of_the_ledger_that_was_renamed_goes_back(site: Path, name: str, other: str, copied: bool) -> None:
    freeze(site)
    write(site, CHANGED.replace("2022年9月8日", "2022年10月9日"))
    freeze(site)
    before = {file: file.read_bytes() for file in (site / "site_config").rglob("*.json*")}
    renamed = (site / name).with_name(other)
    renamed.write_bytes((site / name).read_bytes())
    if not copied:
        (site / name).unlink()
    told = found(site)
    assert other in told["L111"] and Path(name).name in told["L111"] and "L102" not in told
    freeze(site)
    assert found(site) == {}
    assert {file: file.read_bytes() for file in (site / "site_config").rglob("*.json*")} == before


def test_records_written_beside_a_renamed_file_stay(site: Path) -> None:
    """Somebody renamed the file and the next version was frozen from another checkout."""
    freeze(site)
    renamed = (site / RECORDS).with_name("other.jsonl")
    first = (site / RECORDS).read_bytes()
    write(site, CHANGED.replace("2022年9月8日", "2022年10月9日"))
    freeze(site)
    both = (site / RECORDS).read_bytes()
    renamed.write_bytes(first)
    (site / RECORDS).write_bytes(both[len(first):])
    freeze(site)
    assert (site / RECORDS).read_bytes() == both and found(site) == {}


def test_two_branches_that_froze_one_text_differently_keep_both(site: Path) -> None:
    freeze(site)
    base = (site / RECORDS).read_bytes()
    sides = {}
    for word in ("增殖放流", "休闲垂钓"):
        (site / RECORDS).write_bytes(base)
        write(site, TEXT.replace("培育品牌60个", word).replace("2022年9月8日", "2022年10月9日"))
        freeze(site)
        archive = site / "site_config/permalinks/versions/haizhengfa-2022-4--2022-10-09.1.json"
        sides[word] = ((site / RECORDS).read_bytes()[len(base):], archive.read_bytes())
        archive.unlink()
    (ours, first), (theirs, second) = sides.values()
    (site / RECORDS).write_bytes(base + ours + theirs)
    archive.write_bytes(b"<<<<<<< HEAD\n" + first + b"=======\n" + second + b">>>>>>> other\n")
    assert "L106" in found(site)
    freeze(site)
    assert found(site) == {}
    assert freeze(site) == 0
    shown = pages(site)
    assert [name for name, text in shown.items() if "增殖放流" in text and "--" in name and "diff" not in name] == [
        "haizhengfa-2022-4--2022-10-09"]
    assert "增殖放流" in shown["haizhengfa-2022-4"]  # as what stood at that address
    assert "休闲垂钓" in shown["haizhengfa-2022-4"]


def test_a_version_whose_record_was_lost_leaves_every_page_in_its_place(site: Path) -> None:
    for text in (TEXT, CHANGED, TEXT):
        write(site, text)
        freeze(site)
    before = pages(site).keys()
    lines = (site / RECORDS).read_text(encoding="utf-8").splitlines(keepends=True)
    (middle,) = (line for line in lines if '"kind":"version"' in line and '"slug":"2022-09-08"' not in line)
    (site / RECORDS).write_text("".join(line for line in lines if line != middle), encoding="utf-8", newline="\n")
    freeze(site)
    assert found(site) == {} and pages(site).keys() == before


def test_names_that_only_a_taken_down_text_said_go_with_it(site: Path) -> None:
    write(site, TEXT.replace("4号", "5号").replace("海州市", "威海市").replace("市渔业局", "市蓑笠局、市财政局"),
          "b.txt")
    write(site, TEXT.replace("海州市", "威海市").replace("市渔业局", "市财政局"))
    freeze(site)
    (site / "docs_src" / "policies" / "b.yml").write_text("publish: removed\n", encoding="utf-8", newline="\n")
    freeze(site)
    assert found(site) == {}
    pages(site)
    agencies = {file.stem: file.read_text(encoding="utf-8") for file in (site / "build/docs/agency").glob("*.md")}
    assert "已撤下" in agencies["weihai-suoliju"] and "市财政局" in agencies["weihai-caizhengju"]
    for file in [*(site / "build/docs").rglob("*"), *(site / "site_config").rglob("*")]:
        assert not file.is_file() or "蓑笠".encode() not in file.read_bytes(), file
    (site / "docs_src" / "policies" / "b.yml").unlink()
    freeze(site)
    assert "蓑笠" in pages(site)["haizhengfa-2022-5"]
    assert "蓑笠局" in (site / "build/docs/agency/weihai-suoliju.md").read_text(encoding="utf-8")


def test_a_taken_down_text_whose_sidecar_is_torn_is_told_and_nothing_is_built(site: Path) -> None:
    for text in (TEXT, CHANGED):
        write(site, text)
        freeze(site)
    sidecar = site / "docs_src" / "policies" / "a.yml"
    sidecar.write_text("publish: removed\n", encoding="utf-8", newline="\n")
    freeze(site)
    sidecar.write_text("<<<<<<< HEAD\npublish: removed\n=======\npublish: false\n>>>>>>> other\n",
                       encoding="utf-8", newline="\n")
    assert "L102" in found(site)
