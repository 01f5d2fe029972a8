"""Pages from small libraries: what a reader must find on each."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal, cast

import pytest
from msgspec import structs
from tiaowen.catalog import Catalog
from tiaowen.config import Settings
from tiaowen.model import (
    Deadline,
    Diagnostic,
    DocumentPart,
    FormerText,
    Furniture,
    Gap,
    HeaderLine,
    Incentive,
    Policy,
    Reference,
    Repair,
    Span,
    Target,
    Tombstone,
    Version,
)
from tiaowen.model.corpus import CitedDocument, ClauseRef, Corpus, Succession
from tiaowen.model.facts import Mention
from tiaowen.render.akn import akoma_ntoso
from tiaowen.render.library import library
from tiaowen.render.pages import plan, render
from tiaowen.render.plain import document_text

from tests.factories import (
    SETTINGS,
    citation,
    clause,
    duty,
    library_of,
    mention,
    policy,
    span_of,
    templates,
    with_facts,
)

CATALOG = cast(Catalog, SimpleNamespace(noise=SimpleNamespace(rules=())))


def made(corpus: Corpus, settings: Settings = SETTINGS) -> dict[str, str]:
    lib = library(corpus, settings, CATALOG)
    files = (render(item, lib, templates(), Path.cwd()) for item in plan(lib) if item.kind != "source"
             and not item.kind.startswith("twin."))
    return {file.path: file.data.decode() for file in files if file}


def page(item: Policy, settings: Settings = SETTINGS, **more: Any) -> str:
    return for_people(made(library_of(item, **more), settings)[f"p/{item.id}.md"])


def for_people(text: str) -> str:
    """A page without what it says to machines and for citing, which has its own tests."""
    text = re.sub(r"^head: .*\n", "", text, flags=re.MULTILINE)
    return re.sub(r'<details class="tw-citing".*?</script>\n', "", text, flags=re.DOTALL)


def headings(text: str) -> list[tuple[int, str]]:
    return [(len(m[1]), m[2]) for m in re.finditer(r"^(#+) .*\{#([\w-]+)[^}]*\}$", text, re.MULTILINE)]


TREE = (
    clause("preamble", "为做好工作，制定本意见。", line=2),
    clause("1", "一、总体要求", label="一、", heading="总体要求", line=3),
    clause("1.p1", "坚持统筹。", line=4),
    clause("2", "二、重点任务", label="二、", heading="重点任务", line=5),
    clause("2.3", "（三）招引项目", label="（三）", heading="招引项目", line=6),
    clause("2.3.15", "15.统筹管理。对项目给予奖励。", label="15.", heading="统筹管理", line=7),
    clause("2.3.15.p2", "另一段。", line=8),
    clause("2.3.15.d1", "——产业规模。达到1000亿元。", label="——", heading="产业规模", line=9),
)


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


def test_facts_are_links_in_the_text_and_stand_beside_it() -> None:
    owner = clause("1", "一、发展打印设备，落实《意见》。（责任单位：市财政局，各区市政府）", label="一、", line=3)
    other = clause("2", "二、按照第一条办理，突破0家。", label="二、", line=4)
    item = with_facts(
        policy("a", owner, other),
        duties=[duty(owner, "（责任单位：市财政局，各区市政府）", {"市财政局": "weihai-caizhengju", "各区市政府": ""})],
        citations=[citation(owner, "《意见》", target="cited/guobanfa-2017-7.html", relation="implements")],
        references=[Reference(path="2", anchor="c-2", quote="第一条", span=span_of(other.full, "第一条"),
                              target="#c-1", line=4)],
        targets=[Target(path="2", anchor="c-2", quote="突破0家", span=span_of(other.full, "突破0家"), metric="企业",
                        kind="target", damaged=True,
                        line=4, deadline="2020", deadline_inferred=True)],
        incentives=[Incentive(path="1", anchor="c-1", quote="奖", span=Span(0, 1), beneficiary="企业", amount=1000,
                              unit="万元", cap="封顶", line=3)],
        industries=[mention(owner, "it.printer", "打印设备")],
    )
    text = page(item)
    assert '落实[《意见》](../cited/guobanfa-2017-7.md "意见（本站未收）")' in text
    assert "（责任单位：[市财政局](../agency/weihai-caizhengju.md)，各区市政府）" in text
    assert "按照[第一条](#c-1)办理" in text
    assert '<span class="tw-damaged" title="来源文本此处的数字有缺损，不作目标值">突破0家</span>' in text
    assert (
        '<p><b>目标</b> <span class="tw-damaged">数字有缺损</span> 企业 · 2020年<span '
        'class="tw-tag">年份推定</span></p>' in text
    )
    assert "<p><b>奖补</b> 企业 1000 万元（封顶）</p>" in text
    assert '<p><b>产业</b> <a href="../industry/it.printer.html">it&#46;printer</a></p>' in text
    assert (
        '<span class="tw-tag">落实</span> <a href="../cited/guobanfa-2017-7.html">意见</a> <span '
        'class="tw-tag">本站未收</span>' in text
    )


def test_what_could_not_be_read_for_certain_is_called_what_it_is() -> None:
    owner = clause("1", "一、下降三成。（责任单位：见附表）", label="一、", line=3)
    kinds: dict[str, Literal["target", "duty"]] = {"下降三成": "target", "（责任单位：见附表）": "duty"}
    said = tuple(Mention(path="1", anchor="c-1", quote=quote, span=span_of(owner.full, quote), kind=kind, line=3)
                 for quote, kind in kinds.items())
    text = page(with_facts(policy("a", owner), mentions=said))
    assert "<p><b>目标</b> 提到要达到的数，说的是什么见原文：下降三成</p>" in text
    assert "<p><b>责任</b> 写明由谁办，是哪些单位见原文：（责任单位：见附表）</p>" in text
    assert "<b>奖补</b>" not in text


def test_repairs_are_told_at_their_clause_and_recorded_by_rule_and_line() -> None:
    repairs = (Repair(rule="simplified", line=7, before="項", after="项"),
               Repair(rule="half-width", line=7, before=",", after="，"),
               Repair(rule="mojibake", certain=False, line=8, before="?", after="另一段"))
    text = page(policy("a", *TREE, repairs=repairs,
                       furniture=(Furniture(line=1, text="首页 > 政策", reason="网页导航"),)))
    assert '<span class="tw-doubtful" title="原文“&#63;”，整理为“另一段”，不能确定">另一段</span>。' in text
    assert '<p class="tw-more"><b>整理</b> <a href="#source-line-7">1 处</a></p>' in text
    assert '<a href="#source-line-8">1 处，1 处不能确定</a>' in text
    assert '<tr id="source-line-7">' in text and "<del>項</del>→<ins>项</ins>" in text
    assert '<th scope="row">半角标点改为全角</th><td>确定</td><td class="tw-n">1</td>' in text
    assert '<tr><th scope="row">1</th><td>网页导航</td><td>首页 &#62; 政策</td></tr>' in text


@pytest.mark.parametrize(("more", "shown"), [
    ({"source_url": "https://example.org/1"}, '<a href="https://example.org/1" rel="noopener external">官方页面</a>'),
    ({}, "来源网址、取得日期</dd>"),
    ({"source_url": "javascript:alert(1)"}, "来源网址、取得日期</dd>"),
    ({"issue_date": "2023-02", "provenance": {"issue_date": "inferred"}},
     '<dd>2023年2月 <span class="tw-tag">推定</span></dd>'),
    ({"issuers": ("甲",), "provenance": {"issuers": "sidecar"}}, '<dd>甲 <span class="tw-tag">据人工注记</span></dd>'),
    ({}, "<dt>时效性</dt><dd>文件没有写明，本站所收文件中也没有修改或废止它的</dd>"),
    ({"effective_date": "2023-03-01"}, "<dt>时效性</dt><dd>文件没有写明到何时为止，本站所收文件中"),
    ({}, "weifa&#45;2023&#45;3"),
])
def test_the_facts_panel_says_what_is_known_and_how(more: dict[str, Any], shown: str) -> None:
    text = page(policy("weifa-2023-3", *TREE, doc_number="weifa-2023-3", **more))
    assert shown in text and SETTINGS.notice.replace(",", "&#44;") in text
    assert "javascript" not in text


def test_what_is_ours_is_classed_so_that_reader_modes_leave_it_out() -> None:
    owner = clause("1", "一、按照《某办法》，市财政局给予补助。", label="一、", line=3)
    item = with_facts(policy("a", owner), duties=[duty(owner, "市财政局", {"市财政局": ""})],
                      citations=[citation(owner, "《某办法》")])
    text = made(library_of(item))["p/a.md"]
    ours = re.findall(r'<(?:aside|nav|ul)\b[^>]*>|<(?:p|dl) class="tw-(?:tool|switch|disclaimer|facts tw-)[^>]*>', text)
    assert len(ours) >= 8 and all("tw-extra" in tag for tag in ours), ours
    assert "tw-extra" not in text.partition('id="c-1"')[0].rpartition("\n")[2]  # the clause itself stays


def test_the_box_says_what_is_given_who_acts_and_what_is_due_each_with_its_clause() -> None:
    owner = clause("1", "一、给予补助，2025年底前完成改造。", label="一、", line=3)
    money = [Incentive(path="1", anchor="c-1", quote="补助", span=Span(0, 1), beneficiary=name, amount=sum_,
                       unit="万元", line=3)
             for name, sum_ in (("小企业", 5), ("企业", 100), ("个人", None))]
    due = Deadline(path="1", anchor="c-1", quote="2025年底前完成改造", span=Span(7, 17), date="2025-12",
                   what="完成改造", line=3)
    item = with_facts(policy("a", owner), incentives=money, deadlines=[due],
                      duties=[duty(owner, "补助", {"市财政局": "", "市科技局": ""}),
                              duty(owner, "改造", {"市科技局": ""})])
    text = page(item)
    assert '<dt>给什么</dt><dd><a href="#c-1">企业 100 万元</a>；<a href="#c-1">小企业 5 万元</a></dd>' in text
    assert '<dt>谁来办</dt><dd><a href="#c-1">市科技局</a>（2 项）；<a href="#c-1">市财政局</a>（1 项）</dd>' in text
    assert '<dt>到何时</dt><dd><a href="#c-1">2025年12月：完成改造</a></dd>' in text
    assert "tw-summary" not in page(policy("b", owner))


def test_a_document_that_says_until_when_is_not_said_to_be_of_unknown_force() -> None:
    """已过有效期 stood above 时效性 未知."""
    text = page(policy("a", *TREE, expiry_date="2024-12-31"))
    assert "有效期至2024年12月31日" in text and "<dt>时效性</dt>" not in text


def test_versions_tombstones_aliases_and_earlier_texts() -> None:
    items = (structs.replace(TREE[1], aliases=("c-9",)), *TREE[2:])
    former = FormerText(anchor="c-9", label="九、", text="当时的文字",
                        version="p/a--2020-01-01.html#c-9", moved_to="c-2")
    standing = next(clause for clause in items if clause.anchor == "c-2")
    moved = structs.replace(former, text=f"九、{standing.full.removeprefix(standing.label)}")
    stone = Tombstone(anchor="c-7", path="7", label="七、", text="旧文",
                      version="p/a--2020-01-01.html#c-7", moved_to="c-2")
    version = Version(slug="2020-01-01", date="2020-01-01", sha256="0" * 64)
    current = policy("a", *items, tombstones=(stone,), versions=(version,), former_texts=(former, moved))
    old = structs.replace(policy("a", *TREE), version="2020-01-01", versions=(version,))
    files = made(structs.replace(library_of(current), versions=(old,),
                                 withdrawn=(policy("gone", tombstones=(stone,)),)))
    text = files["p/a.md"]
    assert '<span id="c-9"></span>' in text and '<a href="a--2020-01-01.html#c-9">早先版本（2020年1月1日）</a>' in text
    assert "与那段文字最相近的条款现在是 " in text and '<blockquote>当时的文字</blockquote>' in text
    assert "。那段文字现在是 " in text.replace("</b>", "")  # word for word, under another number
    assert '<div class="tw-stone" id="c-7">' in text and '<a href="#c-2">现在最相近的条款</a>' in text
    assert '<a href="a--2020-01-01.html#c-7">早先版本</a>' in text
    assert '本页为现行版本。早先的版本：<a href="a--2020-01-01.html"' in text
    assert '<a href="a.html">看现行版本</a>' in files["p/a--2020-01-01.md"]
    assert '<div class="tw-stone" id="c-7">' in files["p/gone.md"]


def test_the_life_of_a_document_is_told_in_its_order() -> None:
    version = Version(slug="2020-01-01", date="2020-01-01", sha256="0" * 64)
    current = policy("a", *TREE, versions=(version,), issue_date="2024-03-01", effective_date="2024-05-01",
                     doc_number="甲发〔2024〕1号")
    old = structs.replace(policy("a", *TREE), version="2020-01-01", versions=(version,), title="早先的标题",
                          issue_date="2020-01-01")
    files = made(structs.replace(library_of(current), versions=(old,)))
    lines = re.findall(r"<li.*?>(.*)</li>", files["p/a.md"].partition("tw-timeline")[2].partition("</ol>")[0])
    told = [re.sub("<.*?>", "", line) for line in lines]
    assert told == ["2020年1月1日 早先的版本，当时的标题是《早先的标题》，当时的文号是空的（比较）",
                    "2024年3月1日 现行版本", "2024年5月1日 施行"]
    assert (
        "<del>早先的标题</del>" in files["p/a--2020-01-01--diff.md"]
        and "<ins>2024年3月1日</ins>" in files["p/a--2020-01-01--diff.md"]
    )
    assert "tw-timeline" not in page(policy("b", *TREE, issue_date="2024-03-01", effective_date="2024-05-01"))


def test_the_steps_of_a_note_of_revision_are_told() -> None:
    note = "（1999年5月1日第九届人大常委会第三次会议通过 2018年10月26日第十三届人大常委会第六次会议修正）"
    text = page(policy("a", *TREE, header=(HeaderLine(line=2, text=note, role="revision"),)))
    assert (
        "1999年5月1日</span> 第九届人大常委会第三次会议通过" in text
        and "2018年10月26日</span> 第十三届人大常委会第六次会议修正" in text
    )


def test_the_clauses_of_a_withdrawn_document_are_named_by_the_labels_they_had() -> None:
    stones = (Tombstone(anchor="c-7", path="7", label="七、"), Tombstone(anchor="c-7-p1", path="7.p1", label=""))
    text = made(library_of(policy("a", *TREE), withdrawn=(policy("gone", tombstones=stones),)))["p/gone.md"]
    assert "<b>七、第1段</b>" in text and "〔" not in text.partition("tw-banner")[2].partition("七、")[2]


@pytest.mark.parametrize(("settings", "found"), [
    (Settings(repo_url="https://example.org/r"),
     'href="https://example.org/r/issues/new?title=%E5%8B%98%E8%AF%AF%EF%BC%9Aa%23c-1"'),
    (Settings(contact="a@example.org"), 'href="mailto:a@example.org?subject='),
])
def test_an_error_can_be_reported_from_a_clause(settings: Settings, found: str) -> None:
    assert found in page(policy("a", *TREE), settings)
    assert "报告错误" in page(policy("a", *TREE), settings) and "报告错误" not in page(policy("a", *TREE), Settings())


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


def test_an_agency_has_one_table_of_what_it_must_do_and_links_its_kin() -> None:
    first = clause("1", "一、2025年底前完成。（牵头单位：市财政局；责任单位：市财政局、市教育局）",
                   label="一、", line=3)
    second = clause("2", "二、一起做。（责任单位：市财政局、市教育局）", label="二、", line=4)
    both = {"市财政局": "weihai-caizhengju", "市教育局": "weihai-jiaoyuju"}
    due = Deadline(path="1", anchor="c-1", quote="2025年底前", span=span_of(first.full, "2025年底前"),
                   date="2025-12-31", what="完成", line=3)
    item = with_facts(policy("a", first, second), duties=[
        duty(first, "牵头单位：市财政局", {"市财政局": "weihai-caizhengju"}, role="lead"),
        duty(first, "责任单位：市财政局、市教育局", both),
        duty(second, "（责任单位：市财政局、市教育局）", both),
    ], deadlines=[due])
    corpus = library_of(item)
    kin = Succession(agency_id="weihai-jiaoyuju", name="市教育局", direction="predecessor", date="2019", certain=False,
                     source="改革方案")
    record = structs.replace(corpus.agencies["weihai-caizhengju"], full_name="威海市财政局", succession=(kin,))
    text = made(structs.replace(corpus, agencies=corpus.agencies | {record.id: record}))["agency/weihai-caizhengju.md"]
    assert "# 威海市财政局 {#top}" in text
    before = (
        '<a href="weihai-jiaoyuju.html">市教育局</a> <span class="tw-of">2019年 改革方案</span> <span '
        'class="tw-tag">不确定</span>'
    )
    assert f"<div><dt>前身</dt><dd>{before}</dd></div>" in text and "1 份文件，3 项，牵头 1 项" in text
    one, other = text[text.index("<tbody>"):text.index("</tbody>")].strip().split("</tr>")[:2]
    assert one.count("<tr") == other.count("<tr") == 1 and 'id="in-a"' in one and " id=" not in other
    assert ">牵头、责任单位<" in one and ">责任单位<" in other, "the same words in two lists of bodies are one row"
    assert ">2025年12月31日<" in one and 'data-value=""' in other and ">—<" in other
    assert one.count('<a href="weihai-jiaoyuju.html">市教育局</a>') == other.count("weihai-jiaoyuju") == 1
    assert "../p/a.html#c-1" in one and "../p/a.html#c-2" in other


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


def test_every_kind_of_page_is_there_and_documents_are_linked_from_it() -> None:
    owner = clause("1", "一、发展打印设备。（责任单位：市财政局）", label="一、", heading="", line=3)
    duties = [duty(owner, "（责任单位：市财政局）", {"市财政局": "weihai-caizhengju"})]
    item = policy("a", owner, doc_number="威发〔2023〕3号", issue_date="2023-02-24")
    item = with_facts(item, industries=[mention(owner, "it.printer", "打印设备")], duties=duties)
    ref = ClauseRef(policy_id="a", anchor="c-1", path="1")
    cited = CitedDocument(id="guobanfa-2017-7", title="意见", doc_number="国办发〔2017〕7号", kind="policy_document",
                          cited_by=(ref,))
    doubt = Diagnostic(code="H001", severity="warning", message="征求意见稿", remedy="核对")
    held = structs.replace(policy("", title="草案"), status="held", diagnostics=(doubt,))
    files = made(library_of(item, cited={cited.id: cited}, unpublished=(held,)))
    listing = ("index", "policies", "place/weihai", "industry/it", "industry/it.printer", "agency/weihai-caizhengju",
               "cited/guobanfa-2017-7")
    for path in listing:
        assert re.search(r'href="(\.\./)?p/a\.html', files[f"{path}.md"]), path
    assert "征求意见稿（核对）" in files["quality.md"] and "草案" in files["quality.md"]
    assert {"targets.md", "incentives.md", "agencies.md", "industries.md", "about.md", "search.md"} <= set(files)


def test_a_page_is_of_the_newest_day_of_the_documents_it_is_about() -> None:
    def issued(name: str, day: str) -> Policy:
        owner = clause("1", "一、办。（责任单位：市财政局）", label="一、", line=3)
        return with_facts(policy(name, owner, issue_date=day, doc_number=name), duties=[
            duty(owner, "（责任单位：市财政局）", {"市财政局": f"weihai-{name}"})])

    def days(*items: Policy) -> dict[str, str]:
        found = ((path, re.search(r'^lastmod: "(.*)"$', text, re.MULTILINE)) for path, text in
                 made(library_of(*items)).items())
        return {path: day[1] for path, day in found if day}

    before, after = days(issued("a", "2023-02-24")), days(issued("a", "2023-02-24"), issued("b", "2025-01-01"))
    assert {before[path] for path in ("p/a.md", "agency/weihai-a.md", "place/weihai.md", "index.md")} == {"2023-02-24"}
    assert {path for path in before if before[path] != after[path] and "/" in path} == {
        "place/shandong.md", "place/weihai.md"}
    assert after["place/weihai.md"] == after["index.md"] == "2025-01-01"
    assert not days(policy("c", *TREE))


def test_pages_are_the_same_bytes_every_time_and_hold_no_empty_line_inside_a_block() -> None:
    corpus = library_of(policy("a", *TREE))
    files = made(corpus)
    assert files == made(corpus)
    for path, text in files.items():
        for block in re.split(r"\n\n+", text):
            opened = len(re.findall(r"<(?:div|ul|ol|dl|nav|section|table|details)\b", block))
            assert opened == len(re.findall(r"</(?:div|ul|ol|dl|nav|section|table|details)>", block)), (path, block)


def test_all_links_of_a_page_lead_to_pages_that_are_made() -> None:
    owner = clause("1", "一、发展打印设备。（责任单位：市财政局）", label="一、", line=3)
    item = with_facts(policy("a", owner), industries=[mention(owner, "it.printer", "打印设备")],
                      duties=[duty(owner, "（责任单位：市财政局）", {"市财政局": "weihai-caizhengju"})])
    files = made(library_of(item))
    for path, text in files.items():
        for link in re.findall(r'href="([^"#]+)(?:#[^"]*)?"|\]\(([^)#]+)', text):
            target = next(filter(None, link)).split("?")[0]
            if target.startswith(("data:", "webcal://example.org/tiaowen/data/")):
                continue
            known = (Path("/") / Path(path).parent / target).resolve().as_posix()[1:].replace(".html", ".md")
            data = re.search(r"\.(json|jsonl|xml|txt|csv|zip|ics|ris|bib|epub)$", known)
            assert known in files or data, (path, target)


