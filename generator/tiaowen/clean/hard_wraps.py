"""Plain text that was broken at one column: where the break is, and how such a text marks a new paragraph.

A program that breaks lines fills each of them: the widest lines have one width and stop inside a sentence, and what
follows them goes on to a full stop. In a text whose lines are its paragraphs the widest lines end with a stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from tiaowen.clean.line_ends import is_end
from tiaowen.document_names import find_numbers
from tiaowen.numbering import match_label
from tiaowen.text import visual_width

# Columns of a narrow character, or characters whatever they take; the narrowest and the widest break, and the slack: a
# mark that may not begin a line hangs over the edge, or takes a character with it to the next line.
_MEASURES: tuple[tuple[Callable[[str], int], int, int, int], ...] = ((visual_width, 32, 120, 4), (len, 16, 60, 2))
_FEWEST = 3
_LONGEST_LABEL = 40
# 实行“双公示”│制度: a quotation that is a name ends no sentence
_NAME_END = re.compile("(?<![。！？；：…])[”」』]$")
_TITLE_END = re.compile(
    "^[^。；，：]*(?:通知|意见|办法|规定|方案|细则|决定|公告|通告|批复|函|条例|规则|计划|规划|报告|纲要)(?:[（(][^（）()]{1,8}[）)])?$")
_TITLE_GOES_ON = re.compile("^(?:的|》|和|及|与|、|（|[(])")


class HardWraps(Struct, frozen=True, kw_only=True):
    """``full``: for each line whether it reaches the break; ``indented``: every paragraph begins with an indent;
    ``separated``: blank lines are between all of them.
    """

    texts: Sequence[str]
    full: Sequence[bool]
    indented: bool
    separated: bool

    def goes_on(self, before: int, after: int) -> bool:
        """Whether the line at ``after``, right below the one at ``before``, goes on with its paragraph."""
        if after - before != 1 or not self.full[before]:
            return False
        text, following = self.texts[before].strip(), self.texts[after]
        ends = _stops(text) or _TITLE_END.search(text) is not None and not _TITLE_GOES_ON.match(following.strip())
        marked = self.indented or self.separated
        if self.indented and _indent(following) or ends and not marked:
            return False
        plain = following.strip()[:_LONGEST_LABEL]
        if match_label(plain) and (ends or not marked):
            return False
        numbers = find_numbers(plain)
        return not (numbers and not numbers[0].start and numbers[0].end == len(following.strip()))


def hard_wraps(texts: Sequence[str]) -> HardWraps | None:
    """How the text was broken, or None when its lines are its paragraphs."""
    ends = [_stops(text.rstrip()) for text in texts]
    tried = [_full_lines(texts, ends, *measure) for measure in _MEASURES]
    paragraphs, full = max(tried, key=lambda found: found[0])
    if not paragraphs:
        return None
    filled = [bool(text.strip()) for text in texts]
    pairs = [(i, i + 1) for i in range(len(texts) - 1) if filled[i] and filled[i + 1]]
    opens = [after for before, after in pairs if not full[before]]
    opens += [i for i in range(1, len(texts)) if filled[i] and not filled[i - 1]]
    runs = [after for before, after in pairs if full[before] and not ends[before]]
    indented = (
        sum(_indent(texts[i]) for i in opens) * 2 > len(opens)
        and sum(_indent(texts[i]) for i in runs) * 10 <= len(runs)
    )
    blank = filled.count(False)
    unmarked = sum(not full[before] for before, _ in pairs)
    return HardWraps(texts=texts, full=full, indented=indented,
                     separated=blank >= _FEWEST and unmarked * 10 <= blank)


def _full_lines(texts: Sequence[str], ends: Sequence[bool], measure: Callable[[str], int], narrowest: int, widest: int,
                slack: int) -> tuple[int, list[bool]]:
    """How many paragraphs show that the text was broken at one width (0: it was not), and which lines reach it."""
    widths = [measure(text.rstrip()) for text in texts]
    filled = sorted(here for here in widths if here)
    width = filled[max(0, len(filled) * 98 // 100 - 1)] if filled else 0
    if not narrowest <= width <= widest or filled[-1] > width + 2 * slack:
        return 0, []
    full = [here >= width - slack for here in widths]
    good = bad = 0
    runs = False  # a full line that stops inside a sentence was met, and its paragraph goes on
    for text, here, end in zip(texts, full, ends, strict=True):
        goes_on = here and not end
        if runs and not goes_on:
            closed = end or text.rstrip().endswith(("）", ")"))  # opened on the line before: …（市场│监管总局负责）
            good, bad = good + closed, bad + (not closed)
        runs = goes_on
    return (good, full) if good >= _FEWEST and good >= 3 * bad else (0, [])


def _stops(text: str) -> bool:
    return is_end(text) and not _NAME_END.search(text)


def _indent(text: str) -> bool:
    return text[:2] in ("\u3000\u3000", "  ", "\u00a0\u00a0") or text[:1] == "\t"
