"""Where the header lines of a document stand among its clauses: before the clause that the parser named; where it named
none, by source line.

A portal often has a whole document on one source line, where the numbers of lines order nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from tiaowen.model import Clause, HeaderLine, Policy

# header lines that stand before the text of their line
LEADING = {"title", "number", "issuer", "addressee", "decree", "revision", "contents"}


def header_in_order(policy: Policy) -> list[tuple[int, HeaderLine]]:
    """Every header line with the index of the clause before which it stands (at the end: the number of clauses), in the
    order of the text.
    """
    index = {clause.path: number for number, clause in enumerate(policy.clauses)}
    placed = [(_by_line(item, policy) if item.before is None else index.get(item.before, len(index)), item)
              for item in policy.header]
    return sorted(placed, key=lambda entry: (entry[0], entry[1].line))


def in_order(policy: Policy) -> Iterator[HeaderLine | Clause]:
    """Header lines and clauses in the order of the text."""
    waiting = deque(header_in_order(policy))
    for number, clause in enumerate(policy.clauses):
        while waiting and waiting[0][0] <= number:
            yield waiting.popleft()[1]
        yield clause
    yield from (item for _, item in waiting)


def _by_line(item: HeaderLine, policy: Policy) -> int:
    later = (number for number, clause in enumerate(policy.clauses)
             if clause.line > item.line or clause.line == item.line and item.role in LEADING)
    return next(later, len(policy.clauses))
