"""Building, unless nothing changed since the last time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.folders import is_link, leads_outside, links_below
from tiaowen.model import Diagnostic
from tiaowen.pipeline.library import Progress, Request
from tiaowen.pipeline.one_at_a_time import one_at_a_time
from tiaowen.pipeline.result import Result
from tiaowen.pipeline.unchanged import forget, inputs_of, last_result, remember
from tiaowen.render.environment import own_templates
from tiaowen.site.swap import foreign

OWN_FOLDERS = ("site_config", *(f"site_config/permalinks{below}" for below in ("", "/policies", "/versions", "/names")))

if TYPE_CHECKING:
    from tiaowen.pipeline.serving import Preview


def build(request: Request, progress: Progress, preview: Preview | None = None) -> Result:
    """Texts → pages → site; what the last build said, when its inputs and outputs are as they were. ``preview`` is
    given what stays in memory.
    """
    own_folders(request)
    if request.site and (refused := foreign(request.out, request.folder)):
        raise ConfigurationError(refused)
    with one_at_a_time(request.folder, lambda: progress("等另一个构建结束", 0, 0)):
        return _build(request, progress, preview)


def own_folders(request: Request) -> None:
    """Make sure that what is generated goes below the site folder. Raises ConfigurationError when build/ or a registry
    is a link to elsewhere.

    A link below build/ is taken away, never followed: a repository can carry one, and what it leads to belongs to
    somebody else.
    """
    if refused := links_in_place_of_ours(request.folder):
        raise ConfigurationError(refused)
    within(request)
    for link in links_below(request.folder / "build"):
        link.unlink()


def links_in_place_of_ours(folder: Path) -> list[Diagnostic]:
    """K022 for each link to elsewhere that stands in the place of a folder that is written to."""
    return [finding("K022", path=place) for place in ("build", *OWN_FOLDERS)
            if leads_outside(folder / place, folder) or place == "build" and is_link(folder / place)]


def within(request: Request) -> None:
    """Make sure that registries and templates lie in the site folder: what they say is published. Raises
    ConfigurationError R093 with every link among them that leads elsewhere.
    """
    folder = request.folder
    links = [link for place in ("site_config", "templates") for link in (folder / place, *links_below(folder / place))]
    if outside := sorted({finding("R093", path=link.relative_to(folder).as_posix()) for link in links
                          if leads_outside(link, folder)}):
        raise ConfigurationError(outside)


def _build(request: Request, progress: Progress, preview: Preview | None) -> Result:
    began = time.perf_counter()
    inputs = inputs_of(request)
    wanted = request.offline_zip is not None or preview is not None and not preview.ready
    last = None if wanted else last_result(request, inputs)
    if last is not None:
        return structs.replace(last, seconds={"compare": round(time.perf_counter() - began, 3)}, written=0,
                               unchanged=last.written + last.unchanged)
    # late: MkDocs and its theme take a fifth of a second, and are needed only here
    from tiaowen.pipeline.site import build_site_of

    forget(request)
    with own_templates(request.folder):
        result = build_site_of(request, progress, preview)
    if result.built or not request.site:
        remember(request, inputs, structs.replace(result, archive=None))
    return result
