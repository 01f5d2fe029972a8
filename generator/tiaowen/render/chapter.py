"""A document as it is read away from the site: its whole text as elements of XHTML, for a chapter of an EPUB and for a
file that works alone.

Ids are the anchors of the site, aliases included, so that a place named there is found here too.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tiaowen.anchors import policy_page
from tiaowen.config import Settings
from tiaowen.model import Clause, HeaderLine, Policy
from tiaowen.render import words
from tiaowen.render.clauses import HEADED
from tiaowen.render.elements import sub
from tiaowen.render.library import title_of
from tiaowen.render.order import in_order
from tiaowen.render.outline import Outline, caption
from tiaowen.text import squeeze


def chapter(policy: Policy, settings: Settings) -> etree._Element:
    """An ``article``: title, what is known of the document, its text in order, where it comes from."""
    article = etree.Element("article")
    sub(article, "h1", title_of(policy))
    version = policy.version and f"早先的版本（{policy.version}）"
    known = (version, policy.doc_number, "、".join(policy.issuers),
             words.date(policy.issue_date or policy.publish_date), policy.validity or "")
    sub(article, "p", " · ".join(part for part in known if part), class_="known")
    _Text(policy, article).write()
    end = sub(article, "p", settings.notice, class_="source")
    if settings.site_url:
        address = settings.site_url + policy_page(policy.id, policy.version)
        sub(end, "br").tail = "永久链接："
        sub(end, "a", address, href=address)
    return article


class _Text:
    """Writes the text of one policy below its article; knows the table in which it is."""

    def __init__(self, policy: Policy, article: etree._Element) -> None:
        self._policy, self._article = policy, article
        self._table: etree._Element | None = None
        self._told = {squeeze(policy.title)} - {""}  # titles that stand above
        self._parts = [part.title for part in policy.parts if squeeze(part.title) not in {"", *self._told}]
        self._outline = Outline(policy, 2)

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
        if text and not (line.role == "title" and self._is_told(squeeze(text))):
            sub(self._article, "p", text, class_=f"printed {line.role}")

    def _is_told(self, text: str) -> bool:
        """Whether a title line is told by the title above, or by that of the part which it begins: set here, whole.

        The title of an attached text stands in its notice's title as well: below a first clause it is its own.
        """
        own = next((title for title in self._parts if text in squeeze(title)), None)
        known = any(text in title for title in self._told)
        if own is None or known and not self._outline.levels:
            return known
        self._parts.remove(own)
        self._told.add(squeeze(own))
        sub(self._article, "h2", own, class_="printed title")
        self._outline.top = 3
        return True

    def _clause(self, clause: Clause) -> None:
        for gap in self._outline.gaps(clause):
            sub(self._article, "p", f"此处有缺：来源文本的编号不连续，缺 {'、'.join(gap.missing)}。", class_="gap")
        for level, name, anchor in self._outline.lost(clause):
            sub(self._article, f"h{level}", name, id_=anchor)
        head, body = clause.full[:clause.body_start].strip(), clause.full[clause.body_start:].strip()
        headed = clause.kind != "table" and bool(clause.heading or clause.kind in HEADED)
        level = self._outline.level(clause, headed=headed)
        if clause.kind == "table":
            self._caption(clause)
        elif headed:
            self._aliases(clause, sub(self._article, f"h{level}", head or body, id_=clause.anchor))
            if head and body:
                sub(self._article, "p", body)
        else:
            self._aliases(clause, sub(self._article, "p", clause.full.strip(), id_=clause.anchor, class_=clause.kind))

    def _caption(self, table: Clause) -> None:
        rows = (row for row in self._policy.clauses if row.parent == table.path and row.kind == "row")
        self._aliases(table, sub(self._article, "p", caption(table, rows).strip(), id_=table.anchor, class_="caption"))

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
