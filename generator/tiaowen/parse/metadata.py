"""Fields of a document from its own lines, then from the page: number, issuers, dates, addressees, kind, place; each
with its provenance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import MACAO, find_numbers, normal_number
from tiaowen.model import CleanText, Jurisdiction, Provenance
from tiaowen.parse.dates import Stated, stated_dates
from tiaowen.parse.decrees import enacted
from tiaowen.parse.ending import names_of
from tiaowen.parse.issuers import adopting_body, issuers_of_title, plain_names, split_addressees, with_branches
from tiaowen.parse.lines import DATE, is_issuer
from tiaowen.parse.parts import Part
from tiaowen.parse.spliced import foreign_head
from tiaowen.parse.titles import join_title, split_number, without_number
from tiaowen.text import iso_date, squeeze

_FILE = re.compile(r"\.(?:docx?|pdf|wps|ofd)(?![a-z])", re.I)
_OF_A_PLACE = re.compile("(?P<place>[\u4e00-\u9fff]{2,6}?[省市县区州])")
_UNNAMED = re.compile(r"[（(]?(?:\d{4}年|[〔（(][一二三四五六七八九十]+届[〕）)])?第")  # 第18号, without whose
_ORDERS = ("令", "公告", "通告")
_FEWEST = 8
_VALIDITY = tuple((re.compile(words), value) for words, value in (
    ("部分(?:条款)?(?:失效|废止|有效|修改|修订)", "已修改"),
    ("[未没]有?(?:被)?(?:废止|失效)|(?<![无失])有效(?!期)", "现行有效"),
    ("废止|失效|无效", "已废止"),
    ("尚未|未(?:施行|生效|实施)", "尚未施行"), ("修改|修订|修正", "已修改")))
_SITE = re.compile(r"\s*[-_|—–【】]+\s*")
_PLACEHOLDER = re.compile("19[01]|1970-01-01|20[89]")  # what a data base writes for "no date"
_ACT_BEGINS = re.compile(rf"(?<![自从于至])(?={DATE.pattern})")


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
    main = next((part for part in parts if part.kind == "document"), None)
    leading = [part for part in parts if part.kind != "annex"]
    _title(fields, leading, text, catalog)
    _number(fields, leading, text, catalog)
    _linked_file(fields, leading, catalog)
    _attached_file(fields, text, catalog)
    _issuers(fields, leading, text, catalog)
    _dates(fields, leading, text)
    addressees = next((part.front.addressees for part in leading if part.front.addressees), [])
    fields.put("addressees", tuple(split_addressees("".join(addressees))), "text")
    types = catalog.document_types
    kinds = [types.of_title(title)
             for title in (*(part.title for part in (main, *leading) if part), fields.values.get("title", ""))]
    fields.put("document_type", next((kind for kind in kinds if kind), ""), "text")
    _place(fields, text, parts, catalog)
    portal = text.source.portal
    for name in ("source_url", "publisher", "validity"):
        fields.put(name, validity_of(portal.get(name, "")) if name == "validity" else portal.get(name, ""), "portal")
    return fields


def validity_of(printed: str) -> str:
    """What a portal states of the document. One repealed in part is amended; one in force as amended is in force."""
    return next((value for words, value in _VALIDITY if words.search(printed)), "")


def _title(fields: Fields, leading: Sequence[Part], text: CleanText, catalog: Catalog) -> None:
    types = catalog.document_types
    page, _ = _page_title(text, types)
    own = [*(part.title for part in leading if part.kind != "decree"), *_of_decrees(leading, types)]
    for title in own:  # a line that names no kind of document may be a word of the page; its own title is surer
        fields.put("title", title if types.of_title(title) or not types.of_title(page) else "", "text")
    fields.put("title", page, "portal")
    for item in text.furniture:  # 003: the title stands only in the news lead-in, 潍坊日报刊发《…》
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
            yield "" if part.title.endswith(_ORDERS) or not types.of_title(part.title) else part.title
            yield enacted("".join(piece.text for piece in part.body))[0]


def _page_title(text: CleanText, types: DocumentTypes) -> tuple[str, str]:
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


def _order_of(part: Part) -> str:
    """湖南省人民政府令, where a decree prints only 第18号 and says which government has passed the rule."""
    body = enacted("".join(piece.text for piece in part.body))[1]
    return f"{body}令" if body.endswith("人民政府") else ""


def _number(fields: Fields, leading: Sequence[Part], text: CleanText, catalog: Catalog) -> None:
    for part in leading:
        for printed in part.front.numbers:
            number = normal_number(re.sub(r"^(?:发文字号|文号|编号)[:：]|^[（(【]|[）)】]$", "", squeeze(printed)))
            if not MACAO.fullmatch(number) and _UNNAMED.match(number):
                named = [*part.front.orders, part.title if "关于" not in part.title else ""]
                order = next((squeeze(o) for o in named if squeeze(o).endswith(_ORDERS)), "") or _order_of(part)
                number = normal_number(order + number.strip("（）()")) if order else ""
            fields.put("doc_number", number, "text")
        for order in part.front.orders:
            found = find_numbers(squeeze(order))
            fields.put("doc_number", found[0].text if found else "", "text")
    for stated in (text.source.portal.get("doc_number", ""), _page_title(text, catalog.document_types)[1]):
        fields.put("doc_number", normal_number(stated) if re.search(r"\d", stated) else "", "portal")
    for part in leading:
        for revision in part.front.revisions:  # （2011年12月15日广州市人民政府令第61号公布，…）
            found = [number for act in _acts(revision) if re.search("公布|发布|颁布", act)
                     for number in find_numbers(act)]
            fields.put("doc_number", found[0].text if found else "", "text")
    title = squeeze(fields.values.get("title", ""))
    for item in text.furniture:  # 001: only the lead-in gives the number, 印发《…》（威办发〔2017〕45号）
        plain = squeeze(item.text)
        for match in re.finditer(r"《([^《》]+)》[（(]([^（）()]{6,30}号)[）)]", plain):
            if title and (match[1] in title or title in match[1]):
                fields.put("doc_number", normal_number(match[2]), "text")


def _attached_file(fields: Fields, text: CleanText, catalog: Catalog) -> None:
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


def _linked_file(fields: Fields, leading: Sequence[Part], catalog: Catalog) -> None:
    """Number and title stand only in the name of the attached file: 临政办发〔2013〕158号…的通知.doc."""
    for part in leading:
        for line in part.ending.header:
            found = find_numbers(line.text)
            name = re.sub(r"\.(?:docx?|pdf|wps)$", "", line.text[found[0].end:] if found else "", flags=re.I)
            if found and found[0].start == 0 and name != line.text and catalog.document_types.of_title(name):
                fields.put("doc_number", found[0].text, "text")
                fields.put("title", join_title([name]), "text")


def _acts(revision: str) -> list[str]:
    """The acts of a note under the title, each with its day first: 2018年8月30日…通过 2018年9月21日…批准 → two."""
    return [act for act in _ACT_BEGINS.split(squeeze(revision).lstrip("（(")) if DATE.match(act)]


def _issued_by_note(revisions: Iterable[str]) -> str | None:
    """When a law or rule was first promulgated, by the notes under its title; adopted, when they say no more; else
    approved.
    """
    acts = [act for revision in revisions for act in _acts(revision)]
    for pattern in ("公布|发布|颁布", "通过", "批准"):
        for act in acts:
            if re.search(pattern, act):
                return iso_date(act)
    return None


def _issuers(fields: Fields, leading: Sequence[Part], text: CleanText, catalog: Catalog) -> None:
    for part in leading[:1]:
        for order in part.front.orders:
            apart = re.sub(r"\s*(?:令|公告|通告|文件|决定)(?:[（(]?第.*)?$", "", order)
            head = squeeze(apart)
            promulgates = head.endswith("主席")  # the President promulgates what the congress has adopted
            each = "、".join(names_of(apart))
            printed = plain_names(each) if len(head) >= 3 and is_issuer(head) and not promulgates else ()
            # a letterhead of several lines, the last of which ends in 文件
            joint = set(printed) < set(part.ending.issuers)
            fields.put("issuers", () if joint else printed, "text")
        fields.put("issuers", tuple(dict.fromkeys(part.ending.issuers)), "text")
        if part.kind == "decree" and part.front.numbers and not part.front.issuers:
            fields.put("issuers", tuple(filter(None, [enacted("".join(piece.text for piece in part.body))[1]])), "text")
    for part in leading:
        fields.put("issuers", issuers_of_title(part.title), "text")
    if not leading or leading[0].kind == "document":
        for part in leading:
            fields.put("issuers", tuple(dict.fromkeys(name for line in part.front.issuers for name in names_of(line))),
                       "text")
    for part in leading:
        for revision in part.front.revisions:
            fields.put("issuers", adopting_body(squeeze(revision)), "text")
    for part in leading:  # 河北省人民政府 between the heading of a page and the decree
        fields.put("issuers", tuple(dict.fromkeys(name for line in part.front.issuers for name in names_of(line))),
                   "text")
    title = fields.values.get("title", "")
    fields.put("issuers", _signed_by_its_head(title, leading), "inferred")
    fields.put("issuers", issuers_of_title(title), fields.provenance.get("title", "text"))
    whole = with_branches(fields.values.get("issuers", ()))
    run_apart = ((catalog.agencies.central_run(name) or (name,)) for name in whole)
    fields.values["issuers"] = _in_full(tuple(name for names in run_apart for name in names), leading)
    stated = text.source.portal.get("issuers", "")
    names = (name.strip() for name in re.split("[、，;；\\s]+", stated))
    fields.put("issuers", tuple(name for name in names if name and not name.endswith(("网", "网站", "平台"))), "portal")


def _signed_by_its_head(title: str, leading: Sequence[Part]) -> tuple[str, ...]:
    """石家庄市人民政府, where a rule of 石家庄市 bears no issuer and is signed 市长：某某 (a decree without its
    head).
    """
    signers = [squeeze(line.text) for part in leading for line in part.header if line.role in ("note", "signature")]
    place = _OF_A_PLACE.match(title)
    heads = place and any(re.match(f"(?:代)?{place['place'][-1]}长", signer) for signer in signers)
    return (f"{place['place']}人民政府",) if place and heads else ()


def _in_full(names: tuple[str, ...], leading: Sequence[Part]) -> tuple[str, ...]:
    """省人民政府 as 湖北省人民政府, when a line of its own prints the name in full."""
    printed = [name for part in leading for line in part.front.issuers for name in names_of(line)]
    return tuple(next((full for full in printed if name[:1] in "省市县区" and full != name and full.endswith(name)),
                      name) for name in names)


def _dates(fields: Fields, leading: Sequence[Part], text: CleanText) -> None:
    portal = text.source.portal
    for part in leading[:1]:
        noted = _issued_by_note(part.front.revisions)
        for printed in (*part.ending.dates, *part.front.dates):
            day = iso_date(squeeze(printed))
            # 2024年12月 above the title: an archive's
            fields.put("issue_date", noted if noted and len(day or "") < len(noted) else day, "text")
    fields.put("issue_date", _page_day(portal, "issue_date"), "portal")
    for part in leading:
        for printed in (*part.ending.dates, *part.front.dates):
            fields.put("issue_date", iso_date(squeeze(printed)), "text")
        for line in part.front.header:  # （2026年1月14日在浙江省第十四届人民代表大会第四次会议上）
            if line.role == "note" and "会议上" in line.text:
                fields.put("issue_date", iso_date(squeeze(line.text)), "text")
        fields.put("issue_date", _issued_by_note(part.front.revisions), "text")
    for part in leading:  # nothing but 2015年5月28日印发: the day of printing, which follows that of issue
        for printed in part.ending.printed:
            fields.put("issue_date", iso_date(squeeze(printed)) if "印发" in printed else None, "inferred")
    fields.put("publish_date", _page_day(portal, "publish_date"), "portal")
    stated: Stated = stated_dates([_own(part) for part in leading if part.kind != "annex"],
                                  fields.values.get("issue_date"))
    fields.put("effective_date", None if stated.effective_inferred else stated.effective, "text")
    fields.put("effective_date", _page_day(portal, "effective_date"), "portal")
    fields.put("effective_date", stated.effective, "inferred")
    fields.put("expiry_date", None if stated.expiry_inferred else stated.expiry, "text")
    fields.put("expiry_date", _page_day(portal, "expiry_date"), "portal")
    fields.put("expiry_date", stated.expiry, "inferred")


def _own(part: Part) -> Part:
    """The part without the end of another rule that stands before it: its day is not this document's."""
    return structs.replace(part, body=part.body[foreign_head(part.body):])


def _page_day(portal: Mapping[str, str], name: str) -> str | None:
    """A day that the page states; none where it writes 1900-1-1 or 2099-12-31 for a day it does not know."""
    day = iso_date(portal.get(name, ""))
    return None if day and _PLACEHOLDER.match(day) else day


def _place(fields: Fields, text: CleanText, parts: Sequence[Part], catalog: Catalog) -> None:
    values = fields.values
    named = [*values.get("issuers", ()), *(name for part in parts for name in part.ending.issuers),
             values.get("title", ""), *_titles(parts)]
    if MACAO.fullmatch(values.get("doc_number", "")):
        named.append("澳门特别行政区")
    found: Jurisdiction = catalog.places.locate(*[name for name in named if name], values.get("doc_number", ""))
    fields.put("jurisdiction", found if found.place_id else None, "text")
    if not found.place_id:  # 004: no issuer, no number, but 本市 and 上海 again and again
        found = catalog.places.spoken_of("\n".join(line.text for line in text.lines))
        fields.put("jurisdiction", found if found.place_id else None, "inferred")


def _titles(parts: Iterable[Part]) -> list[str]:
    return [part.title for part in parts if part.title]
