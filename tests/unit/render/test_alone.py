"""Documents away from the site: one HTML file, one book of one document, one of the library."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html
from tiaowen.anchors import page_name
from tiaowen.cli import run
from tiaowen.config import Settings
from tiaowen.model import DocumentPart, HeaderLine, Policy
from tiaowen.render.alone import alone
from tiaowen.render.epub import book
from tiaowen.text import squeeze

from tests.factories import clause
from tests.factories import policy as make_policy
from tests.site_folder import ROOT, tiaowen
from tests.versioned_site import CURRENT, DOWN, OLD

AT = Settings(site_url="https://x.example/repo/")
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def policy() -> Policy:
    return make_policy(
        "a", clause("1", "一、总则", label="一、", heading="总则"),
        clause("1.p1", "给 <b> & 的企业\x07奖补。", aliases=("c-0-p1",)),
        clause("1.t1", "表一"), clause("1.t1.r1", "甲\t乙", cells=("甲", "乙")),
        title="关于<试验>的意见", header=(HeaderLine(line=1, text="关于<试验>的意见", role="title"),
                                     HeaderLine(line=9, text="某市人民政府", role="signature", before="")),
    )


def test_a_file_holds_the_whole_text_and_asks_for_nothing(policy: Policy) -> None:
    text = alone(policy, AT).decode()
    page = html.document_fromstring(text)
    assert page.xpath("//h1/text()") == ["关于<试验>的意见"] and page.xpath("//title/text()") == ["关于<试验>的意见"]
    assert page.get_element_by_id("c-1-p1").text_content() == "给 <b> & 的企业\ufffd奖补。"
    assert page.get_element_by_id("c-0-p1").getparent().get("id") == "c-1-p1"
    assert [cell.text for cell in page.xpath("//tr[@id='c-1-t1-r1']/td")] == ["甲", "乙"]
    assert page.xpath("string(//p[contains(@class, 'signature')])") == "某市人民政府"
    assert not page.xpath("//script | //link | //img | //@src | //@style")
    assert "url(" not in text and "@import" not in text


def test_a_book_is_what_readers_expect(policy: Policy) -> None:
    data = book(policy, AT)
    assert data == book(policy, AT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
        package = etree.fromstring(archive.read("EPUB/package.opf"))
        files = {f"EPUB/{item.get('href')}" for item in package.iter("{*}item")}
        assert files | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(archive.namelist())
        links = [link.get("href") for link in etree.fromstring(archive.read("EPUB/nav.xhtml")).iter(f"{XHTML}a")]
        for link in links:
            path, _, anchor = link.partition("#")
            chapter = etree.fromstring(archive.read(f"EPUB/{path}"))
            assert not anchor or chapter.xpath(f"//*[@id='{anchor}']")
    assert links == ["p/a.xhtml", "p/a.xhtml#c-1"]


def test_the_command_writes_the_documents_of_a_site_and_its_book_is_the_librarys(five: Path, tmp_path: Path) -> None:
    page, one = tmp_path / "意见.html", tmp_path / "意见.epub"
    done = tiaowen(five, "export", "威发〔2023〕3号", "--html", str(page), "--epub", str(one))
    assert done.returncode == 0 and done.stdout.splitlines() == [page.as_posix(), one.as_posix()]
    text = (five / "site/p/weifa-2023-3.txt").read_text(encoding="utf-8-sig")
    shown = squeeze(html.document_fromstring(page.read_text(encoding="utf-8")).find("body").text_content())
    lost = [line for line in text.splitlines() if squeeze(line) not in shown]
    title_lines = squeeze("".join(text.splitlines()[:3]))
    assert all(squeeze(line) in title_lines for line in lost)
    with zipfile.ZipFile(one) as book, zipfile.ZipFile(five / "site/data/library.epub") as library:
        chapters = {name for name in library.namelist() if name.startswith("EPUB/p/")}
        assert len(chapters) == len(list((ROOT / "docs_src/policies").glob("*.txt")))
        same = [squeeze(html.document_fromstring(file.read("EPUB/p/weifa-2023-3.xhtml")).text_content())
                for file in (library, book)]
        assert same[0].startswith(same[1][:-50])  # the archive has a public address, the command line none
        spine = re.findall(r'href="(p/[^"]+)"', library.read("EPUB/package.opf").decode())
        assert spine == re.findall(r'href="(p/[^"]+)"', library.read("EPUB/nav.xhtml").decode())


def test_what_is_not_there_is_told(five: Path) -> None:
    done = tiaowen(five, "export", "p/nothing.html")
    assert done.returncode == 1 and "没有这个地址" in done.stderr


def test_an_attached_text_keeps_the_title_that_its_notice_names() -> None:
    """And no heading is lower than one below that around it, where the one between is lost."""
    held = make_policy(
        "a", clause("notice.p1", "现印发给你们。"), clause("2", "二、总则", label="二、", heading="总则"),
        clause("2.1.3", "3.奖补企业。", label="3.", heading="奖补企业", level=3, inferred_path=True),
        title="某市关于印发办法的通知", parts=(
            DocumentPart(root="notice", title="某市关于印发办法的通知", line=1),
            DocumentPart(root="", title="办法", line=4)),
        header=(HeaderLine(line=1, text="某市关于印发办法的通知", role="title", before="notice.p1"),
                HeaderLine(line=4, text="办法", role="title", before="2")),
    )
    page = html.document_fromstring(alone(held, AT).decode())
    assert [(part.tag, part.text_content()) for part in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5")] == [
        ("h1", "某市关于印发办法的通知"), ("h2", "办法"), ("h3", "二、总则"), ("h4", "〔〔1〕标题缺失〕"),
        ("h5", "3.奖补企业。")]


def test_an_earlier_version_says_so_and_has_its_own_address() -> None:
    page = html.document_fromstring(alone(make_policy("a", clause("1", "一"), version="2023-02-26"), AT).decode())
    assert page.xpath("string(//a/@href)") == "https://x.example/repo/p/a--2023-02-26.html"
    assert "早先的版本（2023-02-26）" in page.xpath("string(//p[@class='known'])")


def test_what_is_gone_is_told_and_never_an_empty_file(past: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    done = tiaowen(past, "export", DOWN, "--html", str(file))
    assert done.returncode == 1 and "已从本站撤下" in done.stderr and not file.exists()
    done = tiaowen(past, "export", f"{CURRENT}#c-2-3", "--html", str(file))
    assert done.returncode == 0 and "早先的版本" in done.stderr and "扩大投资" in file.read_text(encoding="utf-8")
    assert OLD.rpartition("/")[2].removesuffix(".html") == page_name("weifa-2023-3", "2023-02-26")


@pytest.mark.parametrize(("files", "why"), [
    (("--html", ""), "路径是空的"), (("--html", "a", "--epub", "./a"), "同一个文件"),
    (("--html", "docs_src/policies/a.html"), "源文件的文件夹"), (("--epub", "site_config/site.yml"), "设置的文件夹"),
])
def test_a_file_is_not_written_where_it_would_do_harm(
    past: Path, files: tuple[str, ...], why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(past)
    assert run(["export", CURRENT, *files]) == 2
    assert why in capsys.readouterr().err
