"""PDF files printed by Chromium from real texts give the trees of the texts; what cannot be read says why."""

from __future__ import annotations

import html
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from tiaowen.catalog import Catalog
from tiaowen.model import SourceText
from tiaowen.read import read
from tiaowen.read.glyph_lines import Glyph, is_two_columns, visual_lines
from tiaowen.read.pdf import _is_frame
from tiaowen.read.pdf_glyphs import Hidden, completed, page_glyphs
from tiaowen.read.pdf_layers import switched_off

from tests.properties.binary_formats import as_pdf

from .texts import lines_of, originals, policy_of, tree

STYLE = (
    "body{font:16px 'Noto Serif CJK SC',serif;text-align:justify}p{text-indent:2em;margin:0;"
    "line-height:1.6}td{border:1px solid;padding:4px}"
)
SMALL = '<div style="font-size:9px;width:100%;text-align:center">'


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    page = browser.new_page()
    yield page
    page.close()


def printed(page: Any, body: str, file: Path) -> Path:
    page.set_content(f"<meta charset=utf-8><style>{STYLE}</style>{body}")
    page.pdf(
        path=str(file), format="A4", display_header_footer=True,
        margin=dict.fromkeys(("top", "bottom", "left", "right"), "25mm"),
        header_template=f"{SMALL}政策文件汇编</div>",
        footer_template=f'{SMALL}— <span class="pageNumber"></span> —</div>',
    )
    return file


@pytest.mark.browser
@pytest.mark.parametrize("original", originals()[:3], ids=lambda path: path.stem)
def test_a_printed_text_gives_the_tree_of_the_text(original: Path, page: Any, tmp_path: Path, catalog: Catalog) -> None:
    if not original.is_file():
        pytest.skip(f"{original.name}: the shared corpus is not here")
    body = "".join(f"<p>{html.escape(line.text)}</p>" for line in lines_of(original, catalog))
    file = printed(page, body, tmp_path / "made.pdf")
    source = read(file, file.name)
    assert not source.diagnostics
    assert {line.left_out for line in source.lines} <= {"", "页码", "页眉页脚"}
    assert tree(policy_of(file, catalog)) == tree(policy_of(original, catalog))


@pytest.mark.browser
def test_a_ruled_table_keeps_rows_and_cells(page: Any, tmp_path: Path, catalog: Catalog) -> None:
    cells = (("任务", "责任单位"), ("优化环境", "市发展改革委"), ("招商引资", "市商务局"))
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in cells)
    file = printed(page, f"<p>任务分工如下：</p><table>{rows}</table><p>特此通知。</p>", tmp_path / "t.pdf")
    kept = [(line.table, line.text) for line in lines_of(file, catalog)]
    assert kept == [(0, "任务分工如下："), (1, "任务\t责任单位"), (1, "优化环境\t市发展改革委"),
                    (1, "招商引资\t市商务局"), (0, "特此通知。")]


OPEN = "table{border-top:2px solid;border-bottom:2px solid}tr>td{border:0;padding:0 2px}"
LINES = {
    "open to the left and right": "tr>td{border:1px solid}tr>td:first-child{border-left:0}tr>td:last-child{border-right"
                                  ":0}",
    "three lines": "tr:first-child>td{border-bottom:1px solid}",
    "a line under every row": "tr>td{border-bottom:1px solid}",
}


@pytest.mark.browser
@pytest.mark.parametrize("kind", LINES)
def test_a_table_without_all_its_lines_keeps_rows_and_cells(kind: str, page: Any, tmp_path: Path) -> None:
    texts = ("地区 2020年 2021年 备注", "江州 1200 35 含郊区", "河州 800 905.5", "山州市辖区 60 7 不含农场")
    cells = [(*text.split(), "")[:4] for text in texts]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    body = f"<style>{OPEN}{LINES[kind]}</style><p>完成情况如下：</p><table>{rows}</table><p>特此通知。</p>"
    file = printed(page, body, tmp_path / "t.pdf")
    assert [line.text for line in read(file, file.name).lines if line.table] == ["\t".join(row) for row in cells]


@pytest.mark.browser
def test_overprinted_bold_is_read_once_and_a_long_address_is_no_margin(page: Any, tmp_path: Path,
                                                                       catalog: Catalog) -> None:
    head = "一、总体要求"
    twice = (
        f'<div style="position:relative"><span style="position:absolute;'
        f'left:0.3px">{head}</span><span>{head}</span></div>'
    )
    text = "坚持稳中求进工作总基调，优化投资环境，落实各项措施，确保政策落地见效，全面完成年度目标任务。" * 3
    wide = (
        '<div style="width:60em;margin-right:-9em;white-space:nowrap">索引号：000014349/2026-00222　主题分类：'
        '综合政务　发文机关：某市政府</div>'
    )
    file = tmp_path / "o.pdf"
    page.set_content(
        f'<meta charset=utf-8><style>{STYLE}</style>{twice}<div '
        f'style="width:30em"><p>{text}</p><p>{text}</p></div>{wide}')
    page.pdf(path=str(file), format="A4")
    kept = [line.text for line in lines_of(file, catalog)]
    assert kept[:3] == [head, text, text]


@pytest.mark.browser
def test_the_frames_of_a_web_page_are_no_table(page: Any, tmp_path: Path, catalog: Catalog) -> None:
    text = "坚持稳中求进工作总基调，优化投资环境，落实各项措施，确保政策落地见效，全面完成年度目标任务。" * 6
    frame = (
        f"<table><tr><td>&nbsp;</td><td>政府信息公开</td></tr><tr><td>&nbsp;</td><td><p>{text}</p><p>特此通知。"
        f"</p></td></tr></table>"
    )
    file = printed(page, f"<p>关于加强管理的通知</p>{frame}", tmp_path / "f.pdf")
    kept = [(line.table, line.text) for line in lines_of(file, catalog)]
    assert (0, text) in kept and (0, "特此通知。") in kept


@pytest.mark.browser
def test_bold_and_a_turned_watermark(page: Any, tmp_path: Path, catalog: Catalog) -> None:
    body = (
        '<div style="position:fixed;top:300px;left:100px;transform:rotate(-45deg);color:#ccc;'
        'font-size:60px">征求意见稿</div>'
        "<p>第一条 为了规范管理，制定本办法。（责任单位：<b>市编办</b>、市财政局）</p>"
    )
    file = printed(page, body, tmp_path / "w.pdf")
    source = read(file, file.name)
    assert [line.text[:3] for line in source.lines if line.left_out == "水印"] == ["征求意"]
    (line,) = lines_of(file, catalog)
    assert "".join(line.text[s.start:s.end] for s in line.bold) == "市编办"


@pytest.mark.browser
def test_two_columns_are_a_finding_that_holds_the_document(page: Any, tmp_path: Path, catalog: Catalog) -> None:
    words = "一、推进产业转型升级，加强组织领导，落实工作责任，完善考核机制。" * 60
    file = printed(page, f'<div style="column-count:2;column-gap:3em;text-indent:0">{words}</div>', tmp_path / "c.pdf")
    assert [item.code for item in read(file, file.name).diagnostics] == ["R011"]
    assert policy_of(file, catalog).status == "held"


@pytest.mark.browser
def test_an_image_without_a_text_layer_is_refused(page: Any, tmp_path: Path) -> None:
    page.set_content('<svg width="300" height="300"><rect width="300" height="300" fill="#abc"/></svg>')
    file = tmp_path / "i.pdf"
    page.pdf(path=str(file))
    expected = "R006" if find_spec("rapidocr") else "R009"  # looked at and empty, or not looked at
    assert [item.code for item in read(file, file.name).diagnostics] == [expected]


@pytest.mark.parametrize("stated", [
    7, {"OCGs": 7, "D": []}, {"OCGs": [7, {}, {"Name": 7}], "D": {"OFF": {}}}, {"OCGs": [{"Name": b"A"}]}])
def test_a_damaged_list_of_layers_switches_none_off(stated: object) -> None:
    assert switched_off({"OCProperties": stated}) == frozenset()


@pytest.mark.parametrize(("layers", "expected"), [
    ([("A", False)], ["甲乙"]), ([("A", True)], ["乙", "甲乙"]), ([("A", False), ("A", True)], ["乙", "甲乙"])])
def test_a_layer_that_is_switched_off_is_not_read(tmp_path: Path, layers: list[tuple[str, bool]],
                                                  expected: list[str]) -> None:
    drawn = "/Span << /Lang (zh) >> BDC /OC /L9 BDC BT /F 12 Tf 60 820 Td <0001> Tj ET EMC EMC"
    file = tmp_path / "l.pdf"
    file.write_bytes(as_pdf(["甲乙"], drawn=drawn, layers=layers))
    assert [line.text for line in read(file, file.name).lines] == expected


def test_what_lies_outside_of_the_crop_box_is_on_no_page(tmp_path: Path) -> None:
    file = tmp_path / "c.pdf"
    articles = [f"第{number}条 各区人民政府应当加强渡口管理。" for number in "一二三四五六"]
    with pypdfium2.PdfDocument(as_pdf(["公报2024年第3期.indd 7", *articles, "— 7 —", "2024/3/1 9:12:05"])) as document:
        document[0].set_cropbox(0, 630, 595, 790)
        document.save(file)
    lines = [(line.text.strip(), line.left_out) for line in read(file, file.name).lines]
    assert lines == [*((text, "") for text in articles), ("— 7 —", "页码")]


@pytest.mark.parametrize(("data", "code"), [(b"", "R001"), (b"%PDF-1.4 broken", "R012")])
def test_what_is_no_pdf_is_a_finding(data: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(data)
    source: SourceText = read(file, file.name)
    assert [item.code for item in source.diagnostics] == [code] and not source.lines


def test_a_cell_that_holds_most_of_the_text_alone_in_its_row_is_a_frame() -> None:
    prose = "各区人民政府应当加强渡口管理。" * 20
    menu = [[name] for name in ("首页", "机构", "动态", "公开", "互动", "数据")]
    assert _is_frame([*menu, [prose, ""]]) and not _is_frame([*menu, [prose, "市交通局"]])


def char(text: str, left: float, top: float, size: float = 10.0) -> Glyph:
    return Glyph(text=text, x0=left, x1=left + size, top=top, bottom=top + size, size=size)


def test_stretched_han_text_gets_no_spaces_and_a_wide_gap_gets_one() -> None:
    row = [char("总", 0, 0), char("则", 14, 0), char("附", 40, 0)]
    assert [line.text for line in visual_lines(row)] == ["总则 附"]


def test_columns_need_the_gap_in_most_lines() -> None:
    rows = [char("字", x * 10.0, y * 12.0) for y in range(12) for x in [*range(20), *range(24, 44)]]
    assert is_two_columns(visual_lines(rows))
    assert not is_two_columns(visual_lines([c for c in rows if c.x0 < 200]))


@pytest.mark.parametrize(("turn", "matrix"), [
    (0, "1 0 0 1 100 500"), (90, "0 1 -1 0 300 100"), (180, "-1 0 0 -1 400 300"), (270, "0 -1 1 0 300 500")])
def test_the_characters_of_a_page_that_lies_on_its_side_are_said_once(turn: int, matrix: str, tmp_path: Path) -> None:
    file = tmp_path / "turned.pdf"
    file.write_bytes(one_page(f"BT /F1 30 Tf {matrix} Tm (Annex) Tj ET", turn))
    with pypdfium2.PdfDocument(file) as read_by_pdfium, pdfplumber.open(file) as read_by_plumber:
        glyphs = page_glyphs(read_by_pdfium[0], ())
        page = read_by_plumber.pages[0]
        assert "".join(glyph.text for glyph in glyphs) == "Annex"
        assert all(glyph.x0 < glyph.x1 and glyph.bottom - glyph.top == pytest.approx(30) for glyph in glyphs)
        assert completed(glyphs, page.chars, float(page.height), Hidden()) == glyphs


def one_page(content: str, turn: int) -> bytes:
    """A PDF of one page of 600 by 800 points that is shown turned."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate {turn}/Contents 4 0 R"
        "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF").encode()
