"""Akoma Ntoso 3.0 → lines: a document that this program (or another) wrote, read back."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tiaowen.diagnostics import finding
from tiaowen.model import Line, SourceText
from tiaowen.read.source import Source

_HIERARCHY = {"num", "heading", "subheading"}
_CONTENT = {"intro", "content", "wrapUp", "p", "longTitle"}
_PARAGRAPHS = {"p", "longTitle"}
_LEFT = {"meta"}


def read_akn(source: Source) -> SourceText:
    """One line a paragraph; a unit's number and heading begin its first line. R006 when it is no well-formed Akoma
    Ntoso.

    External entities and document types are never followed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as error:
        return source.result(
            "xml", diagnostics=(finding("R013", path=source.name, line=error.lineno or 0, detail=error.msg or ""),))
    if not str(root.tag).endswith("}akomaNtoso"):
        return source.result("xml", diagnostics=(finding("R013", path=source.name, detail=f"根元素是 {_name(root)}"),))
    lines = tuple(Line(number=number, text=text) for number, text in _lines(root, "") if text.strip())
    return source.result("xml", encoding="utf-8", lines=lines)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _number(element: etree._Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 0


def _lines(element: etree._Element, begin: str) -> Iterator[tuple[int, str]]:
    """The lines of an element; ``begin`` is the number and heading that wait for the first of them."""
    for child in element:
        if not isinstance(child.tag, str) or _name(child) in _LEFT:
            continue
        name = _name(child)
        if name in _HIERARCHY:
            begin += _text(child)
            continue
        if begin and name not in _CONTENT:  # a heading on its own line: the units below it begin their own
            yield _number(element), begin
            begin = ""
        if name in _PARAGRAPHS and not any(_name(c) in _PARAGRAPHS for c in child if isinstance(c.tag, str)):
            yield _number(child), begin + _text(child)
        else:
            yield from _lines(child, begin)
        begin = ""
    if begin:
        yield _number(element), begin
