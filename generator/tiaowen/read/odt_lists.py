"""The numbers that the list styles of an OpenDocument text print and its text does not hold (ODF 1.3 part 3, 16.30 and
5.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from msgspec import Struct

from tiaowen.read.list_numbers import branch, formal, han, letters, ring, roman, stem, wide
from tiaowen.text import whole_number

_TEXT, _STYLE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_PLACE = re.compile(r"%(\d)%")
_FORMATS: tuple[tuple[str, Callable[[int], str]], ...] = (  # how style:num-format begins
    ("一", han), ("壹", formal), ("甲", stem), ("①", ring), ("１", wide), ("子", branch),
    ("a", letters), ("A", lambda n: letters(n).upper()), ("i", roman), ("I", lambda n: roman(n).upper()), ("1", str),
)


class _Level(Struct, frozen=True, kw_only=True):
    format: str
    text: str
    start: int


class Lists:
    """Knows the list styles, and counts through the lists of the document."""

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        roots = [content] if styles is None else [styles, content]
        self.styles = {
            str(style.get(f"{_STYLE}name") or "outline"): {level: found for level, found in map(_level, style) if level}
            for root in roots for tag in ("list-style", "outline-style") for style in root.iter(_TEXT + tag)
        }
        self.open: list[str] = []
        self.counts: dict[str, list[int]] = {}

    def enter(self, element: etree._Element) -> None:
        """A list begins; a nested one keeps the style of the list around it."""
        style = str(element.get(f"{_TEXT}style-name") or (self.open[-1] if self.open else ""))
        if not self.open:
            continued = (
                element.get(f"{_TEXT}continue-numbering") == "true" or element.get(f"{_TEXT}continue-list") is not None
            )
            if not continued:
                self.counts[style] = [0] * 11
        self.open.append(style)

    def leave(self) -> None:
        """A list ends; the levels below it begin anew at the next item."""
        self.open.pop()

    def item(self, item: etree._Element) -> str:
        """The printed number of the next item of the list that is open."""
        style, depth = self.open[-1], len(self.open)
        counts, levels = self.counts.setdefault(style, [0] * 11), self.styles.get(style, {})
        level = levels.get(depth)
        if level is None or depth > 10:
            return ""
        start = whole_number(item.get(f"{_TEXT}start-value"), 0)
        counts[depth] = start or (counts[depth] + 1 if counts[depth] else level.start)
        counts[depth + 1:] = [0] * (10 - depth)
        return _printed(level, levels, counts)

    def heading(self, heading: etree._Element) -> str:
        """The printed number of a heading by the outline style; nothing where that has none."""
        depth, levels = whole_number(heading.get(f"{_TEXT}outline-level"), 0), self.styles.get("outline", {})
        level = levels.get(depth)
        if level is None or not level.format or heading.get(f"{_TEXT}is-list-header") == "true" or self.open:
            return ""
        counts = self.counts.setdefault("outline", [0] * 11)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1:] = [0] * (10 - depth)
        return _printed(level, levels, counts)


def _level(element: etree._Element) -> tuple[int, _Level]:
    attributes = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
    depth = whole_number(attributes.get("level"), 0)
    if not str(element.tag).endswith(("list-level-style-number", "outline-level-style")):
        return depth, _Level(format="", text="", start=1)
    shown = max(1, whole_number(attributes.get("display-levels"), 1))
    places = ".".join(f"%{n}%" for n in range(max(1, depth - shown + 1), depth + 1))
    plain = attributes.get("num-prefix", "") + places + attributes.get("num-suffix", "")
    return depth, _Level(
        format=attributes.get("num-format", ""), text=attributes.get("num-list-format", plain),
        start=whole_number(attributes.get("start-value"), 1))


def _printed(level: _Level, levels: dict[int, _Level], counts: list[int]) -> str:
    if not level.format:
        return ""

    def number(match: re.Match[str]) -> str:
        depth = int(match[1])
        format_ = levels[depth].format if depth in levels else "1"
        return next((write(counts[depth] or 1) for mark, write in _FORMATS if format_.startswith(mark)),
                    str(counts[depth] or 1))

    text = _PLACE.sub(number, level.text)
    return text + (" " if text[-1:] not in "、．.）)：:" and text else "")
