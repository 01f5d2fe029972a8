"""The tables of all targets and of all incentives: what stands in the page, and what is too much for it, in scripts
beside it.

The page opens at once however large the library is; a script is loaded by whoever chooses or turns the page, what is
too much for one by whoever asks for its part (``reserve``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.model import Incentive, IsoDate, OutputFile, Policy, Target
from tiaowen.render import charts, deadlines, reserve, words
from tiaowen.render.dialect import own_address
from tiaowen.render.json_text import script_file
from tiaowen.render.library import Library, Link, choosing, day, href
from tiaowen.render.pieces import MOST
from tiaowen.render.rows import (
    IncentiveRow,
    TargetRow,
    Told,
    facts_of,
    how_many,
    incentive_row,
    newest_day,
    places_above,
    places_with,
    target_row,
)
from tiaowen.render.sums import most_in_yuan
from tiaowen.render.tables import data_csv
from tiaowen.render.validity import standing

_RECEIVER = "对象类别"  # of the kind of who receives, in the address too
INLINE = 50  # rows in the page: those of a first sight
BESIDE = 5000  # rows in the script beside it
CHUNK = 500  # rows that the script hands over at a time
MENTIONED = 50  # mentions that are listed; all are in the CSV
Order = tuple[bool, bool, bool, bool, int, float]


class Choice(Struct, frozen=True, kw_only=True):
    """What the rows can be chosen by, as the scripts call it and as readers see it, and every value, the most frequent
    first.
    """

    name: str
    label: str
    values: tuple[str, ...]


class RowGroup(Struct, frozen=True, kw_only=True):
    """Rows of one document, by when they fall due; ``key`` tells it from other groups of a table."""

    key: Markup
    policy: Link
    place: str
    rows: tuple[TargetRow, ...]


def by_document(rows: Iterable[TargetRow], library: Library, page: str) -> tuple[RowGroup, ...]:
    """The rows under their documents, in the order in which these come; those without a day stand last."""
    found: dict[str, list[TargetRow]] = {}
    for row in rows:
        found.setdefault(row.clause.policy, []).append(row)
    return tuple(
        RowGroup(key=own_address(policy_id), policy=library.policy_link(policy_id, page), place=own[0].place,
                 rows=tuple(sorted(own, key=lambda row: row.due or "9999")))
        for policy_id, own in found.items()
    )


def largest_first(rows: Iterable[IncentiveRow], today: IsoDate) -> tuple[IncentiveRow, ...]:
    """The rows by what a reader can hope for.

    What is still given stands first; then what is certain, what is money, what has an amount at all; then documents in
    force before those of which nobody says it (``standing``, on the day ``today``); and last the largest sum.
    """
    return tuple(sorted(rows, key=lambda row: _by_sum(
        standing(row.validity, row.expiry, today), uncertain=row.uncertain, money=row.value, amount=bool(row.amount))))


def targets(library: Library, page: str) -> dict[str, object]:
    """The targets of the library, and how many of all fall due in each year; each bar leads to the rows of its year."""
    shown, beside, rest = _targets(library)
    count = how_many("targets", library)
    years = sorted(Counter(fact.deadline[:4] for policy in library.policies.values() for fact in policy.facts.targets
                           if fact.deadline).items())
    marks = [charts.Mark(name=f"{year}年", value=number, address=choosing("年份", year, page, page))
             for year, number in years]
    counted = tuple((f"{year}年", number) for year, number in years)
    return {
        "groups": by_document((target_row(*told, library, page) for told in shown), library, page),
        "shown": len(shown), "count": count,
        "listed": len(shown) + len(beside), "typed": _typed([*shown, *beside]) if beside else "",
        "more": _more("targets", count, page), "places": places_with("targets", library, page),
        "reserve": reserve.announced("targets", "年份", rest, page),
        "chart": charts.bars(marks, "各年到期的目标数", "项") if len(marks) > 1 else "",
        "years": counted, "chart_csv": data_csv(("年份", "目标数"), counted),
    }


def incentives(library: Library, page: str) -> dict[str, object]:
    """The incentives of the library, the largest current sums first; and the words that could not be read for
    certain.
    """
    shown, beside, rest = _incentives(library)
    count = how_many("incentives", library)
    mentioned = [(policy, fact) for policy, fact, _ in facts_of("mentions", library) if fact.kind == "incentive"]
    return {
        "rows": tuple(incentive_row(*told, library, page) for told in shown), "count": count,
        "listed": len(shown) + len(beside), "more": _more("incentives", count, page),
        "choices": _choices(incentives_listed(library), library, always=_RECEIVER if rest else "") if beside else (),
        "reserve": reserve.announced("incentives", _RECEIVER, rest, page),
        "places": places_with("incentives", library, page), "mentioned": len(mentioned),
        "mentions": tuple((library.clause_line(policy.id, fact.path, page), fact.quote)
                          for policy, fact in mentioned[:MENTIONED]),
    }


def rows_beside(library: Library) -> Iterator[tuple[str, str]]:
    """The files of the rows that pages do not hold, each with the kind, and the key of its part where it is one."""
    for kind, split in _SPLIT.items():
        _, beside, rest = split(library)
        if beside:
            yield kind, _file(kind)
        for part in rest:
            yield f"{kind}-{part.key}", reserve.file_of(kind, part.key)


def more_rows(key: str, library: Library, templates: Environment) -> OutputFile:
    """``tiaowenRows([[group, rows as HTML, place], …])``: what the table of a kind adds to what its page holds.
    ``key``: as ``rows_beside`` tells it.
    """
    kind, _, name = key.partition("-")
    _, beside, rest = _SPLIT[kind](library)
    facts = next(part.facts for part in rest if part.key == name) if name else beside
    parts, page = templates.get_template("pages/_parts.md.j2").module, f"{kind}.html"
    if kind == "targets":
        groups = by_document((target_row(*told, library, page) for told in facts), library, page)
        made = [[str(group.key), str(parts.target_rows(group)), group.place] for group in groups]  # type: ignore[attr-defined]
    else:
        row, lines = _ROWS[kind], getattr(parts, f"{kind.removesuffix('s')}_rows")
        rows = [row(*told, library, page) for told in facts]
        made = [["", str(lines(rows[at:at + CHUNK])), ""] for at in range(0, len(rows), CHUNK)]
    return script_file(reserve.file_of(kind, name) if name else _file(kind), "tiaowenRows", made)


def _typed(facts: Sequence[Told[Target]]) -> str:
    """As ``many``, of the rows of the page and those beside it."""
    values = {
        "地区": {policy.jurisdiction.place_id for policy, _, _ in facts},
        "责任单位": {name for _, fact, concerned in facts for name in concerned.body_names(fact)},
        "产业": {name for _, fact, concerned in facts for name in concerned.industries(fact)},
    }
    return "；".join(name for name, found in values.items() if len(found) > MOST)


def _file(kind: str) -> str:
    return f"data/{kind}-rows.js"


def _more(kind: str, count: int, page: str) -> Markup:
    return href(_file(kind), page) if count > INLINE else Markup("")


def _targets(library: Library) -> reserve.Split[Target]:
    """Those of the page, those beside it, and the others by their year, documents newest first. What was still ahead on
    the newest document's day is in the page, of each year in turn: some of it is ahead on whichever day the page is
    read.
    """
    every = list(facts_of("targets", library))
    if len(every) <= INLINE:
        return every, [], ()
    since = day(every[0][0])
    at = {(policy.id, fact.path, fact.span): number for number, (policy, fact, _) in enumerate(every)}
    dated = ((fact.deadline, number, at[policy.id, fact.path, fact.span])
             for number, (policy, fact, _) in enumerate(every)
             if fact.deadline and not fact.damaged and fact.deadline >= since[:len(fact.deadline)])
    years: dict[str, list[int]] = {}
    for due, _, number in sorted(dated):
        years.setdefault(due[:4], []).append(number)
    soon = [number for turn in zip_longest(*years.values()) for number in turn if number is not None][:INLINE]
    first = set(list(dict.fromkeys([*soon, *range(len(every))]))[:INLINE])
    others = [item for number, item in enumerate(every) if number not in first]
    return ([every[number] for number in sorted(first)], others[:BESIDE],
            reserve.parts(others[BESIDE:], lambda fact: reserve.of_year(fact.deadline)))


def _incentives(library: Library) -> reserve.Split[Incentive]:
    """Those of the page, those beside it, and the others by who receives them, in the order of ``largest_first``, which
    here needs no rows.
    """
    today = newest_day(library)
    every = sorted(facts_of("incentives", library),
                   key=lambda told: _place_of(told[0], told[1], today, library.catalog.quantities))
    rest = reserve.parts(every[INLINE + BESIDE:],
                         lambda fact: (words.BENEFICIARIES[fact.beneficiary_type], fact.beneficiary_type))
    return every[:INLINE], every[INLINE:INLINE + BESIDE], rest


def incentives_listed(library: Library) -> list[Told[Incentive]]:
    """Those that any choice of the table finds."""
    shown, beside, rest = _incentives(library)
    return [*shown, *beside, *(told for part in rest if reserve.all_come(rest) for told in part.facts)]


def _place_of(policy: Policy, fact: Incentive, today: IsoDate, known: QuantityWords) -> Order:
    return _by_sum(standing(policy.validity or "", policy.expiry_date or "", today), uncertain=fact.uncertain,
                   money=most_in_yuan(fact, known), amount=fact.amount is not None)


def _by_sum(stands: int, *, uncertain: bool, money: str, amount: bool) -> Order:
    return stands == 2, uncertain, not money, not amount, stands, -float(money or 0)


def _choices(facts: Sequence[Told[Incentive]], library: Library, *, always: str) -> tuple[Choice, ...]:
    """What all rows of the table of incentives can be chosen by, those that are not in the page too. ``always``: the
    choice that brings rows, offered where it has one value too.
    """
    found: dict[tuple[str, str], Counter[str]] = {
        (_RECEIVER, "我是"): Counter(words.BENEFICIARIES[fact.beneficiary_type] for _, fact, _ in facts),
        ("地区", "地区"): Counter(name for policy, _, _ in facts for name in places_above(policy, library)),
        ("找谁", "找谁"): Counter(name for _, fact, concerned in facts for name in concerned.body_names(fact)),
        ("产业", "产业"): Counter(name for _, fact, concerned in facts for name in concerned.industries(fact)),
    }
    return tuple(Choice(name=name, label=label, values=tuple(value for value, _ in counted.most_common()))
                 for (name, label), counted in found.items() if len(counted) > 1 or name == always)


# kind of fact → what of it stands where; and the row of those that have no groups
_SPLIT: dict[str, Callable[[Library], reserve.Split[Any]]] = {
    "targets": _targets, "incentives": _incentives, "deadlines": deadlines.split}
_ROWS: dict[str, Callable[..., object]] = {"incentives": incentive_row, "deadlines": deadlines.deadline_row}
