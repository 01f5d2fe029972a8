"""Word files made from real texts give the trees of the texts; numbers that Word prints become labels; hostile files
cost only themselves.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from tiaowen.catalog import Catalog
from tiaowen.model import Line, SourceText
from tiaowen.numbering import match_label
from tiaowen.read import read

from .texts import lines_of, originals, policy_of, tree

LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def numbered(document: Document) -> None:
    """An outline list 一、（一）1. as Word writes it; 1. runs on (lvlRestart 0 is Word's own way, here every level
    restarts).
    """
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:suff '
        f'w:val="nothing"/></w:lvl>'
        for i, (kind, text) in enumerate(LEVELS)
    )
    part = document.part.numbering_part.element
    part.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType '
            f'w:val="multilevel"/>{levels}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def write(lines: tuple[Line, ...], file: Path, *, lists: bool = False) -> None:
    document = docx.Document()
    if lists:
        numbered(document)
    for line in lines:
        text = line.text
        level = {"han": 0, "han_paren": 1}.get(getattr(match_label(text), "kind", ""))
        label = match_label(text)
        paragraph = document.add_paragraph()
        if lists and level is not None and label is not None:
            text = text[label.end:]
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'))
        for piece in re.split("(责任单位|牵头部门)", text):
            paragraph.add_run(piece).bold = piece in ("责任单位", "牵头部门")
    document.sections[0].header.paragraphs[0].text = "政策文件汇编"
    document.save(str(file))


@pytest.mark.parametrize("original", originals(), ids=lambda path: path.stem)
@pytest.mark.parametrize("lists", [False, True], ids=["typed", "lists"])
def test_a_word_file_gives_the_tree_of_its_text(original: Path, lists: bool, tmp_path: Path, catalog: Catalog) -> None:
    if not original.is_file():
        pytest.skip(f"{original.name}: the shared corpus is not here")
    if lists and original.stem.startswith("law"):
        pytest.skip("its （一） restart under articles, which this list does not count")
    file = tmp_path / "made.docx"
    write(lines_of(original, catalog), file, lists=lists)
    assert tree(policy_of(file, catalog)) == tree(policy_of(original, catalog))


def made(document: Document, tmp_path: Path) -> SourceText:
    file = tmp_path / "made.docx"
    document.save(str(file))
    return read(file, "made.docx")


def test_bold_runs_are_kept_with_their_place(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1.深化改革。（责任单位：")
    paragraph.add_run("市编办").bold = True
    paragraph.add_run("、市财政局）")
    line = made(document, tmp_path).lines[0]
    assert [line.text[s.start:s.end] for s in line.bold] == ["市编办"]


def test_tables_keep_rows_cells_and_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("任务分工如下：")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, (("序号", "任务", "责任单位"), ("1", "优化环境", "市发展改革委"),
                                       ("2", "招商引资", "")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    source = made(document, tmp_path)
    assert [(line.table, line.text) for line in source.lines] == [
        (0, "任务分工如下："), (1, "序号\t任务\t责任单位"), (1, "1\t优化环境\t市发展改革委"),
        (1, "2\t招商引资\t市发展改革委")]


def test_deleted_and_hidden_text_is_not_there_and_inserted_text_is(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("第一条 ")
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")}><w:r><w:delText>旧文</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")}><w:r><w:t>新文</w:t></w:r></w:ins>'))
    hidden = paragraph.add_run("隐藏")
    hidden.font.hidden = True
    assert [line.text for line in made(document, tmp_path).lines] == ["第一条 新文"]


def test_hidden_rows_of_a_table_are_not_there_and_a_finding_says_how_many(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for row, texts in zip(table.rows, (("序号", "任务"), ("1", "修路"), ("2", "密")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f'<w:hidden {nsdecls("w")}/>'))
    source = made(document, tmp_path)
    assert [line.text for line in source.lines] == ["序号\t任务", "1\t修路"]
    assert [item.message for item in source.diagnostics] == ["作者隐藏了 1 行：没有读，也不会显示"]


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_a_deleted_paragraph_mark_joins_what_is_left_to_the_next_paragraph_and_has_no_number(
        tmp_path: Path, change: str) -> None:
    document = docx.Document()
    mark = f'<w:rPr {nsdecls("w")}><w:{change} w:id="1" w:author="甲"/></w:rPr>'
    for text, is_ended in (("适用本办法。", True), ("删去的一条。", False), ("公布", False), ("之日起施行。", True),
                           ("另行规定。", True), ("表前删去的一条。", False)):
        paragraph = document.add_paragraph(style="List Number")
        if not is_ended:
            paragraph._p.get_or_add_pPr().append(parse_xml(mark))
        if "删去" not in text:
            paragraph.add_run(text)
    document.add_table(rows=1, cols=1).cell(0, 0).text = "表"
    assert [line.text for line in made(document, tmp_path).lines] == [
        "1.适用本办法。", "2.公布之日起施行。", "3.另行规定。", "表"]


def test_generated_contents_and_running_heads_are_left_out_with_their_reason(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles.add_style("TOC 1", 1)
    document.add_paragraph("第一章 总则\t1", style="TOC 1")
    document.add_paragraph("第一章 总则")
    document.sections[0].footer.paragraphs[0].text = "内部资料"
    assert [(line.text, line.left_out) for line in made(document, tmp_path).lines] == [
        ("第一章 总则 1", "目录（Word 自动生成）"), ("第一章 总则", ""), ("内部资料", "页眉页脚")]


@pytest.mark.parametrize(("kind", "printed"), [
    ("decimal", "第12条 甲"), ("chineseCounting", "第十二条 甲"), ("decimalEnclosedCircle", "第⑫条 甲"),
    ("upperRoman", "第XII条 甲"),
    ("lowerLetter", "第l条 甲"), ("ideographTraditional", "第乙条 甲"), ("decimalFullWidth", "第１２条 甲"),
    ("none", "甲"), ("bullet", "甲"),
])
def test_list_formats(kind: str, printed: str, tmp_path: Path) -> None:
    document = docx.Document()
    part = document.part.numbering_part.element
    level = f'<w:lvl w:ilvl="0"><w:start w:val="12"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="第%1条"/></w:lvl>'
    part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="91">{level}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="91"/></w:num>'))
    style = document.styles["List Number"].element
    properties = style.get_or_add_pPr()
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>'))
    document.add_paragraph("甲", style="List Number")
    assert made(document, tmp_path).lines[0].text == printed


def broken(name: str, parts: dict[str, bytes], tmp_path: Path) -> SourceText:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as container:
        for part, content in parts.items():
            container.writestr(part, content)
    file = tmp_path / f"{name}.docx"
    file.write_bytes(data.getvalue())
    return read(file, file.name)


@pytest.mark.parametrize(("name", "parts"), [
    ("no document", {"a.txt": b"x"}),
    ("entity bomb", {"[Content_Types].xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
    ("zip bomb", {"word/document.xml": b"0" * 90_000_000}),
])
def test_hostile_containers_are_refused(name: str, parts: dict[str, bytes], tmp_path: Path) -> None:
    source = broken(name, parts, tmp_path)
    assert [item.code for item in source.diagnostics] == ["R008"] and not source.lines


@pytest.mark.parametrize(("data", "code"), [
    (b"", "R001"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "R008"), (b"PK\x03\x04", "R008"),
])
def test_what_is_no_word_file_is_a_finding(data: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(data)
    assert [item.code for item in read(file, file.name).diagnostics] == [code]


def test_properties_that_are_none_cost_no_text(tmp_path: Path) -> None:
    document, data = docx.Document(), io.BytesIO()
    document.add_paragraph("一、总体要求。")
    document.core_properties.title = "意见"
    document.save(data)
    file = tmp_path / "a.docx"
    with zipfile.ZipFile(data) as whole, zipfile.ZipFile(file, "w") as spoiled:
        for part in whole.namelist():
            content = whole.read(part)
            spoiled.writestr(part, content.replace(b"coreProperties", b"otherProperties")
                             if part == "docProps/core.xml" else content)
    told = read(file, file.name)
    assert [line.text for line in told.lines] == ["一、总体要求。"] and not told.portal


def test_footnotes_stand_at_the_end_under_their_number(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("本办法所称企业")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph.add_run("是指规模以上工业企业。")
    run = "<w:r><w:footnoteRef/><w:t>年营业收入二千万元以上。</w:t></w:r>"
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p>{run}</w:p></w:footnote></w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, notes.encode(), document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    assert [line.text for line in made(document, tmp_path).lines] == ["本办法所称企业[1]是指规模以上工业企业。",
                                                                      "[1]年营业收入二千万元以上。"]


MHTML = b"""MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----=part"

------=part
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: 8bit

%s
------=part--
"""


@pytest.mark.parametrize(("name", "kind", "wrapped"),
                         [("/word/chunk.mht", "message/rfc822", True), ("/word/chunk.html", "text/html", False)])
def test_a_page_saved_as_word_is_read_as_the_page(name: str, kind: str, wrapped: bool, tmp_path: Path) -> None:
    page = (
        "<html><body><h1>某某条例</h1><p>第一条　为了保护环境，制定本条例。</p><p>第二条　本条例自公布之日起施行。"
        "</p></body></html>".encode()
    )
    document = docx.Document()
    part = Part(PackURI(name), kind, MHTML % page if wrapped else page, document.part.package)
    chunk = parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{document.part.relate_to(part, RT.A_F_CHUNK)}"/>')
    document.element.body.insert(0, chunk)
    source = made(document, tmp_path)
    assert [line.text for line in source.lines] == ["某某条例", "第一条　为了保护环境，制定本条例。",
                                                    "第二条　本条例自公布之日起施行。"]
    assert source.format == "docx"
    assert not source.diagnostics
