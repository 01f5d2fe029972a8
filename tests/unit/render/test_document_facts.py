"""What a document's page tells besides its text: facts, repairs, validity, versions."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
from msgspec import structs
from tiaowen.config import Settings
from tiaowen.diagnostics import finding
from tiaowen.model import (
    Deadline,
    FormerText,
    Furniture,
    HeaderLine,
    Incentive,
    Reference,
    Repair,
    Span,
    Target,
    Tombstone,
    Version,
)
from tiaowen.model.corpus import AgencyRecord
from tiaowen.model.facts import Mention

from tests.factories import SETTINGS, citation, clause, duty, library_of, mention, policy, span_of, with_facts
from tests.unit.render.test_pages import TREE, made, page


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
    assert '<dt>谁来办</dt><dd><a href="#c-1">市财政局</a>（1 条）；<a href="#c-1">市科技局</a>（1 条）</dd>' in text
    assert 'class="tw-due"><span data-due="2025&#45;12"><a href="#c-1">2025年12月：完成改造</a></span></dd>' in text
    assert "tw-summary" not in page(policy("b", owner))


def test_who_acts_is_told_as_the_choice_tells_it() -> None:
    """A body printed in two ways is one, under the name it has; groups stand behind bodies, however often they act."""
    owners = [clause(str(n), f"{n}.住房城乡建设局、财政局和有关部门。", label=f"{n}.") for n in range(1, 5)]
    acts = [("市住房城乡建设部门", "weihai-zhujianju"), ("市住房城乡建设局", "weihai-zhujianju"),
            ("市财政局", "weihai-caizhengju")]
    duties = [*(duty(owner, "有关", {name: i}) for owner, (name, i) in zip(owners, acts, strict=False)),
              *(duty(owner, "有关", {"有关部门": ""}) for owner in owners)]
    item = with_facts(policy("a", *owners), duties=duties)
    named = {"weihai-zhujianju": "市住房城乡建设局", "weihai-caizhengju": "市财政局"}
    records = {i: AgencyRecord(id=i, name=name, place_id="weihai", known="registered") for i, name in named.items()}
    text = made(library_of(item, agencies=records))["p/a.md"]
    told = re.findall(r"<dt>谁来办</dt><dd>(.*?)</dd>", text)[0]
    assert re.findall("c-(.)\">(.*?)</a>（(.) 条）", told) == [
        ("1", "市住房城乡建设局", "2"), ("3", "市财政局", "1"), ("1", "有关部门", "4")]
    assert 'data-called="weihai&#45;zhujianju 市住房城乡建设局"' in text


def test_days_are_told_in_the_order_of_time_with_others_for_whoever_reads_later() -> None:
    owner = clause("1", "一、完成改造。", label="一、")
    days = [Deadline(path="1", anchor="c-1", quote="改造", span=Span(2, 4), date=date, what=what, line=1)
            for date, what in (("2035", "丁"), ("2026", "丙"), ("2025", "乙"), ("2026", "丙"), ("2025-06", "甲"))]
    text = page(with_facts(policy("a", owner), deadlines=days))
    due = re.findall(r'<dd class="tw-due">(.*?)</dd>', text)[0]
    assert re.findall(r"：(.)", due) == ["甲", "乙", "丙", "丁"]
    assert "丁" not in due.partition("<template>")[0] and "另有 1 件" in due


@pytest.mark.parametrize(("more", "doubt"), [
    ({"provenance": {"expiry_date": "inferred"}}, "按推定的日期"), ({}, ""),
    ({"diagnostics": (finding("P014", path="a.txt", later="施行日期", day="2024-03-01", earlier="发文日期",
                              other="2025-01-01"),)}, "日期前后矛盾"),
])
def test_what_the_days_conclude_says_when_they_are_in_doubt(more: dict[str, Any], doubt: str) -> None:
    text = page(policy("a", *TREE, effective_date="2024-03-01", expiry_date="2029-02-28", **more))
    assert ("data-doubt" in text) == bool(doubt) and (f'data-doubt="{doubt}"' in text or not doubt)


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
    assert "）</a>中是另一条，现在最相近的是 " in text and "）</a>中是另一条，现在是 " in text  # beside the clause
    assert '<div class="tw-stone" id="c-7">' in text and '<a href="#c-2">现在最相近的条款</a>' in text
    assert '<a href="a--2020-01-01.html#c-7">早先版本</a>' in text
    assert '本页为现行版本。早先的版本：<a href="a--2020-01-01.html"' in text
    assert '<a href="a.html">看现行版本</a>' in files["p/a--2020-01-01.md"]
    assert '<div class="tw-stone" id="c-7">' in files["p/gone.md"]


def test_a_clause_that_bore_another_number_is_not_said_to_be_worded_otherwise() -> None:
    owner = structs.replace(TREE[1], aliases=("c-9",))
    former = FormerText(anchor="c-9", label="九、", text=f"九、{owner.full.removeprefix(owner.label)}",
                        version="p/a--2020-01-01.html#c-9", moved_to=owner.anchor)
    version = Version(slug="2020-01-01", date="2020-01-01", sha256="0" * 64)
    text = page(policy("a", owner, versions=(version,), former_texts=(former,)))
    assert text.count("中编号是九、") == 2 and "文字不同" not in text  # beside the clause and at the old address


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
