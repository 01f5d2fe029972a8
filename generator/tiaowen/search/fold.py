"""The fold: what makes two spellings of one text the same search key.

One table, code point → folded text, made here from Unicode and OpenCC; Python folds with it and the pages get it as
data (``encode_table``), so that the two can never disagree. Folding is only for the key: pages show the published text.

Per code point: compatibility decomposition without accents (２→2, ㎡→m2, ⼯→工, é→e), lower case,
Traditional→Simplified by single character (never by phrase: text and query must fold alike whatever stands around) with
著 as 着, look-alikes of 〇, brackets, quotes and white space dropped, all other punctuation to ``|``. A run of ``|`` is
one. A pinyin gloss left by a converter, 業(yè), is dropped. Source: design/search.md, section 5.1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

SEPARATOR = "|"
# CJK Radicals Supplement (PDFs use them for whole characters; Unicode gives only two of them a decomposition):
# Unicode's EquivalentUnifiedIdeograph.txt, those that are words of their own.
RADICALS = dict(zip(
    "⺠⺟⺝⺜⺫⺬⺼⺽⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺌⺍⺎⺒⺓⺧",
    "民母月日目示月臼西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟小小兀巳幺牛", strict=True))
ALIKE = {"○": "〇", "◯": "〇", "⚪": "〇", "⭕": "〇"} | RADICALS
# What Traditional texts write with another character than Simplified ones do: 著力, 瞭解, 答覆, 計畫, 憑藉. One key for
# both only widens.
MERGED = {"著": "着", "瞭": "了", "覆": "复", "画": "划", "藉": "借"}
KEPT = frozenset(".%‰&@#*")
SEPARATORS = frozenset("|~−⁄∕⋯∶･")
_GLOSS = re.compile("[(（](?<=[\u3400-\u9fff].)[a-zA-Zɡü]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ][a-zA-Zɡ]{0,6}[)）]")
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_SEPARATOR_RUN = re.compile(r"\|{2,}")
# Blocks whose punctuation is folded; that of other scripts (the Tibetan tsheg) is part of their words.
_PUNCTUATED = re.compile("[\\x00-\u024f\u2000-\u303f\u30fb\ufe00-\ufe6f\ufeff-\uffef\U000e0100-\U000e01ef]")
# What is folded at all: Latin, Greek, Cyrillic, symbols, CJK with its compatibility blocks, variation selectors.
_BLOCKS = ((0x0, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x2BFF), (0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE00, 0xFE6F),
           (0xFEFF, 0xFFEF),
           (0x1F100, 0x1F2FF), (0xE0100, 0xE01EF))


class _Table(dict[int, str]):
    """The table; a code point it does not name folds to itself."""

    def __missing__(self, code: int) -> str:
        self[code] = char = chr(code)
        return char


def fold(text: str) -> str:
    """The search key of a text."""
    return _SEPARATOR_RUN.sub(SEPARATOR, _GLOSS.sub("", text).translate(_table()))


def fold_all(texts: Iterable[str]) -> list[str]:
    """The search keys of many texts, folded in one go: many times faster."""
    between = "\uffff"  # never a character
    whole = _GLOSS.sub("", between.join(text.replace(between, "") for text in texts))
    first, lengths, long = _columns()
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
    counts = lengths[codes]
    folded = np.repeat(first[codes], counts)
    starts = np.cumsum(counts, dtype=np.int64) - counts
    for at in np.flatnonzero(counts > 1).tolist():
        folded[starts[at] : starts[at] + counts[at]] = long[int(codes[at])]
    return _SEPARATOR_RUN.sub(SEPARATOR, folded.tobytes().decode("utf-32-le", "surrogatepass")).split(between)


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The search key, and for each of its characters the offset in the text of the character it comes from."""
    table = _table()
    glosses = {match.start(): match.end() for match in _GLOSS.finditer(text)}
    key: list[str] = []
    offsets: list[int] = []
    index = 0
    while index < len(text):
        if index in glosses:
            index = glosses[index]
            continue
        for char in table[ord(text[index])]:
            if char != SEPARATOR or not key or key[-1] != SEPARATOR:
                key.append(char)
                offsets.append(index)
        index += 1
    return "".join(key), offsets


def find(text: str, key: str) -> Iterator[tuple[int, int]]:
    """Every place in the text, start and end, whose fold is the key (overlapping places included)."""
    folded, offsets = fold_with_offsets(text)
    at = folded.find(key) if key else -1
    while at >= 0:
        yield offsets[at], offsets[at + len(key) - 1] + 1
        at = folded.find(key, at + 1)


@cache
def folds() -> dict[str, str]:
    """Every character that does not fold to itself, with its fold."""
    simplified = OpenCC("t2s")
    chars = (chr(code) for first, last in _BLOCKS for code in range(first, last + 1))
    return {char: folded for char in chars if (folded := _fold_char(char, simplified)) != char}


@cache
def _table() -> _Table:
    return _Table({ord(char): folded for char, folded in folds().items()})


@cache
def _columns() -> tuple[NDArray[np.uint32], NDArray[np.uint8], dict[int, list[int]]]:
    """The table by code point: the first code point of each fold, how many it has, and all of those that have
    several.
    """
    first, lengths, long = np.arange(0x110000, dtype=np.uint32), np.ones(0x110000, np.uint8), {}
    for char, folded in folds().items():
        lengths[ord(char)] = len(folded)
        if folded:
            first[ord(char)] = ord(folded[0])
        if len(folded) > 1:
            long[ord(char)] = list(map(ord, folded))
    return first, lengths, long


def _fold_char(char: str, simplified: OpenCC) -> str:
    seen = ""
    while char != seen:
        seen = char
        whole = _punctuation(char) if len(unicodedata.normalize("NFKD", char)) != 1 else None
        if whole is not None:
            return whole
        out = ""
        for part in unicodedata.normalize("NFKD", char).lower():
            if "\u0300" <= part <= "\u036f":
                continue
            part = ALIKE.get(part, part)
            if "\u3400" <= part <= "\u9fff":
                part = simplified.convert(part)
                part = MERGED.get(part, part)
            kind = _punctuation(part)
            out += part if kind is None else kind
        char = _SEPARATOR_RUN.sub(SEPARATOR, out)
    return char


def _punctuation(char: str) -> str | None:
    """The fold of a separator or of a character that is dropped; None for any other."""
    if char in KEPT or len(char) != 1 or not _PUNCTUATED.match(char):
        return None
    category = unicodedata.category(char)
    if char in SEPARATORS or char == "\t" or "\u25a0" <= char <= "\u25ff":
        return SEPARATOR  # a tab stands between the cells of a table row; shapes are bullets (○ has become 〇 before)
    if category in {"Ps", "Pe", "Pi", "Pf", "Zs", "Zl", "Zp", "Cc", "Cf"} or char in "\"'`" or char in _SELECTORS:
        return ""
    return SEPARATOR if category in {"Po", "Pd", "Pc"} else None


def common_and_rare(alphabet: Collection[str]) -> tuple[dict[str, object], dict[int, dict[str, object]]]:
    """The part of the table that can matter to keys made of these characters, as data for the pages: a table and
    further parts.

    The common table has the characters of GB 2312; a page needs a part only for texts that hold another character (a
    Traditional one) of these 4,096 code points. A character whose fold holds anything outside the alphabet folds to
    something that no key holds, so the pages need not know it.
    """
    letters = {*alphabet, SEPARATOR}
    known = {char: folded for char, folded in folds().items() if letters.issuperset(folded)}
    common = {char: folded for char, folded in known.items() if is_common(char)}
    parts: dict[int, dict[str, str]] = {}
    for char, folded in known.items():
        if char not in common:
            parts.setdefault(ord(char) >> 12, {})[char] = folded
    return _as_data(common), {part: _as_data(table) for part, table in sorted(parts.items())}


def is_common(char: str) -> bool:
    """Whether the character is ASCII or of GB 2312, as browsers decode it (the page asks TextDecoder,
    search-fold.js).
    """
    if char.isascii():
        return True
    try:
        code = char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xA1 <= code[0] <= 0xF7 and 0xA1 <= code[1] <= 0xFE


def _as_data(table: dict[str, str]) -> dict[str, object]:
    """``drop`` and ``separate``: first and last character of each run; ``pairs``: character, its fold; ``long``: the
    folds of several characters.
    """
    return {
        "drop": _runs(char for char, folded in table.items() if not folded),
        "separate": _runs(char for char, folded in table.items() if folded == SEPARATOR),
        "pairs": "".join(char + folded for char,
                         folded in sorted(table.items()) if len(folded) == 1 and folded != SEPARATOR),
        "long": {char: folded for char, folded in sorted(table.items()) if len(folded) > 1},
    }


def _runs(chars: Iterator[str]) -> str:
    codes = sorted(map(ord, chars))
    starts = [code for index, code in enumerate(codes) if not index or code != codes[index - 1] + 1]
    ends = [code for index, code in enumerate(codes) if index + 1 == len(codes) or code + 1 != codes[index + 1]]
    return "".join(chr(start) + chr(end) for start, end in zip(starts, ends, strict=True))
