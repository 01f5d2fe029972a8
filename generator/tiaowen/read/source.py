"""The file as bytes, with what every reader says of it."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from tiaowen.config import Limits
from tiaowen.diagnostics import finding
from tiaowen.formats import FORMATS
from tiaowen.model import Diagnostic, Line, SourceFormat, SourceText


class Source(Struct, frozen=True, kw_only=True):
    """One source file: its name relative to the site folder, its bytes, and how much of it may be read."""

    name: str
    data: bytes
    limits: Limits = Limits()

    def result(
        self, kind: SourceFormat, *, encoding: str = "", lines: tuple[Line, ...] = (),
        portal: dict[str, str] | None = None, diagnostics: tuple[Diagnostic, ...] = (),
    ) -> SourceText:
        """A SourceText of these bytes."""
        return SourceText(
            path=self.name, format=kind, encoding=encoding, sha256=hashlib.sha256(self.data).hexdigest(),
            size=len(self.data),
            lines=lines, portal=portal or {}, diagnostics=diagnostics,
        )

    def cut(self, read: str, total: str) -> Diagnostic:
        """The R022 warning that only a part was ``read``, as words for the reader; it holds the document."""
        return finding("R022", path=self.name, read=read, total=total)

    def unreadable(self, kind: SourceFormat, detail: str) -> SourceText:
        """No text, and the R008 error that says in ``detail`` why the file cannot be opened, with the remedy for its
        format.
        """
        row = FORMATS[kind]
        return self.result(kind, diagnostics=(finding("R008", path=self.name, label=row.label, detail=detail,
                                                      remedy=row.remedy),))
