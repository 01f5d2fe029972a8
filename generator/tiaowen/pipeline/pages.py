"""Pages, twins and raw sources below build/docs: those for which nothing changed stay, the others are made again, on
all cores.

``build/markdown.msgpack`` remembers what each page was made from (``PageRecords``). A page stays when its file is as it
was left; when program, templates, registries and settings are the same; and when every entry of the library that it
read has the digest it had.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import msgspec
from jinja2 import Environment, TemplateError
from msgspec import Struct

from tiaowen.cache import program_digest
from tiaowen.config import Settings
from tiaowen.data import packaged, registry_folders
from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.folders import write_if_changed
from tiaowen.model import Diagnostic
from tiaowen.model.corpus import Corpus
from tiaowen.page_records import PageRecord, PageRecords, hashed
from tiaowen.pipeline.sources import catalog_of
from tiaowen.render.entries import Entries
from tiaowen.render.environment import DETAIL, own_templates, templates_of
from tiaowen.render.library import Library, library
from tiaowen.render.moved import MOVED
from tiaowen.render.pages import LIGHT, Page, plan, render
from tiaowen.render.traced import traced
from tiaowen.site.parallel import PARALLEL_FROM, on_all_cores
from tiaowen.site.write import check_path, hand_written

RECORDS = Path("build") / "markdown.msgpack"
COMPILED = Path("build") / "templates"


class Made(Struct, frozen=True):
    """The pages as they now stand: path below build/docs → SHA-256, how many were written, and how many files stayed as
    they were.
    """

    digests: dict[str, bytes]
    written: int
    unchanged: int
    findings: tuple[Diagnostic, ...] = ()


class _Done(Struct, frozen=True):
    """One page that was made: its record, and whether its file had to be written. No record: there was nothing to
    write.
    """

    path: str
    record: PageRecord | None
    written: bool
    wrong: str = ""


class _Renderer:
    """Renders pages of one library into one folder."""

    def __init__(self, lib: Library, templates: Environment, folder: Path) -> None:
        self._library, self._reads = traced(lib)
        self._templates = templates
        self._folder = folder

    def render(self, page: Page) -> _Done:
        """Make the page and write its file, if it differs."""
        self._reads.clear()
        try:
            with own_templates(self._folder):
                made = render(page, self._library, self._templates, self._folder)
        except (ConfigurationError, OSError, TemplateError):
            raise
        except Exception as error:  # the frame around one page: whatever is wrong with the program there costs it alone
            return _Done(page.path, None, False, f"{type(error).__name__}: {error}"[:DETAIL])
        if made is None:
            return _Done(page.path, None, False)
        file = self._folder / "build" / "docs" / made.path
        written = write_if_changed(file, made.data)
        status = file.stat()
        record = PageRecord(hashlib.sha256(made.data).digest(), status.st_size, status.st_mtime_ns, hashed(self._reads))
        return _Done(page.path, record, written)


def write_pages(
    folder: Path, settings: Settings, corpus: Corpus, *, but: Collection[str], jobs: int,
    progress: Callable[[int, int], None],
) -> Made:
    """Make build/docs hold every page of the library but those paths (somebody wrote them by hand)."""
    lib = library(corpus, settings, catalog_of(folder))
    records = PageRecords(folder / RECORDS, _key(folder, settings), Entries(lib))
    planned = list(plan(lib))
    by_hand = {path.lower() for path in but}
    wanted = [page for page in planned if page.path.lower() not in by_hand]
    found = _standing_back(planned, lib, but)
    for page in wanted:
        check_path(page.path)
    docs = folder / "build" / "docs"
    stale = [page for page in wanted if not records.holds(page.path, docs / page.path)]
    written = 0
    progress(len(wanted) - len(stale), len(wanted))
    # the long lists first, so that no process is left with one at the end
    stale.sort(key=lambda page: page.kind in LIGHT)
    templates = templates_of(folder, folder / COMPILED)
    if len(stale) >= PARALLEL_FROM:
        for name in templates.list_templates(filter_func=lambda name: name.startswith("pages/")):
            templates.get_template(name)  # compiled once, before processes are forked
    made = on_all_cores(_Renderer(lib, templates, folder).render, stale, jobs)
    for number, done in enumerate(made, len(wanted) - len(stale) + 1):
        records.put(done.path, done.record)
        written += done.written
        found += [finding("S013", path=f"build/docs/{done.path}", detail=done.wrong)] if done.wrong else []
        progress(number, len(wanted))
    records.save(page.path for page in wanted)
    return Made(records.contents(), written, len(wanted) - written, tuple(found))


def page_findings(folder: Path, settings: Settings, corpus: Corpus) -> list[Diagnostic]:
    """What ``write_pages`` and the copying of hand-written pages would tell, without writing: for ``check``."""
    own, found = hand_written(folder, settings.pages)
    lib = library(corpus, settings, catalog_of(folder))
    return [*found, *_standing_back(list(plan(lib)), lib, {file.path for file in own})]


def _standing_back(planned: Sequence[Page], lib: Library, but: Collection[str]) -> list[Diagnostic]:
    """A hand-written page that would stand beside a generated one (S008); a redirect whose place is taken (K029)."""
    by_hand = {path.lower(): path for path in but}
    found = [finding("S008", path=f"{lib.settings.pages}/{other}",
                     detail=f"与生成的 {page.path} 只差大小写：写成小写才替换它")
             for page in planned if (other := by_hand.get(page.path.lower(), page.path)) != page.path]
    own = {*by_hand, *(page.path.lower() for page in planned if page.kind != MOVED)}
    return found + [finding("K029", path="site_config/redirects.yml", source=source)
                    for source in lib.catalog.redirects
                    if f"{source.removesuffix('.html')}.md".lower() in own]


def _key(folder: Path, settings: Settings) -> str:
    """Of all that every page depends on: program, registries, templates and settings."""
    digest = hashlib.sha256(program_digest(registry_folders(folder)).encode())
    for templates in (packaged("templates"), folder / "templates"):
        for file in sorted(p for p in templates.rglob("*.j2") if p.is_file()):
            digest.update(f"{file.relative_to(templates).as_posix()}\0".encode() + file.read_bytes())
    digest.update(msgspec.msgpack.encode(settings))
    return digest.hexdigest()
