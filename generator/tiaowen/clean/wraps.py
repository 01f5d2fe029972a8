"""Lines that a page or a scraper broke in the middle of a sentence are joined again.

A break is taken back when the line before it stops inside a sentence and the line after it begins no unit: at the width
of the other lines, after a comma, inside a bracket, or in the middle of a word. It stays where the printed sequence
shows that something is lost between them (seed 003, lines 4 and 5: a 2. before it, an 11. after it).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from tiaowen.clean.phrases import phrases
from tiaowen.model import Line, Span
from tiaowen.numbering import FAMILY, Label, match_label
from tiaowen.text import iso_date

_STOP = re.compile("[。！？；!?;：:…][”’」』）)》】\\]]*$|[”」』]$")
_FULL_STOP = re.compile("[。！？；：:;][”’」』]?$")
_SENTENCE_BEFORE = re.compile("[。！？；][”’」』]?\\s*$|^$")
_OPEN_END = re.compile("[、，,（(“‘《〈「『〔—-]$")
_YEAR_END = re.compile(r"(?:19|20)\d\d\s*年\s*$")
_MONTH = re.compile(r"(?:1[0-2]|0?[1-9])\s*月(?:\d|\s|份|$)")
_NEVER_FIRST = re.compile("^[，。、；：！？）〉》」』】”’]")
_OPEN_DUTY = re.compile(
    "[（(〔\\[【](?:责任|牵头|配合|主办|承办|协办|参与|完成|落实)[^（()）〔〕。]{0,6}[：:][^）)〕\\]】。]*$"
    "|(?:^|[。；])(?:责任|牵头|配合|主办|承办|协办)(?:单位|部门)[：:]$"
)
# 实行“双公示”│制度: in one of several pieces a quotation is a name
_NAME_END = re.compile("(?<![。！？；：…])[”」』]$")
_DUTY = re.compile("[（(〔\\[【][^（()）〔〕。]{2,200}(?:负责|牵头|配合|落实|责任单位|责任部门)|[（〔][^（）〔〕。]*$")
_DATED = re.compile("[（(](?:19|20)\\d\\d\\s*年[^（）()]{1,12}日[）)]$")  # …的通知（2023年5月31日）: a title ends there
_PIECE_END = re.compile("[，、。；：！？）”》〕]$")
_PIECE_START = re.compile("\\s*[“（《〔，。、；：]")
_COMMA_END = re.compile("[、，]$")
_PAIRS = {"（": "）", "(": ")", "《": "》", "〔": "〕", "“": "”"}
_NO_START = re.compile("^(?:附件|附表|附录|附：|抄送|主题词|签发人|此件|（此件|目\\s*录$)")
_PAUSE = re.compile("[。；，,]")
_LEADER_END = re.compile(r"(?:[.…·．_•]\s*){4,}\d{1,4}\s*$")  # 第一章 总则 ........ 1: an entry of the contents
_INDENT = 4
_SPACES = (" ", "\u00a0", "\u3000")
_NARROW = re.compile("[\x00-\u024f]")
_MOST_SIGNERS = 8
_LONGEST_LABEL = 40
_LONG = 60
_TAIL = 400


class _Paragraph:
    """Lines joined so far, with what the next border is judged by; texts are put together once, at the end."""

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.tail = line.text[-_TAIL:]
        self.length = len(line.text)
        self.has_sentence = "。" in line.text
        self.has_pause = bool(_PAUSE.search(line.text))

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.tail = (self.tail + line.text)[-_TAIL:]
        self.length += len(line.text)
        self.has_sentence = self.has_sentence or "。" in line.text
        self.has_pause = self.has_pause or bool(_PAUSE.search(line.text))

    @property
    def is_unfinished(self) -> bool:
        """Whether it has begun as running text, so that it ends with a sentence: one stands in it, or it has no label
        and several lines.
        """
        return (
            self.has_sentence or self.has_pause and len(self.lines) > 1
            and match_label(self.lines[0].text[:_LONGEST_LABEL]) is None
        )

    @property
    def is_body(self) -> bool:
        """Running text rather than a title, a heading or a signature: it holds a sentence, or is long."""
        return self.has_pause and self.length > 20 or self.length > 80


class Layout:
    """What the source's own lines say about its paragraphs; positions count the lines of the source, blank ones
    included.

    ``numbered``: the lines carry the line numbers of a text file; ``paginated``: the reader itself marked the
    paragraphs (PDF).
    """

    def __init__(self, source: Sequence[Line], pages: Collection[int], *, numbered: bool, paginated: bool) -> None:
        texts = [line.text for line in source]
        self.widths = [visual_width(text.strip()) for text in texts]
        self.width = 0 if paginated else wrap_width(texts) or _widest(texts, self.widths)
        marked = {i for i, text in enumerate(texts) if text.strip() and text[-1:] in _SPACES}
        self.marked = marked if paginated or self.width and _tells_paragraphs(self.widths, marked, self.width) else None
        bridges = set(pages)
        for page in pages:
            bridges |= {i for i in (page - 1, page + 1) if 0 <= i < len(texts) and not texts[i].strip()}
        self.bridged = list(accumulate(int(i in bridges) for i in range(len(texts))))
        self.rows = [line.number if numbered else i for i, line in enumerate(source)]
        filled = [row for row, text in zip(self.rows, texts, strict=True) if text.strip()]
        spaced = sum(b - a == 2 for a, b in zip(filled, filled[1:], strict=False))
        self.double_spaced = spaced * 10 >= len(filled) * 8
        self.reach, self.inside = _printed_lines(texts, self.widths, self.width)

    def ends_paragraph(self, position: int, *, first: bool) -> bool:
        """Whether the line carries the mark, or stops so short of the width that it cannot go on (another text spliced
        in).

        The first line of a paragraph had an indent of two characters.
        """
        marks = self.marked or set()
        return position in marks or bool(self.width) and self.widths[position] + _INDENT * first < self.width - 6

    def is_full(self, position: int) -> bool:
        """Whether a printed line that reaches the width of the text ends here."""
        return bool(self.width) and self.reach[position] >= self.width - 6

    def is_piece(self, paragraph: _Paragraph, line: Line, position: int, between: int) -> bool:
        """Whether the line is a piece of the printed line before it, or goes on after a comma, whatever the page put
        between.
        """
        before = paragraph.lines[-1]
        if before.table or not between and _NEVER_FIRST.match(line.text):
            return not before.table
        # 各区人民政府：│为…
        if not self.inside or before.text.endswith("：") and not _OPEN_DUTY.search(paragraph.tail):
            return False
        if not paragraph.has_pause and _DATED.search(paragraph.tail):
            return False
        label = match_label(before.text + line.text) if len(before.text) < 9 else None
        alone = label is not None and label.end == len(before.text)
        goes_on = alone or bool(_COMMA_END.search(before.text))
        runs = paragraph.has_pause or bool(_PAUSE.search(line.text))
        if between < 2 and paragraph.is_unfinished and not _NO_START.match(line.text) and (
                not _is_end(paragraph.tail) or _NAME_END.search(paragraph.tail) or _DUTY.match(line.text)):
            return True
        return self.inside[position] and not between and runs or between < 3 and goes_on

    def between(self, before: int, after: int) -> int:
        """How many lines stand between the two, page borders not counted."""
        return self.rows[after] - self.rows[before] - 1 - (self.bridged[after] - self.bridged[before])


def _widest(texts: Sequence[str], widths: Sequence[int]) -> int:
    """The width of a text whose printed lines came in pieces, or 0: one line in 25 has it, longer ones are rare, many
    short ones end with a comma.
    """
    filled = sorted(here for here in widths if here)
    short = sum(1 for text in texts if _COMMA_END.search(text.strip()))
    width = filled[len(filled) * 97 // 100] // 2 * 2 if filled else 0
    full = sum(1 for here in filled if here > width - 4)
    return width if 40 <= width <= 120 and full * 25 >= len(filled) >= 24 and short * 8 >= len(filled) else 0


def _printed_lines(texts: Sequence[str], widths: Sequence[int], width: int) -> tuple[list[int], list[bool]]:
    """Printed lines that a PDF reader took apart (…工作部署，│全面落实…，│推): one line in twelve is short and ends
    with a comma.

    For each line how far the printed line reaches that ends with it, and whether it goes on, in a full printed line,
    after the line before.
    """
    pieces = sum(1 for text, here in zip(texts, widths, strict=True) if here < width - 10
                 and _COMMA_END.search(text.strip()))
    if not width or pieces * 12 < sum(1 for text in texts if text.strip()):
        return list(widths), []
    reach: list[int] = []
    last = ""
    for text, here in zip(texts, widths, strict=True):
        edge = _PIECE_END.search(last) or _PIECE_START.match(text) or not text.strip()
        begun = reach[-1] if edge and reach and reach[-1] < width - 2 and not match_label(text) else 0
        reach.append(begun + here if begun + here <= width + 2 else here)
        last = text.strip()
    inside: list[bool] = []
    full = False
    for here, total in zip(reversed(widths), reversed(reach), strict=True):
        full = full or total >= width - 6
        inside.append(full and total > here > 0)
        full = full and total > here
    return reach, inside[::-1]


def join_wraps(lines: Sequence[Line], positions: Sequence[int], layout: Layout) -> list[Line]:
    """The lines with hard wraps joined; ``wraps`` of a joined line says where and from which source line."""
    labels = [None if index and _breaks_a_date(lines[index - 1], line) else match_label(line.text)
              for index, line in enumerate(lines)]
    gaps = _gaps(labels)
    paragraphs: list[_Paragraph] = []
    for index, line in enumerate(lines):
        between = layout.between(positions[index - 1], positions[index]) if index else 0
        full = index > 0 and layout.is_full(positions[index - 1])
        apart = between > int(layout.double_spaced) + int(full and _runs_on(paragraphs[-1]))
        kept = labels[index] or gaps[index] or line.table or _is_signature(lines, index)
        broken = index > 0 and between <= 1 and (
            _is_bare_label(lines[index - 1], labels[index - 1]) or _breaks_a_date(lines[index - 1], line))
        if index and not kept and (broken or layout.is_piece(paragraphs[-1], line, positions[index], between)):
            paragraphs[-1].add(line)
        elif not index or apart or line.table or lines[index - 1].table:
            paragraphs.append(_Paragraph(line))
        elif layout.marked is not None and positions[index] != positions[index - 1]:
            last = paragraphs[-1]
            goes_on = labels[index] is None and _closes(last.lines[-1].text, line.text)
            ends = layout.ends_paragraph(positions[index - 1], first=len(last.lines) == 1) and not goes_on
            ends = ends or _LEADER_END.search(last.tail) is not None or labels[index] is not None and _is_end(last.tail)
            _extend(paragraphs, line, joins=not ends)
        else:
            # － 2 － in the middle of a sentence
            over = layout.bridged[positions[index]] > layout.bridged[positions[index - 1]]
            joins = (
                labels[index] is None and not gaps[index]
                and _is_wrap(paragraphs[-1], line, layout.width, full=full or over, spaced=between > 0)
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


def _runs_on(paragraph: _Paragraph) -> bool:
    """Whether running text stops inside a sentence at the end of a full line: a blank line after it is where the page
    ended (加强江海│联运).
    """
    return paragraph.is_body and not _is_end(paragraph.tail)


def _is_signature(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is a date, or one of the names above one, which no sentence goes on with."""
    for line in lines[index:index + _MOST_SIGNERS]:
        if len(line.text) > 30 or line.table or _PAUSE.search(line.text):
            return False
        if iso_date(line.text) is not None and len(line.text) < 16:
            return True
    return False


def _extend(paragraphs: list[_Paragraph], line: Line, *, joins: bool) -> None:
    if joins:
        paragraphs[-1].add(line)
    else:
        paragraphs.append(_Paragraph(line))


def _tells_paragraphs(widths: Sequence[int], marked: set[int], width: int) -> bool:
    """Whether a space at the end of a line marks the end of a paragraph: nearly all short lines have one, full lines do
    not.
    """
    short = [i for i, here in enumerate(widths) if 0 < here < width - 6]
    full = [i for i, here in enumerate(widths) if here >= width - 2]
    return (bool(short) and sum(i in marked for i in short) * 10 >= len(short) * 6
            and bool(full) and sum(i in marked for i in full) * 10 <= len(full) * 3)


def visual_width(text: str) -> int:
    """Columns the text takes: two for a wide character, one for a narrow one."""
    return 2 * len(text) - len(_NARROW.findall(text))


def wrap_width(texts: Sequence[str]) -> int:
    """The column at which the text was broken, or 0: three lines in ten end within three columns of one width."""
    widths = Counter(visual_width(text.strip()) // 2 for text in texts if text.strip())
    total = sum(widths.values())
    if total < 12:
        return 0
    best = max(widths, key=lambda w: (widths[w] + widths[w - 1], w))
    return best * 2 if best >= 12 and (widths[best] + widths[best - 1]) * 10 >= total * 3 else 0


def _is_wrap(before: _Paragraph, line: Line, width: int, *, full: bool, spaced: bool) -> bool:
    """Whether the line goes on where the paragraph before it stops.

    ``full``: the line before reaches the width; ``spaced``: a blank line is between them, as between all lines.
    """
    last = before.lines[-1]
    if _OPEN_DUTY.search(before.tail):
        return True
    if _NO_START.match(line.text) or not before.is_body:
        return not _NO_START.match(line.text) and _closes(last.text, line.text)
    if _is_open(before.tail) or _OPEN_END.search(last.text):
        return True
    if _is_end(before.tail):
        return False
    if full or last.text[-1:] + line.text[:1] in phrases():
        return True
    if width or spaced:
        return False
    return before.has_sentence or visual_width(last.text) >= _LONG and iso_date(line.text[:12]) is None


def _closes(text: str, following: str) -> bool:
    """Whether the line closes what the line before it opened: 3.《…总体规划│（2021-2035年）》,
    重点任务（2023年6│月30日）.
    """
    pairs = (("《", "》"), ("〈", "〉"), ("（", "）"))
    return any(text.rfind(a) > text.rfind(b) and 0 <= following.find(b) < (following + a).find(a) for a, b in pairs)


def _is_end(text: str) -> bool:
    """Whether a paragraph may end here: after a sentence, or after a bracket that follows one
    (…发展。（责任单位：市商务局）).
    """
    if _STOP.search(text):
        return True
    if not text.endswith(("）", ")")):
        return False
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in "）)") - (text[at] in "（(")
        if depth == 0:
            return bool(_SENTENCE_BEFORE.search(text[max(0, at - 4):at]))
    return False


def _is_open(text: str) -> bool:
    """Whether a bracket or quotation was opened in the last sentence and not closed: the rest is on the next line."""
    if _FULL_STOP.search(text):  # a quotation of several paragraphs
        return False
    for opening, closing in _PAIRS.items():
        start = text.rfind(opening)
        if start >= 0 and closing not in text[start:] and (closing != ")" or "）" not in text[start:]):
            return True
    return False


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
