"""Names of agencies as templates with a slot for the place: how they are filled, split and compared."""

from __future__ import annotations

import re

from tiaowen.catalog.places import Place

SLOT = re.compile(r"\{[LPp]\}")
LEVEL_MARKS = ("自治区", "省", "市", "县", "区", "州", "盟", "旗")
_SAME = (("委员会", "委"), ("办公室", "办"), ("人民政府", "政府"), ("党委", "委"), ("监督管理", "监管"),
         ("和", ""), ("与", ""),
         ("（", "("), ("）", ")"))
_SPACE = re.compile(r"\s+")


def key(name: str) -> str:
    """What two spellings of one name share: 发展和改革委员会 and 发展改革委 are one, 人民政府 and 政府, 监督管理 and
    监管.
    """
    name = _SPACE.sub("", name)
    for long, short in _SAME:
        name = name.replace(long, short)
    return name


def with_slot(name: str, slot: str) -> str:
    """The template itself, or the slot put in front when it has none."""
    return name if SLOT.search(name) else slot + name


def spellings(template: str) -> list[tuple[str, str]]:
    """The keys before and after the first slot, for every form of the other slots: 团{L}委 → [(团, 委)], 财政{局} →
    [("", 财政局), ("", 财政厅)].
    """
    forms = [template]
    for slot, values in (("{局}", "局厅"), ("{室}", "室厅")):
        forms = [form.replace(slot, value) for form in forms for value in (values if slot in form else " ")]
    pairs = []
    for form in forms:
        first = SLOT.search(form)
        before, after = (form[:first.start()], form[first.end():]) if first else (form, "")
        again = SLOT.search(after)
        pairs += [(key(before), key(SLOT.sub(mark, after))) for mark in (LEVEL_MARKS if again else ("",))]
    return pairs


def level_mark(place: Place) -> str:
    """What stands for the place in short names: 市 of 威海市, 自治区 of 广西壮族自治区; a zone's own short name."""
    if place.level == "zone":
        return place.short
    return next((mark for mark in LEVEL_MARKS if place.name.endswith(mark)), "")


def fill(template: str, place: Place | None, official: str = "") -> str:
    """The template for a place: {L}委组织部 → 市委组织部; ``official``: the place's official name (威海市文登区), when
    it is longer.
    """
    return _put(template, place, level_mark(place), official or place.name) if place else SLOT.sub("", template)


def id_words(template: str, place: Place | None) -> str:
    """What the id is the pinyin of: without the level word, and 威海 for 威海市 (contract, agency ids)."""
    return _put(template, place, "", place.short) if place else SLOT.sub("", template)


def _put(template: str, place: Place, level: str, name: str) -> str:
    hall = "厅" if place.level == "province" and not place.municipality else ""
    values = {"{局}": hall or "局", "{室}": hall or "室", "{L}": level, "{P}": name, "{p}": place.short}
    for slot, value in values.items():
        template = template.replace(slot, value)
    return template
