"""Citations of a document or a clause: GB/T 7714—2025 and 2015, plain, BibTeX, RIS, CSL-JSON.

The forms are the templates ``templates/export/cite.<style>.j2``; this module gathers what they may say. The clause is named in
words (第二部分第（三）项第15条) by the labels as printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args
from urllib.parse import quote

from msgspec import Meta, Struct

from tiaowen.anchors import clause_address, policy_page
from tiaowen.config import Settings
from tiaowen.model import Clause, Path, Policy
from tiaowen.render.library import title_of
from tiaowen.text import int_to_chinese

if TYPE_CHECKING:
    from jinja2 import Environment

Style = Literal["gbt7714-2025", "gbt7714-2015", "plain", "bibtex", "ris", "csl-json"]
STYLES: tuple[Style, ...] = get_args(Style)
STYLE_NAMES: dict[Style, str] = {
    "gbt7714-2025": "GB/T 7714—2025", "gbt7714-2015": "GB/T 7714—2015", "plain": "纯文本",
    "bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON",
}
_FIXED = {"preamble": "引言", "closing": "结尾", "notice": "印发通知", "supp": "附则"}
_UNIT = {"bian": "编", "ch": "章", "sec": "节", "art": "条"}


class Reference(Struct, frozen=True, kw_only=True):
    """What a citation may say: ``authors`` as printed, dates ISO.

    ``url`` is empty when the site has no public address, ``code`` for the style's own.
    """

    key: str
    authors: tuple[str, ...]
    title: str
    short_title: Annotated[str, Meta(description="without the issuers before 关于, which GB/T 7714 names as authors already")]
    number: str
    date: str
    year: str
    locator: str
    url: str
    accessed: str
    sha256: str
    code: str


def reference(policy: Policy, clause: Clause | None, settings: Settings, *, accessed: str = "") -> Reference:
    """The reference to a policy, or to one of its clauses. ``accessed``: the day of reading, ISO; the build leaves it out (no clock)."""
    page = f"{policy.id}--{policy.version}" if policy.version else policy.id
    address = clause_address(page, clause.anchor) if clause else policy_page(page)
    date = policy.issue_date or policy.publish_date or ""
    return Reference(
        key=f"{page}:{clause.anchor}" if clause else page, authors=policy.issuers, title=title_of(policy),
        short_title=_without_issuers(policy), number=policy.doc_number, date=date, year=date[:4],
        locator=label_in_words(policy, clause) if clause else "",
        url=settings.site_url + address if settings.site_url else "", accessed=accessed,
        sha256=clause.sha256 if clause else policy.source.sha256, code=settings.citation_code,
    )


def _without_issuers(policy: Policy) -> str:
    """北京市人民政府办公厅关于转发…的通知 → 关于转发…的通知, as in the standard's own example (GB/T 7714—2015, 4.6.2)."""
    title = title_of(policy)
    before, mark, after = title.partition("关于")
    named = "".join(before.split()) in {"".join(policy.issuers), *policy.issuers}
    return mark + after if named and mark else title


def cite(ref: Reference, style: Style, templates: Environment) -> str:
    """The reference in one style, without a line break at the end. Raises KeyError for an unknown style."""
    if style == "csl-json":
        return json.dumps([_csl(ref)], ensure_ascii=False, indent=1)
    escape = _bibtex if style == "bibtex" else _one_line
    fields = {name: escape(getattr(ref, name)) for name in ref.__struct_fields__ if name != "authors"}
    fields |= {"key": ref.key, "url": quote(ref.url, safe="/:#%?&=~._-")}  # BibTeX reads these two as they stand
    return templates.get_template(f"export/cite.{style}.j2").render(**fields, authors=[escape(a) for a in ref.authors]).strip("\n")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _bibtex(text: str) -> str:
    escapes = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\{}$&#_%~^]", lambda m: escapes.get(m[0], "\\" + m[0]), _one_line(text))


def _csl(ref: Reference) -> dict[str, Any]:
    item: dict[str, Any] = {"id": ref.key, "type": "legislation", "title": ref.title, "language": "zh-CN"}
    if ref.authors:
        item["author"] = [{"literal": name} for name in ref.authors]
        item["authority"] = "、".join(ref.authors)
    for name, value in (("number", ref.number), ("section", ref.locator), ("URL", ref.url)):
        if value:
            item[name] = value
    for name, value in (("issued", ref.date), ("accessed", ref.accessed)):
        if value:
            item[name] = {"date-parts": [[int(part) for part in value.split("-")]]}
    item["note"] = f"sha256:{ref.sha256[:16]}"  # enough to notice a changed text; the whole one is in data/clauses.jsonl
    return item


def label_in_words(policy: Policy, clause: Clause, by_path: Mapping[Path, Clause] | None = None) -> str:
    """The clause in words, from the labels as printed: 2.3.15 → 第二部分第（三）项第15条, art12.2 → 第十二条第（二）项.

    ``by_path``: the policy's clauses by path, for a caller that asks for many.
    """
    known = {c.path: c for c in policy.clauses} if by_path is None else by_path
    parts = clause.path.split(".")
    words, in_article = [], False
    for depth, part in enumerate(parts):
        owner = known.get(".".join(parts[: depth + 1]))
        in_article = in_article or part.startswith("art")
        words.append(_word(part, owner.label if owner else "", depth, in_article))
    return "".join(words)


def _word(part: str, label: str, depth: int, in_article: bool) -> str:
    name, number, again = _pieces(part)
    if again:
        return _word(part.partition("~")[0], label, depth, in_article) + f"（第{again}处）"
    if part in _FIXED:
        return _FIXED[part]
    if name == "A":
        return f"附件{number}"
    if name in _UNIT:
        return re.sub(r"\s", "", label) if label else f"第{int_to_chinese(int(number))}{_UNIT[name]}"
    if name == "p":
        return f"第{int_to_chinese(int(number))}{'款' if in_article else '段'}"
    special = {"d": f"第{number}个破折号项", "t": f"表{number}", "r": f"第{number}行", "gap": f"残段{number}"}
    if name in special:
        return special[name]
    return _numbered(label, int(number), depth, in_article)


def _pieces(part: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"([A-Za-z]*)(\d*)[-z\d]*(?:~(\d+))?", part)
    return (match[1], match[2], match[3] or "") if match else (part, "", "")


def _numbered(label: str, number: int, depth: int, in_article: bool) -> str:
    bare = label.strip().rstrip("、.． ")
    if bare.startswith(("（", "(")):
        return f"第{bare}项"
    if re.fullmatch(r"[\d.．]+", bare) or (not bare and depth > 1):
        return f"第{bare or number}{'目' if in_article else '条'}"
    if depth == 0:
        return f"第{int_to_chinese(number)}部分"
    return f"第{bare or int_to_chinese(number)}项"
