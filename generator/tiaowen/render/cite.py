"""Citations of a document or a clause: GB/T 7714—2025 and 2015, the law journals' manual, plain, BibTeX, RIS, CSL-JSON.

The forms are the templates ``templates/export/cite.<style>.j2``; this module gathers what they may say.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args
from urllib.parse import quote

from msgspec import Meta, Struct

from tiaowen.anchors import clause_address, page_name, policy_page
from tiaowen.config import Settings
from tiaowen.model import Clause, Policy
from tiaowen.render import words
from tiaowen.render.library import title_of
from tiaowen.render.locator import label_in_words, law_locator

if TYPE_CHECKING:
    from jinja2 import Environment

Style = Literal["gbt7714-2025", "gbt7714-2015", "faxue", "faxue-again", "plain", "bibtex", "ris", "csl-json"]
STYLES: tuple[Style, ...] = get_args(Style)
STYLE_NAMES: dict[Style, str] = {
    "gbt7714-2025": "GB/T 7714—2025", "gbt7714-2015": "GB/T 7714—2015", "faxue": "法学引注手册",
    "faxue-again": "法学引注手册，再次引用",
    "plain": "纯文本", "bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON",
}
LANGUAGE = "zh-CN"
LAW_TYPES = {"法", "宪法", "修正案"}
_LEGISLATURE = re.compile("全国人民代表大会|全国人大")
_REVISED = re.compile(r"([12]\d{3})年(?:(?![12]\d{3}年)[^\n]){0,120}?(修正|修订)")


class Reference(Struct, frozen=True, kw_only=True):
    """What a citation may say: ``authors`` as printed, dates ISO.

    ``url`` is empty when the site has no public address, ``code`` for the style's own.
    """

    key: str
    authors: tuple[str, ...]
    title: str
    short_title: Annotated[
        str, Meta(description="without the issuers before 关于, which GB/T 7714 names as authors already")]
    number: str
    date: str
    year: str
    locator: Annotated[
        str, Meta(description="the clause in words, as printed: 第十二条第（二）项; empty for the document")]
    law_locator: Annotated[str, Meta(description="the same as law journals write it: 第12条第2项")]
    law: Annotated[
        bool, Meta(description="a law of the National People's Congress, which is cited by title and article alone")]
    mark: Annotated[
        str, Meta(description="the last revision (2018年修正), 已废止, or both; empty when there is none to tell")]
    url: str
    accessed: str
    sha256: str
    code: str


def reference(policy: Policy, clause: Clause | None, settings: Settings, *, accessed: str = "") -> Reference:
    """The reference to a policy, or to one of its clauses.

    ``accessed``: the day of reading, ISO; the build leaves it out (no clock), and so does a citation without an
    address.
    """
    page = page_name(policy.id, policy.version)
    address = clause_address(page, clause.anchor) if clause else policy_page(page)
    date = policy.issue_date or policy.publish_date or ""
    locator = label_in_words(policy, clause) if clause else ""
    return Reference(
        key=f"{page}:{clause.anchor}" if clause else page, authors=policy.issuers, title=title_of(policy),
        short_title=_without_issuers(policy), number=policy.doc_number, date=date, year=date[:4],
        locator=locator, law_locator=law_locator(locator), law=is_law(policy), mark=_mark(policy),
        url=settings.site_url + address if settings.site_url else "", accessed=accessed if settings.site_url else "",
        sha256=clause.sha256 if clause else policy.source.sha256, code=settings.citation_code,
    )


def is_law(policy: Policy) -> bool:
    """Whether it is a law of the National People's Congress or its committee; regulations and rules are cited with
    their number.
    """
    national = (
        any(_LEGISLATURE.search(issuer) for issuer in policy.issuers) or policy.title.startswith("中华人民共和国")
    )
    return policy.document_type in LAW_TYPES and national


def _without_issuers(policy: Policy) -> str:
    """北京市人民政府办公厅关于转发…的通知 → 关于转发…的通知, as in the standard's own example (GB/T 7714—2015,
    4.6.2).
    """
    title = title_of(policy)
    before, mark, after = title.partition("关于")
    named = "".join(before.split()) in {"".join(policy.issuers), *policy.issuers}
    return mark + after if named and mark else title


def _mark(policy: Policy) -> str:
    """What the manual wants said behind the title: which revision this text is (from its 题注); where none tells, that
    it has been changed since; that it is repealed.
    """
    revisions = [found for line in policy.header if line.role == "revision" for found in _REVISED.findall(line.text)]
    revision = "{}年{}".format(*max(revisions, key=lambda found: found[0])) if revisions else ""
    stated = policy.validity if policy.validity == "已废止" or policy.validity == "已修改" and not revision else ""
    return "，".join(filter(None, (revision, stated)))


def cite(ref: Reference, style: Style, templates: Environment) -> str:
    """The reference in one style, without a line break at the end. Raises KeyError for an unknown style."""
    if style == "csl-json":
        return json.dumps([csl(ref)], ensure_ascii=False, indent=1)
    escape = _bibtex if style == "bibtex" else _one_line
    texts = ("title", "short_title", "number", "date", "year", "locator", "law_locator", "mark", "accessed",
             "sha256", "code")
    fields: dict[str, Any] = {name: escape(getattr(ref, name)) for name in texts}
    # BibTeX reads these as they stand
    fields |= {"key": ref.key, "url": quote(ref.url, safe="/:#%?&=~._-"), "law": ref.law}
    fields |= {"authors": [escape(name) for name in ref.authors], "day": words.date(ref.date),
               "aside": escape(_aside(ref))}
    return templates.get_template(f"export/cite.{style}.j2").render(**fields).strip("\n")


def _aside(ref: Reference) -> str:
    """What the manual puts in brackets behind the title: the number where a clause is cited, and the mark."""
    return "，".join(filter(None, (ref.number if ref.law_locator and not ref.law else "", ref.mark)))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _bibtex(text: str) -> str:
    escapes = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    if not _is_balanced(text):  # BibTeX counts every brace of a field, one behind a backslash too
        escapes |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    return re.sub(r"[\\{}$&#_%~^]", lambda m: escapes.get(m[0], "\\" + m[0]), _one_line(text))


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def csl(ref: Reference) -> dict[str, Any]:
    """The reference as a CSL-JSON item.

    The type ``legislation`` makes a statute in Zotero. The line ``type: regulation`` in the note is what the styles of
    Chinese law journals read (CSL's own ``regulation`` becomes a document without number in Zotero), and so is
    ``status``.
    """
    item: dict[str, Any] = {"id": ref.key, "type": "legislation", "title": _one_line(ref.title), "language": LANGUAGE}
    if ref.authors:
        item["author"] = [{"literal": name} for name in ref.authors]
        item["authority"] = "、".join(ref.authors)
    said = {"number": ref.number, "section": ref.law_locator, "URL": ref.url}
    item |= {name: value for name, value in said.items() if value}
    for name, value in (("issued", ref.date), ("accessed", ref.accessed)):
        if value:
            item[name] = {"date-parts": [[int(part) for part in value.split("-")]]}
    item["note"] = "\n".join([*notes(ref), f"sha256:{ref.sha256[:16]}"])  # enough to notice a changed text
    return item


def notes(ref: Reference) -> list[str]:
    """What the styles of Chinese law journals read in the note of an item. They print one thing in brackets behind the
    title: the status, and only without one a clause's number.
    """
    return list(filter(None, ("" if ref.law else "type: regulation", f"status: {_aside(ref)}" if ref.mark else "")))
