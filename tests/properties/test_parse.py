"""The parser's postconditions on any text: nothing lost, nothing invented, anchors unique, no exception, the same
twice.
"""

from collections import Counter
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.anchors import anchor_of, path_of
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.model import CleanText, Line, Policy, SourceText, Span
from tiaowen.parse import parse
from tiaowen.parse.tails import without_tails
from tiaowen.text import sha256, squeeze

PIECES = [
    "第一章 总则", "第二章　管　理", "第一节 规划", "第一条 为了加强管理，制定本办法。",
    "第二条 适用本办法。第三条 解释。",
    "第二条之一 补充。", "附则", "一、总体要求", "二、主要任务", "三、保障措施", "一、",
    "（一）指导思想。坚持统筹。", "（二）原则：",
    "（四）漏号。", "1.加强领导。落实责任。", "2.", "11.跳号。", "1.1 目的", "1.1.1 细目", "2.5万户完成改造。",
    "（1）甲；", "①乙；",
    "甲、丙。", "——坚持创新。推动发展。", "——", "附件", "附件1", "附件：1.名单", "附件2：工作规则",
    "各市人民政府，省直各部门：",
    "某政发〔2020〕3号", "某某市人民政府", "2020年5月1日", "（此件公开发布）", "抄送：市委办公室。", "目 录",
    "第一章 总则 .......... 1",
    "某某市人民政府关于加强管理的通知", "关于印发《管理办法》的通知", "管理办法",
    "现将《管理办法》印发给你们，请认真执行。",
    "责任单位：市财政局、市教育局", "完善机制。（责任单位：市财政局）推进改革（市教育局负责）。",
    "将第三条修改为：“第三条 新的规定。",
    "“第四条 另一条。”", "问：是什么？", "答：是这个。", "本办法自2020年1月1日起施行，有效期五年。",
    "特此通知。", "围绕社会",
    "序号\t项目\t金额", "1\t道路\t100", "第十三条规定的收费不得变更。", "一、二、三产业融合。", "",
    "<script>alert(1)</script>", "“",
    "）））", "　　", "　　落款　　", "市　长：张三", "2020年，", "责任单位：（", "第一百二十条之一",
    "第九千九百九十九条 尾。",
]
JOINS = ["\n", "\n", "\n", "", "。", "  ", "\u3000\u3000", "\t"]


@cache
def catalog() -> Catalog:
    return load_catalog((Path(__file__).parents[2] / "site_config",))


def clean_text(text: str, kind: str = "text") -> CleanText:
    lines = tuple(Line(number=i, text=line, table=(i + 1) // 2 if "\t" in line else 0) for i,
                  line in enumerate(text.split("\n"), 1))
    return CleanText(source=SourceText(path="x.txt", format=kind, sha256="0" * 64, size=1), lines=lines)  # type: ignore[arg-type]


def check(given: CleanText) -> Policy:
    policy = parse(given, catalog())
    mine = policy.furniture[len(given.furniture):]
    printed = "".join(clause.full for clause in policy.clauses) + "".join(item.text for item in (*policy.header, *mine))
    assert Counter(squeeze(printed)) == Counter(squeeze("".join(line.text for line in given.lines)))
    assert len({clause.anchor for clause in policy.clauses}) == len(policy.clauses)
    paths = {clause.path for clause in policy.clauses}
    for clause in policy.clauses:
        assert clause.anchor == anchor_of(clause.path)
        assert path_of(clause.anchor) == clause.path
        assert clause.parent in paths | {""}
        assert clause.sha256 == sha256(clause.full)
        assert 0 <= clause.body_start <= len(clause.full)
        assert clause.text == without_tails(clause.full, clause.body_start, clause.tails)
        assert squeeze(clause.label) in squeeze(clause.full)
        assert clause.kind == "annex" or squeeze(clause.heading) in squeeze(clause.full)
        for tail in clause.tails:
            assert clause.full[tail.span.start:tail.span.end] == tail.text
            assert Span(0, 0) <= tail.scope <= Span(len(clause.full), len(clause.full))
    assert all(item.before is None or item.before in paths | {""} for item in policy.header)
    return policy


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINS)), max_size=40),
       st.sampled_from(["text", "html"]))
def test_soup_of_real_pieces(parts: list[tuple[str, str]], kind: str) -> None:
    check(clean_text("".join(piece + join for piece, join in parts), kind))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text(text: str) -> None:
    check(clean_text(text))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=3, max_size=30))
def test_the_same_twice(parts: list[str]) -> None:
    given_text = clean_text("\n".join(parts))
    assert parse(given_text, catalog()) == parse(given_text, catalog())


def test_deep_nesting_and_long_lines() -> None:
    labels = ["第一编", "第一章", "第一节", "第一条", "一、", "（一）", "1.", "（1）", "①", "A.", "——"]
    check(clean_text("\n".join(label + "内容如下：" for label in labels * 40)))
    check(clean_text("一、要求" + "落实责任，" * 20_000))
    check(clean_text("（" * 5_000 + "责任单位：市财政局" + "）" * 5_000))
