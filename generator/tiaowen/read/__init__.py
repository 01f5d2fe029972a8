"""Stage 1, read: a file's bytes → SourceText, what the file says before anything is changed.

Postconditions: 1. no content raises, what is wrong is a finding; 2. lines stand in reading order; 3. every character a
person can read in the file is in a line, those that are no document text with ``left_out`` saying why.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

from msgspec.structs import replace

from tiaowen.config import Limits
from tiaowen.diagnostics import finding
from tiaowen.formats import recognise
from tiaowen.model import SourceText
from tiaowen.read.decode import is_meaningless
from tiaowen.read.source import Source

USUAL = Limits()
_HALF = re.compile("[\ud800-\udfff]")


def read(file: Path, name: str, limits: Limits = USUAL) -> SourceText:
    """The source text of a file. ``name``: its path relative to the site folder, with forward slashes, for findings and
    provenance; ``limits``: how much of a long one is read.

    Raises OSError when the file cannot be opened, nothing on what it holds.
    """
    source = Source(name=name, data=file.read_bytes(), limits=limits)
    kind = recognise(source.data, file.suffix)
    if not kind.reader:
        code = "R002" if kind.name == "binary" else "R005"
        return source.result("text", diagnostics=(finding(code, path=name, label=kind.label, remedy=kind.remedy),))
    reader = _reader(kind.reader)
    with warnings.catch_warnings():
        # what a library thinks of a file's styles, extensions or camera data: its text is judged by findings
        warnings.simplefilter("ignore", UserWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        return _checked(reader(source))


def whole_characters(source: SourceText) -> SourceText:
    """The source with U+FFFD for every half of a surrogate pair, of which a file may be full and no writer takes
    one.
    """
    try:
        "".join([*(line.text for line in source.lines), *source.portal.values()]).encode()
        return source
    except UnicodeEncodeError:
        lines = tuple(replace(line, text=_HALF.sub("\ufffd", line.text)) for line in source.lines)
        return replace(source, lines=lines,
                       portal={key: _HALF.sub("\ufffd", text) for key, text in source.portal.items()})


@cache
def _reader(name: str) -> Callable[[Source], SourceText]:
    """The reader of a format, loaded with its library when the first file of that format is met."""
    reader: Callable[[Source], SourceText] = getattr(import_module(f"tiaowen.read.{name}"), f"read_{name}")
    return reader


def _checked(source: SourceText) -> SourceText:
    """The source with an R010 error when its characters stand for no writing, whatever the format."""
    text = "\n".join(line.text for line in source.lines if not line.left_out)
    if any(item.severity == "error" for item in source.diagnostics) or not is_meaningless(text):
        return source
    example = " ".join(text.split())[:12]
    return replace(source, diagnostics=(*source.diagnostics, finding("R010", path=source.path, example=example)))
