"""A new site: the folders and files that ``tiaowen init`` makes. What is there already is never changed without
``force``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from tiaowen.data import packaged

LOCK = "requirements.lock"  # what the program needs, in the versions it was tested with, by their hashes
ABOUT = "docs_src/pages/about.md"
SAMPLE = "docs_src/policies/binzhou-binbanzi-2019-68.txt"
REGISTRIES = ("agencies", "places", "industries", "redirects")  # what findings point to: empty, with how to write it
_FILES = (  # template below templates/init/ → file of the new site
    ("site.yml.j2", "site_config/site.yml"),
    *((f"{name}.yml.j2", f"site_config/{name}.yml") for name in REGISTRIES),
    ("pages.yml.j2", ".github/workflows/pages.yml"),
    ("requirements.txt.j2", "requirements.txt"),
    ("gitignore.j2", ".gitignore"),
    ("gitattributes.j2", ".gitattributes"),
    ("readme.md.j2", "README.md"),
)


class Created(Struct, frozen=True, kw_only=True):
    """Paths relative to the new site: written, and left as they were."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def create(folder: Path, *, version: str, force: bool, name: str = "", place: str = "") -> Created:
    """Make a site in the folder, called ``name`` (empty: as the folder) and of a ``place`` (empty: of several). A
    sample text is added only where there is no text yet.
    """
    written, kept = [], []
    for path, data in _contents(folder, version, name, place):
        file = folder / path
        if file.exists() and not force:
            kept.append(path)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        written.append(path)
    return Created(written=tuple(written), kept=tuple(kept))


def proposed_name(folder: Path) -> str:
    """What a site in that folder is called unless a person says otherwise."""
    return re.sub(r'[<>&"\n]+', " ", folder.resolve().name).strip() or "政策库"


def _contents(folder: Path, version: str, name: str, place: str) -> Iterator[tuple[str, bytes]]:
    templates = Environment(loader=FileSystemLoader(packaged("templates") / "init"), undefined=StrictUndefined,
                            keep_trailing_newline=True, autoescape=False)
    templates.filters["yaml"] = partial(json.dumps, ensure_ascii=False)  # what JSON quotes, YAML reads the same
    values = {"name": name or proposed_name(folder), "place": place, "version": version}
    for template, path in _FILES:
        yield path, templates.get_template(template).render(values).encode()
    yield LOCK, packaged(LOCK).read_bytes()
    yield ABOUT, packaged(ABOUT).read_bytes()
    texts = folder / "docs_src" / "policies"
    if not (texts.is_dir() and any(texts.iterdir())):
        yield SAMPLE, packaged(SAMPLE).read_bytes()
