"""Unit borders inside a line: a label glued to the sentence before it is a border where the printed sequence proves it.

(…视为单建地下空间。第四条 …: right after article three, at the end of a sentence.) Never inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiaowen.needed import headed
from tiaowen.numbering import COUNTED, FAMILIES, FAMILY, RANK, Label, match_label
from tiaowen.parse.lines import Piece, cut

LABEL_START = headed("|".join(family.inside for family in FAMILIES if family.inside))
_SENTENCE_END = re.compile(r"[。；：！？][”’）)]*\s*$")
_TAIL_END = re.compile(r"[）)〕】]\s*$")
_HEADING = re.compile(r"^[\u4e00-\u9fff、，“”《》（）\s]{2,30}$")
_REFERENCE = re.compile(
    r"款(?![项待])|项(?!目)|及(?!时)|规(?![划范模])|中(?![华央国小型介共医等外心期])|[、和的至到与或所第，]")
FLAT = COUNTED
_LONGEST_RUN_IN = 2000
GLUED = frozenset(kind for kind in COUNTED if FAMILY[kind].legislative)


def split_at_labels(pieces: Sequence[Piece], kinds: frozenset[str]) -> list[Piece]:
    """The pieces cut before every label of these kinds that continues, or opens, a sequence."""
    sequence = _Sequence(kinds)
    out: list[Piece] = []
    for piece in pieces:
        out += [piece] if piece.table else broken(piece, list(sequence.borders(piece.text)))
    return out


def split_run_in(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces cut where one line holds the labels of two units that other lines prove.

    一、│（一）引进赛事。 (two labels), 现查明：│（一）… before a line （二） (the first item behind what announces it),
    二、主要任务│1.建设场地。…│2.开放场馆。… (a heading and its items).
    """
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].label if index + 1 < len(pieces) and not pieces[index + 1].table else None
        out += [piece] if piece.table else broken(piece, _second_labels(piece, following))
    return out


def _second_labels(piece: Piece, following: Label | None) -> list[int]:
    """Offsets of the labels inside the line; ``following``: the label that the next line begins with."""
    text, label = piece.text, piece.label
    inner = match_label(text, label.end) if label and label.number else None
    if (
        label and inner and inner.kind in COUNTED and RANK[inner.kind] > RANK[label.kind]
        and not is_refused(text, inner)
    ):
        continued = (
            following is not None and following.kind == inner.kind and following.number == (inner.number[0] + 1,)
        )
        if (
            continued or not FAMILY[label.kind].legislative and inner.number == (1,)
            and not text[label.end:].startswith("(")
        ):
            return [label.end]
    if len(text) > _LONGEST_RUN_IN or piece.kind == "annex":
        return []
    found = [(m.start(), inside) for m in LABEL_START.finditer(text, label.end if label else 1)
             if (inside := match_label(text, m.start()))]
    if (
        following and following.kind in COUNTED and following.number > (1,)
        and (label is None or label.kind != following.kind)
    ):
        items = [(at, item) for at, item in found if item.kind == following.kind
                 and re.search(r"[：:。；]\s*$", text[max(0, at - 4):at])]
        if [item.number for _, item in items] == [(n,) for n in range(1, following.number[0])]:
            return [at for at, _ in items]
    if label and label.kind in ("han", "han_paren") and found and _HEADING.match(text[label.end:found[0][0]]):
        kind = found[0][1].kind
        items = [(at, item) for at, item in found if item.kind == kind
                 and (at == found[0][0] or _SENTENCE_END.search(text[max(0, at - 12):at]))]
        if (
            len(items) > 1 and RANK[kind] > RANK[label.kind]
            and [item.number for _, item in items] == [(n + 1,) for n in range(len(items))]
        ):
            return [at for at, _ in items]
    return []


def is_refused(text: str, label: Label) -> bool:
    """Whether the words behind a label make it a reference or a quantity."""
    refused = FAMILY[label.kind].refused
    return bool(refused and re.compile(refused).match(text, label.end))


def broken(piece: Piece, borders: Sequence[int]) -> list[Piece]:
    """The piece cut at the offsets; every part after the first is glued."""
    edges = [0, *(b for b in borders if 0 < b < len(piece.text)), len(piece.text)]
    if len(edges) == 2:
        return [piece]
    parts = [cut(piece, start, end, glued=piece.glued or start > 0) for start,
             end in zip(edges, edges[1:], strict=False)]
    return [part for part in parts if part.text]


class _Sequence:
    """The numbers met so far: ``last`` since the last higher unit, ``run`` through the whole text."""

    def __init__(self, kinds: frozenset[str]) -> None:
        self.kinds = kinds
        self.last: dict[str, int] = {}
        self.run: dict[str, int] = {}

    def _meet(self, label: Label) -> None:
        self.last[label.kind] = self.run[label.kind] = label.number[-1]
        for kind in [k for k in self.last if RANK[k] > RANK[label.kind]]:
            del self.last[kind]

    def borders(self, text: str) -> Iterator[int]:
        """Offsets in the line where a unit begins."""
        first = match_label(text)
        if first and first.kind in self.kinds and len(first.number) == 1:
            self._meet(first)
        if len(text) < 12:
            return
        found = [(m.start(), label) for m in LABEL_START.finditer(text, 1) if (label := match_label(text, m.start()))]
        second = {label.kind: index for index, (_, label) in enumerate(found) if label.number == (2,)}
        before = first if first and first.kind in self.kinds else None
        for index, (at, label) in enumerate(found):
            if label.kind not in self.kinds or not self._is_border(text, at, label, before):
                continue
            opens = (
                label.number == (1,) and self.kinds == FLAT
                and (second.get(label.kind, -1) > index or label.kind in GLUED)
            )
            if self._continues(label) or opens:
                self._meet(label)
                before = label
                yield at

    def _continues(self, label: Label) -> bool:
        number = label.number[-1]
        if label.kind in self.last:
            return number == self.last[label.kind] + 1
        return number == self.run.get(label.kind, 0) + 1 and (label.kind in self.run or label.kind in GLUED)

    def _is_border(self, text: str, at: int, label: Label, before: Label | None) -> bool:
        left = text[max(0, at - 12):at]
        ended = bool(_SENTENCE_END.search(left))
        under = before is not None and 0 < at - before.end <= 30 and RANK[before.kind] < RANK[label.kind]
        under_heading = under and before is not None and bool(_HEADING.match(text[before.end:at]))
        if label.kind in GLUED:
            rest = text[label.end:label.end + 4]
            spaced = bool(re.search(r"\s$", left)) or label.kind != "article" and bool(re.match(r"\s", rest))
            return (ended or spaced or under_heading) and not _REFERENCE.match(rest)
        if re.search(r"附件\s*[:：]\s*$", left):
            return False
        return (
            ended or under_heading and label.number[-1] == self.run.get(label.kind, 0) + 1 or under_heading
            and label.number == (1,) \
                or bool(_TAIL_END.search(left)) and self.kinds == FLAT
        )
