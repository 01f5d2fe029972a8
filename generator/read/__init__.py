"""Stage 1, read: a file's bytes → SourceText, what the file says before anything is changed.

Postconditions: 1. no content raises, what is wrong is a finding; 2. lines stand in reading order; 3. every character a
person can read in the file is in a line, those that are no document text with ``left_out`` saying why.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from generator.diagnostics import finding
from generator.model import SourceText
from generator.read.akn import read_akn
from generator.read.decode import is_meaningless
from generator.read.docx import read_docx
from generator.read.html import read_html
from generator.read.markdown import read_markdown
from generator.read.pdf import read_pdf
from generator.read.source import Format, Source
from generator.read.text import read_text

_READERS: dict[str, tuple[Format, Callable[[Source], SourceText]]] = {
    ".txt": ("text", read_text),
    ".html": ("html", read_html),
    ".htm": ("html", read_html),
    ".md": ("markdown", read_markdown),
    ".docx": ("docx", read_docx),
    ".xml": ("xml", read_akn),
    ".pdf": ("pdf", read_pdf),
}


def read(file: Path, name: str) -> SourceText:
    """The source text of a file. ``name``: its path relative to the site folder, with forward slashes, for findings and provenance.

    Raises OSError when the file cannot be opened, nothing on what it holds.
    """
    source = Source(name=name, data=file.read_bytes())
    suffix = file.suffix.lower()
    if suffix not in _READERS:
        return source.result("text", diagnostics=(finding("R005", path=name, suffix=suffix or "(无)"),))
    return _checked(_READERS[suffix][1](source))


def _checked(source: SourceText) -> SourceText:
    """The source with an R010 error when its characters stand for no writing, whatever the format."""
    text = "\n".join(line.text for line in source.lines if not line.left_out)
    if any(item.severity == "error" for item in source.diagnostics) or not is_meaningless(text):
        return source
    example = " ".join(text.split())[:12]
    return replace(source, diagnostics=(*source.diagnostics, finding("R010", path=source.path, example=example)))
