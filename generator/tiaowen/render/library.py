"""The corpus as pages look at it: lookups made once, so that every page costs what it shows and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from tiaowen import anchors
from tiaowen.catalog import Catalog
from tiaowen.config import Settings, Twin
from tiaowen.document_names import mark_of
from tiaowen.model import Clause, IsoDate, Path, Policy
from tiaowen.model.corpus import ClauseRef, Corpus
from tiaowen.render import words
from tiaowen.render.concerned import Concerned
from tiaowen.render.days import newest
from tiaowen.render.dialect import html_text, own_address
from tiaowen.text import shortened

EXCERPT = 60  # characters of a clause shown in a list
REACH = 16  # of them before the words for which the list has it
REMEMBERED = 50_000  # lines of clauses; agencies, industries and lists of facts show the same ones
BEGINNING = 16  # of a text without a title
PREVIEW = 120  # and in the preview of a link


def href(address: str, page: str) -> Markup:
    """An address of the site as a link on ``page``: relative, so that it works from any base and from disk."""
    return own_address(anchors.relative(address, page))


def choosing(column: str, value: str, address: str, page: str) -> Markup:
    """The link from ``page`` to a list with that value of a column chosen (tables-choices.js reads the address)."""
    return Markup(f"{href(address, page)}?{quote(column)}={quote(value)}")


class Link(Struct, frozen=True, kw_only=True):
    """A piece of text and where it leads; no address: plain text. ``mark``: of a document (``mark_of``)."""

    text: str
    address: str = ""
    note: str = ""
    mark: str = ""


class ClauseLine(Struct, frozen=True, kw_only=True):
    """A clause as a line of a list: where it stands, what it is called, how it begins, its address relative to the
    page.
    """

    label: str
    heading: str
    excerpt: str
    address: str
    policy: str
    policy_title: str
    doc_number: str


class Library(Struct, frozen=True):
    """The corpus with its settings, the current policies, and every lookup that pages share."""

    corpus: Corpus
    settings: Settings
    catalog: Catalog
    policies: dict[str, Policy]
    versions: dict[str, Policy]  # by id--version, the name of their page
    documents: dict[str, Policy]  # both, for the pages and twins that show one whole
    withdrawn: dict[str, Policy]
    clauses: dict[str, dict[Path, Clause]]
    anchored: dict[tuple[str, str], Clause]
    cited_clauses: dict[tuple[str, str], tuple[ClauseRef, ...]]
    places_below: dict[str, tuple[str, ...]]
    industries_below: dict[str, tuple[str, ...]]
    agencies_at: dict[str, tuple[str, ...]]
    issued_by: dict[str, tuple[str, ...]]
    # days by which a duty is due, by document and its number among the document's duties; a duty without one is absent
    dues: dict[tuple[str, int], tuple[IsoDate, ...]]
    # the newest day of the documents that a page of several is about, by its address; of the whole library by ""
    newest: dict[str, IsoDate]
    # those made last, by document, clause, folder of the page and offset
    lines: dict[tuple[str, Path, str, int], ClauseLine] = {}

    def clause_line(self, policy_id: str, path: Path, page: str, at: int = 0) -> ClauseLine:
        """The clause as a line of a list on ``page``; its excerpt holds what stands at this offset of its text, for
        which the list has it.
        """
        policy = self.policies[policy_id]
        key = (policy_id, path, page.rpartition("/")[0], at)
        line = self.lines.get(key)
        if line is None:
            if len(self.lines) >= REMEMBERED:
                self.lines.clear()
            line = self.lines[key] = self._clause_line(policy, path, page, at)
        return line

    def _clause_line(self, policy: Policy, path: Path, page: str, at: int) -> ClauseLine:
        policy_id = policy.id
        clause = self.clauses[policy_id].get(path)
        document = {"policy": policy_id, "policy_title": title_of(policy), "doc_number": policy.doc_number}
        if clause is None:  # the revision note (题注) is no clause
            return ClauseLine(label="题注", heading="", excerpt="",
                              address=href(anchors.policy_page(policy_id), page), **document)
        return ClauseLine(
            label=words.labels(clause, self.clauses[policy_id]), heading=clause.heading, excerpt=_excerpt(clause, at),
            address=href(anchors.clause_address(policy_id, clause.anchor), page), **document,
        )

    def agency_link(self, agency_id: str, page: str, text: str = "") -> Link:
        """An agency by its short name, with its full name as the note."""
        record = self.corpus.agencies[agency_id]
        note = record.full_name if record.full_name != record.name else ""
        return Link(text=text or record.name, address=href(anchors.agency_page(agency_id), page), note=note)

    def agency_note(self, agency_id: str) -> str:
        """What a reader may not know of an agency: its full name, and which body took its place."""
        record = self.corpus.agencies[agency_id]
        after = "、".join(item.name for item in record.succession if item.direction == "successor")
        return "，".join(part for part in (record.full_name if record.full_name != record.name else "",
                                           f"后继：{after}" if after else "") if part)

    def preview(self, target: str, title: str, number: str) -> str:
        """What a citation leads to: the clause as it begins, the document, or that it is not held."""
        address = anchors.Address.parse(target)
        policy = self.policies.get(address.document) if address.document else None
        if policy is None:
            return f"{title} {number}".strip() + "（本站未收）"
        named = f"{title_of(policy)} {policy.doc_number}".strip()
        if stated := words.stated(mark_of(policy)):
            named += f"（{stated}）"
        clause = self.anchored.get((policy.id, address.anchor))
        return f"{named}：{shortened(clause.full, PREVIEW)}" if clause else named

    def industry_link(self, industry_id: str, page: str) -> Link:
        """An industry by its name."""
        record = self.corpus.industries[industry_id]
        return Link(text=record.name, address=href(anchors.industry_page(industry_id), page))

    def place_link(self, place_id: str, page: str) -> Link:
        """A place by its name."""
        return Link(text=self.corpus.places[place_id].name, address=href(anchors.place_page(place_id), page))

    def policy_link(self, policy_id: str, page: str) -> Link:
        """A document by its title, with its number as the note, and what must be known before one opens it."""
        policy = self.policies[policy_id]
        return Link(text=title_of(policy), address=href(anchors.policy_page(policy_id), page), note=policy.doc_number,
                    mark=mark_of(policy))

    def place_chain(self, place_id: str) -> tuple[str, ...]:
        """The place and those above it that have a page, widest first."""
        chain: list[str] = []
        while place_id in self.corpus.places and place_id not in chain:
            chain.insert(0, place_id)
            place_id = self.corpus.places[place_id].parent
        return tuple(chain)

    def place_order(self, place_id: str) -> tuple[bool, str, str]:
        """For sorting: the centre, then the places in the order of GB/T 2260, in which a province stands before what is
        in it; a place without a code stands behind the one it is in, one that nobody knows behind all.
        """
        record = self.corpus.places.get(place_id)
        codes = (self.corpus.places[i].code for i in reversed(self.place_chain(place_id)))
        own = record.code if record else ""
        return record is None or record.level != "centre", own or f"{next(filter(None, codes), '')}~", place_id

    def place_name(self, place_id: str) -> str:
        """The place by its name; the id when it is unknown."""
        record = self.corpus.places.get(place_id)
        return record.name if record else place_id or "地区未知"

    def policies_within(self, place_id: str) -> tuple[str, ...]:
        """The documents of a place and of every place in it, by id."""
        found = list(self.corpus.policies_at.get(place_id, ()))
        for child in self.places_below.get(place_id, ()):
            found += self.policies_within(child)
        return tuple(sorted(found))

    def agency_title(self, agency_id: str) -> str:
        """An agency as it stands alone: its full name, else its place and its short name, for one short name is another
        body in every city.
        """
        record = self.corpus.agencies[agency_id]
        return record.full_name or f"{self.place_name(record.place_id)} {record.name}"

    def newest_first(self, policy_ids: Iterable[str]) -> list[Policy]:
        """The policies by date, newest first, those without one last; then by id."""
        found = sorted((self.policies[i] for i in policy_ids), key=lambda p: p.id)
        return sorted(found, key=day, reverse=True)


def library(corpus: Corpus, settings: Settings, catalog: Catalog) -> Library:
    """The lookups of a corpus. Earlier versions and withdrawn policies have their page and stand in no list."""
    current = corpus.policies
    policies = {policy.id: policy for policy in current}
    versions = _by_page(corpus.versions)
    cited: dict[tuple[str, str], list[ClauseRef]] = defaultdict(list)
    for policy in current:
        for fact in policy.facts.citations:
            address = anchors.Address.parse(fact.target)
            if address.anchor:
                cited[(address.document or policy.id,
                       address.anchor)].append(ClauseRef(policy_id=policy.id, anchor=fact.anchor, path=fact.path))
    return Library(
        corpus, settings, catalog, policies, versions, {**policies, **versions},
        _by_page(corpus.withdrawn),
        {policy.id: {clause.path: clause for clause in policy.clauses} for policy in current},
        {(policy.id, clause.anchor): clause for policy in current for clause in policy.clauses},
        {key: tuple(refs) for key, refs in cited.items()},
        _children({i: record.parent for i, record in corpus.places.items()}),
        _children({i: record.parent for i, record in corpus.industries.items()}),
        _children({i: record.place_id for i, record in corpus.agencies.items()}),
        _issued_by(corpus), _dues(corpus), newest(corpus),
    )


def _by_page(policies: Iterable[Policy]) -> dict[str, Policy]:
    return {anchors.page_name(policy.id, policy.version): policy for policy in policies}


def _excerpt(clause: Clause, at: int) -> str:
    """The beginning of the body, or from the clause or sentence in which the offset lies, when the beginning does not
    reach it.
    """
    start = clause.body_start if clause.full[clause.body_start:].strip() else 0
    if at - start > EXCERPT - REACH:
        start = max([at - REACH, *(clause.full.rfind(mark, at - REACH, at) + 1 for mark in "。；，、")])
    shown = clause.full[start:].strip()
    return ("…" if start > clause.body_start else "") + shortened(shown, EXCERPT)


def _issued_by(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for policy_id, agency_ids in corpus.issuer_ids.items():
        for agency_id in filter(None, agency_ids):
            found[agency_id].append(policy_id)
    return {agency_id: tuple(ids) for agency_id, ids in found.items()}


def _dues(corpus: Corpus) -> dict[tuple[str, int], tuple[IsoDate, ...]]:
    """Each deadline with the duties that it is told of on the page of deadlines."""
    found: dict[tuple[str, int], set[IsoDate]] = defaultdict(set)
    for policy in corpus.policies:
        if policy.facts.deadlines:
            concerned = Concerned(policy, corpus)
            numbers = {id(duty): number for number, duty in enumerate(policy.facts.duties)}
            for fact in policy.facts.deadlines:
                for duty in concerned.duties_on(fact):
                    found[policy.id, numbers[id(duty)]].add(fact.date)
    return {key: tuple(sorted(days)) for key, days in found.items()}


def _children(parent_of: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Parent → its children, in order of id; those without a parent under the empty string."""
    found: dict[str, list[str]] = defaultdict(list)
    for child, parent in sorted(parent_of.items()):
        found[parent].append(child)
    return {parent: tuple(children) for parent, children in found.items()}


def title_of(policy: Policy) -> str:
    """The title, or that there is none and how the text begins, which tells one such document from another."""
    if policy.title:
        return policy.title
    begins = next((clause.text or clause.full for clause in policy.clauses if (clause.text or clause.full).strip()),
                  "").strip()
    return f"（无标题）{begins[:BEGINNING].rstrip('，。；：、')}{'…' if len(begins) > BEGINNING else ''}"


def twins_of(policy: Policy, settings: Settings) -> tuple[Twin, ...]:
    """The machine-readable files beside the document's page; an earlier version is in no Markdown archive, from which
    that one is taken.
    """
    return tuple(twin for twin in settings.twins if twin != "md" or not policy.version)


def day(policy: Policy) -> str:
    """The date a list sorts by: issued, else published, else in force."""
    return policy.issue_date or policy.publish_date or policy.effective_date or ""


def metadata(title: str, *, kind: str, toc: bool = False) -> dict[str, object]:
    """A page's front matter; ``kind`` names it to the theme, ``toc`` gives it a column of contents."""
    hidden = ["navigation"] if toc else ["navigation", "toc"]
    return {"title": html_text(title), "kind": kind, "hide": hidden, "search": {"exclude": True}}
