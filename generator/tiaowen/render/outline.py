"""The levels of a document's headings, lost ones included, and its gaps: for its page, and for the files in which it is
read away from the site.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tiaowen import clause_path
from tiaowen.anchors import anchor_of
from tiaowen.model import Clause, Gap, Path, Policy
from tiaowen.render import words
from tiaowen.text import squeeze


class Outline:
    """Knows, while a document is written in its order, how far its gaps are told and the level of each heading. A level
    follows the tree without a hole; ``top`` is that of the first heading.
    """

    def __init__(self, policy: Policy, top: int) -> None:
        self.by_path = {clause.path: clause for clause in policy.clauses}
        self.top = top
        self.levels: dict[Path, int] = {}  # of what stands below a clause
        self._gaps: dict[Path, list[Gap]] = defaultdict(list)
        for gap in policy.gaps:
            self._gaps[gap.before].append(gap)

    def level(self, clause: Clause, *, headed: bool) -> int:
        """The level of a clause: one below the nearest heading around it. ``headed``: it is a heading itself."""
        level = self._level(clause.path, clause.parent)
        self.levels[clause.path] = level + 1 if headed else level
        return level

    def _level(self, path: Path, parent: Path) -> int:
        return min(6, self.levels.get(parent) or self.levels.get(clause_path.parent(path), self.top))

    def gaps(self, clause: Clause) -> list[Gap]:
        """The gaps in front of the clause, each once."""
        return self._gaps.pop(clause.path, [])

    def lost(self, clause: Clause) -> Iterator[tuple[int, str, str]]:
        """Level, words and id of a heading in brackets for each lost one above the clause, so that the outline has no
        hole.
        """
        for path in clause_path.around(clause.path) if clause.inferred_path else ():
            if path not in self.by_path and path not in self.levels:
                level = self._level(path, "")
                self.levels[path] = level + 1
                yield level, f"〔{words.label(path, self.by_path)}标题缺失〕", f"lost-{anchor_of(path)}"


def caption(table: Clause, rows: Iterable[Clause]) -> str:
    """What a table says above its rows; empty when it only repeats them."""
    return "" if squeeze(table.full) in {"", squeeze("".join(row.full for row in rows))} else table.full
