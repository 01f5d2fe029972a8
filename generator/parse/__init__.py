"""Stage 3, parse: CleanText → Policy without id and facts.

Postconditions: 1. every character of the lines is in exactly one clause's ``full``, header line or piece of furniture
(white space not counted); 2. anchors are unique and are what ``anchor_of`` makes of the path; 3. ``text``, ``tails`` and
``body_start`` are of ``full``; 4. no text raises.
"""

from __future__ import annotations

from generator.catalog import Catalog
from generator.diagnostics import finding
from generator.model import Clause, CleanText, Diagnostic, DocumentPart, Gap, HeaderLine, Policy, SourceInfo
from generator.parse.clauses import Numbering, annex_title, write_clauses
from generator.parse.closing import detach_closing
from generator.parse.contents import take_contents
from generator.parse.flattened import restore_borders, take_stray
from generator.parse.gaps import infer, missing_labels
from generator.parse.lines import pieces_of
from generator.parse.metadata import read_metadata
from generator.parse.parts import Part, read_parts
from generator.parse.tree import build
from generator.parse.verdict import judge


def parse(text: CleanText, catalog: Catalog) -> Policy:
    """The policy that the lines hold: everything but id, facts and sidecar values. Never raises on content."""
    source = text.source
    blocks = source.format not in ("text", "markdown")
    pieces = restore_borders(pieces_of(text.lines), catalog.document_types, catalog.headings, one_line_is_one_block=blocks)
    pieces, contents = take_contents(pieces)
    pieces, stray = take_stray(pieces, catalog.document_types)
    parts = read_parts(pieces, catalog.document_types)
    clauses: list[Clause] = []
    header: list[HeaderLine] = contents
    gaps: list[Gap] = []
    numbering = Numbering()
    for part in parts:
        written, found = _write(part, numbering)
        clauses += written
        gaps += found
        header += part.header
    fields = read_metadata(parts, text, catalog)
    title = fields.values.get("title", "")
    status, reasons = judge(parts, clauses, title, fields.values.get("document_type", ""), source.path)
    found_here = [*reasons, *_findings(gaps, title, source.path)]
    return Policy(
        status=status, source_script=text.script, provenance=fields.provenance, **fields.values,
        source=SourceInfo(path=source.path, format=source.format, encoding=source.encoding, sha256=source.sha256, size=source.size),
        parts=tuple(_document_part(part) for part in parts), clauses=tuple(clauses), header=tuple(header), gaps=tuple(gaps),
        repairs=text.repairs, furniture=(*text.furniture, *stray), diagnostics=(*text.diagnostics, *found_here),
    )


def _write(part: Part, numbering: Numbering) -> tuple[list[Clause], list[Gap]]:
    """The clauses of one part. A decree is front matter: its lines are header."""
    if part.kind == "decree":
        part.front.header += [HeaderLine(line=piece.number, text=piece.text, role="decree") for piece in part.body]
        return [], []
    root = build(part.body)
    jumps = infer(root)
    detach_closing(root)
    heads = annex_title(part, numbering)
    clauses = write_clauses(root, part.root, numbering)
    paths = {clause.line: clause.path for clause in reversed(clauses)}
    gaps = [
        Gap(line=jump.node.piece.number, missing=missing_labels(jump), before=paths.get(jump.node.piece.number, ""))
        for jump in jumps if jump.node.piece
    ]
    return [*heads, *clauses], gaps


def _document_part(part: Part) -> DocumentPart:
    first = [*(line.line for line in part.front.header), *(piece.number for piece in part.body)]
    return DocumentPart(root=part.root, title=part.title, line=min(first, default=0))


def _findings(gaps: list[Gap], title: str, path: str) -> list[Diagnostic]:
    found = [finding("P002", path=path, line=gap.line, missing="、".join(gap.missing)) for gap in gaps]
    if not title:
        found.append(finding("P004", path=path))
    return found
