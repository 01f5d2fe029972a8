"""The examples of agency entries, tried: what must mean the body does, what must not does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tiaowen.catalog.agencies import AgencyRegistry
from tiaowen.catalog.agency_entries import AgencyEntry
from tiaowen.catalog.places import CENTRE
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic

# The place of the document in which an example without @ is read, by its first character: one of each level.
SAMPLES = {"省": "shandong", "山": "shandong", "县": "jilin-liuhe", "区": "wendeng"}
SAMPLE_CITY = "weihai"


def placed(example: str, entry: AgencyEntry, *, central: bool) -> tuple[str, str]:
    """The name and the place of the document it stands in: 市财政局@weifang, else the entry's place, else the sample of
    its level.
    """
    name, _, said = example.partition("@")
    if said or entry.place:
        return name, said or entry.place
    local = name.startswith(("市", *SAMPLES, "威", "荣"))
    return name, CENTRE if central and not local else SAMPLES.get(name[:1], SAMPLE_CITY)


def wrong_examples(registry: AgencyRegistry, entries: Iterable[tuple[AgencyEntry, str, int]]) -> Iterator[Diagnostic]:
    """K011 for every example that is read as another body, and every not_example that is read as this one."""
    for entry, path, line in entries:
        for examples, wanted, wrong in ((entry.examples, True, "没有认成它"), (entry.not_examples, False, "认成了它")):
            for example in examples:
                found = registry.read(*placed(example, entry, central=entry in registry.index.national)).entry
                if (found is entry) is not wanted:
                    yield finding("K011", path=path, line=line, entry=entry.short, example=example, wrong=wrong)
