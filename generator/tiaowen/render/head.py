"""What a document says of itself in the head of its page, for machines: schema.org/Legislation as JSON-LD, Dublin Core and Highwire tags, its twins.

Zotero reads the Highwire tags (``citation_technical_report_institution`` makes it a report, which has a number and an institution).
What is not known is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from tiaowen.anchors import clause_address, labelled_path
from tiaowen.model import Clause, Policy
from tiaowen.render.cite import label_in_words
from tiaowen.render.citing import script_data
from tiaowen.render.dialect import html_text
from tiaowen.render.library import Library, title_of

_MEDIA = {"json": "application/json", "xml": "application/akn+xml", "txt": "text/plain"}
_FORCE = {"现行有效": "InForce", "已修改": "PartiallyInForce", "已废止": "NotInForce", "尚未施行": "NotInForce"}


def head_tags(policy: Policy, library: Library) -> str:
    """The tags, ready to stand in the head of the page."""
    name = f"{policy.id}--{policy.version}" if policy.version else policy.id
    lines = [*_meta_tags(policy, library, name), *_alternates(name, library)]
    data = script_data({"@context": "https://schema.org", **_legislation(policy, library, name)})
    return Markup("\n").join([*lines, Markup(f'<script type="application/ld+json">{data}</script>')])


def _address(library: Library, name: str, anchor: str = "") -> str:
    """The public address; relative to the page when the site has none."""
    address = clause_address(name, anchor)
    return library.settings.site_url + address if library.settings.site_url else address.removeprefix("p/")


def _meta_tags(policy: Policy, library: Library, name: str) -> Iterator[Markup]:
    date = policy.issue_date or policy.publish_date or ""
    language = _language(policy)
    yield Markup('<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">')
    yield from _named("DC.title", [title_of(policy)])
    yield from _named("DC.creator", policy.issuers)
    yield from _named("DC.date", [date])
    yield from _named("DC.identifier", [policy.doc_number, library.settings.site_url and _address(library, name)])
    yield from _named("DC.type", [policy.document_type])
    yield from _named("DC.language", [language])
    yield from _named("DC.publisher", [library.settings.site_name])
    yield from _named("DC.source", [policy.source_url])
    yield from _named("citation_title", [title_of(policy)])
    yield from _named("citation_author", policy.issuers)
    yield from _named("citation_date", [date.replace("-", "/")])
    yield from _named("citation_technical_report_institution", ["、".join(policy.issuers)])
    yield from _named("citation_technical_report_number", [policy.doc_number])
    yield from _named("citation_public_url", [library.settings.site_url and _address(library, name)])
    yield from _named("citation_language", [language])


def _named(name: str, values: Iterable[str]) -> Iterator[Markup]:
    for value in values:
        if value:
            yield Markup(f'<meta name="{name}" content="{html_text(value)}">')


def _alternates(name: str, library: Library) -> Iterator[Markup]:
    for twin in library.settings.twins:
        yield Markup(f'<link rel="alternate" type="{_MEDIA[twin]}" href="{name}.{twin}">')
    site = html_text(library.settings.site_name)
    yield Markup(f'<link rel="alternate" type="application/atom+xml" title="{site}" href="../feed.xml">')


def _legislation(policy: Policy, library: Library, name: str) -> dict[str, object]:
    """schema.org/Legislation of the document with its labelled clauses as parts; ``legislationLegalForce`` only where somebody says so."""
    date = policy.issue_date or policy.publish_date
    known: dict[str, object] = {
        "@type": "Legislation",
        "url": _address(library, name),
        "name": title_of(policy),
        "legislationIdentifier": policy.doc_number,
        "legislationType": policy.document_type,
        "legislationPassedBy": [{"@type": "GovernmentOrganization", "name": issuer} for issuer in policy.issuers],
        "legislationDate": policy.issue_date,
        "datePublished": policy.publish_date or date,
        "legislationDateOfApplicability": policy.effective_date,
        "expires": policy.expiry_date,
        "legislationLegalForce": _FORCE.get(policy.validity or "", ""),
        "legislationJurisdiction": _jurisdiction(policy, library),
        "inLanguage": _language(policy),
        "isBasedOn": policy.source_url,
        "isPartOf": {"@type": "WebSite", "name": library.settings.site_name},
        "encoding": [{"@type": "MediaObject", "encodingFormat": _MEDIA[twin], "contentUrl": _twin(library, name, twin)}
                     for twin in library.settings.twins],
        "hasPart": list(_parts(policy, library, name)),
    }
    if policy.version:
        known["exampleOfWork"] = {"@type": "Legislation", "url": _address(library, policy.id)}
    return {key: value for key, value in known.items() if value}


def _twin(library: Library, name: str, twin: str) -> str:
    return _address(library, name).removesuffix(".html") + f".{twin}"


def _jurisdiction(policy: Policy, library: Library) -> dict[str, str] | None:
    place = policy.jurisdiction.place_id
    return {"@type": "AdministrativeArea", "name": library.place_name(place)} if place else None


def _language(policy: Policy) -> str:
    converted = any(repair.rule == "simplified" for repair in policy.repairs)
    return "zh-Hant" if policy.source_script == "hant" and not converted else "zh-Hans"


def _parts(policy: Policy, library: Library, name: str) -> Iterator[dict[str, str]]:
    by_path = {clause.path: clause for clause in policy.clauses}
    for clause in policy.clauses:
        if labelled_path(clause.path) == clause.path:
            yield {"@type": "Legislation", "name": _part_name(policy, clause, by_path), "url": _address(library, name, clause.anchor)}


def _part_name(policy: Policy, clause: Clause, by_path: dict[str, Clause]) -> str:
    words = label_in_words(policy, clause, by_path)
    return f"{words} {clause.heading}" if clause.heading else words
