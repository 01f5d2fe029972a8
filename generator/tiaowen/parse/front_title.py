"""Where a title begins and ends among the first lines: over several lines, said again, below words of the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec import structs

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import issued_title
from tiaowen.model import HeaderLine
from tiaowen.numbering import match_label
from tiaowen.parse.header_lines import BRACKETED, PLACE_OF_SPEECH, Front, keep, number_and_day
from tiaowen.parse.issuers import issuers_of_title
from tiaowen.parse.lines import DATE, Piece, is_issuer, is_title_like, kind_of
from tiaowen.parse.titles import is_open, join_title, split_number, without_number
from tiaowen.text import squeeze

_MOST_TITLE_LINES = 7
_NO_TITLE = {"number", "date", "addressee", "revision", "contents", "release", "imprint", "signer"}
_DATED = re.compile(rf"[（(]{DATE.pattern}[）)]$")
_VERSION = re.compile(r"[（(](?:19|20)\d\d年[^（）()]{0,6}[）)]$")
_AMENDS = re.compile("(?:修正案|修订案)(?:[（(]|$)")  # 《某省渡口条例》│修正案（草案）
# 《…办法》│（草案）起草说明
_DRAFT_EXPLAINED = re.compile("[（(](?:征求意见稿|草案|送审稿|讨论稿)[）)].{0,8}(?:说明|解读)$")
_ADDED = re.compile(r"[（(](?![^（）()]*(?:稿|草案|试行|暂行|版|本|修[订正改]|年))[^（）()]{2,12}[）)]$")
_UNFINISHED = re.compile("(?:关于|印发|转发|发布|的|和|与|、)$")
_PAGE_WORDS = re.compile("^(?!.*(?:关于|[省市县区州委局厅部办院会府国]))[^。，；：]{2,16}$")


def title_again(pieces: Sequence[Piece], index: int, front: Front, types: DocumentTypes) -> int:
    """Number of pieces that print the title once more, or that of the notice which issues the text (工资支付暂行规定 /
    关于印发《工资…》的通知), or the document's own title below a short one of the page (支持渔业实施意见 / 中共某县委
    某县人民政府 / 关于支持…的实施意见).
    """
    printed = squeeze(pieces[index].text)
    if _is_own_head(pieces, index, front) or not types.of_title(front.title) and _is_typed(pieces, index, types):
        above, front.title = [line for line in front.header if line.role == "title"], ""
        front.header = [structs.replace(line, role="note") if line in above else line for line in front.header]
        return title_lines(pieces, index, front, types, ())
    if _VERSION.sub("", printed) == squeeze(front.title) != printed:  # a wiki names the next version beside the title
        keep(front, pieces[index], "note", 0)
        return 1
    if printed == f"《{squeeze(front.title)}》":
        keep(front, pieces[index], "title", 0)
        return 1
    if squeeze(issued_title(printed)) == squeeze(front.title):
        front.title = join_title([pieces[index].text])
        keep(front, pieces[index], "title", 0)
        return 1
    title, joined = squeeze(front.title), ""
    own = _ADDED.sub("", title)
    for count, piece in enumerate(pieces[index:index + _MOST_TITLE_LINES], 1):
        joined += squeeze(piece.text)
        if joined in (title, own):  # a page adds what its link offers: 渡口管理规范（示意图）
            front.title = join_title([front.title[:len(front.title) - len(title) + len(joined)]])
            for again in pieces[index:index + count]:
                keep(front, again, "title", 0)
            return count
        if not title.startswith(joined):
            break
    cut_short = 8 <= len(printed) < len(title) and title.startswith(printed) and len(pieces) > index + 1
    if cut_short and pieces[index + 1].kind in ("number", "addressee"):  # a heading that the page has cut off
        keep(front, pieces[index], "note", 0)
        return 1
    return 0


def _is_own_head(pieces: Sequence[Piece], index: int, front: Front) -> bool:
    """Whether a title that names its issuers on a line of their own begins here, below a title without 关于."""
    if (
        "关于" in front.title or issuers_of_title(front.title) or index + 1 >= len(pieces)
        or front.header[-1].role != "title"
    ):
        return False
    return (
        is_issuer(pieces[index].text) and pieces[index + 1].text.startswith("关于") and pieces[index + 1].kind == "text"
    )


def _is_typed(pieces: Sequence[Piece], index: int, types: DocumentTypes) -> bool:
    """Whether a title that names a kind of document begins here: the words above it that name none were the page's
    (政策文件_市级).
    """
    if (
        pieces[index].kind != "text" or pieces[index].table
        or "关于" not in "".join(piece.text for piece in pieces[index:index + 3])
    ):
        return False
    trial = Front(header=[HeaderLine(line=0, text="", role="note")])
    begins = title_lines(pieces, index, trial, types, ())
    return bool(begins) and bool(types.of_title(trial.title)) and "关于" in trial.title


def title_lines(pieces: Sequence[Piece], index: int, front: Front, types: DocumentTypes, names: Collection[str]) -> int:
    """Number of pieces from index on that are the title; 0 when none begins here."""
    parts: list[str] = []
    numbers: list[str] = []
    best = 0
    for at, piece in enumerate(pieces[index:index + _MOST_TITLE_LINES], index + 1):
        text, own = split_number(piece.text, types)
        if piece.table or number_and_day(text) or not _may_continue(text, parts, types) or _is_over(parts, text):
            break
        parts.append(text)
        numbers.append(own)
        if squeeze("".join(parts)).strip("《》") in names and not _is_amended(pieces[at - 1:at + 1]):
            best = len(parts)
            break
        if types.of_title(join_title(parts)) or best and _DRAFT_EXPLAINED.match(text):
            best = len(parts)
    plain = not front.header and len(pieces) > index + 1 and bool(parts) and not all(is_issuer(part) for part in parts)
    if not best and plain and kind_of(parts[0]) == "text":
        best = _until_speech(pieces, index, len(parts)) or (len(parts) if _UNFINISHED.search(parts[0]) else 1)
    while 0 < best < len(parts) and is_open(join_title(parts[:best])):
        best += 1
    if not best:
        return 0
    above = _above_title(parts[:best])
    for note in pieces[index:index + above]:
        keep(front, note, "note", 0)
    title, bracketed = without_number(join_title(parts[above:best]))
    front.numbers += [*(number for number in numbers[above:best] if number), *bracketed]
    dated = _DATED.search(title)
    if dated:  # …的通知（2023年5月17日）: a collection adds the date
        title = title[:dated.start()]
        front.dates.append(dated[0].strip("（()）"))
    if not front.title:
        front.title = title
    for line in pieces[index + above:index + best]:
        keep(front, line, "title", 0)
    return best


def _is_amended(pieces: Sequence[Piece]) -> bool:
    """Whether the first line names an act in 《》 which the text amends or explains: the second ends its title."""
    return len(pieces) == 2 and pieces[0].text.endswith("》") and any(
        pattern.match(pieces[1].text) for pattern in (_AMENDS, _DRAFT_EXPLAINED))


def _until_speech(pieces: Sequence[Piece], index: int, lines: int) -> int:
    """How many lines stand before the place of a speech or report (——在…大会上的报告): all of them are its title; 0:
    there is none.
    """
    following = range(index + 1, min(index + lines + 1, len(pieces)))
    return next((at - index for at in following if PLACE_OF_SPEECH.match(pieces[at].text)), 0)


def _above_title(parts: Sequence[str]) -> int:
    """How many of the lines stand above the title: words of a page before a line that names its issuer itself
    (公告栏│某某县人民政府关于…的通知).
    """
    for start in range(1, len(parts)):
        begins = issuers_of_title(join_title(parts[start:])) and not is_issuer(parts[start])
        if begins and all(_PAGE_WORDS.match(part) and not _UNFINISHED.search(part) for part in parts[:start]):
            return start
    return 0


def _is_over(parts: Sequence[str], text: str) -> bool:
    """Whether the title ends before the line: it says the title again, or a collection has put its date there
    (…条例（2023年3月31日）).
    """
    title = join_title(parts)
    return bool(parts) and (_VERSION.sub("", squeeze(text)) == squeeze(title) or _DATED.search(title) is not None)


def _may_continue(text: str, parts: Sequence[str], types: DocumentTypes) -> bool:
    """Whether the line may be the next piece of a title; after a complete title only what completes a longer one."""
    kind = kind_of(text)
    unfinished = bool(parts) and not types.of_title(join_title(parts))
    if unfinished and len(text) == 1 and text in "知见法案划定则例施":  # …的通│知
        return True
    if not is_title_like(text) or match_label(text) or kind in _NO_TITLE:
        return False
    if parts and _DRAFT_EXPLAINED.match(text):
        return True
    if BRACKETED.match(text):
        return (
            unfinished and len(text) < 12 or bool(parts)
            and bool(re.search("试行|暂行|草案|征求意见|年|稿|版|修订|节选|摘要", text))
        )
    if kind == "order":  # …关于全面推行行政合同文件│备案审查机制的指导意见 is no letterhead
        return "关于" in text or bool(parts) and "关于" in parts[0]
    if parts and types.of_title(join_title(parts)):
        return bool(types.of_title(text)) and not is_issuer(text) and "关于" not in text
    return True
