"""When a document takes effect and ends, as its own clauses state: 本办法自2019年1月1日起施行, 有效期五年."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from msgspec import Struct

from tiaowen.parse.parts import Part
from tiaowen.text import chinese_to_int, half_width_digits, iso_date, squeeze

_DAY = r"(?:(?:19|20)\d\d|[一二][〇○◯ＯO零一二三四五六七八九]{3})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_SUBJECT = r"本(?:[\u4e00-\u9fff]{1,8})?"
_EFFECTIVE = re.compile(rf"(?:{_SUBJECT}|^|[。；，])(?:自|从|于)(?P<day>{_DAY})(?:零时)?(?:起)?(?:正式)?(?:开始)?(?:施行|实施|执行|生效|试行)")
_UNTIL = re.compile(
    rf"有效期(?:限)?(?:至|到|截至|为?自?{_DAY}至)(?P<day>{_DAY})|(?:施行|执行|实施|有效)至(?P<day2>{_DAY})(?:止|为止)?|"
    rf"{_DAY}(?:起)?至(?P<day3>{_DAY})(?:止|有效)"
)
_TERM = r"[一二三四五六七八九十\d]{1,3}"
_YEARS = re.compile(rf"有效期(?:限)?(?:为|暂定)?(?P<n>{_TERM})年|试行期?(?:限)?为?(?P<n2>{_TERM})年|暂定(?P<n3>{_TERM})年")
_ISSUED = re.compile(
    rf"(?:{_SUBJECT}|^|[。；，])自(?:印发|发文|下发|发布|公布|颁布)之日起(?:(?P<after>\d{{1,3}})日后)?(?:正式)?(?:开始)?(?:施行|实施|执行|生效|试行)"
)

_ADOPTED = re.compile(rf"(?:{_SUBJECT}|^|[。；，])自(?P<act>通过|批准)之日起(?:正式)?(?:开始)?(?:施行|实施|执行|生效|试行)")


class Stated(Struct, kw_only=True):
    """Dates that the text states. ``…_inferred``: counted from the day of signing, or from a term of years."""

    effective: str | None = None
    effective_inferred: bool = False
    expiry: str | None = None
    expiry_inferred: bool = False


def stated_dates(parts: Iterable[Part], signed: str | None) -> Stated:
    """The last statement of each kind in the parts; 自印发之日起 is the day that the imprint prints, else the day of signing, and says so."""
    stated = Stated()
    years = 0
    for part in parts:
        for piece in part.body:
            if len(piece.text) > 4000 or not re.search("施行|实施|执行|生效|有效期|试行|暂定", piece.text):
                continue
            plain = half_width_digits(squeeze(piece.text))
            found = _EFFECTIVE.search(plain)
            if found:
                stated.effective, stated.effective_inferred = iso_date(found["day"]), False
            elif not stated.effective and (issued := _ISSUED.search(plain)):
                printed = None if issued["after"] else _print_day(part)
                stated.effective = printed or _days_later(signed, int(issued["after"] or 0))
                stated.effective_inferred = not printed
            elif not stated.effective and (adopted := _ADOPTED.search(plain)):
                stated.effective = _adoption_day(part, adopted["act"])
                stated.effective_inferred = True
            until, term = _UNTIL.search(plain), _YEARS.search(plain)
            if until and re.search("本|有效期", plain):
                stated.expiry = iso_date(until["day"] or until["day2"] or until["day3"])
            elif term and re.search(r"本(?!市|省|县|区)|有效期", plain):
                years = chinese_to_int(term["n"] or term["n2"] or term["n3"])
    if stated.effective and years and not stated.expiry:
        stated.expiry, stated.expiry_inferred = _years_later(stated.effective, years), True
    return stated


def _adoption_day(part: Part, act: str) -> str | None:
    """The day of the note that says so: 2019年12月16日第十三届全国人大常委会第44次委员长会议通过 → 2019-12-16."""
    notes = (squeeze(note) for note in part.front.revisions)
    return next((day for note in notes for piece in re.split("[，；]", note) if act in piece and (day := iso_date(piece.lstrip("（(")))), None)


def _print_day(part: Part) -> str | None:
    return next((day for line in part.ending.printed if "印" in line and (day := iso_date(squeeze(line)))), None)


def _days_later(day: str | None, days: int) -> str | None:
    """2021-09-30 and 30 days → 2021-10-30; None where the day is not told in full (2021-09), or there is none such (2021-02-30)."""
    try:
        return (datetime.date.fromisoformat(day or "") + datetime.timedelta(days)).isoformat()
    except ValueError:
        return None


def _years_later(day: str, years: int) -> str:
    """The last day of a term: 2024-03-04 and five years → 2029-03-03."""
    year, month, date = (int(part) for part in day.split("-"))
    date -= 1
    if not date:
        month -= 1
        if not month:
            return f"{year + years - 1:04d}-12-31"
        date = 31 if month in (1, 3, 5, 7, 8, 10, 12) else 30 if month != 2 else 28
    return f"{year + years:04d}-{month:02d}-{date:02d}"
