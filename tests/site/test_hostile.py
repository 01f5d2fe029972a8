"""Hostile sources: nothing executes, nothing leaves its folder, nothing is fetched, each bad file costs only itself
(SECURITY.md).
"""

import csv
import io
import json
import re
import zipfile
from html import unescape as html_unescape
from pathlib import Path

import pytest
from lxml import html

from tests.made_once import made_once
from tests.site_folder import tiaowen, tree

pytestmark = pytest.mark.site
MARKUP = (
    "<script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "[点](javascript:window.hit=1)",
    "[点]: https://evil.example/x",
    "![图](https://evil.example/x.png)", "{: onclick=window.hit=1 #c-9 }", "{{ 7*7 }}{% raw %}",
    "</script></style></textarea><!-- ]]>",
    "&lt;b&gt;&#60;i&#62;", "<https://evil.example/>", "`代码` **粗** __粗__ ~~删~~ ==标==", "| a | b |",
    "# 标题 {#c-1}", "    缩进的代码",
    "<svg/onload=window.hit=1>", "\u202e反写\u202c\u2066",
    "*[缩写]: 定义", "[^1]: 脚注", "--- 前言", "\\<b\\>", '" onmouseover="window.hit=1',
    "' style='background:url(//evil.example)",
)
FORMULAS = ("=HYPERLINK(\"http://evil.example\")", "+1+1", "-2+3", "@SUM(1)", "\t=1+1")
TITLE = "关于<script>window.hit=1</script>“{{ 7*7 }}”的通知"
TEXT = "\n".join([
    f"示例市人民政府{TITLE}", "示政发〔2024〕7号", "各有关单位:",
    "一、" + MARKUP[0] + "总体要求",
    *(f"（{n}）{piece}。" for n, piece in zip("一二三四五六七八九十", MARKUP[1:11], strict=False)),
    "二、" + MARKUP[5], *MARKUP[11:],
    "三、责任", *(f"{n}.{cell}到2025年达到100万元。（责任单位：{cell}局、市财政局）" for n,
                  cell in enumerate(FORMULAS, 1)),
    "示例市人民政府", "2024年5月6日",
])
PAGE = """<!doctype html><html><head><meta charset=utf-8><base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/">
<title>示例市人民政府关于远程内容的通知</title><script src="https://evil.example/x.js"></script><link rel=stylesheet href="https://evil.example/x.css"></head>
<body onload="window.hit=1"><h1>示例市人民政府关于远程内容的通知</h1><p>示政发〔2024〕8号</p><p>一、要求。<img src="https://evil.example/t.gif">文字</p>
<p>二、措施。<iframe src="https://evil.example/"></iframe>文字</p><p style="background:url(https://evil.example/b.png)">三、附则。</p></body></html>"""


def docx(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10)
    for letter in range(ord("b"), ord("k"))) + b"]><l>&j;</l>"
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM '
    b'"file:///etc/hostname">]><w:document><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "hostile", lambda folder: hostile_site(folder / "inside")) / "inside"


def hostile_site(root: Path) -> None:
    texts = root / "docs_src" / "policies"
    texts.mkdir(parents=True)
    (texts / "markup.txt").write_text(TEXT, encoding="utf-8")
    (texts / "page.html").write_text(PAGE, encoding="utf-8")
    title = "示例市人民政府关于" + "进一步做好有关工作和" * 1000 + "的通知"
    (texts / "long.txt").write_text(f"{title}\n示政发〔2024〕9号\n一、要求。\n二、措施。\n", encoding="utf-8")
    (texts / "bomb.docx").write_bytes(docx({"word/document.xml": b"<a>" + b"0" * 200_000_000 + b"</a>"}))
    (texts / "laughs.docx").write_bytes(docx({"[Content_Types].xml": LAUGHS, "word/document.xml": LAUGHS}))
    (texts / "outside.docx").write_bytes(docx({"word/document.xml": OUTSIDE}))
    (texts / "climb.txt").write_text("示例市关于登高的通知\n示政发〔2024〕10号\n一、要求。\n", encoding="utf-8")
    (texts / "climb.yml").write_text("id: ../../../climbed\n", encoding="utf-8")
    (root / "site_config").mkdir()
    settings = "site_name: '{{ 7*7 }} [库](x)'\nnotice: '</p><script>window.hit=1</script>'\n"
    (root / "site_config/site.yml").write_text(settings, encoding="utf-8")
    done = tiaowen(root, "build", "--site-url", "https://x.example/repo/", "--report", "report.json")
    assert done.returncode == 1, done.stdout + done.stderr


def pages(folder: Path) -> dict[str, html.HtmlElement]:
    return {name: html.document_fromstring(data) for name,
            data in tree(folder / "site").items() if name.endswith(".html")}


def test_the_good_ones_are_published_and_each_bad_one_has_its_finding(folder: Path) -> None:
    findings = json.loads((folder / "report.json").read_text(encoding="utf-8"))["findings"]
    errors = {item["path"] for item in findings if item["severity"] == "error"}
    assert errors == {f"docs_src/policies/{name}" for name in ("bomb.docx", "laughs.docx", "outside.docx", "climb.yml")}
    assert len([name for name in tree(folder / "site") if re.fullmatch(r"p/[^.]*\.html", name)]) == 3
    told = {(item["path"].rpartition("/")[2], item["code"]) for item in findings}
    assert {("markup.txt", "C002"), ("markup.txt", "P015"), ("page.html", "R015"), ("long.txt", "P004")} <= told


def test_nothing_can_execute(folder: Path) -> None:
    for name, page in pages(folder).items():
        for element in page.iter():
            if not isinstance(element.tag, str):
                continue
            assert element.tag not in {"iframe", "object", "embed", "base", "applet"}, name
            for key, value in element.attrib.items():
                assert not key.lower().startswith("on"), (name, key)
                assert not re.match(r"\s*(javascript|vbscript|data:text/html)", value, re.IGNORECASE), (name, value)
            if element.tag == "script" and element.get("type") in {"application/json", "application/ld+json"}:
                json.loads(element.text or "")  # data, whole: nothing in it ended the element
            elif element.tag == "script":
                assert "window.hit" not in (element.text or ""), name


def test_nothing_is_fetched_from_elsewhere(folder: Path) -> None:
    findings = json.loads((folder / "report.json").read_text(encoding="utf-8"))["findings"]
    assert [item for item in findings if item["code"].startswith("S")] == []
    for name, page in pages(folder).items():
        for element in page.iter():
            if isinstance(element.tag, str) and element.tag not in {"a", "meta"}:
                led = {key: value for key, value in element.attrib.items() if "evil.example" in value}
                # what a row can be chosen by is the text's own words, and no address
                assert set(led) <= {"data-choice"}, (name, led)


def test_the_text_is_shown_as_it_is(folder: Path) -> None:
    (name,) = (n for n in tree(folder / "site") if n.startswith("p/") and n.endswith("2024-7.html"))
    (article,) = pages(folder)[name].iter("article")
    shown = plain(article.text_content())
    for piece in MARKUP[1:]:  # an entity is a damage of copying: repaired, recorded, and inert as ever
        assert plain(html_unescape(piece)) in shown, piece


def plain(text: str) -> str:
    """Without white space and controls, full-width punctuation as half-width: cleaning may change these, and records
    it.
    """
    return re.sub(r"[\s\u202a-\u202e\u2066-\u2069]", "", text.translate(str.maketrans("：；，（）？！", ":;,()?!")))


def test_nothing_is_written_outside(folder: Path) -> None:
    assert [p.name for p in folder.parent.iterdir()] == ["inside"]
    assert {p.name for p in folder.iterdir()} == {"build", "docs_src", "report.json", "site", "site_config"}
    assert not list(folder.rglob("climbed*"))


def test_no_cell_is_a_formula(folder: Path) -> None:
    tables = list((folder / "site/data").glob("*.csv"))
    assert tables
    for table in tables:
        with table.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.reader(stream):
                assert not [cell for cell in row if re.match(r"[=+@\t\r]|-[^\d]", cell)], table.name


def test_json_and_xml_of_hostile_texts_are_well_formed(folder: Path) -> None:
    for name, data in tree(folder / "site").items():
        if name.endswith(".json"):
            json.loads(data)
        elif name.endswith(".xml"):
            html.etree.fromstring(data)
        elif name.endswith(".jsonl"):
            assert all(json.loads(line) for line in data.decode().splitlines())


def test_a_long_title_makes_no_long_name(folder: Path) -> None:
    assert max(len(name) for name in tree(folder / "site")) <= 180
