"""Elements of the XML and XHTML files that are built as trees: Akoma Ntoso, feeds, documents away from the site."""

from __future__ import annotations

from lxml import etree

from tiaowen.text import xml_text


def sub(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new child, in the namespace of ``parent`` unless ``tag`` names one. Empty attributes are left out, ``class_``
    is ``class``; characters that no XML may hold are replaced.
    """
    namespace = etree.QName(parent).namespace
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}" if namespace and tag[0] != "{" else tag,
                               {name.rstrip("_"): xml_text(value) for name, value in attributes.items() if value})
    element.text = xml_text(text) or None
    return element
