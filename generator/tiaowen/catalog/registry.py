"""Reading one registry file: a YAML list of entries, each with its own examples, every error at its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct

from tiaowen.data import registry_folders
from tiaowen.diagnostics import finding
from tiaowen.folders import stands
from tiaowen.model import Diagnostic
from tiaowen.needed import headed
from tiaowen.yamlfile import compose, convert

T = TypeVar("T", bound=Struct)
Day = Annotated[str, Meta(pattern=r"^([12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$",
                          examples=["2023-02-15"])]
# packaged, and never read from a site as a registry
OF_THE_PROGRAM = frozenset({"lexicon.yml", "site.yml", "places_peoples.yml"})
_TABLES = {".yml", ".yaml", ".tsv"}
NO_REGISTRY = frozenset({"site.yml", "queries.yml"})  # what a site's own folder holds besides
OF_A_SITE = NO_REGISTRY | {"redirects.yml"}


def not_read(site: Path) -> Iterator[Diagnostic]:
    """K039 for each file among a site's own registries that nothing asks for: a slip in its name would be passed over
    in silence.
    """
    first, *own = registry_folders(site)
    known = sorted({file.name for file in first.iterdir() if file.is_file()} - OF_THE_PROGRAM | OF_A_SITE)
    for folder in own:
        for file in sorted(folder.iterdir()):
            if file.suffix.lower() in _TABLES and file.name not in known and file.is_file():
                near = difflib.get_close_matches(file.name.lower(), known, n=1, cutoff=0.7)
                yield finding("K039", path=f"{folder.name}/{file.name}", hint=f"，是不是 {near[0]}？" if near else "")


def read_entries(folders: tuple[Path, ...], name: str, kind: type[T], found: list[Diagnostic],
                 key: tuple[str, ...] = ("id",)) -> Iterator[tuple[T, str, int]]:
    """Every entry of ``name`` in each folder that has it, as (record, path, line); what does not fit goes to ``found``
    and is skipped. So is an entry whose fields ``key`` another one of the same file has (K005).
    """
    for folder in folders:
        file = folder / name
        if stands(file):
            path = f"{folder.name}/{name}"
            for record, line, errors in _entries(file, path, kind, key, _stamp(file)):
                found.extend(errors)
                if record is not None:
                    yield record, path, line


def _stamp(file: Path) -> tuple[int, ...]:
    """What is another when the file is; empty for a link to nothing."""
    try:
        now = file.stat()
    except OSError:
        return ()
    return now.st_mtime_ns, now.st_ctime_ns, now.st_size, now.st_ino


@lru_cache(maxsize=64)
def _entries(file: Path, path: str, kind: type[Any], key: tuple[str, ...],
             _stamp: tuple[int, ...]) -> list[tuple[Any, int, list[Diagnostic]]]:
    """The entries of one file, each with its line and what is wrong in it, None in place of one that does not fit.
    Kept: the packaged files are the same for every site, and of a site's own one is changed at a time.
    """
    located, found = compose(file, path)
    if located is None:
        return [(None, 0, found)]
    if not isinstance(located.value, list):
        return [(None, 0, [*found, finding("K002", path=path, line=located.line, key=file.name,
                                           detail="应是条目的列表")])]
    rows: list[tuple[Any, int, list[Diagnostic]]] = [(None, 0, found)]
    known: set[tuple[str, ...]] = set()
    for item in located.children.values():
        record, errors = convert(item, kind, path, where="条目")
        called = tuple(getattr(record, field, "") for field in key)
        if any(called) and called in known:
            record, errors = None, [finding("K005", path=path, line=item.line, id=" ".join(filter(None, called)))]
        known.add(called)
        rows.append((record, item.line, errors))
    return rows


def compiled(fragments: Mapping[str, str], path: str, line: int,
             found: list[Diagnostic], *, whole: bool = True) -> dict[str, re.Pattern[str]] | None:
    """The patterns of an entry by their keys; None with a K002 when one is no regular expression, or would be found
    where nothing stands, which is everywhere. With ``whole`` false it may, beside others that look for something: what
    must not follow.
    """
    out: dict[str, re.Pattern[str]] = {}
    for key, fragment in fragments.items():
        try:
            out[key] = headed(fragment)
        except (re.error, OverflowError, RecursionError) as error:
            place = f"，从第 {error.pos + 1} 个字符起" if isinstance(error, re.error) and error.pos is not None else ""
            found.append(finding("K002", path=path, line=line, key=key, detail=f"不是正则表达式{place}"))
            return None
        if whole and out[key].search(""):
            found.append(finding("K002", path=path, line=line, key=key, detail="没有字也对得上，于是处处对得上"))
            return None
    return out
