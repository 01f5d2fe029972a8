"""Printed pages: tables that run over a page, ragged and centred lines, scans with their doubtful places."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from tiaowen.clean.draft import Draft
from tiaowen.model import Line, Span
from tiaowen.read import image, read, scans
from tiaowen.read.glyph_lines import VisualLine
from tiaowen.read.pages import Page, lines_of
from tiaowen.read.scans import _marked, straightened, without_marks

FULL = "市政府各部门要按照职责分工落实各项任务，确保按期完成，第"


def row(text: str, table: int, top: float = 100.0) -> VisualLine:
    return VisualLine(top=top, left=50, right=500, size=0, text=text, table=table)


def line(text: str, left: float, right: float, size: float = 16.0, top: float = 200.0) -> VisualLine:
    return VisualLine(top=top, left=left, right=right, size=size, text=text)


def read_pages(*pages: list[VisualLine]) -> list[tuple[str, int, str]]:
    return [(found.text, found.table, found.left_out)
            for found in lines_of([Page(lines=list(lines), height=842) for lines in pages])]


def test_a_table_goes_on_over_the_page_with_its_head_said_once_and_its_broken_row_whole() -> None:
    first = [row("序号\t任务\t单位", 1), row("1\t清淤河道，并\t市水务局", 1, 700)]
    second = [row("序号\t任务\t单位", 2, 80), row("\t修复护岸。\t", 2), row("2\t养护\t市园林局", 2, 300)]
    assert read_pages(first, second) == [
        ("序号\t任务\t单位", 1, ""), ("序号\t任务\t单位", 0, "下一页重复的表头"),
        ("1\t清淤河道，并修复护岸。\t市水务局", 1, ""), ("2\t养护\t市园林局", 1, "")]
    assert read_pages(first, second[1:]) == [
        ("序号\t任务\t单位", 1, ""), ("1\t清淤河道，并修复护岸。\t市水务局", 1, ""), ("2\t养护\t市园林局", 1, "")]


def test_a_ragged_line_goes_on_and_other_type_ends_a_paragraph() -> None:
    body = [line(FULL, 50, 500, top=200 + 20 * place) for place in range(12)]
    ragged = [line("县教育局会同县住建局进行第1轮排查，并于2022年1", 50, 430, top=500),
              line("2月底前完成。", 50, 150, top=520)]
    head = [line("某市人民政府文件", 60, 490, size=40, top=100), line("某政发〔2021〕3号", 60, 490, top=150)]
    ends = {text.strip(): text.endswith(" ") for text, _, _ in read_pages([*head, *body, *ragged])}
    assert ends["某市人民政府文件"] and not ends["县教育局会同县住建局进行第1轮排查，并于2022年1"]


def test_a_line_that_the_browser_prints_again_on_the_next_page_is_said_once() -> None:
    printed = (
        ("第一条 渡口应当登记。", "第二条 渡船应当检验。"), ("第二条 渡船应当检验。", "第三条 船员应当培训。"),
        ("第三条 船员应当培训。", "第四条 施行。"))
    pages = [[line(text, 50, 200, top=100 + 20 * at) for at, text in enumerate(texts)] for texts in printed]
    again = [text.strip() for text, _, reason in read_pages(*pages) if reason]
    assert again == ["第二条 渡船应当检验。", "第三条 船员应当培训。"]
    assert [reason for _, _, reason in read_pages(*pages[:2]) if reason] == []  # once may be the text's own repetition


def test_lines_that_end_one_page_and_begin_the_next_are_no_running_heads() -> None:
    ends, begins = (800, 820), (20, 40)
    first, second, third, fourth = "第二条 渡船应当检验。", "渡工应当培训。", "第四条 渡口应当登记。", "渡船应当年检。"
    pages = [
        [line("第一条 制定本办法。", 50, 200, top=400), *(line(t, 50, 200, top=at) for t, at in zip(
            (first, second), ends, strict=True))],
        [*(line(t, 50, 200, top=at) for t, at in zip((first, second), begins, strict=True)),
         line("第三条 保持清洁。", 50, 200, top=400),
         *(line(t, 50, 200, top=at) for t, at in zip((third, fourth), ends, strict=True))],
        [*(line(t, 50, 200, top=at) for t, at in zip((third, fourth), begins, strict=True)),
         line("第五条 施行。", 50, 200, top=400)]]
    found = read_pages(*pages)
    assert [text.strip() for text, _, reason in found if reason] == [first, second, third, fourth]
    assert {reason for _, _, reason in found} == {"", "上一页已印过的行"}
    assert [text.strip() for text, _, reason in found if not reason].count(second) == 1


def test_doubtful_places_of_a_scan_are_marked_and_change_nothing() -> None:
    found = without_marks(Line(number=1, text=_marked("LPR一150个基点", 0.99, [])))
    assert found.text == "LPR一150个基点" and found.doubtful == (Span(0, 7),)
    assert without_marks(Line(number=1, text=_marked("模糊的一行", 0.5, []))).doubtful == (Span(0, 5),)
    draft = Draft(found)
    draft.doubt()
    assert [(repair.before, repair.after, repair.certain)
            for repair in draft.repairs] == [("LPR一150", "LPR一150", False)]


def test_without_the_extra_the_finding_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "is_available", lambda: False)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (item,) = read(tmp_path / "a.png", "a.png").diagnostics
    assert item.code == "R009" and "pip install tiaowen[ocr]" in item.remedy


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra ocr is not installed")
def test_a_picture_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert [item.code for item in read(tmp_path / "a.png", "a.png").diagnostics] == ["R008"]


@pytest.mark.parametrize("degrees", [2.0, -1.0, 0.1, 40.0])
def test_a_page_that_lay_askew_is_made_level_and_no_other(degrees: float) -> None:
    pytest.importorskip("cv2")
    angle, middle = np.radians(degrees), np.array([300.0, 400.0])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    level = np.array([[[50, top], [450, top], [450, top + 30], [50, top + 30]] for top in (100.0, 200.0, 300.0)])
    askew = (level - middle) @ turn.T + middle
    expected = level if degrees in (2.0, -1.0) else askew
    assert np.allclose(straightened(np.zeros((800, 600, 3), np.uint8), askew)[1], expected, atol=0.1)


@pytest.mark.parametrize(("upright", "scores"), [(True, [0.99, 0.2]), (False, [0.99, 0.98]), (True, [0.5, 0.4])])
def test_a_page_is_turned_over_as_one_and_only_when_little_of_it_could_be_read(
        upright: bool, scores: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    page = np.zeros((4, 4, 3), np.uint8)
    page[0 if upright else -1] = 255  # the head of the page

    def look(image: np.ndarray) -> SimpleNamespace:
        return SimpleNamespace(boxes=[0, 0], scores=scores if image[0, 0, 0] else [0.3, 0.2])

    monkeypatch.setattr(scans, "_look", look)
    image, found = scans._found(page)
    assert image[0, 0, 0] == 255 and found.scores == scores
