"""Nesting: pieces with and without labels → a tree of nodes. Two passes: labels first, then the paragraphs between
them.

Bluebell's rule holds: any text gives a tree. Where nothing else decides, a unit goes under the last one of a higher
family, and an unlabelled paragraph belongs to the unit before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tiaowen.numbering import RANK, Label
from tiaowen.parse.labels import printed_labels
from tiaowen.parse.lines import Piece
from tiaowen.text import squeeze

NodeKind = Literal["root", "unit", "paragraph", "table", "row", "gap", "closing"]
_COLON = re.compile("[：:]$")
_SUPPLEMENT = re.compile("附则")


@dataclass(slots=True, eq=False)
class Node:
    """One unit of the tree while it is being built. ``family`` is the label's kind, or ``supp`` for 附则 standing
    alone.
    """

    kind: NodeKind
    piece: Piece | None = None
    label: Label | None = None
    family: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    inferred: bool = False
    number: tuple[int, ...] = ()
    listed: bool = False
    """True: an item of a list that a colon announces (…有下列情形之一的：)."""

    @property
    def rank(self) -> float:
        """Customary depth of the family; decimals by the number of their parts."""
        if self.family == "decimal":
            return 8 + 0.1 * (len(self.number) - 1)
        return 3.5 if self.family == "supp" else RANK.get(self.family, 30)

    def add(self, child: Node) -> Node:
        """Append a child and return it."""
        child.parent = self
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Node]:
        """All nodes below, in document order."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def units(self, family: str) -> list[Node]:
        """Children that are units of the family."""
        return [child for child in self.children if child.kind == "unit" and child.family == family]

    def ancestors(self) -> Iterator[Node]:
        """Parent, grandparent … up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def build(pieces: Sequence[Piece]) -> Node:
    """The tree of one part's body. Postconditions: every piece is exactly one node; document order is kept."""
    labels = printed_labels(pieces)
    nodes = [_node(piece, label) for piece, label in zip(pieces, labels, strict=True)]
    units = [node for node in nodes if node.kind == "unit"]
    root = Node(kind="root")
    _Nesting(root, units).run()
    _place_paragraphs(root, nodes)
    return root


def _node(piece: Piece, label: Label | None) -> Node:
    if label:
        return Node(kind="unit", piece=piece, label=label, family=label.kind, number=label.number)
    if piece.table:
        return Node(kind="row", piece=piece)
    if _SUPPLEMENT.fullmatch(squeeze(piece.text)):
        return Node(kind="unit", piece=piece, family="supp")
    return Node(kind="paragraph", piece=piece)


class _Nesting:
    """Puts the labelled units under each other."""

    def __init__(self, root: Node, units: Sequence[Node]) -> None:
        self.root = root
        self.units = units
        self.stack: list[Node] = []
        self.under: dict[str, set[str]] = {}
        self.articles_run = False
        self.next_of: list[Node | None] = []
        after: dict[str, Node] = {}
        for unit in reversed(units):
            self.next_of.append(after.get(unit.family))
            after[unit.family] = unit
        self.next_of.reverse()
        self.position = {id(unit): index for index, unit in enumerate(units)}

    def run(self) -> None:
        """Nest every unit in order."""
        for unit in self.units:
            self._close(unit)
            (self.stack[-1] if self.stack else self.root).add(unit)
            self.stack.append(unit)

    def _close(self, unit: Node) -> None:
        """Take from the stack what the unit ends."""
        if unit.family == "decimal":
            self._close_decimal(unit)
            return
        same = self._sister(unit)
        if same is not None and not self._opens_inside(unit, same):
            del self.stack[same:]
            return
        while self.stack and self.stack[-1].rank >= unit.rank and not self._goes_under(unit, self.stack[-1]):
            if same is not None and self.stack[-1].family == "dash":
                break  # a list inside a dash item, found by _opens_inside
            self.stack.pop()

    def _sister(self, unit: Node) -> int | None:
        """Place in the stack of the open unit of the family; of two (a heading and an item of the article under it) the
        one it follows.
        """
        places = [i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].family == unit.family]
        followed = (
            (i for i in places if self.articles_run and self.stack[i].number[:1] == (unit.number[0] - 1,))
            if unit.number else ()
        )
        return next(iter(followed), places[0] if places else None)

    def _close_decimal(self, unit: Node) -> None:
        while self.stack and self.stack[-1].rank >= unit.rank and self.stack[-1].number != unit.number[:-1]:
            self.stack.pop()
        if (
            self.stack and self.stack[-1].family in ("decimal", "arabic", "bare")
            and len(self.stack[-1].number) >= len(unit.number)
        ):
            self.stack.pop()

    def _opens_inside(self, unit: Node, same: int) -> bool:
        """A unit numbered 1 of a family that is already open, inside a lower one: a list within an item
        (一、…（一）…一、…).
        """
        above = self.stack[same]
        if self.stack[-1].family == "dash" and unit.number == (1,) and _announces(self.stack[-1]):
            return True
        if unit.number != (1,) or self.stack[-1] is above:
            return False
        if self.stack[-1].family == "article" and self.stack[-1].piece and _COLON.search(self.stack[-1].piece.text):
            return True
        following = self.next_of[self.position[id(above)]]
        return (
            unit.family in self.under.get(self.stack[-1].family, set()) and following is not None
            and following.number == (above.number[0] + 1,)
        )

    def _goes_under(self, unit: Node, top: Node) -> bool:
        """Whether a unit of a customarily higher family stands inside ``top`` here: it opens a sequence and that of top
        goes on after it.
        """
        if unit.family in self.under.get(top.family, set()):
            return True
        if unit.family == "article":
            return self._heads_articles(unit, top)
        if unit.family == "roman" and unit.number == (1,) and top.family in ("han", "han_paren", "arabic"):
            return True
        if unit.number != (1,) or unit.family == top.family or top.family in ("dash", "supp") or not top.number:
            return False
        following = self.next_of[self.position[id(top)]]
        if following is None or following.number != (top.number[0] + 1,):
            return False
        if not self._ends_before(unit, following):
            return False
        self.under.setdefault(top.family, set()).add(unit.family)
        return True

    def _heads_articles(self, unit: Node, top: Node) -> bool:
        """Whether articles run on under the headings 一、（一） of a judicial interpretation or of measures (一、管辖
        第一条 …).
        """
        if (
            top.family not in ("han", "han_paren", "formal", "roman") or not _announces(top)
            or any(node.family == "article" for node in self.stack)
        ):
            return False
        if self.articles_run:
            return True
        following = self.next_of[self.position[id(top)]]
        inner = self.stack[-1] is top and top.number == (1,) and len(self.stack) > 1
        self.articles_run = (
            unit.number == (1,) and (inner or following is not None and following.number == (top.number[0] + 1,))
        )
        return self.articles_run

    def _ends_before(self, unit: Node, following: Node) -> bool:
        """Whether the sequence that the unit opens does not run on after ``following``: 2 comes before it, or never, or
        1 comes again.
        """
        second = self.next_of[self.position[id(unit)]]
        end = self.position[id(following)]
        if second is None:
            return True
        if second.number == (1,):
            return True
        while second is not None and self.position[id(second)] < end:
            second = self.next_of[self.position[id(second)]]
        return second is None or second.number == (1,)


def _announces(node: Node) -> bool:
    """Whether a unit is only the heading of what follows (——打好“七大战役”)."""
    return node.piece is not None and not re.search("[。；，]", node.piece.text)


def _place_paragraphs(root: Node, nodes: Sequence[Node]) -> None:
    """Second pass: paragraphs and tables go to the unit they stand in, at their place among its children."""
    coming: list[Node | None] = [None] * len(nodes)
    unit: Node | None = None
    for index in range(len(nodes) - 1, -1, -1):
        coming[index] = unit
        if nodes[index].kind == "unit":
            unit = nodes[index]
    order = {id(node): index for index, node in enumerate(nodes)}
    current = root
    before: Node | None = None
    first: dict[tuple[int, str], Node] = {}
    for index, node in enumerate(nodes):
        if node.kind == "unit":
            node.listed = _is_listed(node, before, first)
            current = node
        elif node.kind == "row":
            owner = (
                before.parent if before and before.kind == "row" and before.parent and before.piece and node.piece and \
                    before.piece.table == node.piece.table else None
            )
            if owner is None:
                owner = _insert(current, Node(kind="table", piece=None), order[id(node)], order)
                order[id(owner)] = order[id(node)]
            owner.add(node)
        else:
            _insert(_owner(current, coming[index]), node, index, order)
        before = node


def _insert(owner: Node, node: Node, position: int, order: dict[int, int]) -> Node:
    """Add the node among the owner's children at its place in the text."""
    node.parent = owner
    at = len(owner.children)
    while at and order.get(id(owner.children[at - 1]), -1) > position:
        at -= 1
    owner.children.insert(at, node)
    return node


def _is_listed(unit: Node, before: Node | None, first: dict[tuple[int, str], Node]) -> bool:
    """Items of an article, and items that a colon announces (not …意见如下：, which announces the text); later items
    are what the first is.
    """
    if unit.parent is None or unit.parent.kind == "root" or unit.family == "dash":
        return False
    eldest = first.setdefault((id(unit.parent), unit.family), unit)
    if eldest is not unit:
        return eldest.listed
    if unit.parent.family == "article" or unit.parent.listed:
        return True
    return before is not None and before.piece is not None and bool(_COLON.search(before.piece.text))


def _follows(coming: Node, owner: Node) -> bool:
    """Whether the coming unit is the next of the owner's own list (not the first of another)."""
    return (
        coming.family == owner.family and coming.parent is owner.parent
        and (coming.number > owner.number or owner.family == "dash")
    )


def _owner(current: Node, coming: Node | None) -> Node:
    """The unit that an unlabelled paragraph belongs to.

    The unit before it, unless that is the last item of a list: then what announced the list (第十七条's second
    paragraph after （二）), and so on upwards. A paragraph between two items belongs to the first of them.
    """
    owner = current
    while owner.kind == "unit" and owner.parent is not None:
        goes_on = coming is not None and (coming.parent is owner or _follows(coming, owner))
        if goes_on or not (owner.listed or owner.family == "dash"):
            return owner
        owner = owner.parent
    return owner
