"""Fields of a document from its own lines, then from the page: number, issuers, dates, addressees, kind, place; each
with its provenance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.document_names import HONG_KONG, MACAO
from tiaowen.model import CleanText, Jurisdiction
from tiaowen.parse.adoption import acts_of
from tiaowen.parse.dates import Stated, stated_dates
from tiaowen.parse.decrees import enacted
from tiaowen.parse.ending import names_of
from tiaowen.parse.fields import Fields
from tiaowen.parse.issuers import adopting_body, issuers_of_title, plain_names, split_addressees, with_branches
from tiaowen.parse.lines import is_issuer
from tiaowen.parse.parts import Part
from tiaowen.parse.spliced import foreign_head
from tiaowen.parse.stated_number import attached_file, linked_file, number_of_document
from tiaowen.parse.stated_title import title_of_document
from tiaowen.text import iso_date, squeeze

_OF_A_PLACE = re.compile("(?P<place>[\u4e00-\u9fff]{2,6}?[省市县区州])")
_VALIDITY = tuple((re.compile(words), value) for words, value in (
    ("部分(?:条款)?(?:失效|废止|有效|修改|修订)", "已修改"),
    ("[未没]有?(?:被)?(?:废止|失效)|(?<![无失])有效(?!期)", "现行有效"),
    ("废止|失效|无效", "已废止"),
    ("尚未|未(?:施行|生效|实施)", "尚未施行"), ("修改|修订|修正", "已修改")))
_PLACEHOLDER = re.compile("19[01]|1970-01-01|20[89]")  # what a data base writes for "no date"


def read_metadata(parts: Sequence[Part], text: CleanText, catalog: Catalog) -> Fields:
    """The fields of the policy that its lines or the page state. Nothing is guessed from another field."""
    fields = Fields()
    main = next((part for part in parts if part.kind == "document"), None)
    leading = [part for part in parts if part.kind != "annex"]
    title_of_document(fields, leading, text, catalog)
    number_of_document(fields, leading, text, catalog)
    linked_file(fields, leading, catalog)
    attached_file(fields, text, catalog)
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


def _issued_by_note(revisions: Iterable[str]) -> str | None:
    """When a law or rule was first promulgated, by the notes under its title; adopted, when they say no more; else
    approved.
    """
    acts = [act for revision in revisions for act in acts_of(revision)]
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
        if part.kind == "decree" and not part.front.issuers:
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
    fields.put("issuers", adopting_body(fields.values.get("doc_number", "")), "text")  # nothing but 教育部令第41号
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
    if HONG_KONG.fullmatch(values.get("doc_number", "")):
        named.append("香港特别行政区")
    found: Jurisdiction = catalog.places.locate(*[name for name in named if name], values.get("doc_number", ""))
    fields.put("jurisdiction", found if found.place_id else None, "text")
    if not found.place_id:  # no issuer, no number, but 本市 and the city again and again
        found = catalog.places.spoken_of("\n".join(line.text for line in text.lines))
        fields.put("jurisdiction", found if found.place_id else None, "inferred")


def _titles(parts: Iterable[Part]) -> list[str]:
    return [part.title for part in parts if part.title]
