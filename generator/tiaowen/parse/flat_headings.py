"""Headings in a text flattened into long lines: where a section's heading ends, where items with a dash begin."""

from __future__ import annotations

import re

from tiaowen.parse.borders import broken
from tiaowen.parse.lines import Piece

_OPENERS = re.compile(
    r"以习近平|以邓小平|全面贯彻|深入贯彻|认真贯彻|坚持以|到(?:20)?\d\d年|20\d\d年|力争|各级|各地|各区|各县|各市"
    r"|各部门|各单位|各成员单位|为[了深贯落切加进做认推全确规保促有]|根据|按照"
    r"|在(?:市|省|县|国务院|党中央)[^。，]{0,8}领导下|联席会议由|领导小组由|成立[^。，]{2,20}(?:领导小组|专班|指挥部)"
    r"|本(?:通知|办法|意见|方案|规定|制度|细则)|由[^。，]{2,14}(?:组成|负责|牵头)"
    r"|贯彻落实|组\s*长[：:]|召\s*集\s*人[：:]|主\s*任[：:]|总\s*召\s*集\s*人")
_POINT_OPENERS = re.compile(
    "为[了深贯落切加进做认推全确规保促有]|根据|按照|依据|本(?:预案|规划|规范|标准|方案|办法)|成立")
_GLUED_CHAPTER = re.compile("[1-9][0-9]?(?=[\u4e00-\u9fff]{2})")
_LONGEST_POINT_HEADING = 10
_BEFORE_NAME = re.compile(
    "(?:落实|贯彻|执行|按照|根据|依据|依照|印发|制定|修订|遵守|实施|发布|公布|对照|符合|违反|纳入|编制|出台"
    "|[依按据对将把])$")


def dashes_apart(pieces: list[Piece]) -> list[Piece]:
    """基本原则│——坚持…。…│——坚持…: dash items after a sentence, and the first of several right after a heading."""
    out: list[Piece] = []
    for piece in pieces:
        later = [m.start() for m in re.finditer(r"(?<=[。；：])——(?=[\u4e00-\u9fff])", piece.text)]
        first = re.match(r"[^。；：]{3,30}?(?=——[\u4e00-\u9fff])", piece.text)
        out += (
            broken(piece, [*([first.end()] if first and later else []), *later]) if later
            and not piece.table else [piece]
        )
    return out


def section_headings(pieces: list[Piece], headings: frozenset[str]) -> list[Piece]:
    """一、主要职能│在市政府领导下…: a section's heading ends after a customary heading, or where an opening of
    sentences begins.
    """
    out: list[Piece] = []
    for piece in pieces:
        label = piece.label if not piece.table else None
        chapter = _GLUED_CHAPTER.match(piece.text) if label is None and piece.glued and not piece.table else None
        if chapter or label and label.kind in ("decimal", "bare"):
            start = chapter.end() if chapter else label.end if label else 0
            at = heading_end(piece.text, start, headings, openers=_POINT_OPENERS)
            out += broken(piece, [at]) if at and at - start <= _LONGEST_POINT_HEADING else [piece]
            continue
        if label is None or label.kind not in ("han", "han_paren"):
            out.append(piece)
            continue
        runs_on = label.kind == "han" or len(re.split("[。：]", piece.text[label.end:])[0]) > 40
        at = (
            heading_end(piece.text, label.end, headings, openers=_OPENERS if label.kind == "han" else None)
            if runs_on else 0
        )
        out += broken(piece, [at]) if at else [piece]
    return out


def heading_end(text: str, start: int, headings: frozenset[str], *, openers: re.Pattern[str] | None) -> int:
    """Where the heading that begins at ``start`` ends: after a customary one, or before one of the ``openers``; 0 when
    unknown.
    """
    rest = text[start:start + 40]
    first = re.split("[。；：:]", rest)[0]
    known = max((len(name) for name in headings if rest.startswith(name)), default=0)
    opener = openers.search(rest, 3) if openers else None
    at = opener.start() if opener else 0
    name = rest.find("《", 3, at)
    if name > 0 and "》" not in rest[:at] and not _BEFORE_NAME.search(rest[:name]):
        at = name  # 严格清单管理│《清单（2021年版）》列出…
    if (
        3 < at <= min(len(first), 26) and known < at
        and not re.search("(?:，[^，]{0,3}|[可应要将须并和、与]|(?<!目)的)$", rest[:at])
    ):
        return start + at
    return start + known if known and len(text) > start + known + 1 and text[start + known] not in "，、的和与及" else 0
