"""Places: names, codes, ids and their pinyin (GB/T 2260, site_config/places.tsv; what the code list does not say,
places.yml).

A place id is pinyin, with the province in front where the name is not unique in China (jiangsu-suzhou); ``cn`` is the
centre.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from tiaowen.catalog.readings import Readings
from tiaowen.model import IsoDate, Jurisdiction

Level = Literal["centre", "province", "city", "county", "zone"]
CENTRE = "cn"
RANK: dict[Level, int] = {"centre": 0, "province": 1, "city": 2, "county": 3, "zone": 4}


_LONGEST_BRANCH = 8  # 天津市│中心支行, 宁波│监管局
_BRANCH = re.compile("^[^《》“”]{4,40}(?:行|局|署|处|办|海关|总队|营业管理部)$")
_PRINTED_PLACE = re.compile(
    "(?:中国共产党|中共)?(?P<place>[\u4e00-\u9fff]{2,6}?(?:自治[县州区旗]|[省市县区旗州盟]))"
    "(?:人民政府|人大|委|政府|政协|[\u4e00-\u9fff]{1,12}局)")
# not 本省、自治区、直辖市, which is anybody's
_OWN_WORD = re.compile(r"(?:本|我|全)(省|市|县|区|州|旗)(?!(?:、|或者?)(?:自治|直辖|设区|[市县区]))")
_UNDER_ITS_RULES = re.compile("[根依]据《")
_FEWEST_NAMED = 3


class Place(Struct, frozen=True, kw_only=True):
    """One place. A municipality stands as a province and is its own city; a county-level city is of level county."""

    id: str
    name: str
    short: str
    level: Level
    code: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    number_heads: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    until: IsoDate = ""

    @property
    def municipality(self) -> bool:
        """Whether it is 北京, 天津, 上海 or 重庆: a province whose name ends in 市."""
        return self.level == "province" and self.name.endswith("市")


class PlaceRegistry:
    """Every place; the indexes are made when first asked for."""

    def __init__(self, places: Iterable[Place], readings: Readings) -> None:
        self.by_id = {place.id: place for place in places}
        self.readings = readings

    def __iter__(self) -> Iterator[Place]:
        return iter(self.by_id.values())

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""
        return self.by_id.get(place_id)

    def chain(self, place_id: str) -> tuple[Place, ...]:
        """The place and those above it, narrowest first, without the centre; empty when unknown."""
        found: list[Place] = []
        place = self.by_id.get(place_id)
        while place and place.level != "centre":
            found.append(place)
            place = self.by_id.get(place.parent)
        return tuple(found)

    def official(self, place: Place) -> str:
        """The name in full names of bodies: a district has its city in front (威海市文登区), a county or county-level
        city has not.
        """
        above = self.by_id.get(place.parent)
        return (
            above.name + place.name if above and place.level == "county" and place.name.endswith("区")
            and above.level != "centre" else place.name
        )

    @cached_property
    def names(self) -> dict[str, list[Place]]:
        """The places by full name, short name and alias."""
        names: dict[str, list[Place]] = {}
        for place in self:
            for name in dict.fromkeys((place.name, place.short, *place.aliases)):
                if len(name) > 1:
                    names.setdefault(name, []).append(place)
        return names

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        starts: dict[str, list[str]] = {}
        for name in sorted(self.names, key=lambda n: (-len(n), n)):
            starts.setdefault(name[:2], []).append(name)
        return starts

    def find(self, name: str, context: str = "") -> tuple[Place, ...]:
        """The places of that full name, short name or alias; with a context place, the nearest to it."""
        found = tuple(self.names.get(name, ()))
        return self._nearest(found, context) if context else found

    def _nearest(self, found: tuple[Place, ...], context: str) -> tuple[Place, ...]:
        """Of several places of a name those that share most of the chain with the context, then those of the higher
        level.
        """
        if len(found) < 2:
            return found
        here = {place.id for place in self.chain(context)}
        shared = {place.id: sum(above.id in here for above in self.chain(place.id)) for place in found}
        best = [place for place in found if shared[place.id] == max(shared.values())]
        return tuple(place for place in best if RANK[place.level] == min(RANK[p.level] for p in best))

    def within(self, place_id: str, outer: str) -> bool:
        """Whether the first place is the second or lies in it."""
        return outer == CENTRE or any(place.id == outer for place in self.chain(place_id))

    def _usable(self, name: str, place: Place, context: str) -> bool:
        """Whether a name is safe without more: full names are; short names of counties and zones only near the context
        (新城, 南海, 高新).
        """
        if name == place.name:
            return True
        if place.level in ("centre", "province", "city"):
            return name == place.short or self.within(context, place.id)
        if place.level == "zone":
            return context == place.id or bool(context) and self.within(context, place.parent)
        own = [p for p in self.chain(context) if p.level in ("province", "city")]
        return bool(own) and self.within(place.id, own[0].id)

    def at(self, text: str, start: int = 0, context: str = "") -> tuple[Place, int] | None:
        """The place named at that offset and where its name ends: 山东省威海市文登区政府 → (文登区, 9). None when none
        or doubtful.
        """
        for name in self._by_start.get(text[start:start + 2], ()):
            if not text.startswith(name, start):
                continue
            places = tuple(p for p in self.names[name] if self._usable(name, p, context))
            nearest = self._nearest(places, context)
            if not nearest:
                continue
            end = start + len(name)
            below = self._inside(text, end, nearest)
            if below:
                return below
            if len(nearest) == 1:
                return nearest[0], end
            if any(place.name == name for place in nearest):  # 朝阳区 is that of several cities, and not of 朝阳市
                return None
        return None

    def _inside(self, text: str, start: int, outer: tuple[Place, ...]) -> tuple[Place, int] | None:
        """A place written right after one that contains it: 威海市|文登区."""
        for name in self._by_start.get(text[start:start + 2], ()):
            if text.startswith(name, start):
                inner = [p for p in self.names[name] if p.name == name
                         and any(self.within(p.id, o.id) and p.id != o.id for o in outer)]
                if len(inner) == 1:
                    return self._inside(text, start + len(name), tuple(inner)) or (inner[0], start + len(name))
        return None

    def mentions(self, text: str, context: str = "") -> Iterator[tuple[Place, int, int]]:
        """Every place named in the text in full, left to right, as (place, start, end)."""
        at = 0
        while at < len(text) - 1:
            hit = self.at(text, at, context)
            if (
                hit and (text[at:hit[1]].endswith(("省", "市", "县", "区", "州", "盟", "旗"))
                         or hit[0].level in ("centre", "province"))
            ):
                yield hit[0], at, hit[1]
                at = hit[1]
            else:
                at += 1

    def locate(self, *texts: str) -> Jurisdiction:
        """Whose document it is, from issuers, signature, title and number, the surest first: the first text that names
        a place decides.

        A name of several places (朝阳区) is settled by the other texts. Empty place_id when nothing is named.
        """
        heads = [text for text in texts if "〔" in text or text.endswith("号")]
        words = [text for text in texts if text and text not in heads]
        heads = [head for head in heads if not any(self._is_own_sign(head, text) for text in words)]
        context = next((p.id for text in words for p, _, _ in self.mentions(text)), "") or self._from_head(heads)
        for text in words:
            place = self._issuer_place(text, context)
            if place:
                return self.jurisdiction(place)
        place = self._from_head(heads)
        return self.jurisdiction(place) if place else Jurisdiction()

    def _is_own_sign(self, number: str, issuer: str) -> bool:
        """Whether a number begins with a character of the place that the issuer prints and no table knows
        (长清县人民政府, 长政发: not 长沙).
        """
        printed = _PRINTED_PLACE.match(issuer.strip())
        return (
            printed is not None and number.strip()[:1] in printed["place"]
            and not any(True for _ in self.mentions(printed["place"]))
        )

    def _issuer_place(self, text: str, context: str) -> str:
        bare = text.strip().removeprefix("中国共产党").removeprefix("中共")
        first = self.at(bare, 0, context)
        if first and first[0].level != "centre":
            return first[0].id
        centre = self.by_id.get(CENTRE)
        if centre and text.strip().startswith(centre.issuers):
            # 国家税务总局天津市税务局 is of 天津: a body of the centre before the place of its branch
            named = self.mentions(bare, context) if _BRANCH.search(bare) else ()
            return next((place.id for place, _, end in named if len(bare) - end <= _LONGEST_BRANCH), CENTRE)
        return next((place.id for place, _, _ in self.mentions(bare, context)), "")

    def _from_head(self, numbers: Iterable[str]) -> str:
        for number in numbers:
            head = number.strip().removeprefix("中共")
            named = self.at(head)
            if named:
                return named[0].id
            hits = [(len(mark), place.id) for place in self for mark in place.number_heads if head.startswith(mark)]
            if hits:
                return max(hits)[1]
        return ""

    def spoken_of(self, text: str) -> Jurisdiction:
        """Whose document it may be, inferred from its words: it says 本市, and one city is named far more often than
        any other.

        根据《北京市…规定》 tells as much as three mentions: nobody but that city acts under its rules.
        """
        own = Counter(_OWN_WORD.findall(text)).most_common(1)
        if not own:
            return Jurisdiction()
        counts: Counter[str] = Counter()
        at = 0
        while at < len(text) - 1:
            hit = self.at(text, at) if text[at:at + 2] in self._by_start else None
            if hit and hit[0].name.endswith(own[0][0]):
                counts[hit[0].id] += _FEWEST_NAMED if _UNDER_ITS_RULES.fullmatch(text, max(0, at - 3), at) else 1
            at = hit[1] if hit else at + 1
        ranked = counts.most_common(2)
        sure = ranked and ranked[0][1] >= _FEWEST_NAMED and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1])
        return self.jurisdiction(ranked[0][0]) if sure else Jurisdiction()

    def jurisdiction(self, place_id: str) -> Jurisdiction:
        """Province, city and county of a place, by their full names; a municipality is its own city; nothing for the
        centre.
        """
        names: dict[str, str] = {}
        for place in self.chain(place_id):
            if place.level in ("province", "city", "county"):
                names.setdefault(place.level, place.name)
            if place.municipality:
                names.setdefault("city", place.name)
        return Jurisdiction(province=names.get("province"), city=names.get("city"), county=names.get("county"),
                            place_id=place_id)

    def syllables(self, text: str, *, head: bool = False, title: bool = False) -> tuple[str, ...]:
        """The pinyin of any text, a syllable an item, digits and Latin letters as one item; ``head``: a document number
        (厦府办); ``title``: words as they read in titles (长效).
        """
        out: list[str] = []
        plain = start = 0
        while start < len(text):
            hit = self.readings.at(text, start, head=head and start == 0, title=title)
            end = start + len(hit[0]) if hit else self._name_end(text, start)
            if end > start:
                out += self.readings.general(text[plain:start])
                out += hit[1] if hit else self.readings.of_place(text[start:end])
                plain = start = end
            else:
                start += 1
        return tuple(out + list(self.readings.general(text[plain:])))

    def _name_end(self, text: str, start: int) -> int:
        names = self._by_start.get(text[start:start + 2], ())
        return next((start + len(n) for n in names if text.startswith(n, start)
                     and any(p.name == n for p in self.names[n])), start)

    def pinyin(self, text: str, *, head: bool = False) -> str:
        """``syllables`` joined: what ids are made of (威海市 → weihaishi)."""
        return "".join(self.syllables(text, head=head))


