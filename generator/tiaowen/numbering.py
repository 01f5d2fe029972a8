"""Printed labels: what a line that begins with 第三章, 二、, （一）, 15., 1.2.3, ①, 甲、 or —— says. Parse and format, no nesting.

Families after GB/T 9704-2012, 7.3.3 (一、（一）1.（1）), the Technical Norms of Legislation (编章节条款项目), GB/T 1.1
(1 1.1 1.1.1) and what portals print; one table, in order of trial.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from tiaowen.text import NUMERAL, chinese_to_int, half_width_digits, int_to_chinese

LabelKind = Literal[
    "bian", "subbian", "chapter", "section", "article", "han", "han_paren", "arabic", "arabic_paren",
    "circled", "decimal", "bare", "stem", "letter", "dash",
]

_N = f"[{NUMERAL}0-9０-９]"
_GAP = r"[\s\u00a0\u3000]*"
_ZHI = f"(?:{_GAP}之{_GAP}(?P<sub>[一二三四五六七八九十]+))?"
_ORDINAL = rf"第{_GAP}(?P<n>{_N}(?:{_GAP}{_N}){{0,6}}){_GAP}"
STEMS = "甲乙丙丁戊己庚辛壬癸"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
POINTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
BRACKETED_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"

_SOURCES: tuple[tuple[LabelKind, str], ...] = (
    ("subbian", rf"{_ORDINAL}分{_GAP}[编編]"),
    ("bian", rf"{_ORDINAL}(?:[编編](?![制写译排号])|篇(?![幅章])|部分){_ZHI}"),
    ("chapter", rf"{_ORDINAL}章{_ZHI}"),
    ("section", rf"{_ORDINAL}[节節]{_ZHI}"),
    ("article", rf"{_ORDINAL}[条條]{_ZHI}"),
    ("han", rf"(?P<n>[{NUMERAL}]{{1,5}}){_GAP}(?:[、．]|[.,，](?!\d))"),
    ("han_paren", rf"[（(〔﹙]{_GAP}(?P<n>[{NUMERAL}]{{1,5}}){_GAP}[）)〕﹚](?:{_GAP}[、.．])?"),
    ("arabic_paren", rf"[（(]{_GAP}(?P<n>[0-9０-９]{{1,3}}){_GAP}[）)](?:{_GAP}[、.．])?|(?P<n2>[0-9０-９]{{1,3}}){_GAP}[）)](?!\d)"),
    ("decimal", r"(?P<n>[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){1,5})(?=[^0-9０-９.．％%‰])[.．、]?"),
    ("arabic", rf"(?P<n>[0-9０-９]{{1,3}}){_GAP}(?:[.．](?![0-9０-９])|[.．](?=(?:19|20)[0-9]{{2}}\s?年)|、)"),
    ("bare", rf"(?P<n>[0-9０-９]{{1,2}})(?=[ \u00a0\u3000]{_GAP}[^\s\d])"),
    ("circled", rf"(?P<n>[{CIRCLED}])[、.．]?"),
    ("arabic", rf"(?P<n>[{POINTED}])"),
    ("arabic_paren", rf"(?P<n>[{BRACKETED}])"),
    ("han_paren", rf"(?P<n>[{BRACKETED_HAN}])"),
    ("stem", rf"(?P<n>[{STEMS}]){_GAP}[、.．]"),
    ("letter", r"(?P<n>[A-Za-z])[、.．)）](?![A-Za-z.])"),
    ("dash", r"(?:[—―─－]{2}|[-–]{2})[—―─－–-]*"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _SOURCES)
_FORMATS: dict[str, str] = {
    "bian": "第{han}编", "subbian": "第{han}分编", "chapter": "第{han}章", "section": "第{han}节", "article": "第{han}条",
    "han": "{han}、", "han_paren": "（{han}）", "arabic": "{n}.", "arabic_paren": "（{n}）", "bare": "{n}",
}


class Label(Struct, frozen=True, kw_only=True):
    """A printed label at the start of a line.

    ``number`` is its value (第十二条 → (12,), 1.2.3 → (1, 2, 3), dash → ()), ``sub`` that of 之一 (0: none),
    ``text`` the label as printed, ``end`` the offset after it.
    """

    kind: LabelKind
    number: tuple[int, ...]
    sub: int = 0
    text: str
    end: int


def _value(kind: LabelKind, printed: str) -> tuple[int, ...]:
    for signs in (CIRCLED, POINTED, BRACKETED, BRACKETED_HAN):
        if printed in signs:
            return (signs.index(printed) + 1,)
    if kind == "stem":
        return (STEMS.index(printed) + 1,)
    if kind == "letter":
        return (ord(printed.lower()) - ord("a") + 1,)
    if kind == "decimal":
        return tuple(int(part) for part in re.split(r"[.．]", half_width_digits(printed).replace("．", ".")))
    return (chinese_to_int(re.sub(r"[\s\u00a0\u3000]", "", printed)),)


def match_label(line: str, start: int = 0) -> Label | None:
    """The label that stands at ``start`` of the line (after white space), or None. The words around it decide nothing here."""
    begin = start + len(line) - start - len(line[start:].lstrip("\u3000\u00a0 \t"))
    for kind, pattern in _PATTERNS:
        match = pattern.match(line, begin)
        if not match:
            continue
        if kind == "dash":
            return Label(kind=kind, number=(), text=match[0], end=match.end())
        groups = match.groupdict()
        try:
            number = _value(kind, groups.get("n") or groups.get("n2") or "")
            sub = chinese_to_int(groups["sub"]) if groups.get("sub") else 0
        except ValueError:  # 第一十零条: no numeral, so no label
            continue
        return Label(kind=kind, number=number, sub=sub, text=match[0].strip(), end=match.end())
    return None


def format_label(kind: str, number: int) -> str:
    """The label as it would be printed, for saying which one is missing: han 2 → 二、, article 12 → 第十二条."""
    if not 0 <= number <= 9999:
        return str(number)
    return _FORMATS.get(kind, "{n}").format(han=int_to_chinese(number), n=number)
