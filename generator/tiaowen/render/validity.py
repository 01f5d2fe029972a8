"""Whether a document is in force, as far as it is known: what a person or the portal states, its own dates, and who
repeals it.

A build has no clock: the page carries the dates, and its script compares them with the reader's day. Nothing is
concluded from silence.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tiaowen.anchors import Address, policy_page
from tiaowen.model import IsoDate, Policy
from tiaowen.render import words
from tiaowen.render.days import end_of
from tiaowen.render.library import ClauseLine, Library

UNSTATED = "效力未注明"
DISORDER = "P014"  # a finding: the days of a document are in no order


def standing(validity: str, expiry: IsoDate, today: IsoDate) -> int:
    """The rank of what a document gives, by whether it still holds on the day ``today``, the newest that the list
    knows: 0 when it is said to be in force or its own last day is not past; 1 when nobody says so, or it is not in
    force yet; 2 when it is over.
    """
    if validity == "已废止" or (expiry and end_of(expiry) < today):
        return 2
    return 0 if expiry or validity in {"现行有效", "已修改"} else 1


class Validity(Struct, frozen=True, kw_only=True):
    """``stated`` as the portal or a person gives it, with ``provenance``; ``dates`` in words; ``doubt``: why what is
    concluded from them may be wrong; ``repealed_by`` clauses of other documents.
    """

    stated: str
    provenance: str
    effective: IsoDate
    expiry: IsoDate
    dates: str
    doubt: str = ""
    repealed_by: tuple[ClauseLine, ...]
    amended_by: tuple[ClauseLine, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.stated or self.dates or self.repealed_by or self.amended_by)


def validity(policy: Policy, library: Library, page: str) -> Validity:
    """What is known of the document's force. An earlier version tells nothing: its banner does."""
    if policy.version:
        return Validity(stated="", provenance="", effective="", expiry="", dates="", repealed_by=())
    effective, expiry = policy.effective_date or "", policy.expiry_date or ""
    told = (f"自{words.date(effective)}起施行{_how(policy, 'effective_date')}" if effective else "",
            f"有效期至{words.date(expiry)}{_how(policy, 'expiry_date')}" if expiry else "")
    repealed_by = tuple(_changing(policy, library, page, repeals=True))
    source = "text" if repealed_by else policy.provenance.get("validity", "text")  # the clause that says so is named
    return Validity(
        stated=policy.validity or "", provenance=words.PROVENANCE.get(source, ""),
        effective=effective, expiry=expiry, dates="，".join(filter(None, told)), doubt=_doubt(policy),
        repealed_by=repealed_by,
        amended_by=tuple(_changing(policy, library, page, repeals=False)),
    )


def _how(policy: Policy, field: str) -> str:
    """Where a date comes from, when not from the text: （推定） for 自印发之日起, which counts from the day of
    signing.
    """
    source = words.PROVENANCE.get(policy.provenance.get(field, "text"), "")
    return f"（{source}）" if source else ""


def _doubt(policy: Policy) -> str:
    """Of the days that say whether the document is in force: that they contradict each other, or that one is
    inferred.
    """
    if any(item.code == DISORDER for item in policy.diagnostics):
        return "日期前后矛盾"
    inferred = "inferred" in {policy.provenance.get(name) for name in ("effective_date", "expiry_date")}
    return "按推定的日期" if inferred else ""


def _changing(policy: Policy, library: Library, page: str, *, repeals: bool) -> Iterator[ClauseLine]:
    """The clauses of other documents that repeal the whole of this one, or that amend it."""
    target = policy_page(policy.id)
    for ref in dict.fromkeys(library.corpus.cited_by.get(policy.id, ())):
        facts = library.policies[ref.policy_id].facts.citations if ref.policy_id in library.policies else ()
        named = [f for f in facts if f.path == ref.path and Address.parse(f.target).page == target]
        whole = any(f.relation == "repeals" and not f.locator for f in named)
        part = any(f.relation == "amends" or f.relation == "repeals" and f.locator for f in named)
        if whole if repeals else part and not whole:
            yield library.clause_line(ref.policy_id, ref.path, page)
