"""The CSV tables of all facts, one a kind. UTF-8 with BOM, so that office programs read it as Chinese."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec import Struct

from tiaowen.anchors import clause_address
from tiaowen.kinds import KINDS, Kind
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.model.facts import Fact
from tiaowen.render.concerned import Concerned
from tiaowen.render.words import number

Row = tuple[object, ...]  # cells, in the order of the columns
_MARK = b"\xef\xbb\xbf"
# a spreadsheet would run it (OWASP: CSV injection)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_HERE = ("policy", "title", "doc_number", "anchor", "path", "url", "place")
# What can be chosen by, and the force of the document: money that is no longer given has to say so.
_CONCERNED = ("agency", "agency_id", "industry", "industry_id", "validity", "validity_by")
SECTION = "§"  # in front of a path, so that no program takes 1.10 for a number or 2.3 for a day
SAID = {  # of columns that are no field of a fact under their own name
    "policy": "id of the document, its page is p/<policy>.html", "title": "title of the document",
    "doc_number": "its number (发文字号)",
    "anchor": "anchor of the clause: with policy the key of the clause",
    "path": "path of the clause from its printed numbers, behind §",
    "url": "address of the clause", "place": "place of the document", "agency": "bodies that must act, joined by 、",
    "agency_id": "ids of their pages, joined by a space",
    "industry": "industries that the clause is about, joined by ；",
    "industry_id": "their ids, joined by a space",
    "validity": "force of the document, as stated or as another document says",
    "validity_by": "address of the clause of another document that says so",
    "quote": "the words of the clause that say so",
    "leads": "who leads, joined by 、",
    "group": "those of the bodies that are groups, joined by 、", "cited_title": "title of the cited document",
    "cited_number": "its number",
}


class Column(Struct, frozen=True):
    """A column: its name, its type and its meaning, both in the words of the Frictionless table schema."""

    name: str
    type: str
    description: str


class FactTable(Struct, frozen=True):
    """One kind of fact: the name of its file, its title, its line of columns, and the lines of a document, as bytes."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Policy], bytes]

    @property
    def head(self) -> bytes:
        """The line of columns; the mark in front tells office programs that it is UTF-8."""
        return _MARK + _lines([[column.name for column in self.columns]])


def tables(corpus: Corpus, site_url: str) -> Iterator[FactTable]:
    """One table a kind of fact; every row names its policy and clause and the address of the clause."""
    for kind in KINDS:
        if kind.table:
            columns = (*_HERE, *kind.own, *(_CONCERNED if kind.concerned else ()), "quote")
            yield FactTable(kind.name, kind.title, _columns(columns, kind.record),
                            partial(_rows, kind, corpus, site_url))


def _rows(kind: Kind, corpus: Corpus, site_url: str, policy: Policy) -> bytes:
    """The lines of one document; what stands in its revision note, and so in no clause, is left out."""
    place = corpus.places.get(policy.jurisdiction.place_id)
    where = (policy.id, policy.title, policy.doc_number, place.name if place else "", site_url)
    concerned, own = Concerned(policy, corpus) if kind.concerned else None, tuple(kind.own.items())
    return _lines(
        map(_cell, (*_here(fact, *where), *_own(fact, own),
                    *(_concerned(fact, policy, concerned) if concerned else ()), fact.quote))
        for fact in getattr(policy.facts, kind.name) if fact.path
    )


def _columns(names: Sequence[str], record: type[Any]) -> tuple[Column, ...]:
    """The columns with what the model says of the fields that have their names."""
    _, parts = msgspec.json.schema_components([record])
    fields = parts[record.__name__]["properties"]
    return tuple(Column(name, _type_of(fields.get(name, {})),
                        SAID.get(name) or fields.get(name, {}).get("description", "")) for name in names)


def _type_of(field: dict[str, Any]) -> str:
    types = {choice.get("type") for choice in (field, *field.get("anyOf", ()))}
    return next((name for name in ("number", "integer", "boolean") if name in types), "string")


def _here(fact: Fact, policy_id: str, title: str, doc_number: str, place: str, site_url: str) -> Row:
    return policy_id, title, doc_number, fact.anchor, SECTION + fact.path, site_url + clause_address(
        policy_id, fact.anchor), place


def _own(fact: Fact, columns: Iterable[tuple[str, str]]) -> Iterator[object]:
    """What the fact says of itself; several names as one text, several ids with a space between them."""
    for column, field in columns:
        value = getattr(fact, field)
        yield (
            (" ".join(filter(None, value)) if column.endswith("_id") else "、".join(value))
            if isinstance(value, tuple) else value
        )


def _concerned(fact: Fact, policy: Policy, concerned: Concerned) -> Row:
    """The bodies and industries that the fact's row on the pages can be chosen by, and the force of its document."""
    bodies = concerned.bodies(fact)
    return (
        "、".join([name for name, _ in bodies]), " ".join([i for _, i in bodies if i]),
        "；".join(concerned.industries(fact)), " ".join(concerned.industry_ids(fact)),
        policy.validity or "", " ".join(policy.validity_by),
    )


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
