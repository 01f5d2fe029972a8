"""Pages of what is cited: every cited document with how often, and one that this site does not hold with the clauses
that cite it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from tiaowen import anchors
from tiaowen.anchors import Address
from tiaowen.document_names import mark_of
from tiaowen.model import Citation, Policy
from tiaowen.model.corpus import ClauseRef
from tiaowen.render import words
from tiaowen.render.library import ClauseLine, Library, href, title_of
from tiaowen.render.lists import WHOLE, ClauseGroup, place_of
from tiaowen.render.rows import LISTED


class CitedRow(Struct, frozen=True, kw_only=True):
    """A cited document: what is known of it, how many documents cite it, and as what (依据 3、提及 1)."""

    title: str
    doc_number: str
    address: Markup
    kind: str
    held: bool
    documents: int
    relations: str
    mark: str


def cited_elsewhere(policy: Policy) -> Iterator[tuple[str, Citation]]:
    """The pages of the documents that a document cites, itself left out, each with the citation."""
    for fact in policy.facts.citations:
        target = Address.parse(fact.target).page
        if target and target != anchors.policy_page(policy.id):
            yield target, fact


def citations(library: Library, page: str) -> dict[str, object]:
    """Every document that others cite, held or not, those cited by most documents first."""
    citing: dict[str, set[str]] = defaultdict(set)
    relations: dict[str, Counter[str]] = defaultdict(Counter)
    for policy in library.policies.values():
        for target, fact in cited_elsewhere(policy):
            citing[target].add(policy.id)
            relations[target][fact.relation] += 1
    rows = [_row(target, len(found), relations[target], library, page) for target, found in citing.items()]
    rows.sort(key=lambda row: (-row.documents, row.title, row.address))
    return {"rows": tuple(rows[:LISTED]), "count": len(rows), "held": sum(row.held for row in rows)}


def _row(target: str, documents: int, relations: Counter[str], library: Library, page: str) -> CitedRow:
    name = target.rpartition("/")[2].removesuffix(".html")
    held = library.policies.get(name) if target.startswith("p/") else None
    record = library.corpus.cited.get(name)
    told = "、".join(f"{words.RELATIONS[relation]} {count}" for relation,
                     count in sorted(relations.items(), key=lambda item: (-item[1], item[0])))
    return CitedRow(
        title=title_of(held) if held else record.title if record else "",
        doc_number=held.doc_number if held else record.doc_number if record else "",
        address=href(target, page), kind=words.CITATION_KINDS.get(record.kind, "") if record else "政策文件",
        held=held is not None,
        documents=documents, relations=told, mark=mark_of(held) if held else "",
    )


class CitingLine(Struct, frozen=True, kw_only=True):
    """A clause that cites, and as what."""

    clause: ClauseLine
    relation: str


def cited(cited_id: str, library: Library, page: str) -> dict[str, object]:
    """A document that is cited and not held: what is known of it and every clause that cites it."""
    record = library.corpus.cited[cited_id]
    refs: dict[str, dict[ClauseRef, None]] = defaultdict(dict)
    for ref in record.cited_by:
        refs[ref.policy_id][ref] = None
    return {
        "record": record, "kind": words.CITATION_KINDS.get(record.kind, ""),
        "groups": tuple(
            ClauseGroup(
                policy=library.policy_link(p.id, page), place=place_of(p, library, page), count=len(refs[p.id]),
                lines=tuple(_line(ref, anchors.cited_page(cited_id), library, page) for ref in refs[p.id])
                if number < WHOLE else (),
            )
            for number, p in enumerate(library.newest_first(refs))
        ),
    }


def _line(ref: ClauseRef, target: str, library: Library, page: str) -> CitingLine:
    """The clause with the strongest of what it says of the document: anything rather than that it mentions it."""
    facts = [f for f in library.policies[ref.policy_id].facts.citations if f.path == ref.path and f.target == target]
    relation = min((f.relation for f in facts), key=lambda name: name == "mentions", default="mentions")
    clause = library.clause_line(ref.policy_id, ref.path, page, facts[0].span.start if facts else 0)
    return CitingLine(clause=clause, relation=words.RELATIONS[relation])
