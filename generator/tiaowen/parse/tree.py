"""Nesting: pieces with and without labels → a tree of nodes. Two passes: labels first, then the paragraphs between
them.

Bluebell's rule holds: any text gives a tree. Where nothing else decides, a unit goes under the last one of a higher
family, and an unlabelled paragraph belongs to the unit before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.numbering import Label
from tiaowen.parse.labels import printed_labels
from tiaowen.parse.lines import Piece
from tiaowen.parse.nesting import Nesting
from tiaowen.parse.node import COLON, Node
from tiaowen.text import squeeze

_SUPPLEMENT = re.compile("附则")


def build(pieces: Sequence[Piece]) -> Node:
    """The tree of one part's body. Postconditions: every piece is exactly one node; document order is kept."""
    labels = printed_labels(pieces)
    nodes = [_node(piece, label) for piece, label in zip(pieces, labels, strict=True)]
    units = [node for node in nodes if node.kind == "unit"]
    root = Node(kind="root")
    Nesting(root, units).run()
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
    return before is not None and before.piece is not None and bool(COLON.search(before.piece.text))


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
