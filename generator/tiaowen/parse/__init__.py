"""Stage 3, parse: CleanText → Policy without id and facts.

Postconditions: 1. every character of the lines is in exactly one clause's ``full``, header line or piece of furniture
(white space not counted); 2. anchors are unique and are what ``anchor_of`` makes of the path; 3. ``text``, ``tails``
and ``body_start`` are of ``full``; 4. no text raises.
"""

from __future__ import annotations

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.formats import FORMATS
from tiaowen.model import Clause, CleanText, Diagnostic, DocumentPart, Gap, HeaderLine, Policy, SourceInfo
from tiaowen.parse.clauses import Numbering, annex_title, write_clauses
from tiaowen.parse.closing import detach_closing
from tiaowen.parse.contents import take_contents
from tiaowen.parse.decrees import split_enactment
from tiaowen.parse.flattened import restore_borders, take_stray
from tiaowen.parse.gaps import infer, missing_labels
from tiaowen.parse.lines import join_signers, pieces_of
from tiaowen.parse.metadata import read_metadata
from tiaowen.parse.parts import Part, read_parts
from tiaowen.parse.tree import build
from tiaowen.parse.verdict import judge

_LAWS = frozenset({"宪法", "法", "条例"})
# Findings that leave doubt about the text: interleaved columns, characters recognised on a picture, an unfinished
# merge.
_HOLDING = frozenset({"R011", "R017", "R022", "C003"})


def parse(text: CleanText, catalog: Catalog) -> Policy:
    """The policy that the lines hold: everything but id, facts and sidecar values. Never raises on content."""
    source = text.source
    blocks = not FORMATS[source.format].typed
    printed = split_enactment(join_signers(pieces_of(text.lines)))
    pieces = restore_borders(printed, catalog.document_types, catalog.headings, one_line_is_one_block=blocks)
    pieces, contents = take_contents(pieces)
    pieces, stray = take_stray(pieces, catalog.document_types)
    parts = read_parts(pieces, catalog.document_types)
    clauses: list[Clause] = []
    header: list[HeaderLine] = []
    gaps: list[Gap] = []
    numbering = Numbering()
    for part in parts:
        written, found = _write(part, numbering, law=catalog.document_types.of_title(part.title) in _LAWS)
        following = clauses + written
        header = _placed(header, written) + _placed(part.front.header, written)
        header += part.ending.header
        clauses, gaps = following, gaps + found
    header = _placed(_contents_placed(contents, clauses) + header, [], last=True)
    fields = read_metadata(parts, text, catalog)
    title = fields.values.get("title", "")
    status, reasons = judge(parts, clauses, title, fields.values.get("document_type", ""), source.path)
    if status == "published" and any(item.code in _HOLDING for item in text.diagnostics):
        status = "held"
    found_here = [*reasons, *_findings(gaps, title, source.path)]
    return Policy(
        status=status, source_script=text.script, provenance=fields.provenance, **fields.values,
        source=SourceInfo(path=source.path, format=source.format, encoding=source.encoding, sha256=source.sha256,
                          size=source.size),
        parts=tuple(_document_part(part) for part in parts), clauses=tuple(clauses), header=tuple(header),
        gaps=tuple(gaps),
        repairs=text.repairs, furniture=(*text.furniture, *stray), diagnostics=(*text.diagnostics, *found_here),
    )


def _write(part: Part, numbering: Numbering, *, law: bool) -> tuple[list[Clause], list[Gap]]:
    """The clauses of one part. A decree is front matter: its lines are header."""
    if part.kind == "decree":
        part.front.header += [HeaderLine(line=piece.number, text=piece.text, role="decree") for piece in part.body]
        return [], []
    root = build(part.body)
    jumps = infer(root)
    detach_closing(root)
    heads = annex_title(part, numbering)
    clauses = write_clauses(root, part.root, numbering, law=law)
    paths = {clause.line: clause.path for clause in reversed(clauses)}
    gaps = [
        Gap(line=jump.node.piece.number, missing=missing_labels(jump), before=paths.get(jump.node.piece.number, ""))
        for jump in jumps if jump.node.piece
    ]
    return [*heads, *clauses], gaps


def _placed(lines: list[HeaderLine], clauses: list[Clause], *, last: bool = False) -> list[HeaderLine]:
    """The lines with ``before``: those that do not know it yet stand before the first of the clauses; at the end,
    before none.
    """
    path = clauses[0].path if clauses else "" if last else None
    return (
        lines if path is None else [line if line.before is not None else structs.replace(line, before=path)
                                    for line in lines]
    )


def _contents_placed(contents: list[HeaderLine], clauses: list[Clause]) -> list[HeaderLine]:
    """Contents stand before the first clause on a later line; where everything is on one line, before the first of the
    document.
    """
    main = next((c for c in clauses if not c.path.startswith("notice")), None)
    out = []
    for line in contents:
        after = next((clause for clause in clauses if clause.line > line.line), main)
        out.append(structs.replace(line, before=after.path if after else ""))
    return out


def _document_part(part: Part) -> DocumentPart:
    first = [*(line.line for line in part.front.header), *(piece.number for piece in part.body)]
    order = part.front.orders[0] if part.kind == "decree" and part.front.orders else ""
    return DocumentPart(root=part.root, title=part.title or order, line=min(first, default=0))


def _findings(gaps: list[Gap], title: str, path: str) -> list[Diagnostic]:
    found = [finding("P002", path=path, line=gap.line, missing="、".join(gap.missing)) for gap in gaps]
    if not title:
        found.append(finding("P004", path=path))
    return found
