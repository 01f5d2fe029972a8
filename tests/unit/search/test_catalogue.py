"""The catalogue: an index of our own tokens, which lunr.js reads (tests/browser/test_search.py asks it)."""

from lunr.index import Index
from tiaowen.search.catalogue import FIELDS, lunr_index


def documents(*titles: list[str]) -> list[dict[str, list[str]]]:
    return [{field: title if field == "title" else [] for field in FIELDS} for title in titles]


def test_a_document_is_found_by_each_of_its_tokens_as_they_are() -> None:
    index = Index.load(lunr_index(documents(["招商", "商引", "引资"], ["引资", "the"]), FIELDS))
    found = {token: {hit["ref"] for hit in index.search(token)} for token in ("招商", "引资", "the")}
    assert found == {"招商": {"0"}, "引资": {"0", "1"}, "the": {"1"}}


def test_terms_stand_in_the_order_of_utf_16() -> None:
    made = lunr_index(documents(["\uff41", "𠮷"]), FIELDS)
    assert [term for term, _ in made["invertedIndex"]] == ["𠮷", "\uff41"]  # type: ignore[attr-defined]
