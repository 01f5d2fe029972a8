"""When a document takes effect and ends, as its own clauses state: 本办法自2019年1月1日起施行, 有效期五年."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from msgspec import Struct

from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Policy
from tiaowen.parse.parts import Part
from tiaowen.text import YEAR, chinese_to_int, half_width_digits, iso_date, squeeze

_DAY = rf"{YEAR}年(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日"
_STARTS = "(?:正式)?(?:开始)?(?:施行|实施|执行|生效|试行|实行)"
_EFFECTIVE = re.compile(rf"(?:自|从|于)(?P<day>{_DAY})(?:零时)?(?:起)?{_STARTS}")
_BETWEEN = re.compile(rf"(?:自|从)?(?P<day>{_DAY})(?:起)?(?:至|到)(?P<end>{_DAY})(?:止)?(?:期间)?(?:{_STARTS}|有效)")
_ENDS = re.compile(
    rf"有效期(?:限)?(?:截?至|到|截止(?:至|到|于)?|为?自?{_DAY}(?:起)?[至到])(?P<day>{_DAY})"
    rf"|(?:施行|执行|实施|有效|试行)(?:期限?)?[至到](?P<day2>{_DAY})(?:止|为止)?"
    rf"|{_DAY}(?:起)?至(?P<day3>{_DAY})(?:止|终止|有效)|[，,；;](?:并)?(?:自|于|至)?(?P<day4>{_DAY})(?:起)?"
    rf"(?:自行|自动|同时)?(?:废止|失效|终?止|停止(?:执行|施行|实施))"
)
_APPLIES = re.compile(rf"(?:自|从|于)(?:{_DAY}|[\u4e00-\u9fff]{{2,4}}之日)(?:零时)?(?:起)?{_STARTS}[，,]?(?:暂定)?")
_TERM = r"[一二两三四五六七八九十\d]{1,3}"
_YEARS = re.compile(
    rf"有效期(?:限)?(?:为|暂定|暂定为)?(?P<n>{_TERM})年|试行期?(?:限)?(?:为|暂定|暂定为)?(?P<n2>{_TERM})年|暂定(?:为)?"
    rf"(?P<n3>{_TERM})年")
_ISSUED = re.compile(
    rf"自(?:印发|[发下行]文|下发|发布|公布|颁布|签发|印发执行)之日起(?:(?P<after>\d{{1,3}})(?:个?工作)?日后)?{_STARTS}")
_ADOPTED = re.compile(rf"自(?P<act>通过|批准)之日起{_STARTS}")
_SENTENCE_ENDS = re.compile("[。；;：:]|[（(](?=有效期)")
# What may stand in a sentence before its own date: 本办法, nothing, or what has happened to the text
# (经市政府同意，；《…》已经…通过，现予公布，).
_OWN_SUBJECT = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[^，。]{0,12}[、和及与])?本(?![市省县区州院局厅部委校级年月日人单企村地国])"
    r"(?![\u4e00-\u9fff]{1,8}?(?:规定|所称|所列|所附|确定|明确|公布|调整)的)"
    r"|^(?:经[^。]*(?:同意|批准|通过)，)|现予|予以(?:公布|发布)|现(?:将|印发|公布|发布)")


# in its last paragraphs a document that says 该通知, 此办法 or 上述措施 speaks of itself
_ITSELF = re.compile(
    "^(?:[该此]|上述|以上)(?=(?:补充|政策|各项)?(?:通知|意见|办法|规定|细则|方案|措施|公告|通告|规则|决定|政策)自)")
_CLOSING = 2


class Stated(Struct, kw_only=True):
    """Dates that the text states. ``…_inferred``: counted from the day of signing, or from a term of years."""

    effective: str | None = None
    effective_inferred: bool = False
    expiry: str | None = None
    expiry_inferred: bool = False


def stated_dates(parts: Iterable[Part], signed: str | None) -> Stated:
    """The last statement of each kind in the parts; 自印发之日起 is the day that the imprint prints, else the day of
    signing, and says so.

    A statement counts where the document speaks of itself: 居住证有效期为1年, or the day from which one standard
    applies, is not its own.
    """
    stated = Stated()
    years = 0
    for part in parts:
        for piece in part.body:
            if len(piece.text) > 4000 or not re.search("施行|实施|执行|生效|有效|试行|暂定|废止", piece.text):
                continue
            plain = half_width_digits(squeeze(piece.text[piece.label.end:] if piece.label else piece.text))
            if piece in part.body[-_CLOSING:]:
                plain = _ITSELF.sub("本", plain)
            _effective(stated, plain, part, signed)
            until, term = _own(_ENDS, plain), _own(_YEARS, plain)
            if until:
                stated.expiry, stated.expiry_inferred = iso_date(next(day for day in until.groups() if day)), False
            elif term:
                years = chinese_to_int(next(n for n in term.groups() if n))
        stated.effective = stated.effective or _noted_day(part)
    if stated.effective and years and not stated.expiry:
        stated.expiry, stated.expiry_inferred = _years_later(stated.effective, years), True
    return stated


def _effective(stated: Stated, plain: str, part: Part, signed: str | None) -> None:
    """What one paragraph says of the day from which the document applies, and, of a range of days, until when."""
    if between := _own(_BETWEEN, plain):
        stated.effective, stated.effective_inferred, stated.expiry = iso_date(
            between["day"]), False, iso_date(between["end"])
    elif found := _own(_EFFECTIVE, plain):
        stated.effective, stated.effective_inferred = iso_date(found["day"]), False
    elif not stated.effective and (issued := _own(_ISSUED, plain)):
        printed = None if issued["after"] else _print_day(part)
        stated.effective = printed or _days_later(signed, int(issued["after"] or 0))
        stated.effective_inferred = not printed
    elif not stated.effective and (adopted := _own(_ADOPTED, plain)):
        stated.effective = _adoption_day(part, adopted["act"])
        stated.effective_inferred = True


def _own(pattern: re.Pattern[str], plain: str) -> re.Match[str] | None:
    """The first match that the document says of itself: by the words of the sentence before it, or by the sentence it
    continues.
    """
    for found in pattern.finditer(plain):
        before = _SENTENCE_ENDS.split(plain[:found.start()])
        subject = before[-1]
        if "（" in plain[max(0, found.start() - 1):found.start()]:
            continue
        continued = len(before) > 1 and bool(_OWN_SUBJECT.search(before[-2]) and re.search(_STARTS + "$", before[-2]))
        alone = len(before) == 1 and not re.search("[。；].", plain[found.end():])
        if (
            not subject and (continued or alone) or _OWN_SUBJECT.search(subject) or subject
            and _APPLIES.fullmatch(subject)
        ):
            return found
    return None


def out_of_order(policy: Policy, _catalog: Catalog) -> tuple[Diagnostic, ...]:
    """A P014 finding where a document ends before it applies or is issued, or applies before it is issued, whatever
    told the days.

    Both can be true (a rule that applies to what happened before it): it is for a person to look. Called when the
    sidecar has had its say.
    """
    days = {"发文日期": policy.issue_date, "施行日期": policy.effective_date, "失效日期": policy.expiry_date}
    for later, earlier in (("失效日期", "施行日期"), ("失效日期", "发文日期"), ("施行日期", "发文日期")):
        day, other = days[later], days[earlier]
        if day and other and day[:len(other)] < other[:len(day)]:
            return (finding("P014", path=policy.source.path, line=_line_of(day, policy), later=later, day=day,
                            earlier=earlier, other=other),)
    return ()


def _line_of(day: str, policy: Policy) -> int:
    """The line of the last clause that prints the day; 0 where none does (it is counted, or stands in the sidecar)."""
    year, _, rest = day.partition("-")
    printed = f"{year}年" + "月".join(str(int(part)) for part in rest.split("-")) + "日"
    return next((clause.line for clause in reversed(policy.clauses)
                 if printed in half_width_digits(squeeze(clause.full))), 0)


def _adoption_day(part: Part, act: str) -> str | None:
    """The day of the note that says so: 2019年12月16日第十三届全国人大常委会第44次委员长会议通过 → 2019-12-16."""
    notes = (squeeze(note) for note in part.front.revisions)
    return next((day for note in notes for piece in re.split("[，；]", note) if act in piece
                 and (day := iso_date(piece.lstrip("（(")))), None)


def _noted_day(part: Part) -> str | None:
    """The day that the note under the title prints last: …公告第8号公布　自2005年6月1日起施行 → 2005-06-01."""
    noted = half_width_digits(squeeze("".join(part.front.revisions)))
    found = _EFFECTIVE.findall(noted)
    return iso_date(found[-1]) if found else None


def _print_day(part: Part) -> str | None:
    return next((day for line in part.ending.printed if "印" in line and (day := iso_date(squeeze(line)))), None)


def _days_later(day: str | None, days: int) -> str | None:
    """2021-09-30 and 30 days → 2021-10-30; None where the day is not told in full (2021-09), or there is none such
    (2021-02-30).
    """
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
