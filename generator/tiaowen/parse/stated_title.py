"""The title of a document: from its own lines, a decree's sentence, the page's metadata, or the lead-in of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiaowen.catalog import Catalog
from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import MACAO
from tiaowen.model import CleanText
from tiaowen.parse.decrees import ORDERS, enacted
from tiaowen.parse.fields import Fields
from tiaowen.parse.parts import Part
from tiaowen.parse.titles import join_title, split_number, without_number
from tiaowen.text import squeeze

_FEWEST = 8
_SITE = re.compile(r"\s*[-_|—–【】]+\s*")


def title_of_document(fields: Fields, leading: Sequence[Part], text: CleanText, catalog: Catalog) -> None:
    """Put the title, from the surest place that names one: a line of a known kind, the page, any line, the lead-in."""
    types = catalog.document_types
    page, _ = page_title(text, types)
    own = [*(part.title for part in leading if part.kind != "decree"), *_of_decrees(leading, types)]
    for title in own:  # a line that names no kind of document may be a word of the page; its own title is surer
        fields.put("title", title if types.of_title(title) or not types.of_title(page) else "", "text")
    fields.put("title", page, "portal")
    for item in text.furniture:  # the title stands only in the lead-in of a paper: 某某日报刊发《…》
        named = [name for name in re.findall(r"《((?:[^《》]|《[^《》]*》)+)》", item.text) if types.of_title(name)]
        if named and any(mark in item.reason for mark in ("新闻", "导语", "lead")):
            fields.put("title", join_title([named[0]]), "text")
    for title in own:
        fields.put("title", title, "text")
    for part in leading:  # 第57/2016号行政命令 has no other title
        for number in part.front.numbers:
            fields.put("title", squeeze(number) if MACAO.fullmatch(squeeze(number)) else "", "text")


def _of_decrees(leading: Sequence[Part], types: DocumentTypes) -> Iterator[str]:
    """The title that a decree prints above its number, or names in its sentence of enactment, where the articles follow
    without a title.
    """
    for part in leading:
        if part.kind == "decree":
            yield "" if part.title.endswith(ORDERS) or not types.of_title(part.title) else part.title
            yield enacted("".join(piece.text for piece in part.body))[0]


def page_title(text: CleanText, types: DocumentTypes) -> tuple[str, str]:
    """Title and number that the page states beside the text: its metadata, else what of <title> names a kind of
    document.
    """
    stated = text.source.portal.get("title", "")
    pieces = _SITE.split(text.source.portal.get("page_title", ""))
    wholes = ("-".join(pieces[:end]) for end in range(1, len(pieces) + 1))
    found = (
        stated or next((name.strip() for name in (*wholes, *pieces) if types.of_title(name)
                        and len(squeeze(name)) >= _FEWEST), "")
    )
    title, number = split_number(found, types)
    title, numbers = without_number(join_title([title]))
    return title, number or next(iter(numbers), "")
