"""Which document a citation means: held here → its page or clause; not held → a page that gathers who cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from tiaowen import anchors
from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.document_names import number_key, title_key
from tiaowen.link.identifiers import cited_ids
from tiaowen.model import Citation, Diagnostic, Policy
from tiaowen.model.corpus import CitedDocument, ClauseRef
from tiaowen.references import Library

Resolved = tuple[tuple[Policy, ...], dict[str, CitedDocument], dict[str, tuple[ClauseRef, ...]]]


def resolve(policies: Sequence[Policy], catalog: Catalog, frozen: Mapping[str, str] = {}) -> Resolved:
    """The policies by id with every target filled in, the documents cited and not held by id, and the clauses that cite
    each policy. ``frozen``: ids of cited documents that the ledger knows → their names.
    """
    ordered = sorted(policies, key=lambda p: p.id)
    library = Library(ordered, catalog)
    absent = _Absent()
    plans: list[list[tuple[Citation, Citation, Policy | None]]] = []
    for policy in ordered:
        plan = [(fact, library.with_body(fact, policy), library.meant(fact, policy)) for fact in policy.facts.citations]
        for fact, named, target in plan:
            if target is None and fact.kind != "not_a_document":
                absent.add(named, ClauseRef(policy_id=policy.id, anchor=fact.anchor, path=fact.path))
        plans.append(plan)
    cited, id_of = absent.documents(catalog, frozen)
    backlinks: dict[str, dict[ClauseRef, None]] = defaultdict(dict)
    out = []
    for policy, plan in zip(ordered, plans, strict=True):
        facts = []
        for fact, named, target in plan:
            if target is not None and target.id != policy.id:
                backlinks[target.id][ClauseRef(policy_id=policy.id, anchor=fact.anchor, path=fact.path)] = None
            facts.append(structs.replace(fact,
                                         target=_address(fact, target, library, id_of.get(absent.key(named), ""))))
        out.append(structs.replace(policy, facts=structs.replace(policy.facts, citations=tuple(facts))))
    return tuple(out), cited, {key: tuple(refs) for key, refs in sorted(backlinks.items())}


def unresolved(policies: Sequence[Policy]) -> Iterator[Diagnostic]:
    """F002 for each document that a policy cites and that is not held, where it is first named; F003 for each clause of
    its own that is not there.
    """
    for policy in policies:
        named: set[str] = set()
        for fact in policy.facts.citations:
            if fact.target.startswith("cited/") and fact.target not in named:
                named.add(fact.target)
                yield finding("F002", path=policy.source.path, line=fact.line,
                              name=fact.full_title or fact.title or fact.doc_number)
        for reference in policy.facts.references:
            if not reference.target:
                yield finding("F003", path=policy.source.path, line=reference.line, name=reference.quote)


def _address(fact: Citation, target: Policy | None, library: Library, cited_id: str) -> str:
    if target is None:
        return anchors.cited_page(cited_id) if cited_id else ""
    anchor = library.anchor(fact.locator, target)
    return anchors.clause_address(target.id, anchor) if anchor else anchors.policy_page(target.id)


class _Absent:
    """Documents cited and not held: one for all citations of one number, or of one title."""

    def __init__(self) -> None:
        self._facts: dict[str, list[tuple[Citation, ClauseRef]]] = defaultdict(list)
        self._number_of: dict[str, set[str]] = defaultdict(set)

    def add(self, fact: Citation, ref: ClauseRef) -> None:
        self._facts[self._own_key(fact)].append((fact, ref))
        title = title_key(fact.full_title or fact.title)
        if fact.doc_number and title:
            self._number_of[title].add(self._own_key(fact))

    @staticmethod
    def _own_key(fact: Citation) -> str:
        return (
            f"n:{number_key(fact.doc_number)}" if fact.doc_number else f"t:{title_key(fact.full_title or fact.title)}"
        )

    def key(self, fact: Citation) -> str:
        """What citations of one document share; a title joins the number that some text prints beside it, when it is
        one number.
        """
        own = self._own_key(fact)
        numbers = self._number_of.get(own.removeprefix("t:"), set()) if own.startswith("t:") else set()
        return min(numbers) if len(numbers) == 1 else own

    def documents(self, catalog: Catalog,
                  frozen: Mapping[str, str]) -> tuple[dict[str, CitedDocument], dict[str, str]]:
        """The documents by id, and the id of each key."""
        groups: dict[str, list[tuple[Citation, ClauseRef]]] = defaultdict(list)
        for facts in self._facts.values():
            for fact, ref in facts:
                groups[self.key(fact)].append((fact, ref))
        best = {key: _description([fact for fact, _ in group]) for key, group in groups.items()}
        ids = cited_ids({key: (title, number) for key, (title, number, _) in best.items()}, catalog, frozen)
        documents = {
            ids[key]: CitedDocument(id=ids[key], title=best[key][0], doc_number=best[key][1], kind=best[key][2],
                                    cited_by=tuple(sorted({ref: None for _, ref in groups[key]})))
            for key in sorted(groups, key=lambda k: ids[k])
        }
        return documents, ids


def _description(facts: Sequence[Citation]) -> tuple[str, str, str]:
    """Title, number and kind of a document from all that cite it: the longest title, then the first in order."""
    titles = sorted({fact.full_title or fact.title for fact in facts}, key=lambda t: (-len(t), t))
    numbers = sorted({fact.doc_number for fact in facts if fact.doc_number})
    return titles[0], numbers[0] if numbers else "", max(fact.kind for fact in facts)
