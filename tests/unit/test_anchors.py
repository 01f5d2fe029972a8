"""Addresses: the contract's table, both ways; the scorer's own formula gives the same; malformed paths are refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen import clause_path
from tiaowen.anchors import Address, anchor_of, clause_address, path_of, policy_page, relative

TABLE = [
    ("2.3.15", "c-2-3-15"), ("2.3.15.p2", "c-2-3-15-p2"), ("2.1.p1", "c-2-1-p1"), ("1.d3", "c-1-d3"),
    ("2.3~2", "c-2-3_2"),
    ("preamble", "preamble"), ("preamble.p2", "preamble-p2"), ("closing.p1", "closing-p1"), ("gap1", "gap-1"),
    ("notice.p1", "notice-p1"), ("notice.1", "notice-1"), ("art12", "art-12"), ("art120-1", "art-120z1"),
    ("art12.2", "art-12-2"),
    ("art12.p2.1", "art-12-p2-1"), ("ch3", "ch-3"), ("ch3.sec2", "ch-3-sec-2"), ("bian1.ch2.sec1", "bian-1-ch-2-sec-1"),
    ("supp", "supp"),
    ("A1.2.3", "a1-c-2-3"), ("A1.art5", "a1-art-5"), ("A2", "a2"), ("2.3.t1", "c-2-3-t1"), ("2.3.t1.r4", "c-2-3-t1-r4"),
]


@pytest.mark.parametrize(("path", "anchor"), TABLE)
def test_contract_table(path: str, anchor: str) -> None:
    assert anchor_of(path) == anchor
    assert path_of(anchor) == path


def _paths() -> st.SearchStrategy[str]:
    number = st.integers(1, 999).map(str)
    again = st.sampled_from(["", "", "~2", "~13"])
    plain = st.lists(st.tuples(number, again).map("".join), min_size=1, max_size=5).map(".".join)
    article = st.tuples(st.just("art"), number, st.sampled_from(["", "-1", "-12"]), again).map("".join)
    chapter = st.tuples(st.just("ch"), number, again).map("".join)
    section = st.tuples(chapter, number).map(lambda t: f"{t[0]}.sec{t[1]}")
    head = st.one_of(plain, article, chapter, section,
                     st.sampled_from(["preamble", "closing", "notice", "supp", "gap3"]))
    position = st.lists(st.tuples(st.sampled_from("pdtr"), number).map("".join), max_size=2)
    body = st.tuples(head, position).map(lambda t: ".".join([t[0], *t[1]]))
    return st.tuples(st.sampled_from(["", "A1.", "A12."]), body).map("".join)


@settings(derandomize=True, max_examples=500, deadline=None)
@given(_paths())
def test_inverse(path: str) -> None:
    anchor = anchor_of(path)
    assert path_of(anchor) == path
    assert re.fullmatch(r"[a-z0-9_-]+", anchor)


@pytest.mark.parametrize("path", ["", "1..2", "art", "x1", "1.一", "art1.x", "A1..1", "<b>"])
def test_malformed(path: str) -> None:
    with pytest.raises(ValueError, match="malformed"):
        anchor_of(path)


def test_labelled_path() -> None:
    assert clause_path.labelled("2.3.15.p2") == "2.3.15"
    assert clause_path.labelled("2.3.t1.r4") == "2.3"
    assert clause_path.labelled("art12.p2.1") == "art12.p2.1"


@settings(derandomize=True, max_examples=200, deadline=None)
@given(_paths())
def test_a_path_comes_back_from_its_parts(path: str) -> None:
    above = list(clause_path.enclosing(path))
    assert [*clause_path.around(path)] == above[::-1]
    steps = [str(clause_path.last(each)) for each in clause_path.down_to(path)]
    assert ".".join(steps) == path
    assert clause_path.root(path) == (steps[0] if steps[0].startswith(("A", "notice")) else "")


def test_a_step_tells_its_numbers() -> None:
    assert clause_path.last("A1.art120-1~2") == clause_path.Part("art", 120, 1, 2)
    assert clause_path.last("preamble") == clause_path.Part("preamble")


@pytest.mark.parametrize("address", ["p/a-2024-1.html#c-1-p2", "p/a-2024-1--2023.html", "#art-5", "cited/x.html", ""])
def test_an_address_comes_back_from_its_parts(address: str) -> None:
    assert str(Address.parse(address)) == address


def test_an_address_tells_its_document() -> None:
    assert Address.parse("p/a-2024-1--2023.html#c-1").document == "a-2024-1--2023"
    assert not Address.parse("cited/x.html").document


def test_links() -> None:
    address = clause_address("weifa-2023-3", "c-1")
    assert address == policy_page("weifa-2023-3") + "#c-1"
    assert relative(address, "agency/b.html") == "../p/weifa-2023-3.html#c-1"
    assert relative(address, "p/weifa-2023-3.html") == "#c-1"
    assert relative("index.html", "p/a.html") == "../index.html"
