"""What must hold between the entries of the agency registries: no name of two bodies, nothing referred to that is not
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tiaowen.catalog.agency_entries import AgencyEntry, Group, Joint
from tiaowen.catalog.agency_index import AgencyIndex, entry_keys
from tiaowen.catalog.agency_names import key
from tiaowen.catalog.places import PlaceRegistry
from tiaowen.catalog.registry import compiled
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic

Located = tuple[AgencyEntry, str, int]


def check(local: list[Located], national: list[Located], index: AgencyIndex,
          places: PlaceRegistry) -> Iterator[Diagnostic]:
    """K004 for a name of two entries, K002 for a place, reform or successor that does not exist."""
    yield from _duplicates(local, lambda entry: {"".join((before, "…", after)) for before, after in entry_keys(entry)})
    yield from _duplicates(national, lambda entry: {key(name) for name in entry.names})
    shorts = {entry.short for entry in (*index.local, *index.national)}
    for entry, path, line in (*local, *national):
        missing = [entry.place] if entry.place and not places.get(entry.place) else []
        missing += [link.reform for link in entry.successors if link.reform and link.reform not in index.reforms]
        missing += [link.to for link in entry.successors if link.to not in shorts]
        missing += [place for link in entry.successors for place in (*link.only_in, *link.not_in)
                    if not places.get(place)]
        for name in missing:
            yield finding("K002", path=path, line=line, key=entry.short, detail=f"没有 {name}")


def _duplicates(entries: Iterable[Located], names: Callable[[AgencyEntry], set[str]]) -> Iterator[Diagnostic]:
    """A name is two bodies' when both are of one place (or of none) and exist at one level."""
    owners: dict[tuple[str, str], list[AgencyEntry]] = {}
    for entry, path, line in entries:
        for name in sorted(names(entry)):
            for other in owners.setdefault((entry.place, name), []):
                if not entry.levels or not other.levels or set(entry.levels) & set(other.levels):
                    yield finding("K004", path=path, line=line, name=name.replace("…", ""), first=other.short,
                                  second=entry.short)
            owners[entry.place, name].append(entry)


def compiles(group: Group | Joint, path: str, line: int, found: list[Diagnostic]) -> bool:
    """Whether the entry's pattern is a regular expression, and has the groups that its parts name; otherwise a K002
    finding is added.
    """
    patterns = compiled({"pattern": group.pattern}, path, line, found)
    if patterns is None or isinstance(group, Group):
        return patterns is not None
    try:
        [part.format(**dict.fromkeys(patterns["pattern"].groupindex, "")) for part in group.parts]
    except (KeyError, IndexError, ValueError, AttributeError):
        found.append(finding("K002", path=path, line=line, key="parts", detail="大括号里应是 pattern 里的组名"))
        return False
    return True
