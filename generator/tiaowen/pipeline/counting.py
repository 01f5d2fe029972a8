"""What every command counts, by the same words: documents by what became of them, addresses still to be frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tiaowen.ledger import Waiting
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus

_NAMES = (("published", "份发布"), ("held", "份待核"), ("refused", "份无法采用"), ("withheld", "份按旁注不发布"))


def documents_of(corpus: Corpus) -> dict[str, int]:
    """The documents of the sources by what became of them: published, held for a person to look, refused, withheld
    because a sidecar says so.
    """
    counted = Counter(_became(policy) for policy in corpus.unpublished)
    return {"published": len(corpus.policies)} | {name: counted[name] for name, _ in _NAMES[1:]}


def _became(policy: Policy) -> str:
    said = policy.status == "removed" or any(item.code == "H900" for item in policy.diagnostics)
    return "withheld" if said else policy.status


def documents_in_words(documents: Mapping[str, int]) -> str:
    """3 份发布、1 份待核: what is published always, the others where there are some."""
    return "、".join(f"{documents.get(status, 0)} {words}" for status, words in _NAMES
                    if documents.get(status) or status == "published")


def waiting_in_words(waiting: Waiting) -> str:
    """What ``freeze`` would write; empty when there is nothing."""
    told = ((waiting.new, "个地址还没有登记"), (waiting.changed, "个地址的记录要更新"))
    return "，".join(f"{len(names)} {words}" for names, words in told if names)
