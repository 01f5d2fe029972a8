"""What happened in the library: documents that came, changed, ended or were taken down; told by the page of news and by
the feeds.

There is no clock: every day is the documents' own, and no piece of news moves because another document came. A document
is over by its own date once the newest day that the library knows is past it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from tiaowen.anchors import Address, policy_page
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render import words
from tiaowen.render.difference import difference_page, summary
from tiaowen.render.head import language_of
from tiaowen.render.library import title_of

Event = Literal["new", "version", "amended", "repealed", "expired", "withdrawn", "removed"]
EVENTS: dict[Event, str] = {
    "new": "新收", "version": "有新版本", "amended": "已修改", "repealed": "已废止", "expired": "已过有效期",
    "withdrawn": "已撤下", "removed": "已撤下",
}


class News(Struct, frozen=True, kw_only=True, order=True):
    """One piece of news about a page: what happened, to which document, and on which day (empty when nobody tells one).

    ``mark`` tells it from other news of the same page; ``lang`` is the script of its title.
    """

    day: str
    page: str
    title: str
    summary: str
    event: Event
    policy_id: str
    mark: str = ""
    published: str = ""
    lang: str = "zh-Hans"

    @property
    def identity(self) -> str:
        """The same for as long as the page has its address."""
        return self.page + self.mark

    @property
    def headline(self) -> str:
        """What a reader of a feed sees: 已废止：《…》; a new document by its title alone."""
        return self.title if self.event == "new" else f"{EVENTS[self.event]}：{self.title}"


def news(corpus: Corpus) -> list[News]:
    """All there is, the newest first."""
    current = {policy.id: policy for policy in corpus.policies}
    history: dict[str, list[Policy]] = {}
    for old in corpus.versions:
        if old.id in current:
            history.setdefault(old.id, []).append(old)
    out = [_published((history.get(policy.id) or [policy])[0]) for policy in corpus.policies]
    for key, olds in history.items():
        out += [_changed(before, after) for before, after in pairwise([*olds, current[key]])]
    out += [_withdrawn(policy) for policy in corpus.withdrawn
            if not policy.version and not policy.moved_to]
    out += _ended(corpus, current, max((item.day for item in out), default=""))
    return sorted(out, reverse=True)


def _published(policy: Policy) -> News:
    dated = policy.issue_date or policy.publish_date
    return News(day=own_day(policy), page=policy_page(policy.id), title=title_of(policy),
                summary=_source(policy), event="new",
                policy_id=policy.id, published=_day(dated) if dated else "", lang=language_of(policy))


def _changed(before: Policy, after: Policy) -> News:
    """The page compares with the current version, the count is of this step alone."""
    return News(day=own_day(after), page=difference_page(before), title=title_of(after), event="version",
                policy_id=after.id, lang=language_of(after),
                summary=f"{summary(before, after)}。{_source(after)}")


def _withdrawn(policy: Policy) -> News:
    """A piece of news of its own: a reader that knows the document would not show the same identity again. Of what was
    taken down no word.
    """
    event: Event = "removed" if policy.status == "removed" else "withdrawn"
    return News(day=own_day(policy), page=policy_page(policy.id), mark="#withdrawn",
                title=policy.title or "一份文件", event=event,
                policy_id=policy.id, summary=_source(policy), lang=language_of(policy))


def _ended(corpus: Corpus, current: dict[str, Policy], today: str) -> Iterator[News]:
    """Documents that others of the library repeal or amend, on the day of the other, and those that are over by their
    own date.
    """
    for policy in corpus.policies:
        for target, event in _touched(policy).items():
            if target in current and target != policy.id:
                yield News(day=own_day(policy), page=policy_page(target), mark=f"#{event}-{policy.id}",
                           title=title_of(current[target]),
                           event=event, policy_id=target, lang=language_of(current[target]),
                           summary=f"见{words.titled(title_of(policy))}{policy.doc_number}")
        if policy.expiry_date and _day(policy.expiry_date) <= today:
            yield News(day=_day(policy.expiry_date), page=policy_page(policy.id), mark="#expired",
                       title=title_of(policy), event="expired", policy_id=policy.id,
                       summary=f"有效期至{words.date(policy.expiry_date)}", lang=language_of(policy))


def _touched(policy: Policy) -> dict[str, Event]:
    """The documents that a policy repeals or amends, by id. What it repeals a part of it amends."""
    out: dict[str, Event] = {}
    for fact in policy.facts.citations:
        target = Address.parse(fact.target).document
        if fact.relation not in {"repeals", "amends"} or not target:
            continue
        whole = fact.relation == "repeals" and not fact.locator
        out[target] = "repealed" if whole else out.get(target, "amended")
    return out


def own_day(policy: Policy) -> str:
    """A document without a date is as old as the day it was fetched, if that is told; else the day is empty."""
    return _day(policy.issue_date or policy.publish_date or policy.source.retrieved)


def _source(policy: Policy) -> str:
    return " ".join(part for part in ("、".join(policy.issuers), policy.doc_number) if part)


def _day(date: str | None) -> str:
    return f"{date}-01-01"[:10] if date else ""
