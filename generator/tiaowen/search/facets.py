"""What results are counted and narrowed by: of the document place, year, type and validity; of the clause agency,
industry and kind of fact.

One file a segment says all but the clauses; these stand in shards, loaded for what is asked, or, when there are results
to count, all. Clauses are numbers within the segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiaowen.kinds import KINDS
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.search.encode import write_clauses

UNKNOWN = ["", "未注明"]
SHARD = 20_000  # characters of six bits


def facets(policies: Sequence[Policy], corpus: Corpus) -> tuple[dict[str, object], list[dict[str, str]]]:
    """``documents``: facet → [values (id, name), the number of each document's value]; ``clauses``: facet → [id, name,
    number of the shard with the clauses] in this ``code``; and the ``shards``, ``facet/id`` → clauses.
    """
    columns: dict[str, list[list[str]]] = {
        "place": [[place, corpus.places[place].name] if (place := policy.jurisdiction.place_id) in corpus.places
                  else UNKNOWN for policy in policies],
        "year": [[year, year] if (year := (policy.issue_date or policy.publish_date or "")[:4]) else UNKNOWN
                 for policy in policies],
        "type": [[policy.document_type, policy.document_type] if policy.document_type else UNKNOWN
                 for policy in policies],
        "validity": [[policy.validity, policy.validity] if policy.validity else UNKNOWN for policy in policies],
    }
    found = _clause_facets(policies, corpus)
    count = sum(len(policy.clauses) for policy in policies)
    code, lists = write_clauses([sorted(clauses) for values in found.values() for _, _, clauses in values], count)
    shards, size = list[dict[str, str]]([{}]), 0
    clauses: dict[str, list[object]] = {facet: [] for facet in found}
    named = ((facet, value, name) for facet, values in found.items() for value, name, _ in values)
    for (facet, value, name), text in zip(named, lists, strict=True):
        if shards[-1] and size + len(text) > SHARD:
            shards.append({})
            size = 0
        shards[-1][f"{facet}/{value}"], size = text, size + len(text)
        clauses[facet].append([value, name, len(shards) - 1])
    documents = {facet: _column(column) for facet, column in columns.items()}
    return {"documents": documents, "clauses": clauses, "code": code, "shards": len(shards)}, shards


def _column(values: list[list[str]]) -> list[object]:
    distinct = sorted({tuple(value) for value in values})
    numbers = {value: number for number, value in enumerate(distinct)}
    return [distinct, [numbers[tuple(value)] for value in values]]


def _clause_facets(policies: Sequence[Policy], corpus: Corpus) -> dict[str, list[tuple[str, str, set[int]]]]:
    found: dict[str, dict[str, set[int]]] = {"kind": {}, "industry": {}, "agency": {}}
    first = 0
    for policy in policies:
        number = {clause.anchor: first + index for index, clause in enumerate(policy.clauses)}
        first += len(policy.clauses)
        for facet, value, anchor in _values(policy):
            if anchor in number:
                found[facet].setdefault(value, set()).add(number[anchor])
    names = {
        "agency": {key: _agency_name(key, corpus) for key in found["agency"] if key in corpus.agencies},
        "industry": {key: corpus.industries[key].name for key in found["industry"] if key in corpus.industries},
        "kind": {kind.room: kind.filter for kind in KINDS if kind.filter},
    }
    return {
        facet: [(value, names[facet][value], clauses) for value,
                clauses in sorted(values.items()) if value in names[facet]]
        for facet, values in found.items()
    }


def _values(policy: Policy) -> Iterable[tuple[str, str, str]]:
    facts = policy.facts
    for duty in facts.duties:
        for agency in duty.agency_ids:
            yield "agency", agency, duty.anchor
    for mention in facts.industries:
        yield "industry", mention.industry, mention.anchor
    for kind in KINDS:
        if kind.filter:
            for item in getattr(facts, kind.name):
                if item.anchor:  # a citation in the revision note stands in no clause
                    yield "kind", kind.room, item.anchor


def _agency_name(agency: str, corpus: Corpus) -> str:
    """The name with its place, since every city has a 市财政局."""
    record = corpus.agencies[agency]
    place = corpus.places.get(record.place_id)
    return record.full_name or (f"{record.name}（{place.name}）" if place and record.place_id != "cn" else record.name)

