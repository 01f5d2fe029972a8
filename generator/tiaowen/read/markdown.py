"""Markdown: its marks are layout, the words are the document. Headings, lists, tables and bold become lines as a reader
sees them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import structs

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Line, SourceText, Span
from tiaowen.read.decode import decode
from tiaowen.read.front_matter import stated
from tiaowen.read.markdown_containers import without_containers
from tiaowen.read.source import Source
from tiaowen.read.tables import WIDEST

_TAG = re.compile(r"<!--.*?(?:-->|$)|</?[a-zA-Z][^<>]{0,500}>", re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
_BREAK_TAG = re.compile(r"<\s*(?:br|/p|/div|/tr)\b", re.I)
_BOLD_TAG = re.compile(r"<\s*(/?)\s*(?:b|strong)\b", re.I)
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
# an id behind a heading: pandoc, kramdown, Python-Markdown
_ID = re.compile(r"[ \t]*\{#[A-Za-z][\w-]*\}[ \t]*$", re.ASCII)
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*(?:\.[A-Za-z][\w-]*|[A-Za-z][\w-]*=(?:\"[^\"{}]*\"|[\w-]+))"
                         r"(?:[ \t]+(?:\.[\w-]+|[\w-]+=(?:\"[^\"{}]*\"|[\w-]+)))*[ \t]*\}[ \t]*$", re.ASCII)
_IMAGE_TAG = re.compile(r"""<img\b[^<>]{0,500}?\bsrc\s*=\s*["']?([^"'\s<>]{1,300})""", re.I)
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_NOTE, _HEAD = "注释标记", "文件头信息"


def read_markdown(source: Source) -> SourceText:
    """The lines of a Markdown file: a source line each, marks taken away, list numbers as printed, table rows joined by
    tabs.
    """
    decoded = decode(source.data, source.name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    lines: list[Line] = []
    front = _FRONT.match(text)
    portal = stated(front[1]) if front else {}
    if front:
        lines = [Line(number=i, text=t, left_out=_HEAD) for i,
                 t in enumerate(front[0].rstrip("\n").split("\n"), 1) if t.strip()]
        text = "\n" * front[0].count("\n") + text[front.end():]
    text, marks = without_containers(text)
    lines += marks
    # A paragraph indented by spaces is no code, and a rule under a line makes no heading of it, in a text copied from
    # elsewhere.
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "lheading", "reference"])
    reader = _Reader()
    lines += _run_in(reader.lines(parser.parse(_widened(text))), reader.headings)
    lines.sort(key=lambda line: line.number)
    return source.result(
        "markdown", encoding=decoded.encoding, lines=tuple(lines), portal=portal,
        diagnostics=(*decoded.diagnostics, *reader.findings(source.name)))


def _widened(text: str) -> str:
    """The text with the head of each table as wide as its widest row: what stands in a cell beyond the head is no less
    a part of the table.
    """
    lines = text.split("\n")
    for head in range(len(lines) - 2):
        if not _DELIMITER.match(lines[head + 1]) or "|" not in lines[head] + lines[head + 1]:
            continue
        end = next((i for i in range(head + 2, len(lines)) if "|" not in lines[i]), len(lines))
        more = max(map(_cells, lines[head + 2:end]), default=0) - _cells(lines[head])
        if 0 < more < WIDEST:
            lines[head] = lines[head].rstrip().removesuffix("|") + "| " * more + "|"
            lines[head + 1] = lines[head + 1].rstrip().removesuffix("|") + "|---" * more + "|"
    return "\n".join(lines)


def _cells(row: str) -> int:
    return len(_BAR.findall(row.strip().removeprefix("|").removesuffix("|"))) + 1


class _Reader:
    """Walks the tokens; knows the number of the list item that its next paragraph begins."""

    def __init__(self) -> None:
        self.label = ""
        self.table = 0
        self.cells: list[str] = []
        self.in_table = False
        self.headings: set[int] = set()
        self.pictures: list[tuple[int, str]] = []

    def findings(self, path: str) -> tuple[Diagnostic, ...]:
        """The R015 of the pictures met, none when there were none."""
        if not self.pictures:
            return ()
        return (finding("R015", path=path, line=self.pictures[0][0], count=len(self.pictures),
                        example=self.pictures[0][1][:80]),)

    def lines(self, tokens: Sequence[Token]) -> Iterator[Line]:
        number = 1
        for token in tokens:
            number = token.map[0] + 1 if token.map else number
            self.pictures += [(number, str(image.attrGet("src") or "")) for image in token.children or []
                              if image.type == "image"]
            if token.type in ("html_block", "inline"):
                self.pictures += [(number, source) for source in _IMAGE_TAG.findall(token.content)]
            if token.type == "list_item_open" and token.info:
                self.label = f"{token.info}{token.markup}"
            elif token.type == "heading_open":
                self.headings.add(number)
            elif token.type == "table_open":
                self.table += 1
                self.in_table = True
            elif token.type == "table_close":
                self.in_table = False
            elif token.type == "tr_open":
                self.cells = []
            elif token.type == "tr_close":
                yield Line(number=number, text="\t".join(self.cells), table=self.table)
            elif token.type == "inline" and self.in_table:
                self.cells.append(" ".join(text for _, text, _ in _inline(token.children or [])).replace("\t", " "))
            elif token.type == "inline":
                yield from self._paragraph(token, number)
            elif token.type in ("fence", "code_block"):
                yield from (Line(number=number + i, text=t) for i,
                            t in enumerate(token.content.rstrip("\n").split("\n")))
            elif token.type == "html_block":
                yield from _html(token.content, number)

    def _paragraph(self, token: Token, number: int) -> Iterator[Line]:
        for offset, text, bold in _inline(token.children or []):
            label, self.label = self.label, ""
            if not text.strip():
                continue
            moved = tuple(Span(s.start + len(label), s.end + len(label)) for s in bold)
            yield Line(number=number + offset, text=_ATTRIBUTES.sub("", label + text), bold=moved)


def _run_in(lines: Iterator[Line], headings: Collection[int]) -> Iterator[Line]:
    """The lines; a heading that has an id and a text right below it is one line with that text, as this program writes
    a run-in heading.
    """
    held: Line | None = None
    for line in lines:
        if held is not None and line.number == held.number + 1 and not line.table:
            moved = tuple(Span(s.start + len(held.text), s.end + len(held.text)) for s in line.bold)
            yield Line(number=held.number, text=held.text + line.text, bold=(*held.bold, *moved),
                       wraps=((len(held.text), line.number),))
            held = None
            continue
        if held is not None:
            yield held
        named = line.number in headings and _ID.search(line.text)
        held = structs.replace(line, text=line.text[:named.start()]) if named else None
        if held is None:
            yield line
    if held is not None:
        yield held


def _inline(tokens: Sequence[Token]) -> list[tuple[int, str, tuple[Span, ...]]]:
    """The lines of an inline run: how many source lines further down each stands, its text and bold ranges."""
    lines: list[tuple[int, str, tuple[Span, ...]]] = []
    pieces: list[str] = []
    spans: list[Span] = []
    length = depth = offset = 0

    def end_line() -> None:
        nonlocal pieces, spans, length
        lines.append((offset, "".join(pieces), tuple(spans)))
        pieces, spans, length = [], [], 0

    literal: list[str] = []
    for token in tokens:
        if token.type == "em_open":  # 5*3*2 is a product, not an emphasis
            literal.append(token.markup if pieces and pieces[-1][-1:].isascii() and pieces[-1][-1:].isalnum() else "")
        marker = (
            literal[-1] if token.type == "em_open" else literal.pop() if token.type == "em_close" and literal else ""
        )
        pieces.append(marker)
        length += len(marker)
        depth += (token.type == "strong_open") - (token.type == "strong_close")
        tag = _BOLD_TAG.match(token.content) if token.type == "html_inline" else None
        if tag:
            depth = max(0, depth + (-1 if tag[1] else 1))
        if token.type in ("softbreak", "hardbreak") or token.type == "html_inline" and _BREAK_TAG.match(token.content):
            end_line()
            offset += token.type != "html_inline"  # <br> ends a line of the text, not of the file
        elif token.type in ("text", "code_inline", "text_special"):
            if depth and token.content:
                spans.append(Span(length, length + len(token.content)))
            pieces.append(token.content)
            length += len(token.content)
    end_line()
    return lines


def _html(content: str, number: int) -> Iterator[Line]:
    """An HTML block inside Markdown: comments are left out, of the rest the words stay."""
    for offset, line in enumerate(_COMMENT.sub(lambda m: "\x00" + m[0].replace("\n", "\n\x00"), content).split("\n")):
        note = line.lstrip().startswith("\x00")
        text = line.replace("\x00", "").strip() if note else html.unescape(_TAG.sub("", line)).strip()
        if text:
            yield Line(number=number + offset, text=text, left_out=_NOTE if note else "")
