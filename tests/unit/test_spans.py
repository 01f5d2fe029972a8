"""Ranges found by where they stand are those that a look at every one of them finds."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.model import Span
from tiaowen.spans import Spans

RANGES = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.lists(RANGES, max_size=12), RANGES)
def test_touching_finds_what_shares_a_character(spans: list[Span], asked: Span) -> None:
    by_sight = [span for span in spans if set(range(span.start, span.end)) & set(range(asked.start, asked.end))]
    assert sorted(Spans(spans).touching(asked.start, asked.end)) == sorted(by_sight)
