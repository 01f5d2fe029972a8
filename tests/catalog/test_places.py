"""The place table is whole, its ids are unique and permanent; readings and curated places do what their examples
say.
"""

from collections import Counter

import pytest
from tiaowen.catalog.place_tables import CuratedPlace, load_places
from tiaowen.catalog.places import PlaceRegistry
from tiaowen.catalog.readings import Reading
from tiaowen.catalog.registry import read_entries
from tiaowen.data import packaged
from tiaowen.diagnostics import ConfigurationError
from tiaowen.model import Diagnostic

FOLDERS = (packaged("site_config"),)


def registry() -> PlaceRegistry:
    found: list[Diagnostic] = []
    loaded = load_places(FOLDERS, found)
    if found:
        raise ConfigurationError(found)
    return loaded


PLACES = registry()
CURATED = [entry for entry, _, _ in read_entries(FOLDERS, "places.yml", CuratedPlace, [])]


def test_the_table_is_whole() -> None:
    levels = Counter(place.level for place in PLACES if not place.until)
    assert levels["centre"] == 1
    assert levels["province"] == 34
    assert levels["city"] == 333
    assert levels["county"] > 2800


def test_ids_are_unique_and_of_letters() -> None:
    ids = [place.id for place in PLACES]
    assert len(ids) == len(set(ids))
    assert all(i.replace("-", "").isalnum() and i.isascii() and i == i.lower() for i in ids)


def test_every_chain_ends_at_a_province() -> None:
    assert not [p.id for p in PLACES if p.level != "centre" and PLACES.chain(p.id)[-1].level != "province"]


@pytest.mark.parametrize("reading", PLACES.readings.entries, ids=lambda r: f"{r.text}-{r.where}")
def test_readings(reading: Reading) -> None:
    assert reading.examples
    where = {"head": reading.where == "head", "title": reading.where == "title"}
    for example in reading.examples:
        text, _, sound = example.partition("=")
        assert "".join(PLACES.syllables(text, **where)) == sound
    for example in reading.not_examples:
        text, _, sound = example.partition("=")
        assert "".join(PLACES.syllables(text, **where)) != sound


def test_a_reading_stands_in_the_list_only_where_the_dictionary_has_it_wrong() -> None:
    for reading in PLACES.readings.entries:
        if reading.where == "title" and not reading.text.startswith("多重"):  # 多重点: what 多重 must not be
            text, _, sound = reading.examples[0].partition("=")
            assert PLACES.pinyin(text) != sound, reading.text


def test_names_of_bodies_are_spelled_without_the_readings_of_titles() -> None:
    assert PLACES.pinyin("长效办") == "zhangxiaoban" and "".join(PLACES.syllables("长效", title=True)) == "changxiao"


@pytest.mark.parametrize("entry", CURATED, ids=lambda e: e.of or e.id)
def test_curated_places(entry: CuratedPlace) -> None:
    place_id = entry.of or entry.id
    assert entry.examples
    context = "" if entry.of and entry.number_heads else PLACES.get(place_id).parent  # type: ignore[union-attr]
    for example in entry.examples:
        hit = PLACES.at(example, 0, context)
        located = PLACES.locate(example).place_id
        assert place_id in (located, hit[0].id if hit
                            else "") or place_id == "cn" and located == "cn", (example, located, hit)
    for example in entry.not_examples:
        assert PLACES.locate(example).place_id != place_id
