"""One document as a single file that works alone."""

from __future__ import annotations

from pathlib import Path

from tiaowen.folders import replace_file
from tiaowen.pipeline.citing import place_at
from tiaowen.pipeline.library import Request, read_library
from tiaowen.pipeline.sources import catalog_of
from tiaowen.render.alone import alone
from tiaowen.render.epub import book


def export(request: Request, address: str, html: Path | None = None, epub: Path | None = None) -> list[Path]:
    """Write the document at a permalink or with a number to the files asked for; the files written.

    Without a file to write it is ``<id>.html`` in the working directory. Raises LookupError with a sentence when
    nothing is published there.
    """
    corpus, _ = read_library(request, catalog_of(request.folder), lambda stage, done, total: None)
    policy = place_at(address, corpus).policy
    if html is None and epub is None:
        html = Path(f"{policy.id}.html")
    wanted = [(html, alone), (epub, book)]
    for file, make in wanted:
        if file is not None:
            replace_file(file, make(policy, request.settings))
    return [file for file, _ in wanted if file is not None]
