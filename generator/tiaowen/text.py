"""Characters: Han and width, white space, Chinese numerals, dates, hashing. Pure functions, no knowledge of
documents.
"""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
HAN_CHARACTER = re.compile(f"[{HAN}]")
FULL_WIDTH = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…]")  # characters between which no space is written
SPACE = re.compile(r"[\s\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff]+")
DIGITS = {
    "零": 0, "〇": 0, "○": 0, "Ｏ": 0, "O": 0, "◯": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}
UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
BIG_UNITS = {"万": 10**4, "亿": 10**8}
NUMERAL = "零〇○一二三四五六七八九十百千"
FORMAL_NUMERAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
_NARROW = re.compile("[\x00-\u024f]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_FULL_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
_FULL_DIGIT = re.compile("[０-９．]")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")  # what ``SPACE`` has and ``str.split`` does not
YEAR = r"(?:(?:19|20)\d\d|[一二][〇○◯ＯO零0一二三四五六七八九]{3})"  # 2005, 二〇〇五, 二OO五, 二00五
_DATE = re.compile(
    rf"(?P<y>{YEAR})\s*年"
    r"(?:\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})\s*月(?:份)?"
    r"(?:\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[日号]|$))?)?"
)
_COMPACT_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)")
_NUMERIC_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)\s*[-/.]\s*(?P<m>\d{1,2})\s*[-/.]\s*(?P<d>\d{1,2})")


def xml_text(text: str) -> str:
    """The text with a replacement character for each that no XML document may hold (XML 1.0, section 2.2)."""
    return _NOT_XML.sub("\ufffd", text)


def squeeze(text: str) -> str:
    """The text without any white space, visible or not: what hashes and comparisons work on."""
    return _UNSEEN.sub("", "".join(text.split()))


def shortened(text: str, most: int) -> str:
    """As much of the text as a place holds, with … behind it where more follows."""
    return text if len(text) <= most else f"{text[:most]}…"


def sha256(text: str) -> str:
    """SHA-256 of the text without white space, UTF-8, 64 hex digits (contract, ``sha256``)."""
    return hashlib.sha256(squeeze(text).encode("utf-8", "surrogatepass")).hexdigest()


def whole_number(text: str | None, default: int) -> int:
    """The number that the markup of a file states in at most six ASCII digits; the default where it says anything else
    (², ③, a name, nothing).
    """
    plain = (text or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 6 else default


def is_han(char: str) -> bool:
    """Whether the character is a Han character (〇 included)."""
    return bool(HAN_CHARACTER.match(char))


def visual_width(text: str) -> int:
    """Columns the text takes: two for a wide character, one for a narrow one."""
    return 2 * len(text) - len(_NARROW.findall(text))


def half_width_digits(text: str) -> str:
    """Full-width digits and the full-width point as ASCII: ２０２５ → 2025."""
    return text.translate(_FULL_DIGITS) if _FULL_DIGIT.search(text) else text


def chinese_to_int(numeral: str) -> int:
    """十二 → 12, 一百二十 → 120, 二〇二三 → 2023, 两千三百万 → 23000000; Arabic digits of either width pass through.

    Raises ValueError when the string is not a numeral.
    """
    plain = half_width_digits(numeral.strip())
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(c not in DIGITS and c not in UNITS and c not in BIG_UNITS for c in plain):
        raise ValueError(f"not a numeral: {numeral!r}")
    if all(c in DIGITS for c in plain):
        return int("".join(str(DIGITS[c]) for c in plain))
    total = section = digit = 0
    for char in plain:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in UNITS:
            section += (digit or (1 if char in "十拾" and not section else digit)) * UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * BIG_UNITS[char]
            section = digit = 0
    return total + section + digit


def int_to_chinese(number: int) -> str:
    """1 → 一, 12 → 十二, 120 → 一百二十, 305 → 三百零五 (0 to 9999: the numbers of chapters, articles and headings)."""
    if not 0 <= number <= 9999:
        raise ValueError(f"out of range: {number}")
    names = "零一二三四五六七八九"
    if number < 10:
        return names[number]
    out, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if pending else "") + names[digit] + name
            pending = False
        elif out and number:
            pending = True
    return out.removeprefix("一") if out.startswith("一十") else out


def iso_date(text: str) -> str | None:
    """The first date in the text, ISO by precision: 二〇二三年二月 → 2023-02, 2019-6-4 or 20190604 alone; None when
    none is there or possible.
    """
    plain = half_width_digits(text)
    match = min((m for m in (_DATE.search(plain), _NUMERIC_DATE.search(plain)) if m),
                key=lambda m: m.start(), default=None)
    if not match:
        match = _COMPACT_DATE.fullmatch(plain.strip())
    if not match:
        return None
    year = int(match["y"]) if match["y"].isdigit() else chinese_to_int(match["y"].replace("0", "〇"))
    parts = [f"{year:04d}"]
    for name, top in (("m", 12), ("d", 31)):
        if not match[name]:
            break
        value = chinese_to_int(match[name])
        if not 1 <= value <= top:
            return None
        parts.append(f"{value:02d}")
    return "-".join(parts)


def calendar_day(date: str) -> str:
    """An ISO day as formats want it that know the calendar: 2024-02-31, which a text may print, → 2024-02-29."""
    year, month, day = map(int, date.split("-"))
    return f"{year:04d}-{month:02d}-{min(day, monthrange(year, month)[1]):02d}"
