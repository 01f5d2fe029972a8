"""Word documents: the container opened and bounded, its body read, what is no text reported."""

from __future__ import annotations

import email
import io

import docx
from docx.document import Document
from docx.oxml.ns import qn

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, SourceFormat, SourceText
from tiaowen.read.container import unsafe
from tiaowen.read.docx_body import Body
from tiaowen.read.docx_inline import Unread
from tiaowen.read.html import read_html
from tiaowen.read.source import Source


def read_docx(source: Source) -> SourceText:
    """The paragraphs of a document; ``number`` counts paragraphs and table rows from 1."""
    return docx_text(source, source.data, "docx")


def docx_text(source: Source, data: bytes, kind: SourceFormat) -> SourceText:
    """The paragraphs of the Word document ``data``, which a source of that kind is or was converted into."""
    problem = unsafe(data)
    if problem:
        return source.unreadable(kind, problem)
    try:
        document = docx.Document(io.BytesIO(data))
        body = Body(document)
        lines = tuple(body.lines())
        page = b"" if lines else _embedded_page(document)
    except MemoryError:  # the limit of a file: who set it tells it
        raise
    except Exception:  # a broken container fails in as many ways as it has parts; it costs only this file
        return source.unreadable(kind, "文件损坏")
    if page:
        embedded = read_html(Source(name=source.name, data=page))
        return source.result(
            kind, encoding=embedded.encoding, lines=embedded.lines, portal=_properties(document),
            diagnostics=embedded.diagnostics)
    found = _findings(source.name, body.inline.unread)
    if body.hidden_rows:
        found = (*found, finding("R025", path=source.name, detail=f"{body.hidden_rows} 行"))
    if not any(not line.left_out for line in lines):
        found = (*found, finding("R006" if body.inline.unread.pictures else "R001", path=source.name))
    return source.result(kind, encoding="utf-8", lines=lines, portal=_properties(document), diagnostics=found)


def _findings(path: str, unread: Unread) -> tuple[Diagnostic, ...]:
    """One finding for all pictures and one for all formulas, each with its first place."""
    found = [
        finding(code, path=path, line=items[0][0], count=len(items), example=items[0][1])
        for code, items in (("R015", unread.pictures), ("R018", unread.formulas)) if items
    ]
    return tuple(found)


def _embedded_page(document: Document) -> bytes:
    """The web page that is all the document holds: pages saved "as Word" by a script carry the text as one alternative
    format chunk (w:altChunk).
    """
    for chunk in document.element.body.iter(qn("w:altChunk")):
        part = document.part.rels[str(chunk.get(qn("r:id")))].target_part
        if "html" in part.content_type:
            return bytes(part.blob)
        for message in email.message_from_bytes(part.blob).walk():  # MHTML: the page as an e-mail
            if message.get_content_type() == "text/html":
                return bytes(message.get_payload(decode=True))
    return b""


def _properties(document: Document) -> dict[str, str]:
    try:
        title = (document.core_properties.title or "").strip()
    except (AttributeError, ValueError):  # the part of that name is another one: its text is as good without
        title = ""
    return {"page_title": title} if title else {}
