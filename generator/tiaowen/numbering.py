"""Printed labels: what a line that begins with 第三章, 二、, （一）, 15., 1.2.3, ①, 甲、 or —— says. Parse and format,
no nesting.

One table holds all that is known of a family: how it is printed, what it counts, where it stands among the others,
which words after it show that it is none, and what it is called in an address. A new style of heading is one row, and
its name among LabelKind; the first pattern that fits a line decides.

Families after GB/T 9704-2012, 7.3.3 (一、（一）1.（1）), the Technical Norms of Legislation (编章节条款项目), GB/T 1.1
(1 1.1 1.1.1) and what portals print.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from tiaowen.needed import first_characters
from tiaowen.text import FORMAL_NUMERAL, NUMERAL, chinese_to_int, half_width_digits, int_to_chinese

LabelKind = Literal[
    "bian", "subbian", "chapter", "section", "article", "formal", "roman", "han", "han_paren", "arabic", "arabic_paren",
    "arabic_half", "step", "circled", "decimal", "bare", "stem", "letter", "dash",
]
UnitKind = Literal["bian", "chapter", "section", "article", "heading", "dash"]

_N = f"[{NUMERAL}{FORMAL_NUMERAL}0-9０-９]"
_GAP = r"[\s\u00a0\u3000]*"
_ZHI = f"(?:{_GAP}之{_GAP}(?P<sub>[一二三四五六七八九十]+))?"
_AGE = r"[0-9０-９]{1,3}(?:[-—－~～]+[0-9０-９]{1,3})?\s?周?岁"  # has no decimals: 1.35周岁以下 is item 1
_ORDINAL = rf"第{_GAP}(?P<n>{_N}(?:{_GAP}{_N}){{0,6}}){_GAP}"
# 第 5-1 條, as Taiwan prints 第五条之一
_INSERTED = rf"第{_GAP}(?P<n>[0-9０-９]{{1,4}}){_GAP}[-－]{_GAP}(?P<sub>[0-9０-９]{{1,2}}){_GAP}[条條]"
_HAN_NUMBER = "[一二三四五六七八九十百]+"
# 一、二年级
_NEXT_NUMBER = "(?:" + "|".join(f"(?<={a}[、．.,，]){b}" for a, b in pairwise("一二三四五六七八九十")) + ")"
# 一、一级至四级工伤职工: no list counts one thing twice
_SAME_NUMBER = "(?:" + "|".join(f"(?<={n}[、．.,，]){n}" for n in "一二三四五六七八九十") + ")"
# the year that begins an item (2.2018、2019年度考核表, 1.2015级), not the digits of a quantity
_YEAR_GOES_ON = "[年级届、和及至—–~～-]"
# 第二章第三节: another place is cited; 第二节 第一审程序 is a heading
_CITED = r"第[一二三四五六七八九十百零\d]{1,7}(?:[编篇章节条款]|项(?!目))"
_INSIDE_ORDINAL = rf"第[\s一二三四五六七八九十百千零〇{FORMAL_NUMERAL}\d]{{1,9}}"
STEMS = "甲乙丙丁戊己庚辛壬癸"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
POINTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
BRACKETED_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_ROMAN_LETTERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class Family(Struct, frozen=True, kw_only=True):
    """One way of numbering: a row of the table."""

    kind: LabelKind
    rank: float
    """Customary depth, outermost first; the sequence of a text may show another."""
    patterns: tuple[str, ...]
    """How it is printed at the start of a line: group ``n`` (or ``n2``) is the numeral, ``sub`` that of 之一."""
    value: Callable[[str], tuple[int, ...]]
    """The numeral as printed → its value; raises ValueError when it is no numeral."""
    shown: str = "{n}"
    """How a number of the family is said when it is missing."""
    refused: str = ""
    """Words right after the label that show that it begins no unit (第三条规定的…, 2.5个)."""
    inside: str = ""
    """How it is looked for inside a line whose breaks are lost; empty: it is never cut out, and a missing number proves
    nothing.
    """
    path: str = ""
    """Its name in a path (ch3); empty: the number alone."""
    unit: UnitKind = "heading"
    """What the unit is called in the tree, outside an article."""

    @property
    def heads(self) -> bool:
        """Whether the line of such a unit is a heading and nothing else."""
        return self.unit in ("bian", "chapter", "section")

    @property
    def legislative(self) -> bool:
        """Whether the family divides a law (编章节条), so that its numbers run through the text."""
        return self.heads or self.unit == "article"


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


def _numeral(printed: str) -> tuple[int, ...]:
    for signs in (CIRCLED, POINTED, BRACKETED, BRACKETED_HAN):
        if printed in signs:
            return (signs.index(printed) + 1,)
    return (chinese_to_int(re.sub(r"[\s\u00a0\u3000]", "", printed)),)


def _parts(printed: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.split(r"[.．]", half_width_digits(printed).replace("．", "."))
                 if not part.isalpha())


def _stem(printed: str) -> tuple[int, ...]:
    return (STEMS.index(printed) + 1,)


def _roman(printed: str) -> tuple[int, ...]:
    signs: Sequence[str] = ROMAN if printed in ROMAN else _ROMAN_LETTERS
    return (signs.index(printed) + 1,)


def _letter(printed: str) -> tuple[int, ...]:
    return (ord(printed.lower()) - ord("a") + 1,)


FAMILIES: tuple[Family, ...] = (
    Family(kind="subbian", rank=1, patterns=(rf"{_ORDINAL}分{_GAP}[编編]",), value=_numeral,
           shown="第{han}分编", unit="bian"),
    Family(
        kind="bian", rank=0, patterns=(rf"{_ORDINAL}(?:[编編](?![制写译排号])|篇(?![幅章])|部分){_ZHI}",),
        value=_numeral,
        shown="第{han}编", refused=rf"与|\s*(?:{_CITED}|[、和及至，]|规定|的|关于|所)", inside=f"{_INSIDE_ORDINAL}编",
        path="bian", unit="bian"),
    Family(
        kind="chapter", rank=2, patterns=(rf"{_ORDINAL}章{_ZHI}",), value=_numeral, shown="第{han}章",
        refused=rf"\s*(?:{_CITED}|[、和及与至，]|规定|的|关于|所)", inside=f"{_INSIDE_ORDINAL}章",
        path="ch", unit="chapter"),
    Family(
        kind="section", rank=3, patterns=(rf"{_ORDINAL}[节節]{_ZHI}",), value=_numeral, shown="第{han}节",
        refused=rf"\s*(?:{_CITED}|[、和及与至，]|规定|的|关于|所|课)", inside=f"{_INSIDE_ORDINAL}节", path="sec",
        unit="section"),
    Family(
        kind="article", rank=4, patterns=(rf"{_ORDINAL}[条條]{_ZHI}", _INSERTED), value=_numeral, shown="第{han}条",
        refused=(
            r"(?:第[^\s第]{1,7}[款项条]|之[一二三四五六七八九十]|[、和及与或至到](?=第|本(?:条|款|项|章|节|法(?!人)|办法|条例|规[定则]|细则|决定|通知|意见)|前|《"
            r"|[一二三四五六七八九十])|[，,]|规定|所列|所称|所指"
            r"|中(?![华央国小型介共医等外心期])|的|款(?![项待])|项(?!目)|修改|删除|改为"
            r"|[（(][一二三四五六七八九十]+[）)]项"
            r"|\s*(?:修改为|删除|改为|第[一二三四五六七八九十]+款))"),
        inside=f"{_INSIDE_ORDINAL}条", path="art", unit="article"),
    Family(
        kind="formal", rank=5, patterns=(rf"(?P<n>[{FORMAL_NUMERAL}]{{1,3}}){_GAP}[、．.]",), value=_numeral),
    Family(  # Ⅰ、 stands above 一、 where a text begins with it, else below
        kind="roman", rank=5.5, value=_roman,
        patterns=(rf"(?P<n>[{ROMAN}]){_GAP}(?:[、．.]|(?=[ \u3000]))",
                  rf"(?P<n>[IVX]{{1,4}}){_GAP}[、．.](?![A-Za-z.])")),
    Family(
        kind="han", rank=6, patterns=(rf"(?P<n>[{NUMERAL}]{{1,5}}){_GAP}(?:[、．]|[.,，](?!\d))",), value=_numeral,
        shown="{han}、",
        refused=rf"(?!{_SAME_NUMBER}){_HAN_NUMBER}(?:[、产线级季班是等]|类)|{_NEXT_NUMBER}[年月]",
        inside="[一二三四五六七八九十]{1,4}、"),
    Family(
        kind="han_paren", rank=7, value=_numeral, shown="（{han}）",
        patterns=(rf"[（(〔﹙]{_GAP}(?P<n>[{NUMERAL}]{{1,5}}){_GAP}[）)〕﹚](?:{_GAP}[、.．])?",
                  f"(?P<n>[{BRACKETED_HAN}])"),
        refused=rf"\s*(?:[（(]{_HAN_NUMBER}[）)]|[、和至及]?(?:项(?!目)|款(?!项)|目(?![标录的前]))"
                rf"|[至、和及](?=\s*[（(第]))",
        inside="[（(][一二三四五六七八九十]{1,4}[）)]"),
    Family(
        kind="arabic_paren", rank=9, value=_numeral, shown="（{n}）",
        patterns=(
            rf"[（(]{_GAP}(?P<n>[0-9０-９]{{1,3}}){_GAP}[）)](?:{_GAP}[、.．])?", f"(?P<n>[{BRACKETED}])"),
        refused=r"\s*(?:[（(]\d|[、和至及](?=\s*[（(]))", inside=r"[（(]\d{1,2}[）)]"),
    Family(  # 1）: one step below （1）
        kind="arabic_half", rank=9.5, value=_numeral, shown="{n}）",
        patterns=(rf"(?P<n>[0-9０-９]{{1,3}}){_GAP}[）)](?!\d)",),
        refused=r"\s*(?:[、和至及](?=\s*\d+[）)])|[)）。，；])", inside=r"(?<![\d（(.．])\d{1,2}[）)]"),
    Family(
        kind="decimal", rank=8.5, value=_parts,
        patterns=(
            r"(?P<n>[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){1,5})(?=[^0-9０-９.．％%‰])(?!\s?周?岁|[-—－~～]+\d{1,3}\s?周?岁)[.．、]?",
            # A.1, A.1.1 in 附录A (GB/T 1.1-2020, 10.4)
            r"(?P<n>[A-HＡ-Ｈ](?:[.．][0-9]{1,2}){1,4})(?=[\s\u3000\u4e00-\u9fff])"),
        refused=(  # 2.5个, but 1.3分级分类
            r"[个万亿元%％倍米吨亩次辆台套千度—~～至-]|分(?![级类工期组区析])|公(?![众共开告示文])|人(?![员力才])|平"
            r"(?![台时战])|版(?![本权])"
            r"|层(?![级次])|户(?![籍外])|折(?![旧价])|家(?![庭长禽畜])|级(?!别)")),
    Family(
        kind="arabic", rank=8, value=_numeral, shown="{n}.",
        patterns=(rf"(?P<n>[0-9０-９]{{1,3}}){_GAP}(?:[.．](?![0-9０-９])|[.．](?={_AGE})|[.．](?=(?:19|20)[0-9]{{2}}\s?{_YEAR_GOES_ON})|、)",
                  f"(?P<n>[{POINTED}])"),
        # 2. 5个 is 2.5; 5. 100周岁 is a clause
        refused=rf"(?!{_AGE})\d(?!\d{{3}}\s?{_YEAR_GOES_ON})|\s+\d(?!\d)|\s*(?:个(?![人体别性案])|[万亿倍％%])",
        inside=r"\d{1,2}[.．、](?!\d)"),
    Family(
        kind="bare", rank=8, patterns=(rf"(?P<n>[0-9０-９]{{1,2}})(?=[ \u00a0\u3000]{_GAP}[^\s\d])",), value=_numeral,
        refused=r"\s*(?:[月日年个万亿元人家项条次章节:：/／.．-]|\d)"),
    Family(  # 第一步：提出申请
        kind="step", rank=9.8, value=_numeral, shown="第{han}步",
        patterns=(rf"第(?P<n>[一二三四五六七八九十]{{1,2}})步{_GAP}(?:[：:、]|(?=[ \u3000]))",)),
    Family(kind="circled", rank=10, patterns=(rf"(?P<n>[{CIRCLED}])[、.．]?",), value=_numeral),
    Family(kind="stem", rank=5, patterns=(rf"(?P<n>[{STEMS}]){_GAP}[、.．]",), value=_stem),
    Family(kind="letter", rank=11, patterns=(r"(?P<n>[A-Za-z])[、.．)）](?![A-Za-z.])",), value=_letter),
    Family(
        kind="dash", rank=20, patterns=(r"(?P<n>)(?:[—―─－]{2}|[-–]{2})[—―─－–-]*",),
        value=lambda printed: (), unit="dash",
        refused=r"\s*(?:[^。；，]{2,30}《[^》]*》$|[^。；，]{2,40}(?:会议|大会|座谈会)上|$)"),
)
"""All families in order of trial."""
FAMILY: dict[str, Family] = {family.kind: family for family in FAMILIES}
RANK: dict[str, float] = {family.kind: family.rank for family in FAMILIES}
COUNTED = frozenset(family.kind for family in FAMILIES if family.inside)
"""Families that are printed without gaps, so that a missing number proves a loss, and the next one a border."""
_PATTERNS = tuple((family, re.compile(pattern)) for family in FAMILIES for pattern in family.patterns)
_BEGUN = tuple((re.compile(f"[{first_characters(pattern)}]"), family, pattern) for family, pattern in _PATTERNS)


@lru_cache(maxsize=1024)
def _beginning(char: str) -> tuple[tuple[Family, re.Pattern[str]], ...]:
    """The patterns, in order of trial, of labels that can begin with the character."""
    return tuple((family, pattern) for first, family, pattern in _BEGUN if first.match(char))


def match_label(line: str, start: int = 0) -> Label | None:
    """The label that stands at ``start`` of the line (after white space), or None. The words around it decide nothing
    here.
    """
    begin = start + len(line) - start - len(line[start:].lstrip("\u3000\u00a0 \t"))
    for family, pattern in _beginning(line[begin:begin + 1]):
        match = pattern.match(line, begin)
        if not match:
            continue
        groups = match.groupdict()
        try:
            number = family.value(groups["n"] or groups.get("n2") or "")
            sub = chinese_to_int(groups["sub"]) if groups.get("sub") else 0
        except ValueError:  # 第一十零条: no numeral, so no label
            continue
        return Label(kind=family.kind, number=number, sub=sub, text=match[0].strip(), end=match.end())
    return None


def format_label(kind: str, number: int) -> str:
    """The label as it would be printed, for saying which one is missing: han 2 → 二、, article 12 → 第十二条."""
    if not 0 <= number <= 9999:
        return str(number)
    return FAMILY[kind].shown.format(han=int_to_chinese(number), n=number)
