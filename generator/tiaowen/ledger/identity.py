"""Which frozen policy a source belongs to: by sidecar, bytes, number and issuers, title, and last by its file with a like text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import structs
from rapidfuzz import fuzz

from tiaowen.ledger.records import Ledger, LedgerEntry
from tiaowen.model import Policy
from tiaowen.text import squeeze

SAME_FILE_LIKENESS = 60.0  # of the first text of two versions of one file; unrelated official texts stay below 45


def identify(policies: Iterable[Policy], ledger: Ledger) -> list[Policy]:
    """The policies in their order, those that the ledger knows with their frozen id.

    A frozen id is given once: the strongest key wins, then the order of source paths.
    """
    items = list(policies)
    keys = _Keys(ledger)
    claims = sorted(
        (strength, policy.source.path, index, entry.id)
        for index, policy in enumerate(items)
        for strength, entry in keys.candidates(policy)
    )
    taken: set[str] = set()
    done: set[int] = set()
    for _, _, index, policy_id in claims:
        if index not in done and policy_id not in taken:
            done.add(index)
            taken.add(policy_id)
            items[index] = structs.replace(items[index], id=policy_id)
    return items


class _Keys:
    """The ledger's entries by each of the keys that can tell a policy, so that a library costs one look-up a document."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.by_bytes: dict[str, list[LedgerEntry]] = defaultdict(list)
        self.by_number: dict[str, list[LedgerEntry]] = defaultdict(list)
        self.by_title: dict[str, list[LedgerEntry]] = defaultdict(list)
        self.by_file: dict[str, list[LedgerEntry]] = defaultdict(list)
        for entry in ledger.entries.values():
            last = entry.latest()
            for digest, slug in entry.sources.items():
                if slug == last.slug:
                    self.by_bytes[digest].append(entry)
            (self.by_number if last.doc_number else self.by_title)[squeeze(last.doc_number or last.title)].append(entry)
            self.by_file[last.source].append(entry)

    def candidates(self, policy: Policy) -> Iterator[tuple[int, LedgerEntry]]:
        """The entries that the policy may belong to, each with how strong the key is (0 strongest)."""
        if policy.id:
            if policy.id in self.ledger.entries:
                yield 0, self.ledger.entries[policy.id]
            return
        for entry in self.by_bytes[policy.source.sha256]:
            yield 1, entry
        if policy.doc_number:
            for entry in self.by_number[squeeze(policy.doc_number)]:
                if _share(policy.issuers, entry.latest().issuers):
                    yield 2, entry
        elif policy.title:
            for entry in self.by_title[squeeze(policy.title)]:
                yield 3, entry
        for entry in self.by_file[policy.source.path]:
            if _likeness(policy, entry, self.ledger) >= SAME_FILE_LIKENESS:
                yield 4, entry


def _share(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not first or not second or bool(set(first) & set(second))


def _likeness(policy: Policy, entry: LedgerEntry, ledger: Ledger) -> float:
    before = ledger.archived(entry.id, entry.latest().slug)
    if before is None:
        return 0.0
    return fuzz.token_set_ratio(*(" ".join(c.full[:40] for c in p.clauses) for p in (before, policy)))
