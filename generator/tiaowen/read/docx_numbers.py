"""The numbers that Word prints before paragraphs and does not store in their text (numbering.xml, ECMA-376 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable

from docx.oxml.ns import qn
from lxml import etree
from msgspec import Struct

from tiaowen.numbering import CIRCLED, STEMS
from tiaowen.text import int_to_chinese

_LEVEL = re.compile(r"%(\d)")
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
    (1, "i"),
)


def _roman(number: int) -> str:
    out = ""
    for value, name in _ROMAN:
        while number >= value:
            out, number = out + name, number - value
    return out


def _letters(number: int) -> str:
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _chinese(number: int) -> str:
    return int_to_chinese(number) if 0 <= number <= 9999 else str(number)


def _ring(number: int) -> str:
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str, "decimalZero": lambda n: f"{n:02d}", "decimalHalfWidth": str,
    "decimalFullWidth": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalFullWidth2": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "chineseCounting": _chinese, "chineseCountingThousand": _chinese, "taiwaneseCounting": _chinese, "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese, "koreanCounting": _chinese,
    "ideographDigital": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "chineseLegalSimplified": lambda n: _chinese(n).translate(_LEGAL), "ideographLegalTraditional": lambda n: _chinese(n).translate(_LEGAL),
    "ideographTraditional": lambda n: STEMS[(n - 1) % 10], "ideographZodiac": lambda n: "子丑寅卯辰巳午未申酉戌亥"[(n - 1) % 12],
    "decimalEnclosedCircle": _ring, "decimalEnclosedCircleChinese": _ring, "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.", "ideographEnclosedCircle": lambda n: f"({_chinese(n)})",
    "lowerLetter": _letters, "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": lambda n: _roman(n) if 0 < n < 4000 else str(n), "upperRoman": lambda n: _roman(n).upper() if 0 < n < 4000 else str(n),
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
        self.restarts: dict[str, dict[int, int]] = {}
        self.style_of: dict[str, str] = {}
        self.counts: dict[tuple[str, int], int] = {}
        self.begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: etree._Element) -> None:
        for abstract in numbering.iter(qn("w:abstractNum")):
            name = str(abstract.get(qn("w:abstractNumId")))
            self.levels[name] = {int(_value(level, None, "w:ilvl") or 0): _level(level) for level in abstract.iter(qn("w:lvl"))}
            for level in abstract.iter(qn("w:lvl")):
                style = _value(level, "w:pStyle")
                if style:
                    self.style_of[f"{name}/{style}"] = str(_value(level, None, "w:ilvl") or 0)
        for number in numbering.iter(qn("w:num")):
            name = str(number.get(qn("w:numId")))
            self.abstract_of[name] = _value(number, "w:abstractNumId")
            self.restarts[name] = {
                int(_value(override, None, "w:ilvl") or 0): int(start)
                for override in number.iter(qn("w:lvlOverride")) if (start := _value(override, "w:startOverride")).isdecimal()
            }

    def label(self, number: str, level: int, style: str = "") -> str:
        """The printed number of the next paragraph of this list and level, with the white space Word puts after it."""
        abstract = self.abstract_of.get(number, "")
        if style and f"{abstract}/{style}" in self.style_of:
            level = int(self.style_of[f"{abstract}/{style}"])
        levels = self.levels.get(abstract, {})
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


def _level(level: etree._Element) -> _Level:
    start = _value(level, "w:start")
    return _Level(
        start=int(start) if start.removeprefix("-").isdecimal() else 1, format=_value(level, "w:numFmt") or "decimal",
        text=_value(level, "w:lvlText"), suffix=_value(level, "w:suff") or "tab", legal=level.find(qn("w:isLgl")) is not None,
    )
