"""The numbers that word processors print before the items of a list, one function a style of numeral; the readers of
Word and OpenDocument texts call them by the names of their formats.
"""

from __future__ import annotations

from tiaowen.numbering import CIRCLED, STEMS
from tiaowen.text import FORMAL_NUMERAL, int_to_chinese

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_FORMAL = str.maketrans("一二三四五六七八九十百千", FORMAL_NUMERAL)
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)


def wide(number: int) -> str:
    """12 → １２."""
    return str(number).translate(_WIDE)


def han(number: int) -> str:
    """12 → 十二; beyond 9999 in digits."""
    return int_to_chinese(number) if 0 <= number <= 9999 else str(number)


def formal(number: int) -> str:
    """12 → 拾贰."""
    return han(number).translate(_FORMAL)


def stem(number: int) -> str:
    """甲 乙 … 癸, and again from 甲."""
    return STEMS[(number - 1) % len(STEMS)]


def branch(number: int) -> str:
    """子 丑 … 亥, and again from 子."""
    return _BRANCHES[(number - 1) % len(_BRANCHES)]


def ring(number: int) -> str:
    """① … ⑳; what has no sign in digits."""
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else str(number)


def roman(number: int) -> str:
    """The number in small Roman letters."""
    out = ""
    for value, name in _ROMAN:
        while number >= value:
            out, number = out + name, number - value
    return out


def letters(number: int) -> str:
    """The number in small letters as Word counts them: z, aa, bb."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
