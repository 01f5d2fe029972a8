"""What stands beside a clause: its facts by kind, who cites it, what was repaired; and the marks in its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct, field

from tiaowen import anchors
from tiaowen.kinds import KINDS, Kind
from tiaowen.model import Anchor, Clause, Duty, FormerText, IndustryMention, Path, Policy, Relation, Repair, Span
from tiaowen.model.corpus import ClauseRef
from tiaowen.render import words
from tiaowen.render.apparatus import QUIET
from tiaowen.render.concerned import bodies_of
from tiaowen.render.dialect import outside_address, own_address
from tiaowen.render.library import Library, Link, href
from tiaowen.render.marks import Mark, agency_marks
from tiaowen.text import squeeze

MARGIN = tuple(kind for kind in KINDS if kind.margin)


class DutyNote(Struct, frozen=True, kw_only=True):
    """One duty beside its clause."""

    role: str
    agencies: tuple[Link, ...]
    open_list: bool

    @property
    def linked(self) -> bool:
        """Whether every body has a page: the text of the clause links them, so that a reader need not be told them
        again beside it.
        """
        return all(agency.address for agency in self.agencies)


class FormerNote(Struct, frozen=True, kw_only=True):
    """What one of the clause's addresses said in an earlier version.

    ``now``: where that text stands, None when nowhere. ``exact``: it stands there word for word but for its number;
    otherwise that is the likest clause. ``here``: it stands in this clause.
    """

    version: Link
    label: str
    text: str
    now: Link | None
    here: bool
    exact: bool = False


class ClauseNote(Struct, frozen=True, kw_only=True):
    """What stands beside a clause. ``repair_line`` is the first source line that was changed, ``report`` where to
    report an error.

    ``facts``: of each kind that the clause has, what its macro in ``_margin.md.j2`` shows; the duties among them are
    ``duties`` too.
    """

    anchor: Anchor
    label: str
    inferred_path: bool = False
    lost_owner: bool = False
    duties: tuple[DutyNote, ...] = ()
    facts: tuple[tuple[Kind, tuple[Any, ...]], ...] = ()
    amended_by: tuple[Link, ...] = ()
    repealed_by: tuple[Link, ...] = ()
    cited_by: tuple[Link, ...] = ()
    former: tuple[FormerNote, ...] = ()
    repairs: int = 0
    doubtful: int = 0
    repair_line: int = 0
    report: str = ""

    @property
    def address(self) -> Markup:
        """Its place in the page."""
        return own_address(f"#{self.anchor}")

    @property
    def told(self) -> bool:
        """Whether there is anything to tell besides the permalink."""
        return bool(
            self.inferred_path or self.lost_owner or self.facts
            or self.amended_by or self.repealed_by or self.cited_by or self.former or self.repairs
        )


class ClauseFacts(Struct):
    """What is known of one clause; its facts by the name of their kind."""

    of_kind: dict[str, list[Any]] = field(default_factory=dict)
    former: list[FormerText] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def facts_by_clause(policy: Policy, library: Library, page: str) -> dict[Path, ClauseFacts]:
    """The policy's facts by clause path, with the marks they make in its text."""
    facts: dict[Path, ClauseFacts] = defaultdict(ClauseFacts)
    for kind in MARGIN:
        for fact in getattr(policy.facts, kind.name):
            facts[fact.path].of_kind.setdefault(kind.name, []).append(fact)
    for path, mark in _marks(policy, library, page):
        facts[path].marks.append(mark)
    owner = {anchor: clause.path for clause in policy.clauses for anchor in (clause.anchor, *clause.aliases)}
    for former in policy.former_texts:
        facts[owner[former.anchor]].former.append(former)
    _place_repairs(policy, facts)
    return facts


def _marks(policy: Policy, library: Library, page: str) -> Iterator[tuple[Path, Mark]]:
    """What the text of a clause leads to: agencies, citations, clauses of the same document; and what in it is
    damaged.
    """
    texts = {clause.path: clause.full for clause in policy.clauses}

    def tell(agency_id: str) -> tuple[str, str]:
        known = agency_id in library.corpus.agencies
        return (href(anchors.agency_page(agency_id), page), library.agency_note(agency_id)) if known else ("", "")

    for duty in policy.facts.duties:
        yield from ((duty.path, mark) for mark in agency_marks(duty, texts[duty.path], tell))
    for citation in policy.facts.citations:
        if citation.target and citation.anchor:  # without one it stands in the revision note, not in a clause
            note = library.preview(citation.target, citation.full_title or citation.title, citation.doc_number)
            yield citation.path, Mark(span=citation.span, address=href(citation.target, page), note=note)
    for reference in policy.facts.references:
        if reference.target:
            yield reference.path, Mark(span=reference.span, address=own_address(reference.target))
    for target in policy.facts.targets:
        if target.damaged:
            yield target.path, Mark(span=target.span, kind="damaged", note="来源文本此处的数字有缺损，不作目标值")


def _place_repairs(policy: Policy, facts: dict[Path, ClauseFacts]) -> None:
    """Every repair of words to the clause that its source line belongs to; a doubtful one is marked where its result
    stands once.
    """
    by_line: dict[int, list[Repair]] = defaultdict(list)
    for repair in policy.repairs:
        if repair.rule not in QUIET:
            by_line[repair.line].append(repair)
    starts = sorted(policy.clauses, key=lambda c: c.line)
    at = 0
    owner: Clause | None = None
    for line in sorted(by_line):
        while at < len(starts) and starts[at].line <= line:
            owner = starts[at]
            at += 1
        if owner is not None:
            facts[owner.path].repairs += by_line[line]
            facts[owner.path].marks += [mark for repair in by_line[line] for mark in _doubtful(repair, owner.full)]


def _doubtful(repair: Repair, full: str) -> list[Mark]:
    if repair.certain or not repair.after or full.count(repair.after) != 1:
        return []
    start = full.index(repair.after)
    note = (
        f"原文“{repair.before}”，整理为“{repair.after}”，不能确定" if repair.before != repair.after
        else "从图片识别，没有把握"
    )
    return [Mark(span=Span(start, start + len(repair.after)), kind="doubtful", note=note)]


def note_of(clause: Clause, label: str, known: ClauseFacts, policy: Policy, library: Library, page: str) -> ClauseNote:
    """What stands beside the clause."""
    shown = {name: tuple(facts) for name, facts in known.of_kind.items()}
    duties = shown["duties"] = tuple(_duty_note(duty, library, page) for duty in shown.get("duties", ()))
    if "industries" in shown:  # all in one line
        shown["industries"] = (tuple(library.industry_link(i, page) for i in _industries(shown["industries"])),)
    return ClauseNote(
        anchor=clause.anchor, label=label, inferred_path=clause.inferred_path and not clause.parent,
        lost_owner=clause.kind == "gap",
        duties=duties, facts=tuple((kind, shown[kind.name]) for kind in MARGIN if shown.get(kind.name)),
        amended_by=_cited_by(clause, policy, library, page, "amends"),
        repealed_by=_cited_by(clause, policy, library, page, "repeals"),
        cited_by=_cited_by(clause, policy, library, page),
        former=_former(clause, known.former, policy, page),
        repairs=len(known.repairs), doubtful=sum(not repair.certain for repair in known.repairs),
        repair_line=min((repair.line for repair in known.repairs), default=0), report=_report(policy, clause, library),
    )


def _former(clause: Clause, formers: Sequence[FormerText], policy: Policy, page: str) -> tuple[FormerNote, ...]:
    """Every text that stood at the clause's addresses, once, under the newest version that had it."""
    clauses = {other.anchor: other for other in policy.clauses} if formers else {}
    by_path = {other.path: other for other in clauses.values()}
    texts = {(former.anchor, former.text): former for former in reversed(formers)}
    return tuple(
        FormerNote(
            version=Link(text=words.version(_slug(former.version), policy), address=href(former.version, page)),
            label=former.label, text=former.text, here=former.moved_to == clause.anchor,
            now=Link(text=words.labels(clauses[former.moved_to], by_path), address=own_address(f"#{former.moved_to}"))
            if former.moved_to else None,
            exact=bool(former.moved_to) and is_said_by(clauses[former.moved_to], former),
        )
        for former in reversed(texts.values())
    )


def is_said_by(clause: Clause, former: FormerText) -> bool:
    """Whether the clause says what an address said, whatever their numbers."""
    return squeeze(clause.full.removeprefix(clause.label)) == squeeze(former.text.removeprefix(former.label))


def _slug(address: str) -> str:
    return anchors.Address.parse(address).document.rpartition("--")[2]


def _duty_note(duty: Duty, library: Library, page: str) -> DutyNote:
    links = tuple(
        Link(text=name, address=href(anchors.agency_page(i), page) if i else "",
             note="牵头" if name in duty.lead and duty.role != "lead" else "")
        for name, i in bodies_of(duty, library.corpus)
    )
    return DutyNote(role=words.ROLES[duty.role], agencies=links, open_list=duty.open_list)


def _industries(mentions: Sequence[IndustryMention]) -> list[str]:
    """The industries of a clause, those it is about before those it names, each once."""
    ordered = sorted(mentions, key=lambda m: m.role != "subject")
    return list(dict.fromkeys(mention.industry for mention in ordered))


def _cited_by(clause: Clause, policy: Policy, library: Library, page: str,
              relation: Relation | None = None) -> tuple[Link, ...]:
    """The clauses of other documents that amend or repeal this one; without ``relation`` those that do neither."""
    refs = () if policy.version else library.cited_clauses.get((policy.id, clause.anchor), ())
    chosen = (ref for ref in refs if _changing(ref, clause, library) == relation)
    lines = (library.clause_line(ref.policy_id, ref.path, page) for ref in chosen)
    return tuple(Link(text=f"{line.policy_title} {line.label}", address=line.address) for line in lines)


def _changing(ref: ClauseRef, clause: Clause, library: Library) -> Relation | None:
    """What a citing clause does to the clause that it cites: "repeals", "amends", or nothing of the kind."""
    facts = library.policies[ref.policy_id].facts.citations if ref.policy_id in library.policies else ()
    said = {f.relation for f in facts if f.path == ref.path and f.target.endswith(f"#{clause.anchor}")}
    return "repeals" if "repeals" in said else "amends" if "amends" in said else None


def _report(policy: Policy, clause: Clause, library: Library) -> str:
    """Where a reader reports an error in a clause: a prefilled issue, else a mail, else nothing."""
    settings = library.settings
    subject = quote(f"勘误：{policy.id}#{clause.anchor}")
    if settings.repo_url:
        return outside_address(f"{settings.repo_url.rstrip('/')}/issues/new?title={subject}")
    return outside_address(f"mailto:{settings.contact}?subject={subject}") if settings.contact else ""
