"""Akoma Ntoso 3.0 of one policy (OASIS LegalDocML): the clause tree as hierarchical elements, each with its eId and our anchor.

Kinds map to the standard's elements where it has one (bian book, chapter, section, article, paragraph, item point, subitem indent);
official-document headings 一、（一）1. have none and are ``hcontainer name="heading"``. Our anchor is the ``wId``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from lxml import etree

from tiaowen.model import Clause, HeaderLine, Policy
from tiaowen.render.order import header_in_order
from tiaowen.text import calendar_day, xml_text

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ELEMENT = {
    "bian": "book", "chapter": "chapter", "section": "section", "article": "article", "paragraph": "paragraph",
    "item": "point", "subitem": "indent", "annex": "hcontainer",
}
_ABBREVIATION = {"book": "book", "chapter": "chp", "section": "sec", "article": "art", "paragraph": "para", "point": "point", "indent": "indent"}


def akoma_ntoso(policy: Policy) -> bytes:
    """The policy as an Akoma Ntoso ``doc``, UTF-8, indented; the same policy gives the same bytes.

    Header lines before the first clause are the preface, later ones (a signature in the middle, a date) stand in the body where they are
    printed, as ``hcontainer`` with their role: reading the file again gives the same clauses.
    """
    names: dict[Any, str] = {None: NAMESPACE}  # the stubs know no default namespace
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=names)
    doc = _sub(root, "doc", name=_ncname(policy.document_type) or "policy")
    _meta(_sub(doc, "meta"), policy)
    header = header_in_order(policy)
    before = [line for index, line in header if not index]
    if before:
        preface = _sub(doc, "preface")
        for line in before:
            _preface_line(preface, line)
    _body(_sub(doc, "mainBody"), policy, header[len(before):])
    etree.indent(root, " ")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def _preface_line(preface: etree._Element, line: HeaderLine) -> None:
    element = _sub(preface, "p")
    inline = {"title": "docTitle", "number": "docNumber"}.get(line.role)
    if inline:
        _sub(element, inline, line.text)
    else:
        element.text = xml_text(line.text)


def _meta(meta: etree._Element, policy: Policy) -> None:
    page = f"{policy.id}--{policy.version}" if policy.version else policy.id
    uri = f"/akn/cn/doc/{page}"
    date = calendar_day(policy.issue_date) if policy.issue_date and len(policy.issue_date) == 10 else "9999-12-31"
    identification = _sub(meta, "identification", source="#tiaowen")
    for level, suffix in (("Work", ""), ("Expression", "/zho"), ("Manifestation", "/zho.xml")):
        frbr = _sub(identification, f"FRBR{level}")
        _sub(frbr, "FRBRthis", value=uri + suffix)
        _sub(frbr, "FRBRuri", value=uri + suffix)
        _sub(frbr, "FRBRdate", date=date, name="issue" if date[0] != "9" else "unknown")
        _sub(frbr, "FRBRauthor", href="#issuer0" if policy.issuers else "#tiaowen")
        if level == "Work":
            _sub(frbr, "FRBRcountry", value="cn")
            if policy.doc_number:
                _sub(frbr, "FRBRnumber", value=policy.doc_number)
            if policy.title:
                _sub(frbr, "FRBRname", value=policy.title)
        elif level == "Expression":
            _sub(frbr, "FRBRlanguage", language="zho")
        else:
            _sub(frbr, "FRBRformat", value="application/akn+xml")
    references = _sub(meta, "references", source="#tiaowen")
    _sub(references, "TLCOrganization", eId="tiaowen", href="/ontology/organization/tiaowen", showAs="条文")
    for number, issuer in enumerate(policy.issuers):
        _sub(references, "TLCOrganization", eId=f"issuer{number}", href=f"/ontology/organization/issuer/{number}", showAs=issuer)


def _body(body: etree._Element, policy: Policy, later: list[tuple[int, HeaderLine]]) -> None:
    order = {clause.path: index for index, clause in enumerate(policy.clauses)}
    children: dict[str, list[Clause]] = defaultdict(list)
    for clause in policy.clauses:
        children[clause.parent].append(clause)
    used: set[str] = set()
    waiting = list(later)
    for clause in children[""]:
        while waiting and waiting[0][0] <= order[clause.path]:
            _header(body, waiting.pop(0)[1], used)
        _unit(body, clause, children, "", used)
    for _, line in waiting:
        _header(body, line, used)
    if not len(body):
        _sub(_sub(_sub(body, "hcontainer", name="empty", eId="empty"), "content"), "p")


def _header(body: etree._Element, line: HeaderLine, used: set[str]) -> None:
    eid = _unique(f"hcontainer_{line.role}", used)
    _sub(_sub(_sub(body, "hcontainer", name=line.role, eId=eid), "content"), "p", line.text)


def _unit(into: etree._Element, clause: Clause, children: dict[str, list[Clause]], prefix: str, used: set[str]) -> None:
    tag = _ELEMENT.get(clause.kind, "hcontainer")
    eid = _eid(clause, tag, prefix, used)
    attributes = {"eId": eid, "wId": clause.anchor}
    if tag == "hcontainer":
        attributes["name"] = clause.kind
    element = _sub(into, tag, **attributes)
    if clause.label:
        _sub(element, "num", clause.label)
    if clause.heading:  # as printed, its full stop included: num + heading + text is the clause's full
        _sub(element, "heading", clause.full[len(clause.label):clause.body_start].strip() or clause.heading)
    rest = clause.full[clause.body_start:]
    below = children.get(clause.path, [])
    if below:
        if rest.strip():
            _sub(_sub(element, "intro"), "p", rest)
        for child in below:
            _unit(element, child, children, f"{eid}__", used)
    else:
        _sub(_sub(element, "content"), "p", rest)


def _eid(clause: Clause, tag: str, prefix: str, used: set[str]) -> str:
    last = clause.path.rpartition(".")[2]
    number = re.sub(r"^(?:art|ch|sec|bian)(?=\d)", "", last).replace("~", "-")
    name = f"{prefix}{_ABBREVIATION.get(tag, 'hcontainer')}_{number}"
    return _unique(name, used)


def _unique(name: str, used: set[str]) -> str:
    unique, count = name, 1
    while unique in used:
        count += 1
        unique = f"{name}_{count}"
    used.add(unique)
    return unique


def _ncname(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def _sub(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", {k: xml_text(v) for k, v in attributes.items()})
    if text:
        element.text = xml_text(text)
    return element
