"""The tree as clauses: paths from the printed numbers, headings, duty tails, the published text (contract,
addresses).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tiaowen.anchors import anchor_of
from tiaowen.model import Clause, ClauseKind, Span
from tiaowen.numbering import FAMILIES
from tiaowen.parse.headings import decide
from tiaowen.parse.lines import Piece
from tiaowen.parse.node import Node
from tiaowen.parse.parts import Part
from tiaowen.parse.tails import find_tails, without_tails
from tiaowen.text import sha256

_NAMED = {family.kind: family.path for family in FAMILIES if family.path}
_NO_RUN_IN = {family.kind for family in FAMILIES if family.heads} | {"dash", "supp"}
_KINDS: dict[str, ClauseKind] = {"supp": "chapter",
                                 **{family.kind: family.unit for family in FAMILIES if family.unit != "heading"}}


class Numbering:
    """Gives each node its path; a path is given once, a number printed again gets ``~2``. One for a whole document."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.counts: Counter[tuple[str, str]] = Counter()
        self.gaps = 0

    def unique(self, path: str) -> str:
        """The path, or with ~2, ~3 … when it is taken."""
        self.taken[path] += 1
        if self.taken[path] == 1:
            return path
        while f"{path}~{self.taken[path]}" in self.taken:
            self.taken[path] += 1
        again = f"{path}~{self.taken[path]}"
        self.taken[again] = 1
        return again


class _Writer:
    """Walks one part's tree. ``prefix`` is the part's root: "", "notice" or "A2"."""

    def __init__(self, root: Node, prefix: str, numbering: Numbering, *, law: bool) -> None:
        self.root = root
        self.prefix = prefix
        self.numbering = numbering
        self.headings = decide(root, law=law)
        self.paths: dict[int, str] = {id(root): prefix}
        self.counts = numbering.counts
        self.inferred: set[int] = set()
        self.merged: set[int] = set()
        self.lists: dict[tuple[int, str], tuple[tuple[int, ...], str]] = {}

    def clauses(self) -> Iterator[Clause]:
        for node in self.root.walk():
            if id(node) in self.merged:
                continue
            self.paths[id(node)] = self._path(node)
            under = (
                node.parent is not None and id(node.parent) in self.inferred and node.kind != "gap"
                and node.family != "article"
            )
            if node.inferred or under:
                self.inferred.add(id(node))
            if not node.inferred:
                yield self._clause(node)

    def _path(self, node: Node) -> str:
        parent = node.parent or self.root
        above = self.paths[id(parent)]
        if node.kind == "unit" and node.family != "dash":
            return self.numbering.unique(self._unit_path(node, parent, above))
        if node.kind == "row":
            return self._counted(above, "r")
        if node.kind == "gap":
            self.numbering.gaps += 1
            return self.numbering.unique(self._join(self.prefix if self.prefix != "notice" else "",
                                                    f"gap{self.numbering.gaps}"))
        if node.kind == "closing":
            return self._counted(self._join(self.prefix, "closing") if self.prefix != "notice" else "notice", "p")
        if parent is self.root:
            return self._opening(node)
        return self._counted(above, {"table": "t"}.get(node.kind, "d" if node.family == "dash" else "p"),
                             self._holds_text(parent))

    def _opening(self, node: Node) -> str:
        letter = {"table": "t"}.get(node.kind, "d" if node.family == "dash" else "p")
        if self.prefix == "notice":
            return self._counted("notice", letter)
        base = self._join(self.prefix, "preamble")
        if letter == "p" and not self.counts[base, "p"]:
            self.counts[base, "p"] = 1
            return self.numbering.unique(base)
        return self._counted(base, letter)

    def _unit_path(self, node: Node, parent: Node, above: str) -> str:
        if node.family == "supp":
            return self._join(self.prefix, "supp")
        if node.family == "article":
            sub = f"-{node.label.sub}" if node.label and node.label.sub else ""
            return self._join(self.prefix, f"art{node.number[0]}{sub}")
        if node.family in _NAMED:
            sub = f"-{node.label.sub}" if node.label and node.label.sub else ""
            return self._join(above, f"{_NAMED[node.family]}{node.number[0]}{sub}")
        number = str(node.number[-1])
        if node.family == "decimal" and parent.number != node.number[:-1]:
            number = ".".join(str(n) for n in node.number)
        if parent.family == "article":
            above = self._list_base(node, parent, above)
        return self._join(above, number)

    def _list_base(self, node: Node, article: Node, above: str) -> str:
        """An article's second list is that of its paragraph: art12.p2.1 when 1 is printed again."""
        last, base = self.lists.get((id(article), node.family), ((0,), above))
        if node.number <= last:
            paragraph = self.counts[above, "p"] + 1
            base = self._join(above, f"p{paragraph}") if paragraph > 1 else above
        self.lists[id(article), node.family] = (node.number, base)
        return base

    def _counted(self, above: str, letter: str, holds_text: bool = False) -> str:
        """The next position of that kind in the unit; a unit with text of its own is its first paragraph."""
        self.counts[above, letter] += 1
        number = self.counts[above, letter] + (1 if letter == "p" and holds_text else 0)
        return self.numbering.unique(self._join(above, f"{letter}{number}"))

    def _join(self, above: str, part: str) -> str:
        return f"{above}.{part}" if above else part

    def _holds_text(self, node: Node) -> bool:
        if node.piece is None:
            return False
        _, body = self.headings[id(node)]
        return bool(node.piece.text[body:].strip()) or self._run_in_child(node) is not None

    def _run_in_child(self, node: Node) -> Piece | None:
        """In a flattened text the paragraph after a heading stands on its line: it is the unit's own body."""
        if node.kind != "unit" or node.piece is None or node.family in _NO_RUN_IN or not node.children:
            return None
        first = node.children[0]
        heading, body = self.headings[id(node)]
        own_line = bool(heading) and not node.piece.text[body:].strip()
        return first.piece if own_line and first.kind == "paragraph" and first.piece and first.piece.glued else None

    def _clause(self, node: Node) -> Clause:
        piece = node.piece or Piece(number=next((c.piece.number for c in node.children if c.piece), 0), text="")
        heading, body = self.headings.get(id(node), ("", 0))
        full, bold = piece.text, piece.bold
        added = self._run_in_child(node)
        if added is not None:
            self.merged.add(id(node.children[0]))
            body = len(full) + 1
            bold += tuple(Span(s.start + body, s.end + body) for s in added.bold)
            full = f"{full}\u3000{added.text}"
        tails = (
            () if node.kind in ("row", "table") or node.family in ("chapter", "section", "bian")
            else find_tails(full, body)
        )
        path = self.paths[id(node)]
        return Clause(
            anchor=anchor_of(path), path=path, inferred_path=id(node) in self.inferred, kind=self._kind(node),
            level=self._level(node),
            label=node.label.text if node.label else "", heading=heading, text=without_tails(full, body, tails),
            tail="".join(t.text for t in tails), full=full, body_start=min(body, len(full)), tails=tails, bold=bold,
            cells=tuple(cell.strip() for cell in full.split("\t")) if node.kind == "row" else (),
            line=piece.number, parent=self._parent(node), sha256=sha256(full),
        )

    def _kind(self, node: Node) -> ClauseKind:
        if node.kind in ("table", "row", "gap"):
            return node.kind
        if node.kind != "unit":
            return "notice" if self.prefix == "notice" else "paragraph"
        if node.family in _KINDS:
            return _KINDS[node.family]
        articles = [above for above in node.ancestors() if above.family == "article"]
        if not articles:
            return "heading"
        return "item" if node.parent is articles[0] else "subitem"

    def _level(self, node: Node) -> int:
        return 1 + sum(1 for above in node.ancestors() if above.kind != "root")

    def _parent(self, node: Node) -> str:
        for above in node.ancestors():
            if above.kind != "root" and not above.inferred:
                return self.paths[id(above)]
        return ""


def annex_title(part: Part, numbering: Numbering) -> list[Clause]:
    """The clause that an annex itself is: 附件1 and its title, on whichever lines they are printed."""
    if part.kind != "annex":
        return []
    lines = [line for line in part.front.header if line.role == "title"]
    part.front.header = [line for line in part.front.header if line.role != "title"]
    printed = [part.label_piece.text] if part.label_piece else []
    full = "\u3000".join([*printed, *(line.text for line in lines)])
    if not full:
        return []
    number = part.label_piece.number if part.label_piece else lines[0].line
    path = numbering.unique(part.root)
    heading = f"{part.label} {part.title}".strip()
    return [Clause(anchor=anchor_of(path), path=path, kind="annex", level=1, heading=heading, full=full,
                   body_start=len(full), line=number, sha256=sha256(full))]


def write_clauses(root: Node, prefix: str, numbering: Numbering, *, law: bool = False) -> list[Clause]:
    """The clauses of one part in document order. Postconditions: anchors unique; a clause's full holds only its own
    characters.
    """
    return list(_Writer(root, prefix, numbering, law=law).clauses())
