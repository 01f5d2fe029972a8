"""Who must act by a deadline: the bodies of the sentence that names the time, else those of the bracket that speaks of
it, else those who stand beside the time (省卫生健康委于6月底前…). Bodies that only stand in the same clause are left
out: a clause of a plan may name all of its county.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import structs

from tiaowen.facts.deadline.brackets import governed
from tiaowen.model import Clause, Deadline, Duty, Path, Policy, Span
from tiaowen.spans import Spans


def with_bodies(deadlines: Iterable[Deadline], policy: Policy) -> Iterator[Deadline]:
    """The deadlines with who must act, as printed, in the order of the duties."""
    duties: dict[Path, list[Duty]] = defaultdict(list)
    for duty in policy.facts.duties:
        duties[duty.path].append(duty)
    below = governed(policy)
    rows = {clause.path for clause in policy.clauses if clause.kind == "row"}
    ranges = {clause.path: _Ranges(clause, duties[clause.path]) for clause in policy.clauses if clause.path in duties}
    for deadline in deadlines:
        path = deadline.path
        if path in rows:
            own = duties[path]
        else:
            own = ranges[path].around(deadline.span) if path in ranges else []
            own = own or [duty for line in below.get(path, ()) for duty in duties[line.path]]
        names = dict.fromkeys(name for duty in own for name in duty.agencies)
        yield structs.replace(deadline, agencies=tuple(names)) if names else deadline


class _Ranges:
    """What the duties of one clause hold: their sentences, and the brackets that they stand in."""

    def __init__(self, clause: Clause, duties: list[Duty]) -> None:
        self._brackets = brackets = Spans(tail.span for tail in clause.tails)
        self._of: dict[Span, list[tuple[int, Duty]]] = defaultdict(list)
        for order, duty in enumerate(duties):
            around = brackets.touching(duty.span.start, duty.span.end) if duty.where == "tail" else ()
            for span in {duty.scope, *around}:
                self._of[span].append((order, duty))
        self._spans = Spans(self._of)

    def around(self, time: Span) -> list[Duty]:
        """The duties that hold a time, else those of the bracket right before or behind its own: （…）（时限：6月）."""
        return self.holding(time.start) or self._in_bracket(time.start - 2) or self._in_bracket(time.end + 1)

    def _in_bracket(self, place: int) -> list[Duty]:
        return self.holding(place) if any(self._brackets.touching(place, place + 1)) else []

    def holding(self, place: int) -> list[Duty]:
        """The duties whose sentences or bracket hold the place, in order."""
        held = {order: duty for span in self._spans.touching(place, place + 1) for order, duty in self._of[span]}
        return [held[order] for order in sorted(held)]
