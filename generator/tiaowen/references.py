"""Which document of the library a citation means, and which of its clauses. Pure; ``tiaowen.link`` calls it when every
policy is known.

By number, then by title. A number that several bodies use (办发〔2021〕15号) and a title that many places use
(关于促进…的实施意见) mean a document only where body or place agree: a wrong link is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.catalog.places import CENTRE
from tiaowen.clause_path import enclosing
from tiaowen.document_names import issued_title, number_key, title_key, without_issuer
from tiaowen.model import Anchor, Citation, Path, Policy

_BODIES = re.compile("[、，,\\s]+")
_PARTY = re.compile("^中国共产党(.+)委员会")
_VERSION = r"修订|修正|\d{4}年?(?:修订|修正|版)?"
_AS_REVISED = re.compile(rf"[（(](?:{_VERSION})[）)]$")
_IN_BRACKETS = re.compile(rf"[（(](?:试行|暂行|草案|{_VERSION})[）)]$")
_ARTICLE = re.compile(r"^((?:A\d+\.)?)art(?=\d+(?:\.|$))")
_ALIKE = 0.5  # share of a title's characters that the held title must have when the numbers are equal


class Library:
    """The policies that are held, by number and by title."""

    def __init__(self, policies: Iterable[Policy], catalog: Catalog) -> None:
        self._catalog = catalog
        self._by_number: dict[str, list[Policy]] = defaultdict(list)
        self._by_title: dict[str, list[Policy]] = defaultdict(list)
        self._anchors: dict[str, dict[Path, Anchor]] = {}
        for policy in policies:
            self._anchors[policy.id] = {clause.path: clause.anchor for clause in policy.clauses}
            if policy.doc_number:
                self._by_number[number_key(policy.doc_number)].append(policy)
            for key in sorted(title_keys(policy)):
                self._by_title[key].append(policy)

    def meant(self, fact: Citation, citing: Policy) -> Policy | None:
        """The held document that the citation in ``citing`` means, ``citing`` itself where nothing else fits; None when
        none is held or in doubt.
        """
        if fact.kind == "not_a_document":
            return None
        found = self._numbered(fact, citing) if fact.doc_number else self._titled(fact, citing)
        others = [policy for policy in found if policy.id != citing.id]
        return _of_its_time(others, citing) if others else next(iter(found), None)

    def with_body(self, fact: Citation, citing: Policy) -> Citation:
        """The citation with the body before its title made part of the full title, in the body's full name.

        So 省政府《关于…的意见》 in a text of Shandong and 《山东省人民政府关于…的意见》 are one document.
        """
        title = full_title(fact)
        if not fact.issuer or not title.startswith("关于"):
            return fact
        bodies = (self._in_full(name, citing) for name in _BODIES.split(fact.issuer) if name)
        return structs.replace(fact, full_title="、".join(bodies) + title)

    def _in_full(self, name: str, citing: Policy) -> str:
        """A body as titles print it: 省政府 → 山东省人民政府, 市委 → 中共威海市委; a central one stays as it is."""
        body = self._catalog.agencies.identify(name, citing.jurisdiction.place_id)
        if body.place_id == CENTRE or not body.full_name:
            return name
        return _PARTY.sub(r"中共\1委", body.full_name)

    def anchor(self, locator: Path, policy: Policy) -> Anchor:
        """The anchor of the clause that a locator names: the exact one, else the nearest enclosing one that is there;
        empty when none is.
        """
        known = self._anchors[policy.id]
        return next((known[path] for path in places_of(locator) if path in known), "")

    def _numbered(self, fact: Citation, citing: Policy) -> list[Policy]:
        found = [p for p in self._by_number.get(number_key(fact.doc_number), ()) if not fact.title
                 or _alike(full_title(fact), p)]
        return [p for p in found if self._reaches(p, citing)] if len(found) > 1 and not fact.title else found

    def _titled(self, fact: Citation, citing: Policy) -> list[Policy]:
        title = full_title(fact)
        bare = without_issuer(title)
        named = title[: len(title) - len(bare)] or fact.issuer
        # 《民事诉讼法（试行）》 is another law than 《民事诉讼法》; 《民事诉讼法（2012年修正）》 is the same
        found = self._by_title.get(title_key(bare)) or self._by_title.get(title_key(_AS_REVISED.sub("", bare))) or []
        if named:
            return [policy for policy in found if self._issued(policy, named, citing)]
        if bare.startswith("关于"):  # a title of many places: only one's own, or one from above
            return [policy for policy in found if self._reaches(policy, citing)]
        return list(found)

    def _reaches(self, policy: Policy, citing: Policy) -> bool:
        """Whether a document of that place is near enough to be named without saying whose it is: the same place, one
        above or below it.
        """
        here, there = citing.jurisdiction.place_id, policy.jurisdiction.place_id
        places = self._catalog.places
        return (
            not here or not there or CENTRE in (here, there) or places.within(here, there) or places.within(there, here)
        )

    def _issued(self, policy: Policy, named: str, citing: Policy) -> bool:
        """Whether one of the bodies named (国务院, 市委、市政府) issued the policy. A policy without issuers is judged
        by its place.
        """
        if not policy.issuers:
            place = self._catalog.places.locate(named).place_id
            return not place or place == policy.jurisdiction.place_id
        bodies = self._catalog.agencies
        issuers = {bodies.id_of(name, policy.jurisdiction.place_id) for name in policy.issuers}
        printed = {bodies.id_of(name, citing.jurisdiction.place_id) for name in _BODIES.split(named) if name}
        return bool(issuers & printed) or any(name in named for name in policy.issuers)


def full_title(fact: Citation) -> str:
    """The title that the citation stands for."""
    return fact.full_title or fact.title


def title_keys(policy: Policy) -> set[str]:
    """Every key that a policy's title may be cited by: its own, its notice's, that of the text it issues, each with and
    without the issuer.
    """
    titles = {policy.title, *(part.title for part in policy.parts if part.root in {"", "notice"})}
    titles |= {issued_title(title) for title in titles}
    return {title_key(form) for title in titles if title
            for form in (title, without_issuer(title), _IN_BRACKETS.sub("", title))}


def places_of(locator: Path) -> tuple[Path, ...]:
    """Where the clause named may stand, exact first, then what encloses it: art5.p2.3 → art5.p2.3, art5.3, art5.p2,
    art5.

    In a document without articles 第五条 is 五、: 5.p2.3, 5.3, 5.p2, 5 follow.
    """
    if not locator:
        return ()
    parts = locator.split(".")
    found: list[Path] = [locator]
    # an item's number runs through the article, or repeats in each paragraph
    if len(parts) > 2 and parts[-2].startswith("p"):
        found.append(".".join((*parts[:-2], parts[-1])))
    found += enclosing(locator)
    return tuple(dict.fromkeys((*found, *(_ARTICLE.sub(r"\1", path) for path in found))))


def _alike(title: str, policy: Policy) -> bool:
    """Whether a title may be a policy's although the words differ: enough characters are shared (a slip in the citing
    text is common).
    """
    own = {char for key in title_keys(policy) for char in key}
    wanted = set(title_key(title))
    return not own or not wanted or len(own & wanted) / len(wanted) >= _ALIKE


def _of_its_time(found: Sequence[Policy], citing: Policy) -> Policy | None:
    """Of several versions the latest that was there when it was cited, else the earliest after it; None when they are
    no versions of one text.
    """
    if len({policy.jurisdiction.place_id for policy in found}) > 1:
        same = [policy for policy in found if policy.jurisdiction.place_id == citing.jurisdiction.place_id]
        found = same or ()
    if not found:
        return None
    dated = {policy.id: policy.issue_date or policy.publish_date or "" for policy in found}
    at = citing.issue_date or citing.publish_date or "9999"
    before = [policy for policy in found if dated[policy.id] <= at]
    return max(before, key=lambda p: (dated[p.id], p.id)) if before else min(found, key=lambda p: (dated[p.id], p.id))
