"""Queries → terms: the cases of tests/cases/search_queries.md, in Python and in the page."""

import random
import re
from pathlib import Path

import pytest
from tiaowen.search.fold import common_and_rare, folds
from tiaowen.search.terms import parse

from tests.unit.search.javascript import needs_node, run

CASES = re.findall(r"^### (.+)\n```query\n(.*)\n```\n```terms\n((?:.*\n)*?)```$",
                   (Path(__file__).parents[2] / "cases" / "search_queries.md").read_text(encoding="utf-8"),
                   re.MULTILINE)
TABLES = list(common_and_rare(set("".join(folds().values()))))
PARSE_ALL = ("const fold = tiaowenFold(data.tables[0]);"
             "for (const [part, table] of Object.entries(data.tables[1])) fold.learn(Number(part), table);"
             "return data.queries.map((query) => tiaowenQuery.parse(query, fold.fold)"
             ".map(({ key, exclude, quoted }) => "
             "(exclude ? '-' : '') + (quoted ? '=' : '') + key));")


def lines_of(query: str) -> list[str]:
    return [("-" if term.exclude else "") + ("=" if term.quoted else "") + term.key for term in parse(query)]


@pytest.mark.parametrize(("query", "terms"), [pytest.param(query, terms, id=title) for title, query, terms in CASES])
def test_cases(query: str, terms: str) -> None:
    assert lines_of(query) == terms.split()


def test_all_cases_are_read() -> None:
    assert len(CASES) == 19


@needs_node
def test_the_page_understands_queries_alike() -> None:
    dice = random.Random(7)
    pool = "第十二条人才公寓經濟〔〕[]（）2023３号 \t\u3000\u00a0\ufeff\u0085\x1c\"“”「」-－—，。、|PPpp号號第発"
    queries = [query for _, query, _ in CASES] + ["".join(dice.choices(pool, k=dice.randint(0, 16)))
                                                  for _ in range(3000)]
    assert run(PARSE_ALL, {"tables": TABLES, "queries": queries}) == [lines_of(query) for query in queries]
