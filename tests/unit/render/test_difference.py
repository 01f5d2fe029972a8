"""Versions compared: every clause once, both texts recoverable from the marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import packaged
from tiaowen.render.difference import difference, marked, match, runs
from tiaowen.render.library import library

from tests.factories import SETTINGS, clause, library_of, policy

HAN = st.text("推动高质量发展，坚持的原则是一二三1234ab ", max_size=40)


@given(HAN, HAN)
def test_kept_and_deleted_are_the_earlier_text_kept_and_inserted_the_current(before: str, after: str) -> None:
    pieces = runs(before, after)
    assert "".join(text for name, text in pieces if name != "ins") == before
    assert "".join(text for name, text in pieces if name != "del") == after


@pytest.mark.parametrize(("before", "after", "expected"), [
    ("给予10万元奖励。", "给予20万元奖励。", "给予<del>10</del><ins>20</ins>万元奖励&#46;"),
    ("坚持质量第一。", "坚持质量第一、效益优先。", "坚持质量第一<ins>、效益优先</ins>。"),
    ("旧的", "完全不同的新文字写在这里", "<del>旧的</del><ins>完全不同的新文字写在这里</ins>"),
    ("<script>x</script>", "", "<del>&#60;script&#62;x&#60;&#47;script&#62;</del>"),
])
def test_marks(before: str, after: str, expected: str) -> None:
    assert str(marked(before, after)).replace("。", "。") == expected.replace("&#46;", "。")


def test_a_change_of_single_characters_is_one_change() -> None:
    assert runs("推进甲和乙的工作落实到位", "推进丙和丁的工作落实到位") == [
        ("", "推进"), ("del", "甲和乙"), ("ins", "丙和丁"), ("", "的工作落实到位"),
    ]


@given(st.lists(HAN, min_size=1, max_size=6), st.lists(HAN, min_size=1, max_size=6))
def test_every_clause_of_either_version_is_in_exactly_one_pair(old: list[str], new: list[str]) -> None:
    before = [clause(str(number), text or "空") for number, text in enumerate(old, 1)]
    after = [clause(str(number), text or "空") for number, text in enumerate(new, 1)]
    pairs = match(before, after)
    assert sorted(b.anchor for b, _ in pairs if b) == sorted(c.anchor for c in before)
    assert sorted(a.anchor for _, a in pairs if a) == sorted(c.anchor for c in after)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog((packaged("site_config"),))


def test_the_page_says_what_became_of_each_clause(catalog: Catalog) -> None:
    kept = clause("1", "一、总体要求。坚持质量第一。")
    moved = "对首次纳入统计的工业企业给予一次性奖励十万元。"
    texts = {"2": "二、重点任务。抓项目。", "3": moved, "4": "四、别的事情，后来不做了。"}
    old = structs.replace(policy("x-2023-1", kept, *(clause(path, text) for path, text in texts.items())),
                          version="2023-01-01")
    texts = {"2": "二、重点任务。抓好大项目。", "5": moved, "6": "六、加强领导，成立工作专班。"}
    new = policy("x-2023-1", kept, *(clause(path, text) for path, text in texts.items()))
    view = difference(old, library(library_of(new, versions=(old,)), SETTINGS, catalog))
    changes = view["changes"]
    assert isinstance(changes, list)
    assert [(c.kind, c.before and c.before.address, c.after and c.after.address) for c in changes] == [
        ("changed", "x-2023-1--2023-01-01.html#c-2", "x-2023-1.html#c-2"),
        ("moved", "x-2023-1--2023-01-01.html#c-3", "x-2023-1.html#c-5"),
        ("removed", "x-2023-1--2023-01-01.html#c-4", None),
        ("added", None, "x-2023-1.html#c-6"),
    ]
    assert view["unchanged"] == 1


def test_articles_behind_an_inserted_one_are_moved_and_not_changed(catalog: Catalog) -> None:
    told, longer = "对首次入库的企业给予二万元补助。", "对首次入库的科技型企业给予二万元补助。"
    end = "本措施自2024年3月1日起施行。"
    old, new = (policy("x-2023-1", *(clause(f"art{n}", f"第{'一二三'[n - 1]}条 {text}", label=f"第{'一二三'[n - 1]}条")
                                     for n, text in enumerate(texts, 1)))
                for texts in ((told, end), ("对购买科技保险的企业按保费的一半补助。", longer, end)))
    old = structs.replace(old, version="2023-01-01")
    view = difference(old, library(library_of(new, versions=(old,)), SETTINGS, catalog))
    assert view["counts"] == [("新增", 1), ("移动", 1), ("移动并修改", 1)]
