"""Which printed labels begin a clause. A label counts only when it fits: it continues a sequence, opens one, or the
sequence goes on after it.

Not labels: 2.5个, 30日, 一、二、三产业, 第十三条规定的…, the articles a decision quotes (将第三条修改为：“第三条 …”).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import structs

from tiaowen.numbering import FAMILIES, FAMILY, RANK, Label, match_label
from tiaowen.parse.lines import Piece
from tiaowen.text import HAN, squeeze

_REFUSED = {family.kind: re.compile(family.refused) for family in FAMILIES if family.refused}
_GLUED_NUMBER = re.compile(f"([1-9][0-9]?)(?![月日年个万亿元人家项条次章节至户亩米名])[{HAN}]{{2,16}}")
_GLUED_OPENING = re.compile(f"([1-9][0-9]?)(?![月日年个万亿元人家项条次章节至户亩米名])(?=[{HAN}]{{2}})")
_PLAIN_HEADING = re.compile(f"\\s*[{HAN}、]{{2,24}}")
_AMENDS = re.compile(r"(?:修改为|改为|增加|规定为|作为第|表述为|如下)[^。]{0,60}[：:]?“|：“")
_QUOTE_REACH = 400


def printed_labels(pieces: Sequence[Piece]) -> list[Label | None]:
    """For each piece the label that begins a clause there, or None."""
    candidates = [None if piece.table else _candidate(piece) for piece in pieces]
    for start, end in _quotations(pieces):
        for index in range(start, end):
            candidates[index] = None
    _drop_bare(candidates, pieces)
    _settle_twins(candidates)
    _drop_notes(candidates, pieces)
    return _fitting(candidates, pieces)


def _candidate(piece: Piece) -> Label | None:
    """The label at the start of the line, unless the words after it show that it is none."""
    text, label = piece.text, piece.label
    if label is None:
        bare = squeeze(text)
        if re.fullmatch("[一二三四五六七八九十]{1,3}", bare):  # "## 三" with the full stop lost
            numeral = match_label(bare + "、")
            return numeral and structs.replace(numeral, text=bare, end=len(text))
        # 1总则: the space is lost
        glued = _GLUED_NUMBER.fullmatch(text) or (_GLUED_OPENING.match(text) if piece.glued else None)
        return Label(kind="bare", number=(int(glued[1]),), text=glued[1], end=glued.end(1)) if glued else None
    rest = text[label.end:]
    if FAMILY[label.kind].heads and (len(squeeze(rest)) > 60 or re.search("[。；]", rest[:-1])):
        return None
    refused = _REFUSED.get(label.kind)
    return None if refused and refused.match(text, label.end) else label


def _quotations(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Ranges of pieces that are the middle of a quotation opened on an amending line (修改为：“…) and closed later."""
    found: list[tuple[int, int]] = []
    start = -1
    for index, piece in enumerate(pieces):
        text = piece.text
        if start < 0:
            if text.rfind("“") > text.rfind("”") and _AMENDS.search(text):
                start = index
        # every quoted paragraph opens, the last closes
        elif re.search("”[。；，]?$", text) and text.count("”") > text.removeprefix("“").count("“"):
            found.append((start + 1, index + 1))
            start = -1
        elif index - start > _QUOTE_REACH:
            start = -1
    return found


def _drop_bare(candidates: list[Label | None], pieces: Sequence[Piece]) -> None:
    """A number with only a space after it (1 总则) is a label only in a text numbered 1, 1.1, 1.1.1; its last may have
    no such parts (8 附则).
    """
    parents = {label.number[0] for label in candidates if label and label.kind == "decimal"}
    last = 0
    for index, label in enumerate(candidates):
        if label is None or label.kind != "bare":
            continue
        number = label.number[0]
        goes_on = (
            number == last + 1 and (pieces[index].glued
                                    or _PLAIN_HEADING.fullmatch(pieces[index].text[label.end:]) is not None)
        )
        if len(parents) >= 2 and (number in parents or goes_on and last in parents):
            last = number
        else:
            candidates[index] = None


def _settle_twins(candidates: list[Label | None]) -> None:
    """Two families can print one number: 2） among （1） and （3） lost its bracket; the I of A. B. … H. I. is a
    letter.
    """
    numbers = {kind: [(i, label.number[0]) for i, label in enumerate(candidates) if label and label.kind == kind]
               for kind in ("arabic_half", "arabic_paren", "roman", "letter")}
    for kind, other in (("arabic_half", "arabic_paren"), ("roman", "letter")):
        beside = _Neighbours(numbers[other])
        own = _Neighbours(numbers[kind])
        for index, number in numbers[kind]:
            label = candidates[index]
            if label is None:
                continue
            twin = label if kind == "arabic_half" else _as_letter(label)
            if twin and beside.hold(index, twin.number[0]) and not own.hold(index, number):
                candidates[index] = structs.replace(twin, kind=other)


def _as_letter(label: Label) -> Label | None:
    """The same printed label as a letter: I. → 9; None when it is none."""
    return (
        structs.replace(label, number=(ord(label.text[0]) - ord("A") + 1,)) if label.text[0] in "IVX"
        and not label.text[1:2].isalpha() else None
    )


class _Neighbours:
    """The numbers of a family in order of their places: does one stand between its neighbours?"""

    def __init__(self, numbers: list[tuple[int, int]]) -> None:
        self.places = [place for place, _ in numbers]
        self.numbers = [number for _, number in numbers]

    def hold(self, place: int, number: int) -> bool:
        """Whether the last number before the place is one less, or the next after it one more."""
        at = bisect_left(self.places, place)
        after = at + (at < len(self.places) and self.places[at] == place)
        return (
            at > 0 and self.numbers[at - 1] == number - 1 or after < len(self.numbers)
            and self.numbers[after] == number + 1
        )


def _drop_notes(candidates: list[Label | None], pieces: Sequence[Piece]) -> None:
    """① at the end of a law, after a full stop, is a note of the edition: no colon announces it, and nothing but such
    notes follows.
    """
    if not any(label and label.kind == "article" for label in candidates):
        return
    start = len(pieces)
    while start and (label := candidates[start - 1]) and label.kind == "circled":
        start -= 1
    announced = start and pieces[start - 1].text.endswith(("：", ":", "；", "，"))
    if start < len(pieces) and not announced and pieces[start].text.endswith("。"):
        candidates[start:] = [None] * (len(pieces) - start)


class _Counter:
    """Numbers met so far: ``run`` through the whole text, ``last`` since the last higher unit."""

    def __init__(self) -> None:
        self.run: dict[str, tuple[int, int]] = {}
        self.last: dict[str, int] = {}


def _fitting(candidates: Sequence[Label | None], pieces: Sequence[Piece]) -> list[Label | None]:
    """The candidates that fit the sequence of their kind."""
    following: list[Label | None] = [None] * len(candidates)
    after: dict[str, Label] = {}
    for index in range(len(candidates) - 1, -1, -1):
        label = candidates[index]
        if label:
            following[index] = after.get(label.kind)
            after[label.kind] = label
    counter = _Counter()
    decimals: set[tuple[int, ...]] = set()
    chosen: list[Label | None] = []
    for index, label in enumerate(candidates):
        skips = label is not None and label.kind == "decimal" and _skips(label, pieces[index].text, decimals)
        good = label if label and (skips or _fits(label, following[index], counter, decimals)) else None
        if good:
            _meet(good, counter, decimals)
        chosen.append(good)
    return chosen


def _meet(label: Label, counter: _Counter, decimals: set[tuple[int, ...]]) -> None:
    if label.kind == "dash":
        return
    if label.kind == "decimal":
        decimals.add(label.number)
        return
    if label.kind in ("arabic", "bare"):
        decimals.add(label.number)
    counter.run[label.kind] = (label.number[0], label.sub)
    counter.last[label.kind] = label.number[0]
    rank = RANK[label.kind]
    for kind in [k for k in counter.last if RANK[k] > rank]:
        del counter.last[kind]


def _fits(label: Label, following: Label | None, counter: _Counter, decimals: set[tuple[int, ...]]) -> bool:
    if label.kind == "dash":
        return True
    if label.kind == "decimal":
        return _decimal_fits(label.number, following, decimals)
    number = label.number[0]
    run, sub = counter.run.get(label.kind, (0, 0))
    last = counter.last.get(label.kind, 0)
    goes_on = following is not None and following.number[0] == number + 1
    if FAMILY[label.kind].legislative:
        return number == 1 or number > run or (number == run and label.sub > sub) or label.kind != "article" or goes_on
    if number == 1 or number in (last + 1, run + 1) or goes_on and number > last:
        return True
    if label.kind in ("han", "han_paren"):
        return last < number <= last + 10 or goes_on
    return last < number <= last + 3 and last > 0 or number == last > 0 and goes_on


def _skips(label: Label, text: str, met: set[tuple[int, ...]]) -> bool:
    """1.4 工作原则 after 1.2: a heading of its own line whose one or two forerunners are not printed."""
    above, last = label.number[:-1], label.number[-1]
    forerunner = (*above, last - 2) in met or (*above, last - 3) in met
    return forerunner and _PLAIN_HEADING.fullmatch(text[label.end:]) is not None


def _decimal_fits(number: tuple[int, ...], following: Label | None, met: set[tuple[int, ...]]) -> bool:
    """1.2 fits after 1.1; 1.1 opens, as does 2.1 under 2 or after 1.3; 1.2.1 fits after 1.2; 2.5 or 3.15 alone is a
    quantity or a day.
    """
    if (
        (*number[:-1], number[-1] - 1) in met or following is not None
        and following.number == (*number[:-1], number[-1] + 1)
    ):
        return True
    earlier = (number[0] - 1, 1)
    return number[-1] == 1 and (number[:-1] in met or number[0] == 1 or len(number) == 2 and earlier in met)
