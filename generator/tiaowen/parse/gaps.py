"""What the printed sequence proves to be missing, and where lost headings stood (contract, addresses; seed 003).

A lost heading is counted, not skipped: units between the gap and the next heading of the family stand under it, in an
inferred node with the number the sequence gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from tiaowen.numbering import COUNTED, RANK, format_label
from tiaowen.parse.node import Node

_COMPLETE = re.compile("[。；：！？…”’）)》】;:!?.]$")
_LISTED_MISSING = 3


class Jump(Struct, frozen=True):
    """Numbers missing before a unit."""

    node: Node
    missing: tuple[int, ...]


def infer(root: Node) -> list[Jump]:
    """Find the jumps of the tree, in order, and put lost headings in. Paragraphs that lost their clause become
    ``gap``.
    """
    jumps = _jumps(root)
    if jumps:
        _mark_orphans(root, jumps)
        for jump in jumps:
            if jump.node.family in ("han", "han_paren"):
                _restore(jump)
    return jumps


def missing_labels(jump: Jump) -> tuple[str, ...]:
    """The lost labels as they would be printed: 二、 or 3.–10. for more than three."""
    names = [format_label(jump.node.family, number) for number in jump.missing]
    return tuple(names) if len(names) <= _LISTED_MISSING else (f"{names[0]}–{names[-1]}",)


def _jumps(root: Node) -> list[Jump]:
    """Units whose number is neither the next of their siblings, nor the next in the whole text, nor the first."""
    found: list[Jump] = []
    run: dict[str, int] = {}
    before: dict[tuple[int, str], int] = {}
    for node in root.walk():
        if node.kind != "unit" or node.family not in COUNTED or not node.number:
            continue
        number, key = node.number[0], (id(node.parent), node.family)
        missing = _missing(node, before.get(key, 0), run.get(node.family, 0))
        if missing:
            found.append(Jump(node, missing))
        before[key] = run[node.family] = number
    return found


def _missing(node: Node, last: int, everywhere: int) -> tuple[int, ...]:
    """Numbers missing before the unit; ``last``: of the sibling before it, ``everywhere``: the last of the family in
    the text, 0 when none.
    """
    number = node.number[0]
    expected = {everywhere + 1, everywhere, 1} if node.family == "article" else {last + 1, everywhere + 1, last or 1}
    if number in expected or number <= last:
        return ()
    start = max((value for value in (last, everywhere) if value < number), default=0)
    if node.family in ("han", "han_paren") and not last:
        start = 0 if everywhere >= number else everywhere
    return tuple(range(start + 1, number))


def _mark_orphans(root: Node, jumps: Iterable[Jump]) -> None:
    """The paragraphs right before a jump whose clause is lost: the clause before them breaks off inside a sentence."""
    ordered = list(root.walk())
    place = {id(node): index for index, node in enumerate(ordered)}
    for jump in jumps:
        index = place[id(jump.node)] - 1
        orphans: list[Node] = []
        while index >= 0 and ordered[index].kind == "paragraph":
            orphans.append(ordered[index])
            index -= 1
        before = ordered[index] if index >= 0 else None
        if (
            orphans and before is not None and before.kind == "unit" and before.piece
            and not _COMPLETE.search(before.piece.text)
        ):
            if before.label and len(before.piece.text) - before.label.end < 30 and "。" not in before.piece.text:
                continue  # a heading on its own line has no full stop either
            for orphan in orphans:
                orphan.kind = "gap"


def _restore(jump: Jump) -> None:
    """Put the lost heading before the unit of the jump, over the units that stood under it."""
    node, parent = jump.node, jump.node.parent
    if parent is None:
        return
    at = next(i for i, child in enumerate(parent.children) if child is node)
    previous = next((i for i in range(at - 1, -1, -1) if parent.children[i].kind == "unit"
                     and parent.children[i].family == node.family), None)
    holder = parent if previous is None else parent.children[previous]
    stop = at if previous is None else len(holder.children)
    start = _gap_start(holder)
    if previous is None and start >= at:
        start = 0
    between = holder.children[start:stop]
    moved = [child for child in between if child.kind == "gap" or child.kind == "unit"
             and child.rank > RANK[node.family]]
    if not moved or not any(child.kind == "unit" for child in moved):
        return
    lost = Node(kind="unit", family=node.family, number=(node.number[0] - 1,), inferred=True, parent=parent)
    first = next(i for i, child in enumerate(holder.children) if child is moved[0])
    for child in moved:
        holder.children.remove(child)
        lost.add(child)
    parent.children.insert(first if holder is parent
                           else next(i for i, child in enumerate(parent.children) if child is node), lost)


def _gap_start(holder: Node) -> int:
    """Index of the first child of the holder after a jump in its own numbers (or an orphan); none: its length."""
    last: dict[str, int] = {}
    for index, child in enumerate(holder.children):
        if child.kind == "gap":
            return index
        if child.kind != "unit" or not child.number:
            continue
        if child.family in last and child.number[0] > last[child.family] + 1:
            return index
        if child.family not in last and child.number[0] > 1 and child.family == "han_paren":
            return index
        last[child.family] = child.number[0]
    return len(holder.children)
