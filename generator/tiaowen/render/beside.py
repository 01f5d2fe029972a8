"""What places say of an industry, side by side: a row for each branch, target and benefit, so that what belongs
together stands on one line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set

from msgspec import Struct

from tiaowen import anchors
from tiaowen.model import OutputFile, Policy
from tiaowen.render import words
from tiaowen.render.compare import SIDE_BY_SIDE, about, has_choices
from tiaowen.render.concerned import Concerned
from tiaowen.render.json_text import script_file
from tiaowen.render.library import ClauseLine, Library, Link, day, href, title_of
from tiaowen.render.sums import most_in_yuan

CLAUSES = 8  # of a document


class Said(Struct, frozen=True, kw_only=True):
    """A clause, and its words that make the row: a target, a benefit; empty: what the clause is about."""

    clause: ClauseLine
    text: str = ""


class BesideRow(Struct, frozen=True, kw_only=True):
    """One matter, and what each place says on it, in the order of the columns."""

    name: str
    cells: tuple[tuple[Said, ...], ...]


class Column(Struct, frozen=True, kw_only=True):
    """One place with its newest document on the matter; ``more`` clauses are on the document's page."""

    place: str
    policy: Link
    date: str
    more: int


class Beside(Struct, frozen=True, kw_only=True):
    """The table, and the documents of the places that have no column."""

    columns: tuple[Column, ...] = ()
    rows: tuple[BesideRow, ...] = ()
    others: tuple[Link, ...] = ()


class _Chosen(Struct, frozen=True, kw_only=True):
    """A document and those of its clauses that are shown: path → where its words stand, and of which branch."""

    policy: Policy
    paths: dict[str, tuple[int, str]]
    more: int


def side_by_side(industry_id: str, library: Library, page: str) -> Beside:
    """What the newest document of each place says on an industry, the places that say most. Nothing when fewer than two
    places say anything.
    """
    found: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for branch, policy, path, at in about(industry_id, library):
        if path not in found[policy.id] or found[policy.id][path][1] == industry_id:
            found[policy.id][path] = (at, branch)
    newest: dict[str, Policy] = {}
    for policy in sorted((library.policies[i] for i in found), key=lambda p: (day(p), p.id)):
        newest[policy.jurisdiction.place_id] = policy
    if len(newest) < 2:
        return Beside()
    order = sorted(newest.values(),
                   key=lambda p: (-min(len(found[p.id]), CLAUSES), library.place_order(p.jurisdiction.place_id)))
    shown = sorted(order[:SIDE_BY_SIDE], key=lambda p: library.place_order(p.jurisdiction.place_id))
    chosen = [_chosen(policy, found[policy.id]) for policy in shown]
    return Beside(
        columns=tuple(_column(item, library, page) for item in chosen),
        rows=(*_facts(industry_id, chosen, library, page), *_branches(industry_id, chosen, library, page)),
        others=tuple(
            Link(text=library.place_name(policy.jurisdiction.place_id), note=title_of(policy),
                 address=href(anchors.policy_page(policy.id), page)) for policy in order[SIDE_BY_SIDE:]),
    )


def clause_files(library: Library) -> Iterator[tuple[str, str]]:
    """The industries of the first level, each with the file of its clauses, where places are chosen."""
    if has_choices(library):
        yield from ((i, f"data/compare-{i}.js") for i in library.industries_below.get("", ()))


def clauses_by_place(industry_id: str, library: Library, page: str) -> OutputFile:
    """``tiaowenClauses({name of the place: [[title, number, [clause, …]], …]})``, the newest documents first, are the
    clauses that a number of the comparison counts; a clause is ``[label and heading or how it begins, address, [target,
    …], [[who gets how much, yuan], …]]``. Loaded by who asks for them (compare.js).
    """
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for _, policy, path, at in about(industry_id, library):
        found[policy.jurisdiction.place_id][policy.id].setdefault(path, at)
    branches = {industry_id, *library.industries_below.get(industry_id, ())}
    told = {library.place_name(place_id): [_document(policy, of[policy.id], branches, library, page)
                                           for policy in library.newest_first(of)]
            for place_id, of in sorted(found.items())}
    return script_file(f"data/compare-{industry_id}.js", "tiaowenClauses", told)


def _document(policy: Policy, paths: dict[str, int], branches: Set[str], library: Library, page: str) -> list[object]:
    aims: dict[str, list[str]] = defaultdict(list)
    for path, text in _targets(policy, branches, library):
        aims[path].append(text)
    sums: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for fact, (path, text) in zip(policy.facts.incentives, _incentives(policy, branches, library), strict=True):
        sums[path].append((text, float(most_in_yuan(fact, library.catalog.quantities) or 0)))
    lines = {clause.path: library.clause_line(policy.id, clause.path, page, paths[clause.path])
             for clause in policy.clauses if clause.path in paths}
    return [title_of(policy), policy.doc_number, [
        [f"{line.label} {line.heading or line.excerpt}".strip(), line.address, aims[path], sums[path]]
        for path, line in lines.items()]]


def _chosen(policy: Policy, paths: dict[str, tuple[int, str]]) -> _Chosen:
    order = {clause.path: index for index, clause in enumerate(policy.clauses)}
    ordered = sorted(paths, key=lambda path: order[path])
    return _Chosen(policy=policy, paths={path: paths[path] for path in ordered[:CLAUSES]},
                   more=max(0, len(ordered) - CLAUSES))


def _column(chosen: _Chosen, library: Library, page: str) -> Column:
    policy = chosen.policy
    return Column(
        place=library.place_name(policy.jurisdiction.place_id), date=words.date(day(policy)), more=chosen.more,
        policy=Link(text=title_of(policy), address=href(anchors.policy_page(policy.id), page), note=policy.doc_number),
    )


def _facts(industry_id: str, chosen: list[_Chosen], library: Library, page: str) -> Iterable[BesideRow]:
    """What the clauses aim at, and what they give."""
    branches = {industry_id, *library.industries_below.get(industry_id, ())}
    for name, told in (("目标", _targets), ("奖补", _incentives)):
        cells = tuple(tuple(Said(clause=library.clause_line(item.policy.id, path, page), text=text)
                            for path, text in told(item.policy, branches, library) if path in item.paths)
                      for item in chosen)
        if any(cells):
            yield BesideRow(name=name, cells=cells)


def _targets(policy: Policy, branches: Set[str], library: Library) -> Iterable[tuple[str, str]]:
    """Those of the industry, where a clause has targets of several."""
    concerned = Concerned(policy, library.corpus)
    return ((fact.path, f"{fact.metric} {words.amount(fact)} {words.date(fact.deadline)}".strip() or fact.quote)
            for fact in policy.facts.targets
            if not fact.damaged and not branches.isdisjoint(concerned.industry_ids(fact)))


def _incentives(policy: Policy, _branches: Set[str], _library: Library) -> Iterable[tuple[str, str]]:
    return ((fact.path, "，".join(filter(None, (
        f"{words.beneficiary(fact)} {words.amount(fact) or fact.quote}".strip(), words.cap(fact)))))
            for fact in policy.facts.incentives)


def _branches(industry_id: str, chosen: list[_Chosen], library: Library, page: str) -> Iterable[BesideRow]:
    """The clauses by the branch that they are about, those that most places speak of first; the whole industry last."""
    branches = dict.fromkeys(branch for item in chosen for _, branch in item.paths.values())
    rows = []
    for branch in branches:
        cells = tuple(tuple(Said(clause=library.clause_line(item.policy.id, path, page, at))
                            for path, (at, of) in item.paths.items() if of == branch) for item in chosen)
        whole = branch == industry_id
        name = "总的规定" if whole and len(branches) > 1 else library.corpus.industries[branch].name
        rows.append((whole, -sum(map(bool, cells)), BesideRow(name=name, cells=cells)))
    return (row for _, _, row in sorted(rows, key=lambda item: item[:2]))
