"""The number of a document: from its lines, the page, the notes under its title, or the name of an attached file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from tiaowen.catalog import Catalog
from tiaowen.document_names import HONG_KONG, MACAO, find_numbers, normal_number
from tiaowen.model import CleanText
from tiaowen.parse.adoption import acts_of
from tiaowen.parse.decrees import ORDERS, enacted
from tiaowen.parse.fields import Fields
from tiaowen.parse.parts import Part
from tiaowen.parse.stated_title import page_title
from tiaowen.parse.titles import join_title
from tiaowen.text import squeeze

_FILE = re.compile(r"\.(?:docx?|pdf|wps|ofd)(?![a-z])", re.I)
# 第18号, 〔2025〕19号, without whose
_UNNAMED = re.compile(r"[（(]?(?:(?:\d{4}年|[〔（(][一二三四五六七八九十]+届[〕）)])?第|〔\d{4}〕)")


def _order_of(part: Part) -> str:
    """湖南省人民政府令, where a decree prints only 第18号 and says which government has passed the rule."""
    body = enacted("".join(piece.text for piece in part.body))[1]
    return f"{body}令" if body.endswith("人民政府") else ""


def number_of_document(fields: Fields, leading: Sequence[Part], text: CleanText, catalog: Catalog) -> None:
    """Put the number, from the surest place that states one: its line, an order, the page, a note, the lead-in."""
    for part in leading:
        for printed in part.front.numbers:
            number = normal_number(re.sub(r"^(?:发文字号|文号|编号)[:：]|^[（(【]|[）)】]$", "", squeeze(printed)))
            if not (MACAO.fullmatch(number) or HONG_KONG.fullmatch(number)) and _UNNAMED.match(number):
                named = [*part.front.orders, part.title if "关于" not in part.title else ""]
                order = next((squeeze(o) for o in named if squeeze(o).endswith(ORDERS)), "") or _order_of(part)
                number = normal_number(order + number.strip("（）()")) if order else ""
            fields.put("doc_number", number, "text")
        for order in part.front.orders:
            found = find_numbers(squeeze(order))
            fields.put("doc_number", found[0].text if found else "", "text")
    for stated in (text.source.portal.get("doc_number", ""), page_title(text, catalog.document_types)[1]):
        fields.put("doc_number", normal_number(stated) if re.search(r"\d", stated) else "", "portal")
    for part in leading:
        for revision in part.front.revisions:  # （2011年12月15日广州市人民政府令第61号公布，…）
            found = [number for act in acts_of(revision) if re.search("公布|发布|颁布", act)
                     for number in find_numbers(act)]
            fields.put("doc_number", found[0].text if found else "", "text")
    title = squeeze(fields.values.get("title", ""))
    for item in text.furniture:  # only the lead-in gives the number: 印发《…》（威办发〔2017〕45号）
        plain = squeeze(item.text)
        for match in re.finditer(r"《([^《》]+)》[（(]([^（）()]{6,30}号)[）)]", plain):
            if title and (match[1] in title or title in match[1]):
                fields.put("doc_number", normal_number(match[2]), "text")


def attached_file(fields: Fields, text: CleanText, catalog: Catalog) -> None:
    """Number, and where there is none the title, stand only in the name of the attached file:
    某府办规〔2023〕6号关于印发《…》的通知.pdf
    """
    title = squeeze(fields.values.get("title", ""))
    for item in text.furniture:
        for own in find_numbers(item.text) if _FILE.search(item.text) else ():
            name = squeeze(_FILE.split(item.text[own.end:])[0])
            same = bool(title) and (title in name or name in title or _alike(title, name))
            if name and (same or not title and catalog.document_types.of_title(name)):
                fields.put("doc_number", normal_number(own.text), "text")
                fields.put("title", join_title([name]), "text")


def _alike(title: str, name: str) -> bool:
    """Whether a file's name is the title but for a few characters (…若干政策, …的若干政策), its issuer left away."""
    short = min(len(title), len(name))
    return short >= 8 and SequenceMatcher(None, title[-short:], name[-short:], autojunk=False).ratio() > 0.8


def linked_file(fields: Fields, leading: Sequence[Part], catalog: Catalog) -> None:
    """Number and title stand only in the name of the attached file: 临政办发〔2013〕158号…的通知.doc."""
    for part in leading:
        for line in part.ending.header:
            found = find_numbers(line.text)
            name = re.sub(r"\.(?:docx?|pdf|wps)$", "", line.text[found[0].end:] if found else "", flags=re.I)
            if found and found[0].start == 0 and name != line.text and catalog.document_types.of_title(name):
                fields.put("doc_number", found[0].text, "text")
                fields.put("title", join_title([name]), "text")
