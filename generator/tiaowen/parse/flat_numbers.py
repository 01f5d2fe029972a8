"""Borders that the numbers of a flattened text prove: a table of contents that the text then follows, and the points 1
1.1 1.1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiaowen.numbering import FAMILY, match_label
from tiaowen.parse.borders import LABEL_START
from tiaowen.text import HAN, squeeze

Number = tuple[int, ...]
_CONTENTS = re.compile(r"目\s*[录次](?=\s*(?:第|[一1]))")
_POINT = re.compile(r"(?<![\d.．第表图见款条〔（(-])\d{1,2}(?:[.．]\d{1,2}){1,3}(?![\d.．％%‰])")
_REFUSED = {kind: re.compile(FAMILY[kind].refused) for kind in ("decimal", "bare")}
_LONGEST_ENTRY = 60
_FEWEST_POINTS = 4


def contents_borders(text: str) -> Iterator[int]:
    """目录│第一章总体形势│第二章…│第一章总体形势│“十四五”时期…: every entry, and in the text every heading that is an
    entry.
    """
    contents = _CONTENTS.search(text)
    entries = _entries(text, contents.end()) if contents else []
    if not contents or not entries:
        return
    yield contents.start()
    yield contents.end()
    at = entries[-1][1]
    yield from (start for start, _ in entries)
    for start, end in entries:
        entry = text[start:end].strip()
        found = text.find(entry, at)
        if found < 0:
            continue
        at = found + len(entry)
        yield found
        yield at


def _entries(text: str, start: int) -> list[tuple[int, int]]:
    """Where the entries of the contents that begin at ``start`` stand; none when the first of them is not printed
    again.
    """
    labels = [m.start() for m in LABEL_START.finditer(text, start) if match_label(text, m.start())]
    entries: list[tuple[int, int]] = []
    first = ""
    for begin, end in zip(labels, labels[1:], strict=False):
        entry = squeeze(text[begin:end])
        if first and squeeze(text[begin:begin + len(first) * 2]).startswith(first):
            return entries
        if len(entry) > _LONGEST_ENTRY or re.search("[。；]", entry):
            return []
        first = first or entry
        entries.append((begin, end))
    return []


def decimal_borders(text: str) -> Iterator[int]:
    """…1总则│1.1编制目的…。│1.2编制依据…。│2组织体系│2.1…: the points that follow one another, and the headings 1, 2
    over them.
    """
    points = list(_points(text))
    if len(points) < _FEWEST_POINTS:
        return
    done = 0
    chapter = 0
    for at, number in points:
        if number[0] > chapter:
            for between in range(chapter + 1, number[0]):  # a chapter without points
                heading = _chapter(text, between, done, at)
                if heading:
                    yield heading
            heading = _heading_before(text, number[0], done, at)
            if heading:
                yield heading
            chapter = number[0]
        yield at
        done = at
    last = _chapter(text, chapter + 1, done, len(text))
    while last and chapter < 99:
        yield last
        chapter += 1
        last = _chapter(text, chapter + 1, last, len(text))


def _points(text: str) -> Iterator[tuple[int, Number]]:
    current: Number = ()
    for match in _POINT.finditer(text):
        label = match_label(text, match.start())
        if (
            label and label.kind == "decimal" and not _REFUSED["decimal"].match(text, label.end)
            and _goes_on(current, label.number)
        ):
            current = label.number
            yield match.start(), current


def _goes_on(current: Number, number: Number) -> bool:
    """1.1 opens; 1.1.1, 1.2 and 2.1 follow it, and 3.1, where chapter 2 has no points."""
    if not current:
        return number == (1, 1)
    deeper = number == (*current, 1)
    depth = len(number)
    sister = depth <= len(current) and number[:-1] == current[:depth - 1] and number[-1] == current[depth - 1] + 1
    return deeper or sister or depth == 2 and number[-1] == 1 and number[0] in (current[0] + 1, current[0] + 2)


def _heading_before(text: str, number: int, start: int, end: int) -> int:
    """Where the heading of a chapter begins that stands right before its first point; 0 when none does."""
    match = re.search(rf"(?<![\d.．]){number}\s*[{HAN}、“”]{{1,24}}\s*$", text[max(start, end - 40):end])
    return max(start, end - 40) + match.start() if match else 0


def _chapter(text: str, number: int, start: int, end: int) -> int:
    """Where a chapter begins that has no points: its number after a sentence; 0 when it is not there."""
    for match in re.finditer(rf"(?<=[。；）])\s*{number}(?=\s*[{HAN}])", text[start:end]):
        if not _REFUSED["bare"].match(text, start + match.end()):
            return start + match.end() - len(str(number))
    return 0
