"""Ids of documents: the number in pinyin, or place, year and title (contract, "Addresses", **Document**)."""

from __future__ import annotations

import re

from tiaowen.catalog.places import CENTRE, PlaceRegistry
from tiaowen.text import chinese_to_int, half_width_digits

LONGEST_TITLE = 40
_NUMBER = re.compile(
    r"(?P<head>.*?)\s*[〔\[［（(【〈﹝]?\s*(?P<year>(?:19|20)\d\d)\s*[〕\]］）)】〉﹞]?\s*(?:年)?\s*(?:第)?\s*"
    r"(?P<n>\d+)\s*(?:号|期)?(?:文件)?$"
)
_ORDER = re.compile(r"(?P<head>.*?令)\s*[（(]?第?\s*(?P<n>\d+|[一二三四五六七八九十百千〇零]+)\s*号[）)]?$")
_GOVERNMENT_ORDER = re.compile(r"(?P<place>.*?)(?:省|市|县|区|自治区|州|旗)?(?:人民)?政府令$")
_BODY = re.compile(r"(?:委员会|委|人民政府|政府|人民代表大会|人大)?(?:常务委员会|常委会)?(?:办公厅|办公室)?[\s、，,]*")
_ISSUERS = re.compile(
    r"^[^《》“”]{2,60}?(?:委|院|政府|会|厅|局|部|署|办|室|行|社|组|中央|总局|法院|检察院)[\s、，,]*"
    r"(?:等.{1,6}部门)?[\s、，,]*(?=关于)"
)


def policy_id(doc_number: str, title: str, place_id: str, date: str | None, places: PlaceRegistry) -> str:
    """The id that a document asks for; two documents may ask for one (generator/tiaowen/link settles that).

    威发〔2023〕3号 → weifa-2023-3, 省政府令第210号 → shandong-ling-210; without a number ``<place-id>-<year or
    nd>-<title>``.
    """
    number = half_width_digits(re.sub(r"[\s\u200b]+", "", doc_number))
    order = _ORDER.match(number)
    if order:
        count = chinese_to_int(order["n"])
        government = _GOVERNMENT_ORDER.match(order["head"])
        place = _order_place(government["place"], order["head"], place_id, places) if government else ""
        head = f"{place}-ling" if place else places.pinyin(order["head"].removeprefix("中华人民共和国"), head=True)
        return f"{head}-{count}"
    match = _NUMBER.match(number)
    if match and places.pinyin(match["head"]):
        return f"{places.pinyin(match['head'], head=True)}-{match['year']}-{int(match['n'])}"
    where = place_id or places.locate(title).place_id
    words = _cut(places.syllables(bare_title(title, places), title=True))
    return "-".join(part for part in (where, (date or "")[:4] or "nd", words or "wenjian") if part)


def _order_place(named: str, head: str, place_id: str, places: PlaceRegistry) -> str:
    """Whose order it is: 广州市人民政府令 → guangzhou; 省政府令 in a document of Shandong → shandong."""
    hit = places.at(head)
    if hit and named:
        return hit[0].id
    level = {"省": "province", "自": "province", "市": "city"}.get(head[:1], "")
    chain = places.chain(place_id)
    found = next((p.id for p in chain if p.level == level or p.municipality and level == "city"), "")
    return found or (place_id if place_id != CENTRE else "")


def bare_title(title: str, places: PlaceRegistry) -> str:
    """The title without the bodies that issue it and without 关于 and 的."""
    rest = _ISSUERS.sub("", title.strip())
    while True:
        plain = rest.removeprefix("中国共产党").removeprefix("中共")
        hit = places.at(plain)
        body = _BODY.match(plain, hit[1]) if hit and hit[0].level != "centre" else None
        if not hit or not body or not body[0].strip() or body.end() == len(plain):
            break
        rest = plain[body.end():]
    return rest.replace("关于", "").replace("的", "")


def _cut(syllables: tuple[str, ...]) -> str:
    """As many whole syllables as fit."""
    out = ""
    for syllable in syllables:
        if len(out) + len(syllable) > LONGEST_TITLE:
            break
        out += syllable
    return out
