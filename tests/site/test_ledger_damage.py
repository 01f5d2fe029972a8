"""The ledger after editors, full disks, merges and second thoughts: what ``check`` says of it, and that ``freeze``
mends what can be proved.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.ledger_folder import (
    CHANGED,
    FIRST,
    NAMES,
    RECORDS,
    TEXT,
    anchors,
    found,
    freeze,
    pages,
    with_a_text,
    write,
)
from tests.site_folder import tiaowen


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return with_a_text(tmp_path)


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


@pytest.mark.parametrize("which", range(4))
def test_a_digit_of_a_record_that_was_changed_costs_no_page(site: Path, which: int) -> None:
    """Of a version that was current again its hash stands more than once."""
    for text in (TEXT, CHANGED, TEXT, CHANGED):
        write(site, text)
        freeze(site)
    before, promised = pages(site), anchors(site)
    lines = (site / RECORDS).read_text(encoding="utf-8").splitlines(keepends=True)
    at = [number for number, line in enumerate(lines) if '"kind":"version"' in line][which]
    lines[at] = re.sub('(?<="sha256":")(.)', lambda found: "1" if found[1] == "0" else "0", lines[at], count=1)
    (site / RECORDS).write_text("".join(lines), encoding="utf-8", newline="\n")
    freeze(site)
    assert freeze(site) == 0 and found(site) == {}
    assert before.keys() <= pages(site).keys() and set(promised) <= set(anchors(site))


def test_a_lost_record_of_a_version_that_is_current_again_costs_no_page(site: Path) -> None:
    """Its archive, recorded in its place, says that another version followed it."""
    for text in (TEXT, CHANGED, CHANGED.replace("5座", "7座"), CHANGED):
        write(site, text)
        freeze(site)
    before, lines = pages(site), (site / RECORDS).read_bytes().splitlines(keepends=True)
    told = [at for at, line in enumerate(lines) if b'"kind":"version"' in line]
    assert lines[told[1]] == lines[told[3]]
    (site / RECORDS).write_bytes(b"".join(line for at, line in enumerate(lines) if at != told[1]))
    freeze(site)
    assert freeze(site) == 0 and found(site) == {} and before.keys() <= pages(site).keys()


@pytest.mark.parametrize("left", [9, 40, 200])
def test_a_line_that_is_only_begun_costs_no_page(site: Path, left: int) -> None:
    """Two branches were merged in which a version is current again; what is left of the second line are
    so many bytes.
    """
    for text in (TEXT, CHANGED):
        write(site, text)
        freeze(site)
    lines = (site / RECORDS).read_bytes().splitlines(keepends=True)
    again = [line for line in lines if b'"kind":"version"' in line][-1]
    (site / RECORDS).write_bytes(b"".join([*lines, again]))
    before = pages(site)
    assert len([name for name in before if "--" in name and not name.endswith("--diff")]) == 2
    (site / RECORDS).write_bytes(b"".join([*lines, again[:left]]))
    freeze(site)
    assert freeze(site) == 0 and found(site) == {} and before.keys() <= pages(site).keys()


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
