"""The ledger against a whole built site: what check and --locked notice, and what the pages of a document with a past
say.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import html
from tiaowen.config import Settings
from tiaowen.pipeline.citing import cite_address
from tiaowen.pipeline.library import Request

from tests.site_folder import SITE_URL, tiaowen
from tests.versioned_site import CURRENT, DIFF, DOWN, MENDED, OLD


@pytest.fixture
def folder(past: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(past, tmp_path / "copy"))


def findings(folder: Path, *options: str) -> list[tuple[str, str]]:
    done = tiaowen(folder, "check", "--format", "json", *options)
    return [(item["code"], item["message"]) for item in json.loads(done.stdout) if item["code"].startswith("L1")]


def page(past: Path, address: str) -> html.HtmlElement:
    return html.fromstring((past / "site" / address).read_bytes())


def test_a_whole_ledger_and_site_have_no_finding(past: Path) -> None:
    assert findings(past) == []


def test_what_is_not_frozen_is_named_and_stops_a_locked_build(folder: Path) -> None:
    found = findings(folder, "--locked")
    named = " ".join(message for code, message in found if code == "L101")
    assert {code for code, _ in found} == {"L101"}
    assert (
        "p/weifa-2023-3.html#c-3-1" in named and "p/weibanfa-2022-7.html#c-1-p2" in named
        and "weibanfa-2021-5" not in named
    )
    before = (folder / "site" / CURRENT).read_bytes()
    done = tiaowen(folder, "build", "--locked")
    assert done.returncode == 1 and "L101" in done.stderr
    assert (folder / "site" / CURRENT).read_bytes() == before
    assert tiaowen(folder, "freeze").returncode == 0
    assert findings(folder, "--locked") == []
    assert tiaowen(folder, "build", "--locked").returncode == 0


def test_every_anchor_that_is_gone_from_a_page_is_found(folder: Path) -> None:
    gone = [(CURRENT, "c-1-1"), (CURRENT, "c-2-3"), (OLD, "c-2-2"), (MENDED, "c-1-p2"), (DOWN, "c-2")]
    for address, anchor in gone:
        file = folder / "site" / address
        text = file.read_text(encoding="utf-8")
        assert len(re.findall(f'id="{anchor}"', text)) == 1
        file.write_text(text.replace(f'id="{anchor}"', 'id="elsewhere"'), encoding="utf-8")
    told = [message for code, message in findings(folder) if code == "L103"]
    assert [address for address in gone if not any("#".join(address) + " " in message for message in told)] == []


def test_every_page_that_is_gone_is_found(folder: Path) -> None:
    gone = [OLD, DOWN, "agency/weihai-shangwuju.html"]
    for address in gone:
        (folder / "site" / address).unlink()
    told = [message for code, message in findings(folder) if code == "L103"]
    assert [address for address in gone if not any(f"{address} " in message for message in told)] == []


@pytest.mark.parametrize(("file", "line"), [
    ("weifa-2023-3", '"anchor":"c-1-1"'), ("weifa-2023-3", '"anchor":"c-2-2"'), ("weifa-2023-3", '"kind":"version"'),
    ("weibanfa-2022-7", '"anchor":"c-1-p2"'), ("weibanfa-2021-5", '"anchor":"c-2"'),
])
def test_an_entry_removed_from_the_ledger_is_found(folder: Path, file: str, line: str) -> None:
    records = folder / "site_config" / "permalinks" / "policies" / f"{file}.jsonl"
    lines = records.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [text for text in lines if line not in text]
    assert len(kept) == len(lines) - 1
    records.write_text("".join(kept), encoding="utf-8", newline="\n")
    done = tiaowen(folder, "check")
    assert done.returncode == 1
    assert any("L104" in line and file in line for line in done.stdout.splitlines())


def test_a_file_removed_from_the_ledger_is_found(folder: Path) -> None:
    permalinks = folder / "site_config" / "permalinks"
    (permalinks / "policies" / "weibanfa-2022-7.jsonl").unlink()
    assert any(code == "L104" for code, _ in findings(folder))


def test_an_archive_removed_from_the_ledger_is_found(folder: Path) -> None:
    next((folder / "site_config" / "permalinks" / "versions").glob("weifa-2023-3--*.json")).unlink()
    assert any(code == "L104" for code, _ in findings(folder))


def test_a_name_removed_from_the_ledger_is_found_when_locked(folder: Path) -> None:
    names = folder / "site_config" / "permalinks" / "names.jsonl"
    lines = [line for line in names.read_text(encoding="utf-8").splitlines(keepends=True)
             if "weihai-shangwuju" not in line]
    names.write_text("".join(lines), encoding="utf-8", newline="\n")
    assert any(code == "L101" and "agency/weihai-shangwuju" in message for code,
               message in findings(folder, "--locked"))


def test_a_source_that_is_gone_keeps_the_last_site(folder: Path) -> None:
    before = (folder / "site" / CURRENT).read_bytes()
    (folder / "docs_src" / "policies" / "a.txt").unlink()
    done = tiaowen(folder, "build")
    assert done.returncode == 1 and "L102" in done.stderr
    assert (folder / "site" / CURRENT).read_bytes() == before


def test_the_pages_of_a_document_with_a_past(past: Path) -> None:
    now, old, gone = page(past, CURRENT), page(past, OLD), page(past, DOWN)
    assert "推动高质量发展" in old.get_element_by_id("c-1-1").getparent().text_content()
    assert now.xpath("//div[@class='tw-banner']//a/@href") == [OLD[2:], DIFF[2:]]
    assert old.xpath("//div[@role='note']//a/@href") == [CURRENT[2:], DIFF[2:]]
    assert f"{OLD[2:]}#c-1-1" in now.xpath("//p[@class='tw-warn']/a/@href")
    stone = now.get_element_by_id("c-2-3")
    assert "引进人才" in stone.text_content()
    assert stone.xpath(".//a/@href") == ["#c-2-2", f"{OLD[2:]}#c-2-3"]
    assert {"c-1", "c-2", "preamble"} <= {e.get("id") for e in gone.xpath("//*[@id]")}
    assert page(past, MENDED).get_element_by_id("c-1-p2").xpath("ancestor-or-self::*[@id='c-1']")
    (canonical,) = old.xpath("//link[@rel='canonical']/@href")
    assert canonical == f"{SITE_URL}{OLD}"


def test_the_comparison_tells_each_change(past: Path) -> None:
    items = [(" ".join(item.xpath("./@class")), item.text_content())
             for item in page(past, DIFF).xpath("//ul[contains(@class, 'tw-diff')]/li")]
    kinds = sorted(name.removeprefix("tw-diff--") for name, _ in items)
    assert kinds == ["added", "changed", "moved", "removed"], items  # （三） is （二） now, with the same words


def test_cite_prints_an_earlier_version_and_follows_an_alias(past: Path) -> None:
    done = tiaowen(past, "cite", f"{SITE_URL}{OLD}#c-2-2", "--accessed", "2026-11-22")
    assert done.stdout.strip().endswith(f"2023：第二部分第（二）项（2023-02-26）[2026-11-22]. {SITE_URL}{OLD}#c-2-2.")
    assert "第一部分" in tiaowen(past, "cite", f"{MENDED}#c-1-p2", "--style", "plain").stdout
    assert tiaowen(past, "cite", f"{CURRENT}#c-9").returncode == 1


def _asked(past: Path) -> Request:
    return Request(folder=past, settings=Settings(), sources=past / "docs_src" / "policies", out=past / "site")


@pytest.mark.parametrize(("address", "cited", "told"), [
    (f"{CURRENT}#c-2-2", "第二部分第（二）项，", "扩大投资"),
    (f"{CURRENT}#c-1-1", "第一部分第（一）项，", "写作"),
    (f"{CURRENT}#c-2-3", "2023-02-26", f"{CURRENT}#c-2-2"),
    (f"{DOWN}#c-2", "第二部分", "撤下"),
    ("威发〔2023〕3号第二部分（二）", "第二部分第（二）项，", "扩大投资"),
    ("威发〔2023〕3号第二部分（三）", "2023-02-26", f"{CURRENT}#c-2-2"),
    ("威办发〔2021〕5号第二部分", "第二部分", "撤下"), ("威办发〔2021〕5号", "〔2021〕5号", "撤下"),
    ("威发[2023]3号 三（一）", "第三部分第（一）项，", ""),
    ("威发〔2023〕3号", "（威发〔2023〕3号），", ""),
])
def test_cite_says_what_an_address_meant_and_finds_a_clause_by_its_words(past: Path, address: str, cited: str,
                                                                         told: str) -> None:
    done = cite_address(_asked(past), address, "plain", accessed="2026-11-22")
    assert cited in done.text and told in " ".join(done.notes) and bool(told) == bool(done.notes)


@pytest.mark.parametrize(("address", "answer"), [
    ("威发〔2023〕3号第99条", "没有“第99条”"), ("威发〔2023〕3号（一）", "可能指"),
    ("p/weifa-2023-3.html#c-99", "没有这一条"), ("p/none.html", "没有这个地址"),
])
def test_a_part_that_is_not_there_is_never_the_whole_document(past: Path, address: str, answer: str) -> None:
    with pytest.raises(LookupError, match=answer):
        cite_address(_asked(past), address, "plain", accessed="2026-11-22")


def test_the_twins_of_a_document_with_a_past_tell_it(past: Path) -> None:
    now, old = (json.loads((past / "site" / address.replace(".html", ".json")).read_text(encoding="utf-8"))
                for address in (CURRENT, OLD))
    assert {(item["anchor"], item["moved_to"]) for item in now["former_texts"]} == {("c-1-1", "c-1-1"), ("c-2-2", "")}
    assert [(item["anchor"], item["moved_to"]) for item in now["tombstones"]] == [("c-2-3", "c-2-2")]
    assert (old["version"], old["current"]) == ("2023-02-26", CURRENT) and "current" not in now
