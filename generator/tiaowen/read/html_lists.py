"""The number that a browser prints before an item of an ordered list (CSS Counter Styles Level 3): 1. in <ol>, 一、
with cjk-ideographic.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from tiaowen.numbering import STEMS
from tiaowen.text import int_to_chinese

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;}]+)", re.I)
_SIMPLE = re.compile(r"(?:^|[\s>])((?:ol|li)?(?:[.#][\w-]+)?)$", re.I)
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}


def _letter(number: int) -> str:
    return chr(96 + number) if 1 <= number <= 26 else str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while 0 < value <= number < 40:
            out, number = out + sign, number - value
    return out or str(number)


def _informal(number: int) -> str:
    return f"{int_to_chinese(number) if 0 <= number <= 9999 else number}、"


_PRINTED: dict[str, Callable[[int], str]] = {
    "decimal": lambda n: f"{n}.", "decimal-leading-zero": lambda n: f"{n:02d}.", "none": lambda n: "",
    "cjk-ideographic": _informal, "trad-chinese-informal": _informal, "simp-chinese-informal": _informal,
    "simp-chinese-formal": lambda n: _informal(n).translate(_FORMAL),
    "trad-chinese-formal": lambda n: _informal(n).translate(_FORMAL),
    "cjk-decimal": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)) + "、",
    "cjk-heavenly-stem": lambda n: f"{STEMS[n - 1] if 1 <= n <= 10 else n}、",
    "lower-alpha": lambda n: f"{_letter(n)}.", "lower-latin": lambda n: f"{_letter(n)}.",
    "upper-alpha": lambda n: f"{_letter(n).upper()}.", "upper-latin": lambda n: f"{_letter(n).upper()}.",
    "lower-roman": lambda n: f"{_roman(n)}.", "upper-roman": lambda n: f"{_roman(n).upper()}.",
    "disc": lambda n: "", "circle": lambda n: "", "square": lambda n: "",
}


def list_styles(root: etree._Element) -> dict[str, str]:
    """What the style sheets inside the page say of lists: simple selector (ol, .name, li.name, #name) → counter
    style.
    """
    found: dict[str, str] = {}
    for sheet in root.iter("style"):
        for rule in str(sheet.text or "").split("}"):
            selectors, _, body = rule.rpartition("{")
            kind = _named(body)
            for selector in selectors.split(",") if kind else ():
                match = _SIMPLE.search(selector.strip())
                if match and match[1]:
                    found[match[1].lower()] = kind
    return found


def list_number(item: etree._Element, number: int, sheet: dict[str, str]) -> str:
    """The printed number of an item of <ol>, with its sign; ``sheet``: what ``list_styles`` found in the page."""
    parent = item.getparent()
    assert parent is not None
    for element in (item, parent):
        kind = (
            _named(str(element.get("style") or "")) or _from_sheet(element, sheet)
            or _TYPES.get(str(element.get("type") or ""), "")
        )
        if kind:
            return _PRINTED[kind](number)
    return _PRINTED["decimal"](number)


def _named(declarations: str) -> str:
    """The last counter style that a declaration names (list-style: none inside)."""
    names = [word for match in _STYLE.finditer(declarations) for word in match[1].lower().split() if word in _PRINTED]
    return names[-1] if names else ""


def _from_sheet(element: etree._Element, sheet: dict[str, str]) -> str:
    tag = str(element.tag)
    marks = [f"#{element.get('id')}", *(f".{name}" for name in str(element.get("class") or "").split())]
    return next((sheet[key.lower()] for mark in marks for key in (f"{tag}{mark}", mark) if key.lower() in sheet),
                sheet.get(tag, ""))
