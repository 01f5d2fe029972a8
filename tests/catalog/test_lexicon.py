"""Every list of the lexicon both ways: each example holds a word of its list, each word stands in an example, no
not_example holds one.
"""

import re

import pytest
from tiaowen.language.lexicon import Words, fragment, lexicon, pattern

LISTS = lexicon().values()


def held(entry: Words, text: str, words: tuple[str, ...]) -> bool:
    return re.search(f"(?:{'|'.join(words)}){'$' if entry.at_end else ''}", text) is not None


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry.id)
def test_examples_hold_a_word_and_not_examples_none(entry: Words) -> None:
    assert entry.examples and entry.not_examples
    assert [text for text in entry.examples if not held(entry, text, entry.words)] == []
    assert [text for text in entry.not_examples if held(entry, text, entry.words)] == []


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry.id)
def test_every_word_has_a_witness(entry: Words) -> None:
    assert [word for word in entry.words if not any(held(entry, text, (word,)) for text in entry.examples)] == []
    assert [word for word in entry.words if entry.words.count(word) > 1] == []


def test_a_pattern_is_a_template_over_the_lists() -> None:
    assert pattern(r"^{duty_noun}{1,2}$").search("责任单位") is None
    assert pattern(r"{duty_noun}$").search("责任单位")
    with pytest.raises(KeyError):
        fragment("no_such_list")
