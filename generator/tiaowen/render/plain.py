"""The published text without a page around it: plain text and Markdown, in the document's own order. Reading either again gives the same clauses."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator

from tiaowen.anchors import policy_page
from tiaowen.model import Clause, HeaderLine, Policy
from tiaowen.render.order import header_in_order

_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def document_text(policy: Policy) -> bytes:
    """A clause or a header line a line; a table row has its cells joined by tabs. The mark in front tells servers and browsers that it is UTF-8."""
    lines = (_BREAKS.sub(" ", piece.text if isinstance(piece, HeaderLine) else piece.full) for piece in _pieces(policy))
    return b"\xef\xbb\xbf" + ("\n".join(lines) + "\n").encode("utf-8", "replace")


def document_markdown(policy: Policy, site_url: str) -> bytes:
    """CommonMark with metadata in front, the title as a heading, a paragraph a clause, tables as pipe tables."""
    front = {"title": policy.title, "doc_number": policy.doc_number, "issuers": list(policy.issuers), "issue_date": policy.issue_date,
             "permalink": site_url + policy_page(policy.id), "sha256": policy.source.sha256}
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    return (f"---\n{head}---\n\n" + "\n".join(_markdown(policy))).encode("utf-8", "replace")


def _pieces(policy: Policy) -> Iterator[HeaderLine | Clause]:
    """Header lines and clauses in the order of the text."""
    waiting = deque(header_in_order(policy))
    for number, clause in enumerate(policy.clauses):
        while waiting and waiting[0][0] <= number:
            yield waiting.popleft()[1]
        yield clause
    yield from (item for _, item in waiting)


def _markdown(policy: Policy) -> Iterator[str]:
    columns = 0
    for piece in _pieces(policy):
        text = piece.text if isinstance(piece, HeaderLine) else piece.full
        if isinstance(piece, Clause) and piece.kind == "row":
            cells = piece.cells or tuple(piece.full.split("\t"))
            yield "| " + " | ".join(_inert(cell) for cell in cells) + " |"
            if not columns:
                columns = len(cells)
                yield "|" + " --- |" * columns
            continue
        if columns:
            yield ""
        columns = 0
        if text.strip():
            yield ("# " if isinstance(piece, HeaderLine) and piece.role == "title" else "") + _inert(text)
            yield ""


def _inert(text: str) -> str:
    """Text that no Markdown reader takes for markup: every ASCII mark behind a backslash."""
    return _MARKS.sub(_behind_a_backslash, _BREAKS.sub(" ", text))


def _behind_a_backslash(mark: re.Match[str]) -> str:  # a function is faster than the template that says the same
    return f"\\{mark[0]}"
