"""What an entry of the agency registries says: standard bodies with slots for the place, single bodies, bodies of the
centre, groups, reforms.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tiaowen.catalog.places import Level
from tiaowen.catalog.registry import Day

Kind = Literal["government", "party", "congress", "court", "military", "mass", "vertical", "institution",
               "enterprise", "zone"]


class Successor(Struct, frozen=True, kw_only=True):
    """A body that took over: the short name of its entry, the reform (id in agencies_reforms.yml) or date and source,
    and where it holds.
    """

    to: str
    reform: str = ""
    date: Day = ""
    source: str = ""
    certain: bool = True
    note: str = ""
    levels: tuple[Level, ...] = ()
    only_in: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


class AgencyEntry(Struct, frozen=True, kw_only=True):
    """One body. Names may hold slots: {L} 市, {P} 威海市, {p} 威海, {局} 厅 or 局, {室} 厅 or 室; without one, {L} or
    {P} stands in front.
    """

    short: str
    full: str = ""
    place: str = ""
    kind: Kind = "government"
    levels: tuple[Level, ...] = ()
    aliases: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    elided: tuple[str, ...] = ()
    successors: tuple[Successor, ...] = ()
    certain: bool = True
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Short name, full name and aliases, as written in the registry."""
        return (self.short, *((self.full,) if self.full else ()), *self.aliases)


class Reform(Struct, frozen=True, kw_only=True):
    """One institutional reform: when it took effect at each level, and the document."""

    id: str
    dates: dict[Level, Day]
    source: str


class Group(Struct, frozen=True, kw_only=True):
    """A pattern for names that mean a group of bodies; it matches the whole name. ``public``: whether its members are
    public bodies.
    """

    id: str
    pattern: str
    public: bool = True
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


class Joint(Struct, frozen=True, kw_only=True):
    """A pattern for one printed name of two bodies, and their names; {…} is what the pattern's group of that name
    matched.
    """

    id: str
    pattern: str
    parts: tuple[str, ...]
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()
