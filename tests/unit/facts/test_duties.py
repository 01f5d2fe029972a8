"""Text-block cases of duties (tests/cases/duties*.md), and what holds for every one of them.

Input: ``place:`` (a place id, weihai when left out) and ``issuer:`` lines, then a clause a line, its path first; ``**``
around bold characters, a row of a table has its cells between ``|``. Expected, a line each: ``path where role:
body、body*、(group)…`` with * after who leads, … for an open list; ``none`` for nothing.
"""

import pytest
from msgspec import structs
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import packaged
from tiaowen.facts.duty import extract as duties
from tiaowen.model import Clause, Facts, Jurisdiction, Policy, Span
from tiaowen.parse.tails import find_tails

from tests.factories import clause, policy
from tests.text_blocks import blocks, titles

BLOCKS = blocks("duties")


def given_clause(path: str, marked: str, line: int) -> Clause:
    full, bold = "", []
    for index, piece in enumerate(marked.split("**")):
        if index % 2:
            bold.append(Span(len(full), len(full) + len(piece)))
        full += piece
    if full.startswith("|"):
        cells = tuple(full.strip("|").split("|"))
        return clause(path, "\t".join(cells), kind="row", cells=cells, line=line)
    return clause(path, full, line=line, bold=tuple(bold), tails=find_tails(full, 0))


def given_policy(given: str, catalog: Catalog) -> Policy:
    place, issuers, clauses = "weihai", (), []
    for number, line in enumerate(given.split("\n"), 1):
        name, _, value = line.partition(": ")
        if name == "place":
            place = value
        elif name == "issuer":
            issuers = tuple(value.split("、"))
        else:
            path, _, full = line.partition(" ")
            clauses.append(given_clause(path, full, number))
    where = catalog.places.jurisdiction(place) if place else Jurisdiction()
    return policy("x", *clauses, jurisdiction=where, issuers=issuers)


def shown(found: tuple[duties.Duty, ...]) -> str:
    lines = []
    for duty in found:
        names = [f"({name})" if name in duty.generic else name + "*" * (name in duty.lead) for name in duty.agencies]
        lines.append(f"{duty.path} {duty.where} {duty.role}: {'、'.join(names)}{'…' * duty.open_list}")
    return "\n".join(lines) or "none"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog((packaged("site_config"),))


@pytest.mark.parametrize(("kind", "title", "given", "expected"), BLOCKS, ids=titles(BLOCKS))
def test_case(kind: str, title: str, given: str, expected: str, catalog: Catalog) -> None:
    assert shown(duties.extract(given_policy(given, catalog), catalog)) == expected, title


@pytest.mark.parametrize(("kind", "title", "given", "expected"), BLOCKS, ids=titles(BLOCKS))
def test_what_holds_for_every_duty(kind: str, title: str, given: str, expected: str, catalog: Catalog) -> None:
    document = given_policy(given, catalog)
    texts = {c.path: c.full for c in document.clauses}
    for duty in duties.extract(document, catalog):
        assert texts[duty.path][duty.span.start:duty.span.end] == duty.quote
        assert 0 <= duty.scope.start <= duty.scope.end <= len(texts[duty.path])
        assert len(duty.agencies) == len(duty.agency_ids) == len(set(duty.agencies))
        assert {name for name, i in zip(duty.agencies, duty.agency_ids, strict=True) if not i} == set(duty.generic)
        assert set(duty.lead) <= set(duty.agencies)


def test_a_tail_covers_the_sentences_since_the_one_before(catalog: Catalog) -> None:
    text = "建立库。引进人才。（责任单位：市科技局）给予补助。（责任单位：市财政局）"
    found = duties.extract(policy("x", clause("1", text, tails=find_tails(text, 0))), catalog)
    assert [text[d.scope.start:d.scope.end] for d in found] == ["建立库。引进人才。", "给予补助。"]
    assert [d.quote for d in found] == ["（责任单位：市科技局）", "（责任单位：市财政局）"]


def test_each_list_of_a_tail_is_quoted_by_itself(catalog: Catalog) -> None:
    text = "建立库。（市科技局牵头，市财政局、教育局配合）"
    found = duties.extract(policy("x", clause("1", text, tails=find_tails(text, 0))), catalog)
    assert [d.quote for d in found] == ["市科技局牵头", "市财政局、教育局配合"]


def test_unregistered_bodies_are_found_once_with_their_line(catalog: Catalog) -> None:
    text = "做好。（责任单位：市财政局、市云计算推进局）"
    tails = find_tails(text, 0)
    item = policy("x", clause("1", text, line=7, tails=tails), clause("2", text, line=9, tails=tails))
    item = structs.replace(item, facts=Facts(duties=duties.extract(item, catalog)))
    found = duties.unregistered(item, catalog)
    assert [(d.code, d.line) for d in found] == [("F001", 7)]
    assert "市云计算推进局" in found[0].message


def test_who_leads_by_bold_type_is_said_to_be_unknown_where_the_text_has_none(catalog: Catalog) -> None:
    text = "做好。（责任单位：市财政局、市教育局，标黑体字的为牵头单位，下同）"
    plain = clause("1", text, line=7)
    [found] = duties.without_bold(policy("x", plain), catalog)
    assert (found.code, found.line) == ("F004", 7) and "黑体字的为牵头" in found.message
    assert not duties.without_bold(policy("x", structs.replace(plain, bold=(Span(8, 12),))), catalog)
    assert not duties.without_bold(policy("x", clause("1", "标题用黑体，正文用仿宋。")), catalog)


def test_the_same_name_is_another_body_in_another_city(catalog: Catalog) -> None:
    text = "做好。（责任单位：市财政局）"
    ids = set()
    for place in ("weihai", "binzhou", "jiangsu-suzhou"):
        item = policy("x", clause("1", text, tails=find_tails(text, 0)),
                      jurisdiction=catalog.places.jurisdiction(place))
        ids |= set(duties.extract(item, catalog)[0].agency_ids)
    assert ids == {"weihai-caizhengju", "binzhou-caizhengju", "jiangsu-suzhou-caizhengju"}


def test_a_bracket_that_charges_somebody_who_cannot_be_read_is_a_mention(catalog: Catalog) -> None:
    text = "建立库。（责任单位：见附表）引进人才。（责任单位：市科技局）"
    given = policy("x", clause("1", text, tails=find_tails(text, 0)))
    read = structs.replace(given, facts=Facts(duties=duties.extract(given, catalog)))
    assert [(m.kind, m.quote) for m in duties.mentions(read, catalog)] == [("duty", "（责任单位：见附表）")]
