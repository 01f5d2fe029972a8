"""One unit of the tree while it is being built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from tiaowen.numbering import RANK, Label
from tiaowen.parse.lines import Piece

NodeKind = Literal["root", "unit", "paragraph", "table", "row", "gap", "closing"]
COLON = re.compile("[：:]$")


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

    def announces(self) -> bool:
        """Whether a unit is only the heading of what follows (——打好“七大战役”)."""
        return self.piece is not None and not re.search("[。；，]", self.piece.text)
