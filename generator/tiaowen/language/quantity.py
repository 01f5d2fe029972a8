"""Numbers with their units, read off a clause's text: 5.7万户, 1—2个, 千亿元, 千分之三, 5元/人/夜.

Everything works on ``plain(full)``, which has the length of ``full``, so that every span is a span of the published
text. What looks like a number and is none (dates, document numbers, ordinals, names in quotes) is masked first.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from tiaowen.catalog.quantities import Measure, QuantityWords, alternation
from tiaowen.needed import headed
from tiaowen.text import chinese_to_int

MASK = "\x00"
_PLAIN = str.maketrans("０１２３４５６７８９．％﹪,;:()／－～\u00a0\u3000", "0123456789.%%，；：（）/-~  ")
_THOUSANDS = re.compile(r"(?<![\d.，])([1-9]\d{0,2}(?:，\d{3})+)(?![\d，])")
_NO_NUMBER = headed(
    r"(?:19|20)\d\d\s?(?:[—–\-至到~]+\s?(?:19|20)\d\d\s?)?年(?!内)"  # 2025年, 2021—2025年
    r"|(?:(?<![\d.])\d[\d.]{0,12}|[一二三四五六七八九十百千]{1,8})\s?[万亿]{0,2}元级(?!别)"  # 80亿元级: a class
    # 4月底, 10月20日, 每月20日
    r"|\d{1,2}\s?月(?:份|底|末|初)?(?:\s?\d{1,2}\s?[日号])?(?:前|起|至)?|(?<=[月每])\s?\d{1,2}\s?[日号]"
    r"|[〔\[（(](?:19|20)\d\d[〕\])）]\s?\d{1,6}\s?号|(?<!\d)\d{1,6}\s?号(?=文|令|公告)"  # 〔2017〕45号
    r"|第\s?[\d一二三四五六七八九十百]+(?:\s?[—–\-至、]\s?第?[\d一二三四五六七八九十百]+)?"  # 第30条, 第一
    r"|[前后]\s?[\d一二三四五六七八九十百]+(?:[—\-]\d+)?\s?(?:名|位|强|列)"  # 前30名
    r"|[百千万亿]{1,2}(?:兆(?!瓦|帕|赫)|[米卡人亩头](?=级))"  # 千兆光网, 万卡级: part of a term
    r"|《[^《》]{1,80}》|(?<![A-Za-z/])[A-Za-z]{1,12}[\-.]?\d{1,12}(?:\.\d{1,6})?"  # PM2.5, G60
    # 5G, 10+5+N
    r"|(?<![\d.])\d{1,12}(?:\.\d{1,6})?[A-Za-z+×](?![A-Za-z]*(?:FLOPS|bps|TEU))[A-Za-z\d+]{0,20}(?<![GMTP]B)"
    r"|(?<!\d)\d{1,2}：\d\d(?!\d)|\d{1,4}\s?次(?:常务|全体)?会议"  # 经市政府14届107次会议审议
    r"|[一二两三四五六七八九十][一-鿿]式|[上下]午\s?\d{1,2}\s?[点时]"  # 一卡式, 上午11点前
)
_QUOTED = re.compile(r"“[^“”]{1,60}”|‘[^‘’]{1,60}’|「[^「」]{1,60}」")
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千万亿几]")
_DIGITS = r"\d++(?:,\d{3})*+(?:\.\d++)?+"
_SCALE = r"万亿|千万|百万|十万|千亿|百亿|十亿|[十百千万亿]"
_SEPARATOR = r"[—–\-~至到]{1,2}|─{1,2}"
_HAN = "一二两三四五六七八九十百千万亿"
_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_EXCEEDED = re.compile(r"[超过破达满]$")
_TERM = re.compile(r"(?!人民币|以|至|到|的|或|和|及|不|奖|补|钱)[一-龥]")
_SQUARE = re.compile(r"[mM][2²]")
LONGEST = 15  # digits; a longer run is an account or a code, not a quantity


class Quantity(NamedTuple):
    """One number or range with its unit. ``value`` and ``unit`` follow the contract (3亿元 → 3 亿元, 5.7万户 → 57000
    户).
    """

    start: int
    end: int
    value: float
    value_max: float | None
    unit: str
    measure: Measure
    han: bool  # the number is written in Chinese numerals
    per: str  # what it is counted by: 元/平方米 → 平方米


@lru_cache(maxsize=1024)
def plain(full: str) -> str:
    """``full`` with half-width digits and full-width punctuation, character for character; the comma of 1,200 stays
    half-width.
    """
    text = full.translate(_PLAIN)
    return _THOUSANDS.sub(lambda match: match[0].replace("，", ","), text)


def masked(text: str) -> str:
    """``plain`` text with everything that only looks like a quantity replaced by masks of the same length."""
    def hide(match: re.Match[str]) -> str:
        return MASK * len(match[0])

    def hide_numerals(match: re.Match[str]) -> str:
        return _NUMERAL.sub(MASK, match[0])

    return _QUOTED.sub(hide_numerals, _NO_NUMBER.sub(hide, text))


class _Lexicon(Struct, frozen=True, eq=False):
    pattern: re.Pattern[str]
    units: tuple[tuple[re.Pattern[str], Measure, bool], ...]


@cache
def _lexicon(words: QuantityWords) -> _Lexicon:
    unit = alternation(tuple(word for word, _, _ in words.units))
    with_per = rf"(?:{unit})(?:/(?:{unit}|{words.per})(?:[、·•](?:(?:年|月|日|天)(?![\u4e00-\u9fff])|平方米))?)*"
    number = rf"(?:{_DIGITS})\s?[多余几]?(?:{_SCALE})?[多余]?"
    pattern = headed(
        rf"(?<![\d/])(?P<fm>\d{{1,2}})/(?P<fn>\d{{1,3}})(?![\d/]|\s?(?:千伏|[kK][vV]))"  # not 10/20千伏
        rf"|(?<![\d.A-Za-z+×?？])(?P<a>{number})\s?(?P<au>{with_per})?"
        rf"(?:\s?(?:{_SEPARATOR})\s?(?P<b>{number})\s?(?P<bu>{with_per})?)?"
        rf"|(?<![{_HAN}第十数几余多上成])(?P<h>[{_HAN}]++)(?:\s?(?:{_SEPARATOR})\s?(?P<h2>[{_HAN}]++))?\s?"
        rf"(?P<hu>{with_per})"
        rf"|(?P<parts>[百千万]分之)(?P<p>[{_HAN}]++|{_DIGITS})(?:点(?P<pd>[零{_HAN}]++))?"
        rf"|(?P<n>[一二两三四五六七八九十]|\d+)分之(?P<m>[一二三四五六七八九十]|\d+)"
        r"|(?P<half>一半|半数)(?=\s?(?:以上|左右|$|[，。；、）]))"
    )
    return _Lexicon(pattern, tuple((re.compile(word), measure, keeps) for word, measure, keeps in words.units))


def quantities(text: str, words: QuantityWords) -> tuple[Quantity, ...]:
    """Every quantity of a ``masked`` text, in order."""
    lexer = _lexicon(words)
    hits = (_quantity(match, lexer) for match in lexer.pattern.finditer(text))
    return tuple(hit for hit in hits if hit is not None)


def _quantity(match: re.Match[str], lexer: _Lexicon) -> Quantity | None:
    if match["half"]:
        return Quantity(match.start(), match.end(), 50.0, None, "%", "percent", True, "")
    if match["parts"] or match["n"] or match["fm"]:
        return _fraction(match)
    if match["h"]:
        return _han_quantity(match, lexer)
    first, unit, second = match["a"], match["au"] or "", match["b"]
    end = match.end()
    apart = second and "%" in unit + (match["bu"] or "") and unit != match["bu"]  # 由50万元调增20%至60万元
    if unit and (apart or second and not match["bu"]):  # 10个到30 : the second number belongs to what follows
        second, end = "", match.end("au")
    unit = match["bu"] or unit if second else unit
    if max(len(re.sub(r"\D", "", n)) for n in (first, second or "0")) > LONGEST:
        return None
    name, measure, keeps = _unit(unit, lexer)
    low, scale = _number(first)
    high, high_scale = _number(second) if second else (None, "")
    if high is not None and not scale and not match["au"]:
        scale = high_scale  # 15—20万元: the scale is said once
    value, unit_name = _scaled(low, scale, name, keeps)
    top = _scaled(high, high_scale, name, keeps)[0] if high is not None else None
    return Quantity(match.start(), end, value, top, unit_name, measure, False, name.partition("/")[2])


def _fraction(match: re.Match[str]) -> Quantity | None:
    if match["parts"]:
        base = match["parts"][0]
        value = float(chinese_to_int(match["p"])) if match["p"][0] in _HAN else float(match["p"])
        if match["pd"]:
            value = float(f"{int(value)}.{''.join(str(chinese_to_int(c)) for c in match['pd'])}")
        unit = {"百": "%", "千": "‰", "万": "‱"}[base]
        return Quantity(match.start(), match.end(), value, None, unit, "percent", True, "")
    low, high = (match["m"], match["n"]) if match["n"] else (match["fm"], match["fn"])
    below = chinese_to_int(high)
    if not 0 < chinese_to_int(low) < below:
        return None
    return Quantity(match.start(), match.end(), round(chinese_to_int(low) / below, 4), None, "比例", "percent",
                    bool(match["n"]), "")


def _han_quantity(match: re.Match[str], lexer: _Lexicon) -> Quantity | None:
    if (
        match["h"] == "万" and match["hu"] == "元"
        and not _EXCEEDED.search(match.string, max(0, match.start() - 2), match.start())
    ):
        return None  # 以万元为单位, 补贴标准（万元）: a unit, no number
    name, measure, keeps = _unit(match["hu"], lexer)
    if name == "元" and len(match["h"]) == 1 and not match["h2"] and _TERM.match(match.string, match.end()):
        return None  # 二元母猪: part of a term
    low, high = _han_number(match["h"]), _han_number(match["h2"]) if match["h2"] else None
    if low is None:
        return None
    value, unit = _scaled(low[0], low[1], name, keeps)
    top = _scaled(high[0], high[1], name, keeps)[0] if high else None
    return Quantity(match.start(), match.end(), value, top, unit, measure, True, name.partition("/")[2])


def _han_number(numeral: str) -> tuple[Decimal, str] | None:
    """千 → 1000, 一万 → (1, 万), 五百万 → (500, 万), 千亿 → (1000, 亿); None for what is no numeral (万千)."""
    scale = next((s for s in ("万亿", "万", "亿") if numeral.endswith(s)), "")
    head = numeral.removesuffix(scale) if scale else numeral
    if not head:
        return Decimal(1), scale
    if head[0] in "百千万亿":
        head = "一" + head
    try:
        value = chinese_to_int(head)
    except ValueError:
        return None
    return (Decimal(value), scale) if value else None


def _number(printed: str) -> tuple[Decimal, str]:
    """5.7万 → (5.7, 万); 3千万 → (3000, 万); 200余 → (200, "")."""
    digits = re.match(_DIGITS, printed)
    assert digits is not None
    scale = re.sub(r"[\d.,\s多余几]", "", printed)
    low = Decimal(digits[0].replace(",", ""))
    for big in ("万亿", "亿", "万"):
        if scale.endswith(big):
            return low * _SCALES[scale.removesuffix(big)], big
    return low * _SCALES[scale], ""


def _scaled(number: Decimal, scale: str, unit: str, keeps: bool) -> tuple[float, str]:
    if keeps and scale:
        return float(number), scale + unit
    return float(number * _SCALES[scale]), unit


@lru_cache(maxsize=4096)
def _unit(printed: str, lexer: _Lexicon) -> tuple[str, Measure, bool]:
    """The unit without decoration (人民币, ㎡), what it measures, and whether 万 and 亿 stay with it."""
    name = printed.strip().replace("元人民币", "元").replace("㎡", "平方米").replace("平米", "平方米")
    name = _SQUARE.sub("平方米", name)
    name = name.replace("标煤", "标准煤") if name.endswith("标煤") else name
    head = name.partition("/")[0]
    for pattern, measure, keeps in lexer.units:
        if pattern.match(head) and len(head) == pattern.match(head).end():  # type: ignore[union-attr]
            return name, measure, keeps
    return name, "", False
