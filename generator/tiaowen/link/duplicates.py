"""Two files with one number and issuer: the same text twice, or two texts of which one cannot be the document
(contract, "What is published").
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from unicodedata import normalize

from msgspec import structs

from tiaowen.diagnostics import finding
from tiaowen.document_names import number_key
from tiaowen.model import Diagnostic, Policy


def without_duplicates(policies: Sequence[Policy]) -> tuple[list[Policy], list[Policy], list[Diagnostic]]:
    """The policies to publish, the others, and a finding L001 for each that is held here.

    Same text: the file that says most about itself stays. Another text: none can be trusted and all are held, but for
    those that a person published (sidecar ``publish: true``) or named as versions (``replaces_version``), and that the
    ledger knows.
    """
    published = [policy for policy in policies if policy.status == "published"]
    held = [policy for policy in policies if policy.status != "published"]
    found: list[Diagnostic] = []
    groups: dict[tuple[str, frozenset[str]], list[Policy]] = defaultdict(list)
    kept: list[Policy] = []
    for policy in published:
        if policy.doc_number and not policy.replaces_version:
            groups[number_key(policy.doc_number), frozenset(policy.issuers)].append(policy)
        else:
            kept.append(policy)
    for group in groups.values():
        different = _one_of_each_text(group, held, found)
        trusted = [policy for policy in different if _vouched(policy)]
        stays = trusted[:1] if trusted else different if len(different) == 1 else []
        for policy in different:
            if policy in stays:
                kept.append(policy)
            else:
                other = next(p for p in (*stays, *different) if p is not policy)
                held.append(_held(policy, other, "不同", found))
    return kept, held, found


def _one_of_each_text(group: list[Policy], held: list[Policy], found: list[Diagnostic]) -> list[Policy]:
    """The policies of a group with different texts, the fullest of each; the others are held."""
    if len(group) == 1:
        return group
    by_text: dict[str, list[Policy]] = defaultdict(list)
    for policy in group:
        by_text[_text_key(policy)].append(policy)
    out = []
    for same in by_text.values():
        first, *rest = sorted(same, key=lambda p: (not _vouched(p), -_known(p), p.source.path))
        out.append(first)
        held += [_held(policy, first, "也相同", found) for policy in rest]
    return sorted(out, key=lambda p: p.source.path)


def _text_key(policy: Policy) -> str:
    """A hash of what the clauses say, letters and digits only: two copies of one document differ in spaces, punctuation
    and width.
    """
    words = re.sub(r"[\W_]", "", normalize("NFKC", "".join(clause.full for clause in policy.clauses)))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _known(policy: Policy) -> int:
    dates = (policy.issue_date, policy.publish_date, policy.effective_date, policy.source.retrieved)
    return sum(map(bool, (policy.title, policy.source_url, policy.publisher, *dates)))


def _vouched(policy: Policy) -> bool:
    """Whether a person published it, or it stands under a frozen address."""
    return policy.provenance.get("status") == "sidecar" or bool(policy.id)


def _held(policy: Policy, other: Policy, same: str, found: list[Diagnostic]) -> Policy:
    line = next((item.line for item in policy.header if item.role == "number"), 1)
    note = finding("L001", path=policy.source.path, line=line, other=other.source.path,
                   number=policy.doc_number, same=same)
    found.append(note)
    return structs.replace(policy, status="held", diagnostics=(*policy.diagnostics, note))
