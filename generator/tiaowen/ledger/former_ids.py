"""Documents that were published under another id (``former_ids`` of a sidecar): the old address leads on.

An id that the ledger knows keeps every anchor, each with what it said and the clause that has the text now; one that
was published and never frozen is a page that leads on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import structs

from tiaowen.anchors import policy_page
from tiaowen.diagnostics import finding
from tiaowen.ledger.records import Ledger
from tiaowen.ledger.settle import settle, standing_texts
from tiaowen.model import Diagnostic, Policy, SourceInfo, Tombstone
from tiaowen.model.corpus import Corpus


def with_former_ids(corpus: Corpus, ledger: Ledger) -> Corpus:
    """The corpus with the pages of former ids: in ``withdrawn`` those that are frozen, in ``moved`` the others. K028
    for one that is another document's address.
    """
    taken = {policy.id for policy in (*corpus.policies, *corpus.unpublished) if policy.id}
    moved, stones, found = dict(corpus.moved), [], list[Diagnostic]()
    standing = (*corpus.policies, *(policy for policy in corpus.unpublished if policy.id in ledger.entries
                                    and policy.status != "removed"))
    for policy in standing:
        sidecar = PurePosixPath(policy.source.path).with_suffix(".yml").as_posix()
        for former in dict.fromkeys(policy.former_ids):
            if former in taken - {policy.id}:
                found.append(finding("K028", path=sidecar, id=former))
            elif former != policy.id:
                taken.add(former)
                if former in ledger.entries:
                    stones.append(_leading_on(former, policy, ledger))
                else:
                    moved[policy_page(former)] = policy_page(policy.id)
    return structs.replace(corpus, moved=dict(sorted(moved.items())), withdrawn=(*corpus.withdrawn, *stones),
                           diagnostics=(*corpus.diagnostics, *found))


def versions_of_former_ids(corpus: Corpus, ledger: Ledger) -> Iterator[Policy]:
    """The earlier versions that have a page under a former id."""
    for policy in corpus.withdrawn:
        if policy.moved_to:
            yield from settle(Policy(id=policy.id, status="held", source=policy.source), ledger)[1]


def _leading_on(former: str, policy: Policy, ledger: Ledger) -> Policy:
    """The page of a frozen id: nothing but its addresses, each with the clause of the document that has its text."""
    entry, now = ledger.entries[former], standing_texts(policy)
    last, stones = entry.latest(), []
    texts = {version.slug: ledger.texts(former, version.slug) for version in entry.versions}
    for anchor, record in entry.anchors().items():
        text = texts.get(record.version, {}).get(anchor, "")
        stones.append(Tombstone(anchor=anchor, path=record.path, label=record.label, text=text,
                                moved_to=now.place_of(text, record.sha256, anchor)))
    info = SourceInfo(path=policy.source.path, format="text", encoding="utf-8", sha256=last.sha256, size=0)
    return Policy(id=former, title=last.title, doc_number=last.doc_number, issuers=last.issuers, issue_date=last.date,
                  source=info, tombstones=tuple(stones), moved_to=policy.id)
