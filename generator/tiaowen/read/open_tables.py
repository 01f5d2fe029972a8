"""Tables of printed pages that are not ruled on every side: open to the left and right, or with level rules alone
(三线表: above, below and under the head). What is missing is given as lines that pdfplumber takes for drawn ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pdfplumber.table import merge_edges

from tiaowen.read.glyph_lines import Glyph

_NEAR = 3.0  # points: edges so near each other are one
_SHORTEST = 100.0  # points: a shorter rule underlines a word
_GAP = 0.2  # ems of white from top to bottom between two columns
_MOST_BANDS = 100  # rules on one page
_HEAD = 6.0  # ems: the tallest head of a table with three lines


class _Band(Struct, kw_only=True):
    """What lies between two rules of equal length, one below the other."""

    left: float
    right: float
    top: float
    bottom: float


def missing_lines(edges: Sequence[Any], glyphs: Sequence[Glyph]) -> tuple[list[Any], list[Any]]:
    """The vertical and the horizontal lines that the tables of a page lack; ``edges``: the drawn ones of pdfplumber."""
    upright: list[Any] = []
    level: list[Any] = []
    drawn = merge_edges(list(edges), _NEAR, _NEAR, _NEAR, _NEAR)
    columns = [edge for edge in drawn if edge["orientation"] == "v"]
    rules = [edge for edge in drawn if edge["orientation"] == "h" and edge["x1"] - edge["x0"] >= _SHORTEST]
    for bands in _stacks(rules):
        inside = [_crossing(columns, band) for band in bands]
        for band, places in zip(bands, inside, strict=True):
            if any(band.left + _NEAR < place < band.right - _NEAR for place in places):
                sides = (side for side in (band.left, band.right) if all(abs(side - place) > _NEAR for place in places))
                upright += [_vertical(side, band.top, band.bottom) for side in sides]
        for is_ruled, group in groupby(zip(bands, inside, strict=True), lambda pair: bool(pair[1])):
            bare = [] if is_ruled else [band for band, _ in group]
            vertical, horizontal = _without_columns(bare[:_MOST_BANDS], glyphs)
            upright, level = upright + vertical, level + horizontal
    return upright, level


def _stacks(rules: Sequence[Any]) -> Iterator[list[_Band]]:
    """The bands between rules that begin and end at the same places."""
    left = sorted(rules, key=lambda rule: (rule["top"], rule["x0"]))
    while left:
        first = left[0]
        alike = [all(abs(rule[side] - first[side]) <= _NEAR for side in ("x0", "x1")) for rule in left]
        tops = [rule["top"] for rule, is_alike in zip(left, alike, strict=True) if is_alike]
        left = [rule for rule, is_alike in zip(left, alike, strict=True) if not is_alike]
        yield [_Band(left=first["x0"], right=first["x1"], top=top, bottom=bottom) for top, bottom in pairwise(tops)]


def _crossing(columns: Sequence[Any], band: _Band) -> list[float]:
    """Where vertical lines cross the whole band."""
    high = [edge["x0"] for edge in columns if edge["top"] <= band.top + _NEAR and edge["bottom"] >= band.bottom - _NEAR]
    return [place for place in high if band.left - _NEAR <= place <= band.right + _NEAR]


def _without_columns(bands: Sequence[_Band], glyphs: Sequence[Glyph]) -> tuple[list[Any], list[Any]]:
    """The lines that tables lack whose rules are all level: under the head alone, or under every row."""
    upright: list[Any] = []
    level: list[Any] = []
    start = 0
    while start + 1 < len(bands):
        after, made = start + 1, (list[Any](), list[Any]())
        for end in range(start + 2, len(bands) + 1):
            body = replace(bands[start + 1], bottom=bands[end - 1].bottom)
            longer = _three_lines(bands[start], body, glyphs)
            if longer[0]:
                after, made = end, longer
            elif made[0] or len(_rows(_within(glyphs, body))) > 1:
                break
        upright, level = upright + made[0], level + made[1]
        start = after
    return upright, level


def _three_lines(head: _Band, body: _Band, glyphs: Sequence[Glyph]) -> tuple[list[Any], list[Any]]:
    """The lines between the columns and rows of a table that has rules above, under its head and below; none when it is
    none.
    """
    upper, lower = _rows(_within(glyphs, head)), _rows(_within(glyphs, body))
    size = min((glyph.size for row in lower for glyph in row), default=0.0)
    if len(lower) < 2 or not upper or head.bottom - head.top > _HEAD * size:
        return [], []
    places = _places(_white(lower, size), upper, size)
    filled = [sum(_is_filled(row, *column) for column in pairwise((body.left, *places, body.right))) for row in lower]
    if not places or sum(count > 1 for count in filled) * 2 <= len(lower):
        return [], []
    borders = [*_borders(upper, head), head.bottom, *_borders(_joined(lower, body.left, places), body)]
    vertical = [_vertical(side, head.top, body.bottom) for side in (body.left, body.right)]
    for top, bottom in pairwise((head.top, *borders, body.bottom)):
        across = [glyph for row in (*upper, *lower) for glyph in row if top <= _middle(glyph) <= bottom]
        vertical += [_vertical(place, top, bottom) for place in places if not _is_crossed(across, place)]
    return vertical, [_horizontal(border, body.left, body.right) for border in borders]


def _within(glyphs: Sequence[Glyph], band: _Band) -> list[Glyph]:
    seen = [glyph for glyph in glyphs if not glyph.rotated and glyph.text.strip()]
    level = [glyph for glyph in seen if band.top <= _middle(glyph) <= band.bottom]
    return [glyph for glyph in level if band.left - _NEAR <= glyph.x0 <= band.right + _NEAR]


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs line by line, from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=_middle):
        if rows and abs(_middle(glyph) - _middle(rows[-1][0])) < 0.5 * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _white(rows: Sequence[Sequence[Glyph]], size: float) -> list[tuple[float, float]]:
    """Where there is white from the first row to the last."""
    found: list[tuple[float, float]] = []
    reached = None
    for glyph in sorted((glyph for row in rows for glyph in row), key=lambda glyph: glyph.x0):
        if reached is not None and glyph.x0 - reached >= _GAP * size:
            found.append((reached, glyph.x0))
        reached = glyph.x1 if reached is None else max(reached, glyph.x1)
    return found


def _places(white: Sequence[tuple[float, float]], heads: Sequence[Sequence[Glyph]], size: float) -> list[float]:
    """Where a column ends and the next begins: in the white between them, and between their heads where each has
    one.
    """
    found = [(left + right) / 2 for left, right in white]
    for head in heads:
        between = _white([head], size)
        if len(between) == len(white):
            both = [(max(a, c), min(b, d)) for (a, b), (c, d) in zip(white, between, strict=True)]
            found = [(a + b) / 2 if a < b else place for (a, b), place in zip(both, found, strict=True)]
    return found


def _is_filled(row: Sequence[Glyph], left: float, right: float) -> bool:
    return any(left <= (glyph.x0 + glyph.x1) / 2 <= right for glyph in row)


def _joined(rows: Sequence[list[Glyph]], left: float, places: Sequence[float]) -> list[list[Glyph]]:
    """The rows, with each the lines that only continue its cells: nearer to it than rows are, and without a first
    cell.
    """
    gaps = [min(glyph.top for glyph in below) - max(glyph.bottom for glyph in above) for above, below in pairwise(rows)]
    near = [gap < 0.5 * max(gaps) for gap in gaps]
    if not all(_is_filled(row, left, places[0]) != close for row, close in zip(rows[1:], near, strict=True)):
        return list(rows)
    joined = [rows[0]]
    for row, close in zip(rows[1:], near, strict=True):
        if close:
            joined[-1] = joined[-1] + row
        else:
            joined.append(row)
    return joined


def _borders(rows: Sequence[Sequence[Glyph]], band: _Band) -> list[float]:
    """Where one row ends and the next begins."""
    edges = [(max(glyph.bottom for glyph in above), min(glyph.top for glyph in below)) for above,
             below in pairwise(rows)]
    return [(bottom + top) / 2 for bottom, top in edges if band.top < top]


def _is_crossed(glyphs: Sequence[Glyph], place: float) -> bool:
    """Whether words run over the place: a head of several columns."""
    row = sorted(glyphs, key=lambda glyph: glyph.x0)
    if any(glyph.x0 < place < glyph.x1 for glyph in row):
        return True
    before, after = [glyph for glyph in row if glyph.x1 <= place], [glyph for glyph in row if glyph.x0 >= place]
    return bool(before and after) and after[0].x0 - max(glyph.x1 for glyph in before) < 0.5 * _GAP * after[0].size


def _vertical(place: float, top: float, bottom: float) -> Any:
    return {"object_type": "line", "orientation": "v", "x0": place, "x1": place, "top": top, "bottom": bottom,
            "height": bottom - top, "width": 0}


def _horizontal(place: float, left: float, right: float) -> Any:
    return {"object_type": "line", "orientation": "h", "x0": left, "x1": right, "top": place, "bottom": place,
            "height": 0, "width": right - left}
