"""The documents in one file: notice and attached text, decree and regulation, annexes after the end (contract,
addresses).

The attached text of a 印发/转发 notice is the document and has no prefix; it counts as the first, so that what is
attached after it is A2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import issued_title
from tiaowen.model import HeaderLine
from tiaowen.parse.decrees import enacted
from tiaowen.parse.ending import Ending, read_ending
from tiaowen.parse.front import read_front
from tiaowen.parse.header_lines import Front
from tiaowen.parse.lines import Piece, is_number
from tiaowen.parse.part_borders import ANNEX, part_borders
from tiaowen.text import squeeze

PartKind = Literal["document", "notice", "decree", "annex"]
_FORWARDS = re.compile(
    r"(?:现|予以|特此|特|一并|随文|随函|同意|并|将)[^。]{0,160}?(?:印发|转发|批转|颁发|颁布|公布|发布|下发|发给)"
    r"|(?:印发|转发|批转|颁布|公布|发布|下发)(?:给|你们|执行|施行)")
_DECREE = re.compile(r"(?:令|公告)$|令[〔\[（(]\d{4}|(?:令|公告)(?:[（(]?第?.{1,10}号[）)]?)?$")
_PROMULGATES = re.compile(r"(?:现予|予以|现将[^。]{2,80})(?:公布|发布|颁布)|(?:公布|发布)施行|自[^。]{4,20}起施行")
_OWN_FORCE = re.compile(
    "(?:^|[。；，]|[一二三四五六七八九十][）、])本(?:通知|公告|通告|决定|意见)自.{2,24}起?(?:施行|实施|执行|生效)")
_TITLE_SIGNS = re.compile("[《》〈〉<>“”\"（）()—－～~-]")


class Part(Struct, kw_only=True):
    """One document of the file, cut into what stands before, in and after its body."""

    kind: PartKind = "document"
    root: str = ""
    label: str = ""
    label_piece: Piece | None = None
    front: Front
    body: list[Piece]
    ending: Ending

    @property
    def header(self) -> list[HeaderLine]:
        """All lines of the part that are no clauses, in order."""
        return [*self.front.header, *self.ending.header]

    @property
    def title(self) -> str:
        """Its title; empty when it has none."""
        return self.front.title


def read_parts(pieces: Sequence[Piece], types: DocumentTypes) -> list[Part]:
    """The documents of the file in order. Every piece is in exactly one of them."""
    borders, names = part_borders(pieces, types)
    edges = [0, *borders, len(pieces)]
    parts = [_part(pieces[start:end], types, names) for start,
             end in zip(edges, edges[1:], strict=False) if end > start]
    _assign(parts)
    return parts


def _part(pieces: Sequence[Piece], types: DocumentTypes, names: set[str]) -> Part:
    label, piece, start = "", None, 0
    match = ANNEX.match(pieces[0].text) if len(pieces) > 1 and not pieces[0].table else None
    if match and len(pieces[0].text) < 120 and "。" not in pieces[0].text:
        piece, start = pieces[0], 1
        title = match["title"].strip()
        label = pieces[0].text[:match.start("title")].strip() if title else pieces[0].text.strip()
    front = read_front(pieces[start:], types, names)
    if match and start and match["title"].strip() and not front.title:
        front.title = match["title"].strip()
    body = start + front.body
    ending = read_ending(pieces, body)
    return Part(front=front, body=list(pieces[body:ending.body]), ending=ending, label=label.rstrip("：:"),
                label_piece=piece)


def _assign(parts: list[Part]) -> None:
    """Which part is the document, and the roots of the others."""
    if not parts:
        return
    around = _around(parts)
    for part in parts[:around]:
        part.kind, part.root = "notice", "notice"
    if around and _is_decree(parts[0], parts[1]):
        parts[0].kind = "decree"
    for notice, attached in zip(parts[:around], parts[1:], strict=False):
        if not attached.title:  # the title stands above, and is not printed again
            stated = "" if _DECREE.search(squeeze(notice.title)) else notice.title
            attached.front.title = stated if notice.kind == "decree" else issued_title(squeeze(notice.title))
    for part in parts[:around + 1]:
        if part.label_piece:  # 附件 alone before the attached text
            part.front.header.insert(0, HeaderLine(line=part.label_piece.number,
                                                   text=part.label_piece.text, role="note"))
    for number, part in enumerate(parts[around + 1:], 2 if around else 1):
        part.kind, part.root = "annex", f"A{number}"


def _around(parts: Sequence[Part]) -> int:
    """How many parts at the beginning only hand on what follows: a decree, a notice, or the notice that a notice hands
    on (转发…印发…的通知).
    """
    pairs = list(zip(parts, parts[1:], strict=False))
    if not pairs or not _is_decree(*pairs[0]) and (not _is_forwarding(*pairs[0]) or _rules_itself(*pairs[0])):
        return 0
    count = 1
    while count < len(pairs) and squeeze(parts[count].title).endswith("通知") and _is_forwarding(*pairs[count]):
        count += 1
    return count


def _is_decree(first: Part, attached: Part) -> bool:
    """A decree or announcement of a few sentences before a regulation."""
    named = [*first.front.orders, first.title, *(number for number in first.front.numbers if "令" in number)]
    has_articles = any((label := piece.label) and label.kind in ("article", "chapter") for piece in attached.body)
    text = "".join(piece.text for piece in first.body)
    name = enacted(text)[0]
    stated = bool(first.front.numbers or first.title) or bool(name) and squeeze(attached.title) == name
    stated = stated and not issued_title(squeeze(first.title))
    own = bool(name) and name == squeeze(first.title) and not attached.title  # a court's reply has no articles
    if (has_articles or own) and len(first.body) <= 4 and stated and name and _PROMULGATES.search(text):
        return True  # 第18号, number and title, or nothing, before 《…办法》已经…通过，现予公布
    return (
        has_articles and len(first.body) <= 4 and any(_DECREE.search(squeeze(name)) for name in named if name)
        and bool(_PROMULGATES.search(text))
    )


def _is_forwarding(first: Part, attached: Part) -> bool:
    """A notice that says 印发 or 转发 what is attached: by its title, or, where that is missing or plain, by its few
    sentences.
    """
    if issued_title(squeeze(first.title)):
        return True
    if any((label := piece.label) and label.kind in ("article", "chapter") for piece in first.body):
        return False
    same = _folded(first.title) == _folded(attached.title)  # a portal heads the notice with the title of what it issues
    if first.title and not same and not re.search("(?:通知|公告|函|令|决定)$", first.title):
        return False
    text = "".join(piece.text for piece in first.body if not piece.label)
    return len(text) < 1500 and bool(_FORWARDS.search(text)) and "如下" not in text[-40:]


def _rules_itself(notice: Part, attached: Part) -> bool:
    """Whether a notice gives numbered rules of its own that apply from a day of their own, and what is attached is not
    the text of its title.
    """
    rules = sum(piece.label is not None and piece.label.kind == "han" for piece in notice.body)
    issued, title = _folded(issued_title(squeeze(notice.title))), _folded(attached.title)
    same = bool(issued and title) and (issued in title or title in issued)
    return rules > 1 and not same and any(_OWN_FORCE.search(squeeze(piece.text)) for piece in notice.body)


def _folded(title: str) -> str:
    """A title without the signs that a page and the text itself print differently (2023—2025年, 2023-2025年)."""
    return _TITLE_SIGNS.sub("", squeeze(title))


def has_own_number(part: Part) -> bool:
    """Whether the part carries a document number line of its own."""
    return any(is_number(text) for text in part.front.numbers)
