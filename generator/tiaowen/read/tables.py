"""Tables of every format: which are only layout, and what a merged cell says in each row that it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

WIDEST, TALLEST = 60, 2000  # columns, rows that a cell may claim to cover: a grid is bounded by its cells
REPEATED = 200  # characters: a longer text in a merged cell is prose, and said once
_PROSE, _PARAGRAPHS = 200, 3


class Cell(Struct, kw_only=True):
    """One cell as written: its paragraphs, and how many columns and rows it covers."""

    paragraphs: list[str]
    width: int = 1
    height: int = 1

    @property
    def text(self) -> str:
        """Its paragraphs on one line; a short one that broke inside a word (责任/单位) is joined without a space."""
        merged: list[str] = []
        for piece in (" ".join(paragraph.replace("\t", " ").split("\n")).strip() for paragraph in self.paragraphs):
            if merged and piece and len(merged[-1]) <= 4 and merged[-1][-1] > "\u2e80" and piece[0] > "\u2e80":
                merged[-1] += piece
            elif piece:
                merged.append(piece)
        return " ".join(merged)


def is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the table only arranges text on the page: hardly two rows with two filled cells, or a row of one cell
    that holds paragraphs of prose and most of the characters (title and number in the rows above it).
    """
    filled = [[cell for cell in row if any(paragraph.strip() for paragraph in cell.paragraphs)] for row in rows]
    if sum(len(row) > 1 for row in filled) < 2:
        return True
    size = sum(_size(cell) for row in filled for cell in row)
    return any(len(row) == 1 and _is_prose(row[0]) and _size(row[0]) * 2 > size for row in filled)


def _size(cell: Cell) -> int:
    return sum(map(len, cell.paragraphs))


def _is_prose(cell: Cell) -> bool:
    return sum(bool(paragraph.strip()) for paragraph in cell.paragraphs) >= _PARAGRAPHS


def grid(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """The texts of the cells, a list a row: what covers several rows stands in each of them, what covers several
    columns in the first.
    """
    found: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in rows:
        texts: list[str] = []
        for cell in row:
            _hang(texts, hanging)
            width = min(max(cell.width, 1), max(1, WIDEST - len(texts)))
            text, height = cell.text, min(max(cell.height, 1), TALLEST)
            repeated = text if len(text) <= REPEATED else ""
            for offset in range(width):
                if height > 1:
                    hanging[len(texts) + offset] = (height - 1, "" if offset else repeated)
            texts += [text, *[""] * (width - 1)]
        _hang(texts, hanging)
        found.append(texts)
    return found


def _hang(texts: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """The cells that hang down from the rows above into the next places of the row."""
    while (left := hanging.get(len(texts), (0, "")))[0] > 0:
        hanging[len(texts)] = (left[0] - 1, left[1])
        texts.append(left[1])
