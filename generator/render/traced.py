"""What a page reads of the library, noted while it is rendered: a page made before is good for as long as all that it read is as it was.

The library is read through a few tables (``TABLES``). Each entry has a name and a digest; a page that goes through a whole table, counts
it or asks which keys it has, reads ``<table>/*``. Settings, registries, templates and the program are no entries: they are part of the key
under which all pages are kept. Asserted by tests/properties/test_rebuild.py: after any edit, pages kept and pages made anew are together
what a clean build gives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct, structs

from generator.render.library import Library

K = TypeVar("K")
V = TypeVar("V")
DIGEST = 12  # bytes
_OF_POLICIES = "policies"


class Table(Struct, frozen=True):
    """A mapping of the library that pages read: its field, of the library or of its corpus, and which entry a key belongs to."""

    field: str
    corpus: bool = False
    entry: str = ""  # another table whose entry of the same key holds all that this one says
    first: bool = False  # the key is a pair, and its first half names the entry


TABLES = (
    Table("policies"), Table("clauses", entry=_OF_POLICIES), Table("anchored", entry=_OF_POLICIES, first=True), Table("versions"), Table("withdrawn"),
    Table("cited_clauses", first=True), Table("places_below"), Table("industries_below"), Table("agencies_at"), Table("issued_by"),
    *(Table(field, corpus=True) for field in (
        "agencies", "industries", "places", "cited", "duties_of", "clauses_of", "policies_at", "cited_by", "issuer_ids",
    )),
)
_LISTS = {"policies": _OF_POLICIES, "versions": "versions", "withdrawn": "withdrawn", "unpublished": "unpublished", "diagnostics": "diagnostics"}


class _Tracing(dict[K, V], Generic[K, V]):
    """A mapping that notes what is looked up in it."""

    def __init__(self, content: Mapping[K, V], table: Table, reads: set[str]) -> None:
        super().__init__(content)
        self._reads = reads
        self._name = _namer(table)
        self._whole = f"{table.entry or table.field}/*"

    def __getitem__(self, key: K) -> V:
        self._reads.add(self._name(key))
        return super().__getitem__(key)

    def get(self, key: K, default: Any = None) -> Any:
        self._reads.add(self._name(key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.add(self._name(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[K]:
        self._reads.add(self._whole)
        return super().__iter__()

    def __len__(self) -> int:
        self._reads.add(self._whole)
        return super().__len__()

    def keys(self) -> KeysView[K]:  # type: ignore[override]
        self._reads.add(self._whole)
        return super().keys()

    def values(self) -> ValuesView[V]:  # type: ignore[override]
        self._reads.add(self._whole)
        return super().values()

    def items(self) -> ItemsView[K, V]:  # type: ignore[override]
        self._reads.add(self._whole)
        return super().items()


class _TracingList(tuple[V, ...], Generic[V]):
    """A tuple that notes that it is gone through."""

    _reads: set[str]
    _whole: str

    def __iter__(self) -> Iterator[V]:
        self._reads.add(self._whole)
        return super().__iter__()

    def __len__(self) -> int:
        self._reads.add(self._whole)
        return super().__len__()

    def __getitem__(self, index: Any) -> Any:
        self._reads.add(self._whole)
        return super().__getitem__(index)


def traced(library: Library) -> tuple[Library, set[str]]:
    """The library, and the set in which every entry that is read of it is noted by its name, until the set is cleared."""
    reads: set[str] = set()
    of_corpus: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for table in TABLES:
        content = getattr(library.corpus if table.corpus else library, table.field)
        (of_corpus if table.corpus else own)[table.field] = _Tracing(content, table, reads)
    for field, name in _LISTS.items():
        noted: _TracingList[Any] = _TracingList(getattr(library.corpus, field))
        noted._reads, noted._whole = reads, f"{name}/*"
        of_corpus[field] = noted
    return structs.replace(library, corpus=structs.replace(library.corpus, **of_corpus), lines={}, **own), reads


def digests(library: Library) -> dict[str, bytes]:
    """Name → digest of every entry, and of every table as a whole."""
    found: dict[str, bytes] = {}
    for table in TABLES:
        if table.entry:
            continue
        content: Mapping[Any, Any] = getattr(library.corpus if table.corpus else library, table.field)
        name = _namer(table)
        if table.first:
            grouped: dict[Any, list[Any]] = {}
            for key, value in content.items():
                grouped.setdefault(key[0], []).append((key[1], value))
            _add(found, table.field, ((name(key), values) for key, values in ((k, grouped[k[0]]) for k in _firsts(content))))
        else:
            _add(found, table.field, ((name(key), value) for key, value in content.items()))
    for field in ("unpublished", "diagnostics"):
        found[f"{field}/*"] = _digest(getattr(library.corpus, field))
    return found


def _firsts(content: Mapping[Any, Any]) -> Iterable[Any]:
    """One key for each entry of a table whose keys are pairs."""
    return {key[0]: key for key in content}.values()


def _add(found: dict[str, bytes], table: str, entries: Iterable[tuple[str, object]]) -> None:
    whole = hashlib.blake2b(digest_size=DIGEST)
    for name, value in entries:
        found[name] = _digest(value)
        whole.update(name.encode() + found[name])
    found[f"{table}/*"] = whole.digest()


def _digest(value: object) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(value), digest_size=DIGEST).digest()


def _namer(table: Table) -> Callable[[Any], str]:
    prefix = f"{table.entry or table.field}/"
    return (lambda key: f"{prefix}{key[0]}") if table.first else (lambda key: f"{prefix}{key}")
