"""The CSV tables of all facts: duties, targets, incentives, deadlines, citations. UTF-8 with BOM, so that office programs read it as Chinese."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from markupsafe import Markup
from msgspec import Struct

from tiaowen.anchors import clause_address
from tiaowen.model import Citation, Deadline, Duty, Incentive, Mention, Policy, Target
from tiaowen.model.corpus import Corpus
from tiaowen.render.concerned import Concerned
from tiaowen.render.words import number

Fact = Duty | Target | Incentive | Mention | Deadline | Citation
Row = tuple[object, ...]  # cells, in the order of the columns
_MARK = b"\xef\xbb\xbf"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # a spreadsheet would run it (OWASP: CSV injection)
_HERE = ("policy", "title", "doc_number", "path", "anchor", "url", "place")
# What can be chosen by, and the force of the document: money that is no longer given has to say so.
_CONCERNED = ("agency", "agency_id", "industry", "industry_id", "validity", "validity_by", "quote")
_DUTY = ("role", "agency", "agency_id", "leads", "group", "where", "quote")
_TARGET = ("kind", "metric", "comparator", "value", "value_max", "unit", "deadline", "deadline_inferred", "damaged")
_INCENTIVE = (
    "beneficiary", "beneficiary_type", "condition", "kind", "amount", "amount_max", "bound", "base",
    "unit", "per", "period", "cap", "payer", "recurring",
)
_MENTION = ("kind", "quote")
_DEADLINE = ("date", "what")
_CITATION = ("cited_title", "cited_number", "kind", "relation", "target", "quote")


class FactTable(Struct, frozen=True):
    """One kind of fact: the name of its file, its line of columns, and the lines of a document, as bytes."""

    name: str
    head: bytes
    rows: Callable[[Policy], bytes]


def tables(corpus: Corpus, site_url: str) -> Iterator[FactTable]:
    """One table a kind of fact; every row names its policy and clause and the address of the clause."""
    def table(name: str, columns: Sequence[str], rows_of: Callable[[Policy], Iterable[tuple[Fact, Row]]]) -> FactTable:
        def rows(policy: Policy) -> bytes:
            place = corpus.places.get(policy.jurisdiction.place_id)
            where = (policy.id, policy.title, policy.doc_number, place.name if place else "", site_url)
            return _lines(map(_cell, (*_here(fact, *where), *row)) for fact, row in rows_of(policy))

        return FactTable(name, _MARK + _lines([(*_HERE, *columns)]), rows)

    yield table("duties", _DUTY, lambda p: ((fact, _duty(fact)) for fact in p.facts.duties))
    yield table("targets", (*_TARGET, *_CONCERNED), lambda p: _concerned(p, p.facts.targets, _TARGET, corpus))
    yield table("incentives", (*_INCENTIVE, *_CONCERNED), lambda p: _concerned(p, p.facts.incentives, _INCENTIVE, corpus))
    yield table("deadlines", (*_DEADLINE, *_CONCERNED), lambda p: _concerned(p, p.facts.deadlines, _DEADLINE, corpus))
    yield table("mentions", _MENTION, lambda p: ((fact, (fact.kind, fact.quote)) for fact in p.facts.mentions))
    yield table("citations", _CITATION, lambda p: ((fact, _citation(fact)) for fact in p.facts.citations if fact.path))


def _here(fact: Fact, policy_id: str, title: str, doc_number: str, place: str, site_url: str) -> Row:
    return policy_id, title, doc_number, fact.path, fact.anchor, site_url + clause_address(policy_id, fact.anchor), place


def _duty(fact: Duty) -> Row:
    ids = " ".join(i for i in fact.agency_ids if i)
    return fact.role, "、".join(fact.agencies), ids, "、".join(fact.lead), "、".join(fact.generic), fact.where, fact.quote


def _concerned(policy: Policy, facts: Iterable[Target | Incentive | Deadline], fields: Sequence[str], corpus: Corpus) -> Iterator[tuple[Fact, Row]]:
    """Each fact with the bodies and industries that its row on the pages can be chosen by."""
    concerned, own = Concerned(policy, corpus), attrgetter(*fields)
    for fact in facts:
        bodies = concerned.bodies(fact)
        yield fact, (
            *own(fact), "、".join([name for name, _ in bodies]), " ".join([i for _, i in bodies if i]),
            "；".join(concerned.industries(fact)), " ".join(concerned.industry_ids(fact)),
            policy.validity or "", " ".join(policy.validity_by), fact.quote,
        )


def _citation(fact: Citation) -> Row:
    return fact.title, fact.doc_number, fact.kind, fact.relation, fact.target, fact.quote


def data_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    """A small table as an address that downloads it (``data:``): what a picture shows, with no file of its own."""
    table = _MARK + _lines([columns, *(map(_cell, row) for row in rows)])
    return Markup(f"data:text/csv;charset=utf-8;base64,{b64encode(table).decode()}")


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number(value)
    return str(value)
