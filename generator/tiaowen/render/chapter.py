"""A document as it is read away from the site: its whole text as elements of XHTML, for a chapter of an EPUB and for a
file that works alone.

Ids are the anchors of the site, aliases included, so that a place named there is found here too.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tiaowen.anchors import policy_page
from tiaowen.config import Settings
from tiaowen.model import Clause, Gap, HeaderLine, Policy
from tiaowen.render import words
from tiaowen.render.clauses import HEADED
from tiaowen.render.library import title_of
from tiaowen.render.order import in_order
from tiaowen.text import squeeze, xml_text


def chapter(policy: Policy, settings: Settings) -> etree._Element:
    """An ``article``: title, what is known of the document, its text in order, where it comes from."""
    article = etree.Element("article")
    sub(article, "h1", title_of(policy))
    known = (policy.doc_number, "、".join(policy.issuers), words.date(policy.issue_date or policy.publish_date),
             policy.validity or "")
    sub(article, "p", " · ".join(part for part in known if part), class_="known")
    _Text(policy, article).write()
    end = sub(article, "p", settings.notice, class_="source")
    if settings.site_url:
        address = settings.site_url + policy_page(policy.id)
        sub(end, "br").tail = "永久链接："
        sub(end, "a", address, href=address)
    return article


def sub(
    parent: etree._Element, tag: str, text: str = "", *, class_: str = "", id_: str = "", **attributes: str,
) -> etree._Element:
    """A new child; empty attributes are left out, characters that no XML may hold are replaced."""
    named = {"id": id_, "class": class_, **attributes}
    element = etree.SubElement(parent, tag, {name: xml_text(value) for name, value in named.items() if value})
    element.text = xml_text(text) or None
    return element


class _Text:
    """Writes the text of one policy below its article; knows the table in which it is."""

    def __init__(self, policy: Policy, article: etree._Element) -> None:
        self._policy, self._article = policy, article
        self._table: etree._Element | None = None
        self._titles = {squeeze(policy.title)} - {""}
        self._gaps: dict[str, list[Gap]] = {}
        for gap in policy.gaps:
            self._gaps.setdefault(gap.before, []).append(gap)

    def write(self) -> None:
        for piece in in_order(self._policy):
            if isinstance(piece, Clause) and piece.kind == "row":
                self._row(piece)
                continue
            self._table = None
            if isinstance(piece, HeaderLine):
                self._printed(piece)
            else:
                self._clause(piece)

    def _printed(self, line: HeaderLine) -> None:
        """A line of the head or foot; a title that stands above the text already is not set twice."""
        text = line.text.strip()
        if text and not (line.role == "title" and any(squeeze(text) in title for title in self._titles)):
            sub(self._article, "p", text, class_=f"printed {line.role}")

    def _clause(self, clause: Clause) -> None:
        for gap in self._gaps.pop(clause.path, ()):
            sub(self._article, "p", f"此处有缺：来源文本的编号不连续，缺 {'、'.join(gap.missing)}。", class_="gap")
        if clause.kind == "table":
            self._caption(clause)
            return
        head, body = clause.full[:clause.body_start].strip(), clause.full[clause.body_start:].strip()
        if clause.heading or clause.kind in HEADED:
            level = min(6, clause.level + 1)
            self._aliases(clause, sub(self._article, f"h{level}", head or body, id_=clause.anchor))
            if head and body:
                sub(self._article, "p", body)
        else:
            self._aliases(clause, sub(self._article, "p", clause.full.strip(), id_=clause.anchor, class_=clause.kind))

    def _caption(self, table: Clause) -> None:
        rows = (row for row in self._policy.clauses if row.parent == table.path and row.kind == "row")
        told = "" if squeeze(table.full) == squeeze("".join(row.full for row in rows)) else table.full.strip()
        self._aliases(table, sub(self._article, "p", told, id_=table.anchor, class_="caption"))

    def _row(self, row: Clause) -> None:
        if self._table is None:
            self._table = sub(sub(self._article, "table"), "tbody")
        line = sub(self._table, "tr", id_=row.anchor)
        cells = [sub(line, "td", cell) for cell in row.cells or (row.full,)]
        self._aliases(row, cells[0])

    def _aliases(self, clause: Clause, element: etree._Element) -> None:
        """Former anchors of the clause, in front of its text."""
        text, element.text = element.text, None
        for alias in clause.aliases:
            sub(element, "span", id_=alias)
        if len(element):
            element[-1].tail = text
        else:
            element.text = text


def headings(article: etree._Element) -> Iterator[tuple[int, str, str]]:
    """Level, id and text of every heading below the title."""
    for element in article.iter("h2", "h3", "h4", "h5", "h6"):
        yield int(element.tag[1]), element.get("id", ""), "".join(map(str, element.itertext()))
