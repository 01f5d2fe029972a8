"""A text on its way to the parser, read and cleaned, and the findings of every stage. For the records' manners see
``document``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from tiaowen.model.facts import Span

Severity = Literal["error", "warning", "info"]
SourceFormat = Literal["text", "markdown", "html", "mht", "docx", "doc", "rtf", "odt", "pdf", "ofd", "xls",
                       "xlsx", "image", "xml"]
Script = Literal["hans", "hant"]


class Diagnostic(Struct, frozen=True, kw_only=True, order=True, gc=False):
    """One finding; prints as ``path:line:col: CODE severity: message (remedy)``."""

    path: Annotated[
        str, Meta(description="file the finding is about, relative to the site folder, with forward slashes")] = ""
    line: Annotated[int, Meta(description="source line from 1; 0 when the finding is about the whole file")] = 0
    col: Annotated[int, Meta(description="column from 1; 0 when unknown")] = 0
    code: str
    severity: Severity
    message: str
    remedy: str = ""


class Line(Struct, frozen=True, kw_only=True, gc=False):
    """One line of text: a text file's line, an HTML block, a docx paragraph, a PDF's visual line, or a table row."""

    number: Annotated[
        int, Meta(description="source line of the first character, from 1 (docx: paragraph, PDF: running line)")]
    text: Annotated[str, Meta(description="without the line break; a table row has its cells joined by tabs")]
    bold: Annotated[
        tuple[Span, ...], Meta(description="bold ranges of text: bold marks the lead agency in some lists")] = ()
    table: Annotated[int, Meta(description="number of the table this row belongs to, from 1; 0: not a table row")] = 0
    wraps: Annotated[
        tuple[tuple[int, int], ...], Meta(
            description="(offset, source line) of each later line joined into this one")] = ()
    doubtful: Annotated[
        tuple[Span, ...], Meta(description="ranges of text that may have been recognised wrongly (scans)")] = ()
    left_out: Annotated[
        str, Meta(
            description="reason, when the reader knows that this is no document text (navigation, script); otherwise "
                        "empty")] = ""
    heading: Annotated[
        bool, Meta(
            description="left out, but stands before the text as a title may: words of its own, no link")] = False


class SourceText(Struct, frozen=True, kw_only=True):
    """What a file says, before anything is changed. Order of lines is the order of reading."""

    path: str
    format: SourceFormat
    encoding: str = "utf-8"
    sha256: Annotated[str, Meta(description="of the file's bytes, 64 hex digits")]
    size: Annotated[int, Meta(description="bytes of the file")]
    lines: tuple[Line, ...] = ()
    portal: Annotated[
        dict[str, str], Meta(
            description="metadata the page states outside the text, by Policy field name (doc_number, issuers joined "
                        "by 、, publish_date, source_url …), plus page_title; in the page's own spelling")] = {}
    diagnostics: tuple[Diagnostic, ...] = ()


class Repair(Struct, frozen=True, kw_only=True, gc=False):
    """One change made to the characters of a source line (textual apparatus). Replaying all of them on the source gives the clean text."""

    rule: Annotated[str, Meta(description="id of the rule in site_config/noise.yml or of a built-in step")]
    certain: Annotated[bool, Meta(description="false: the meaning is likely, not sure")] = True
    line: int
    col: Annotated[
        int, Meta(
            description="offset of before in the line as the repairs recorded ahead of this one left it; replay in "
                        "order")] = 0
    before: str
    after: str


class Furniture(Struct, frozen=True, kw_only=True, gc=False):
    """A piece of the source that is not published, with the reason: web-page chrome, a news lead-in, a doubled body."""

    line: int
    text: str
    reason: str


class CleanText(Struct, frozen=True, kw_only=True):
    """Lines ready for the parser: repaired, unwrapped, furniture taken out."""

    source: SourceText
    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    script: Annotated[Script, Meta(description="script of the source, before conversion")] = "hans"
    diagnostics: tuple[Diagnostic, ...] = ()
