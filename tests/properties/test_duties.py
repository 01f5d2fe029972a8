"""Lists of bodies: N names give N bodies with ids, any soup of names and marks never raises, and every tail of the
corpus is read whole.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import packaged
from tiaowen.facts.duty import extract as duties
from tiaowen.link import link
from tiaowen.model import Policy
from tiaowen.parse.tails import find_tails
from tiaowen.pipeline.document import understand

from tests.factories import clause, policy

SHARED = Path(__file__).parents[3] / "shared"
SOURCES = (
    sorted([*(SHARED / "seeds").glob("*.txt"), *(SHARED / "corpus" / "policies").glob("*.*")])
    if SHARED.is_dir() else []
)
BARE = ["发展改革委", "财政局", "教育局", "科技局", "市场监管局", "自然资源和规划局", "文化和旅游局",
        "人力资源社会保障局", "政府办公室", "税务局"]
WHOLE = ["威海海关", "荣成海关", "人民银行威海市中心支行", "文登区政府", "国家发展改革委", "财政部",
         "团市委", "经区管委"]
GROUPS = ["各区市政府", "相关开发区管委", "有关部门", "各镇（街道）"]
MARKS = ["、", "，", "；", "：", "等", "和", "（", "）", "“", "”", "\t", " "]
SOUP = [*BARE, *WHOLE, *GROUPS, *MARKS, "市", "责任单位", "牵头", "负责", "由", "会同", "按职责分工", "下同"]
shown = settings(max_examples=150, deadline=None, derandomize=True)


@cache
def catalog() -> Catalog:
    return load_catalog((packaged("site_config"),))


@cache
def understood(file: Path) -> Policy:
    return understand(file, file.name, catalog())


def of_tail(tail: str) -> tuple[duties.Duty, ...]:
    text = f"做好工作。{tail}"
    return duties.extract(policy("x", clause("1", text, tails=find_tails(text, 0))), catalog())


@shown
@given(st.lists(st.sampled_from(BARE), min_size=1, max_size=6, unique=True),
       st.lists(st.sampled_from([*WHOLE, *GROUPS]), max_size=4, unique=True))
def test_n_names_give_n_bodies(bare: list[str], whole: list[str]) -> None:
    names = "、".join([f"市{bare[0]}", *bare[1:]])
    found = of_tail(f"（责任单位：{'，'.join([names, *whole])}）")
    assert len(found) == 1
    assert found[0].agencies == (*(f"市{name}" for name in bare), *whole)
    assert [bool(i) for i in found[0].agency_ids] == [name not in GROUPS for name in found[0].agencies]


@shown
@given(st.lists(st.sampled_from(SOUP), max_size=25).map("".join))
def test_soup_never_raises_and_quotes_stand_in_the_text(soup: str) -> None:
    item = policy("x", clause("1", soup, tails=find_tails(soup, 0)))
    for duty in duties.extract(item, catalog()):
        assert soup[duty.span.start:duty.span.end] == duty.quote
        assert len(duty.agencies) == len(duty.agency_ids)
        assert set(duty.lead) | set(duty.generic) <= set(duty.agencies)


def separators(tail: str) -> int:
    """How many names a tail has at least, counted without the extractor: outside brackets and quotation marks, notes
    left out.
    """
    flat = re.sub(r"“[^”]*”|（[^（）]*）", "", tail[1:-1])
    pieces = [piece for piece in re.split(r"[，,；;。]", flat)
              if not re.search(r"下同|黑体|第一|首位|时限|领导", piece)]
    return sum(piece.count("、") + 1 for piece in pieces if piece)


@pytest.mark.skipif(not SOURCES, reason="the corpus (../shared) is not beside this checkout")
@pytest.mark.parametrize("file", SOURCES, ids=lambda f: f.name[:30])
def test_every_tail_of_the_corpus_is_read_whole(file: Path) -> None:
    read = understood(file)
    for item in read.clauses:
        for tail in item.tails:
            inside = [d for d in read.facts.duties if d.path == item.path and d.where == "tail"
                      and tail.span.start <= d.span.start < tail.span.end]
            assert inside, (item.path, tail.text)
            assert sum(len(d.agencies) for d in inside) >= separators(tail.text), (item.path, tail.text)
            assert all(i or name in d.generic for d in inside for name, i in zip(d.agencies, d.agency_ids, strict=True))


@pytest.mark.skipif(not SOURCES, reason="the corpus (../shared) is not beside this checkout")
def test_every_body_lists_the_clauses_that_name_it_and_no_other() -> None:
    corpus = link([understood(file) for file in SOURCES], catalog())
    named: set[tuple[str, str, str]] = set()
    for item in corpus.policies:
        for duty in item.facts.duties:
            named |= {(agency_id, item.id, duty.anchor) for agency_id in duty.agency_ids if agency_id}
    listed = {(agency_id, ref.clause.policy_id, ref.clause.anchor) for agency_id,
              refs in corpus.duties_of.items() for ref in refs}
    assert listed == named
    assert {agency_id for agency_id, _, _ in named} <= set(corpus.agencies)
