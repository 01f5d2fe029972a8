"""Many words found in a text at once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from tiaowen.terms import Sieve, Terms

WORDS = st.lists(st.text("甲乙丙", min_size=2, max_size=4), max_size=6)


@given(WORDS, st.text("甲乙丙丁", max_size=20))
def test_they_are_those_of_an_alternative_longest_first(words: list[str], text: str) -> None:
    longest = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(longest) or "(?!)")
    assert list(Terms(words).find(text)) == [(match.start(), match[0]) for match in pattern.finditer(text)]


@given(st.lists(st.lists(st.text("甲乙丙", min_size=1, max_size=3), max_size=3), max_size=5),
       st.text("甲乙丙丁", max_size=12))
def test_things_without_words_and_those_with_one_that_occurs(needs: list[list[str]], text: str) -> None:
    sieve = Sieve((number, tuple(words)) for number, words in enumerate(needs))
    assert sieve.of(text) == [number for number, words in enumerate(needs)
                              if not words or any(word in text for word in words)]
