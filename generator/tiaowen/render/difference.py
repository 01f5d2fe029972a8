"""An earlier version of a document against the current one, clause by clause: removed, added, changed with the words
marked, moved.

1. Clauses are matched one to one: the same address and text, the same text elsewhere, the same address, then the likest
   text left over.
2. Every clause of either version is unchanged or in exactly one change; deleted words and kept ones together are the
   earlier text, inserted words and kept ones the current text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from markupsafe import Markup
from msgspec import Struct
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from tiaowen import anchors
from tiaowen.model import Clause, Policy
from tiaowen.render import dialect, words
from tiaowen.render.library import Library, Link, href, title_of

ELSEWHERE = 80.0  # likeness at which a clause with another number is the same one, moved (as in the ledger)
REWRITTEN = 40.0  # likeness below which single characters in common mean nothing: the whole text is marked
SHORT = 2  # characters that two changes must have between them to be kept as unchanged
Kind = Literal["changed", "added", "removed", "moved", "renumbered"]
KINDS: dict[Kind, str] = {"changed": "修改", "added": "新增", "removed": "删去", "moved": "移动",
                          "renumbered": "移动并修改"}
_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|\s+|.", re.DOTALL)


class Change(Struct, frozen=True, kw_only=True):
    """One changed clause: where it stood, where it stands, and its text with the words marked."""

    kind: Kind
    name: str
    before: Link | None
    after: Link | None
    text: Markup


Pair = tuple[Clause | None, Clause | None]


def difference_page(policy: Policy) -> str:
    """Address of the page that compares an earlier version with the current one."""
    return anchors.policy_page(f"{anchors.page_name(policy.id, policy.version)}--diff")


def comparison(policy_id: str, slug: str, library: Library, page: str) -> str:
    """The link from ``page`` to the comparison of an earlier version with the current text; empty where there is none,
    because one of the two was taken down or withdrawn.
    """
    old = library.versions.get(anchors.page_name(policy_id, slug))
    return href(difference_page(old), page) if old and policy_id in library.policies else ""


def difference(old: Policy, library: Library) -> dict[str, object]:
    """What the template ``diff.md.j2`` shows of an earlier version and the current one."""
    page, new = difference_page(old), library.policies[old.id]
    pairs = match(old.clauses, new.clauses)
    changes = [_change(pair, old, new, page) for pair in _in_order(pairs, old.clauses, new.clauses) if not _same(pair)]
    counts = Counter(change.kind for change in changes)
    return {
        "crumbs": (
            Link(text="首页", address=href("index.html", page)),
            Link(text="政策文件", address=href("policies.html", page)),
            Link(text=new.doc_number or title_of(new), address=href(anchors.policy_page(new.id), page)),
            Link(text="版本比较"),
        ),
        "latest": words.latest(new), "old_title": title_of(old), "head": tuple(_head(old, new)), "changes": changes,
        "unchanged": sum(map(_same, pairs)),
        "counts": [(KINDS[kind], counts[kind]) for kind in KINDS if counts[kind]],
        "before": Link(text=words.version(old.version, new),
                       address=href(anchors.policy_page(old.id, old.version), page)),
        "after": Link(text=words.version("", new), address=href(anchors.policy_page(new.id), page)),
    }


def _head(old: Policy, new: Policy) -> Iterator[tuple[str, str, str]]:
    """Title, number, issuers and dates that are other ones now: the name of the field, what it said, what it says."""
    for name in ("title", "doc_number", "issuers", "issue_date", "effective_date", "expiry_date"):
        before, after = (_told(getattr(policy, name), name) for policy in (old, new))
        if before != after:
            yield words.FIELDS[name], before or "没有写明", after or "没有写明"


def _told(value: str | tuple[str, ...] | None, name: str) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    return words.date(value) if name.endswith("_date") else value or ""


def summary(old: Policy, new: Policy) -> str:
    """How many clauses changed in what way: 修改2条、新增1条; 条款未变 when none did."""
    counts = Counter(_kind(*pair) for pair in match(old.clauses, new.clauses) if not _same(pair))
    return "、".join(f"{name}{counts[kind]}条" for kind, name in KINDS.items() if counts[kind]) or "条款未变"


def match(old: Sequence[Clause], new: Sequence[Clause]) -> list[Pair]:
    """Every clause of either version once: with its counterpart, or alone."""
    found: dict[int, int] = {}
    left = set(range(len(new)))

    def give(before: int, after: int) -> None:
        found[before] = after
        left.discard(after)

    place = {clause.anchor: index for index, clause in enumerate(new)}
    for index, clause in enumerate(old):
        there = place.get(clause.anchor, -1)
        if there >= 0 and new[there].sha256 == clause.sha256:
            give(index, there)
    by_text: dict[str, list[int]] = defaultdict(list)
    for there in sorted(left, reverse=True):
        by_text[new[there].sha256].append(there)
    for index, clause in enumerate(old):
        if index not in found and by_text[clause.sha256]:
            give(index, by_text[clause.sha256].pop())
    _likest(old, new, place, found, left, give)
    return [*((old[i], new[found[i]] if i in found else None) for i in range(len(old))),
            *((None, new[i]) for i in sorted(left))]


def _likest(old: Sequence[Clause], new: Sequence[Clause], place: dict[str, int], found: dict[int, int], left: set[int],
            give: Callable[[int, int], None]) -> None:
    """Clauses whose text is in neither version word for word: the likest elsewhere when it is liker than the one at the
    same address.
    """
    homeless = [index for index in range(len(old)) if index not in found]
    for index in homeless:
        there = place.get(old[index].anchor, -1)
        here = fuzz.ratio(old[index].full, new[there].full) if there in left else 0.0
        best = process.extractOne(old[index].full, {i: new[i].full for i in left}, scorer=fuzz.ratio,
                                  score_cutoff=max(ELSEWHERE, here))
        if best and best[1] > here:
            give(index, best[2])
        elif here >= REWRITTEN:
            give(index, there)
    for index in homeless:
        there = place.get(old[index].anchor, -1)
        if index not in found and there in left:
            give(index, there)


def _same(pair: Pair) -> bool:
    before, after = pair
    return before is not None and after is not None and (before.anchor, before.sha256) == (after.anchor, after.sha256)


def _in_order(pairs: Sequence[Pair], old: Sequence[Clause], new: Sequence[Clause]) -> list[Pair]:
    """In the order of the current version; what is gone stands where it stood."""
    position = {clause.anchor: index for index, clause in enumerate(new)}
    now = {before.anchor: position[after.anchor] for before, after in pairs if before and after}
    places: dict[str, int] = {}
    last = -1
    for clause in old:
        last = now.get(clause.anchor, last)
        places[clause.anchor] = last
    rank = {clause.anchor: index for index, clause in enumerate(old)}

    def key(pair: Pair) -> tuple[int, int, int]:
        before, after = pair
        if after is not None:
            return position[after.anchor], 0, 0
        assert before is not None
        return places[before.anchor], 1, rank[before.anchor]

    return sorted(pairs, key=key)


def _change(pair: Pair, old: Policy, new: Policy, page: str) -> Change:
    before, after = pair
    kind = _kind(before, after)
    return Change(
        kind=kind, name=KINDS[kind], before=_link(before, old, page), after=_link(after, new, page),
        text=marked(before.full if before else "", after.full if after else ""),
    )


def _kind(before: Clause | None, after: Clause | None) -> Kind:
    if before is None or after is None:
        return "added" if before is None else "removed"
    if before.anchor == after.anchor:
        return "changed"
    return "moved" if _unnumbered(before) == _unnumbered(after) else "renumbered"


def _unnumbered(clause: Clause) -> str:
    """The words of a clause without its number: where articles are inserted, those behind them are renumbered and else
    as they were (条文顺序作相应调整).
    """
    return "".join(clause.full.removeprefix(clause.label).split())


def _link(clause: Clause | None, policy: Policy, page: str) -> Link | None:
    if clause is None:
        return None
    name = anchors.page_name(policy.id, policy.version)
    label = words.labels(clause, {c.path: c for c in policy.clauses})
    return Link(text=label, address=href(anchors.clause_address(name, clause.anchor), page))


def marked(before: str, after: str) -> Markup:
    """The two texts as one, what is gone in ``del`` and what is new in ``ins``."""
    return dialect.join(dialect.tag(name, text) if name else text for name, text in runs(before, after) if text)


def runs(before: str, after: str) -> list[tuple[Literal["", "del", "ins"], str]]:
    """The pieces of both texts in order: kept (""), deleted, inserted."""
    if not before or not after or fuzz.ratio(before, after) < REWRITTEN:
        return [("del", before), ("ins", after)]
    out: list[tuple[Literal["", "del", "ins"], str]] = []
    for kept, gone, come in _joined(before, after):
        out += [("", kept), ("del", gone), ("ins", come)]
    return [(name, text) for name, text in out if text]


def _joined(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """(kept, deleted, inserted): a change and what is kept before it; a kept piece shorter than SHORT between two
    changes joins them.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    kept = gone = come = ""
    for step in Indel.opcodes(old, new):
        was, now = "".join(old[step.src_start:step.src_end]), "".join(new[step.dest_start:step.dest_end])
        between = (gone or come) and len(was) < SHORT and step.src_end < len(old) and step.dest_end < len(new)
        if step.tag != "equal" or between:
            gone, come = gone + was, come + now
        else:
            if gone or come:
                yield kept, gone, come
                kept = gone = come = ""
            kept += was
    yield kept, gone, come
