"""The file as bytes, with what every reader says of it."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct

from tiaowen.model import Diagnostic, Line, SourceText

Format = Literal["text", "markdown", "html", "docx", "pdf", "xml"]


class Source(Struct, frozen=True, kw_only=True):
    """One source file: its name relative to the site folder and its bytes."""

    name: str
    data: bytes

    def result(
        self, kind: Format, *, encoding: str = "", lines: tuple[Line, ...] = (),
        portal: dict[str, str] | None = None, diagnostics: tuple[Diagnostic, ...] = (),
    ) -> SourceText:
        """A SourceText of these bytes."""
        return SourceText(
            path=self.name, format=kind, encoding=encoding, sha256=hashlib.sha256(self.data).hexdigest(), size=len(self.data),
            lines=lines, portal=portal or {}, diagnostics=diagnostics,
        )
