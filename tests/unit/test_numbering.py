"""Printed labels: every family parses, formats, and what only looks like a label is left to the parser's evidence."""

import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.numbering import CIRCLED, COUNTED, FAMILIES, FAMILY, RANK, LabelKind, format_label, match_label


@pytest.mark.parametrize(("line", "kind", "number", "text"), [
    ("第三编 合同", "bian", (3,), "第三编"),
    ("第一分编 通则", "subbian", (1,), "第一分编"),
    ("第一部分 总论", "bian", (1,), "第一部分"),
    ("第十二章　附　　则", "chapter", (12,), "第十二章"),
    ("第一节　规划", "section", (1,), "第一节"),
    ("第一百二十条 公司", "article", (120,), "第一百二十条"),
    ("第 1 条 本办法", "article", (1,), "第 1 条"),
    ("二十一、加强督导", "han", (21,), "二十一、"),
    ("（二十一）加强督导", "han_paren", (21,), "（二十一）"),
    ("(三)加速转型", "han_paren", (3,), "(三)"),
    ("㈢加速转型", "han_paren", (3,), "㈢"),
    ("15.健全机制", "arabic", (15,), "15."),
    ("１．承租人", "arabic", (1,), "１．"),
    ("10、公共体育设施", "arabic", (10,), "10、"),
    ("⒈侮辱案", "arabic", (1,), "⒈"),
    ("（１）家庭收入", "arabic_paren", (1,), "（１）"),
    ("2）设备", "arabic_half", (2,), "2）"),
    ("第壹条 本市", "article", (1,), "第壹条"),
    ("第贰拾叁条 本市", "article", (23,), "第贰拾叁条"),
    ("贰、范围", "formal", (2,), "贰、"),
    ("Ⅱ、范围", "roman", (2,), "Ⅱ、"),
    ("IV. 范围", "roman", (4,), "IV."),
    ("⑵设备", "arabic_paren", (2,), "⑵"),
    ("1.2.3 办公室", "decimal", (1, 2, 3), "1.2.3"),
    ("1 总则", "bare", (1,), "1"),
    ("②论证", "circled", (2,), "②"),
    ("乙、乡镇", "stem", (2,), "乙、"),
    ("B.设备", "letter", (2,), "B."),
    ("——坚持高端发展", "dash", (), "——"),
])
def test_family(line: str, kind: str, number: tuple[int, ...], text: str) -> None:
    label = match_label(line)
    assert label is not None
    assert (label.kind, label.number, label.text) == (kind, number, text)
    assert line[:label.end].strip().endswith(text)


def test_between_articles() -> None:
    label = match_label("第一百二十条之一 组织")
    assert label is not None
    assert (label.number, label.sub, label.text) == ((120,), 1, "第一百二十条之一")


@pytest.mark.parametrize("line", ["30日内办结", "100亿元以上", "2021年底前", "一是加强领导", "第一编制中心", "A级景区",
                                  "—般", "3％以上", ""])
def test_no_label(line: str) -> None:
    assert match_label(line) is None


@pytest.mark.parametrize("kind",
                         ["bian", "chapter", "section", "article", "han", "han_paren", "arabic", "arabic_paren"])
@settings(derandomize=True, max_examples=60, deadline=None)
@given(number=st.integers(1, 999))
def test_format_and_match_are_inverse(kind: str, number: int) -> None:
    label = match_label(format_label(kind, number) + "正文")
    assert label is not None
    assert (label.kind, label.number) == (kind, (number,))


def test_circled_numbers() -> None:
    assert [match_label(sign + "项").number for sign in CIRCLED] == [(n,) for n in range(1, 21)]  # type: ignore[union-attr]


def test_label_inside_a_line() -> None:
    label = match_label("视为地下空间。 第四条 地下空间", 7)
    assert label is not None
    assert (label.kind, label.number) == ("article", (4,))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(line=st.text(alphabet="第一二十百条章节编之、（）().．1２3①甲A—- 　总则", max_size=24))
def test_never_raises(line: str) -> None:
    label = match_label(line)
    assert label is None or 0 < label.end <= len(line)


def test_the_table_is_total() -> None:
    """Every kind has one row; every row can be told by its label, and a family that is cut out of lines finds itself
    there.
    """
    assert sorted(FAMILY) == sorted(get_args(LabelKind)) == sorted(RANK)
    assert len(FAMILIES) == len(FAMILY)
    for kind in COUNTED:
        printed = format_label(kind, 3)
        assert re.fullmatch(FAMILY[kind].inside, printed), kind
        label = match_label(printed + "正文")
        assert label is not None
        assert label.kind == kind
