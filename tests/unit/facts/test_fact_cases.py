"""Text-block cases of citations, references, industries and deadlines (tests/cases/citations*.md and so on).

Input: ``title:``, ``number:``, ``date:``, ``issuer:`` and ``note:`` (题注) lines, then a clause a line, its path first;
``||`` ends a heading, the cells of a row stand between ``|``. Expected, a line each: citations ``path relation kind
[issuer]《title》number =full title @locator`` (path 题注: the note), references ``path quote → target``, industries
``path industry: terms`` with ~ before one that is only mentioned, any other kind the path and what it says of itself
(deadlines ``path date what``); ``none`` for nothing.
"""

from pathlib import Path

import pytest
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.facts.citation import extract as citations
from tiaowen.facts.deadline import extract as deadlines
from tiaowen.facts.industry import extract as industries
from tiaowen.facts.reference import extract as references
from tiaowen.kinds import KINDS
from tiaowen.model import HeaderLine, Policy
from tiaowen.numbering import match_label
from tiaowen.pipeline.document import EXTRACTORS
from tiaowen.render.words import plain

from tests.factories import clause, policy
from tests.text_blocks import blocks, titles

FIELDS = {"title": "title", "number": "doc_number", "date": "issue_date"}
OTHERWISE = {"duties", "targets", "incentives", "mentions"}  # these have tests of their own
BLOCKS = blocks(*(kind.name for kind in KINDS if kind.name not in OTHERWISE))


def given_policy(given: str) -> Policy:
    fields: dict[str, object] = {}
    clauses, header = [], []
    for number, line in enumerate(given.split("\n"), 1):
        name, _, value = line.partition(": ")
        if name in FIELDS:
            fields[FIELDS[name]] = value
        elif name == "issuer":
            fields["issuers"] = tuple(value.split("、"))
        elif name == "note":
            header.append(HeaderLine(line=number, text=value, role="revision"))
        else:
            path, _, full = line.partition(" ")
            if full.startswith("|"):
                cells = tuple(full.strip("|").split("|"))
                clauses.append(clause(path, "\t".join(cells), kind="row", cells=cells, line=number))
                continue
            label = match_label(full)
            mark = label.text if label else ""
            heading = full.partition("||")[0].removeprefix(mark) if "||" in full else ""
            clauses.append(clause(path, full.replace("||", ""), label=mark, heading=heading.rstrip("。"), line=number))
    return policy("x", *clauses, header=tuple(header), **fields)


def shown(kind: str, given: Policy, catalog: Catalog) -> str:
    lines = []
    if kind == "citations":
        for fact in citations.extract(given, catalog):
            extra = (f" ={fact.full_title}" if fact.full_title else "") + (f" @{fact.locator}" if fact.locator else "")
            title = f"《{fact.title}》" if fact.title else ""
            path = fact.path or "题注"
            lines.append(
                f"{path} {fact.relation} {fact.kind} "
                f"{f'[{fact.issuer}]' if fact.issuer else ''}{title}{fact.doc_number}{extra}")
    elif kind == "references":
        lines = [f"{r.path} {r.quote} → {r.target or '?'}" for r in references.extract(given, catalog)]
    elif kind == "industries":
        for m in industries.extract(given, catalog):
            lines.append(f"{m.path} {'' if m.role == 'subject' else '~'}{m.industry}: {'、'.join(m.terms)}")
    else:
        fields = next(row.own.values() for row in KINDS if row.name == kind)
        lines = [" ".join([fact.path, *(plain(getattr(fact, field)) for field in fields)])
                 for fact in dict(EXTRACTORS)[kind](given, catalog)]
    return "\n".join(lines) or "none"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog((Path(__file__).parents[3] / "site_config",))


@pytest.mark.parametrize(("kind", "title", "given", "expected"), BLOCKS, ids=titles(BLOCKS))
def test_case(kind: str, title: str, given: str, expected: str, catalog: Catalog) -> None:
    document = given_policy(given)
    assert shown(kind, document, catalog) == expected, title


@pytest.mark.parametrize(("kind", "title", "given", "expected"), BLOCKS, ids=titles(BLOCKS))
def test_quotes_stand_where_the_spans_say(kind: str, title: str, given: str, expected: str, catalog: Catalog) -> None:
    document = given_policy(given)
    texts = {c.path: c.full for c in document.clauses}
    for fact in (*(f for f in citations.extract(document, catalog) if f.anchor), *references.extract(document, catalog),
                 *deadlines.extract(document, catalog)):
        assert texts[fact.path][fact.span.start : fact.span.end] == fact.quote
    for mention in industries.extract(document, catalog):
        assert tuple(texts[mention.path][s.start : s.end] for s in mention.spans) == mention.terms
