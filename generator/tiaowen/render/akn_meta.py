"""The metadata of an Akoma Ntoso file: addresses by the naming convention, dates with what they are the day of, the
bodies that issued it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from lxml import etree
from msgspec import Struct

from tiaowen.anchors import page_name, policy_page, unique
from tiaowen.model import IsoDate, Policy
from tiaowen.render.elements import sub
from tiaowen.text import calendar_day

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN = "9999-12-31"  # the schema wants a date
_EVENTS = {  # of a date: what it is to the text, and its name
    "issue": ("generation", "成文"), "issue-month": ("generation", "成文（日未知）"),
    "publication": ("generation", "发布"),
    "effective": ("generation", "施行"), "expiry": ("repeal", "失效"),
}


class Body(Struct, frozen=True):
    """A body that issued the document: its name as printed, and the id of its page (empty: it has none)."""

    name: str
    agency_id: str = ""

    @property
    def iri(self) -> str:
        """The same for one body in every document."""
        return f"/akn/ontology/organization/cn/{self.agency_id or quote(self.name, safe='')}"


class _Date(Struct, frozen=True):
    """A day with what it is the day of: issue, issue-month, publication, effective, expiry, unknown."""

    name: str
    day: IsoDate


def document_kind(policy: Policy) -> str:
    """The element that it is: 条例, 办法, 规定 and laws, in articles, are an ``act``.

    Notices and opinions are a ``doc``, even with such a text attached.
    """
    return (
        "act" if any(clause.kind == "article" and not clause.path.startswith("A") for clause in policy.clauses)
        else "doc"
    )


def work_iri(policy: Policy) -> str:
    """The address of the work: the same for every version of the document, with the date of the first."""
    first = policy.versions[0].date if policy.versions else None
    date = first or policy.issue_date or policy.publish_date or policy.effective_date or UNKNOWN[:4]
    return f"/akn/cn/{document_kind(policy)}/{date}/{policy.id}"


def metadata(meta: etree._Element, policy: Policy, issuers: Sequence[Body], site_url: str) -> None:
    """Fill the ``meta`` element of the policy's file."""
    dates = list(_dates(policy))
    ids = _body_ids(issuers)
    _identification(sub(meta, "identification", source="#tiaowen"), policy, dates, [f"#{eid}" for eid in ids], site_url)
    known = [date for date in dates if date.day != UNKNOWN]
    if policy.doc_number and known:
        sub(meta, "publication", date=known[0].day, name="发文", showAs=policy.doc_number, number=policy.doc_number)
    if known:
        lifecycle = sub(meta, "lifecycle", source="#tiaowen")
        for date in known:
            sub(lifecycle, "eventRef", eId=f"e_{date.name}", date=date.day, source="#tiaowen",
                type=_EVENTS[date.name][0], refersTo=f"#{date.name}")
    force = {date.name: date for date in known if date.name in {"effective", "expiry"}}
    if force:
        group = sub(sub(meta, "temporalData", source="#tiaowen"), "temporalGroup", eId="tmpg_1")
        ends = {end: f"#e_{name}" for name, end in (("effective", "start"), ("expiry", "end")) if name in force}
        sub(group, "timeInterval", refersTo="#inForce", **ends)
    references = sub(meta, "references", source="#tiaowen")
    sub(references, "TLCOrganization", eId="tiaowen", href="/akn/ontology/organization/cn/tiaowen", showAs="条文")
    for body, eid in zip(issuers, ids, strict=True):
        sub(references, "TLCOrganization", eId=eid, href=body.iri, showAs=body.name)
    for date in known:
        sub(references, "TLCEvent", eId=date.name, href=f"/akn/ontology/event/cn/{date.name}",
            showAs=_EVENTS[date.name][1])
    if force:
        sub(references, "TLCConcept", eId="inForce", href="/akn/ontology/concept/cn/inForce", showAs="施行")


def _dates(policy: Policy) -> Iterator[_Date]:
    """The dates that the schema can hold, the document's own first: it wants days, so that a month is its first day and
    says so.
    """
    issued = policy.issue_date or ""
    if len(issued) == 10:
        yield _Date("issue", calendar_day(issued))
    elif len(issued) == 7:
        yield _Date("issue-month", f"{issued}-01")
    rest = {"publication": policy.publish_date, "effective": policy.effective_date, "expiry": policy.expiry_date}
    yield from (_Date(name, calendar_day(date)) for name, date in rest.items() if date and len(date) == 10)


def _body_ids(issuers: Sequence[Body]) -> list[str]:
    used: set[str] = {"tiaowen"}
    return [unique(body.agency_id.replace(".", "_") or f"organization_{number}", used) for number,
            body in enumerate(issuers, 1)]


def _identification(identification: etree._Element, policy: Policy, dates: Sequence[_Date], authors: Sequence[str],
                    site_url: str) -> None:
    work = work_iri(policy)
    own = policy.version or policy.issue_date or ""
    expression = f"{work}/zho{'@' if re.fullmatch(r'[0-9-]+', own) else ':' if own else ''}{own}"
    page = page_name(policy.id, policy.version)
    for level, uri, component in (("Work", work, "/!main"), ("Expression", expression, "/!main"),
                                  ("Manifestation", expression, "/!main.xml")):
        frbr = sub(identification, f"FRBR{level}")
        sub(frbr, "FRBRthis", value=uri + component)
        sub(frbr, "FRBRuri", value=uri + (".xml" if level == "Manifestation" else ""))
        if level == "Work" and policy.title:
            sub(frbr, "FRBRalias", value=policy.title, name="title")
        if site_url and level == "Expression":
            sub(frbr, "FRBRalias", value=site_url + policy_page(page), name="permalink")
        for date in dates or (_Date("unknown", UNKNOWN),):
            sub(frbr, "FRBRdate", date=date.day, name=date.name)
        for author in (level != "Manifestation" and authors) or ("#tiaowen",):
            sub(frbr, "FRBRauthor", href=author)
        if level == "Work":
            sub(frbr, "FRBRcountry", value="cn")
            if policy.doc_number:
                sub(frbr, "FRBRnumber", value=policy.doc_number)
            if policy.title:
                sub(frbr, "FRBRname", value=policy.title)
        elif level == "Expression":
            sub(frbr, "FRBRlanguage", language="zho")
        else:
            sub(frbr, "FRBRformat", value="application/akn+xml")
