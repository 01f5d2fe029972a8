"""The clauses of a document as blocks of its page: heading, paragraph or table, then the permalink control and what is
known of the clause.

1. Blocks stand in document order; header lines (number, addressees, signature …) and gaps stand where the source has
   them.
2. Heading levels follow the tree without a gap: the first is one below the page's title or its part's.
3. Every anchor, alias included, stands exactly once.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from tiaowen import clause_path
from tiaowen.model import Clause, DocumentPart, HeaderLine, Path, Policy, Span
from tiaowen.render import dialect, words
from tiaowen.render.library import Library
from tiaowen.render.marks import inline, settled
from tiaowen.render.notes import ClauseFacts, ClauseNote, facts_by_clause, note_of
from tiaowen.render.order import header_in_order
from tiaowen.render.outline import Outline, caption
from tiaowen.text import squeeze

NOTHING = Markup("")
HEADED = {"bian", "chapter", "section", "article", "annex"}


class Block(Struct, frozen=True, kw_only=True):
    """A piece of the page. ``kind`` is clause, rows, printed, part, contents, gap or lost; the permalink control stands
    between markup and body. ``text``: what the note stands beside; ``rows``: the notes of a table's rows.
    """

    kind: str
    markup: Markup = NOTHING
    body: Markup = NOTHING
    note: ClauseNote | None = None
    text: str = ""
    rows: tuple[ClauseNote, ...] = ()
    missing: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    line: int = 0


def blocks(policy: Policy, library: Library, page: str) -> Iterator[Block]:
    """The whole text of the policy as blocks, in document order."""
    writer = _Writer(policy, library, page)
    rows: list[Clause] = []
    table: Clause | None = None
    for clause in policy.clauses:
        if clause.kind == "row":
            rows.append(clause)
            continue
        if table is not None:
            yield from writer.table(table, rows)
            table, rows = None, []
        yield from writer.before(clause)
        if clause.kind == "table":
            table = clause
        else:
            yield writer.clause(clause)
    if table is not None:
        yield from writer.table(table, rows)
    yield from writer.before(None)


class _Writer:
    """Writes one policy; keeps how far its header lines, parts and gaps are written, and the level of each heading."""

    def __init__(self, policy: Policy, library: Library, page: str) -> None:
        self.policy, self.library, self.page = policy, library, page
        self.facts: dict[Path, ClauseFacts] = facts_by_clause(policy, library, page)
        self.outline = Outline(policy, 3 if len(policy.parts) > 1 else 2)
        self.order = {clause.path: index for index, clause in enumerate(policy.clauses)}
        self.header = deque(header_in_order(policy))
        self.parts = [part for part in policy.parts if len(policy.parts) > 1 and part.root not in self.order]
        self.titles = {squeeze(policy.title), *(squeeze(part.title) for part in policy.parts)}

    def before(self, clause: Clause | None) -> Iterator[Block]:
        """What the source has before the clause (None: at the end): titles of parts, header lines, and gaps with their
        lost headings.
        """
        items: list[HeaderLine] = []
        while self.header and (clause is None or self.header[0][0] <= self.order[clause.path]):
            items.append(self.header.popleft()[1])
        waiting: list[tuple[int, int, Block]] = []
        for _ in range(self._begun(clause)):
            part = self.parts.pop(0)
            title = part.title or ("印发通知" if part.root == "notice" else "正文")
            # two notices
            again = sum(other.root == part.root and other.line < part.line for other in self.policy.parts)
            name = f"part-{part.root.lower() or 'main'}" + (f"_{again + 1}" if again else "")
            markup = dialect.heading(2, title, name, ["tw-part"])
            waiting.append((part.line, _titled(items, part), Block(kind="part", markup=markup)))
        contents = [(at, item) for at, item in enumerate(items) if item.role == "contents"]
        waiting += [(item.line, at, Block(kind="printed", markup=_printed(item)))
                    for at, item in enumerate(items) if item.role != "contents" and self._stands(item)]
        if contents:
            at, first = contents[0]
            waiting.append((first.line, at,
                            Block(kind="contents", lines=tuple(item.text.strip() for _, item in contents))))
        yield from (block for _, _, block in sorted(waiting, key=lambda entry: entry[:2]))
        if clause is not None:
            for gap in self.outline.gaps(clause):
                yield Block(kind="gap", missing=gap.missing, line=gap.line)
            for level, name, anchor in self.outline.lost(clause):
                yield Block(kind="lost", markup=dialect.heading(level, name, anchor, ["tw-lost"]))

    def _begun(self, clause: Clause | None) -> int:
        """How many of the parts that are still to come have begun where the clause stands; on one source line with it,
        those up to its own.
        """
        if clause is None:
            return len(self.parts)
        return max((number for number, part in enumerate(self.parts, 1)
                    if part.line < clause.line or part.line == clause.line and self._root(clause) == part.root),
                   default=0)

    def _root(self, clause: Clause) -> str:
        """The root of the clause's part."""
        own = clause_path.root(clause.path)
        return own if any(part.root == own for part in self.policy.parts) else ""

    def _stands(self, item: HeaderLine) -> bool:
        """A title line that the page's or the part's title repeats is not set twice."""
        text = squeeze(item.text)
        return item.role != "title" or not any(text in title for title in self.titles)

    def clause(self, clause: Clause) -> Block:
        """A heading with its body, or a paragraph."""
        headed = clause.kind in HEADED or clause.kind in {"heading", "notice"} and bool(clause.heading)
        level = self.outline.level(clause, headed=headed)
        marks = settled(self.facts[clause.path].marks)
        aliases = dialect.join(dialect.mark(alias) for alias in clause.aliases)
        if not headed:
            bold = (*clause.bold, Span(0, clause.body_start)) if clause.heading else clause.bold
            body = inline(clause.full, marks, _merged(bold))
            return self._block(clause, dialect.paragraph(aliases + body, clause.anchor, [f"tw-k-{clause.kind}"]))
        start, end = clause.body_start, len(clause.full.rstrip())
        start += len(clause.full[start:end]) - len(clause.full[start:end].lstrip())
        title = clause.full[: clause.body_start].strip()
        alone = not title or start == end
        classes = [f"tw-k-{clause.kind}", *([] if alone else _run_in(clause, title))]
        markup = dialect.heading(level, dialect.escape(title or clause.full) + aliases, clause.anchor, classes)
        if alone:
            return self._block(clause, markup)
        body = inline(clause.full, marks, clause.bold, within=Span(start, end))
        return self._block(clause, markup, dialect.paragraph(body, classes=["tw-body"]), clause.full[start:end])

    def _block(self, clause: Clause, markup: Markup, body: Markup = NOTHING, text: str = "") -> Block:
        return Block(kind="clause", markup=markup, body=body, note=self._note(clause), text=text or clause.full,
                     line=clause.line)

    def table(self, table: Clause, rows: Sequence[Clause]) -> Iterator[Block]:
        """A table with an anchor for itself and each of its rows."""
        if not rows:
            yield self._block(table, dialect.paragraph(table.full, table.anchor, ["tw-k-paragraph"]))
            return
        written = [self._cells(row) for row in rows]
        told = caption(table, rows)
        markup = dialect.paragraph(told or self.label(table), table.anchor,
                                   ["tw-caption", *([] if told else ["tw-quiet"])])
        yield self._block(table, markup, dialect.table(written))
        if notes := tuple(note for note in map(self._note, rows) if note.told):
            yield Block(kind="rows", rows=notes)

    def label(self, clause: Clause) -> str:
        """Where a clause stands; earlier versions, which the library does not list, included."""
        return words.labels(clause, self.outline.by_path)

    def _note(self, clause: Clause) -> ClauseNote:
        return note_of(clause, self.label(clause), self.facts[clause.path], self.policy, self.library, self.page)

    def _cells(self, row: Clause) -> list[Markup]:
        marks = settled(self.facts[row.path].marks)
        cells, at = [], 0
        for cell in row.cells or (row.full,):
            cells.append(inline(row.full, marks, row.bold, within=Span(at, at + len(cell))))
            at += len(cell) + 1
        address = dialect.own_address(f"#{row.anchor}")
        control = dialect.tag("a", "¶", class_=Markup("tw-link"), href=address,
                              aria_label=f"复制永久链接：{self.label(row)}")
        cells[0] = dialect.mark(row.anchor) + cells[0] + control
        return cells


def _run_in(clause: Clause, title: str) -> list[str]:
    """The class that sets an article's number and its text on one line, as laws are printed: by how many Han characters
    the number has.
    """
    return (
        [f"tw-run-{len(title)}"] if clause.kind == "article" and re.fullmatch(r"第[\u4e00-\u9fff]{1,8}", title) else []
    )


def _titled(items: Sequence[HeaderLine], part: DocumentPart) -> int:
    """Where the part's own title stands among header lines that begin on one line with it; -1: before all of that
    line.
    """
    title = squeeze(part.title)
    own = (at for at, item in enumerate(items) if item.role == "title" and item.line == part.line
           and squeeze(item.text) in title)
    return next(own, -1)


def _printed(item: HeaderLine) -> Markup:
    return dialect.paragraph(item.text.strip(), classes=["tw-printed", f"tw-r-{item.role}"])


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
