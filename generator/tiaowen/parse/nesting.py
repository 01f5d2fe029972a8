"""Which labelled unit stands under which: the first of the two passes that make the tree.

Where nothing else decides, a unit goes under the last one of a higher family.
"""

from __future__ import annotations

from collections.abc import Sequence

from tiaowen.parse.node import COLON, Node


class Nesting:
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
        if self.stack[-1].family == "dash" and unit.number == (1,) and self.stack[-1].announces():
            return True
        if unit.number != (1,) or self.stack[-1] is above:
            return False
        if self.stack[-1].family == "article" and self.stack[-1].piece and COLON.search(self.stack[-1].piece.text):
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
            top.family not in ("han", "han_paren", "formal", "roman") or not top.announces()
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
