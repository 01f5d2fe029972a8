"""Pictures as inline SVG made at build time: marks are links, colours are the page's variables, and each stands beside
a table of the same numbers.

A picture is 360 units wide, the width of a phone, so that its letters stay legible there; on wider screens it grows
with the style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from tiaowen.render.dialect import escape

WIDTH = 360
ROW = 26


class Mark(Struct, frozen=True, kw_only=True):
    """One mark: what it stands for, how much, and where it leads (``Markup`` made for the page)."""

    name: str
    value: int = 0
    address: str = ""
    note: str = ""


def bars(marks: Sequence[Mark], title: str, unit: str) -> Markup:
    """A bar for each mark, one under another: the name, the bar, the number."""
    top = max((mark.value for mark in marks), default=1)
    left = _margin([mark.name for mark in marks])
    room = WIDTH - left - 48
    parts = []
    for index, mark in enumerate(marks):
        y = index * ROW
        length = max(2, round(room * mark.value / top))
        body = (
            f'<text x="{left - 8}" y="{y + 17}" text-anchor="end">{escape(mark.name)}</text>'
            f'<rect x="{left}" y="{y + 5}" width="{length}" height="16" rx="2"/>'
            f'<text x="{left + length + 6}" y="{y + 17}">{mark.value}</text>'
        )
        parts.append(_linked(Markup(body), mark, f"{mark.name}：{mark.value} {unit}"))
    return _svg(parts, WIDTH, len(marks) * ROW, title, "tw-bars")


def share(certain: float, possible: float) -> Markup:
    """A share of a whole as a place on a scale from 0 to 100: a mark where it must be, a band where it may be. It is no
    bar that fills: a target says nothing of how far anything has come.
    """
    return Markup(f'<span class="tw-share" style="--tw-certain:{certain:g}%;--tw-possible:{possible:g}%"></span>')


def neighbourhood(above: Sequence[Mark], name: str, below: Sequence[Mark], title: str) -> Markup:
    """A document on a line between what it cites (above) and what cites it (below); the note of a mark says how."""
    height = ROW * (len(above) + len(below) + 1)
    middle = ROW * len(above) + ROW // 2
    parts = [Markup(f'<line x1="12" y1="{ROW // 2}" x2="12" y2="{height - ROW // 2}"/>')]
    for index, mark in enumerate(above):
        parts.append(_node(mark, index * ROW, "tw-cites"))
    parts.append(Markup(
        f'<circle class="tw-self" cx="12" cy="{middle}" r="7"/><text class="tw-self" x="28" '
        f'y="{middle + 5}">{escape(_cut(name, 26))}</text>'))
    for index, mark in enumerate(below):
        parts.append(_node(mark, ROW * (len(above) + 1 + index), "tw-cited"))
    return _svg(parts, WIDTH, height, title, "tw-near")


def _node(mark: Mark, y: int, kind: str) -> Markup:
    body = (
        f'<circle class="{kind}" cx="12" cy="{y + ROW // 2}" r="5"/>'
        f'<text x="28" y="{y + ROW // 2 + 5}"><tspan class="tw-how">{escape(mark.note)} '
        f'</tspan>{escape(_cut(mark.name, 22))}</text>'
    )
    return _linked(Markup(body), mark, f"{mark.note} {mark.name}")


def _linked(body: Markup, mark: Mark, label: str) -> Markup:
    """The shapes of a mark, as a link when it leads somewhere; the label is what a pointer shows and a screen reader
    says.
    """
    told = Markup(f"<title>{escape(label)}</title>")
    if not mark.address:
        return Markup(f"<g>{told}{body}</g>")
    return Markup(f'<a href="{escape(mark.address)}" aria-label="{escape(label)}">{told}{body}</a>')


def _svg(parts: Sequence[Markup], width: int, height: int, title: str, kind: str) -> Markup:
    start = (
        f'<svg class="tw-chart {kind}" viewBox="0 0 {width} {height}" style="--tw-width:{width}" role="group" '
        f'aria-label="{escape(title)}">'
    )
    return Markup(start) + Markup("").join(parts) + Markup("</svg>")


def _margin(names: Sequence[str]) -> int:
    """Room for the longest of the names at the left."""
    return 16 + round(12 * max(map(_width, names), default=0))


def _width(text: str) -> float:
    """Width of a text in Han characters: a letter or digit is about half as wide."""
    return sum(0.6 if ord(char) < 0x2000 else 1 for char in text)


def _cut(text: str, limit: float) -> str:
    """As much of the text as fits, in Han characters."""
    used = 0.0
    for index, char in enumerate(text):
        used += _width(char)
        if used > limit - 1 and index + 1 < len(text):
            return text[:index] + "…"
    return text
