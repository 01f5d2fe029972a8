"""``data/deadlines.ics``: every deadline as a day that a calendar program shows (RFC 5545), written by the library
icalendar.

The format knows no month and no year: a month runs from its first day to the first of the next (the end does not
count), a year is told on its last day. No clock: an event is stamped with the day of its document.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vText

from tiaowen.anchors import clause_address
from tiaowen.config import Settings
from tiaowen.model import Deadline, Policy
from tiaowen.render import words
from tiaowen.text import calendar_day

TAIL = b"END:VCALENDAR\r\n"
_EARLIEST = "1980-01-01"


def head(settings: Settings) -> bytes:
    """The calendar up to its first event."""
    calendar = Calendar()
    calendar.add("prodid", "-//tiaowen//deadlines//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = vText(f"{settings.site_name}：期限")  # TEXT (RFC 7986): icalendar escapes it only when it is told the type
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    return bytes(calendar.to_ical()).removesuffix(TAIL)


def events(policy: Policy, settings: Settings) -> bytes:
    """The events of one document, in its order."""
    return b"".join(bytes(_event(policy, fact, settings).to_ical()) for fact in policy.facts.deadlines)


def _event(policy: Policy, fact: Deadline, settings: Settings) -> Event:
    address = settings.site_url + clause_address(policy.id, fact.anchor)
    first, after = _days(fact.date)
    source = " ".join(filter(None, (policy.title, policy.doc_number)))
    said = [f"期限：{words.date(fact.date)}", fact.quote, "、".join(fact.agencies), source, address]
    event = Event()
    mark = hashlib.sha256(f"{fact.anchor}\n{fact.date}\n{fact.quote}".encode("utf-8", "replace")).hexdigest()[:16]
    event.add("uid", f"{policy.id}.{mark}@tiaowen")
    event.add("dtstamp", _moment(policy.issue_date or policy.publish_date or _EARLIEST))
    event.add("dtstart", first)
    event.add("dtend", after)
    event.add("summary", fact.what)
    event.add("description", "\n".join(line for line in said if line))
    if settings.site_url:
        event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event


def _days(iso: str) -> tuple[date, date]:
    """The day of the event and the day after its last one."""
    if len(iso) == len("2025"):
        return date(int(iso), 12, 31), date(int(iso) + 1, 1, 1)
    if len(iso) == len("2025-12"):
        first = date.fromisoformat(f"{iso}-01")
        return first, (first + timedelta(days=31)).replace(day=1)
    day = date.fromisoformat(calendar_day(iso))
    return day, day + timedelta(days=1)


def _moment(iso: str) -> datetime:
    day = date.fromisoformat(calendar_day(f"{iso}-01-01"[:10]))
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
