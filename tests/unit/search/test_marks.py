"""What must be known of a document before one opens it: in what the index offers, and in the order of what it finds."""

from pathlib import Path

import pytest
from msgspec import structs
from tiaowen.document_names import mark_of, state_of
from tiaowen.model import Policy
from tiaowen.search.catalogue import catalogue
from tiaowen.search.query import Index

from tests.bench.corpus import library
from tests.factories import clause, policy
from tests.unit.search.javascript import needs_node, run
from tests.unit.search.test_search import write

SHOWN = """
const engine = await tiaowenEngine.open(load);
const found = [];
for (const query of data) {
  const { documents, named, later } = await engine.answer(query);
  const rows = [];
  for (const { segment, hits } of documents) rows.push((await segment.rows([hits[0].clause])).get(hits[0].clause));
  const titles = named.length || !later ? named : await later();
  found.push([rows, titles].map((some) => some.map(({ id, mark }) => [id, tiaowenPast.stateOf(mark)])));
}
return found;
"""


def rule(name: str, day: str, **known: object) -> Policy:
    """One of several documents of the same words."""
    item = policy(name, clause("1", "第一条 路边停车按次收费。"), title="路边停车管理办法")
    return structs.replace(item, issue_date=day, **known)  # type: ignore[arg-type]


RULES = (rule("old", "2015-01-01"), rule("repealed", "2020-01-01", validity="已废止"),
         rule("amended", "2018-01-01", validity="已修改"), rule("past", "2019-01-01", expiry_date="2021-12-31"),
         rule("valid", "2016-01-01", validity="现行有效", expiry_date="2021-12-31"))
STATES = {"old": "", "repealed": "已废止", "amended": "已修改", "past": "已过有效期", "valid": ""}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(library(RULES), tmp_path)


def test_a_mark_is_what_is_stated_else_the_last_day() -> None:
    assert {item.id: state_of(mark_of(item), "2026-01-01") for item in RULES} == STATES
    assert [state_of("2021-12", day) for day in ("2021-12-31", "2022-01-01")] == ["", "已过有效期"]


def test_suggestions_have_the_mark() -> None:
    rows: list[list[str]] = catalogue(library(RULES))["documents"]  # type: ignore[assignment]
    assert {row[0]: row[4] for row in rows} == {item.id: mark_of(item) for item in RULES}


def test_of_equal_ones_the_current_stand_first(site: Path) -> None:
    index = Index(site)
    assert [hit.policy for hit in index.search("停车按次").hits] == ["past", "amended", "valid", "old", "repealed"]
    assert {item.hit.policy for item in index.answer("停车 收费")[:2]} == {"valid", "old"}


@needs_node
def test_the_page_finds_the_same_and_says_so(site: Path) -> None:
    (exact, titles), (meant, _) = run(SHOWN, ["停车按次", "停车 收费"], site)
    assert [name for name, _ in exact] == ["past", "amended", "valid", "old", "repealed"]
    assert dict(map(tuple, exact)) == STATES
    assert [name for name, _ in meant][:2] == ["valid", "old"]
    (_, named), = run(SHOWN, ["路边停车管理办法"], site)
    assert [name for name, _ in named] == ["valid", "old", "repealed", "past", "amended"] and dict(
        map(tuple, named)) == STATES
    assert titles == []
