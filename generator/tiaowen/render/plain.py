"""The published text without a page around it: plain text and Markdown, in the document's own order. Reading either
again gives the same clauses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby

from tiaowen.anchors import policy_page
from tiaowen.model import Clause, HeaderLine, Policy
from tiaowen.render.clauses import HEADED
from tiaowen.render.order import in_order
from tiaowen.text import squeeze

# ASCII marks that some Markdown reads: behind a backslash where every reader knows the escape (Gruber's list), as a
# reference where Python-Markdown would show the backslash. % , / ; ? are markup in none.
_MARKS = re.compile(r"[!-$&-+\-.:<=>@\[-`{-~]")
_ESCAPED = frozenset("\\`*_{}[]()>#+-.!")
_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def document_text(policy: Policy) -> bytes:
    """A clause or a header line a line; a table row has its cells joined by tabs. The mark in front tells servers and
    browsers that it is UTF-8.
    """
    pieces = (piece.text if isinstance(piece, HeaderLine) else piece.full for piece in in_order(policy))
    lines = (_BREAKS.sub(" ", text) for text in pieces)
    return b"\xef\xbb\xbf" + ("\n".join(lines) + "\n").encode("utf-8", "replace")


def document_markdown(policy: Policy, site_url: str) -> bytes:
    """CommonMark with metadata in front: the title as the only first-level heading, clauses with a heading or an
    article's number as headings.

    The id behind a heading, ``{#c-2-1}``, is the anchor of the clause: ``permalink`` with it is the address (attribute
    lists, as pandoc, kramdown and Python-Markdown read them). A text that goes on behind its heading stands on the line
    below it, others after an empty line.
    """
    front = {"title": policy.title, "doc_number": policy.doc_number, "issuers": list(policy.issuers),
             "issue_date": policy.issue_date,
             "permalink": site_url + policy_page(policy.id), "sha256": policy.source.sha256}
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    return (f"---\n{head}---\n\n" + "\n".join(_Markdown(policy).lines())).encode("utf-8", "replace")


class _Markdown:
    """Writes one policy; knows whether its title is written, and how many columns the table has in which it is."""

    def __init__(self, policy: Policy) -> None:
        self._policy, self._titled, self._columns = policy, False, 0
        # titles of attached texts stand between the title and the clauses
        self._top = 2 if len(policy.parts) > 1 else 1

    def lines(self) -> Iterator[str]:
        """The lines, an empty one after every block. A title over several lines is one heading; one that is not printed
        stands before the text.
        """
        if not any(line.role == "title" for line in self._policy.header):
            yield from self._title([self._policy.title])
        for title, group in groupby(in_order(self._policy),
                                    key=lambda piece: isinstance(piece, HeaderLine) and piece.role == "title"):
            if title:
                yield from self._end_of_table()
                yield from self._title([piece.text for piece in group if isinstance(piece, HeaderLine)])
                continue
            for piece in group:
                yield from self._row(piece) if isinstance(piece, Clause) and piece.kind == "row" else self._block(piece)

    def _title(self, printed: list[str]) -> Iterator[str]:
        whole = _joined(printed)
        if not self._titled and squeeze(whole) == squeeze(self._policy.title):
            whole = self._policy.title
        level, self._titled = 2 if self._titled else 1, True
        if whole:
            yield from (f"{'#' * level} {_inert(whole)}", "")

    def _row(self, row: Clause) -> Iterator[str]:
        cells = row.cells or tuple(row.full.split("\t"))
        yield "| " + " | ".join(_inert(cell) for cell in cells) + " |"
        if not self._columns:
            self._columns = len(cells)
            yield "|" + " --- |" * self._columns

    def _end_of_table(self) -> Iterator[str]:
        if self._columns:
            yield ""
        self._columns = 0

    def _block(self, piece: HeaderLine | Clause) -> Iterator[str]:
        yield from self._end_of_table()
        text = piece.text if isinstance(piece, HeaderLine) else piece.full
        if isinstance(piece, Clause) and (piece.heading or piece.kind in HEADED):
            yield from self._headed(piece)
        elif text.strip():
            yield from (_inert(text), "")

    def _headed(self, clause: Clause) -> Iterator[str]:
        head, body = clause.full[:clause.body_start].strip(), clause.full[clause.body_start:].strip()
        yield f"{'#' * min(6, clause.level + self._top)} {_inert(head or body)} {{#{clause.anchor}}}"
        if head and body:
            yield _inert(body)
        yield ""


def _joined(lines: list[str]) -> str:
    """The lines of a title as one: without a space between Chinese characters."""
    whole = ""
    for line in filter(None, (line.strip() for line in lines)):
        whole += (" " if whole and (whole[-1].isascii() or line[0].isascii()) else "") + line
    return whole


def _inert(text: str) -> str:
    """Text that every Markdown reader shows as it is."""
    return _MARKS.sub(_written, _BREAKS.sub(" ", text))


def _written(match: re.Match[str]) -> str:  # a function is faster than the template that says the same
    mark = match[0]
    return f"\\{mark}" if mark in _ESCAPED else f"&#{ord(mark)};"
