"""Where pages lead, in numbers: of every page its ids and its leads to other files, 64 bits each, so that those of a
whole site are compared at once.

A lead is good when its number is among those of the files and ids that are there. Nothing more is kept of a page: 500
bytes on average, some 50 MB for 55,000 pages. A page with a lead that is not good is read again, to say on which line
it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tiaowen.model import Diagnostic
from tiaowen.site.page_check import ON_EVERY_PAGE, Lead, PageCheck

Numbers = NDArray[np.uint64]


class PageLeads(Struct, frozen=True, array_like=True):
    """A page: its canonical address, what is wrong on it whatever else the site holds, the numbers of its ids, and
    those of its leads.
    """

    canonical: str
    findings: tuple[Diagnostic, ...]
    ids: bytes
    leads: bytes


def page_leads(path: str, page: PageCheck) -> PageLeads:
    """What is kept of a page."""
    wanted = dict.fromkeys(wanted_by(file, lead) for file, leads in page.leads.items() for lead in leads)
    return PageLeads(page.canonical, page.findings, _packed(_id(path, name) for name in page.ids), _packed(wanted))


def wanted_by(file: str, lead: Lead) -> str:
    """The name of what must be there for the lead to be good: of the file, or of an id on that page."""
    return _file(file) if lead.anchor in ON_EVERY_PAGE or not file.endswith(".html") else _id(file, lead.anchor)


def _file(path: str) -> str:
    return f"/{path}"


def _id(path: str, name: str) -> str:
    return f"#{path}\0{name}"


def _packed(names: Iterable[str]) -> bytes:
    return b"".join([hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest() for name in names])


def _numbers(packed: bytes) -> Numbers:
    return np.frombuffer(packed, dtype=np.uint64)


class Places:
    """Every file and every id of a site."""

    def __init__(self, files: Iterable[str], pages: Iterable[PageLeads]) -> None:
        self._there: Numbers = np.sort(_numbers(_packed(map(_file, files)) + b"".join(page.ids for page in pages)))

    def has(self, name: str) -> bool:
        """Whether what a lead wants (``wanted_by``) is there."""
        return not len(self._missing(_numbers(_packed([name]))))

    def broken(self, pages: Mapping[str, PageLeads]) -> list[str]:
        """Those of the pages with a lead to what is not there."""
        paths = np.array(list(pages), dtype=object)
        counts = [len(page.leads) // 8 for page in pages.values()]
        wanted = _numbers(b"".join(page.leads for page in pages.values()))
        wrong = np.isin(wanted, self._missing(np.sort(wanted)))  # in order they are looked up eight times as fast
        return [str(path) for path in paths[np.unique(np.repeat(np.arange(len(paths)), counts)[wrong])]]

    def _missing(self, wanted: Numbers) -> Numbers:
        places = np.minimum(np.searchsorted(self._there, wanted), len(self._there) - 1)
        missing: Numbers = wanted[self._there[places] != wanted]
        return missing
