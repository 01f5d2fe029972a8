"""Which clause of a document is named: 第三条第二款第（一）项 → art3.p2.1 (Technical Norms of Legislation: 条 款 项)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tiaowen.model import Path
from tiaowen.text import NUMERAL, chinese_to_int

_GAP = r"[\s\u00a0\u3000]*"
_N = f"[{NUMERAL}0-9]{{1,6}}"
_ITEM = rf"第{_GAP}[（(]?{_GAP}(?P<item>{_N}){_GAP}[）)]?{_GAP}项"
_PARAGRAPH = rf"第{_GAP}(?P<paragraph>{_N}){_GAP}款"
LOCATOR = re.compile(
    rf"第{_GAP}(?P<article>{_N}){_GAP}条(?:{_GAP}之{_GAP}(?P<sub>[一二三四五六七八九十]{{1,3}}))?(?:{_GAP}的?{_PARAGRAPH})?(?:{_GAP}的?{_ITEM})?"
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
    return Locator(start=match.start(), end=match.end(), path=path_within(base, number(match["paragraph"]), number(match["item"])))


def chain(text: str, start: int) -> Iterator[Locator]:
    """The locators that follow each other from ``start``: 第十七条、第十九条和第二十二条第二款."""
    match = LOCATOR.match(text, start)
    while match:
        locator = read_locator(match)
        if locator is None:
            return
        yield locator
        joint = _JOINT.match(text, match.end())
        match = LOCATOR.match(text, joint.end()) if joint else None
