"""Which document a citation means: held here → its page or clause; not held → a page that gathers who cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct, structs

from generator import anchors
from generator.catalog import Catalog
from generator.corpus import CitedDocument, ClauseRef
from generator.document_names import number_key, title_key, without_issuer
from generator.link.identifiers import cited_ids
from generator.model import Citation, Path, Policy

Resolved = tuple[tuple[Policy, ...], dict[str, CitedDocument], dict[str, tuple[ClauseRef, ...]]]


class Held(Struct, frozen=True):
    """The documents of the library by number and by title."""

    by_number: dict[str, list[Policy]]
    by_title: dict[str, list[Policy]]


def resolve(policies: Sequence[Policy], catalog: Catalog) -> Resolved:
    """The policies by id with every target filled in, the documents cited and not held by id, and the clauses that cite each policy."""
    ordered = sorted(policies, key=lambda p: p.id)
    held = _held(ordered)
    pages = {policy.id: {clause.path: clause.anchor for clause in policy.clauses} for policy in ordered}
    absent = _Absent()
    plans: list[list[tuple[Citation, Policy | None]]] = []
    for policy in ordered:
        plan = [(fact, _meant(fact, policy, held)) for fact in policy.facts.citations]
        for fact, target in plan:
            if target is None and fact.kind != "not_a_document":
                absent.add(fact, ClauseRef(policy_id=policy.id, anchor=fact.anchor, path=fact.path))
        plans.append(plan)
    cited, id_of = absent.documents(catalog)
    backlinks: dict[str, dict[ClauseRef, None]] = defaultdict(dict)
    out = []
    for policy, plan in zip(ordered, plans, strict=True):
        facts = []
        for fact, target in plan:
            if target is not None and target.id != policy.id:
                backlinks[target.id][ClauseRef(policy_id=policy.id, anchor=fact.anchor, path=fact.path)] = None
            facts.append(structs.replace(fact, target=_address(fact, target, pages, id_of.get(absent.key(fact), ""))))
        out.append(structs.replace(policy, facts=structs.replace(policy.facts, citations=tuple(facts))))
    return tuple(out), cited, {key: tuple(refs) for key, refs in sorted(backlinks.items())}


def _held(policies: Sequence[Policy]) -> Held:
    held = Held(defaultdict(list), defaultdict(list))
    for policy in policies:
        if policy.doc_number:
            held.by_number[number_key(policy.doc_number)].append(policy)
        titles = {policy.title, without_issuer(policy.title), *(part.title for part in policy.parts if part.root in {"", "notice"})}
        for key in sorted({title_key(title) for title in titles if title}):
            held.by_title[key].append(policy)
    return held


def _meant(fact: Citation, citing: Policy, held: Held) -> Policy | None:
    """The held document that a citation means: by number, else by title; None when none is, or the citing one itself."""
    if fact.kind == "not_a_document":
        return None
    title = fact.full_title or fact.title
    if fact.doc_number:
        found = held.by_number.get(number_key(fact.doc_number), [])
    else:
        found = held.by_title.get(title_key(title), []) or held.by_title.get(title_key(without_issuer(title)), [])
        found = [p for p in found if not fact.issuer or not p.issuers or _agrees(fact.issuer, p)] if title else []
    others = [policy for policy in found if policy.id != citing.id]
    return _nearest(others, citing) if others else None


def _agrees(issuer: str, policy: Policy) -> bool:
    """Whether the body printed before a title may be an issuer: 省政府 and 山东省人民政府 share characters, 国务院 and 市政府 do not."""
    return any(set(issuer) & set(name) - set("市省县区委会政府人民的") or issuer in name or name in issuer for name in policy.issuers)


def _nearest(found: Sequence[Policy], citing: Policy) -> Policy:
    """Of several documents of one title: of the citing one's place, then the latest that was there when it cited, then the earliest after it."""
    place = citing.jurisdiction.place_id
    here = [p for p in found if p.jurisdiction.place_id == place] or list(found)
    at = citing.issue_date or citing.publish_date or "9999"
    before = [p for p in here if (p.issue_date or p.publish_date or "") <= at]
    key = lambda p: (p.issue_date or p.publish_date or "", p.id)  # noqa: E731
    return max(before, key=key) if before else min(here, key=key)


def _address(fact: Citation, target: Policy | None, pages: dict[str, dict[Path, str]], cited_id: str) -> str:
    if target is None:
        return anchors.cited_page(cited_id) if cited_id else ""
    anchor = _anchor(fact.locator, pages[target.id])
    return anchors.clause_address(target.id, anchor) if anchor else anchors.policy_page(target.id)


def _anchor(locator: Path, known: dict[Path, str]) -> str:
    """The anchor of the clause named, or of the nearest enclosing one that exists; empty when none does."""
    parts = locator.split(".") if locator else []
    while parts:
        if ".".join(parts) in known:
            return known[".".join(parts)]
        parts.pop()
    return ""


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
        return f"n:{number_key(fact.doc_number)}" if fact.doc_number else f"t:{title_key(fact.full_title or fact.title)}"

    def key(self, fact: Citation) -> str:
        """What citations of one document share; a title joins the number that some text prints beside it, when it is one number."""
        own = self._own_key(fact)
        numbers = self._number_of.get(own.removeprefix("t:"), set()) if own.startswith("t:") else set()
        return min(numbers) if len(numbers) == 1 else own

    def documents(self, catalog: Catalog) -> tuple[dict[str, CitedDocument], dict[str, str]]:
        """The documents by id, and the id of each key."""
        groups: dict[str, list[tuple[Citation, ClauseRef]]] = defaultdict(list)
        for facts in self._facts.values():
            for fact, ref in facts:
                groups[self.key(fact)].append((fact, ref))
        best = {key: _description([fact for fact, _ in group]) for key, group in groups.items()}
        ids = cited_ids({key: (title, number) for key, (title, number, _) in best.items()}, catalog)
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
    return titles[0], numbers[0] if numbers else "", sorted({fact.kind for fact in facts})[-1]
