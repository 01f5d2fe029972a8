"""The ledger against a whole library: every policy settled, every frozen page kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from pathlib import PurePosixPath

from msgspec import structs

from tiaowen.anchors import page_of
from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.ledger.identity import identify, is_another, likest
from tiaowen.ledger.records import ClauseRecord, Ledger, LedgerEntry, NameRecord
from tiaowen.ledger.settle import settle
from tiaowen.model import Diagnostic, Policy, SourceInfo, Tombstone
from tiaowen.model.corpus import AgencyRecord, CitedDocument, Corpus, IndustryRecord, PlaceRecord

TEXTS = "docs_src/policies"
# how ids of bodies without a place began when documents still shared them; who froze one keeps its page
_NO_PLACE = "unknown"


def settle_all(policies: Iterable[Policy], ledger: Ledger) -> tuple[list[Policy], tuple[Policy, ...]]:
    """The policies in their order with frozen ids and addresses, and all earlier versions by id and age."""
    settled: list[Policy] = []
    versions: list[Policy] = []
    for policy in identify(policies, ledger):
        now, old = settle(policy, ledger)
        settled.append(now)
        versions.extend(old)
    return settled, tuple(sorted(versions, key=lambda p: (p.id, p.version)))


def replaced(settled: Iterable[Policy], ledger: Ledger) -> list[tuple[Policy, Diagnostic]]:
    """The frozen documents whose file now holds another document, as they were last frozen, each with its L107: they
    stay published.

    Facts have to be extracted again: an archive has none.
    """
    policies = list(settled)
    present, files = {policy.id for policy in policies}, {policy.source.path: policy for policy in policies}
    out = []
    for entry in ledger.entries.values():
        now = files.get(entry.latest().source)
        if entry.id in present or now is None or now.status == "refused" or now.id == "" and not now.clauses:
            continue
        archive = ledger.archived(entry.id, entry.latest().slug)
        if archive is None or not is_another(now, entry.latest()):
            continue
        told = finding("L107", path=now.source.path, old=entry.latest().title, new=now.title, id=entry.id)
        source = structs.replace(archive.source, format="archive")
        out.append((structs.replace(archive, id=entry.id, status="published", source=source), told))
    return out


def withdrawn(corpus: Corpus, ledger: Ledger) -> tuple[Policy, ...]:
    """A policy of nothing but tombstones for every frozen one that a sidecar withdrew (``publish: false``), and for
    every page of one that was taken down (``publish: removed``): of these without a word. So also for an earlier
    version of which the ledger has only a stub left.
    """
    removed = _removed(corpus)
    down = {policy.id for policy in corpus.unpublished
            if any(item.code == "H900" for item in policy.diagnostics)} - removed
    shown = {(policy.id, policy.version) for policy in corpus.versions}
    out = [_tombstones_only(ledger.entries[i], ledger) for i in sorted(down & ledger.entries.keys())]
    for entry in ledger.entries.values():
        if entry.id in removed:
            out.append(_silent(entry, "", entry.anchors().values()))
        for version in entry.versions:
            promised = version.slug in entry.superseded or version is not entry.latest()
            if (
                promised and (entry.id in removed or (entry.id, version.slug) not in shown
                              and ledger.is_stub(entry.id, version.slug))
            ):
                out.append(_silent(entry, version.slug, entry.of(version.slug).values()))
    return tuple(out)


def without_removed(versions: Iterable[Policy], corpus: Corpus) -> tuple[Policy, ...]:
    """The earlier versions but those of documents that were taken down."""
    removed = _removed(corpus)
    return tuple(policy for policy in versions if policy.id not in removed)


def _removed(corpus: Corpus) -> set[str]:
    """The ids of what was taken down, and those under which it was published before."""
    present = {policy.id for policy in corpus.policies}
    return {policy_id for policy in corpus.unpublished if policy.status == "removed"
            for policy_id in (policy.id, *policy.former_ids)} - present


def _silent(entry: LedgerEntry, version: str, records: Iterable[ClauseRecord]) -> Policy:
    """The page of a document that was taken down: its addresses, and no word of it."""
    stones = tuple(Tombstone(anchor=record.anchor, path=record.path, label=record.label) for record in records)
    info = SourceInfo(path="", format="text", encoding="utf-8", sha256=entry.latest().sha256, size=0)
    return Policy(id=entry.id, version=version, status="removed", source=info, tombstones=stones)


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


def keep_names(corpus: Corpus, ledger: Ledger, catalog: Catalog) -> Corpus:
    """The corpus with a page for every frozen agency, industry, place and cited document, and L102 for every frozen
    policy that is gone. Of a body the page tells what the registry knows, its successor for one.

    A cited document that is held by now keeps its page, which leads to the document.
    """
    present = {policy.id for policy in (*corpus.policies, *corpus.withdrawn) if not policy.version}
    new = [policy for policy in (*corpus.policies, *corpus.unpublished) if policy.id not in ledger.entries]
    torn = {item.path.removesuffix(".yml"): item.path for policy in corpus.unpublished if policy.status == "refused"
            for item in policy.diagnostics if item.severity == "error" and item.path != policy.source.path}
    others = {policy.source.path for policy in (*corpus.policies, *corpus.unpublished) if policy.id}
    gone = [_gone(entry, new, torn, others, removed=ledger.is_stub(entry.id, entry.latest().slug))
            for entry in ledger.entries.values() if entry.id not in present]
    named = corpus.named
    unknown = [record for (kind, key), record in sorted(ledger.names.items()) if key not in named[kind]
               and page_of(kind, key) not in corpus.moved]
    lost = [record for record in unknown if record.name]
    agencies = {r.id: catalog.agencies.record(r.id) or _agency(r) for r in lost if r.kind == "agency"}
    industries = {r.id: IndustryRecord(id=r.id, name=r.name, parent=r.id.rpartition(".")[0]) for r in lost
                  if r.kind == "industry"}
    places = {r.id: PlaceRecord(id=r.id, name=r.name, level="", code="", parent="") for r in lost if r.kind == "place"}
    cited = {r.id: CitedDocument(id=r.id, title=r.name, doc_number="", kind="", cited_by=()) for r in lost
             if r.kind == "cited"}
    return structs.replace(
        corpus,
        agencies=dict(sorted({**corpus.agencies, **agencies}.items())),
        industries=dict(sorted({**corpus.industries, **industries}.items())),
        places=dict(sorted({**corpus.places, **places}.items())),
        cited=dict(sorted({**corpus.cited, **cited}.items())),
        silent={f"{record.kind}:{record.id}": page_of(record.kind, record.id) for record in unknown if not record.name},
        diagnostics=(*corpus.diagnostics, *gone),
    )


def _gone(entry: LedgerEntry, new: Iterable[Policy], torn: Mapping[str, str], others: Set[str], *,
          removed: bool) -> Diagnostic:
    """L102 for a frozen document that is gone, with what may bring it back.

    It names the file that may be the document under another name, number or date, or the sidecar when only that cannot
    be read. ``torn``: path of a source without its suffix → its broken sidecar. ``others``: files that are other
    documents now. ``removed``: the document was taken down, and neither its title nor its file is known any more.
    """
    last, other = entry.latest(), likest(entry, new)
    hint = f"；若 {other.source.path} 就是这份文件，在它的旁注文件里写 id: {entry.id}" if other else ""
    if sidecar_at_fault := torn.get(last.source.rpartition(".")[0]):
        hint = f"：改正 {sidecar_at_fault} 里的错误它就回来"
    sidecar = PurePosixPath(last.source).with_suffix(".yml").as_posix()
    if last.source in others:  # by now it may be another document, whose sidecar says other things
        hint = f"{hint}；它只是换了 id 时在 {sidecar} 里写 former_ids: [{entry.id}]"
    if removed or last.source in others:
        sidecar = f"{TEXTS}/{entry.id}.yml"
    return finding("L102", path=last.source, id=entry.id, title=last.title or "已撤下", hint=hint, sidecar=sidecar,
                   how="removed" if removed else "false")


def _agency(record: NameRecord) -> AgencyRecord:
    place_id = record.id.rpartition("-")[0]
    return AgencyRecord(id=record.id, name=record.name, place_id="" if place_id == _NO_PLACE else place_id,
                        known="unregistered")
