"""One document as a single file that works alone."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tiaowen.anchors import page_name
from tiaowen.folders import replace_file
from tiaowen.model.corpus import Corpus
from tiaowen.pipeline.citing import Place, place_at
from tiaowen.pipeline.library import LEDGER, Request, read_library
from tiaowen.pipeline.sources import catalog_of
from tiaowen.render.alone import alone
from tiaowen.render.epub import book


class Exported(Struct, frozen=True):
    """The files written, and what a person must know of the address besides: a sentence each, in Chinese."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def export(request: Request, address: str, html: Path | None = None, epub: Path | None = None) -> Exported:
    """Write the document at a permalink or with a number to the files asked for.

    Without a file to write it is ``<id>.html`` in the working directory (``<id>--<version>.html`` an earlier version).
    Raises LookupError with a sentence when no text is published there.
    """
    corpus, _ = read_library(request, catalog_of(request.folder), lambda stage, done, total: None)
    place = _with_text(address, corpus)
    if html is None and epub is None:
        html = Path(f"{page_name(place.policy.id, place.policy.version)}.html")
    wanted = [(html, alone), (epub, book)]
    for file, make in wanted:
        if file is not None:
            replace_file(file, make(place.policy, request.settings))
    return Exported(tuple(file for file, _ in wanted if file is not None), place.notes)


def _with_text(address: str, corpus: Corpus) -> Place:
    """What the address names; of a document that moved, where it is now: its former address keeps no text."""
    place = place_at(address, corpus)
    if place.policy not in corpus.withdrawn:
        return place
    moved_to = place.policy.moved_to
    now = next((held for held in corpus.policies if moved_to and held.id == moved_to), None)
    if now is None:
        raise LookupError(f"这份文件已从本站撤下，没有正文可以导出：{address}")
    return Place(now, None, place.notes)


def unfit_to_write(request: Request, html: Path | None, epub: Path | None) -> str:
    """Why the files may not be written, as a sentence; empty: they may.

    What is written among the texts would be read as one more of them.
    """
    for file in (html, epub):
        if file is None:
            continue
        place = (request.folder / file).resolve()
        for kept, what in ((request.sources, "源文件"), (request.folder / LEDGER.parent, "设置")):
            if place.is_relative_to(kept.resolve()):
                return f"{file.as_posix()} 在{what}的文件夹里，请写到别处"
    return "--html 与 --epub 是同一个文件" if html and epub and html.resolve() == epub.resolve() else ""
