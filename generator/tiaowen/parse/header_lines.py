"""The lines of a document's head as they are kept, and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tiaowen.document_names import find_numbers
from tiaowen.model import HeaderLine
from tiaowen.parse.lines import DATE, Piece, is_issuer
from tiaowen.text import squeeze

PLACE_OF_SPEECH = re.compile(
    r"^[—-]*\s*[（(]?(?:(?:19|20)\d\d年.{2,12}日)?在.{4,60}(?:会议|大会|全会|会)上"
    r"(?:的(?:工作)?(?:报告|讲话|发言|致辞|致词|说明))?[）)]?$")
BRACKETED = re.compile(r"^[（(〔\[].{1,40}[）)〕\]]$")
_ISSUED_ON = re.compile(
    rf"(?:(?:颁布|发布|印发|成文|发文)(?:时间|日期)[:：])?({DATE.pattern}|(?:19|20)\d\d-\d{{1,2}}-\d{{1,2}})")
_DAY_AND_ISSUER = re.compile(rf"({DATE.pattern})[，,、\s]\s*(\S.*)")


class Front(Struct, kw_only=True):
    """What the lines before the body say. ``body`` is the index of the first piece that is text."""

    header: list[HeaderLine] = []
    body: int = 0
    title: str = ""
    numbers: list[str] = []
    orders: list[str] = []
    issuers: list[str] = []
    addressees: list[str] = []
    dates: list[str] = []
    revisions: list[str] = []


def number_and_day(text: str) -> tuple[str, str] | None:
    """A line that is a number and the day of issue, as collections print them (1989年12月19日 国发[1989]83号), or
    letterhead and number read as one (某某市人民政府文件某政发〔2021〕3号); the day may be empty.
    """
    plain = squeeze(text) if len(text) < 80 else ""
    plain = plain[1:-1] if BRACKETED.match(plain) else plain
    found = find_numbers(plain)
    rest = plain[:found[0].start] + plain[found[0].end:] if len(found) == 1 else ""
    day = _ISSUED_ON.fullmatch(rest)
    letterhead = rest.endswith("文件") and found[0].end == len(plain) and is_issuer(rest.removesuffix("文件"))
    return (found[0].text, day[1] if day else "") if day or letterhead else None


def day_and_issuer(text: str) -> tuple[str, str] | None:
    """A line that is the day of issue and who issued, as collections of law print them under the title
    (1988年12月8日,最高人民法院).
    """
    found = _DAY_AND_ISSUER.fullmatch(text.strip()) if len(text) < 80 else None
    return (found[1], found[2]) if found and is_issuer(found[2]) else None


def keep(front: Front, piece: Piece, role: str, index: int) -> int:
    """Keep a line with what it is; the index of the next one."""
    front.header.append(HeaderLine(line=piece.number, text=piece.text, role=role))  # type: ignore[arg-type]
    return index + 1


def keep_all(front: Front, pieces: Sequence[Piece], role: str, index: int) -> int:
    """Keep several lines of one role; the index of the next one."""
    for piece in pieces:
        index = keep(front, piece, role, index)
    return index
