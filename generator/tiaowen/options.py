"""What several commands are given: the options they share, paths as they are typed, and the request made of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from tiaowen import pipeline
from tiaowen.config import at_address, load_settings
from tiaowen.console import as_typed, speak_chinese
from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.folders import leads_outside
from tiaowen.intake import is_address
from tiaowen.model import Diagnostic

CONFIG = Path("site_config", "site.yml")
Command = Callable[..., int]


def request_of(
    config: Path | None, sources: Path | None = None, out: Path | None = None, site_url: str = "", jobs: int = 0,
    locked: bool = False, site: bool = True, offline_zip: Path | None = None, scheduler: str = "",
) -> pipeline.Request:
    """What to do in the current folder: the settings, with the command line over them. Raises ConfigurationError when
    there are no texts.
    """
    folder = Path.cwd()
    settings = load_settings(config or CONFIG)
    settings = at_address(settings, site_url) if site_url else settings
    texts = (folder / (sources or settings.sources)).resolve()
    if not texts.is_dir():
        raise ConfigurationError([no_site_here((sources or Path(settings.sources)).as_posix())])
    if sources is None and leads_outside(folder / settings.sources, folder):
        raise ConfigurationError([finding("R093", path=settings.sources)])
    place = folder / (out or settings.out)
    if place.name in {"", ".."}:
        raise ConfigurationError([finding("K007", path=str(out))])
    return pipeline.Request(
        folder=folder, settings=settings, sources=texts, out=place, jobs=jobs, locked=locked, site=site,
        offline_zip=folder / offline_zip if offline_zip else None, scheduler=scheduler,
    )


def no_site_here(sources: str) -> Diagnostic:
    """What to do where there are no texts: go into the site that is right below or above, as after ``init`` and before
    ``cd``.
    """
    here = Path.cwd()
    below = (child for child in sorted(here.iterdir()) if child.is_dir())
    site = next((folder for folder in (*below, *here.parents) if os.access(folder / CONFIG, os.R_OK)), None)
    return finding("K015", folder=as_typed(Path(os.path.relpath(site)))) if site else finding("K008", folder=sources)


class TypedPath(click.Path):
    """A path; an empty one, from a variable that is not set, is none, and not the folder one is in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path as click takes it."""
        return super().convert(value, param, ctx) if value != "" else self.fail("路径是空的。", param, ctx)


class FileOrAddress(TypedPath):
    """A file or folder that is there, or an address on the web."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The argument as ``fetching.arrivals`` takes it."""
        if is_address(value):
            return str(value)
        return Path(os.fsdecode(super().convert(value, param, ctx)))


speak_chinese()  # before options are declared: click takes some of its words then
config = click.option("--config", type=TypedPath(exists=True, dir_okay=False, path_type=Path),
                      help="设置文件，默认 site_config/site.yml")
sources = click.option("--sources", type=TypedPath(path_type=Path), help="源文件夹，默认 docs_src/policies")
locked = click.option("--locked", is_flag=True, help="有未登记的永久链接就失败")
jobs = click.option("--jobs", type=click.IntRange(min=0, max=1024), default=0, help="并行的进程数，0 为全部处理器")
strict = click.option("--strict", is_flag=True, help="有警告也算失败")
out = click.option("--out", type=TypedPath(file_okay=False, path_type=Path), help="建成的网站放在哪里，默认 site")
site_url = click.option("--site-url", default="", help="公开网址，例如 https://name.github.io/repo/")


def of_library(command: Command) -> Command:
    """The options of a command that reads the texts of a site."""
    return sources(config(command))


def of_site(command: Command) -> Command:
    """The options of a command that makes or looks at the whole of a site."""
    for option in reversed((sources, config, out, site_url, jobs, strict, locked)):
        command = option(command)
    return command


def day(_: click.Context, param: click.Parameter, value: str) -> str:
    """A day as 2023-02-15, which the calendar has; empty where none is given."""
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError as error:
        raise click.BadParameter(f"{value} 不是一天，照 2023-02-15 写。", param=param) from error


class MadePath(TypedPath):
    """A file that is made: only one of its own ending, so that a slip never writes over a text."""

    def __init__(self, suffix: str) -> None:
        super().__init__(dir_okay=False, path_type=Path)
        self._suffix = suffix

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, which must end as what is written there does."""
        path = super().convert(value, param, ctx)
        if path is not None and Path(path).suffix.lower() != self._suffix:
            self.fail(f"文件名应以 {self._suffix} 结尾。", param, ctx)
        return path
