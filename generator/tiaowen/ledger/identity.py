"""Which frozen policy a source belongs to. The keys, the strongest first: a sidecar's id, the same bytes, number and
issuers, title, the same file with a like text, equal clauses.

Another number, other issuers, or another year make another document, whatever the file is called and however equal the
clauses are: only the same bytes and a person's ``id`` are stronger.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from msgspec import structs
from rapidfuzz import fuzz

from tiaowen.document_names import number_key
from tiaowen.ledger.records import Ledger, LedgerEntry, VersionRecord
from tiaowen.model import Policy
from tiaowen.text import squeeze

SAME_FILE_LIKENESS = 60.0  # of the first text of two versions of one file; unrelated official texts stay below 45
SAME_TEXT = 0.5  # share of equal clauses at which a file under another name is the same document
COMMON = 50  # documents that share a clause from which on it tells nothing (本办法自发布之日起施行。)
SAME_TITLE = 80.0  # likeness of titles from which a finding proposes a file as the one that is gone


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


def is_another(policy: Policy, last: VersionRecord) -> bool:
    """Whether what a text says of itself makes it another document than a frozen one."""
    if policy.doc_number and last.doc_number and number_key(policy.doc_number) != number_key(last.doc_number):
        return True
    if policy.issuers and last.issuers and not set(policy.issuers) & set(last.issuers):
        return True
    numbered = bool(policy.doc_number and last.doc_number)
    amended = any(line.role == "revision" for line in policy.header) or bool(policy.replaces_version)
    years = {date[:4] for date in (policy.issue_date, last.date) if date}
    return len(years) > 1 and not numbered and not amended


def likest(entry: LedgerEntry, policies: Iterable[Policy]) -> Policy | None:
    """The text that may be a frozen document that is gone: the one in its file, otherwise the one whose title is most
    like it.
    """
    last, best = entry.latest(), (SAME_TITLE, None)
    for policy in policies:
        if policy.source.path == last.source:
            return policy
        if policy.title and last.title:
            likeness = fuzz.ratio(squeeze(policy.title), squeeze(last.title))
            best = max(best, (likeness, policy), key=lambda pair: pair[0])  # type: ignore[assignment]
    return best[1]


class _Keys:
    """The ledger's entries by each of the keys that can tell a policy, so that a library costs one look-up a
    document.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.by_bytes: dict[str, list[tuple[bool, LedgerEntry]]] = defaultdict(list)
        self.by_number: dict[str, list[LedgerEntry]] = defaultdict(list)
        self.by_title: dict[str, list[LedgerEntry]] = defaultdict(list)
        self.by_file: dict[str, list[LedgerEntry]] = defaultdict(list)
        self.by_clause: dict[str, list[LedgerEntry]] = defaultdict(list)
        self.sizes: dict[str, int] = {}
        for entry in ledger.entries.values():
            last = entry.latest()
            for digest, slug in entry.sources.items():
                self.by_bytes[digest].append((slug == last.slug, entry))
            if last.doc_number:
                self.by_number[number_key(last.doc_number) or squeeze(last.doc_number)].append(entry)
            elif last.title:
                self.by_title[squeeze(last.title)].append(entry)
            self.by_file[last.source].append(entry)
            clauses = {record.sha256 for record in entry.of(last.slug).values() if record.status == "live"}
            self.sizes[entry.id] = len(clauses)
            for digest in clauses:
                self.by_clause[digest].append(entry)

    def candidates(self, policy: Policy) -> Iterator[tuple[int, LedgerEntry]]:
        """The entries that the policy may belong to, each with how strong the key is (0 strongest)."""
        if policy.id:
            if policy.id in self.ledger.entries:
                yield 0, self.ledger.entries[policy.id]
            return
        for latest, entry in self.by_bytes[policy.source.sha256]:
            yield (1 if latest else 2), entry
        for strength, entry in self._likely(policy):
            if not is_another(policy, entry.latest()):
                yield strength, entry

    def _likely(self, policy: Policy) -> Iterator[tuple[int, LedgerEntry]]:
        if policy.doc_number:
            yield from ((3, entry) for entry in self.by_number[number_key(policy.doc_number)
                                                               or squeeze(policy.doc_number)])
        elif policy.title:
            yield from ((4, entry) for entry in self.by_title[squeeze(policy.title)])
        for entry in self.by_file[policy.source.path]:
            if _likeness(policy, entry, self.ledger) >= SAME_FILE_LIKENESS:
                yield 5, entry
        own = {clause.sha256 for clause in policy.clauses}
        shared = Counter(entry.id for digest in own if len(self.by_clause[digest]) < COMMON
                         for entry in self.by_clause[digest])
        for policy_id, count in sorted(shared.items()):
            if count >= SAME_TEXT * max(len(own), self.sizes[policy_id]):
                yield 6, self.ledger.entries[policy_id]


def _likeness(policy: Policy, entry: LedgerEntry, ledger: Ledger) -> float:
    before = ledger.archived(entry.id, entry.latest().slug)
    if before is None:
        return 0.0
    return fuzz.token_set_ratio(*(" ".join(c.full[:40] for c in p.clauses) for p in (before, policy)))
