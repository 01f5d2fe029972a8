"""The text on a document's page: clauses, headings, parts, tables, the lines around them."""

from __future__ import annotations

import re

import pytest
from msgspec import structs
from tiaowen.model import Diagnostic, DocumentPart, Furniture, Gap, HeaderLine
from tiaowen.render.akn import akoma_ntoso
from tiaowen.render.plain import document_text

from tests.factories import clause, duty, library_of, policy, with_facts
from tests.unit.render.test_pages import TREE, for_people, made, page


def headings(text: str) -> list[tuple[int, str]]:
    return [(len(m[1]), m[2]) for m in re.finditer(r"^(#+) .*\{#([\w-]+)[^}]*\}$", text, re.MULTILINE)]




def test_clauses_are_headings_and_paragraphs_with_their_anchors() -> None:
    text = page(policy("a", *TREE))
    assert headings(text) == [(1, "top"), (2, "c-1"), (2, "c-2"), (3, "c-2-3"), (4, "c-2-3-15"), (2, "making")]
    assert "坚持统筹。\n{: #c-1-p1 .tw-k-paragraph }" in text
    assert "#### 15&#46;统筹管理。 {#c-2-3-15 .tw-k-heading}" in text and "对项目给予奖励。\n{: .tw-body }" in text
    assert "<strong>——产业规模。</strong>达到1000亿元。\n{: #c-2-3-15-d1 .tw-k-dash }" in text
    for item in TREE:
        assert text.count(f'<a class="tw-link" href="#{item.anchor}"') == 1


@pytest.mark.parametrize(("sizes", "above"), [
    ((100, 100, 100), None), ((300, 300, 300, 300), 2), ((900, 100, 100), 1), ((100, 9000, 100), 1),
])
def test_a_browser_may_paint_when_the_first_window_is_full(sizes: tuple[int, ...], above: int | None) -> None:
    text = page(policy("a", *(clause(f"{number}", "文" * size, label="文", line=number) for number,
                              size in enumerate(sizes, 1))))
    assert text.count("<script>0</script>") == (above is not None)
    assert above is None or text.partition("<script>0</script>")[0].count('class="tw-link"') == above


def test_heading_levels_never_skip_whatever_the_tree() -> None:
    items = [clause("2.2.11", "11.改革。深化。", label="11.", heading="改革", inferred_path=True, line=3),
             clause("2.3", "（三）攻坚", label="（三）", heading="攻坚", inferred_path=True, line=4),
             clause("2.3.15", "15.打造。推进。", label="15.", heading="打造", inferred_path=True, line=5)]
    text = page(policy("a", *items, gaps=(Gap(line=3, missing=("二、", "（一）"), before="2.2.11"),)))
    levels = [level for level, _ in headings(text)]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert "〔（二）标题缺失〕 {#lost-c-2-2 .tw-lost}" in text
    assert "此处有缺" in text and "缺 二、、（一）（原文件第 3 行之前）" in text
    assert text.index("此处有缺") < text.index("#c-2-2-11")


def test_header_lines_stand_where_the_source_has_them() -> None:
    header = (HeaderLine(line=1, text="关于推动产业发展的实施意见", role="title"),
              HeaderLine(line=1, text="各区市政府：", role="addressee"),
              HeaderLine(line=20, text="威海市人民政府", role="signature"))
    text = page(policy("a", *TREE, header=header))
    assert "tw-r-title" not in text  # the heading of the page says it
    signed = text.index("威海市人民政府\n{: .tw-printed .tw-r-signature }")
    assert text.index("各区市政府：") < text.index("#preamble") < text.index("#c-2-3-15-d1") < signed


def test_header_lines_on_one_source_line_with_the_text_are_placed_by_the_clause_after_them() -> None:
    items = [structs.replace(item, line=9) for item in TREE]
    header = (HeaderLine(line=9, text="各区市政府：", role="addressee", before="preamble"),
              HeaderLine(line=9, text="附注", role="note", before="2"),
              HeaderLine(line=9, text="署名", role="signature", before=""))
    text = page(policy("a", *items, header=header))
    assert text.index("各区市政府：") < text.index("#preamble") < text.index("附注\n") < text.index(
        "{#c-2 ") < text.index("署名\n")


def test_notice_and_attached_text_are_parts_with_their_titles() -> None:
    items = [clause("notice.p1", "现印发给你们。", kind="notice", line=3),
             clause("1", "一、目标", label="一、", heading="目标", line=9)]
    parts = (DocumentPart(root="notice", title="关于印发《措施》的通知", line=1),
             DocumentPart(root="", title="措施", line=8))
    text = page(policy("a", *items, parts=parts))
    assert headings(text)[1:4] == [(2, "part-notice"), (2, "part-main"), (3, "c-1")]
    assert "现印发给你们。\n{: #notice-p1 .tw-k-notice }" in text


def test_a_part_on_one_source_line_with_the_notice_before_it_begins_with_its_own_title() -> None:
    """Portals have whole documents on one line: the attached text's title stood above the notice, and its signature
    below.
    """
    chapter = clause("ch1", "第一章　总则", kind="chapter", label="第一章", heading="总则", line=9)
    items = [structs.replace(clause("notice.p1", "现印发给你们。", kind="notice", line=9), parent=""), chapter]
    lines = (("title", "关于印发《办法》的通知", "notice.p1"), ("addressee", "各区市政府：", "notice.p1"),
             ("signature", "国务院", "ch1"),
             ("title", "暂行办法", "ch1"), ("note", "（试行）", "ch1"))
    header = tuple(HeaderLine(line=9, text=text, role=role, before=before) for role, text, before in lines)  # type: ignore[arg-type]
    parts = (DocumentPart(root="notice", title="关于印发《办法》的通知", line=9),
             DocumentPart(root="", title="暂行办法", line=9))
    document = policy("a", *items, parts=parts, header=header)
    text = page(document).partition("\n---\n")[2]
    order = ["#part-notice", "各区市政府：", "现印发给你们", "国务院\n", "#part-main", "（试行）\n", "第一章"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    plain = ["关于印发《办法》的通知", "各区市政府：", "现印发给你们。", "国务院", "暂行办法",
             "（试行）", "第一章　总则"]
    assert document_text(document).decode("utf-8-sig").splitlines() == plain
    twin = akoma_ntoso(document).decode("utf-8").partition("</meta>")[2]
    assert "".join(re.sub(r"<[^>]*>|\s", "", twin).split()) == "".join(plain).replace("\u3000", "")


def test_a_notice_without_a_title_is_not_called_the_text() -> None:
    items = [clause("notice.p1", "现印发给你们。", kind="notice", line=3),
             clause("1", "一、目标", label="一、", heading="目标", line=9)]
    text = page(policy("a", *items,
                       parts=(DocumentPart(root="notice", title="", line=1), DocumentPart(root="", title="", line=8))))
    assert re.findall(r"## (\S+) \{#part", text) == ["印发通知", "正文"]


def test_tables_are_tables_with_an_anchor_for_each_row() -> None:
    items = [clause("1.t1", "", line=3), clause("1.t1.r1", "指标\t数值", cells=("指标", "数值"), line=3),
             clause("1.t1.r2", "收入|利润\t1000", cells=("收入|利润", "1000"), line=4)]
    text = page(policy("a", clause("1", "一、目标", label="一、", heading="目标", line=2), *items))
    assert re.search(
        r'\| <span id="c-1-t1-r2"></span>收入&#124;利润<a class="tw-link" href="#c-1-t1-r2"[^|]*</a> \| 1000 \|', text)
    assert "{: #c-1-t1 .tw-caption .tw-quiet }" in text


def test_text_of_a_source_cannot_become_markup() -> None:
    evil = '</p><script>alert(1)</script>{#x} [a](javascript:1) "onload=x'
    owner = clause("1", f"一、{evil}", label="一、", heading=evil, line=3)
    item = with_facts(policy("a", owner, title=evil, doc_number=evil, issuers=(evil,), publisher=evil,
                             source_url="https://x/\"><script>"),
                      duties=[duty(owner, evil, {evil: "weihai-x"})])
    item = structs.replace(item, furniture=(Furniture(line=1, text=evil, reason=evil),), diagnostics=(
        Diagnostic(code="P003", severity="warning", message=evil),))
    files = made(library_of(item, unpublished=(structs.replace(item, id="", status="held"),)))
    assert "a" in "".join(files)
    for path, text in files.items():
        body = for_people(text).partition("\n---\n")[2]
        assert "<script>alert" not in text and "](javascript" not in body and '"onload' not in body, path


def test_the_number_of_an_article_stands_on_the_line_of_its_text() -> None:
    articles = (
        clause("art12", "第十二条　企业应当备案。", label="第十二条"),
        clause("art13", "第13条　企业应当公示。", label="第13条"),
        clause("art14", "第十四条　【备案】企业应当备案。", label="第十四条　【备案】"),
    )
    text = page(policy("a", *articles))
    assert "## 第十二条 {#art-12 .tw-k-article .tw-run-4}" in text
    # their width is not known: they keep their own line
    assert "{#art-13 .tw-k-article}" in text and "{#art-14 .tw-k-article}" in text
