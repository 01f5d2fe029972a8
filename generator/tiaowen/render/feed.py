"""The Atom feed (RFC 4287): new documents, new versions of documents with what changed in them, and documents taken down."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree
from msgspec import Struct

from tiaowen.anchors import policy_page
from tiaowen.config import Settings
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render.difference import difference_page, summary
from tiaowen.text import calendar_day, xml_text

NAMESPACE = "http://www.w3.org/2005/Atom"
MOST = 200  # entries; a reader that missed more looks at the site
_EPOCH = "1970-01-01"


class Entry(Struct, frozen=True, kw_only=True, order=True):
    """One piece of news: the day it is dated, its page, what tells it from other news of that page, its title and what happened."""

    day: str
    page: str
    title: str
    summary: str
    published: str = ""
    mark: str = ""

    @property
    def identity(self) -> str:
        """The same for as long as the page has its address."""
        return self.page + self.mark


def feed(corpus: Corpus, settings: Settings) -> bytes:
    """The newest entries, newest first. Dates are the documents' own: there is no clock, and no entry moves because another document came."""
    base = settings.site_url or "urn:tiaowen:"
    news = sorted(entries(corpus), reverse=True)[:MOST]
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    _sub(root, "title", settings.site_name)
    _sub(root, "id", settings.site_url or f"{base}feed")
    _sub(root, "updated", _moment(news[0].day if news else _EPOCH))
    _sub(root, "link", rel="self", href=f"{settings.site_url}feed.xml")
    _sub(_sub(root, "author"), "name", settings.site_name)
    for item in news:
        entry = _sub(root, "entry")
        _sub(entry, "title", item.title)
        _sub(entry, "id", base + item.identity)
        if item.published:
            _sub(entry, "published", _moment(item.published))
        _sub(entry, "updated", _moment(item.day))
        _sub(entry, "link", href=settings.site_url + item.page)
        _sub(entry, "summary", item.summary)
    etree.indent(root, "")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8")) + b"\n"


def entries(corpus: Corpus) -> list[Entry]:
    """All news, in no order."""
    current = {policy.id: policy for policy in corpus.policies}
    history: dict[str, list[Policy]] = {}
    for old in corpus.versions:
        if old.id in current:
            history.setdefault(old.id, []).append(old)
    out = [_published((history.get(policy.id) or [policy])[0]) for policy in corpus.policies]
    for key, olds in history.items():
        out += [_changed(before, after) for before, after in pairwise([*olds, current[key]])]
    return out + [_withdrawn(policy) for policy in corpus.withdrawn if policy.status != "removed"]


def _published(policy: Policy) -> Entry:
    dated = policy.issue_date or policy.publish_date
    return Entry(day=_own_day(policy), page=policy_page(policy.id), title=policy.title, summary=_source(policy),
                 published=_day(dated) if dated else "")


def _changed(before: Policy, after: Policy) -> Entry:
    """The page compares with the current version, the count is of this step alone."""
    title = f"有新版本：{after.title}"
    return Entry(day=_own_day(after), page=difference_page(before), title=title, summary=f"{summary(before, after)}。{_source(after)}")


def _withdrawn(policy: Policy) -> Entry:
    """A piece of news of its own: a reader that knows the document would not show the same identity again."""
    return Entry(day=_own_day(policy), page=policy_page(policy.id), mark="#withdrawn", title=f"已撤下：{policy.title}", summary=_source(policy))


def _own_day(policy: Policy) -> str:
    """A document without a date is as old as the day it was fetched, if that is told."""
    return _day(policy.issue_date or policy.publish_date or policy.source.retrieved)


def _source(policy: Policy) -> str:
    return " ".join(part for part in ("、".join(policy.issuers), policy.doc_number) if part)


def _day(date: str | None) -> str:
    return f"{date}-01-01"[:10] if date and len(date) == 4 else f"{date}-01"[:10] if date else _EPOCH


def _moment(day: str) -> str:
    return f"{calendar_day(day)}T00:00:00Z"


def _sub(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", {name: xml_text(value) for name, value in attributes.items()})
    element.text = xml_text(text) or None
    return element
