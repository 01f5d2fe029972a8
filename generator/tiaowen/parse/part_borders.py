"""Where another document begins in a file.

A border is where a signature with its date ends one text and another goes on, where 附件 stands alone, or where the
title that a notice names in 《》 stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import issued_title
from tiaowen.numbering import match_label
from tiaowen.parse.decrees import enacted
from tiaowen.parse.ending import read_ending
from tiaowen.parse.front import read_front
from tiaowen.parse.lines import FILE_NAME, Piece, is_title_like, kind_of
from tiaowen.text import squeeze

ANNEX = re.compile(
    r"^附\s*(?:件|表|录|(?=[:：])|(?=[0-9０-９一二三四五六七八九十]{1,3}$))\s*(?P<n>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[A-ZＡ-Ｚ](?![A-Za-z])"
    r"|[甲乙丙丁戊己庚辛](?=[\s:：.．、]|$))?"
    r"(?:[-－—]\d{1,2})?\s*[:：.．、]?\s*(?P<title>.*)$")
_FORWARDING_TITLE = re.compile(r"(?:印发|转发|批转|颁发|颁布|发布|公布|下发|批准)")
_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_MOST_NAMES = 100
_MOST_FRONT = 20
_MOST_OPENING = 6
# 附：国旗制法说明, below the last article of a law, which nobody signs
_ATTACHED = re.compile("附\\s*[:：]\\s*[^。；：]{2,60}")
_LAST_ARTICLE = re.compile("(?:施行|实施|生效|废止)。$")
_ENDS = {"date", "release", "imprint", "issuer", "signer", "revision"}


def part_borders(pieces: Sequence[Piece], types: DocumentTypes) -> tuple[list[int], set[str]]:
    """Indices where another document begins, and the titles named in 《》 and in lists of annexes."""
    found: list[int] = []
    start, sentences = 0, 0
    title = squeeze(read_front(pieces[:_MOST_FRONT], types).title)
    forwarding = bool(issued_title(title))
    names: set[str] = set()
    for index, piece in enumerate(pieces):
        if piece.table:
            continue
        if index > start and (sentences or found and ANNEX.match(piece.text)) and _begins(
                pieces, index, types, names, is_first=not found,
                forwarding=not found and (forwarding or _is_enacted(pieces[start:index], title))):
            found.append(index)
            start, sentences = index, 0
        if piece.kind != "revision" and (re.search("[。；]", piece.text) or piece.label):
            sentences += 1
        if len(names) > _MOST_NAMES:
            continue
        if len(found) < 2 and len(piece.text) < 600 and _FORWARDING_TITLE.search(piece.text):
            names.update(squeeze(name) for name in _NAMED.findall(piece.text) if len(name) >= 4)
        listed = re.match(r"附\s*[件表]|\s*[0-9０-９]{1,2}\s*[.．、]", piece.text)
        if listed and len(piece.text) < 600 and "。" not in piece.text:
            names.update(squeeze(name) for name in re.split(r"[0-9０-９]{1,2}\s*[.．、]|[:：]", piece.text)
                         if len(name) >= 6)
    return found, names


def _begins(pieces: Sequence[Piece], index: int, types: DocumentTypes, names: set[str], *, is_first: bool,
            forwarding: bool) -> bool:
    """Whether another document begins here; ``forwarding``: the first is a notice that issues it, so that it needs no
    title of its own.
    """
    text = pieces[index].text
    kind = kind_of(text)
    if kind == "annex" and _is_annex_head(pieces, index, names, annexed=not is_first):
        return True
    if _ATTACHED.fullmatch(text) and index + 1 < len(pieces) and _ends_a_law(pieces, index):
        return True
    if kind in _ENDS - {"issuer"} or re.match(r"^附\s*[件表]\s*[:：]", text):
        return False
    if kind != "issuer" and _after_ending(pieces, index):
        return forwarding or kind == "number" or _title_follows(pieces, index, types, names)
    if match_label(text) or not _is_named(pieces, index, names):
        return False
    # 关于印发《…办法》《…规则》的通知: the second begins its own numbers, after a paragraph or two
    after = next((label for piece in pieces[index + 1:index + _MOST_OPENING] if (label := piece.label)), None)
    return is_first or after is not None and after.number == (1,) and after.kind in ("article", "chapter", "han")


def _is_enacted(pieces: Sequence[Piece], title: str) -> bool:
    """Whether so far stands only who has passed the text of this title: 《…批复》已于2002年10月11日由…审判委员会…通过，
    现予公布。
    """
    return len(pieces) <= _MOST_OPENING and bool(title) and any(enacted(piece.text)[0] == title for piece in pieces)


def _ends_a_law(pieces: Sequence[Piece], index: int) -> bool:
    """Whether an article that says from when the law applies stands right before."""
    label = pieces[index - 1].label
    return label is not None and label.kind == "article" and _LAST_ARTICLE.search(pieces[index - 1].text) is not None


def _after_ending(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a date of signature stands right before, notes such as （此件公开发布） let pass."""
    at = index - 1
    while at >= 0 and pieces[at].kind in ("release", "imprint", "revision"):
        at -= 1
    if at < 1:
        return False
    # …局办公室 / 2015年5月28日印发: who printed it, and when
    if pieces[at].kind == "issuer" and at < index - 1 and "印发" in pieces[at + 1].text:
        return True
    if pieces[at].kind == "date":
        return (
            pieces[at - 1].kind in ("issuer", "signer", "order") or at < index - 1
            or bool(re.search("[。：）)]$", pieces[at - 1].text))
        )
    return bool(read_ending(pieces[max(0, at - 3):at + 1]).dates)


def _is_annex_head(pieces: Sequence[Piece], index: int, names: set[str], *, annexed: bool) -> bool:
    """Whether 附件 begins an annex here, and not the list of annexes before the signature."""
    text = pieces[index].text.strip()
    match = ANNEX.match(text)
    if not match or index + 1 >= len(pieces) or len(text) > 120 or "。" in text or FILE_NAME.search(text):
        return False
    if (
        not match["title"].strip() and any(squeeze(pieces[index + 1].text).startswith(name) for name in names
                                           if len(name) >= 8)
    ):
        return True  # 附件： and the title that the list of annexes named
    ending = read_ending(pieces[index:index + 60])
    signed = any(piece.kind == "date" or read_ending([piece]).dates for piece in pieces[max(0, index - 8):index]
                 if not piece.table)
    title = match["title"].strip()
    # nothing but the list, a signature and a date; or, after the signature, an annex that is a list of names
    if ending.body == 0:
        return (
            bool(signed or annexed) and not ending.dates and not re.search("[:：]", text)
            and index + 2 < len(pieces) and not title \
                and not FILE_NAME.search(pieces[index + 1].text)
        )
    if not title:
        return not re.search("[:：]$", text) or signed or not pieces[index + 1].label
    if _list_goes_on(pieces, index):
        return False
    headed = signed or bool(match["n"]) or not re.match(r"附\s*件\s*[:：]", text)
    return headed and is_title_like(title) and not title.endswith(("附后", "略", "另发"))


def _list_goes_on(pieces: Sequence[Piece], index: int) -> bool:
    """附件：1.… on this line, 2.… on the next, then a signature: a list of annexes."""
    following = [piece.kind for piece in pieces[index + 1:index + 3]]
    if following and following[0] in ("issuer", "date"):
        return True
    first, second = match_label(re.sub(r"^附\s*[件表]\s*[:：]?\s*", "", pieces[index].text)), pieces[index + 1].label
    return bool(first and first.kind != "bare" and first.number == (1,) and (second is None or second.number == (2,)))


def _title_follows(pieces: Sequence[Piece], index: int, types: DocumentTypes, names: set[str]) -> bool:
    """Whether a title begins here, by its words or because it was named before; or the first article, where the title
    stood above.
    """
    label = pieces[index].label
    if label and label.kind in ("article", "chapter") and label.number == (1,):
        return True
    if pieces[index].label and not _is_named(pieces, index, names):
        return False
    front = read_front(pieces[index:index + 12], types, names)
    return bool(front.title) and front.body < len(pieces) - index or _is_named(pieces, index, names)


def _is_named(pieces: Sequence[Piece], index: int, names: set[str]) -> bool:
    """Whether this line, with up to three more, is a title that was named in 《》 or in the list of annexes."""
    joined = ""
    for piece in pieces[index:index + 4]:
        if piece.table or len(piece.text) > 90:
            return False
        joined += squeeze(piece.text).strip("《》")
        if joined in names:
            return index + 1 < len(pieces)
        if not any(name.startswith(joined) for name in names):
            return False
    return False
