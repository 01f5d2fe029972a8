"""What the lines of a source say about its paragraphs: their width, the marks at their ends, pieces of printed
lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from tiaowen.clean.hard_wraps import hard_wraps
from tiaowen.clean.line_ends import is_end
from tiaowen.model import Line
from tiaowen.numbering import match_label
from tiaowen.text import visual_width

_NEVER_FIRST = re.compile("^[，。、；：！？）〉》」』】”’]")
OPEN_DUTY = re.compile(
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
NO_START = re.compile("^(?:附件|附表|附录|附：|抄送|主题词|签发人|此件|（此件|目\\s*录$)")
PAUSE = re.compile("[。；，,]")
_INDENT = 4
_FEWEST_INDENTS = 10
_SPACES = (" ", "\u00a0", "\u3000")
_LONGEST_LABEL = 40
_TAIL = 400


class Paragraph:
    """Lines joined so far, with what the next border is judged by; texts are put together once, at the end."""

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.tail = line.text[-_TAIL:]
        self.length = len(line.text)
        self.has_sentence = "。" in line.text
        self.has_pause = bool(PAUSE.search(line.text))

    def add(self, line: Line) -> None:
        """Go on with a line."""
        self.lines.append(line)
        self.tail = (self.tail + line.text)[-_TAIL:]
        self.length += len(line.text)
        self.has_sentence = self.has_sentence or "。" in line.text
        self.has_pause = self.has_pause or bool(PAUSE.search(line.text))

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
        self.broken = None if paginated else hard_wraps(texts)
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
        indents = [text[:1] in _SPACES and text[1:2] in _SPACES for text in texts]
        usual = sum(indents) >= _FEWEST_INDENTS and sum(indents) * 10 >= len(filled) * 6
        self.indents = indents if usual and not paginated else []
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

    def hangs(self, before: int, after: int) -> bool:
        """Whether the line lacks the indent that most lines of the text have, and the one before has it."""
        return bool(self.indents) and self.indents[before] and not self.indents[after]

    def is_piece(self, paragraph: Paragraph, line: Line, position: int, between: int) -> bool:
        """Whether the line is a piece of the printed line before it, or goes on after a comma, whatever the page put
        between.
        """
        before = paragraph.lines[-1]
        if before.table or not between and _NEVER_FIRST.match(line.text):
            return not before.table
        # 各区人民政府：│为…
        if not self.inside or before.text.endswith("：") and not OPEN_DUTY.search(paragraph.tail):
            return False
        if not paragraph.has_pause and _DATED.search(paragraph.tail):
            return False
        label = match_label(before.text + line.text) if len(before.text) < 9 else None
        alone = label is not None and label.end == len(before.text)
        goes_on = alone or bool(_COMMA_END.search(before.text))
        runs = paragraph.has_pause or bool(PAUSE.search(line.text))
        if between < 2 and paragraph.is_unfinished and not NO_START.match(line.text) and (
                not is_end(paragraph.tail) or _NAME_END.search(paragraph.tail) or _DUTY.match(line.text)):
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


def _tells_paragraphs(widths: Sequence[int], marked: set[int], width: int) -> bool:
    """Whether a space at the end of a line marks the end of a paragraph: nearly all short lines have one, full lines do
    not.
    """
    short = [i for i, here in enumerate(widths) if 0 < here < width - 6]
    full = [i for i, here in enumerate(widths) if here >= width - 2]
    return (bool(short) and sum(i in marked for i in short) * 10 >= len(short) * 6
            and bool(full) and sum(i in marked for i in full) * 10 <= len(full) * 3)


def wrap_width(texts: Sequence[str]) -> int:
    """The column at which the text was broken, or 0: three lines in ten end within three columns of one width."""
    widths = Counter(visual_width(text.strip()) // 2 for text in texts if text.strip())
    total = sum(widths.values())
    if total < 12:
        return 0
    best = max(widths, key=lambda w: (widths[w] + widths[w - 1], w))
    return best * 2 if best >= 12 and (widths[best] + widths[best - 1]) * 10 >= total * 3 else 0
