"""The notes under a law's title: adopted, approved, promulgated, amended; in brackets, on a line each, or broken over
lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.parse.lines import DATE, Piece, kind_of
from tiaowen.text import squeeze

_MOST_NOTES = 60
_AMENDED = re.compile("第[一二三四五六七八九十]次修正[）)]?$")
_ACT_BEGINS = re.compile(rf"(?<![自从于至])(?={DATE.pattern})")
_NOTE_OPENS = re.compile(rf"^[（(](?:根据)?{DATE.pattern}[^）)]*$")


def open_note(pieces: Sequence[Piece], index: int) -> int:
    """Index after a note in brackets that begins here with a date and is closed on a later line, each line an act of
    its own; 0: none.
    """
    if pieces[index].table or not _NOTE_OPENS.match(squeeze(pieces[index].text)):
        return 0
    for at in range(index, min(index + _MOST_NOTES, len(pieces))):
        text = squeeze(pieces[at].text)
        if pieces[at].table or pieces[at].label or "。" in text[:-2] or at > index and _NOTE_OPENS.match(text):
            return 0
        if re.search("[）)][。]?$", text):
            return at + 1
    return 0


def is_broken_note(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a note of adoption without brackets begins here and is broken after the body's name
    (2017年8月22日某某州第十二届人民代表大会│常务委员会第六次主任会议修订).
    """
    pair = pieces[index:index + 2]
    plain = [squeeze(piece.text) for piece in pair if not piece.table and not piece.label]
    return (
        len(plain) == 2 and bool(DATE.match(plain[0])) and all(len(text) <= 45 for text in plain)
        and not re.search("[。；，：]", "".join(plain)) and pair[1].kind in ("text", "signer")
        and kind_of("".join(plain)) == "revision"
    )


def history(pieces: Sequence[Piece], index: int, title: str) -> int:
    """Index after a law's notes of adoption and revision that begin here; their broken lines are part of them, the
    title again is not.
    """
    if bracket := open_note(pieces, index):
        return bracket
    last = index
    for at in range(index + 1, min(index + _MOST_NOTES, len(pieces))):
        text = pieces[at].text
        if pieces[at].table or pieces[at].label or "。" in text or squeeze(text) == squeeze(title):
            break
        goes_on = at == last + 1 and _AMENDED.search(text)
        if pieces[at].kind == "revision" or goes_on:
            last = at
    return last + 1


def acts_of(revision: str) -> list[str]:
    """The acts of a note under the title, each with its day first: 2018年8月30日…通过 2018年9月21日…批准 → two."""
    return [act for act in _ACT_BEGINS.split(squeeze(revision).lstrip("（(")) if DATE.match(act)]
