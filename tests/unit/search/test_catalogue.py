"""The catalogue: the same serialised index as lunr.py's, which lunr.js reads."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.builder import Builder
from tiaowen.search.catalogue import FIELDS, lunr_index

TERMS = st.lists(st.text("甲乙丙𠮷ab1", min_size=1, max_size=2), unique=True, max_size=6)
DOCUMENTS = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, TERMS)), min_size=1, max_size=8)


def by_lunr(documents: list[dict[str, list[str]]]) -> dict[str, object]:
    builder = Builder()
    builder.ref("ref")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for number, document in enumerate(documents):
        builder.add({"ref": str(number), **document})
    index: dict[str, object] = builder.build().serialize()
    return index


@settings(max_examples=30, derandomize=True, deadline=None)
@given(DOCUMENTS)
def test_the_index_is_that_of_lunr(documents: list[dict[str, list[str]]]) -> None:
    made, expected = lunr_index(documents, FIELDS), by_lunr(documents)
    assert sorted(made["invertedIndex"]) == sorted(expected["invertedIndex"])  # type: ignore[call-overload]
    assert {name: made[name] for name in ("version", "fields", "fieldVectors", "pipeline")} == {
        name: expected[name] for name in ("version", "fields", "fieldVectors", "pipeline")}


def test_terms_stand_in_the_order_of_utf_16() -> None:
    made = lunr_index([{field: ["\uff21", "𠮷"] if field == "title" else [] for field in FIELDS}], FIELDS)
    assert [term for term, _ in made["invertedIndex"]] == ["𠮷", "\uff21"]  # type: ignore[attr-defined]
