"""Text-block cases of targets and incentives (tests/cases/targets*.md, incentives*.md).

Input: ``title:``, ``date:``, ``number:`` lines, then a clause a line, its path first; ``||`` ends a heading, a tab
parts the cells of a row. Expected, a line each: targets ``path | metric | comparator value unit | deadline | kind``
with ? for an inferred deadline and ! for a damaged number; incentives ``path | beneficiary (kind) | condition | amount
unit | cap``, with ↻ when recurring and ? before an uncertain row; ``none`` for nothing.
"""

import re

import pytest
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import packaged
from tiaowen.facts.incentive import extract as incentives
from tiaowen.facts.target import extract as targets
from tiaowen.model import Policy
from tiaowen.numbering import match_label

from tests.factories import clause, policy
from tests.text_blocks import blocks, titles

BLOCKS = blocks("targets", "incentives")


def given_policy(given: str, catalog: Catalog) -> Policy:
    fields: dict[str, str] = {}
    clauses = []
    for number, line in enumerate(given.split("\n"), 1):
        name, _, value = line.partition(": ")
        if name in {"title", "number", "date"}:
            fields[{"title": "title", "number": "doc_number", "date": "issue_date"}[name]] = value
            continue
        path, _, full = line.partition(" ")
        label = match_label(full)
        mark = label.text if label else ""
        heading = full.partition("||")[0].removeprefix(mark).rstrip("。") if "||" in full else ""
        cells = tuple(full.split("\t")) if "\t" in full else ()
        clauses.append(clause(path, full.replace("||", ""), label=mark, heading=heading, line=number, cells=cells))
    document_type = catalog.document_types.of_title(fields.get("title", ""))
    return policy("x", *clauses, **{"title": "", "document_type": document_type, **fields})


def plain_number(value: float | None) -> str:
    return "–" if value is None else f"{value:.10g}"


def shown(kind: str, given: Policy, catalog: Catalog) -> str:
    lines = []
    if kind == "targets":
        for t in targets.extract(given, catalog):
            value = plain_number(t.value) + (f"–{plain_number(t.value_max)}" if t.value_max is not None else "")
            due = f"{t.deadline or ''}{'?' if t.deadline_inferred else ''}"
            lines.append(
                f"{t.path} | {t.metric} | {t.comparator} {value} {t.unit}{'!' if t.damaged else ''} | {due} | {t.kind}")
    else:
        for i in incentives.extract(given, catalog):
            amount = f"{plain_number(i.amount)} {i.unit}{' ↻' if i.recurring else ''}"
            roles = f"{'? ' if i.uncertain else ''}{i.beneficiary} ({i.beneficiary_type}) | {i.condition}"
            lines.append(f"{i.path} | {roles} | {amount} | {i.cap}")
    return "\n".join(re.sub(r" +", " ", line).rstrip() for line in lines) or "none"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog((packaged("site_config"),))


@pytest.mark.parametrize(("kind", "title", "given", "expected"), BLOCKS, ids=titles(BLOCKS))
def test_case(kind: str, title: str, given: str, expected: str, catalog: Catalog) -> None:
    assert shown(kind, given_policy(given, catalog), catalog) == expected, title


@pytest.mark.parametrize(("kind", "title", "given", "expected"), BLOCKS, ids=titles(BLOCKS))
def test_quotes_stand_where_the_spans_say(kind: str, title: str, given: str, expected: str, catalog: Catalog) -> None:
    document = given_policy(given, catalog)
    texts = {c.path: c.full for c in document.clauses}
    for fact in (*targets.extract(document, catalog), *incentives.extract(document, catalog)):
        assert texts[fact.path][fact.span.start:fact.span.end] == fact.quote and fact.quote.strip()
