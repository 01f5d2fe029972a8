"""What a page reads of the library, noted while it is rendered: a page made before is good for as long as all that it
read is as it was.

Stand-ins for the library's mappings, documents, clauses and facts note the name of each piece that is read
(``entries.py`` says which there are). The page of a document has it whole, through ``Library.documents``. Whatever a
stand-in cannot note, it refuses: nothing is read unseen. Asserted by tests/properties/test_rebuild.py: after any edit,
pages kept and pages made anew are together what a clean build gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec import structs

from tiaowen.model import Path, Policy
from tiaowen.render.entries import DOCUMENTS, TABLES, WHOLE, Table
from tiaowen.render.library import ClauseLine, Library
from tiaowen.render.traced_document import Reads, TracedClauseByPath, TracedDocument

K = TypeVar("K")
V = TypeVar("V")


class _Noted(dict[K, V], Generic[K, V]):
    """A mapping that notes what is looked up in it: ``whole`` when it is gone through, an entry as ``_note`` does."""

    def __init__(self, content: Mapping[K, V] | Iterable[tuple[K, V]], whole: str, reads: Reads) -> None:
        super().__init__(content)
        self._whole, self._reads = whole, reads

    def _note(self, key: Any) -> None:
        raise NotImplementedError

    def __getitem__(self, key: K) -> V:
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: K, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[K]:
        self._reads.add(self._whole)
        return super().__iter__()

    def __len__(self) -> int:
        self._reads.add(self._whole)
        return super().__len__()

    def keys(self) -> Any:
        self._reads.add(self._whole)
        return super().keys()

    def values(self) -> Any:
        self._reads.add(self._whole)
        return super().values()

    def items(self) -> Any:
        self._reads.add(self._whole)
        return super().items()


class _Entries(_Noted[K, V]):
    """One of the library's mappings."""

    def __init__(self, content: Mapping[K, V], table: Table, reads: Reads) -> None:
        super().__init__(content, f"{table.field}/*", reads)
        self._table = table

    def _note(self, key: Any) -> None:
        self._reads.add(self._table.name(key))


class _Policies(_Noted[str, Any]):
    """The current documents, as stand-ins; what is asked about one is noted there, here only whether there is one."""

    def __getitem__(self, key: str) -> Any:
        return dict.__getitem__(self, key)

    def _note(self, key: Any) -> None:
        self._reads.add(f"{DOCUMENTS}/{key}/id")


class _ByPath(_Noted[Path, Any]):
    """The clauses of a document by path; what is asked about one is noted there, here only whether there is one."""

    def __init__(self, policy: Policy, reads: Reads) -> None:
        self._kind = f"{DOCUMENTS}/{policy.id}/clauses"
        super().__init__(((clause.path, TracedClauseByPath(clause, self._kind, reads)) for clause in policy.clauses),
                         f"{self._kind}.path", reads)

    def __getitem__(self, path: Path) -> Any:
        return dict.__getitem__(self, path)

    def _note(self, path: Any) -> None:
        self._reads.add(f"{self._kind}[{path}].label")


class _ByDocument(dict[str, _ByPath]):
    """The clauses of every document by path, made when they are asked for."""

    def __init__(self, policies: Mapping[str, Policy], reads: Reads) -> None:
        super().__init__()
        self._policies, self._reads = policies, reads

    def __missing__(self, key: str) -> _ByPath:
        self[key] = _ByPath(self._policies[key], self._reads)
        return self[key]


class _Anchored:
    """Clauses by document and anchor."""

    def __init__(self, library: Library, clauses: _ByDocument, reads: Reads) -> None:
        self._anchored, self._clauses, self._reads = library.anchored, clauses, reads

    def get(self, key: tuple[str, str]) -> Any:
        """The clause; None when no clause of the document has the anchor."""
        clause = self._anchored.get(key)
        if clause is None:
            self._reads.add(f"{DOCUMENTS}/{key[0]}/clauses.anchor")
            return None
        return self._clauses[key[0]][clause.path]


class _Lines(dict[tuple[str, Path, str, int], ClauseLine]):
    """Lines of clauses made before: what was read for one is noted again when it is taken."""

    def __init__(self, policies: Mapping[str, Policy], reads: Reads) -> None:
        super().__init__()
        self._policies, self._reads = policies, reads
        self._names: dict[tuple[str, Path], tuple[str, ...]] = {}

    def get(self, key: tuple[str, Path, str, int], default: Any = None) -> Any:
        line = super().get(key, default)
        if line is not None:
            self._reads.update(self._names.get(key[:2]) or self._names.setdefault(key[:2], self._read_for(*key[:2])))
        return line

    def _read_for(self, policy_id: str, path: Path) -> tuple[str, ...]:
        document = f"{DOCUMENTS}/{policy_id}"
        names = (f"{document}/{name}" for name in ("title", "doc_number", f"clauses[{path}]", "clauses.path",
                                                   "clauses.label"))
        # without a title it is called by how it begins
        return (*names, *(() if self._policies[policy_id].title else (document,)))


class _Listed(Sequence[V]):
    """A list of the library that notes that it is gone through."""

    def __init__(self, items: Sequence[V], whole: str, reads: Reads) -> None:
        self._items, self._whole, self._reads = items, whole, reads

    def __getitem__(self, index: Any) -> Any:
        self._reads.add(self._whole)
        return self._items[index]

    def __len__(self) -> int:
        self._reads.add(self._whole)
        return len(self._items)


def traced(library: Library) -> tuple[Library, Reads]:
    """The library, and the set in which every piece that is read of it is noted by its name, until the set is
    cleared.
    """
    reads: Reads = set()
    of_corpus: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for table in TABLES:
        (of_corpus if table.corpus else own)[table.field] = _Entries[Any, Any](table.of(library), table, reads)
    for field, name in {"versions": "versions", "withdrawn": "withdrawn", **{name: name for name in WHOLE}}.items():
        of_corpus[field] = _Listed(getattr(library.corpus, field), f"{name}/*", reads)
    documents = {key: TracedDocument(policy, reads) for key, policy in library.policies.items()}
    of_corpus["policies"] = _Listed(list(documents.values()), f"{DOCUMENTS}/*", reads)
    own["policies"] = _Policies(documents, f"{DOCUMENTS}/*", reads)
    own["documents"] = _Entries(library.documents, Table(DOCUMENTS), reads)
    own["clauses"] = clauses = _ByDocument(library.policies, reads)
    own["anchored"] = _Anchored(library, clauses, reads)
    own["lines"] = _Lines(library.policies, reads)
    return structs.replace(library, corpus=structs.replace(library.corpus, **of_corpus), **own), reads
