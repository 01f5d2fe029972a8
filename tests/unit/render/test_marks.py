"""Facts as links in the text: which of two overlapping ones wins, and where an agency's name is printed."""

from __future__ import annotations

import pytest
from tiaowen.model import Span
from tiaowen.render.marks import Mark, agency_marks, inline, settled

from tests.factories import clause, duty


def mark(start: int, end: int, address: str = "a.html") -> Mark:
    return Mark(span=Span(start, end), address=address)


def test_the_longest_wins_then_the_first() -> None:
    assert settled([mark(0, 3), mark(2, 8), mark(7, 12)]) == (mark(2, 8),)
    assert settled([mark(4, 8, "b.html"), mark(0, 4), mark(3, 5)]) == (mark(0, 4), mark(4, 8, "b.html"))
    assert settled([mark(0, 4, "b.html"), mark(0, 4, "a.html"), mark(5, 5)]) == (mark(0, 4, "a.html"),)


def test_marks_bold_and_text_are_kept_apart() -> None:
    text = "市财政局、*市教育局*"
    made = inline(text, [mark(0, 4)], [Span(2, 7)])
    assert made == "[市财<strong>政局</strong>](a.md)<strong>、&#42;市</strong>教育局&#42;"


def test_a_part_of_a_text_takes_only_its_own_marks() -> None:
    assert inline("甲乙\t丙丁", [mark(0, 2), mark(3, 5, "b.html")], within=Span(3, 5)) == "[丙丁](b.md)"


def test_a_damaged_number_says_so() -> None:
    made = inline("突破0家", [Mark(span=Span(2, 4), kind="damaged", note="缺“数字”")])
    assert made == '突破<span class="tw-damaged" title="缺“数字”">0家</span>'


@pytest.mark.parametrize(("tail", "agencies", "printed"), [
    ("（责任单位：市科技局、发展改革委）", ["市科技局", "市发展改革委"], ["市科技局", "发展改革委"]),
    ("（责任单位：市委组织部，市编办、财政局等）", ["市委组织部", "市编办", "市财政局"],
     ["市委组织部", "市编办", "财政局"]),
    ("由市商务局会同市财政局负责", ["市商务局", "市财政局"], ["市商务局", "市财政局"]),
    ("（责任单位：文登区、荣成市政府）", ["文登区政府", "荣成市政府"], ["文登区", "荣成市政府"]),
    ("（责任单位：市市场监管局、市场监管局）", ["市市场监管局", "市市场监管局"], ["市市场监管局", "市场监管局"]),
])
def test_an_agency_is_linked_where_it_is_printed(tail: str, agencies: list[str], printed: list[str]) -> None:
    owner = clause("1", "做好工作。" + tail)
    fact = duty(owner, tail, {f"{name}{n}": f"x-{n}" for n, name in enumerate(agencies)})
    fact = type(fact)(**{name: getattr(fact, name) for name in fact.__struct_fields__} | {"agencies": tuple(agencies)})
    marks = agency_marks(fact, owner.full, lambda i: (f"agency/{i}.html", ""))
    assert [owner.full[m.span.start:m.span.end] for m in sorted(marks, key=lambda m: m.span)] == printed
    assert all(m.span.start >= fact.span.start and m.span.end <= fact.span.end for m in marks)
