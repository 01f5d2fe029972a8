"""Lines that a page or a scraper broke in the middle of a sentence are joined again.

A break is taken back when the line before it stops inside a sentence and the line after it begins no unit: at the width
of the other lines, after a comma, inside a bracket, or in the middle of a word. It stays where the printed sequence
shows that something is lost between them (seed 003, lines 4 and 5: a 2. before it, an 11. after it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.clean.layout import NO_START, OPEN_DUTY, PAUSE, Layout, Paragraph
from tiaowen.clean.line_ends import closes, is_end, is_open
from tiaowen.clean.phrases import phrases
from tiaowen.model import Line, Span
from tiaowen.numbering import FAMILY, Label, match_label
from tiaowen.text import HAN, iso_date, visual_width

_OPEN_END = re.compile("[、，,（(“‘《〈「『〔—-]$")
_OPEN_WORD = re.compile("(?:应当|不得|予以|以及|或者|依照|按照)$")  # no paragraph ends so
_YEAR_END = re.compile(r"(?:19|20)\d\d\s*年\s*$")
_MONTH = re.compile(r"(?:1[0-2]|0?[1-9])\s*月(?:\d|\s|份|$)")
_LEADER_END = re.compile(r"(?:[.…·．_•]\s*){4,}\d{1,4}\s*$")  # 第一章 总则 ........ 1: an entry of the contents
# …请认真执行。某市人民政府│2023年1月20日: whoever signs stands on the line of the last sentence
_SIGNED_END = re.compile(f"[。；][{HAN}]{{2,38}}[府委厅局办会院室部署行]$")
_NAMED_NEXT = re.compile("[《（]")
_MOST_SIGNERS = 8
_LONG = 60


def join_wraps(lines: Sequence[Line], positions: Sequence[int], layout: Layout) -> list[Line]:
    """The lines with hard wraps joined; ``wraps`` of a joined line says where and from which source line."""
    labels = [None if index and _breaks_a_date(lines[index - 1], line) else match_label(line.text)
              for index, line in enumerate(lines)]
    gaps = _gaps(labels)
    paragraphs: list[Paragraph] = []
    for index, line in enumerate(lines):
        between = layout.between(positions[index - 1], positions[index]) if index else 0
        full = index > 0 and layout.is_full(positions[index - 1])
        apart = between > int(layout.double_spaced) + int(full and _runs_on(paragraphs[-1]))
        apart = apart or line.table > 0 or index > 0 and lines[index - 1].table > 0
        whole = gaps[index] or line.table or _is_signature(lines, index)
        kept = labels[index] or whole
        wrapped = (
            layout.broken is not None and index > 0 and not whole and not apart
            and layout.broken.goes_on(positions[index - 1], positions[index])
        )
        broken = index > 0 and between <= 1 and (
            _is_bare_label(lines[index - 1], labels[index - 1]) or _breaks_a_date(lines[index - 1], line))
        piece = not kept and index > 0 and (broken or layout.is_piece(paragraphs[-1], line, positions[index], between))
        if wrapped or piece:
            paragraphs[-1].add(line)
        elif not index or apart:
            paragraphs.append(Paragraph(line))
        elif layout.marked is not None and positions[index] != positions[index - 1]:
            last = paragraphs[-1]
            goes_on = labels[index] is None and closes(last.lines[-1].text, line.text)
            ends = layout.ends_paragraph(positions[index - 1], first=len(last.lines) == 1) and not goes_on
            ends = ends or _LEADER_END.search(last.tail) is not None or labels[index] is not None and is_end(last.tail)
            _extend(paragraphs, line, joins=not ends)
        else:
            # － 2 － in the middle of a sentence
            over = layout.bridged[positions[index]] > layout.bridged[positions[index - 1]]
            signs = _SIGNED_END.search(paragraphs[-1].tail) and _is_signature(lines, index)
            hangs = layout.hangs(positions[index - 1], positions[index]) and _goes_on(paragraphs[-1], line)
            joins = (
                labels[index] is None and not gaps[index] and not signs
                and (hangs or _is_wrap(paragraphs[-1], line, layout.width, full=full or over, spaced=between > 0))
            )
            _extend(paragraphs, line, joins=joins)
    return [_joined(paragraph.lines) for paragraph in paragraphs]


def _breaks_a_date(before: Line, line: Line) -> bool:
    """Whether the line goes on with the day that the line before has begun (至2026年│10 月31日结束)."""
    return bool(_YEAR_END.search(before.text) and _MONTH.match(line.text)) and not (before.table or line.table)


def _is_bare_label(line: Line, label: Label | None) -> bool:
    """Whether the line is nothing but a printed number (第一条, 一、): where a page sets the number apart, what is read
    from it breaks there.
    """
    whole = label is not None and not line.table and label.end == len(line.text.rstrip())
    return whole and label is not None and (FAMILY[label.kind].legislative or label.kind in ("han", "han_paren"))


def _runs_on(paragraph: Paragraph) -> bool:
    """Whether running text stops inside a sentence at the end of a full line: a blank line after it is where the page
    ended (加强江海│联运).
    """
    return paragraph.is_body and not is_end(paragraph.tail)


def _is_signature(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is a date, or one of the names above one, which no sentence goes on with."""
    for line in lines[index:index + _MOST_SIGNERS]:
        if len(line.text) > 30 or line.table or PAUSE.search(line.text):
            return False
        if iso_date(line.text) is not None and len(line.text) < 16:
            return True
    return False


def _extend(paragraphs: list[Paragraph], line: Line, *, joins: bool) -> None:
    if joins:
        paragraphs[-1].add(line)
    else:
        paragraphs.append(Paragraph(line))


def _is_wrap(before: Paragraph, line: Line, width: int, *, full: bool, spaced: bool) -> bool:
    """Whether the line goes on where the paragraph before it stops.

    ``full``: the line before reaches the width; ``spaced``: a blank line is between them, as between all lines.
    """
    last = before.lines[-1]
    if OPEN_DUTY.search(before.tail):
        return True
    if NO_START.match(line.text) or not before.is_body:
        return not NO_START.match(line.text) and closes(last.text, line.text)
    if is_open(before.tail) or _OPEN_END.search(last.text):
        return True
    if is_end(before.tail):
        return False
    if _OPEN_WORD.search(last.text):
        return True
    if full or last.text[-1:] + line.text[:1] in phrases():
        return True
    if _NAMED_NEXT.match(line.text) and iso_date(line.text[:16]) is None:
        return True  # …推动落实│《某某条例》，结合本市实际: what a link names stands on a line of its own
    if width or spaced:
        return False
    return before.has_sentence or visual_width(last.text) >= _LONG and iso_date(line.text[:12]) is None


def _goes_on(before: Paragraph, line: Line) -> bool:
    """Whether a long line stops inside a sentence and the next one is one (…相抵触或者内容│不适当的，责令改正；)."""
    return (visual_width(before.lines[-1].text) >= _LONG and not is_end(before.tail)
            and PAUSE.search(line.text) is not None and not NO_START.match(line.text))


def _gaps(labels: Sequence[Label | None]) -> list[bool]:
    """For the border in front of each line: do the numbers around it show that units are missing between them?"""
    following: dict[str, int] = {}
    after: list[dict[str, int]] = []
    for label in reversed(labels):
        if label and len(label.number) == 1:
            following = {**following, label.kind: label.number[0]}
        after.append(following)
    after.reverse()
    gaps, before = [], None
    for label, later in zip(labels, after, strict=True):
        gaps.append(before is not None and later.get(before.kind, 0) > before.number[-1] + 1)
        before = label if label and label.number else before
    return gaps


def _joined(lines: Sequence[Line]) -> Line:
    if len(lines) == 1:
        return lines[0]
    pieces: list[str] = []
    bold: list[Span] = []
    wraps: list[tuple[int, int]] = []
    at = 0
    for line in lines:
        text = line.text.strip()
        if pieces:
            if pieces[-1][-1:].isascii() and pieces[-1][-1:].isalpha() and text[:1].isascii() and text[:1].isalpha():
                pieces.append(" ")
                at += 1
            wraps.append((at, line.number))
        bold += [Span(s.start + at, s.end + at) for s in line.bold]
        pieces.append(text)
        at += len(text)
    return Line(number=lines[0].number, text="".join(pieces), bold=tuple(bold), table=lines[0].table,
                wraps=tuple(wraps))
