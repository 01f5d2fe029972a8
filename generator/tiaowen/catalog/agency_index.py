"""The agency registries as tables to look a name up in; each is made when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from tiaowen.catalog.agency_entries import AgencyEntry, Group, Joint, Reform, Successor
from tiaowen.catalog.agency_names import key, spellings, with_slot
from tiaowen.catalog.places import Place

# a kind of body; which one is said by a level or a place before it
WITHOUT_LEVEL = re.compile(r"(?:人民)?政府|.{1,12}(?:部门|机关|机构)")
DEPARTMENT = re.compile(r"(.{1,12}?)(?:行政主管|主管|行政管理|行政|监督管理|监管|管理)?(?:部门|机关|机构)")


def at_level(entry: AgencyEntry, place: Place) -> bool:
    """Whether the standard body exists at a place of that level; a municipality has the bodies of a province and of a
    city.
    """
    if place.level == "centre":
        return False
    return not entry.levels or place.level in entry.levels or place.municipality and "city" in entry.levels


def entry_keys(entry: AgencyEntry) -> Iterator[tuple[str, str]]:
    """The pairs (before the place, after it) under which a body of a place is found."""
    names = (with_slot(entry.short, "{L}"), *([with_slot(entry.full, "{P}")] if entry.full else ()),
             *(with_slot(a, "{L}") for a in entry.aliases))
    yield from dict.fromkeys(pair for name in names
                             for pair in spellings(name.removeprefix("中国共产党").removeprefix("中共")))


class AgencyIndex:
    """Entries by name."""

    def __init__(self, local: Iterable[AgencyEntry], national: Iterable[AgencyEntry], groups: Iterable[Group] = (),
                 reforms: Iterable[Reform] = (), joint: Iterable[Joint] = ()) -> None:
        self.local = tuple(local)
        self.national = tuple(national)
        self.groups = tuple(groups)
        self.joint = tuple(joint)
        self.reforms = {reform.id: reform for reform in reforms}

    @cached_property
    def by_key(self) -> dict[tuple[str, str], list[AgencyEntry]]:
        """Bodies of places by (before the place, after it)."""
        index: dict[tuple[str, str], list[AgencyEntry]] = {}
        for entry in self.local:
            for pair in entry_keys(entry):
                index.setdefault(pair, []).append(entry)
        return index

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """Words that stand before the place (人民银行, 国家税务总局, 团), longest first; the empty one is last."""
        raw = {name[:with_slot(name, "{L}").find("{")] for entry in self.local for name in entry.names
               if not with_slot(name, "{L}").startswith("{")}
        return tuple(sorted({"", "中共", *raw}, key=lambda p: (-len(p), p)))

    @cached_property
    def central(self) -> dict[str, AgencyEntry]:
        """Bodies of the centre by every name that is theirs anywhere."""
        return {key(name): entry for entry in reversed(self.national) for name in entry.names}

    @cached_property
    def central_bare(self) -> dict[str, AgencyEntry]:
        """Bodies of the centre by names that mean them in a document of the centre only."""
        return {key(name): entry for entry in reversed(self.national) for name in entry.bare}

    @cached_property
    def fields(self) -> dict[str, list[AgencyEntry]]:
        """Bodies of places by field of work: 市<field>部门."""
        fields: dict[str, list[AgencyEntry]] = {}
        for entry in self.local:
            for field in entry.fields:
                fields.setdefault(key(field), []).append(entry)
        return fields

    @cached_property
    def central_fields(self) -> dict[str, AgencyEntry]:
        """Bodies of the centre by field of work: 国务院<field>部门."""
        return {key(field): entry for entry in reversed(self.national) for field in entry.fields}

    @cached_property
    def elided(self) -> dict[str, str]:
        """How a party department stands in a list after 市委…、 → its short name."""
        return {name: entry.short for entry in self.local for name in entry.elided}

    @cached_property
    def taken_over(self) -> dict[str, list[tuple[AgencyEntry, Successor]]]:
        """Short name of a successor → the bodies it took over."""
        taken: dict[str, list[tuple[AgencyEntry, Successor]]] = {}
        for entry in (*self.national, *self.local):
            for successor in entry.successors:
                taken.setdefault(successor.to, []).append((entry, successor))
        return taken

    @cached_property
    def joint_names(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        """Patterns of names that mean two bodies, with the names of the two."""
        return tuple((re.compile(entry.pattern), entry.parts) for entry in self.joint)

    @cached_property
    def group_names(self) -> re.Pattern[str]:
        """Matches, as a whole, the names of groups."""
        return re.compile("|".join(f"(?:{group.pattern})" for group in self.groups) or r"(?!)")

    @cached_property
    def private_names(self) -> re.Pattern[str]:
        """Matches, as a whole, the names of groups whose members are no public bodies (重点企业)."""
        return re.compile("|".join(f"(?:{group.pattern})" for group in self.groups if not group.public) or r"(?!)")

    def at_place(self, entries: Iterable[AgencyEntry], place: Place | None) -> AgencyEntry | None:
        """Of the entries the one for that very place, else the standard one of its level."""
        found = list(entries)
        own = next((entry for entry in found if place and entry.place == place.id), None)
        return (
            own or next((entry for entry in found if not entry.place and (place is None or at_level(entry, place))),
                        None)
        )

    def department(self, words: str, place: Place | None) -> AgencyEntry | None:
        """人力资源社会保障部门 of a place → its 人力资源社会保障局."""
        match = DEPARTMENT.fullmatch(words)
        return self.at_place(self.fields.get(key(match[1]), ()), place) if match else None

    def central_department(self, name: str) -> AgencyEntry | None:
        """国务院税务主管部门 → 税务总局."""
        match = DEPARTMENT.fullmatch(name.removeprefix("国务院")) if name.startswith("国务院") else None
        return self.central_fields.get(key(match[1])) if match else None

    def named(self, short: str, place: Place | None) -> AgencyEntry | None:
        """The entry of that short name, of the place itself before the standard one; of the centre without a place."""
        pool = [entry for entry in (self.local if place else self.national) if entry.short == short]
        return self.at_place(pool, place)
