"""Giving the clauses of a policy their addresses: the frozen ones first, by text where the bytes are the same, by
number where they changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs
from rapidfuzz import fuzz, process

from tiaowen.anchors import clause_address, page_name, unique
from tiaowen.ledger.records import ClauseRecord, Ledger, LedgerEntry, VersionRecord
from tiaowen.model import Anchor, Clause, Facts, FormerText, Policy, Tombstone, Version
from tiaowen.numbering import match_label
from tiaowen.text import squeeze

# likeness at which the clause at the frozen number still has the frozen text (a mended character, a longer tail)
SAME_PLACE = 60.0
ELSEWHERE = 80.0  # likeness at which a clause with another number has it
PIECE = 8  # characters between two marks by which a text is known again where it was split or joined
SHARE = 1 / 3  # of a text that must stand in a clause word for word, where no clause is like the whole
_BREAK = re.compile("[，。；：！？]")


def settle(policy: Policy, ledger: Ledger) -> tuple[Policy, tuple[Policy, ...]]:
    """The policy with settled anchors, aliases, notices and tombstones, and its earlier versions, oldest first, each
    whole.

    ``policy.id`` must be set; a policy that the ledger does not know comes back as it is. A text that is current again
    keeps the page that it had as an earlier version.
    """
    entry = ledger.entries.get(policy.id)
    if entry is None:
        return policy, ()
    version = version_of(policy, entry, ledger)
    # nothing follows the last text by its withdrawal
    current = version or (None if policy.status == "published" else entry.latest())
    earlier = [record for record in entry.versions if record.slug != (current and current.slug)
               or record.slug in entry.superseded]
    settled = _keep_texts(policy, entry, version.slug, ledger) if version else policy
    archived = [ledger.archived(entry.id, record.slug) for record in earlier]
    versions = tuple(Version(slug=r.slug, date=r.date, sha256=r.sha256) for r in earlier)
    old = tuple(structs.replace(p, id=entry.id, version=r.slug, versions=versions) for r,
                p in zip(earlier, archived, strict=True) if p)
    settled = structs.replace(settled, versions=versions)
    now = standing_texts(settled)
    settled = structs.replace(
        settled, tombstones=_tombstones(settled, entry, ledger, now),
        former_texts=_former_texts(settled, entry, ledger, now))
    return _with_fact_anchors(settled), old


def version_of(policy: Policy, entry: LedgerEntry, ledger: Ledger) -> VersionRecord | None:
    """The frozen version that a source is: the same bytes, or the same clauses saved anew (another encoding, a renamed
    blank); None: a new one.

    An earlier version whose bytes are gone is known by its clauses only when its date is the same too.
    """
    slug = entry.sources.get(policy.source.sha256)
    known = next((record for record in entry.versions if record.slug == slug), None)
    if known is not None:
        return known
    now = {clause.anchor: clause.sha256 for clause in policy.clauses}
    frozen = {anchor: r.sha256 for anchor,
              r in entry.anchors().items() if r.version == entry.latest().slug and r.status == "live"}
    if frozen == now:
        return entry.latest()
    for record in reversed(entry.versions[:-1]):
        archive = ledger.archived(entry.id, record.slug) if record.date == policy.issue_date else None
        if archive is not None and {clause.anchor: clause.sha256 for clause in archive.clauses} == now:
            return record
    return None


def _keep_texts(policy: Policy, entry: LedgerEntry, slug: str, ledger: Ledger) -> Policy:
    """Same bytes, the parser was mended: a frozen address stays with its text, or becomes an alias of the clause that
    now has it.
    """
    frozen = _standing(entry, slug)
    texts = {anchor: squeeze(text) for anchor, text in ledger.texts(entry.id, slug).items()}
    held = _held_by(policy.clauses, frozen, texts)
    owner = {index: anchor for anchor, index in held.items()}
    taken = set(entry.anchors())
    clauses = []
    aliases = _aliases(policy.clauses, [r for a, r in frozen.items() if a not in held], texts)
    for index, clause in enumerate(policy.clauses):
        anchor = owner[index] if index in owner else unique(clause.anchor, taken)
        clauses.append(structs.replace(clause, anchor=anchor, aliases=tuple(aliases.get(index, ()))))
    return structs.replace(policy, clauses=tuple(clauses))


def _held_by(clauses: Sequence[Clause], frozen: dict[Anchor, ClauseRecord],
             texts: dict[Anchor, str]) -> dict[Anchor, int]:
    """Frozen anchor → index of the clause that has its text: the same hash in place, the same hash elsewhere, then the
    likest.
    """
    held: dict[Anchor, int] = {}
    used: set[int] = set()
    in_place = {c.anchor: i for i, c in enumerate(clauses)}
    by_hash: dict[str, list[int]] = defaultdict(list)
    for index, clause in enumerate(clauses):
        by_hash[clause.sha256].append(index)

    def give(anchor: Anchor, index: int) -> None:
        held[anchor] = index
        used.add(index)

    for anchor, record in frozen.items():
        index = in_place.get(anchor, -1)
        if index >= 0 and clauses[index].sha256 == record.sha256:
            give(anchor, index)
    for anchor, record in frozen.items():
        if anchor not in held:
            for index in by_hash[record.sha256]:
                if index not in used:
                    give(anchor, index)
                    break
    plain = [squeeze(clause.full) for clause in clauses]
    for anchor in frozen:
        if anchor in held or anchor not in texts:
            continue
        rest = {i: text for i, text in enumerate(plain) if i not in used}
        there = in_place.get(anchor, -1)
        best = process.extractOne(texts[anchor], rest, scorer=fuzz.ratio, score_cutoff=ELSEWHERE)
        if there in rest and fuzz.ratio(texts[anchor], rest[there]) >= max(SAME_PLACE, best[1] if best else 0):
            give(anchor, there)
        elif best:
            give(anchor, best[2])
    return held


def _aliases(clauses: Sequence[Clause], homeless: list[ClauseRecord],
             texts: dict[Anchor, str]) -> dict[int, list[Anchor]]:
    """Index of a clause → frozen anchors whose text is now inside it (two paragraphs that the mended parser joined)."""
    out: dict[int, list[Anchor]] = defaultdict(list)
    plain = [squeeze(clause.full) for clause in clauses] if homeless else []
    for record in homeless:
        text = texts.get(record.anchor, "")
        for index, now in enumerate(plain):
            if text and (text in now or now in text and len(now) * 2 > len(text)):
                out[index].append(record.anchor)
                break
    return out


def _standing(entry: LedgerEntry, slug: str) -> dict[Anchor, ClauseRecord]:
    """The addresses of a version as it stood: those that another version took out again while it was current count
    too.
    """
    records = entry.of(slug)
    if slug not in entry.superseded:
        return {anchor: record for anchor, record in records.items() if record.status != "withdrawn"}
    return {record.anchor: record for record in entry.clauses if record.version == slug
            and record.status != "withdrawn"}


class Standing(NamedTuple):
    """The texts that stand in a document's page, to look frozen ones up in.

    ``owner``: every address of a clause, aliases too → its anchor. ``by_hash`` and ``by_words``: hash, and words behind
    the number → the first anchor that has them. ``plain``: anchor → text without blanks.
    """

    owner: dict[Anchor, Anchor]
    by_hash: dict[str, Anchor]
    by_words: dict[str, Anchor]
    plain: dict[Anchor, str]

    def place_of(self, text: str, sha256: str, address: Anchor) -> Anchor:
        """Where a text that had an address stands now; empty when nowhere.

        Word for word if it can be, under another number if need be. Otherwise the clause at its own address, unless the
        text is liker elsewhere; at last the clause in which most of it stands.
        """
        if sha256 in self.by_hash or not text:
            return self.by_hash.get(sha256, "")
        squeezed, own = squeeze(text), self.owner.get(address, "")
        if found := self.by_words.get(words := _words(squeezed)):
            return own if own and _words(self.plain[own]) == words else found
        here = fuzz.ratio(squeezed, self.plain[own]) if own else 0.0
        best = process.extractOne(squeezed, self.plain, scorer=fuzz.ratio, score_cutoff=SAME_PLACE)
        if own and here >= max(SAME_PLACE, best[1] if best else 0.0):
            return own
        if best and (best[1] >= ELSEWHERE or _pieces(squeezed) and any(p in best[0] for p in _pieces(squeezed))):
            return best[2]
        return self._most_of(squeezed)

    def _most_of(self, text: str) -> Anchor:
        """Where most of a text stands word for word that was split among clauses, or joined with others; empty where
        none has a third of it.
        """
        shares = {anchor: sum(len(piece) for piece in _pieces(text) if piece in now)
                  for anchor, now in self.plain.items()}
        most = max(shares, key=lambda anchor: shares[anchor], default="")
        return most if most and shares[most] >= len(text) * SHARE else ""


def _words(text: str) -> str:
    """A text without blanks behind the number in front of it, which a renumbering changes."""
    label = match_label(text)
    return text[label.end:] if label else text


def _pieces(text: str) -> list[str]:
    """The pieces of a text without blanks that are long enough to be known again; not the number in front, which a
    text that was joined to another has lost.
    """
    return [piece for piece in _BREAK.split(_words(text)) if len(piece) >= PIECE]


def standing_texts(policy: Policy) -> Standing:
    """The texts that stand in a document's page, to look frozen ones up in."""
    owner = {anchor: clause.anchor for clause in policy.clauses for anchor in (clause.anchor, *clause.aliases)}
    by_hash = {clause.sha256: clause.anchor for clause in reversed(policy.clauses)}
    plain = {clause.anchor: squeeze(clause.full) for clause in policy.clauses}
    by_words = {words: anchor for anchor, text in reversed(plain.items()) if len(words := _words(text)) >= PIECE}
    return Standing(owner, by_hash, by_words, plain)


def _tombstones(policy: Policy, entry: LedgerEntry, ledger: Ledger, now: Standing) -> tuple[Tombstone, ...]:
    """One for every frozen anchor that no clause and no alias holds: what it said, where, and which clause is like it
    now.
    """
    pages = {version.slug for version in policy.versions}
    texts: dict[str, dict[Anchor, str]] = {}
    out = []
    for anchor, record in entry.anchors().items():
        if anchor in now.owner:
            continue
        if record.version not in texts:
            texts[record.version] = ledger.texts(entry.id, record.version)
        text = texts[record.version].get(anchor, "")
        version = _address(entry, record) if record.version in pages else ""
        moved_to = now.place_of(text, record.sha256, anchor)
        out.append(Tombstone(anchor=anchor, path=record.path, label=record.label, text=text, version=version,
                             moved_to=moved_to))
    return tuple(out)


def _address(entry: LedgerEntry, record: ClauseRecord) -> str:
    return clause_address(page_name(entry.id, record.version), record.anchor)


def _former_texts(policy: Policy, entry: LedgerEntry, ledger: Ledger, now: Standing) -> tuple[FormerText, ...]:
    """What the addresses of clauses, aliases too, said in earlier versions where it was another text: the newest
    first.
    """
    hashes = {clause.anchor: clause.sha256 for clause in policy.clauses}
    out = []
    for version in reversed(policy.versions):
        texts: dict[Anchor, str] | None = None
        for anchor, record in entry.of(version.slug).items():
            if anchor not in now.owner or record.sha256 == hashes[now.owner[anchor]]:
                continue
            texts = ledger.texts(entry.id, version.slug) if texts is None else texts
            text = texts.get(anchor, "")
            out.append(FormerText(anchor=anchor, label=record.label, text=text, version=_address(entry, record),
                                  moved_to=now.place_of(text, record.sha256, anchor)))
    return tuple(out)


def _with_fact_anchors(policy: Policy) -> Policy:
    """Facts name clauses by path; their anchors follow the settled ones."""
    anchors = {clause.path: clause.anchor for clause in policy.clauses}
    changed = {
        name: tuple(structs.replace(fact, anchor=anchors.get(fact.path, fact.anchor))
                    for fact in getattr(policy.facts, name))
        for name in Facts.__struct_fields__
    }
    return structs.replace(policy, facts=structs.replace(policy.facts, **changed))
