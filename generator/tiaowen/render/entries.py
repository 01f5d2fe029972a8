"""What pages read of the library, piece by piece: every piece has a name and a digest, so that a page knows whether
what it read has changed.

* ``<table>/<key>``: an entry of one of the library's mappings (``TABLES``); ``<table>/*``: the whole mapping, of
  ``policies`` its keys.
* ``policies/<key>``: a whole document, an earlier version by id--version; what its own page reads.
* ``policies/<id>/<field>``: what lists read of a document. Of its clauses: ``…/clauses#`` how many there are;
  ``…/clauses.label`` one field of them all; ``…/clauses[2.3]`` one of them. Of its facts: ``…/facts.targets#`` how many
  and in which clauses; ``…/facts.targets[4]`` one of them. So a word changed in one clause concerns those pages alone
  that show the clause.

Settings, registries, templates and the program are no pieces: they are part of the key under which all pages are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct, structs

from tiaowen.model import Facts, Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render.library import Library

DIGEST = 8  # bytes
DOCUMENTS = "policies"
OF_ALL = {"path", "anchor", "role", "industry"}  # fields of facts that who goes through them reads of all
# fields of clauses that lists read of all
OF_CLAUSES = {"path", "anchor", "kind", "level", "parent", "label", "line", "inferred_path"}
_LISTS = tuple(f"facts.{name}" for name in Facts.__struct_fields__)


class Table(Struct, frozen=True):
    """A mapping that pages read: a field of the library or of its corpus. ``first``: keys are pairs, the first half
    names the entry.
    """

    field: str
    corpus: bool = False
    first: bool = False

    def of(self, library: Library) -> Mapping[Any, Any]:
        """The mapping."""
        content: Mapping[Any, Any] = getattr(library.corpus if self.corpus else library, self.field)
        return content

    def name(self, key: Any) -> str:
        """The entry's name."""
        return f"{self.field}/{key[0] if self.first else key}"


WHOLE = ("unpublished", "diagnostics")  # lists of the corpus that pages read as a whole
_OTHERWISE = {  # what is told in a way of its own, or is part of the key
    "corpus", "settings", "catalog", "policies", "documents", "clauses", "anchored", "lines", "versions",
    "withdrawn", *WHOLE,
}
_OF_PAIRS = {"cited_clauses", "dues"}
TABLES = (
    Table("versions"), Table("withdrawn"),
    *(Table(field, first=field in _OF_PAIRS) for field in Library.__struct_fields__ if field not in _OTHERWISE),
    *(Table(field, corpus=True) for field in Corpus.__struct_fields__ if field not in _OTHERWISE),
)


class Entries:
    """The digests of one library: ``entries`` by name, and those of a document's pieces when they are asked for."""

    def __init__(self, library: Library) -> None:
        self._documents = library.documents
        self._current = library.policies
        self.entries: dict[str, bytes] = {}
        for table in TABLES:
            self._add(table.field, _grouped(table, table.of(library)))
        for field in WHOLE:
            self.entries[f"{field}/*"] = digest(getattr(library.corpus, field))
        self._add(DOCUMENTS, ((f"{DOCUMENTS}/{key}", policy) for key, policy in library.documents.items()))
        self.entries[f"{DOCUMENTS}/*"] = digest(list(library.policies))

    def _add(self, table: str, entries: Iterable[tuple[str, object]]) -> None:
        whole = hashlib.blake2b(digest_size=DIGEST)
        for name, value in entries:
            self.entries[name] = digest(value)
            whole.update(name.encode() + self.entries[name])
        self.entries[f"{table}/*"] = whole.digest()

    def pieces(self, document: str) -> dict[str, bytes]:
        """Name → digest of every piece of the document with that name; none when it is not in the library, or only as
        an earlier version.
        """
        policy = self._current.get(document.removeprefix(f"{DOCUMENTS}/"))
        return {f"{document}/{name}": digest(value) for name, value in _pieces(policy)} if policy else {}


def _grouped(table: Table, content: Mapping[Any, Any]) -> Iterable[tuple[str, object]]:
    if not table.first:
        return ((table.name(key), value) for key, value in content.items())
    grouped: dict[str, list[object]] = {}
    for key, value in content.items():
        grouped.setdefault(table.name(key), []).append((key[1], value))
    return grouped.items()


def _pieces(policy: Policy) -> Iterator[tuple[str, object]]:
    for field in Policy.__struct_fields__:
        if field not in ("clauses", "facts"):
            yield field, getattr(policy, field)
    yield "clauses#", len(policy.clauses)
    for field in sorted(OF_CLAUSES):
        yield f"clauses.{field}", [getattr(clause, field) for clause in policy.clauses]
    for clause in policy.clauses:
        yield f"clauses[{clause.path}]", structs.replace(clause, line=0, label="")
        yield f"clauses[{clause.path}].label", clause.label
    for name in _LISTS:
        items: tuple[Any, ...] = getattr(policy.facts, name.removeprefix("facts."))
        yield f"{name}#", [[getattr(item, field, "") for field in sorted(OF_ALL)] for item in items]
        for number, item in enumerate(items):
            yield f"{name}[{number}]", structs.replace(item, line=0) if hasattr(item, "line") else item


def digest(value: object) -> bytes:
    """Of a value and all in it."""
    return hashlib.blake2b(msgspec.msgpack.encode(value), digest_size=DIGEST).digest()
