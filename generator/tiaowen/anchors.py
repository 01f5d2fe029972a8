"""Addresses: clause path ↔ anchor, policy ids, page addresses, relative links. Parse and format as a pair (contract,
"Addresses").

The only place that makes an address; nothing here reads a document's wording but its printed number and title.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ANNEX = re.compile(r"A(\d+)")
_UNIT_PATH = re.compile(
    r"(?P<name>art|ch|sec|bian|gap)(?P<n>\d+)(?:-(?P<sub>\d+))?(?P<rest>z\d+)?(?P<again>~\d+)?"
)
_WORD = re.compile(r"(?:preamble|closing|notice|supp|[pdtrs]\d+|\d+)(?:~\d+)?")


def anchor_of(path: str) -> str:
    """The HTML id of a clause path: 2.3.15 → c-2-3-15, art120-1.2 → art-120z1-2, A1.art5 → a1-art-5.

    Raises ValueError on a malformed path.
    """
    parts = path.split(".")
    prefix: list[str] = []
    if ANNEX.fullmatch(parts[0]):
        prefix.append(parts.pop(0).lower())
        if not parts:
            return prefix[0]
    if parts[0][:1].isdigit():
        prefix.append("c")
    return "-".join(prefix + [_unit_anchor(part, path) for part in parts])


def _unit_anchor(part: str, path: str) -> str:
    match = _UNIT_PATH.fullmatch(part)
    if match:
        sub = f"z{match['sub']}" if match["sub"] else ""
        return f"{match['name']}-{match['n']}{sub}{match['rest'] or ''}{(match['again'] or '').replace('~', '_')}"
    if not _WORD.fullmatch(part):
        raise ValueError(f"malformed clause path: {path!r}")
    return part.replace("~", "_")


def unique(name: str, taken: set[str]) -> str:
    """The name, or with ``_2``, ``_3`` … when it is taken; it is taken then."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free


def path_of(anchor: str) -> str:
    """The clause path of an anchor: the inverse of anchor_of. Raises ValueError when the string is no anchor."""
    tokens = anchor.split("-")
    parts: list[str] = []
    if re.fullmatch(r"a\d+", tokens[0]):
        parts.append("A" + tokens.pop(0)[1:])
        if not tokens:
            return parts[0]
    if tokens[0] == "c":
        tokens.pop(0)
    while tokens:
        token = tokens.pop(0)
        if token in {"art", "ch", "sec", "bian", "gap"} and tokens:
            number = tokens.pop(0).replace("_", "~")
            parts.append(token + (re.sub(r"^(\d+)z", r"\1-", number) if token == "art" else number))
        else:
            parts.append(token.replace("_", "~"))
    path = ".".join(parts)
    if anchor_of(path) != anchor:
        raise ValueError(f"no anchor: {anchor!r}")
    return path


class Address(NamedTuple):
    """A place in the site: the page, and the anchor in it; the page is empty for a place in the same one."""

    page: str
    anchor: str = ""

    @classmethod
    def parse(cls, address: str) -> Address:
        """The address as a citation's ``target`` or a link has it: p/weifa-2023-3.html#c-1."""
        page, _, anchor = address.partition("#")
        return cls(page, anchor)

    @property
    def document(self) -> str:
        """The id of the document whose page it is, of an earlier version with --version; empty for another page."""
        return self.page.removeprefix("p/").removesuffix(".html") if self.page.startswith("p/") else ""

    def __str__(self) -> str:
        """As it is published."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


def page_name(policy_id: str, version: str) -> str:
    """The name of a document's page: its id, of an earlier version with the version."""
    return f"{policy_id}--{version}" if version else policy_id


def policy_page(policy_id: str, version: str = "") -> str:
    """Address of a document's page, or of that of an earlier version."""
    return f"p/{page_name(policy_id, version)}.html"


def clause_address(policy_id: str, anchor: str) -> str:
    """Address of a clause; that of the document when the anchor is empty (what stands in its header)."""
    return str(Address(policy_page(policy_id), anchor))


def split_clause_address(address: str) -> tuple[str, str]:
    """The document and the anchor of a permalink as people paste it: with or without the site's address, p/ and .html;
    the anchor may be empty.

    https://example.org/repo/p/weifa-2023-3.html#c-1 → (weifa-2023-3, c-1): the inverse of clause_address.
    """
    page, _, anchor = address.strip().partition("#")
    return page.partition("?")[0].rpartition("/")[2].removesuffix(".html"), anchor


def own_body(policy_id: str, body_id: str) -> str:
    """The agency id of a body that belongs to one document, for nobody knows the place of either: unknown-caizhengju →
    <policy-id>.caizhengju.
    """
    return f"{policy_id}.{body_id.partition('-')[2]}"


def is_own_body(agency_id: str) -> bool:
    """Whether it is the id of a body of one document: no other id has a full stop."""
    return "." in agency_id


def page_of(things: str, key: str) -> str:
    """Address of the page of one thing, of a kind of which each has a page: a row of PAGES by its name."""
    return f"{things}/{key}.html"


def agency_page(agency_id: str) -> str:
    """Address of an agency's page."""
    return page_of("agency", agency_id)


def industry_page(industry_id: str) -> str:
    """Address of an industry's page."""
    return page_of("industry", industry_id)


def place_page(place_id: str) -> str:
    """Address of a place's page."""
    return page_of("place", place_id)


def place_facts_page(place_id: str, kind: str) -> str:
    """Address of the page with the facts of one kind in a place's documents."""
    return f"place/{place_id}--{kind}.html"


def year_page(year: str) -> str:
    """Address of the list of one year's documents; of those without a date when the year is empty."""
    return f"policies-{year or 'undated'}.html"


def changes_page(year: str) -> str:
    """Address of the news of one year; of that without a day when the year is empty."""
    return f"changes-{year or 'undated'}.html"


def cited_page(cited_id: str) -> str:
    """Address of the page of a document that is cited and not held."""
    return page_of("cited", cited_id)


def relative(address: str, page: str) -> str:
    """The link from one page of the site to an address of it: p/a.html#c-1 seen from agency/b.html →
    ../p/a.html#c-1.
    """
    target, mark, fragment = address.partition("#")
    if target in ("", page):
        return f"#{fragment}" if mark else page.rpartition("/")[2]
    (folder, _, last), own = target.rpartition("/"), page.rpartition("/")[0]
    if folder == own:
        return last + mark + fragment
    return f"{'../' if own else ''}{target}{mark}{fragment}"
