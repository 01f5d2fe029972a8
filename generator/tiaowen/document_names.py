"""What documents are called: numbers (发文字号) in running text, and what two spellings of one number or title share.

GB/T 9704-2012, 7.2.5: code of the issuing body, year in 〔〕, running number without padding, 号. Orders and
announcements (令、公告) are numbered without a year. Real texts print every bracket, spaces, and full-width digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from tiaowen.model import IsoDate, Policy
from tiaowen.text import HAN, SPACE, chinese_to_int, half_width_digits

_GAP = r"[\s\u00a0\u200b\u3000]*"
_DIGIT = "[0-9０-９]"
_HAN_NUMERAL = "[〇零一二三四五六七八九十百千]"
_CODE = rf"(?P<code>[{HAN}](?:{_GAP}[{HAN}]|[（(][{HAN}]{{1,4}}[）)]){{0,14}}{_GAP})?"
_YEAR = (
    rf"[\[〔﹝［【（(﹙〈{{]{_GAP}(?P<year>[12１２][90９０]{_DIGIT}{{2}}"
    rf"|[6-9]{_DIGIT}){_GAP}年?{_GAP}[\]〕﹞］】）)﹚〉}}]"
)
NUMBER = re.compile(rf"{_CODE}{_YEAR}{_GAP}第?{_GAP}(?P<n>{_DIGIT}(?:{_GAP}{_DIGIT}){{0,4}}){_GAP}号")
ORDER = re.compile(  # of one body, or of many that issue together: 公安部、财政部、…、国家密码管理局令第6号
    rf"(?P<code>(?:[{HAN}]{{2,20}}、)*[{HAN}](?:[、\s]?[{HAN}]){{0,30}}?(?:令|公告|通告))[（(]?{_GAP}"
    rf"(?:[〔\[]?(?P<year>(?:19|20){_DIGIT}{{2}})[〕\]]?{_GAP}年?{_GAP})?"
    rf"第?{_GAP}(?P<n>{_DIGIT}{{1,5}}|{_HAN_NUMERAL}{{1,7}}){_GAP}号"
)
_NUMBERED_ORDER = re.compile(  # 武汉市人民政府第190号令
    rf"(?P<code>(?:[{HAN}]{{2,20}}、)*[{HAN}]{{1,30}}?(?:政府|[部委局署厅院会]))第{_GAP}(?P<n>{_DIGIT}{{1,5}}|{_HAN_NUMERAL}{{1,7}}){_GAP}号令")
# 第57/2016号行政命令: how Macao numbers its laws, regulations, orders and dispatches
MACAO = re.compile(
    rf"第{_DIGIT}{{1,3}}/(?:19|20)?{_DIGIT}{{2}}(?:/[A-Z]{{1,2}})?号"
    rf"(?:法律|法令|行政法规|行政命令|(?:行政长官|[{HAN}]{{2,8}}司司长|[{HAN}]{{2,10}}局局长)?(?:批示|公告))")
# 2020年第136号法律公告: how the gazette of Hong Kong numbers what it prints
HONG_KONG = re.compile(rf"(?:19|20){_DIGIT}{{2}}年第{_DIGIT}{{1,4}}号(?:法律公告|(?:特别)?号外公告)")
_VERBS = (
    "根据|依据|按照|依照|遵照|参照|适用|详见|参见|见|贯彻|落实|执行|废止|修改|转发|印发|符合|违反|以及|下发的?|发布的?"
    "|公布的?"
    "|[我本][省市县区院部局厅]以?|文件|[〇零一二三四五六七八九十元今去当同][年月日]|[《》]"
)
_YEAR_IN = re.compile(_YEAR)
# 国务院国发〔2009〕32号
_ISSUER = rf"(?:国务院|政府|办公[厅室]|委员会|部|厅|局)(?=[{HAN}]{{1,8}}(?:发|字|函|办|规|令|文|通)$)"
_BEFORE_CODE = re.compile(rf"^.*(?:{_VERBS}|{_ISSUER}|[和与及以按系是条])")
_BEFORE_ORDER = re.compile(rf"^.*(?:{_VERBS}|号[、和与及])")
# after a digit it ends a date (3月5日国发…); 日照 and 日喀则 number their documents 日政发
_DATE_WORD = re.compile("[年月日]")
_NO_ORDER = re.compile("[责命勒号指]令$")


class DocNumber(Struct, frozen=True, kw_only=True):
    """A document number found in a text: normalised (国办发〔2017〕7号, 国务院令第588号) and where it stands."""

    text: str
    start: int
    end: int


def _number(match: re.Match[str], before: re.Pattern[str],
            spelt: Callable[[str, re.Match[str]], str]) -> DocNumber | None:
    """The number without the words ``before`` its code; None for what ``spelt`` makes nothing of."""
    printed = match["code"] or ""
    dated = _DATE_WORD.match(printed) and match.string[match.start() - 1:match.start()].isdigit()
    code = before.sub("", printed[1:] if dated else printed)
    text = spelt(SPACE.sub("", code), match)
    return DocNumber(text=text, start=match.start() + len(printed) - len(code), end=match.end()) if text else None


def _of_year(code: str, match: re.Match[str]) -> str:
    return f"{code}〔{half_width_digits(match['year'])}〕{_running(match)}号"


def _of_order(code: str, match: re.Match[str]) -> str:
    if code in {"令", "公告", "通告"} or _NO_ORDER.search(code):
        return ""
    year = f"{half_width_digits(match['year'])}年" if match["year"] else ""
    return f"{code}{year}第{_running(match)}号"


def _of_numbered_order(code: str, match: re.Match[str]) -> str:
    return f"{code}令第{_running(match)}号"


def _running(match: re.Match[str]) -> int:
    return chinese_to_int(SPACE.sub("", match["n"]))


def find_numbers(text: str) -> list[DocNumber]:
    """Every document number in the text, in order, none inside another."""
    if "号" not in text:  # told apart at once: both patterns try every character as the first of a code
        return []
    numbers: list[DocNumber | None] = [DocNumber(text=match[0], start=match.start(), end=match.end())
                                       for pattern in (MACAO, HONG_KONG) for match in pattern.finditer(text)]
    if _YEAR_IN.search(text):
        numbers += [_number(match, _BEFORE_CODE, _of_year) for match in NUMBER.finditer(text)]
    if "令" in text or "告" in text:
        numbers += [_number(match, _BEFORE_ORDER, _of_order) for match in ORDER.finditer(text)]
    if "号令" in text:
        numbers += [_number(match, _BEFORE_ORDER, _of_numbered_order) for match in _NUMBERED_ORDER.finditer(text)]
    found = sorted(filter(None, numbers), key=lambda n: (n.start, -n.end))
    out: list[DocNumber] = []
    for item in found:
        if not out or item.start >= out[-1].end:
            out.append(item)
    return out


def normal_number(text: str) -> str:
    """The number as GB/T 9704 prints it, when the text is one: "威政发[2017] 13 号" → 威政发〔2017〕13号; otherwise the
    text without white space.
    """
    found = find_numbers(text)
    return found[0].text if found else SPACE.sub("", text)


def number_key(text: str) -> str:
    """What two spellings of one number share: digits and Han only, and no 中华人民共和国 before an order."""
    plain = normal_number(text).replace("中华人民共和国", "").replace("第", "")
    return re.sub(rf"[^{HAN}0-9]", "", plain)


_ABOUT = re.compile(
    "(?:中共|中央|国务院|人大|委员会|政府|办公厅|办公室|部|委|局|厅|院|署|会|法院|检察院|集团|公司)(?=关于)")
_ISSUED = re.compile(
    r"(?:关于)?(?:印发|发布|公布|颁布|颁发|下发|转发|批转)[《〈<“]?(?P<text>.+?)[》〉>”]?的?"
    r"(?:通知|公告|通告|决定|命令|令|函)$")


def title_key(title: str) -> str:
    """What spellings of one title share: no brackets, quotation marks, punctuation or white space; a national law
    without 中华人民共和国.
    """
    plain = re.sub(rf"[^{HAN}A-Za-z0-9+%]", "", half_width_digits(title))
    return plain.removeprefix("中华人民共和国") or plain


def without_issuer(title: str) -> str:
    """The title from 关于 on when an issuing body stands before it: 山东省人民政府办公厅关于…的意见 → 关于…的意见."""
    match = _ABOUT.search(title)
    return title[match.end() :] if match else title


def issued_title(title: str) -> str:
    """The title of the text that a notice of this title carries: 关于印发《工作方案》的通知 → 工作方案; empty when it
    carries none.
    """
    match = _ISSUED.search(title)
    return match["text"].strip("《》〈〉<>“”") if match else ""


def forwards(title: str) -> bool:
    """Whether a notice of this title passes on another body's text: 转发…, 批转…."""
    return bool(re.search("(?:转发|批转)", title))


def mark_of(policy: Policy) -> str:
    """What must be known of a document wherever it is offered: that it is repealed, amended or not yet in force, as
    stated or inferred; else its last day (ISO), which the reader's clock judges; empty where nothing speaks against it.
    """
    if policy.validity is None:
        return policy.expiry_date or ""
    return policy.validity if policy.validity != "现行有效" else ""


def state_of(mark: str, today: IsoDate) -> str:
    """What a mark says on a day: itself, or of a last day that it is past (site-past.js does the same)."""
    if not mark[:1].isdigit():
        return mark
    return "已过有效期" if today[:len(mark)] > mark else ""
