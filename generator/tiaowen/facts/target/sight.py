"""A number with the words around it in its comma segment: what the rules for targets look at."""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.language.quantity import Quantity

_AROUND = (
    r"\s?(?:（含[^（）]{0,8}）)?\s?(?P<bound>及以上|以上|及以下|以下|以内|之内|之上|左右|上下)?\s?"
    r"(?:（含[^（）]{0,8}）)?"
)
AFTER = re.compile(_AROUND)
CLOSED = re.compile(r"^\s?(?:$|[、和及与并或”’）)—\-]|且|以及|的?水平|的?目标|大关|（)")
WINDOW = 60  # characters before and after a number in which its words stand


class Sight(NamedTuple):
    """A number with the words around it in its segment."""

    quantity: Quantity
    printed: str
    before: str
    after: str
    bound: str  # 以上, 左右 …
    rest: str  # what follows the number and its bound
    others: tuple[Quantity, ...]

    @property
    def closed(self) -> bool:
        """Nothing that the number could describe follows it."""
        return bool(CLOSED.match(self.rest))


class Evidence(NamedTuple):
    """What is known beyond the segment: a printed deadline, a heading of aims, a verb that an earlier list item
    supplies.
    """

    due: bool
    aim: bool
    carried: bool
    recurring: bool = False  # under 每年, where 一次 is a number
    norm: bool = False  # the sentence says what must be (应, 不得)


def sight(text: str, start: int, end: int, quantity: Quantity, found: tuple[Quantity, ...]) -> Sight:
    """The number in its segment, which is ``text[start:end]``."""
    before = text[max(start, quantity.start - WINDOW):quantity.start]
    after = text[quantity.end:min(end, quantity.end + WINDOW)]
    match = AFTER.match(after)
    bound, rest = (match["bound"] or "", after[match.end():]) if match else ("", after)
    return Sight(quantity, text[quantity.start:quantity.end], before, after, bound, rest, found)
