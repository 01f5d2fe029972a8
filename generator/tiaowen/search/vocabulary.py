"""The words that the search knows before it looks: synonyms, words that ask, places, names of bodies that a text does
not use.

``understand.py`` and the page (search-understand.js) read it as data. Built once for a library from the registries and
from what its documents define (…，以下简称…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiaowen.catalog import Catalog
from tiaowen.model.corpus import AgencyRecord, Corpus
from tiaowen.search.fold import SEPARATOR, fold
from tiaowen.text import HAN

# Names of cities that are words of their own: 白银 is a metal before it is a city.
_WORDS = frozenset({"白银", "安康", "朝阳", "大同", "三明", "东方", "海东", "吉安", "平安", "保山"})
_CALLED = re.compile(
    rf"(?P<long>[{HAN}]{{4,24}})[（(][^（）()]{{0,12}}以下(?:统一|均|合)?简?称(?:为|：)?[“\"《]?"
    rf"(?P<short>[{HAN}]{{2,10}})[”\"》]?[）)]")
# A defined word that every document defines anew (以下简称《办法》) stands for nothing outside it.
_GENERAL = re.compile(
    "(?:本|该)?(?:办法|意见|通知|方案|规定|条例|实施细则|细则|规划|决定|措施|公约|协议|项目|公司|企业|单位|申报单位"
    "|当事人|申请人)")


def vocabulary(corpus: Corpus, catalog: Catalog) -> dict[str, object]:
    """``synonyms``: groups with ``;`` between them, of each words, asked, kind of fact with ``/``, words with blanks
    between them, which no key holds: all of them are sent with the first question; of the first ``listed`` the words
    have lists; ``questions``: kind, words, look, fact; ``places`` of the library: id, names, places above;
    ``elsewhere``: names of provinces and cities of which it has nothing; ``offices``: names of one standard body, its
    fields of work (市科技局 is 科学技术部门 where a law speaks); ``bodies``: agency → names besides those it has in the
    texts.
    """
    words = catalog.search_words
    return {
        "synonyms": ";".join(_packed(_keys(entry.words), _keys(entry.asked), entry.fact) for entry in words.synonyms)
        + "".join(f";{_packed([own], [asked], '')}" for asked, own in _defined(corpus)),
        "questions": [[entry.kind, _keys(entry.words), _keys(entry.look), entry.fact] for entry in words.questions],
        "places": list(_places(corpus, catalog)),
        "listed": len(words.synonyms),
        "elsewhere": " ".join(_elsewhere(corpus, catalog)),
        "offices": list(_offices(catalog)),
        "bodies": {agency: names for agency, record in sorted(corpus.agencies.items()) if (names := _names(record))},
    }


def word_groups(catalog: Catalog) -> list[list[str]]:
    """The groups of words that have lists of their own in every segment (word_lists.py): of synonyms words and asked,
    of questions the words of clauses that answer.
    """
    words = catalog.search_words
    return [*([*_keys(entry.words), *_keys(entry.asked)] for entry in words.synonyms),
            *(_keys(entry.look) for entry in words.questions)]


def _packed(own: list[str], asked: list[str], fact: str) -> str:
    return "/".join((" ".join(own), " ".join(asked), fact))


def _keys(words: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(key for word in words if (key := fold(word).strip(SEPARATOR))))


def _places(corpus: Corpus, catalog: Catalog) -> Iterator[list[object]]:
    for place_id, record in sorted(corpus.places.items()):
        place = catalog.places.get(place_id)
        if record.level != "centre":
            names = _keys((record.name, place.short, *place.aliases) if place else (record.name,))
            above = [other.id for other in catalog.places.chain(place_id) if other.id != place_id]
            yield [place_id, [name for name in names if len(name) > 1], above]


def _elsewhere(corpus: Corpus, catalog: Catalog) -> list[str]:
    known = set(corpus.places)
    names = [_keys((place.short, place.name)) for place in catalog.places.by_id.values()
             if place.level in ("province", "city") and place.id not in known]
    return sorted({name for some in names for name in some if len(name) > 1} - _WORDS)


def _offices(catalog: Catalog) -> Iterator[list[list[str]]]:
    """Of each body with known fields: how it is called without its place, and its fields of work."""
    for entry in catalog.agencies.index.local:
        if not entry.fields:
            continue
        called = (form for name in (entry.short, entry.full, *entry.aliases, *entry.elided) for form in _filled(name))
        yield [[form for form in _keys(tuple(called)) if len(form) > 1], _keys(entry.fields)]


def _filled(name: str) -> Iterator[str]:
    """A name without the slots of the place; both forms where the level decides (局, 厅)."""
    bare = re.sub(r"\{[LPp]\}", "", name)
    for office, room in (("局", "室"), ("厅", "厅")):
        yield bare.replace("{局}", office).replace("{室}", room)


def _names(record: AgencyRecord) -> list[str]:
    """Short, earlier and later names; what the facets show already is left out."""
    given = (record.name, *record.aliases, *(step.name for step in record.succession))
    return [name for name in _keys(given) if name not in fold(record.full_name)]


def _defined(corpus: Corpus) -> list[tuple[str, str]]:
    """What the documents call something for short: word and full form, where they do not share their characters in one
    run.
    """
    found: dict[str, str] = {}
    for policy in corpus.policies:
        for clause in policy.clauses:
            if "称" in clause.full and "以下" in clause.full:
                for match in _CALLED.finditer(clause.full):
                    if not _GENERAL.fullmatch(match["short"]) and match["short"] not in match["long"]:
                        found.setdefault(match["short"], match["long"])
    return [(fold(short), fold(core)) for short, long in sorted(found.items()) if (core := _core(short, long))]


def _core(short: str, long: str) -> str:
    """The end of the long form that begins with the short form's first character, when it holds the others in order."""
    at = long.find(short[0])
    while at >= 0:
        rest = long[at:]
        if re.search(".*".join(map(re.escape, short)), rest) and 2 <= len(rest) <= 16:
            return rest
        at = long.find(short[0], at + 1)
    return ""
