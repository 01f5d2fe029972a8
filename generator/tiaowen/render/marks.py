"""Facts as links in a clause's text: the one place that turns spans into markup and settles which of two overlapping
ones wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup
from msgspec import Struct

from tiaowen.model import Duty, Span
from tiaowen.render.dialect import escape, join, link, tag

_NAME_BORDER = re.compile(r"[、，,；;：:（）()。\s]|[和与及或]|以及")


class Mark(Struct, frozen=True, kw_only=True):
    """A range of a text that is shown in a special way: as a link to an address, as damaged, or as a doubtful
    repair.
    """

    span: Span
    address: str = ""
    note: str = ""
    kind: str = "link"


def settled(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that are shown, none overlapping another, in order of the text: the longest wins, then the first."""
    taken: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.span.start - m.span.end, m.span.start, m.address, m.note)):
        if (
            mark.span.start < mark.span.end
            and all(mark.span.end <= t.span.start or t.span.end <= mark.span.start for t in taken)
        ):
            taken.append(mark)
    return tuple(sorted(taken, key=lambda m: m.span.start))


def inline(text: str, marks: Sequence[Mark] = (), bold: Sequence[Span] = (), *, within: Span | None = None) -> Markup:
    """The text (or the part of it ``within``) with its marks and bold ranges as Markdown. Marks must be settled."""
    part = within or Span(0, len(text))
    pieces: list[Markup] = []
    at = part.start
    for mark in marks:
        start, end = max(mark.span.start, part.start), min(mark.span.end, part.end)
        if start >= end:
            continue
        pieces += [_emphasised(text, at, start, bold), _shown(mark, _emphasised(text, start, end, bold))]
        at = end
    return join([*pieces, _emphasised(text, at, part.end, bold)])


def _shown(mark: Mark, content: Markup) -> Markup:
    if mark.address:
        return link(content, mark.address, mark.note)
    return tag("span", content, class_=Markup(f"tw-{mark.kind}"), title=mark.note or None)


def _emphasised(text: str, start: int, end: int, bold: Sequence[Span]) -> Markup:
    pieces: list[Markup] = []
    at = start
    for span in bold:
        first, last = max(span.start, at), min(span.end, end)
        if first < last:
            pieces += [escape(text[at:first]), tag("strong", escape(text[first:last]))]
            at = last
    return join([*pieces, escape(text[at:end])])


def agency_marks(duty: Duty, full: str, tell: Callable[[str], tuple[str, str]]) -> list[Mark]:
    """A link for each agency of a duty, where the clause prints it. ``tell``: agency id → its address relative to the
    page, and a note.

    Names are stored with their elided prefix restored (市科技局、发展改革委 → 市发展改革委), so the printed form may be
    the end of the name.
    """
    marks = []
    at = duty.span.start
    for name, agency_id in zip(duty.agencies, duty.agency_ids, strict=False):
        span = _printed(name, full, at, duty.span.end) or _printed(name, full, duty.span.start, duty.span.end)
        if span is None:
            continue
        at = span.end
        address, note = tell(agency_id) if agency_id else ("", "")
        if address:
            marks.append(Mark(span=span, address=address, note=note))
    return marks


def _printed(name: str, full: str, start: int, end: int) -> Span | None:
    """Where the name stands in that range: whole, else its end (市 elided: 发展改革委), else its head
    (文登区、荣成市政府).
    """
    found = full.find(name, start, end)
    if found >= 0:
        return Span(found, found + len(name))
    borders = list(_borders(full, start, end))
    for border in borders:
        for cut in range(1, len(name) - 1):
            tail = name[cut:]
            last = border + len(tail)
            if (
                last <= end and full.startswith(tail, border)
                and (len(tail) > 2 or last == end or _NAME_BORDER.match(full, last))
            ):
                return Span(border, last)
    for border in borders:
        close = _NAME_BORDER.search(full, border, end)
        last = close.start() if close else end
        if last - border > 1 and name.startswith(full[border:last]):
            return Span(border, last)
    return None


def _borders(full: str, start: int, end: int) -> Iterable[int]:
    yield start
    for match in _NAME_BORDER.finditer(full, start, end):
        yield match.end()
