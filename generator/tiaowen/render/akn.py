"""Akoma Ntoso 3.0 of one policy (OASIS LegalDocML): the clause tree as hierarchical elements, each with its eId and our
anchor.

Addresses follow the naming convention (OASIS Akoma Ntoso Naming Convention 1.0): /akn/cn/act/2024-05-10/<policy id>,
versions are expressions of one work. A text in articles is an ``act``, any other a ``doc``. Every kind of clause has
one of the standard's hierarchical elements: ``hcontainer`` has none of their rules, and editors drop its number. Our
anchor is the ``wId``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from lxml import etree

from tiaowen.anchors import unique
from tiaowen.model import Clause, HeaderLine, Policy
from tiaowen.render.akn_meta import NAMESPACE, Body, document_kind, metadata
from tiaowen.render.elements import sub
from tiaowen.render.order import header_in_order
from tiaowen.text import xml_text

_ELEMENT = {
    "bian": "book", "chapter": "chapter", "section": "section", "article": "article", "paragraph": "paragraph",
    "item": "point",
    "subitem": "indent", "dash": "indent", "annex": "part", "notice": "division", "table": "list",
    "row": "level", "gap": "level",
}
_HEADINGS = ("section", "subsection", "paragraph", "subparagraph", "point", "indent")  # 一、（一）1.（1）…, by depth
_ABBREVIATION = {  # of the naming convention, table 1
    "chapter": "chp", "section": "sec", "subsection": "subsec", "article": "art", "paragraph": "para",
    "subparagraph": "subpara", "division": "dvs",
}


def akoma_ntoso(policy: Policy, issuers: Sequence[Body] = (), site_url: str = "") -> bytes:
    """The policy as an Akoma Ntoso ``act`` or ``doc``, UTF-8, an element a line; the same policy gives the same bytes.

    ``issuers``: those of the policy with their ids; without them they are known by name alone. ``site_url``: for the
    address of its page. Header lines before the first clause are the preface, later ones (a signature in the middle, a
    date) stand in the body where they are printed, as ``hcontainer`` with their role: reading the file again gives the
    same clauses.
    """
    names: dict[Any, str] = {None: NAMESPACE}  # the stubs know no default namespace
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=names)
    kind = document_kind(policy)
    doc = sub(root, kind, name=re.sub(r"[^\w]", "", policy.document_type) or "policy")
    metadata(sub(doc, "meta"), policy, issuers or tuple(Body(name) for name in policy.issuers), site_url)
    header = header_in_order(policy)
    before = [line for index, line in header if not index]
    if before:
        preface = sub(doc, "preface")
        for line in before:
            _preface_line(preface, line)
    _body(sub(doc, "body" if kind == "act" else "mainBody"), policy, header[len(before):])
    etree.indent(root, "")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def _preface_line(preface: etree._Element, line: HeaderLine) -> None:
    element = sub(preface, "p")
    inline = {"title": "docTitle", "number": "docNumber"}.get(line.role)
    if inline:
        sub(element, inline, line.text)
    else:
        element.text = xml_text(line.text)


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
        sub(sub(sub(body, "hcontainer", name="empty", eId="empty"), "content"), "p")


def _header(body: etree._Element, line: HeaderLine, used: set[str]) -> None:
    eid = unique(f"hcontainer_{line.role}", used)
    sub(sub(sub(body, "hcontainer", name=line.role, eId=eid), "content"), "p", line.text)


def _unit(into: etree._Element, clause: Clause, children: dict[str, list[Clause]], prefix: str, used: set[str]) -> None:
    tag = _ELEMENT.get(clause.kind) or _HEADINGS[min(clause.level, len(_HEADINGS)) - 1]
    eid = _eid(clause, tag, prefix, used)
    element = sub(into, tag, eId=eid, wId=clause.anchor)
    if clause.label:
        sub(element, "num", clause.label)
    if clause.heading:  # as printed, its full stop included: num + heading + text is the clause's full
        sub(element, "heading", clause.full[len(clause.label):clause.body_start].strip() or clause.heading)
    rest = clause.full[clause.body_start:]
    below = children.get(clause.path, [])
    if below:
        if rest.strip():
            sub(sub(element, "intro"), "p", rest)
        for child in below:
            _unit(element, child, children, f"{eid}__", used)
    else:
        sub(sub(element, "content"), "p", rest)


def _eid(clause: Clause, tag: str, prefix: str, used: set[str]) -> str:
    last = clause.path.rpartition(".")[2]
    number = re.sub(r"^(?:art|ch|sec|bian)(?=\d)", "", last).replace("~", "-")
    name = f"{prefix}{_ABBREVIATION.get(tag, tag)}_{number}"
    return unique(name, used)
