"""Akoma Ntoso 3.0 of one policy (OASIS LegalDocML): the clause tree as hierarchical elements, each with its eId and our anchor.

Kinds map to the standard's elements where it has one (bian book, chapter, section, article, paragraph, item point, subitem indent);
official-document headings 一、（一）1. have none and are ``hcontainer name="heading"``. Our anchor is the ``wId``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from lxml import etree

from generator.model import Clause, Policy

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ELEMENT = {
    "bian": "book", "chapter": "chapter", "section": "section", "article": "article", "paragraph": "paragraph",
    "item": "point", "subitem": "indent", "annex": "hcontainer",
}
_ABBREVIATION = {"book": "book", "chapter": "chp", "section": "sec", "article": "art", "paragraph": "para", "point": "point", "indent": "indent"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def akoma_ntoso(policy: Policy) -> bytes:
    """The policy as an Akoma Ntoso ``doc``, UTF-8, indented; the same policy gives the same bytes."""
    names: dict[Any, str] = {None: NAMESPACE}  # the stubs know no default namespace
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=names)
    doc = _sub(root, "doc", name=_ncname(policy.document_type) or "policy")
    _meta(_sub(doc, "meta"), policy)
    preface = _sub(doc, "preface")
    title = _sub(preface, "longTitle")
    _sub(_sub(title, "p"), "docTitle", policy.title)
    if policy.doc_number:
        _sub(_sub(preface, "p"), "docNumber", policy.doc_number)
    _body(_sub(doc, "mainBody"), policy)
    etree.indent(root, " ")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def _meta(meta: etree._Element, policy: Policy) -> None:
    page = f"{policy.id}--{policy.version}" if policy.version else policy.id
    uri = f"/akn/cn/doc/{page}"
    date = policy.issue_date if policy.issue_date and len(policy.issue_date) == 10 else "9999-12-31"
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


def _body(body: etree._Element, policy: Policy) -> None:
    children: dict[str, list[Clause]] = defaultdict(list)
    for clause in policy.clauses:
        children[clause.parent].append(clause)
    used: set[str] = set()
    for clause in children[""]:
        _unit(body, clause, children, "", used)
    if not len(body):
        _sub(_sub(_sub(body, "hcontainer", name="empty", eId="empty"), "content"), "p")


def _unit(into: etree._Element, clause: Clause, children: dict[str, list[Clause]], prefix: str, used: set[str]) -> None:
    tag = _ELEMENT.get(clause.kind, "hcontainer")
    eid = _eid(clause, tag, prefix, used)
    attributes = {"eId": eid, "wId": clause.anchor}
    if tag == "hcontainer":
        attributes["name"] = clause.kind
    element = _sub(into, tag, **attributes)
    if clause.label:
        _sub(element, "num", clause.label)
    if clause.heading:
        _sub(element, "heading", clause.heading)
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
    unique, count = name, 1
    while unique in used:
        count += 1
        unique = f"{name}_{count}"
    used.add(unique)
    return unique


def _ncname(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def _sub(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", {k: _CONTROL.sub("�", v) for k, v in attributes.items()})
    if text:
        element.text = _CONTROL.sub("�", text)
    return element
