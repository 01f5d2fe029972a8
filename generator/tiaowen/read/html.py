"""HTML: whole portal pages, fragments and Word-pasted markup → one Line for each block a person sees, in reading order.

The text of the document is the part of the page that holds nearly all of its running text; everything else stays as
lines with ``left_out``. Hidden elements, comments, scripts and styles are nothing a person sees.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from lxml import etree

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Line, SourceFormat, SourceText
from tiaowen.read.decode import Decoded, decode
from tiaowen.read.front_matter import stated
from tiaowen.read.html_blocks import blocks_of
from tiaowen.read.html_main import headings, left_out_reasons
from tiaowen.read.html_scripts import is_written_by_script
from tiaowen.read.source import Source
from tiaowen.read.text import text_lines

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
# Names of the page metadata that the State Council's site guide prescribes (国办发〔2017〕47号, appendix), and the
# field each fills.
_META = {
    "articletitle": "title", "pubdate": "publish_date", "contentsource": "publisher", "sitename": "site",
    "url": "source_url",
    "og:url": "source_url", "og:title": "title",
}
_SERVER = re.compile(r"<%.*?%>", re.S)  # what a server page (JSP, ASP) tells the server: no browser shows it
_END = re.compile(r"</(?:html|body)\s*>", re.I)
_HEAD_COMMENT = re.compile(r"\A\s*<!--[ \t]*\r?\n((?:\w+:.*\r?\n)+)-->")  # how a wiki keeps its page as a file
_TOO_DEEP = "Excessive depth"


def read_html(source: Source) -> SourceText:
    """The blocks of a page. ``number`` is the line of the HTML source where the block begins."""
    return read_page(source, source.data, "", "html")


def read_page(source: Source, data: bytes, declared: str, kind: SourceFormat) -> SourceText:
    """The blocks of the page ``data`` that a source of that kind is or holds. ``declared``: the encoding that stands
    outside the page.
    """
    charset = _CHARSET.search(data[:16384])
    decoded = decode(data, source.name, declared or (charset[1].decode("ascii") if charset else ""))
    if not decoded.text:
        return source.result(kind, encoding=decoded.encoding, diagnostics=decoded.diagnostics)
    root, deep = _tree(decoded.text)
    if deep:
        return _flat(source, decoded, kind)
    if root is None:
        return source.result(kind, encoding=decoded.encoding,
                             diagnostics=(*decoded.diagnostics, finding("R001", path=source.name)))
    blocks = blocks_of(root)
    head = _HEAD_COMMENT.match(decoded.text)
    portal = (stated(head[1]) if head else {}) | _metadata(root)
    reasons = left_out_reasons(blocks)
    lines = tuple(
        Line(number=block.line, text=block.text, bold=block.bold, table=0 if reason else block.table, left_out=reason,
             heading=heading)
        for block, reason, heading in zip(blocks, reasons, headings(blocks, reasons), strict=True)
    )
    found = (*decoded.diagnostics, *_embedded(root, lines, source.name))
    if not any(not line.left_out for line in lines):
        code = "R006" if next(root.iter("img", "embed", "object"), None) is not None else "R001"
        found = (*found, finding("R023" if is_written_by_script(root, lines) else code, path=source.name))
    elif is_written_by_script(root, lines):
        found = (*found, finding("R023", path=source.name))
    return source.result(kind, encoding=decoded.encoding, lines=lines, portal=portal, diagnostics=found)


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    """The parsed page, and whether it nests so deep that the parser gave up.

    A portal's header, included whole, may end the page before the text (gov.cn, the gazette): as in a browser, </html>
    ends nothing.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    text = _SERVER.sub(lambda match: "\n" * match[0].count("\n"), text)
    data = _END.sub(lambda match: " " * len(match[0]), text.replace("\x00", "\ufffd")).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, any(_TOO_DEEP in entry.message for entry in parser.error_log)


def _embedded(root: etree._Element, lines: tuple[Line, ...], path: str) -> tuple[Diagnostic, ...]:
    """What stands among the lines of the text and is no text: it may hold a table or a seal. Nothing that a page refers
    to is fetched.
    """
    kept = [line.number for line in lines if not line.left_out]
    inside = range(kept[0], kept[-1] + 1) if kept else range(0)
    elements = [(int(str(element.sourceline or 0)), element)
                for element in root.iter("img", "iframe", "embed", "object", "video")]
    among = [(line, element) for line, element in elements if line in inside]
    if not among:
        return ()
    line, first = among[0]
    example = str(first.get("src") or first.get("data") or first.tag)[:80]
    return (finding("R015", path=path, line=line, count=len(among), example=example),)


def _metadata(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        field = _META.get(str(meta.get("name") or meta.get("property") or "").lower())
        content = str(meta.get("content") or "").strip()
        if field and content:
            found.setdefault(field, content)
    for link in root.iter("link"):
        if str(link.get("rel")).lower() == "canonical" and link.get("href"):
            found.setdefault("source_url", str(link.get("href")))
    site = found.pop("site", "")
    if site:
        found.setdefault("publisher", site)
    title = next((" ".join("".join(str(t) for t in e.itertext()).split()) for e in root.iter("title")), "")
    if title:
        found["page_title"] = title
    return found


def _without_comments(text: str) -> str:
    pieces: list[str] = []
    start = 0
    while (opening := text.find("<!--", start)) >= 0:
        pieces.append(text[start:opening])
        closing = text.find("-->", opening)
        if closing < 0:
            return "".join(pieces)
        start = closing + 3
    return "".join([*pieces, text[start:]])


class _Words(HTMLParser):
    """The text of a page without its structure: a line for each run between tags that break lines."""

    BREAKS = frozenset({"p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "table",
                        "section", "article"})
    HIDDEN = frozenset({"script", "style", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (HTMLParser's)
        self.hidden += tag in self.HIDDEN
        if tag in self.BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in self.HIDDEN))
        if tag in self.BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data.replace("\n", " "))


def _flat(source: Source, decoded: Decoded, kind: SourceFormat) -> SourceText:
    """A page that no tree can be made of (nested thousands deep) keeps its words and loses its structure."""
    words = _Words()
    words.feed(_without_comments(decoded.text))
    words.close()
    text = "\n".join(line for line in "".join(words.pieces).split("\n") if line.strip())
    found = (*decoded.diagnostics, finding("R007", path=source.name))
    return source.result(kind, encoding=decoded.encoding, lines=text_lines(text), diagnostics=found)

