"""Which frozen policy a source belongs to: by sidecar, bytes, number and issuers, title, and last by its file with a like text."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs
from rapidfuzz import fuzz

from generator.ledger.records import Ledger, LedgerEntry
from generator.model import Policy
from generator.text import squeeze

SAME_FILE_LIKENESS = 60.0  # of the first text of two versions of one file; unrelated official texts stay below 45


def identify(policies: Iterable[Policy], ledger: Ledger) -> list[Policy]:
    """The policies in their order, those that the ledger knows with their frozen id.

    A frozen id is given once: the strongest key wins, then the order of source paths.
    """
    items = list(policies)
    claims = sorted(
        (strength, policy.source.path, index, entry.id)
        for index, policy in enumerate(items)
        for strength, entry in _candidates(policy, ledger)
    )
    taken: set[str] = set()
    done: set[int] = set()
    for _, _, index, policy_id in claims:
        if index not in done and policy_id not in taken:
            done.add(index)
            taken.add(policy_id)
            items[index] = structs.replace(items[index], id=policy_id)
    return items


def _candidates(policy: Policy, ledger: Ledger) -> Iterable[tuple[int, LedgerEntry]]:
    if policy.id:
        if policy.id in ledger.entries:
            yield 0, ledger.entries[policy.id]
        return
    for entry in ledger.entries.values():
        last = entry.latest()
        if entry.sources.get(policy.source.sha256) == last.slug:
            yield 1, entry
        elif policy.doc_number and squeeze(policy.doc_number) == squeeze(last.doc_number) and _share(policy.issuers, last.issuers):
            yield 2, entry
        elif not policy.doc_number and not last.doc_number and policy.title and squeeze(policy.title) == squeeze(last.title):
            yield 3, entry
        elif policy.source.path == last.source and _likeness(policy, entry, ledger) >= SAME_FILE_LIKENESS:
            yield 4, entry


def _share(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not first or not second or bool(set(first) & set(second))


def _likeness(policy: Policy, entry: LedgerEntry, ledger: Ledger) -> float:
    before = ledger.archived(entry.id, entry.latest().slug)
    if before is None:
        return 0.0
    return fuzz.token_set_ratio(*(" ".join(c.full[:40] for c in p.clauses) for p in (before, policy)))
