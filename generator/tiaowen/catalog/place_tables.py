"""The places of a site's registries: the code list (GB/T 2260, places.tsv) and what it does not say (places.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct, structs

from tiaowen.catalog.places import CENTRE, Level, Place, PlaceRegistry
from tiaowen.catalog.readings import load_readings
from tiaowen.catalog.registry import Day, read_entries
from tiaowen.diagnostics import finding
from tiaowen.folders import NO_FILE, in_words, stands
from tiaowen.model import Diagnostic

TABLE = "places.tsv"
MOST_TOLD = 20  # lines of a table that is none
_ROW = re.compile(r"[0-9]{6}\t[a-z0-9]+(?:-[a-z0-9]+)*\t[^\t]+\t[^\t]+")
ZONE_WORDS = ("开发区", "园区", "管理区", "新区", "新城", "示范区", "实验区", "聚集区", "名胜区", "食品区",
              "管委会", "创意园区")


class CuratedPlace(Struct, frozen=True, kw_only=True):
    """An entry of places.yml: a place that the code list lacks (with ``name``), or what to add to one of its places
    (with ``of``).
    """

    of: str = ""
    id: Annotated[str, Meta(pattern="^([a-z0-9]+(-[a-z0-9]+)*)?$", examples=["weihai-linkong"])] = ""
    name: str = ""
    short: str = ""
    level: Level = "zone"
    code: Annotated[str, Meta(pattern="^([0-9]{6})?$", description="GB/T 2260")] = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    number_heads: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    until: Day = ""
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


def load_places(folders: tuple[Path, ...], found: list[Diagnostic]) -> PlaceRegistry:
    """The places of all folders. A later folder's curated entry replaces an earlier one of the same id, or of the same
    name in the same place.

    Findings: K005 for an id that is used twice in one folder or is that of a place of GB/T 2260 (which ``of`` extends);
    K004 for a place that stands there twice; K002 for a parent or ``of`` that does not exist.
    """
    places: dict[str, Place] = {}
    for folder in folders:
        if stands(folder / TABLE):
            places.update((place.id, place) for place in _own_table(folder / TABLE, found))
    taken = {(folder, place_id) for folder in folders for place_id in places}
    rows = [(folder, *row) for folder in folders for row in read_entries((folder,), "places.yml", CuratedPlace, found)]
    for folder, entry, path, line in rows:
        target = places.get(entry.of)
        if not entry.of and not (entry.id and entry.name):
            found.append(finding("K002", path=path, line=line, key="条目", detail="要有 id 和 name，或者 of"))
        elif entry.of and target is None or entry.parent and entry.parent not in places:
            found.append(finding("K002", path=path, line=line, key="of" if entry.of else "parent",
                                 detail=f"没有 {entry.of or entry.parent}"))
        elif target:
            places[entry.of] = structs.replace(target, short=entry.short or target.short,
                                               aliases=(*target.aliases, *entry.aliases),
                                               number_heads=(*target.number_heads, *entry.number_heads))
        elif (folder, entry.id) in taken:
            found.append(finding("K005", path=path, line=line, id=entry.id))
        else:
            taken.add((folder, entry.id))
            alike = [place.id for place in places.values() if place.id != entry.id
                     and (place.name, place.parent) == (entry.name, entry.parent)]
            for other in alike:
                if (folder, other) in taken:
                    found.append(finding("K004", path=path, line=line, name=entry.name, first=other, second=entry.id))
                else:  # a site's own entry wins, whatever it calls the place
                    del places[other]
            places[entry.id] = Place(id=entry.id, name=entry.name, short=entry.short or entry.name, level=entry.level,
                                     code=entry.code, parent=entry.parent, aliases=entry.aliases,
                                     number_heads=entry.number_heads,
                                     issuers=entry.issuers, until=entry.until)
    return PlaceRegistry(places.values(), load_readings(folders, found))


def _own_table(file: Path, found: list[Diagnostic]) -> list[Place]:
    """The places of a table; none, and a K025, when it is no such table."""
    path = f"{file.parent.name}/{file.name}"
    try:
        if not file.is_file():
            raise OSError(None, NO_FILE)
        text = file.read_bytes().decode()
    except OSError as error:
        found.append(finding("K025", path=path, detail=in_words(error)))
        return []
    except UnicodeDecodeError:
        found.append(finding("K025", path=path, detail="不是 UTF-8"))
        return []
    wrong = [number for number, row in enumerate(text.splitlines(), 1) if row and not row.startswith("#")
             and not _ROW.fullmatch(row)]
    found += [finding("K025", path=path, line=number, detail="这一行不合格式") for number in wrong[:MOST_TOLD]]
    return [] if wrong else list(read_table(text))


def read_table(text: str) -> Iterator[Place]:
    """The rows of places.tsv (code, id, name, short), parents before children; level and parent follow from the
    code.
    """
    known: dict[str, str] = {}
    for row in text.splitlines():
        if row.startswith("#") or not row:
            continue
        code, place_id, name, short = row.split("\t")
        known[code] = place_id
        above = (code[:4] + "00", code[:2] + "0000")
        parent = next((known[c] for c in above if c in known and c != code), CENTRE)
        yield Place(id=place_id, name=name, short=short, level=level_of(code, name), code=code, parent=parent)


def level_of(code: str, name: str) -> Level:
    """Level of a GB/T 2260 code: …0000 province, …00 city, otherwise county; functional zones have 7 as fifth digit."""
    if code.endswith("0000"):
        return "province"
    if code.endswith("00"):
        return "city"
    return "zone" if code[4] == "7" and name.endswith(ZONE_WORDS) else "county"
