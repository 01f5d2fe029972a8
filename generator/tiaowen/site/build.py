"""Generated Markdown → the finished site: MkDocs run on the loaded configuration, beside the last good site, then
swapped in.

MkDocs' own warnings become findings. The result depends on its input alone: the clock is replaced by ``epoch``.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging.handlers import BufferingHandler
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.exceptions import ConfigurationError as MkDocsConfigurationError

from tiaowen import __version__
from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.folders import is_link, write_if_changed
from tiaowen.model import Diagnostic, OutputFile
from tiaowen.site.archive import offline_zip
from tiaowen.site.hand_pages import without_faulty
from tiaowen.site.mkdocs_plugin import GeneratedPages, renders
from tiaowen.site.mkdocs_plugin.pages import Press
from tiaowen.site.mkdocs_plugin.styles import words
from tiaowen.site.scripts import with_parts_joined, with_styles_of_documents, without_comments
from tiaowen.site.swap import beside, fill, foreign, keep_unchanged, recover, remove, swap
from tiaowen.site.write import files_below, hand_written, overlaid

_ABOUT_A_PAGE = re.compile(r"Doc file '(?P<page>[^']+)'")
_UNUSED = (  # the theme's own search is off, and our scripts stand in for its bundle (templates/theme/main.html)
    "search/search_index.json", "assets/javascripts/**/*", "assets/images/favicon.png", "assets/**/*.map",
)


def theme_files(folder: Path) -> Iterator[OutputFile]:
    """The theme's overrides: the packaged ones, then the site folder's own over them, scripts in parts joined; what the
    footer tells of the program is one of them.
    """
    own = folder / "templates" / "theme"
    version = OutputFile(path="partials/version.html", data=__version__.encode())
    shipped = [*files_below(packaged("templates") / "theme"), version]
    files = without_comments(overlaid(shipped, files_below(own)), {file.path: file.data for file in shipped})
    return with_styles_of_documents(with_parts_joined(files))


def configuration_file(folder: Path, settings: Settings) -> Path:
    """The folder's mkdocs.yml; where it has none, the packaged one written to build/mkdocs.yml with its paths and names
    made to fit there.
    """
    own = folder / "mkdocs.yml"
    if own.is_file():
        return own
    changes = {"docs_dir": "docs", "  custom_dir": "theme", "site_name": settings.site_name,
               "site_url": settings.site_url}
    # site_dir stays: Zensical wants it below the file's own folder
    lines = packaged("mkdocs.yml").read_text(encoding="utf-8").splitlines()
    named = {line.partition(":")[0]: number for number, line in enumerate(lines)}
    for key, value in changes.items():
        lines[named[key]] = f"{key}: {json.dumps(value, ensure_ascii=False)}"
    written = folder / "build" / "mkdocs.yml"
    write_if_changed(written, ("\n".join(lines) + "\n").encode())
    return written


def build_site(
    folder: Path, out: Path, settings: Settings, *, epoch: int, jobs: int = 0,
    keep: Callable[[Press], None] | None = None,
    lacks: Callable[[Path], list[Diagnostic]] = lambda site: [],
) -> list[Diagnostic]:
    """Run MkDocs over ``folder/build/docs`` and put the result at ``out``; the findings are MkDocs' warnings.

    The last site at ``out`` stays until the new one is complete; files that did not change keep their time stamps.
    ``epoch``: seconds since 1970, the only clock the pages see. ``jobs``: processes at most, 0 for one a core.
    ``keep`` is given what rendered the pages, for one that is wanted later. ``lacks`` says what the new site lacks:
    when that is anything, the old site stays, and this is what was found. Raises ConfigurationError when mkdocs.yml
    cannot be used.
    """
    new, aside = beside(out)
    recover(out)
    if refused := foreign(out, folder):
        raise ConfigurationError(refused)
    try:
        with _fixed_clock(epoch), _warnings() as records:
            ours, told = without_faulty(lambda: _run_mkdocs(folder, new, out, settings, jobs), records, folder,
                                        settings.pages)
        _drop_unused(new)
        if "md" in settings.twins:
            _markdown_twins(new)
        if settings.offline_zip:
            offline_zip(new, new / settings.offline_zip, epoch=epoch, last=out / settings.offline_zip, jobs=jobs)
        if missing := lacks(new):
            return [*told, *missing]
        keep_unchanged(out, new)
        if is_link(out):
            fill(out.resolve(), new)
        else:
            swap(out, new, aside)
        if ours is not None:
            ours.remember()
            if keep is not None and ours.press is not None:
                keep(ours.press)
    finally:
        remove(new)
    return told + [_as_finding(record, folder) for record in records]


def _run_mkdocs(folder: Path, out: Path, last: Path, settings: Settings, jobs: int) -> GeneratedPages | None:
    """Build into ``out``; our plugin, when the configuration leaves room for it."""
    file, ours = configuration_file(folder, settings), None
    try:
        config = load_config(config_file=str(file), site_dir=str(out), site_name=settings.site_name,
                             site_url=settings.site_url or None)
        if Path(config.docs_dir).resolve() != (folder / "build" / "docs").resolve():
            raise MkDocsConfigurationError("docs_dir 应是 build/docs，别处的文件不会放进网站")
        if renders(config):
            by_hand = {page.path for page in hand_written(folder, settings.pages)[0]}
            ours = GeneratedPages(by_hand=by_hand, last=last, records=folder / "build" / "pages.msgpack", jobs=jobs,
                                  templates=words(_page_templates(folder)))
            config.plugins["tiaowen"] = ours
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsConfigurationError, Abort) as error:
        raise ConfigurationError([finding("K006", path=file.name, detail=str(error).strip() or "见上文")]) from error
    return ours


def _page_templates(folder: Path) -> Iterator[str]:
    """The templates that articles are made from: the packaged ones and the site folder's own."""
    for place in (packaged("templates"), folder / "templates"):
        for file in files_below(place / "pages"):
            yield file.data.decode("utf-8", "replace")


@contextmanager
def _fixed_clock(epoch: int) -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def _warnings() -> Iterator[list[logging.LogRecord]]:
    """The warnings and errors that MkDocs logs in the block, in place of its own console."""
    logger, collector = logging.getLogger("mkdocs"), BufferingHandler(sys.maxsize)
    collector.setLevel(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.buffer
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def _as_finding(record: logging.LogRecord, folder: Path) -> Diagnostic:
    message = record.getMessage().replace(str(folder), "").strip()
    page = _ABOUT_A_PAGE.search(message)
    return finding("S001", path=f"build/docs/{page['page']}" if page else "", detail=message,
                   severity="error" if record.levelno >= logging.ERROR else "warning")


def _drop_unused(site: Path) -> None:
    """Take out what the theme brings and no page uses: 2 MB, and 40 files of every site."""
    for file in {file for pattern in _UNUSED for file in site.glob(pattern) if file.is_file()}:
        file.unlink()
        for parent in file.parents:
            if parent == site or any(parent.iterdir()):
                break
            parent.rmdir()


def _markdown_twins(site: Path) -> None:
    """The texts of the Markdown archive beside their documents: below build/docs that name is the source of the
    page.
    """
    with zipfile.ZipFile(site / "data" / "markdown.zip") as archive:
        for name in archive.namelist():
            (site / "p" / name).write_bytes(archive.read(name))
