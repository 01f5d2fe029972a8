"""Linked data of a page as JSON-LD: schema.org's terms, with addresses of the site as identifiers, so that all pages
together are one graph.

The context stands in the page: a reader needs no other server. Identifiers are relative to ``@base``, the page's own
address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiaowen import anchors
from tiaowen.anchors import Address, policy_page
from tiaowen.clause_path import is_position
from tiaowen.kinds import KINDS
from tiaowen.model import Citation, Policy
from tiaowen.render.library import Library, Link, title_of, twins_of
from tiaowen.render.locator import label_in_words
from tiaowen.render.twins import TWINS

Node = dict[str, object]
SCHEMA = "http://schema.org/"  # the namespace that schema.org's own context has
_FORCE = {"现行有效": "InForce", "已修改": "PartiallyInForce", "已废止": "NotInForce", "尚未施行": "NotInForce"}
_RELATIONS = {
    "amends": "legislationChanges", "repeals": "legislationRepeals", "implements": "legislationEnsuresImplementationOf",
    "based_on": "isBasedOn", "promulgates": "citation", "forwards": "citation", "mentions": "citation",
}
CSV, JSON_LINES = "text/csv", "application/x-ndjson"
DATA_FILES = {
    "data/policies.json": "application/json", "data/clauses.jsonl": JSON_LINES,
    **{kind.table: CSV for kind in KINDS if kind.table},
    "data/markdown.zip": "application/zip", "data/datapackage.json": "application/json",
}


def public(address: str, page: str, library: Library) -> str:
    """An address of the site as an identifier: absolute when the site has a public address, else relative to the
    page.
    """
    return library.settings.site_url + address if library.settings.site_url else anchors.relative(address, page)


def context(page: str, library: Library) -> Node:
    """What makes names in a node terms of schema.org and its relative addresses those of the page."""
    base: Node = {"@base": library.settings.site_url + page} if library.settings.site_url else {}
    return {"@vocab": SCHEMA} | base


def legislation(policy: Policy, library: Library, page: str, language: str) -> Node:
    """schema.org/Legislation: the document, its labelled clauses as parts, what it changes and cites. What nobody
    states is left out.
    """
    name = page.rpartition("/")[2].removesuffix(".html")
    date = policy.issue_date or policy.publish_date
    force = _FORCE.get(policy.validity or "", "")
    known: Node = {
        "@type": "Legislation",
        "@id": public(page, page, library),
        "url": public(page, page, library),
        "name": title_of(policy),
        "legislationIdentifier": policy.doc_number,
        "legislationType": policy.document_type,
        "legislationPassedBy": list(_issuers(policy, library, page)),
        "legislationDate": policy.issue_date,
        "datePublished": policy.publish_date or date,
        "legislationDateOfApplicability": policy.effective_date,
        "expires": policy.expiry_date,
        "legislationLegalForce": {"@id": SCHEMA + force} if force else None,
        "legislationJurisdiction": _jurisdiction(policy, library, page),
        "inLanguage": language,
        "isBasedOn": [{"@id": policy.source_url}] if policy.source_url.startswith(("https://", "http://")) else [],
        "isPartOf": _site(library),
        "encoding": [{"@type": "MediaObject", "encodingFormat": TWINS[twin].media,
                      "contentUrl": public(f"p/{name}.{twin}", page, library)}
                     for twin in twins_of(policy, library.settings)],
        "exampleOfWork": {"@id": public(policy_page(policy.id), page, library)} if policy.version else None,
        "hasPart": list(_parts(policy)),
    }
    for relation, node in _relations(policy, library, page):
        nodes = known.setdefault(relation, [])
        if isinstance(nodes, list) and node not in nodes:
            nodes.append(node)
    return {key: value for key, value in known.items() if value}


def _issuers(policy: Policy, library: Library, page: str) -> Iterator[Node]:
    ids = library.corpus.issuer_ids.get(policy.id, ())
    for number, issuer in enumerate(policy.issuers):
        agency_id = ids[number] if number < len(ids) else ""
        identity: Node = {"@id": public(anchors.agency_page(agency_id), page, library)} if agency_id else {}
        yield {"@type": "GovernmentOrganization", **identity, "name": issuer}


def _jurisdiction(policy: Policy, library: Library, page: str) -> Node | None:
    place = policy.jurisdiction.place_id
    known = place in library.place_chain(place)
    identity: Node = {"@id": public(anchors.place_page(place), page, library)} if known else {}
    return {"@type": "AdministrativeArea", **identity, "name": library.place_name(place)} if place else None


def _site(library: Library) -> Node:
    identity: Node = {"@id": library.settings.site_url} if library.settings.site_url else {}
    return {"@type": "WebSite", **identity, "name": library.settings.site_name}


def _parts(policy: Policy) -> Iterator[Node]:
    """The labelled clauses, each with its place in the page as identifier."""
    by_path = {clause.path: clause for clause in policy.clauses}
    for clause in policy.clauses:
        if not is_position(clause.path):
            name = " ".join(filter(None, (label_in_words(policy, clause, by_path), clause.heading)))
            yield {"@type": "Legislation", "@id": f"#{clause.anchor}", "name": name}


def _relations(policy: Policy, library: Library, page: str) -> Iterator[tuple[str, Node]]:
    """What the document does to others, as far as these have an address here; one that is not held with its name."""
    own = policy_page(policy.id)
    for fact in policy.facts.citations:
        target = fact.target
        if target.startswith(("p/", "cited/")) and Address.parse(target).page != own:
            yield _RELATIONS[fact.relation], _cited(fact, library, page)


def _cited(fact: Citation, library: Library, page: str) -> Node:
    node: Node = {"@id": public(fact.target, page, library)}
    if fact.target.startswith("cited/"):
        named = {"name": fact.full_title or fact.title, "legislationIdentifier": fact.doc_number}
        node |= {"@type": "Legislation"} | {key: value for key, value in named.items() if value}
    return node


def breadcrumbs(crumbs: Sequence[Link], page: str, library: Library) -> Node:
    """The way to the page. ``crumbs``: links relative to the page, the last one the page itself."""
    folder = page.rpartition("/")[0]
    places = (_resolved(str(link.address), folder) if link.address else page for link in crumbs)
    return {"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": number, "name": link.text, "item": {"@id": public(address, page, library)}}
        for number, (link, address) in enumerate(zip(crumbs, places, strict=True), 1)
    ]}


def _resolved(address: str, folder: str) -> str:
    """A relative address seen from a folder of the site, as an address of the site."""
    return address.removeprefix("../") if address.startswith("../") else f"{folder}/{address}".removeprefix("/")


def website(library: Library, page: str) -> Node:
    """The site itself and how it is searched."""
    find = {"@type": "EntryPoint", "urlTemplate": public("search.html", page, library) + "?q={search_term_string}"}
    return {
        **_site(library), "url": public("", page, library) or "index.html", "inLanguage": "zh-CN",
        "description": library.settings.site_description,
        "potentialAction": {"@type": "SearchAction", "target": find, "query-input": "required name=search_term_string"},
    }


def dataset(library: Library, page: str) -> Node:
    """The data of the whole site, for catalogues of data sets."""
    return {
        "@type": "Dataset", "@id": public("data.html", page, library), "url": public("data.html", page, library),
        "name": f"{library.settings.site_name}：政策文件、条款和事实",
        "description": "政策文件逐条的正文、责任单位、目标、奖补和引用关系，每一行都带条款的永久地址。",
        "inLanguage": "zh-CN", "isAccessibleForFree": True, "isPartOf": _site(library),
        "distribution": [{"@type": "DataDownload", "encodingFormat": media, "contentUrl": public(file, page, library)}
                         for file, media in DATA_FILES.items()],
    }
