"""Deadlines as a calendar: read back by a calendar library, the days as the precision of the text allows, the same
bytes each time.
"""

from datetime import date

import pytest
from icalendar import Calendar
from tiaowen.config import Settings
from tiaowen.model import Deadline, Facts, Span
from tiaowen.render import calendar
from tiaowen.text import calendar_day

from tests.factories import clause, policy

SETTINGS = Settings(site_name="条文, 试；", site_url="https://x.example/repo/")


def made(*dates: str) -> bytes:
    text = "2025年底前完成改造；\n请各地，遵照执行"
    facts = tuple(Deadline(path="1", anchor="c-1", quote=text, span=Span(0, len(text)), date=day,
                           what=f"完成改造 {day}", line=1,
                           agencies=("市财政局", "市教育局")) for day in dates)
    document = policy("x-2024-1", clause("1", text), title="办法", issue_date="2024-03-01",
                      facts=Facts(deadlines=facts))
    return calendar.head(SETTINGS) + calendar.events(document, SETTINGS) + calendar.TAIL


@pytest.mark.parametrize(("iso", "first", "after"), [
    ("2025-06-30", date(2025, 6, 30), date(2025, 7, 1)), ("2025-12", date(2025, 12, 1), date(2026, 1, 1)),
    ("2025-02", date(2025, 2, 1), date(2025, 3, 1)), ("2025", date(2025, 12, 31), date(2026, 1, 1)),
    ("2025-02-31", date(2025, 2, 28), date(2025, 3, 1)),
])
def test_a_calendar_program_reads_the_days(iso: str, first: date, after: date) -> None:
    (event,) = Calendar.from_ical(made(iso)).walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (first, after)
    assert event["summary"] == f"完成改造 {iso}"
    assert "市财政局、市教育局" in event["description"]
    assert event["url"] == "https://x.example/repo/p/x-2024-1.html#c-1"
    assert "请各地，遵照执行" in event["description"]


def test_each_has_an_identity_of_its_own_and_no_clock() -> None:
    once, again = made("2025", "2025-06"), made("2025", "2025-06")
    events = Calendar.from_ical(once).walk("VEVENT")
    assert once == again
    assert len({str(event["uid"]) for event in events}) == 2
    assert {event["dtstamp"].dt.date() for event in events} == {date(2024, 3, 1)}
    assert all(len(line) <= 75 for line in once.split(b"\r\n"))
    assert calendar_day("2025-02-31") == "2025-02-28"


def test_the_name_of_the_calendar_is_text_as_the_others() -> None:
    lines = made("2025").split(b"\r\n")
    assert {"NAME:条文\\, 试；：期限".encode(), "X-WR-CALNAME:条文\\, 试；：期限".encode()} < set(lines)
