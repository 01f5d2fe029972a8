"""Properties of the fold, for any text."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.search.fold import find, fold, fold_with_offsets, folds

CHARS = st.one_of(st.characters(codec="utf-8"), st.sampled_from(sorted(folds())),
                  st.sampled_from("威海经济經濟（）()yèwěn|，。 \n\t"))
TEXTS = st.text(CHARS, max_size=60)


@settings(derandomize=True, max_examples=300)
@given(TEXTS)
def test_a_key_is_its_own_key(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(derandomize=True, max_examples=300)
@given(TEXTS)
def test_offsets_belong_to_the_key(text: str) -> None:
    key, offsets = fold_with_offsets(text)
    assert key == fold(text)
    assert len(key) == len(offsets)
    assert offsets == sorted(offsets)
    assert "||" not in key


@settings(derandomize=True, max_examples=300)
@given(TEXTS, st.data())
def test_what_is_cut_out_is_found_there(text: str, data: st.DataObject) -> None:
    key, offsets = fold_with_offsets(text)
    if not key:
        return
    start = data.draw(st.integers(0, len(key) - 1))
    end = data.draw(st.integers(start + 1, len(key)))
    places = list(find(text, key[start:end]))
    assert (offsets[start], offsets[end - 1] + 1) in places


@settings(derandomize=True, max_examples=300)
@given(TEXTS, st.sampled_from("〔〕[]（）()《》“” \u3000\n"))
def test_brackets_and_spaces_do_not_matter(text: str, char: str) -> None:
    middle = len(text) // 2
    without = "".join(c for c in text if c not in "()（）")  # a bracket may open or close a gloss
    assert char in "()（）" or fold(without[:middle] + char + without[middle:]) == fold(without)
