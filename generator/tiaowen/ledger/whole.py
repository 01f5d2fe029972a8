"""The ledger against a whole library: every policy settled, every frozen page kept."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from tiaowen.diagnostics import finding
from tiaowen.ledger.identity import identify
from tiaowen.ledger.records import Ledger, LedgerEntry, NameRecord
from tiaowen.ledger.settle import settle
from tiaowen.model import Policy, SourceInfo, Tombstone
from tiaowen.model.corpus import AgencyRecord, CitedDocument, Corpus, IndustryRecord, PlaceRecord


def settle_all(policies: Iterable[Policy], ledger: Ledger) -> tuple[list[Policy], tuple[Policy, ...]]:
    """The policies in their order with frozen ids and addresses, and all earlier versions by id and age."""
    settled: list[Policy] = []
    versions: list[Policy] = []
    for policy in identify(policies, ledger):
        now, old = settle(policy, ledger)
        settled.append(now)
        versions.extend(old)
    return settled, tuple(sorted(versions, key=lambda p: (p.id, p.version)))


def withdrawn(corpus: Corpus, ledger: Ledger) -> tuple[Policy, ...]:
    """A policy of nothing but tombstones for every frozen one that a sidecar's ``publish: false`` took down."""
    down = {policy.id for policy in corpus.unpublished if _taken_down(policy)}
    return tuple(_tombstones_only(ledger.entries[i], ledger) for i in sorted(down & ledger.entries.keys()))


def _taken_down(policy: Policy) -> bool:
    return any(item.code == "H900" for item in policy.diagnostics)


def _tombstones_only(entry: LedgerEntry, ledger: Ledger) -> Policy:
    last = entry.latest()
    texts = ledger.texts(entry.id, last.slug)
    stones = tuple(
        Tombstone(anchor=anchor, path=record.path, label=record.label, text=texts.get(anchor, ""))
        for anchor, record in entry.anchors().items()
    )
    info = SourceInfo(path=last.source, format="text", encoding="utf-8", sha256=last.sha256, size=0)
    return Policy(id=entry.id, title=last.title, doc_number=last.doc_number, issuers=last.issuers, issue_date=last.date,
                  source=info, tombstones=stones)


def keep_names(corpus: Corpus, ledger: Ledger) -> Corpus:
    """The corpus with a page for every frozen agency, industry, place and cited document, and L102 for every frozen policy that is gone.

    A cited document that is held by now keeps its page, which leads to the document.
    """
    present = {policy.id for policy in (*corpus.policies, *corpus.withdrawn)}
    gone = [
        finding("L102", path=entry.latest().source, id=entry.id, title=entry.latest().title)
        for entry in ledger.entries.values() if entry.id not in present
    ]
    lost = [record for (kind, key), record in sorted(ledger.names.items()) if key not in _known(corpus, kind)]
    agencies = {r.id: _agency(r) for r in lost if r.kind == "agency"}
    industries = {r.id: IndustryRecord(id=r.id, name=r.name, parent=r.id.rpartition(".")[0]) for r in lost if r.kind == "industry"}
    places = {r.id: PlaceRecord(id=r.id, name=r.name, level="", code="", parent="") for r in lost if r.kind == "place"}
    cited = {r.id: CitedDocument(id=r.id, title=r.name, doc_number="", kind="", cited_by=()) for r in lost if r.kind == "cited"}
    return structs.replace(
        corpus,
        agencies=dict(sorted({**corpus.agencies, **agencies}.items())),
        industries=dict(sorted({**corpus.industries, **industries}.items())),
        places=dict(sorted({**corpus.places, **places}.items())),
        cited=dict(sorted({**corpus.cited, **cited}.items())),
        diagnostics=(*corpus.diagnostics, *gone),
    )


def _known(corpus: Corpus, kind: str) -> dict[str, object]:
    groups: dict[str, dict[str, object]] = {
        "agency": dict(corpus.agencies), "industry": dict(corpus.industries), "place": dict(corpus.places), "cited": dict(corpus.cited),
    }
    return groups[kind]


def _agency(record: NameRecord) -> AgencyRecord:
    return AgencyRecord(id=record.id, name=record.name, place_id=record.id.rpartition("-")[0], known="unregistered")
