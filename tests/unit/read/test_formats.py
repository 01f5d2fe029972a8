"""The bytes decide what a file is; each format's reader gives the text, or one sentence with the way forward."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import get_args
from warnings import warn

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tiaowen.formats import FORMATS, recognise
from tiaowen.intake import is_stray
from tiaowen.model import SourceFormat, SourceText
from tiaowen.read import read
from tiaowen.read.docx_fields import equation, symbol
from tiaowen.read.sheets import shown
from tiaowen.read.source import Source

from tests.properties.text_formats import as_ofd

PAGE = b"<!DOCTYPE html><html><body><p>\xe4\xb8\x80</p></body></html>"


def made(data: bytes, name: str, folder: Path) -> SourceText:
    file = folder / name
    file.write_bytes(data)
    return read(file, name)


def texts(source: SourceText) -> list[str]:
    return [line.text for line in source.lines if not line.left_out]


def zipped(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as container:
        for name, text in parts.items():
            container.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return data.getvalue()


def test_every_kind_of_source_has_a_row_and_a_reader() -> None:
    assert {name for name, row in FORMATS.items() if row.reader} == set(get_args(SourceFormat))
    assert all(row.label and row.remedy for row in FORMATS.values())


@pytest.mark.parametrize(("data", "suffix", "kind"), [
    (PAGE, ".doc", "html"), (PAGE, ".txt", "html"), (PAGE.decode().encode("utf-16"), ".txt", "html"),
    ("第一条 …".encode(), ".html", "text"),
    (b"{\\rtf1 a}", ".doc", "rtf"), (b"%PDF-1.4", ".txt", "pdf"), (zipped(word__document_xml="<a/>"), ".wps", "docx"),
    (zipped(OFD_xml="<a/>"), ".pdf", "ofd"), (zipped(ppt__presentation_xml="<a/>"), ".docx", "slides"),
    (zipped(a="b"), ".zip", "packed"),
    (b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", ".htm", "mht"),
    (b"\x89PNG\r\n\x1a\n", ".jpg", "image"),
    (b"body { color: red }", ".css", "other"), ("# 题".encode(), ".md", "markdown"),
    ("一、".encode("utf-16"), ".txt", "text"),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', ".doc", "word-xml"),
    (b"\0\1\2" * 99, ".txt", "binary"),
])
def test_the_bytes_decide(data: bytes, suffix: str, kind: str) -> None:
    assert recognise(data, suffix).name == kind


def test_what_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    (item,) = made(zipped(ppt__presentation_xml="<a/>"), "a.docx", tmp_path).diagnostics
    assert item.code == "R005" and "另存为 PDF" in item.remedy


@pytest.mark.parametrize(("visible", "expected"), [("true", "甲乙丙"), ("false", "甲丙"), ("0", "甲丙")])
def test_what_an_ofd_does_not_show_is_not_read(tmp_path: Path, visible: str, expected: str) -> None:
    with zipfile.ZipFile(io.BytesIO(as_ofd(["甲", "乙", "丙"]))) as container:
        parts = {name.replace("/", "__"): container.read(name).decode() for name in container.namelist()}
    changed = {name: part.replace('ID="4" ', f'ID="4" Visible="{visible}" ') for name, part in parts.items()}
    assert texts(made(zipped(**changed), "a.ofd", tmp_path)) == list(expected)


def test_the_folder_of_a_saved_page_belongs_to_the_page(tmp_path: Path) -> None:
    (tmp_path / "通知_files").mkdir()
    picture = tmp_path / "通知_files/a.png"
    assert not is_stray(picture)
    (tmp_path / "通知.html").write_text("<p>一</p>", encoding="utf-8")
    assert is_stray(picture) and not is_stray(tmp_path / "通知.html")


def test_rtf_prints_what_its_equation_fields_hold(tmp_path: Path) -> None:
    body = (
        rb"{\rtf1\ansi\ansicpg936 A{\field{\*\fldinst { EQ \\* jc0 \\* \"Font:Cambria\" \\* hps22 "
        rb"\\o(\\s\\up 10(zh\u233\'e9),\u21894\'3f)}}{\fldrslt }}B\par "
        rb"{\field{\*\fldinst EQ \\o\\ac(\u9675\'3f,12)}{\fldrslt }}C\par "
        rb"{\field{\*\fldinst HYPERLINK \"https://example.org/eq\"}{\fldrslt D}}\par "
        rb"{\field{\*\fldinst {EQ \\o(a")
    assert [line.text for line in made(body, "a.rtf", tmp_path).lines][:3] == ["A喆B", "⑫C", "D"]


def test_rtf(tmp_path: Path) -> None:
    body = rb"{\rtf1\ansi\ansicpg936 \'d2\'bb\'a1\'a2\'d7\'dc\'d4\'f2{\deleted\'d2\'bb}\par \'84N\par "
    body += (
        rb"\trowd\cellx1\cellx2 \'bc\'d7\cell \'d2\'d2\cell\row\trowd\clvmrg\cellx1\cellx2 \cell "
        rb"\'b1\'fb\cell\row\pard {\footnote x}}"
    )
    source = made(body, "a.rtf", tmp_path)
    assert (
        texts(source) == ["一、总则", "凬", "甲\t乙", "甲\t丙"]
        and [item.code for item in source.diagnostics] == ["R021"]
    )


def test_mht_is_decoded_as_pages_are(tmp_path: Path) -> None:
    head = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\nSnapshot-Content-Location: "
        b"http://a.gov.cn/1.html\r\n\r\n--B\r\n"
    )
    part = b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    page = "<html><body><p>朱镕基——关于管理的规定，现予公布。</p></body></html>".encode("gbk")
    source = made(head + part + page + b"\r\n--B--", "a.mht", tmp_path)
    assert "朱镕基——" in texts(source)[0] and source.portal["source_url"] == "http://a.gov.cn/1.html"


def odt(style: str, body: str, folder: Path) -> list[str]:
    names = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
    spaces = " ".join(names.format(name) for name in ("office", "text", "style", "table"))
    xml = (
        f"<office:document-content {spaces}>{style}<office:body><office:text>{body}</office:text></office:body></office"
        f":document-content>"
    )
    return texts(made(zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml=xml), "a.odt", folder))


def test_odt_prints_the_numbers_of_its_list_style(tmp_path: Path) -> None:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, '
        '..." '
             'style:num-suffix="、"/></text:list-style>')
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    body = f'<text:list text:style-name="L">{item.format("总则")}{item.format("附<text:s/>则")}</text:list>'
    assert odt(style, body, tmp_path) == ["一、总则", "二、附 则"]


def test_odt_says_a_repeated_cell_and_row_as_often_as_the_table_shows_them(tmp_path: Path) -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    twice, wide = ' table:number-columns-repeated="2"', '<table:table-cell table:number-columns-repeated="2"/>'
    body = (
        '<table:table table:name="t"><table:table-column table:number-columns-repeated="3"/>'
        f'<table:table-row>{cell.format(twice, "万元")}{cell.format("", "合计")}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{cell.format("", "甲")}{cell.format(twice, "5")}'
        '</table:table-row>'
        f'<table:table-row>{wide}{cell.format("", "乙")}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="1000">{wide}</table:table-row></table:table>'
    )
    assert odt("", body, tmp_path) == ["万元\t万元\t合计", "甲\t5\t5", "甲\t5\t5", "\t\t乙"]


def test_odt_leaves_out_what_the_document_hides(tmp_path: Path) -> None:
    style = '<style:style style:name="T" style:family="text"><style:text-properties text:display="none"/></style:style>'
    body = (
        '<text:p>第一条 为了<text:span text:style-name="T">隐去</text:span>规范'
        '<text:hidden-text text:is-hidden="true">密</text:hidden-text>管理。</text:p>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>藏段</text:p>'
        '<text:p><text:hidden-paragraph text:is-hidden="false"/>第二条 自印发之日起施行。</text:p>'
        '<text:section text:name="s" text:display="none"><text:p>藏节</text:p></text:section>'
        '<text:list><text:list-item><text:p text:style-name="T">藏项</text:p></text:list-item></text:list>'
    )
    assert odt(style, body, tmp_path) == ["第一条 为了规范管理。", "第二条 自印发之日起施行。"]


def test_xlsx_title_rows_formats_and_merged_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("任务分工表",), ("任务", "比例", "单位"), ("甲", 0.055, "市水务局"), ("乙", 0.5, None)):
        sheet.append(row)
    sheet["B3"].number_format = sheet["B4"].number_format = "0.0%"
    sheet.merge_cells("C3:C4")
    data = io.BytesIO()
    book.save(data)
    source = made(data.getvalue(), "a.xls", tmp_path)
    assert (
        texts(source) == ["任务分工表", "任务\t比例\t单位", "甲\t5.5%\t市水务局", "乙\t50.0%\t市水务局"]
        and source.format == "xlsx"
    )


def test_what_the_author_of_a_workbook_hid_is_not_kept_and_a_finding_says_how_much(tmp_path: Path) -> None:
    book, data = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    for row in (("补贴名单", None, None, None), ("姓名", "身份证号", "金额", "备注"), ("张某", "密", "100元", "首批"),
                ("李某", "密", "200元", "暗行")):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet["B1"] = "金额单位：元"
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("底稿").append(["密稿"])
    book["底稿"].sheet_state = "hidden"
    book.save(data)
    source = made(data.getvalue(), "a.xlsx", tmp_path)
    assert [line.text for line in source.lines] == ["补贴名单\t金额单位：元", "姓名\t金额\t备注", "张某\t100元\t首批"]
    assert [(item.code, item.message) for item in source.diagnostics] == [
        ("R025", "作者隐藏了 1 个工作表、1 行、1 列：没有读，也不会显示")]


def test_xlsx_date_formats_that_the_file_names_by_number_alone_and_columns_beyond_the_widest(tmp_path: Path) -> None:
    book, data, named = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["印发日期", "截止时间", *["列"] * 59])
    book.active.append([44161, 44196.5, *["值"] * 59])
    book.active["A2"].number_format, book.active["B2"].number_format = "mm-dd-yy", "h:mm"
    book.save(data)
    with zipfile.ZipFile(data) as before, zipfile.ZipFile(named, "w") as after:
        for name in before.namelist():
            after.writestr(
                name, before.read(name).replace(b'numFmtId="14"',
                                                b'numFmtId="31"').replace(b'numFmtId="20"', b'numFmtId="58"'))
    source = made(named.getvalue(), "a.xlsx", tmp_path)
    assert texts(source)[1].split("\t")[:2] == ["2020年11月26日", "12月31日"]
    assert [(item.code, "前 60 列，共 61 列" in item.message) for item in source.diagnostics] == [("R022", True)]


@pytest.mark.parametrize(("value", "pattern", "text"), [
    (2.5, "0", "3"), (1200, "#,##0.00", "1,200.00"), (3, '0"万元"', "3万元"), (7, "000", "007"),
    (20230001234, "General", "20230001234"), (True, "", "TRUE"),
])
def test_numbers_read_as_the_sheet_shows_them(value: float, pattern: str, text: str) -> None:
    assert shown(value, pattern) == text


@pytest.mark.parametrize(("instruction", "text"), [
    (r" eq \o\ac(○,12) ", "⑫"), (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(huán),洹)', "洹"),
    (r"EQ \f(甲,乙)", "甲/乙"), ("PAGE", None),
])
def test_equation_fields(instruction: str, text: str | None) -> None:
    assert equation(instruction) == text


@pytest.mark.parametrize(("code", "font", "text"), [
    ("F0FE", "Wingdings", "☑"), ("F0A8", "Wingdings", "□"), ("F0A3", "Symbol", "≤"), ("D800", "宋体", "\ufffd"),
    ("²", "Symbol", "\ufffd"),
])
def test_symbols_of_word(code: str, font: str, text: str) -> None:
    assert symbol(code, font) == text


def test_a_formula_is_text_and_a_layout_table_is_paragraphs(tmp_path: Path) -> None:
    document = docx.Document()
    run = "<m:r><m:t>{}</m:t></m:r>".format
    math = (
        f"<m:oMath {nsdecls('m')}>{run('甲=')}<m:f><m:num>{run('乙+1')}</m:num><m:den>{run('2')}</m:den></m:f></m:oMath"
        f">"
    )
    document.add_paragraph("按下式：")._p.append(parse_xml(math))
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text = "关于管理的通知", "某政发〔2021〕3号"
    data = io.BytesIO()
    document.save(data)
    source = made(data.getvalue(), "a.doc", tmp_path)
    assert (
        texts(source) == ["按下式：甲=(乙+1)/2", "关于管理的通知", "某政发〔2021〕3号"]
        and not any(line.table for line in source.lines)
    )
    assert [item.code for item in source.diagnostics] == ["R018"]


@pytest.mark.parametrize(("data", "code", "said"), [
    (b"", "R001", "空"), (b"\xef\xbb\xbf \n", "R001", "空"), (b"<", "R013", "第"), ("甲".encode(), "R013", "第 1 列"),
    (b'<?xml version="1.0" encoding="idna"?><akomaNtoso/>', "R013", "编码"),
    (b"<akomaNtoso>" + b"<p>" * 300, "R013", "嵌套太深"),
])
def test_xml_that_is_none_is_told_in_chinese(data: bytes, code: str, said: str, tmp_path: Path) -> None:
    (found,) = made(data, "a.xml", tmp_path).diagnostics
    assert (found.code, said in found.message) == (code, True)
    assert not re.search("[a-z]{4}", found.message.replace("Akoma Ntoso", ""))


def test_what_a_library_warns_of_is_not_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def warning(_: Source) -> SourceText:
        warn("Corrupt EXIF data.", UserWarning, stacklevel=1)
        return Source(name="a.txt", data=b"").result("text")

    monkeypatch.setattr("tiaowen.read._reader", lambda _: warning)
    assert made("甲".encode(), "a.txt", tmp_path).diagnostics == ()
