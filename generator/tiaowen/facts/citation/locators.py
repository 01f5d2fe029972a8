"""Which clause of a document is named: 第三条第二款第（一）项 → art3.p2.1 (Technical Norms of Legislation: 条 款
项).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from tiaowen.model import Path
from tiaowen.text import NUMERAL, chinese_to_int

_GAP = r"[\s\u00a0\u3000]*"
_N = f"[{NUMERAL}0-9]{{1,6}}"
_ITEM = rf"第{_GAP}[（(]?{_GAP}(?P<item>{_N}){_GAP}[）)]?{_GAP}项"
_PARAGRAPH = rf"第{_GAP}(?P<paragraph>{_N}){_GAP}款"
LOCATOR = re.compile(
    rf"第{_GAP}(?P<article>{_N}){_GAP}条(?:{_GAP}之{_GAP}(?P<sub>[一二三四五六七八九十]{{1,3}}))?"
    rf"(?:{_GAP}的?{_PARAGRAPH})?(?:{_GAP}的?{_ITEM})?"
)
CHAPTER = re.compile(rf"第{_GAP}(?P<chapter>{_N}){_GAP}章(?:{_GAP}第{_GAP}(?P<section>{_N}){_GAP}节)?")
_NUMBER = re.compile(_N)
_LIST = re.compile(rf"第{_GAP}{_N}(?:{_GAP}[、，和与及或]{_GAP}{_N})+{_GAP}条")  # 第二、三条 share their 条
_ITEMS = re.compile(  # 第（二）、（三）项
    rf"{_GAP}的?第{_GAP}[（(]{_GAP}{_N}{_GAP}[）)]"
    rf"(?:{_GAP}[、，和与及或至]{_GAP}第?[（(]?{_GAP}{_N}{_GAP}[）)]?)+{_GAP}项"
)
WITHIN = re.compile(rf"(?:{_PARAGRAPH})?(?:{_ITEM})?")
_JOINT = re.compile(rf"{_GAP}(?:、|，|,|和|与|及|以及|或者|或|至|到|—|－|-){_GAP}")


class Locator(Struct, frozen=True, kw_only=True):
    """A clause named by number, as the path it has where articles, paragraphs and items are all counted."""

    start: int
    end: int
    path: Path


def number(numeral: str | None) -> int:
    """The value of a numeral; 0 when there is none or it is none."""
    try:
        return chinese_to_int(numeral) if numeral else 0
    except ValueError:
        return 0


def path_within(base: Path, paragraph: int, item: int) -> Path:
    """The path of 第二款第（三）项 below ``base``: art5.p2.3; the first paragraph is the clause itself."""
    return base + (f".p{paragraph}" if paragraph > 1 else "") + (f".{item}" if item else "")


def read_locator(match: re.Match[str]) -> Locator | None:
    """The locator of a match of LOCATOR; None when its number is none."""
    article = number(match["article"])
    if not article:
        return None
    base = f"art{article}" + (f"-{number(match['sub'])}" if match["sub"] else "")
    return Locator(start=match.start(), end=match.end(),
                   path=path_within(base, number(match["paragraph"]), number(match["item"])))


def chain(text: str, start: int) -> Iterator[Locator]:
    """The locators that follow each other from ``start``: 第十七条、第十九条和第二十二条第二款, 第二、三条,
    第二章第一节.
    """
    at = start
    while True:
        found = list(_at(text, at))
        yield from found
        joint = _JOINT.match(text, found[-1].end) if found else None
        if joint is None:
            return
        at = joint.end()


def _at(text: str, start: int) -> Iterator[Locator]:
    """What is named at one place: one clause, or several that share their unit word."""
    shared = _LIST.match(text, start)
    if shared:
        yield from _each(text, shared, lambda value: f"art{value}")
        return
    chapter = CHAPTER.match(text, start)
    if chapter and number(chapter["chapter"]):
        section = number(chapter["section"])
        yield Locator(start=start, end=chapter.end(),
                      path=f"ch{number(chapter['chapter'])}" + (f".sec{section}" if section else ""))
        return
    match = LOCATOR.match(text, start)
    locator = read_locator(match) if match else None
    if locator is None:
        return
    items = _ITEMS.match(text, locator.end)
    if items:
        base = locator.path
        yield from _each(text, items, lambda value: f"{base}.{value}", start)
    else:
        yield locator


def _each(text: str, match: re.Match[str], path: Callable[[int], Path], start: int | None = None) -> Iterator[Locator]:
    """A locator for every number of a list; the first begins with the words before it, the last ends with the unit
    word.
    """
    numbers = [n for n in _NUMBER.finditer(text, match.start(), match.end()) if number(n[0])]
    for index, n in enumerate(numbers):
        begin = (match.start() if start is None else start) if not index else n.start() - (text[n.start() - 1] in "（(")
        end = match.end() if index == len(numbers) - 1 else n.end() + (text[n.end()] in "）)")
        yield Locator(start=begin, end=end, path=path(number(n[0])))
