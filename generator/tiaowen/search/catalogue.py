"""The catalogue of documents, for suggestions while typing: a lunr index over titles, numbers, agencies, industries and
places.

The lunr.js that MkDocs ships reads it. Tokens are folded neighbours (招商 商引 引资): no stemmer, no stop words, no
trimmer (lunr.js's deletes Han). Each token counts once in a field. lunr.py builds the index; lunr.js wants terms in
UTF-16 order, lunr.py sorts them by code point: one character of a supplementary plane in a name and loading fails, so
they are sorted here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files as package_files
from itertools import chain
from typing import Any

from lunr.builder import Builder

from tiaowen.document_names import mark_of
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.search.fold import SEPARATOR, fold
from tiaowen.search.postings import joined, spread

FIELDS = {"title": 5, "number": 10, "agency": 1, "industry": 1, "place": 2}
WHOLE = 2000  # with more documents than this, titles and numbers only


def lunr_script() -> bytes:
    """lunr.js as MkDocs ships it."""
    return package_files("mkdocs").joinpath("contrib/search/templates/search/lunr.js").read_bytes()


def catalogue(corpus: Corpus) -> dict[str, object]:
    """``index``: the serialised lunr index, refs are numbers; ``documents``: for each ref id, title, number, date,
    mark.

    Without documents there is no index (lunr.py would divide by their number).
    """
    if not corpus.policies:
        return {"index": None, "documents": []}
    fields = FIELDS if len(corpus.policies) <= WHOLE else {"title": FIELDS["title"], "number": FIELDS["number"]}
    named = [{field: _terms(tuple(texts)) for field, texts in _texts(policy, corpus).items() if field in fields}
             for policy in corpus.policies]
    documents = [[policy.id, policy.title, policy.doc_number, policy.issue_date or policy.publish_date or "",
                  mark_of(policy)]
                 for policy in corpus.policies]
    return {"index": lunr_index(named, fields), "documents": documents}


def lunr_index(documents: Sequence[Mapping[str, Sequence[str]]], fields: Mapping[str, int]) -> dict[str, object]:
    """The serialised index of documents, each with its terms by field; ``fields``: name → boost. Refs are numbers."""
    builder = Builder()
    builder.ref("ref")
    for field, boost in fields.items():
        builder.field(field, boost=boost)
    for number, document in enumerate(documents):
        builder.add({"ref": str(number), **document})
    index: dict[str, Any] = builder.build().serialize()
    index["invertedIndex"].sort(key=lambda entry: entry[0].encode("utf-16-be", "surrogatepass"))
    return index


def _terms(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(map(_tokens, texts))))


@lru_cache(maxsize=10_000)
def _tokens(text: str) -> tuple[str, ...]:
    """The names of agencies and places are met again in many documents."""
    return tuple(token.lower() for token in tokens(text))


def tokens(text: str) -> Iterator[str]:
    """The folded text as overlapping pairs of units; a single unit is a token itself."""
    units = spread(fold(text).replace(SEPARATOR, ""))
    if len(units) == 1:
        yield units
    for at in range(len(units) - 1):
        yield joined(units[at : at + 2])


def _texts(policy: Policy, corpus: Corpus) -> dict[str, list[str]]:
    agencies = {agency for duty in policy.facts.duties for agency in duty.agency_ids if agency in corpus.agencies}
    industries = {mention.industry for mention in policy.facts.industries if mention.role == "subject"
                  and mention.industry in corpus.industries}
    place = corpus.places.get(policy.jurisdiction.place_id)
    return {
        "title": [policy.title],
        "number": [policy.doc_number],
        "agency": sorted({*policy.issuers, *(corpus.agencies[agency].name for agency in agencies)}),
        "industry": sorted(corpus.industries[industry].name for industry in industries),
        "place": [place.name] if place else [],
    }
