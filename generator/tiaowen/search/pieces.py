"""A query cut into the fewest, longest known words, numbers and bodies, and runs of other characters; numbers as people
type and as texts write them.

The page does the same (search-understand.js).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tiaowen.text import chinese_to_int

if TYPE_CHECKING:
    from tiaowen.search.understand import Lexicon

ASKED = 0.03  # what an everyday word costs more than a word of documents: 最低工资|多少 rather than 最低|工资多少
LONGEST = 16
WORD, CHARACTER, SINGLE, OPEN, OFFICE = 0.6, 1.0, 1.2, 1.2, 2.2
_UNITS = "平方米|平米|个月|个工作日|工作日|公里|周岁|小时|微克|块钱|[年月日天元块倍个家户人岁万吨亩米分次名批类层级条]"
_UNIT = re.compile(_UNITS)
_HOW_MANY = re.compile(f"(?:多少|几)个?(?P<unit>{_UNITS}|[周辆台套所座项件张吨])")
_LOOK = {"duration": ("期限", "有效期", "期满"), "count": ("达到", "不少于", "不低于")}
_TIME = frozenset({"年", "月", "日", "天", "周", "小时", "工作日", "个月", "个工作日"})
_YEAR = re.compile(r"(?:19|20)[0-9][0-9](?![0-9]|\.[0-9]|[%‰元万亿])年?")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:%|‰|万亿|亿|万)?")
_HAN_DIGITS = "零〇一二两三四五六七八九十百千万亿"
_HAN_ONES = "两三四五六七八九"
_COUNTS = "(?=[元个美家户人%天日年岁倍公平吨条项]|$)"
_NUMERAL = re.compile(
    f"(?:[{_HAN_DIGITS}]*[万亿](?![{_HAN_DIGITS}])|[{_HAN_DIGITS}]*[百千][{_HAN_DIGITS}]*{_COUNTS}"
    f"|[一二三四五六七八九]?十[一二三四五六七八九]?{_COUNTS}|[两三四五六七八九](?=个月|个?工作日|周?岁|小时|[天日年倍]))")
BODY_END = re.compile("(?:局|委|办|部|厅|署|中心|总队|支队|委员会|办公室|小组|法院|检察院|工会|团委|妇联)$")
_OFFICE_LIKE = re.compile("[\u3400-\u9fff]{2,4}[局委厅]")


def counted(text: str) -> str:
    """四万九千九百五十二 → 49952, 一百亿 → 100亿, 三十万 → 30万: a scale at the end stays."""
    scale = text[-1] if text[-1] in "万亿" and not set(text[:-1]) & set("万亿") else ""
    return str(chinese_to_int(re.sub("^[十百千]", r"一\g<0>", text[: len(text) - len(scale)]))) + scale


def han_of(number: int) -> str:
    """A number in Han numerals as texts write it, 十五, 一千五百; empty from 100,000 on."""
    if not number or number >= 100_000:
        return ""
    digits, text, gap = str(number), "", False
    for at, digit in enumerate(digits):
        if digit == "0":
            gap = text != ""
        else:
            text += ("零" if gap else "") + "〇一二三四五六七八九"[int(digit)] + ("", "十", "百", "千", "万")[
                len(digits) - 1 - at]
            gap = False
    return re.sub("^一十", "十", text)


def forms_of(number: str) -> list[str]:
    """Other forms of a number: 百亿 and 100亿, 20000 and 2万, 5% and 百分之五."""
    forms = [number]
    if match := re.fullmatch("([0-9]+)(亿|万)?", number):
        digits, scale = match[1], match[2] or ""
        if not scale and digits.endswith("0000"):
            forms.append(digits[:-4] + "万")
        if scale == "万":
            forms.append(digits + "0000")
        if scale and digits in ("100", "1000"):
            forms.append(("百" if digits == "100" else "千") + scale)
        forms.append(han_of(int(digits)) + scale)
    if percent := re.fullmatch("([0-9]{1,2})%", number):
        forms.append("百分之" + han_of(int(percent[1])))
    return [form for form in dict.fromkeys(forms) if form]


class _Step(Struct, frozen=True):
    cost: float = float("inf")
    start: int = 0
    run: int = 0
    entry: dict[str, Any] | None = None


def pieces(key: str, known: Lexicon) -> list[tuple[str, dict[str, Any] | None]]:
    """The pieces of a key: known words, numbers, bodies, and runs of other characters (None)."""
    best = [[_Step(), _Step()] for _ in range(len(key) + 1)]
    best[0][0] = _Step(cost=0)

    def offer(start: int, end: int, cost: float, entry: dict[str, Any]) -> None:
        run = 0 if best[start][0].cost <= best[start][1].cost else 1
        whole = best[start][run].cost + cost
        if whole < best[end][0].cost:
            best[end][0] = _Step(whole, start, run, entry)

    for start in range(len(key)):
        _offer_number(key, start, known, offer)
        for end in range(start + 1, min(len(key), start + LONGEST) + 1):
            _offer_word(key[start:end], start, end, known, offer)
        if key[start] in known.weak:
            offer(start, start + 1, CHARACTER, {"kind": "weak"})
        for run, opening in ((0, OPEN), (1, 0.0)):
            whole = best[start][run].cost + opening + CHARACTER
            if whole < best[start + 1][1].cost:
                best[start + 1][1] = _Step(whole, start, run)
    return _joined(key, best)


def laws(found: list[tuple[str, dict[str, Any] | None]]) -> list[tuple[str, dict[str, Any] | None]]:
    """A known word with 法 at its end names a law: 劳动合同法."""
    if len(found) < 2 or found[-1] != ("法", None) or found[-2][1] is None or len(found[-2][0]) < 2:
        return found
    return [*found[:-2], (found[-2][0] + "法", {"kind": "law"})]


def _joined(key: str, best: list[list[_Step]]) -> list[tuple[str, dict[str, Any] | None]]:
    found: list[tuple[str, dict[str, Any] | None]] = []
    end = len(key)
    run = 0 if best[end][0].cost <= best[end][1].cost else 1
    while end > 0:
        step = best[end][run]
        entry = None if step.entry and step.entry["kind"] == "weak" else step.entry
        if entry is None and found and found[0][1] is None:
            found[0] = (key[step.start : end] + found[0][0], None)
        else:
            found.insert(0, (key[step.start : end], entry))
        end, run = step.start, step.run
    return found


def _offer_number(key: str, start: int, known: Lexicon, offer: Any) -> None:
    asked = _HOW_MANY.match(key, start)
    if asked and asked["unit"] not in ("元", "块", "块钱", "万"):
        about = "duration" if asked["unit"] in _TIME else "count"
        entries = [{"kind": "ask", "about": about, "others": _LOOK[about], "fact": "",
                    "unit": asked["unit"].removeprefix("个")}]
        offer(start, asked.end(), WORD - 0.1, {"kind": "known", "entries": entries})
    inside = start > 0 and key[start - 1].isdigit()
    year = None if inside else _YEAR.match(key, start)
    number = None if inside else _NUMBER.match(key, start)
    numeral = _NUMERAL.match(key, start)
    if year:
        offer(start, year.end(), WORD - 0.2, {"kind": "year", "year": year[0][:4]})
    elif number or (numeral and numeral[0] not in known.entries and (len(numeral[0]) > 1 or numeral[0] in _HAN_ONES)):
        match = number or numeral
        assert match
        unit = _UNIT.match(key, match.end())
        value, typed = (match[0], "") if number else (counted(match[0]), match[0])
        entry = {"kind": "number", "number": value, "typed": typed, "unit": unit[0] if unit else ""}
        offer(start, unit.end() if unit else match.end(), WORD - (0.2 if number else 0.1), entry)


def _offer_word(word: str, start: int, end: int, known: Lexicon, offer: Any) -> None:
    entries = known.entries.get(word)
    if entries and not (len(word) == 1 and word in known.weak):
        asked = all(entry.get("asked") for entry in entries)
        offer(start, end, (WORD if len(word) > 1 else SINGLE) + ASKED * asked, {"kind": "known", "entries": entries})
    if len(word) > 1 and BODY_END.search(word):
        ids = known.bodies_named(word)
        if ids:
            offer(start, end, WORD - 0.1, {"kind": "body", "ids": ids, "entries": entries or []})
        elif _OFFICE_LIKE.fullmatch(word):
            offer(start, end, OFFICE, {"kind": "known",
                                       "entries": [{"kind": "office", "names": [], "fields": [word[:-1]]}]})
