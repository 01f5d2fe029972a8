"""Of which day a page is: the newest one known of the documents that it is about. There is no clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tiaowen import anchors
from tiaowen.model import IsoDate, Policy
from tiaowen.model.corpus import Corpus

NEVER = "1970-01-01"  # for formats that ask for a day, of what has none at all


def last_day(policy: Policy) -> IsoDate:
    """The newest day known of a document: its text was received, published or issued; empty when none is."""
    return max((date for date in (policy.source.retrieved, policy.publish_date, policy.issue_date) if date), default="")


def end_of(due: IsoDate) -> str:
    """For sorting and comparing what is due: a month or year lasts to its end."""
    return f"{due}-99-99"


def newest(corpus: Corpus) -> dict[str, IsoDate]:
    """The newest day of every page of several documents, by its address; of the whole library by the empty one. Pages
    of which no day is known are left out.
    """
    days = {policy.id: day for policy in corpus.policies if (day := last_day(policy))}
    about: dict[str, Iterable[str]] = {"": days, **documents_of_places(corpus)}
    about |= {anchors.agency_page(key): {ref.clause.policy_id for ref in refs}
              for key, refs in corpus.duties_of.items()}
    about |= {anchors.industry_page(key): {ref.clause.policy_id for ref in refs}
              for key, refs in corpus.clauses_of.items()}
    about |= {anchors.cited_page(key): {ref.policy_id for ref in cited.cited_by} for key, cited in corpus.cited.items()}
    found = {page: max((days[i] for i in ids if i in days), default="") for page, ids in about.items()}
    return {page: day for page, day in found.items() if day}


def documents_of_places(corpus: Corpus) -> Mapping[str, set[str]]:
    """The documents of each place and of the places in it, by the address of its page, in order of place id."""
    within: dict[str, set[str]] = defaultdict(set)
    for place, ids in corpus.policies_at.items():
        above: str | None = place
        while above in corpus.places:
            within[above].update(ids)
            above = corpus.places[above].parent
    return {anchors.place_page(key): ids for key, ids in sorted(within.items())}
