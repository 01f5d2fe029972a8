"""Pages of names that are called otherwise now: frozen addresses that the formula no longer gives lead on by what the
ledger remembers of them, their name.

A body that the registry has since told is another one's former or other name, a place or an industry that a registry
now has under another id, a cited document that is held by now. Where the name may be several, nothing is guessed: the
page stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import structs

from tiaowen.anchors import page_of, policy_page
from tiaowen.catalog import Catalog
from tiaowen.document_names import find_numbers, number_key, title_key
from tiaowen.model.corpus import Corpus

Name = tuple[str, str]  # kind of page, id


def with_former_names(corpus: Corpus, frozen: Mapping[Name, str], catalog: Catalog) -> Corpus:
    """The corpus with, in ``moved``, the address for each frozen name that has no page of its own any more and is one
    other for certain.
    """
    pages = corpus.named
    lost = {key: name for key, name in frozen.items() if name and key[1] not in pages[key[0]]}
    places = {key: _of_the_name(name, corpus.places) for (kind, key), name in lost.items() if kind == "place"}
    moved = dict(corpus.moved)
    for (kind, key), name in sorted(lost.items()):
        if kind == "agency":
            now = _body(key, name, places, corpus, catalog)
        else:
            now = _held(name, corpus) if kind == "cited" else _of_the_name(name, pages[kind])
        if now:
            moved.setdefault(page_of(kind, key), policy_page(now) if kind == "cited" else page_of(kind, now))
    own = {page_of(kind, key) for kind, records in pages.items() for key in records}
    return structs.replace(corpus, moved={page: moved[page] for page in sorted(moved.keys() - own)})


def with_redirects(corpus: Corpus, catalog: Catalog) -> Corpus:
    """The corpus with the pages that a person says lead on (site_config/redirects.yml), before any other."""
    return structs.replace(corpus, moved=dict(sorted({**corpus.moved, **catalog.redirects}.items())))


def _of_the_name(name: str, records: Mapping[str, Any]) -> str:
    """The id of the one record of that name; empty when there is none, or more than one."""
    found = [key for key, record in records.items() if record.name == name]
    return found[0] if len(found) == 1 else ""


def _body(agency_id: str, name: str, places: Mapping[str, str], corpus: Corpus, catalog: Catalog) -> str:
    """The body that the name means at the place with which its id begins, or at what this place is called now."""
    cuts = [at for at, char in enumerate(agency_id) if char == "-"]
    for cut in reversed(cuts):
        place_id = places.get(agency_id[:cut]) or agency_id[:cut]
        if catalog.places.get(place_id):
            found = catalog.agencies.id_of(name, place_id)
            return found if found in corpus.agencies else ""
    return ""


def _held(name: str, corpus: Corpus) -> str:
    """The document of the library that has this number, or this title."""
    of: Callable[[Any], str] = (lambda policy: number_key(policy.doc_number)) if find_numbers(name) else (
        lambda policy: title_key(policy.title))
    wanted = number_key(name) if find_numbers(name) else title_key(name)
    found: Sequence[str] = [policy.id for policy in corpus.policies if wanted and of(policy) == wanted]
    return found[0] if len(found) == 1 else ""
