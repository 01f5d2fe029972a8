"""The lines after a part's body: list of annexes, signature, date, （此件公开发布）, imprint (GB/T 9704: 附件说明,
落款, 附注, 版记).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tiaowen.model import HeaderLine
from tiaowen.numbering import FAMILY
from tiaowen.parse.issuers import separate_names
from tiaowen.parse.lines import DATE, FILE_NAME, LineKind, Piece, is_issuer, is_office
from tiaowen.text import SPACE, half_width_digits, squeeze

_ANNEX_LIST = re.compile(r"^附\s*[件表]\s*(?:\d|[一二三四五六七八九])?\s*(?:[:：]|$)|^附[:：]")
_LISTED = re.compile(
    r"^\s*(?:附件\s*)?(?:[0-9０-９]{1,2}\s*[.．、:：]|[一二三四五六七八九十]{1,2}、"
    r"|[（(]\d{1,2}[）)])?\s*[^。；]{2,90}$")
_CONTACT = re.compile(
    r"^\s*[（(]?(?:联\s*系\s*人|联系电话|电\s*话|咨询电话|联系方式|传\s*真|邮\s*箱|电子邮箱|地\s*址|邮\s*编"
    r"|监督电话)[^。]{0,80}$")
_COPIED = re.compile("(?:抄送|抄报|分送|主送)[:：]")
_NAMES = re.compile(
    "(?:[\u4e00-\u9fff（）]{2,30}[，、,])+[\u4e00-\u9fff（）]{2,30}。?$|各[^；：]{4,60}。$|.{0,40}印发?$")
_APPROVED = re.compile("^[\u4e00-\u9fff]{1,12}(?:政府|国务院)批准(?=[\u4e00-\u9fff]{3})")
_STAND_IN = "[（(][^（）()]{0,30}代章[）)]$"  # …办公室（某局代章）
_LAST_WORDS = re.compile("(?:工作)?(?:领导小组|联席会议|指挥部|工作组|专班|委员会|协调小组|综合组)(?:办公室|综合组)?$")
_OF_A_PLACE = re.compile(
    r"(?:国务院|中共中央|国家|全国|中国|中华人民共和国)|(?:全)?[省市县区州旗]|[\u4e00-\u9fff]{2,7}?"
    r"(?:省|自治区|市|县|州|盟|旗|区)")
_MOST_CONTACTS = 8
_MOST_LISTED = 60
_ROLES: dict[LineKind, str] = {
    "date": "date", "release": "note", "imprint": "imprint", "issuer": "signature", "signer": "signature",
    "revision": "revision",
}


class Ending(Struct, kw_only=True):
    """What the lines after the body say, in document order; ``body`` is the index after the last piece of text."""

    header: list[HeaderLine] = []
    body: int = 0
    issuers: list[str] = []
    dates: list[str] = []
    printed: list[str] = []


def read_ending(pieces: Sequence[Piece], start: int = 0) -> Ending:
    """Take header lines from the end back to the last text; ``start`` is where the body begins at the earliest."""
    ending = Ending(body=len(pieces))
    _contacts(pieces, ending, start)
    _attached_names(pieces, ending, start)
    _copies(pieces, ending, start)
    while ending.body > start:
        taken = _line(pieces, ending) or _annex_list(pieces, ending, start)
        if not taken:
            break
        ending.body -= taken
    ending.header.reverse()
    ending.issuers.reverse()
    ending.dates.reverse()
    return ending


def _contacts(pieces: Sequence[Piece], ending: Ending, start: int) -> None:
    """联系人：… after the date of signature: notes, not a part of the text."""
    end = ending.body
    while end > start and _CONTACT.match(pieces[end - 1].text) and ending.body - end < _MOST_CONTACTS:
        end -= 1
    if start < end < ending.body and pieces[end - 1].kind in ("date", "release"):
        for piece in reversed(pieces[end:ending.body]):
            _keep(ending, piece, "note")
        ending.body = end


def _copies(pieces: Sequence[Piece], ending: Ending, start: int) -> None:
    """抄送：… at the end, with the lines of names that follow it: who got a copy, a line for each rank of bodies (GB/T
    9704: 版记).
    """
    end = ending.body
    first = next((at for at in range(end - 1, max(start, end - _MOST_CONTACTS) - 1, -1)
                  if _COPIED.match(squeeze(pieces[at].text))), end)
    names = pieces[first + 1:end]
    if (
        first < end and names and all(not piece.table and not piece.label and _NAMES.match(squeeze(piece.text))
                                      for piece in names)
    ):
        for piece in reversed(pieces[first:end]):
            _keep(ending, piece, "imprint")
        ending.body = first


def _attached_names(pieces: Sequence[Piece], ending: Ending, start: int) -> None:
    """The name of an attached file after the date of signature, when the text names it in 《》: what is left of a
    link.
    """
    end = ending.body
    named = "".join(squeeze(piece.text) for piece in pieces[start:end] if "《" in piece.text)[:4000]
    while (
        end - 1 > start and f"《{squeeze(pieces[end - 1].text).strip('《》')}》" in named
        and "《" not in pieces[end - 1].text[1:]
    ):
        end -= 1
    if start < end < ending.body and pieces[end - 1].kind in ("date", "release"):
        for piece in reversed(pieces[end:ending.body]):
            _keep(ending, piece, "note")
        ending.body = end


def _line(pieces: Sequence[Piece], ending: Ending) -> int:
    piece = pieces[ending.body - 1]
    if piece.table:
        return 0
    if FILE_NAME.search(piece.text) and len(piece.text) < 200 and "。" not in piece.text:
        _keep(ending, piece, "note")
        return 1
    kind = piece.kind
    # in Macao the day stands above the signer, with 命令公布 between them
    dated = ending.dates or any(above.kind == "date" for above in pieces[max(0, ending.body - 3):ending.body - 1])
    if kind == "text" and ending.dates and is_office(piece.text):  # 市长, whose name is an image
        _keep(ending, piece, "signature")
        return 1
    if kind not in _ROLES or kind == "signer" and not dated or kind == "revision" and len(piece.text) > 40:
        return 0
    if kind == "issuer" and not _is_signature(pieces, ending):
        return 0
    role = _ROLES[kind]
    if kind == "date":
        ending.dates.append(piece.text)
    elif kind == "imprint":
        ending.printed.append(piece.text)
    elif kind == "issuer":
        if ending.printed and not ending.dates and DATE.match(half_width_digits(squeeze(ending.printed[-1]))):
            role = "imprint"  # 义乌市人民政府办公室 / 2013年8月9日印发: who printed it
        else:
            begun = _begun_above(pieces, ending)
            ending.issuers += reversed(names_of(begun.text + piece.text if begun else piece.text))
            _keep(ending, piece, role)
            if not begun:
                return 1
            piece = begun
            _keep(ending, piece, role)
            return 2
    _keep(ending, piece, role)
    return 1


def _begun_above(pieces: Sequence[Piece], ending: Ending) -> Piece | None:
    """The line above when it begins the name that this one ends:
    市推进政府职能转变和“放管服”改革│协调领导小组办公室.
    """
    if ending.body < 3 or not ending.dates:
        return None
    above, piece = pieces[ending.body - 2], pieces[ending.body - 1]
    placed, unplaced = _OF_A_PLACE.match(above.text), not _OF_A_PLACE.match(piece.text)
    broken = (
        (placed or _LAST_WORDS.match(piece.text)) and unplaced and len(piece.text) - 4 <= len(above.text) <= 40
        and not is_issuer(above.text)
    )
    plain = (
        not above.table and not re.search("[。；：，！？]", above.text) and above.label is None and above.kind == "text"
    )
    return above if broken and plain and is_issuer(re.sub(_STAND_IN, "", above.text + piece.text)) else None


def _is_signature(pieces: Sequence[Piece], ending: Ending) -> bool:
    """A body's name alone is a signature when a date follows it, or a sentence ends before it and nothing but header
    lines follow.
    """
    if ending.dates or ending.issuers or ending.printed:
        return True
    before = pieces[ending.body - 2].text if ending.body >= 2 else ""
    return bool(re.search("[。！；]$", before.strip())) and len(pieces[ending.body - 1].text) <= 30


def names_of(text: str) -> list[str]:
    """The bodies that a signature line names: they stand apart by white space, unless the pieces are no names (某某市
    教育局); who only approved it does not issue it (某某市政府批准市水利局).
    """
    text = _APPROVED.sub("", re.sub(_STAND_IN, "", text.strip()))
    names = [name for name in SPACE.split(text.strip()) if name] if is_issuer(text) else [squeeze(text)]
    return [part for name in names for part in separate_names(name)]


def _keep(ending: Ending, piece: Piece, role: str) -> None:
    ending.header.append(HeaderLine(line=piece.number, text=piece.text, role=role))  # type: ignore[arg-type]


def _annex_list(pieces: Sequence[Piece], ending: Ending, start: int) -> int:
    """附件：1.… 2.… before the signature: its lines, when everything from 附件 to here is a short entry of the list."""
    last = ending.body - 1
    for index in range(last, max(start, last - _MOST_LISTED) - 1, -1):
        piece = pieces[index]
        if piece.table:
            return 0
        if _ANNEX_LIST.match(piece.text):
            if len(piece.text) > 300 and "。" in piece.text:
                return 0
            entries = pieces[index:ending.body]
            for entry in reversed(entries):
                _keep(ending, entry, "note")
            return len(entries)
        if not _LISTED.match(piece.text) or piece.label and FAMILY[piece.label.kind].legislative:
            return 0
    return 0
