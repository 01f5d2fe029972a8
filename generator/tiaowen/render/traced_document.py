"""Stand-ins for a document, its clauses and its facts that note by its name each piece that is read of them
(``traced.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from tiaowen.model import Clause, Facts, Policy
from tiaowen.render.entries import DOCUMENTS, OF_ALL, OF_CLAUSES

Reads = set[str]


class TracedDocument:
    """A document as lists read it: what is noted is the field."""

    def __init__(self, policy: Policy, reads: Reads) -> None:
        self._policy, self._reads, self._name = policy, reads, f"{DOCUMENTS}/{policy.id}"
        self.id = policy.id
        self.clauses = _Clauses(policy.clauses, f"{self._name}/clauses", reads)
        self.facts = _Facts(policy.facts, f"{self._name}/facts.", reads)


class _Facts:
    """The facts of a document, each kind as a sequence."""

    def __init__(self, facts: Facts, name: str, reads: Reads) -> None:
        for kind in Facts.__struct_fields__:
            setattr(self, kind, _Items(getattr(facts, kind), f"{name}{kind}", reads))

    def __getattr__(self, field: str) -> Any:
        raise AttributeError(field)


class _Items(Sequence[Any]):
    """The facts of one kind: who goes through them has noted how many there are and where they stand, and notes one by
    one what else is read.
    """

    def __init__(self, items: Sequence[Any], name: str, reads: Reads) -> None:
        self._items, self._name, self._reads, self._all = items, name, reads, f"{name}#"
        self._made: list[Any] = []

    def _make(self) -> list[Any]:
        return [_stand_in(fact.__class__)(fact, f"{self._name}[{number}]", self._reads) for number,
                fact in enumerate(self._items)]

    def _noted(self) -> list[Any]:
        self._reads.add(self._all)
        if len(self._made) < len(self._items):
            self._made = self._make()
        return self._made

    def __getitem__(self, index: Any) -> Any:
        return self._noted()[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._noted())

    def __len__(self) -> int:
        self._reads.add(self._all)
        return len(self._items)


class _Item:
    """One fact; its class has an attribute for each field."""

    __slots__ = ("_fact", "_name", "_reads")

    def __init__(self, fact: Any, name: str, reads: Reads) -> None:
        self._fact, self._name, self._reads = fact, name, reads

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        """What isinstance asks for: an incentive is shown differently from a target."""
        return type(self._fact)


def _noting(field: str) -> property:
    """The field of a fact, noted as part of this fact; where it stands has been noted with all."""
    value = attrgetter(field)
    if field in OF_ALL:
        return property(lambda item: value(item._fact))

    def read(item: Any) -> Any:
        item._reads.add(item._name.partition("/facts.")[0] if field == "line" else item._name)
        return value(item._fact)

    return property(read)


@cache
def _stand_in(kind: Any) -> type[_Item]:
    return type(f"_{kind.__name__}", (_Item,),
                {"__slots__": (), **{field: _noting(field) for field in kind.__struct_fields__}})


class _Clauses(_Items):
    """The clauses of a document in their order."""

    def _make(self) -> list[Any]:
        return [_Clause(clause, self._name, self._reads) for clause in self._items]


class _Clause:
    """One clause, with an attribute for each field; met while going through all, what lists read of all is noted so."""

    __slots__ = ("_clause", "_kind", "_name", "_reads")

    def __init__(self, clause: Clause, kind: str, reads: Reads) -> None:
        self._clause, self._kind, self._name, self._reads = clause, kind, f"{kind}[{clause.path}]", reads


class TracedClauseByPath(_Clause):
    """One clause, asked for by its path: noted alone."""

    __slots__ = ()


def _of_clause(field: str, *, by_path: bool) -> property:
    value = attrgetter(field)
    of_all = field == "line" or field in OF_CLAUSES and not by_path
    ending = f".{field}" if of_all or field == "label" else ""

    def read(clause: Any) -> Any:
        clause._reads.add((clause._kind if of_all else clause._name) + ending)
        return value(clause._clause)

    return property(read)


def _of_document(field: str) -> property:
    value = attrgetter(field)

    def read(document: Any) -> Any:
        document._reads.add(f"{document._name}/{field}")
        return value(document._policy)

    return property(read)


for _field in Clause.__struct_fields__:
    setattr(_Clause, _field, _of_clause(_field, by_path=False))
    setattr(TracedClauseByPath, _field, _of_clause(_field, by_path=True))
for _field in Policy.__struct_fields__:
    if _field not in ("id", "clauses", "facts"):
        setattr(TracedDocument, _field, _of_document(_field))
