"""Every agency entry's examples mean it and its not_examples do not; groups and joint names likewise; the names of the
annotations are known.
"""

import json
import re
from pathlib import Path

import pytest
from tiaowen.catalog.agencies import AgencyRegistry
from tiaowen.catalog.agency_entries import AgencyEntry
from tiaowen.catalog.agency_examples import placed
from tiaowen.catalog.agency_loading import load_agencies
from tiaowen.catalog.place_tables import load_places
from tiaowen.data import packaged
from tiaowen.diagnostics import ConfigurationError
from tiaowen.model import Diagnostic

FOLDERS = (packaged("site_config"),)
GOLD = Path(__file__).parents[3] / "shared" / "gold" / "agencies.json"
PLACES = {"威海": "weihai", "滨州": "binzhou", "潍坊": "weifang", "上海": "shanghai", "国家": "cn", "山东": "shandong"}
# What the annotations themselves call uncertain, or where they name the page of a zone by its city.
DIFFERENT = {("威海", "经发局")}


def registry() -> AgencyRegistry:
    found: list[Diagnostic] = []
    loaded = load_agencies(FOLDERS, load_places(FOLDERS, found), found)
    if found:
        raise ConfigurationError(found)
    return loaded


REGISTRY = registry()


def context_of(example: str, entry: AgencyEntry) -> tuple[str, str]:
    return placed(example, entry, central=entry in REGISTRY.index.national)


ENTRIES = [*REGISTRY.index.local, *REGISTRY.index.national]


def means(example: str, entry: AgencyEntry) -> bool:
    return REGISTRY.read(*context_of(example, entry)).entry is entry


def test_examples_mean_the_body() -> None:
    assert [(entry.short, text) for entry in ENTRIES for text in entry.examples if not means(text, entry)] == []


def test_not_examples_do_not() -> None:
    assert [(entry.short, text) for entry in ENTRIES for text in entry.not_examples if means(text, entry)] == []


def test_every_entry_has_both_kinds_of_example() -> None:
    index = REGISTRY.index
    assert not [e for e in (*ENTRIES, *index.groups, *index.joint) if not e.examples or not e.not_examples]


@pytest.mark.parametrize("group", REGISTRY.index.groups, ids=lambda g: g.id)
def test_group_patterns(group) -> None:  # type: ignore[no-untyped-def]
    assert [x for x in group.examples if not re.fullmatch(group.pattern, x) or not REGISTRY.is_group(x, "weihai")] == []
    assert [x for x in group.not_examples if re.fullmatch(group.pattern, x)] == []


@pytest.mark.parametrize("joint", REGISTRY.index.joint, ids=lambda j: j.id)
def test_joint_names(joint) -> None:  # type: ignore[no-untyped-def]
    for example in joint.examples:
        name, _, parts = example.partition("=")
        assert REGISTRY.split_joint(name) == tuple(parts.split("+"))
    assert [x for x in joint.not_examples if re.fullmatch(joint.pattern, x)] == []


def test_no_two_standard_bodies_of_a_place_share_an_id() -> None:
    for place in REGISTRY.places:
        if place.id in ("weihai", "shandong", "shanghai", "wendeng", "jilin-liuhe", "chongqing",
                        "weihaijingjijishukaifaqu"):
            owners: dict[str, str] = {}
            for entry in REGISTRY.index.local:
                standing = (
                    REGISTRY.index.at_place([entry], place) is entry
                    and REGISTRY.index.named(entry.short, place) is entry
                )
                name = entry.short.replace("{L}", "市")
                if standing and REGISTRY.read(name, place.id).entry is entry:
                    agency_id = REGISTRY.id_of(name, place.id)
                    assert owners.setdefault(agency_id, entry.short) == entry.short, agency_id


@pytest.mark.skipif(not GOLD.is_file(), reason="the annotations (../shared) are not beside this checkout")
def test_names_of_the_annotations_are_known_with_their_full_names() -> None:
    wrong = []
    for agency in json.loads(GOLD.read_text(encoding="utf-8"))["agencies"]:
        key, place = (agency["jurisdiction"], agency["name"]), PLACES[agency["jurisdiction"]]
        if agency["generic"] != REGISTRY.is_group(agency["name"], place):
            wrong.append((key, "group"))
        if agency["generic"] or key in DIFFERENT:
            continue
        record = REGISTRY.identify(agency["name"], place)
        full = record.full_name.replace("（", "(").replace("）", ")")
        if record.known == "unregistered" or agency["canonical_certain"] and full != agency["canonical"]:
            wrong.append((key, record.full_name))
        wrong += [(key, alias) for alias in agency["aliases_seen"] if alias_differs(alias, agency, place)]
    assert wrong == []


def alias_differs(alias: str, agency: dict[str, str], place: str) -> bool:
    """Printed forms that name several bodies, part of one, or Traditional characters are no aliases of the registry."""
    several = "、" in alias or REGISTRY.split_joint(alias) != (alias,) or alias in {"领导小组", "编办"} or "濰" in alias
    return not several and REGISTRY.id_of(alias, place) != REGISTRY.id_of(agency["name"], place)


@pytest.mark.skipif(not GOLD.is_file(), reason="the annotations (../shared) are not beside this checkout")
def test_successions_of_the_annotations_hold() -> None:
    missing = []
    for agency in json.loads(GOLD.read_text(encoding="utf-8"))["agencies"]:
        place = PLACES[agency["jurisdiction"]]
        for relation in (r for r in agency["relations"] if r["certain"]):
            direction = "successor" if "successor" in relation["direction"] else "predecessor"
            others = {REGISTRY.id_of(relation["name"].split("(")[0], place)} if "、" not in relation["name"] else set()
            if not others <= chain_of(REGISTRY.id_of(agency["name"], place), direction):
                missing.append((agency["name"], direction, relation["name"]))
    assert missing == []


def chain_of(agency_id: str, direction: str) -> set[str]:
    """All bodies before or after one, step by step: 银监局 → 银保监局 → 金融监管局."""
    reached: set[str] = set()
    record = REGISTRY.record(agency_id)
    for step in record.succession if record else ():
        if step.direction == direction and step.agency_id not in reached:
            reached |= {step.agency_id} | chain_of(step.agency_id, direction)
    return reached
