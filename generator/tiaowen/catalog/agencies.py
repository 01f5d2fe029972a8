"""Agencies: one identity per body per place (site_config/agencies*.yml).

Agency id: ``<place-id>-<pinyin of the short name without 市/省/县/区>``, one formula for registered bodies, bodies
derived from a standard entry and a place, and bodies only met in a text (contract, "Other pages").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from tiaowen.catalog.agency_entries import AgencyEntry
from tiaowen.catalog.agency_index import WITHOUT_LEVEL, AgencyIndex, at_level
from tiaowen.catalog.agency_names import LEVEL_MARKS, fill, id_words, key, with_slot
from tiaowen.catalog.agency_succession import steps
from tiaowen.catalog.places import CENTRE, Place, PlaceRegistry
from tiaowen.model.corpus import AgencyRecord, Succession
from tiaowen.text import HAN

UNKNOWN = "unknown"
# What every town has: its committee, government, offices, centres and the stations of the county's departments
# (茂林镇人民政府, 茂林司法所).
_TOWN_BODY = re.compile(
    rf"(?:\{{[Lp]\}})?[{HAN}]{{0,5}}(?:镇|乡|街道)(?:党委|党工委|委员会|人民政府|政府|办事处|人大|纪委"
    rf"|[{HAN}]{{2,14}}(?:办公室|办|中心|站|所|队|局|科))"
    rf"|[{HAN}]{{2,6}}(?:司法所|派出所|市场监管所|自然资源所|财政所|税务所|国土所|卫生院|中心学?校)"
)
_OFFICE = re.compile("办公[厅室]$")
_ASIDE = re.compile(r"(?<=.{3})[（(][^（）()]*[）)]$")
_SPACE = re.compile(r"\s+")


class Understood(Struct, frozen=True):
    """How a name was read: the place it belongs to, the entry (None: not registered), and the name as a template with a
    slot for the place.
    """

    place_id: str
    entry: AgencyEntry | None
    template: str


class AgencyRegistry:
    """Every agency, and how to tell which one a name means in a document of a place (``context``, a place id)."""

    def __init__(self, index: AgencyIndex, places: PlaceRegistry) -> None:
        self.index = index
        self.places = places
        self._read: dict[tuple[str, str], Understood] = {}
        self._ids: dict[tuple[str, str], str] = {}

    def read(self, name: str, context: str) -> Understood:
        """Which body the name means."""
        found = self._read.get((name, context))
        if found is None:
            found = self._read[name, context] = self._understand(_SPACE.sub("", name), context)
        return found

    def _understand(self, name: str, context: str) -> Understood:
        index = self.index
        for form in dict.fromkeys((name, _ASIDE.sub("", name))):
            central = index.central.get(key(form)) or (index.central_bare.get(key(form)) if context == CENTRE else None)
            central = central or index.central_department(form)
            if central:
                return Understood(CENTRE, central, central.short)
            for where, before, after, _ in self._splits(form, context):
                place = self.places.get(where)
                entry = index.at_place(index.by_key.get((key(before), key(after)), ()), place)
                entry = entry or (index.department(after, place) if not before and place else None)
                if entry:
                    return Understood(where, entry, entry.short)
        where, _, after, template = next(self._splits(name, context))
        return self._whole_place(where) if not after and where != UNKNOWN else Understood(where, None, template)

    def _whole_place(self, place_id: str) -> Understood:
        """A place named alone stands for its government, a zone for its committee."""
        place = self.places.get(place_id)
        entry = self.index.named("{L}管委" if place and place.level == "zone" else "{L}政府", place)
        return Understood(place_id, entry, entry.short if entry else "{p}")

    def _splits(self, name: str, context: str) -> Iterator[tuple[str, str, str, str]]:
        """The ways to see a name as words before a place, the place, and words after it; the surest first. Each is
        (place id, words before, words after, template).
        """
        plain = name.removeprefix("中国共产党")
        starts = [before for before in self.index.prefixes if plain.startswith(before)]
        for before in starts:
            hit = self.places.at(plain, len(before), context)
            if hit and hit[0].level != "centre":
                slot = "{L}" if plain[hit[1] - 1] in LEVEL_MARKS and hit[0].level != "zone" else "{p}"
                yield hit[0].id, before.removeprefix("中共"), plain[hit[1]:], before.removeprefix(
                    "中共") + slot + plain[hit[1]:]
        for before in starts:
            rest = plain[len(before):]
            mark = next((m for m in LEVEL_MARKS if rest.startswith(m)), "")
            above = self.upward(mark, context) if mark else None
            if above:
                yield above.id, before.removeprefix("中共"), rest[len(mark):], before.removeprefix(
                    "中共") + "{L}" + rest[len(mark):]
        yield context or UNKNOWN, "", plain, plain

    def upward(self, mark: str, context: str) -> Place | None:
        """The place that 市, 省, 县 … means in a document of the context place: itself or one above it."""
        chain = self.places.chain(context)
        level = {"省": "province", "自治区": "province", "州": "city", "盟": "city"}.get(mark)
        if level:
            return next((p for p in chain if p.level == level and p.name.endswith(mark)), None)
        if mark == "市":
            return next((p for p in chain if p.level in ("county", "city", "province") and p.name.endswith("市")), None)
        return next((p for p in chain if p.level in ("county", "zone") and p.name.endswith(mark)), None)

    def is_group(self, name: str, context: str) -> bool:
        """Whether a name is no body of its own: a group (各区市政府), a body of places not told apart (in a province's
        text: 市财政局).
        """
        plain = _SPACE.sub("", name)
        mark = next((m for m in LEVEL_MARKS if plain.startswith(m)), "")
        central = self.read(plain, context).place_id == CENTRE and self.is_known(plain, context)
        if (
            mark and context and not central and not self.upward(mark, context)
            and not self.places.at(plain, 0, context)
        ):
            return True
        said = mark or self.places.at(plain, 0, context)
        known = self.is_known(plain, context) and (said or central or not WITHOUT_LEVEL.fullmatch(plain))
        return not known and bool(self.index.group_names.fullmatch(plain))

    def is_public_group(self, name: str) -> bool:
        """Whether the group's members are public bodies: 有关部门, not 重点企业."""
        return not self.index.private_names.fullmatch(name)

    def is_known(self, name: str, context: str) -> bool:
        """Whether the name is that of a registered or derived body."""
        return self.read(name, context).entry is not None

    def central_run(self, printed: str) -> tuple[str, ...]:
        """Names of bodies of the centre, or of their offices, that stand without a space between them
        (财政部税务总局住房城乡建设部); empty when the run is anything else.
        """
        plain = _SPACE.sub("", printed)
        ways: dict[int, tuple[str, ...]] = {0: ()}
        for end in range(2, len(plain) + 1):
            for start in sorted(ways):
                name = key(_OFFICE.sub("", plain[start:end]))
                if name in self.index.central or name in self.index.central_bare:
                    ways.setdefault(end, (*ways[start], plain[start:end]))
        found = ways.get(len(plain), ())
        return found if len(found) > 1 else ()

    def is_bare(self, name: str) -> bool:
        """Whether the name lacks its 市, 省, 县 …: 财政局, and 市场监管局, whose 市 is its own."""
        return ("", key(name)) in self.index.by_key or name in self.index.elided

    def restore(self, bare: str, mark: str, *, party: bool) -> str:
        """The name with the elided prefix: 财政局 after 市科技局 → 市财政局; 宣传部, and after a party body 编办 too, →
        市委….
        """
        template = self.index.elided.get(bare)
        if template and (party or ("", key(bare)) not in self.index.by_key):
            return template.replace("{L}委", "自治区党委" if mark == "自治区" else f"{mark}委").replace("{L}", mark)
        return mark + bare

    def split_joint(self, name: str) -> tuple[str, ...]:
        """The bodies that one printed name means: 市纪委监委机关 → 市纪委机关, 市监委机关; the name itself when it is
        one body.
        """
        for pattern, parts in self.index.joint_names:
            match = pattern.fullmatch(name)
            if match:
                words = {group: value or "" for group, value in match.groupdict().items()}
                return tuple(part.format(**words) for part in parts)
        return (name,)

    def identify(self, name: str, context: str) -> AgencyRecord:
        """The body that the name means; ``known`` is unregistered when no entry covers it and it is none that every
        town has.
        """
        found = self.read(name, context)
        if found.entry:
            return self._record(found.entry, found.place_id)
        return AgencyRecord(id=self._id(found.template, found.place_id),
                            name=fill(found.template, self.places.get(found.place_id)),
                            place_id=found.place_id, known="derived" if _TOWN_BODY.fullmatch(found.template)
                            else "unregistered")

    def id_of(self, name: str, context: str) -> str:
        """The id of the body that the name means."""
        found = self.read(name, context)
        return self._id(found.template, found.place_id)

    def record(self, agency_id: str) -> AgencyRecord | None:
        """The registered or derived body of that id; None when there is none."""
        cuts = [at for at, char in enumerate(agency_id) if char == "-"]
        for place_id in (agency_id[:cut] for cut in reversed(cuts)):
            place = self.places.get(place_id)
            for entry in self._entries_of(place) if place else ():
                if self._id(entry.short, place_id) == agency_id:
                    return self._record(entry, place_id)
        return None

    def _entries_of(self, place: Place) -> list[AgencyEntry]:
        if place.id == CENTRE:
            return list(self.index.national)
        found = [entry for entry in self.index.local if entry.place == place.id or not entry.place
                 and at_level(entry, place)]
        return sorted(found, key=lambda entry: entry.place == "")

    def _at(self, place_id: str) -> Place | None:
        return self.places.get(place_id) if place_id != CENTRE else None

    def _id(self, template: str, place_id: str) -> str:
        """The id of the body; -b when the words sound like those of another standard body (税务局 and 水务局)."""
        found = self._ids.get((template, place_id))
        if found is None:
            found = self._ids[template, place_id] = self._spelled(template, place_id)
        return found

    def _spelled(self, template: str, place_id: str) -> str:
        place = self._at(place_id)
        words = id_words(with_slot(template, "{L}"), place) if place else fill(template, None)
        sound = self.places.pinyin(words)
        other = self._sounds.get(sound) if place else None
        return f"{place_id}-{sound or 'x'}" + ("-b" if other and other != key(words) else "")

    @cached_property
    def _sounds(self) -> dict[str, str]:
        """Pinyin → the first standard body that sounds so."""
        sounds: dict[str, str] = {}
        for entry in self.index.local:
            for short in {entry.short.replace("{局}", kind).replace("{室}", room) for kind, room in ("局室", "厅厅")}:
                words = id_words(short, None)
                sounds.setdefault(self.places.pinyin(words), key(words))
        return sounds

    def _named(self, template: str, slot: str, place: Place | None) -> str:
        return fill(with_slot(template, slot), place, self.places.official(place)) if place else template

    def _record(self, entry: AgencyEntry, place_id: str) -> AgencyRecord:
        place = self._at(place_id)
        name, full = self._named(entry.short, "{L}", place), self._named(entry.full, "{P}", place) if entry.full else ""
        aliases = dict.fromkeys(self._named(alias, "{L}", place) for alias in entry.aliases)
        succession = (Succession(agency_id=self._id(step.other.short, place_id),
                                 name=self._named(step.other.short, "{L}", place),
                                 direction=step.direction, date=step.date, certain=step.certain, source=step.source)
                      for step in steps(self.index, entry, place))
        return AgencyRecord(id=self._id(entry.short, place_id), name=name, full_name=full, place_id=place_id,
                            kind=entry.kind, known="derived" if place and not entry.place else "registered",
                            aliases=tuple(a for a in aliases if a not in (name, full)), succession=tuple(succession))
