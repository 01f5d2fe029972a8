"""The life of a document in dates: adopted, revised, issued, in force, amended, repealed, over; and the versions that
this site keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tiaowen import anchors
from tiaowen.model import IsoDate, Policy
from tiaowen.render import words
from tiaowen.render.difference import comparison
from tiaowen.render.library import Library, Link, href
from tiaowen.render.validity import Validity

_DATES = {"issue_date": "成文", "publish_date": "发布", "effective_date": "施行", "expiry_date": "有效期止"}
# A note of adoption and revision (题注): 1994年7月5日第八届全国人民代表大会常务委员会第八次会议通过
_STEP = re.compile(r"([12]\d{3})年(\d{1,2})月(\d{1,2})日([^年；;\n]{0,80}?(?:通过|批准|修订|修正|公布|发布))")


class Event(Struct, frozen=True, kw_only=True):
    """What happened on a day. ``version``: address of the text as it was from that day on, when this site has it;
    ``compare`` with the current.
    """

    day: IsoDate
    date: str
    what: str
    link: Link | None = None
    version: str = ""
    compare: str = ""
    shown: bool = False


def timeline(policy: Policy, known: Validity, library: Library, page: str) -> tuple[Event, ...]:
    """The events in their order; none when they would say no more than the dates above them."""
    current = library.policies.get(policy.id, policy)
    revised = list(_revised(current))
    told = [*_versions(policy, current, library, page), *_changed(known, library), *revised]
    if not told or told == revised[:1]:  # adopted, and nothing since
        return ()
    days = {event.day for event in told if event.version} | {event.day for event in revised}
    dates = ((name, getattr(current, name)) for name in _DATES)
    plain = [Event(day=day, date=words.date(day), what=_DATES[name]) for name,
             day in dates if day and not (name == "issue_date" and day in days)]
    return tuple(sorted([*told, *plain], key=lambda event: event.day))


def _versions(policy: Policy, current: Policy, library: Library, page: str) -> Iterator[Event]:
    """Each version from its own day on; the current one too, where there are others."""
    earlier = {version.slug: version.date for version in current.versions}
    if not earlier:
        return
    for slug, day in (*earlier.items(), ("", current.issue_date)):
        what = words.latest(current) if not slug else "，".join(("早先的版本", *_then(slug, day, current, library)))
        yield Event(day=day or "", date=words.date(day) or "日期未知", what=what,
                    version=href(anchors.policy_page(policy.id, slug), page),
                    compare=comparison(policy.id, slug, library, page), shown=slug == policy.version)


def _then(slug: str, day: IsoDate | None, current: Policy, library: Library) -> Iterator[str]:
    """What tells a version from others of its day, and its title and number where they were other ones."""
    called = words.version(slug, current)
    if called != words.date(day):
        yield called
    before = library.versions.get(anchors.page_name(current.id, slug))
    if before and before.title != current.title:
        yield f"当时的标题是{words.titled(before.title)}"
    if before and before.doc_number != current.doc_number:
        yield f"当时的文号是{before.doc_number or '空的'}"


def _changed(known: Validity, library: Library) -> Iterator[Event]:
    for verb, lines in (("修改", known.amended_by), ("废止", known.repealed_by)):
        for line in lines:
            other = library.policies[line.policy]
            day = other.issue_date or other.publish_date or ""
            yield Event(day=day, date=words.date(day) or "日期未知", what=f"{verb}：见", link=Link(
                text=f"{line.policy_title} {line.label}".strip(), address=line.address))


def _revised(policy: Policy) -> Iterator[Event]:
    """The steps that the note under the title tells."""
    note = "".join(line.text for line in policy.header if line.role == "revision")
    for year, month, day, what in _STEP.findall(re.sub(r"\s+", "", note)):
        iso = f"{year}-{int(month):02}-{int(day):02}"
        yield Event(day=iso, date=words.date(iso), what=what)
