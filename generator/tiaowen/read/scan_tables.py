"""Ruled tables on a scanned page: the cells are the white fields between black lines, never the order in which words
were recognised.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tiaowen.read.glyph_lines import Glyph, VisualLine, visual_lines
from tiaowen.read.tables import Cell, grid, is_layout

_Box = tuple[float, float, float, float]
_SMALLEST = 12  # pixels: a field narrower or flatter is the space between two rules
_NEAR = 10  # pixels within which two edges are one line of the grid


def ruled_rows(image: np.ndarray[Any, Any], glyphs: Sequence[Glyph]) -> tuple[list[VisualLine], list[_Box]]:
    """The rows of all ruled tables of the page with words in them, and where the tables stand."""
    rows: list[VisualLine] = []
    boxes: list[_Box] = []
    for number, (box, fields) in enumerate(_tables(image), 1):
        cells = _grid_of(fields)
        texts = [[Cell(paragraphs=[_words(glyphs, field)], width=width, height=height) for field, width, height in row]
                 for row in cells]
        if is_layout(texts):
            continue
        boxes.append(box)
        for row, line in zip(cells, grid(texts), strict=True):
            if "".join(line).strip():
                top = min(field[1] for field, _, _ in row) if row else box[1]
                rows.append(VisualLine(top=top, left=box[0], right=box[2], size=0, text="\t".join(line),
                                       table=id(image) + number))
    return rows, boxes


def _tables(image: np.ndarray[Any, Any]) -> list[tuple[_Box, list[_Box]]]:
    """Each table with its fields: white areas enclosed by long straight lines."""
    import cv2

    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) if image.ndim == 3 else image
    dark = cv2.adaptiveThreshold(255 - gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 15, -2)
    height, width = dark.shape[:2]
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN,
                              cv2.getStructuringElement(cv2.MORPH_RECT, (max(width // 30, 20), 1)))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (1, max(height // 60, 20))))
    lines = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8), iterations=3)
    outlines, _ = cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[tuple[_Box, list[_Box]]] = []
    for outline in outlines:
        x, y, w, h = cv2.boundingRect(outline)
        if w < width * 0.15 or h < 2 * _SMALLEST:
            continue
        count, _, stats, _ = cv2.connectedComponentsWithStats(255 - lines[y:y + h, x:x + w], connectivity=4)
        fields = [
            (float(x + left), float(y + top), float(x + left + wide), float(y + top + tall))
            for left, top, wide, tall, area in stats[1:count]
            if min(wide, tall) >= _SMALLEST and min(left, top) > 0 and left + wide < w and top + tall < h
            and area * 2 > wide * tall
        ]
        if len(fields) >= 4:
            found.append(((float(x), float(y), float(x + w), float(y + h)), fields))
    return found


def _grid_of(fields: Sequence[_Box]) -> list[list[tuple[_Box, int, int]]]:
    """The fields as rows from top to bottom, each with how many columns and rows of the grid it covers."""
    columns, rows = _edges([field[0] for field in fields]), _edges([field[1] for field in fields])
    found: list[list[tuple[_Box, int, int]]] = [[] for _ in rows]
    for field in sorted(fields):
        row = _place(rows, field[1])
        width = sum(field[0] - _NEAR <= edge < field[2] - _NEAR for edge in columns)
        height = sum(field[1] - _NEAR <= edge < field[3] - _NEAR for edge in rows)
        found[row].append((field, max(width, 1), max(height, 1)))
    return [row for row in found if row]


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _place(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _words(glyphs: Sequence[Glyph], field: _Box) -> str:
    inside = [g for g in glyphs if field[0] <= (g.x0 + g.x1) / 2 <= field[2]
              and field[1] <= (g.top + g.bottom) / 2 <= field[3]]
    return "".join(line.text for line in visual_lines(inside))
