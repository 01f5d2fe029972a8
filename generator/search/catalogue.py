"""The catalogue of documents, for suggestions while typing: a lunr index over titles, numbers, agencies, industries and places.

lunr.py builds it, the lunr.js that MkDocs ships reads it. Tokens are folded neighbours (招商 商引 引资), made here and handed over as a list: no
stemmer, no stop words, no trimmer (lunr.js's deletes Han). lunr.js wants terms in UTF-16 order, lunr.py sorts by code point: one character of a
supplementary plane in a name and loading fails, so the index is sorted again (design/search.md, section 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files as package_files
from typing import Any

from lunr.builder import Builder

from generator.corpus import Corpus
from generator.model import Policy
from generator.search.fold import SEPARATOR, fold
from generator.search.postings import joined, spread

FIELDS = {"title": 5, "number": 10, "agency": 1, "industry": 1, "place": 2}
WHOLE = 2000  # with more documents than this, titles and numbers only


def lunr_script() -> bytes:
    """lunr.js as MkDocs ships it."""
    return package_files("mkdocs").joinpath("contrib/search/templates/search/lunr.js").read_bytes()


def catalogue(corpus: Corpus) -> dict[str, object]:
    """``index``: the serialised lunr index, refs are numbers; ``documents``: for each ref id, title, number and date.

    Without documents there is no index (lunr.py would divide by their number).
    """
    if not corpus.policies:
        return {"index": None, "documents": []}
    builder = Builder()
    builder.ref("ref")
    fields = FIELDS if len(corpus.policies) <= WHOLE else {"title": FIELDS["title"], "number": FIELDS["number"]}
    for field, boost in fields.items():
        builder.field(field, boost=boost)
    for number, policy in enumerate(corpus.policies):
        texts = _texts(policy, corpus)
        builder.add({"ref": str(number)} | {field: list(dict.fromkeys(token for text in texts[field] for token in tokens(text))) for field in fields})
    index: dict[str, Any] = builder.build().serialize()
    index["invertedIndex"].sort(key=lambda entry: entry[0].encode("utf-16-be", "surrogatepass"))
    documents = [[policy.id, policy.title, policy.doc_number, policy.issue_date or policy.publish_date or ""] for policy in corpus.policies]
    return {"index": index, "documents": documents}


def tokens(text: str) -> Iterator[str]:
    """The folded text as overlapping pairs of units; a single unit is a token itself."""
    units = spread(fold(text).replace(SEPARATOR, ""))
    if len(units) == 1:
        yield units
    for at in range(len(units) - 1):
        yield joined(units[at : at + 2])


def _texts(policy: Policy, corpus: Corpus) -> dict[str, list[str]]:
    agencies = {agency for duty in policy.facts.duties for agency in duty.agency_ids if agency in corpus.agencies}
    industries = {mention.industry for mention in policy.facts.industries if mention.role == "subject" and mention.industry in corpus.industries}
    place = corpus.places.get(policy.jurisdiction.place_id)
    return {
        "title": [policy.title],
        "number": [policy.doc_number],
        "agency": sorted({*policy.issuers, *(corpus.agencies[agency].name for agency in agencies)}),
        "industry": sorted(corpus.industries[industry].name for industry in industries),
        "place": [place.name] if place else [],
    }
