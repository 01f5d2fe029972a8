"""The CSV tables of all facts: duties, targets, incentives, citations. UTF-8 with BOM, so that office programs read it as Chinese."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from generator.anchors import clause_address
from generator.corpus import Corpus
from generator.model import Citation, Duty, Incentive, OutputFile, Policy, Target
from generator.render.concerned import Concerned

Row = dict[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run it (OWASP: CSV injection)


def csv_tables(corpus: Corpus, site_url: str) -> Iterator[OutputFile]:
    """One file a kind of fact; every row names its policy and clause and the address of the clause."""
    kinds: tuple[tuple[str, Callable[[Policy], Iterable[Row]]], ...] = (
        ("duties", lambda p: map(_duty, p.facts.duties)),
        ("targets", lambda p: _concerned(p, p.facts.targets, corpus)),
        ("incentives", lambda p: _concerned(p, p.facts.incentives, corpus)),
        ("citations", lambda p: map(_citation, p.facts.citations)),
    )
    for name, rows_of in kinds:
        rows = ({**_where(policy, corpus, site_url, row), **row} for policy in corpus.policies for row in rows_of(policy))
        yield OutputFile(path=f"data/{name}.csv", data=_csv(rows, _COLUMNS[name]))


def _where(policy: Policy, corpus: Corpus, site_url: str, row: Row) -> Row:
    address = clause_address(policy.id, row["anchor"])
    place = corpus.places.get(policy.jurisdiction.place_id)
    return {
        "policy": policy.id, "title": policy.title, "doc_number": policy.doc_number, "url": site_url + address, "place": place.name if place else "",
    }


_HERE = ("policy", "title", "doc_number", "path", "anchor", "url", "place")
_CONCERNED = ("agency", "agency_id", "industry", "industry_id")
_TARGET = ("kind", "metric", "comparator", "value", "value_max", "unit", "deadline", "deadline_inferred", "damaged")
_INCENTIVE = ("beneficiary", "beneficiary_type", "condition", "amount", "unit", "cap", "recurring")
_COLUMNS: dict[str, tuple[str, ...]] = {
    "duties": (*_HERE, "role", "agency", "agency_id", "leads", "group", "where", "quote"),
    "targets": (*_HERE, *_TARGET, *_CONCERNED, "quote"),
    "incentives": (*_HERE, *_INCENTIVE, *_CONCERNED, "quote"),
    "citations": (*_HERE, "cited_title", "cited_number", "kind", "relation", "target", "quote"),
}


def _duty(fact: Duty) -> Row:
    return {
        "path": fact.path, "anchor": fact.anchor, "role": fact.role, "agency": "、".join(fact.agencies),
        "agency_id": " ".join(i for i in fact.agency_ids if i), "leads": "、".join(fact.lead), "group": "、".join(fact.generic),
        "where": fact.where, "quote": fact.quote,
    }


def _concerned(policy: Policy, facts: Iterable[Target | Incentive], corpus: Corpus) -> Iterator[Row]:
    """Each fact with the bodies and industries that its row on the pages can be chosen by."""
    concerned = Concerned(policy, corpus)
    for fact in facts:
        bodies = concerned.bodies(fact)
        yield {
            **{name: getattr(fact, name) for name in ("path", "anchor", "quote", *(_TARGET if isinstance(fact, Target) else _INCENTIVE))},
            "agency": "、".join(name for name, _ in bodies), "agency_id": " ".join(i for _, i in bodies if i),
            "industry": "；".join(concerned.industries(fact)), "industry_id": " ".join(concerned.industry_ids(fact)),
        }


def _citation(fact: Citation) -> Row:
    return {
        "path": fact.path, "anchor": fact.anchor, "cited_title": fact.title, "cited_number": fact.doc_number,
        "kind": fact.kind, "relation": fact.relation, "target": fact.target, "quote": fact.quote,
    }


def data_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    """A small table as an address that downloads it (``data:``): what a picture shows, with no file of its own."""
    table = _csv((dict(zip(columns, row, strict=True)) for row in rows), columns)
    return Markup(f"data:text/csv;charset=utf-8;base64,{b64encode(table).decode()}")


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
