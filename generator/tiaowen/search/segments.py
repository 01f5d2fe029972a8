"""Segments: groups of documents that are indexed on their own and never edited, so that a changed document rewrites one
of them.

Which segment a document belongs to follows from its id alone (extendible hashing: a group that grows too large is
halved by the next bit of the hash of its documents' ids), so that adding a document moves no other, and the order in
which files were met changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from tiaowen.document_names import mark_of
from tiaowen.model import Policy
from tiaowen.search.encode import encode, shards
from tiaowen.search.fold import SEPARATOR, fold, fold_all
from tiaowen.search.named import title_of
from tiaowen.search.postings import spread
from tiaowen.search.word_lists import Groups, homes
from tiaowen.search.word_lists import shards as word_shards

CHARACTERS = 12_000_000  # at most, in one segment: 500 to 1,000 documents of 28 KB
GRAM_SHARD = 38_500  # characters of six bits, as those of units
UNIT_SHARD = 80_000
TEXT_CHUNK = 200_000  # bytes
# part of every name: raise it with any change of what is written, since a segment that stands is not made again
FORMAT = 8


class Row(Struct, frozen=True):
    """What the results show of a clause."""

    anchor: str
    full: str
    label: str = ""
    heading: str = ""
    heading_units: int = 0

    def write(self) -> list[str | int]:
        """As a list without empty ends; a label that begins the text as its length."""
        label = len(self.label) if self.label and self.full.startswith(self.label) else self.label
        values = [self.anchor, self.full, label, self.heading, self.heading_units]
        while len(values) > 2 and not values[-1]:
            values.pop()
        return values

    @classmethod
    def read(cls, values: list[Any]) -> Row:
        """The inverse of ``write``."""
        anchor, full, label, heading, units = values + ["", "", 0][len(values) - 2 :]
        return cls(anchor, full, full[:label] if isinstance(label, int) else label, heading, units)


class Header(Struct, frozen=True, array_like=True):
    """What the results show of a document."""

    id: str
    title: str
    doc_number: str
    date: str
    mark: str = ""  # document_names.mark_of


def _header(policy: Policy) -> Header:
    return Header(policy.id, policy.title, policy.doc_number, policy.issue_date or policy.publish_date or "",
                  mark_of(policy))


def segment_files(manifest: dict[str, Any]) -> list[str]:
    """The names of all files of a segment with this manifest."""
    counts = {"g": len(manifest["grams"]), "u": len(manifest["units"]), "s": len(manifest["words"]),
              "t": len(manifest["chunks"])}
    return [*(f"{kind}{number}" for kind, count in counts.items() for number in range(count)), "m", "d", "f"]


def split(policies: Iterable[Policy]) -> list[tuple[Policy, ...]]:
    """The policies by segment; in a segment those not repealed first, then the newest, so that equal results stand
    in that order.
    """
    by_hash = sorted((hashlib.sha256(policy.id.encode()).hexdigest(), policy) for policy in policies)
    return [tuple(sorted((policy for _, policy in group), key=_current_first)) for group in _halved(by_hash, 0)]


def _current_first(policy: Policy) -> tuple[bool, list[int], str]:
    day = policy.issue_date or policy.publish_date or ""
    return policy.validity == "已废止", [-ord(char) for char in day] or [0], policy.id


def _halved(group: list[tuple[str, Policy]], bit: int) -> Iterator[list[tuple[str, Policy]]]:
    if not group:
        return
    if len(group) == 1 or sum(len(clause.full) for _, policy in group for clause in policy.clauses) <= CHARACTERS:
        yield group
        return
    zeros = [item for item in group if not int(item[0], 16) >> (255 - bit) & 1]
    yield from _halved(zeros, bit + 1)
    yield from _halved(group[len(zeros):], bit + 1)


class Segment:
    """The files of one segment: manifest ``m``, titles ``d``, shards of grams ``g0…``, of units ``u0…`` and of the
    words of some groups ``s0…``, chunks of text ``t0…``.
    """

    def __init__(self, policies: tuple[Policy, ...], groups: Groups = ()) -> None:
        self._policies, self._groups = policies, groups
        self.clauses = sum(len(policy.clauses) for policy in policies)

    def source(self) -> list[object]:
        """All that the files are made from, but the table of folds and the facets."""
        return [[[_header(policy), policy.clauses] for policy in self._policies], self._groups]

    def alphabet(self) -> set[str]:
        """The characters of all keys, and perhaps some more."""
        texts = "".join(clause.full for policy in self._policies for clause in policy.clauses)
        codes = np.flatnonzero(np.bincount(np.frombuffer(texts.encode("utf-32-le", "surrogatepass"), np.uint32)))
        return set(fold("|".join(map(chr, codes.tolist()))))

    def files(self) -> Iterator[tuple[str, object]]:
        """Name within the segment and data of each file."""
        documents = _rows(self._policies)
        keys = [key.strip(SEPARATOR) for rows in documents for key in fold_all(row.full for row in rows)]
        postings = encode(keys, [row.heading_units for rows in documents for row in rows], list(homes(self._groups)))
        grams, units, words = [], [], []
        for number, (begin, text) in enumerate(shards(postings.grams, GRAM_SHARD)):
            grams.append(begin)
            yield f"g{number}", text
        for number, (begin, text) in enumerate(shards(postings.units, UNIT_SHARD)):
            units.append(begin)
            yield f"u{number}", text
        for number, (group, lists) in enumerate(word_shards(postings.words, self._groups)):
            words.append(group)
            yield f"s{number}", lists
        chunks = []
        for number, (count, chunk) in enumerate(self._chunks(documents)):
            chunks.append(count)
            yield f"t{number}", chunk
        yield "d", list(map(title_of, self._policies))
        yield "m", {"code": postings.code, "listed": postings.listed, "grams": grams, "units": units, "words": words,
                    "chunks": chunks, "documents": list(map(len, documents))}

    def _chunks(self, documents: list[list[Row]]) -> Iterator[tuple[int, list[object]]]:
        """How many clauses each chunk holds, and for each document in it: its number, its header, its rows."""
        count = size = 0
        chunk: list[object] = []
        for number, (policy, rows) in enumerate(zip(self._policies, documents, strict=True)):
            header, part = _header(policy), list[list[str | int]]()
            for row in rows:
                if size > TEXT_CHUNK:
                    yield count, [*chunk, [number, header, part]] if part else chunk
                    count, size, chunk, part = 0, 0, [], []
                part.append(row.write())
                count += 1
                size += 3 * len(row.full) + 20
            if part:
                chunk.append([number, header, part])
        if count:
            yield count, chunk


def _rows(policies: Sequence[Policy]) -> list[list[Row]]:
    """The clauses with the labels of what encloses them, up to the article (第十二条（一） needs no chapter), and the
    nearest heading.
    """
    headings = fold_all(clause.full[: clause.body_start] if clause.heading else "" for policy in policies
                        for clause in policy.clauses)
    units = (len(spread(key.replace(SEPARATOR, ""))) for key in headings)
    documents = []
    for policy in policies:
        above: dict[str, tuple[str, str]] = {}
        rows = []
        for clause in policy.clauses:
            labels, heading = ("", "") if clause.kind == "article" else above.get(clause.parent, ("", ""))
            above[clause.path] = labels, heading = labels + clause.label, clause.heading or heading
            rows.append(Row(clause.anchor, clause.full, labels, heading, next(units)))
        documents.append(rows)
    return documents
