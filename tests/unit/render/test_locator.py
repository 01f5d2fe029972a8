"""Clauses named in words, and found by them."""

import pytest
from tiaowen.render.locator import label_in_words, locate

from tests.factories import clause, policy


@pytest.mark.parametrize(("labels", "words"), [
    ([("2", "二、"), ("2.3", "（三）"), ("2.3.15", "15.")], "第二部分第（三）项第15条"),
    ([("1", "一、"), ("1.d3", "——")], "第一部分第3个破折号项"),
    ([("2", "二、"), ("2.1", "（一）"), ("2.1.p2", "")], "第二部分第（一）项第二段"),
    ([("ch2", "第二章"), ("ch2.sec1", "第一节")], "第二章第一节"),
    ([("art12", "第十二条"), ("art12.2", "（二）")], "第十二条第（二）项"),
    ([("art12", "第十二条"), ("art12.2", "（二）"), ("art12.2.1", "1.")], "第十二条第（二）项第1目"),
    ([("art120-1", "第一百二十条之一"), ("art120-1.p2", "")], "第一百二十条之一第二款"),
    ([("A1", "附件1"), ("A1.art5", "第五条")], "附件1第五条"),
    ([("preamble", "")], "引言"),
    ([("notice.p1", "")], "印发通知第一段"),
    ([("2.3~2", "（三）")], "第二部分第（三）项（第2处）"),
    ([("2.3.t1", ""), ("2.3.t1.r4", "")], "第二部分第三项表1第4行"),
])
def test_label_in_words(labels: list[tuple[str, str]], words: str) -> None:
    clauses = [clause(path, label, label=label) for path, label in labels]
    assert label_in_words(policy("weifa-2023-3", *clauses), clauses[-1]) == words


@pytest.mark.parametrize(("wanted", "found"), [
    ("第十二条", ["art12"]), ("12条", ["art12"]), ("第12条第（二）项", ["art12.2"]), ("第120条之一", ["art120-1"]),
    ("（二）", ["art12.2", "art13.2"]), ("第十三条（二）", ["art13.2"]), ("13", ["art13"]),
    ("第99条", []), ("总则", []),
])
def test_the_clause_that_words_name(wanted: str, found: list[str]) -> None:
    labels = [("art12", "第十二条"), ("art12.2", "（二）"), ("art13", "第十三条"), ("art13.2", "（二）"),
              ("art120-1", "第一百二十条之一")]
    whole = policy("weifa-2023-3", *(clause(path, label, label=label) for path, label in labels))
    assert [item.path for item in locate(whole, wanted)] == found
