"""Fields of a document from its own lines, then from the page: number, issuers, dates, addressees, kind, place; each with its provenance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.document_names import find_numbers, normal_number
from tiaowen.model import CleanText, Jurisdiction, Provenance
from tiaowen.parse.dates import Stated, stated_dates
from tiaowen.parse.ending import names_of
from tiaowen.parse.front import join_title
from tiaowen.parse.issuers import adopting_body, issuers_of_title, plain_names, split_addressees
from tiaowen.parse.lines import is_issuer, is_number
from tiaowen.parse.parts import Part
from tiaowen.parse.spliced import foreign_head
from tiaowen.text import iso_date, squeeze

_FILE = re.compile(r"\.(?:docx?|pdf|wps|ofd)(?![a-z])", re.I)
_SITE = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]{2,40}(?:网|门户网站|网站|政府|平台|局|委员会|厅|部)?\s*$")


class Fields:
    """Values found so far, with where each came from; the first value of a field stays."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.provenance: dict[str, Provenance] = {}

    def put(self, name: str, value: Any, source: Provenance) -> None:
        """Set a field unless it has a value, or the new one is empty."""
        if value and not self.values.get(name):
            self.values[name] = value
            self.provenance[name] = source


def read_metadata(parts: Sequence[Part], text: CleanText, catalog: Catalog) -> Fields:
    """The fields of the policy that its lines or the page state. Nothing is guessed from another field."""
    fields = Fields()
    main = next((part for part in parts if part.kind in ("document",)), None)
    leading = [part for part in parts if part.kind != "annex"]
    _title(fields, leading, main, text, catalog)
    _number(fields, leading, text)
    _linked_file(fields, leading, catalog)
    _attached_file(fields, text, catalog)
    _issuers(fields, leading, text)
    _dates(fields, leading, main, text)
    addressees = next((part.front.addressees for part in leading if part.front.addressees), [])
    fields.put("addressees", tuple(split_addressees("".join(addressees))), "text")
    types = catalog.document_types
    kinds = [types.of_title(title) for title in (*(part.title for part in (main, *leading) if part), fields.values.get("title", ""))]
    fields.put("document_type", next((kind for kind in kinds if kind), ""), "text")
    _place(fields, text, parts, catalog)
    portal = text.source.portal
    for name in ("source_url", "publisher", "validity"):
        fields.put(name, _validity(portal.get(name, "")) if name == "validity" else portal.get(name, ""), "portal")
    return fields


def _validity(printed: str) -> str:
    for mark, value in (("废止", "已废止"), ("失效", "已废止"), ("修改", "已修改"), ("修订", "已修改"), ("尚未", "尚未施行"), ("有效", "现行有效")):
        if mark in printed:
            return value
    return ""


def _title(fields: Fields, leading: Sequence[Part], main: Part | None, text: CleanText, catalog: Catalog) -> None:
    for part in leading:
        if part.kind != "decree":
            fields.put("title", part.title, "text")
    types = catalog.document_types
    portal = text.source.portal
    fields.put("title", join_title([portal.get("title", "")]), "portal")
    for item in text.furniture:  # 003: the title stands only in the news lead-in, 潍坊日报刊发《…》
        named = [name for name in re.findall(r"《((?:[^《》]|《[^《》]*》)+)》", item.text) if types.of_title(name)]
        if named and any(mark in item.reason for mark in ("新闻", "导语", "lead")):
            fields.put("title", join_title([named[0]]), "text")
    page = _SITE.sub("", portal.get("page_title", "")).strip()
    if types.of_title(page):
        fields.put("title", join_title([page]), "portal")


def _number(fields: Fields, leading: Sequence[Part], text: CleanText) -> None:
    for part in leading:
        for printed in part.front.numbers:
            number = normal_number(re.sub(r"^(?:发文字号|文号|编号)[:：]|^[（(【]|[）)】]$", "", squeeze(printed)))
            if re.match(r"[（(]?(?:\d{4}年|[〔（(][一二三四五六七八九十]+届[〕）)])?第", number):
                order = next((squeeze(o) for o in part.front.orders if squeeze(o).endswith(("令", "公告", "通告"))), "")
                number = normal_number(order + number.strip("（）()")) if order else ""
            fields.put("doc_number", number, "text")
        for order in part.front.orders:
            found = find_numbers(squeeze(order))
            fields.put("doc_number", found[0].text if found else "", "text")
    fields.put("doc_number", normal_number(text.source.portal.get("doc_number", "")), "portal")
    for part in leading:
        for revision in part.front.revisions:  # （2011年12月15日广州市人民政府令第61号公布，…）
            found = find_numbers(squeeze(revision).split("，")[0])
            fields.put("doc_number", found[0].text if found and "公布" in revision else "", "text")
    title = squeeze(fields.values.get("title", ""))
    for item in text.furniture:  # 001: only the lead-in gives the number, 印发《…》（威办发〔2017〕45号）
        plain = squeeze(item.text)
        for match in re.finditer(r"《([^《》]+)》[（(]([^（）()]{6,30}号)[）)]", plain):
            if title and (match[1] in title or title in match[1]):
                fields.put("doc_number", normal_number(match[2]), "text")


def _attached_file(fields: Fields, text: CleanText, catalog: Catalog) -> None:
    """Number, and where there is none the title, stand only in the name of the attached file: 某府办规〔2023〕6号关于印发《…》的通知.pdf"""
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


def _linked_file(fields: Fields, leading: Sequence[Part], catalog: Catalog) -> None:
    """zj-16: number and title stand only in the name of the attached file, 临政办发〔2013〕158号…的通知.doc"""
    for part in leading:
        for line in part.ending.header:
            found = find_numbers(line.text)
            name = re.sub(r"\.(?:docx?|pdf|wps)$", "", line.text[found[0].end:] if found else "", flags=re.I)
            if found and found[0].start == 0 and name != line.text and catalog.document_types.of_title(name):
                fields.put("doc_number", found[0].text, "text")
                fields.put("title", join_title([name]), "text")


def _issuers(fields: Fields, leading: Sequence[Part], text: CleanText) -> None:
    for part in leading[:1]:
        for order in part.front.orders:
            head = re.sub(r"(?:令|公告|通告|文件|决定)(?:[（(]?第.*)?$", "", squeeze(order))
            promulgates = head.endswith("主席")  # the President promulgates what the congress has adopted
            fields.put("issuers", plain_names(head) if len(head) >= 3 and is_issuer(head) and not promulgates else (), "text")
        fields.put("issuers", tuple(dict.fromkeys(part.ending.issuers)), "text")
    for part in leading:
        fields.put("issuers", issuers_of_title(part.title), "text")
    if not leading or leading[0].kind == "document":
        for part in leading:
            fields.put("issuers", tuple(dict.fromkeys(name for line in part.front.issuers for name in names_of(line))), "text")
    for part in leading:
        for revision in part.front.revisions:
            fields.put("issuers", adopting_body(squeeze(revision)), "text")
    for part in leading:  # 河北省人民政府 between the heading of a page and the decree
        fields.put("issuers", tuple(dict.fromkeys(name for line in part.front.issuers for name in names_of(line))), "text")
    title = fields.values.get("title", "")
    fields.put("issuers", issuers_of_title(title), fields.provenance.get("title", "text"))
    fields.values["issuers"] = _in_full(fields.values.get("issuers", ()), leading)
    stated = text.source.portal.get("issuers", "")
    names = (name.strip() for name in re.split("[、，;；\\s]+", stated))
    fields.put("issuers", tuple(name for name in names if name and not name.endswith(("网", "网站", "平台"))), "portal")


def _in_full(names: tuple[str, ...], leading: Sequence[Part]) -> tuple[str, ...]:
    """省人民政府 as 湖北省人民政府, when a line of its own prints the name in full."""
    printed = [name for part in leading for line in part.front.issuers for name in names_of(line)]
    return tuple(next((full for full in printed if name[:1] in "省市县区" and full != name and full.endswith(name)), name) for name in names)


def _dates(fields: Fields, leading: Sequence[Part], main: Part | None, text: CleanText) -> None:
    portal = text.source.portal
    for part in leading[:1]:
        for printed in (*part.ending.dates, *part.front.dates):
            fields.put("issue_date", iso_date(squeeze(printed)), "text")
    fields.put("issue_date", iso_date(portal.get("issue_date", "")), "portal")
    for part in leading:
        for printed in (*part.ending.dates, *part.front.dates):
            fields.put("issue_date", iso_date(squeeze(printed)), "text")
        for line in part.front.header:  # （2026年1月14日在浙江省第十四届人民代表大会第四次会议上）
            if line.role == "note" and "会议上" in line.text:
                fields.put("issue_date", iso_date(squeeze(line.text)), "text")
        for revision in part.front.revisions:
            plain = squeeze(revision).lstrip("（(")
            first = re.split("[，,]", plain)[0]
            if re.search("公布|发布|颁布", first) and "通过" not in first:
                fields.put("issue_date", iso_date(first), "text")
    fields.put("publish_date", iso_date(portal.get("publish_date", "")), "portal")
    stated: Stated = stated_dates([_own(part) for part in leading if part.kind != "annex"], fields.values.get("issue_date"))
    fields.put("effective_date", None if stated.effective_inferred else stated.effective, "text")
    fields.put("effective_date", iso_date(portal.get("effective_date", "")), "portal")
    fields.put("effective_date", stated.effective, "inferred")
    fields.put("expiry_date", None if stated.expiry_inferred else stated.expiry, "text")
    fields.put("expiry_date", iso_date(portal.get("expiry_date", "")), "portal")
    fields.put("expiry_date", stated.expiry, "inferred")


def _own(part: Part) -> Part:
    """The part without the end of another rule that stands before it: its day is not this document's."""
    return structs.replace(part, body=part.body[foreign_head(part.body):])


def _place(fields: Fields, text: CleanText, parts: Sequence[Part], catalog: Catalog) -> None:
    values = fields.values
    named = [*values.get("issuers", ()), *(name for part in parts for name in part.ending.issuers), values.get("title", ""), *_titles(parts)]
    found: Jurisdiction = catalog.places.locate(*[name for name in named if name], values.get("doc_number", ""))
    fields.put("jurisdiction", found if found.place_id else None, "text")
    if not found.place_id:  # 004: no issuer, no number, but 本市 and 上海 again and again
        found = catalog.places.spoken_of("\n".join(line.text for line in text.lines))
        fields.put("jurisdiction", found if found.place_id else None, "inferred")


def _titles(parts: Iterable[Part]) -> list[str]:
    return [part.title for part in parts if part.title]


def printed_numbers(parts: Iterable[Part]) -> list[str]:
    """Every line of the fronts that is a document number of its own."""
    return [normal_number(text) for part in parts for text in part.front.numbers if is_number(text)]
