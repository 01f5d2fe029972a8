"""What a run did."""

from __future__ import annotations

from msgspec import Struct

from tiaowen.model import Diagnostic
from tiaowen.site.archive import Archive
from tiaowen.site.check import SiteSize


class SlowFile(Struct, frozen=True, kw_only=True):
    """One of the source files that took longest to understand."""

    path: str
    seconds: float
    size: int


class Result(Struct, frozen=True, kw_only=True):
    """What a run did: every finding, sorted; documents by status; seconds by stage; files written; the slowest source
    files.
    """

    findings: tuple[Diagnostic, ...]
    documents: dict[str, int] = {}
    seconds: dict[str, float] = {}
    written: int = 0
    unchanged: int = 0
    archive: Archive | None = None
    built: bool = False
    size: SiteSize | None = None
    slowest: tuple[SlowFile, ...] = ()
