"""The numbers that Word prints before paragraphs and does not store in their text (numbering.xml, ECMA-376 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable

from docx.oxml.ns import qn
from lxml import etree
from msgspec import Struct

from tiaowen.read.list_numbers import branch, formal, han, letters, ring, roman, stem, wide
from tiaowen.text import whole_number

_LEVEL = re.compile(r"%(\d)")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str, "decimalZero": lambda n: f"{n:02d}", "decimalHalfWidth": str,
    "decimalFullWidth": wide, "decimalFullWidth2": wide,
    "chineseCounting": han, "chineseCountingThousand": han, "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han, "japaneseCounting": han, "koreanCounting": han,
    "ideographDigital": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "chineseLegalSimplified": formal, "ideographLegalTraditional": formal, "ideographTraditional": stem,
    "ideographZodiac": branch,
    "decimalEnclosedCircle": ring, "decimalEnclosedCircleChinese": ring, "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.", "ideographEnclosedCircle": lambda n: f"({han(n)})",
    "lowerLetter": letters, "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": lambda n: roman(n) if 0 < n < 4000 else str(n),
    "upperRoman": lambda n: roman(n).upper() if 0 < n < 4000 else str(n),
}


class _Level(Struct, frozen=True, kw_only=True):
    start: int
    format: str
    text: str
    suffix: str
    legal: bool


class Numbering:
    """Counts through a document and says what stands before each paragraph."""

    def __init__(self, numbering: etree._Element | None) -> None:
        self.abstract_of: dict[str, str] = {}
        self.levels: dict[str, dict[int, _Level]] = {}
        self.linked: dict[str, str] = {}
        self.overridden: dict[str, dict[int, _Level]] = {}
        self.restarts: dict[str, dict[int, int]] = {}
        self.style_of: dict[str, str] = {}
        self.counts: dict[tuple[str, int], int] = {}
        self.begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: etree._Element) -> None:
        linked: dict[str, str] = {}
        for abstract in numbering.iter(qn("w:abstractNum")):
            name = str(abstract.get(qn("w:abstractNumId")))
            self.levels[name] = _levels(abstract)
            if style := _value(abstract, "w:styleLink"):
                linked[style] = name
            for level in abstract.iter(qn("w:lvl")):
                style = _value(level, "w:pStyle")
                if style:
                    self.style_of[f"{name}/{style}"] = _value(level, None, "w:ilvl")
        # a list that only names a list style is the list that defines the style
        for abstract in numbering.iter(qn("w:abstractNum")):
            if (target := linked.get(_value(abstract, "w:numStyleLink"))) is not None:
                self.linked[str(abstract.get(qn("w:abstractNumId")))] = target
        for number in numbering.iter(qn("w:num")):
            name, abstract_id = str(number.get(qn("w:numId"))), _value(number, "w:abstractNumId")
            self.abstract_of[name] = self.linked.get(abstract_id, abstract_id)
            overrides = list(number.iter(qn("w:lvlOverride")))
            self.restarts[name] = {
                whole_number(_value(override, None, "w:ilvl"), 0): whole_number(start, 1)
                for override in overrides if (start := _value(override, "w:startOverride"))
            }
            self.overridden[name] = {depth: level for override in overrides for depth,
                                     level in _levels(override).items()}

    def label(self, number: str, level: int, style: str = "") -> str:
        """The printed number of the next paragraph of this list and level, with the white space Word puts after it."""
        abstract = self.abstract_of.get(number, "")
        if style and f"{abstract}/{style}" in self.style_of:
            level = whole_number(self.style_of[f"{abstract}/{style}"], 0)
        levels = self.levels.get(abstract, {}) | self.overridden.get(number, {})
        found = levels.get(level)
        if found is None or number == "0":
            return ""
        self._count(number, abstract, level, found)
        if found.format in ("bullet", "none"):
            return ""
        text = _LEVEL.sub(lambda m: self._number(abstract, int(m[1]) - 1, levels, legal=found.legal), found.text)
        return text + (" " if found.suffix != "nothing" and text[-1:] not in "、．.）)：:" and text else "")

    def _count(self, number: str, abstract: str, level: int, found: _Level) -> None:
        restart = self.restarts.get(number, {}).get(level)
        if restart is not None and (number, level) not in self.begun:
            self.counts[abstract, level] = restart
        else:
            self.counts[abstract, level] = self.counts.get((abstract, level), found.start - 1) + 1
        self.begun.add((number, level))
        for deeper in [key for key in self.counts if key[0] == abstract and key[1] > level]:
            del self.counts[deeper]

    def _number(self, abstract: str, level: int, levels: dict[int, _Level], *, legal: bool) -> str:
        found = levels.get(level)
        if found is None:
            return ""
        count = self.counts.get((abstract, level), found.start)
        return str(count) if legal else _FORMATS.get(found.format, str)(count)


def _value(element: etree._Element, child: str | None, attribute: str = "w:val") -> str:
    """The attribute of the child (or of the element itself), empty when absent."""
    target = element if child is None else element.find(qn(child))
    return "" if target is None else str(target.get(qn(attribute)) or "")


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {whole_number(_value(level, None, "w:ilvl"), 0): _level(level) for level in parent.iter(qn("w:lvl"))}


def _level(level: etree._Element) -> _Level:
    return _Level(
        start=whole_number(_value(level, "w:start"), 1), format=_value(level, "w:numFmt") or "decimal",
        text=_value(level, "w:lvlText"), suffix=_value(level, "w:suff") or "tab",
        legal=level.find(qn("w:isLgl")) is not None,
    )
