"""Plain text: one Line for each line of the file, blank ones included, numbered from 1 over ``text.split("\\n")``."""

from __future__ import annotations

from tiaowen.model import Line, SourceText
from tiaowen.read.decode import decode
from tiaowen.read.source import Source


def read_text(source: Source) -> SourceText:
    """The lines of a text file; a carriage return at the end of a line is no character of it (CRLF), one inside ends a
    line (old Mac files).
    """
    decoded = decode(source.data, source.name)
    return source.result("text", encoding=decoded.encoding, lines=text_lines(decoded.text),
                         diagnostics=decoded.diagnostics)


def text_lines(text: str) -> tuple[Line, ...]:
    """Lines numbered from 1; empty for an empty text."""
    if not text:
        return ()
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    return tuple(Line(number=number, text=line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1))
