"""The lists of grams where they are hardest: few characters, long repetitions, shards of a few lists, halves of
surrogate pairs.
"""

import random
from pathlib import Path

import pytest
from tiaowen.search.fold import fold
from tiaowen.search.postings import DEPTH, FEW
from tiaowen.search.query import Index
from tiaowen.search.terms import parse

from tests.bench.corpus import library
from tests.factories import clause, policy
from tests.unit.search.javascript import needs_node, run
from tests.unit.search.test_search import SEARCH_ALL, scan, write

REPEATED = "为了保护和改善环境，防治污染和其他公害，保障公众健康，推进生态文明建设，根据国家有关法律"
CHARS = "甲甲甲乙乙丙丁，a1𫏋𫏋𫐉"


def texts(dice: random.Random) -> list[str]:
    """Few characters in every order; a passage longer than any gram that stands in more clauses than are few, whole and
    in part.
    """
    short = ["".join(dice.choices(CHARS, k=dice.randint(0, 60))) for _ in range(120)]
    long = [REPEATED[dice.randint(0, 9) :] + "".join(dice.choices(CHARS, k=4)) for _ in range(2 * FEW)]
    looped = [REPEATED[:DEPTH] + REPEATED[5 : DEPTH + 4] + REPEATED[DEPTH - 2 :] for _ in range(FEW)]
    return short + long + looped


def keys(dice: random.Random, held: list[str]) -> list[str]:
    asked = []
    for turn in range(200):
        text = dice.choice([text for text in held if text])
        start = dice.randrange(len(text))
        part = text[start : start + 1 + turn % (2 * DEPTH)]
        asked.append(part if turn % 4 else part[:-1] + dice.choice(CHARS))
    return [key for key in asked if '"' not in key and parse(key)]


@pytest.fixture(params=[30, 300], ids=["tiny shards", "small shards"])
def searched(request: pytest.FixtureRequest, tmp_path: Path,
             monkeypatch: pytest.MonkeyPatch) -> tuple[Path, dict[tuple[str, str], str], list[str]]:
    monkeypatch.setattr("tiaowen.search.segments.GRAM_SHARD", request.param)
    monkeypatch.setattr("tiaowen.search.segments.UNIT_SHARD", request.param)
    monkeypatch.setattr("tiaowen.search.segments.TEXT_CHUNK", 400)
    monkeypatch.setattr("tiaowen.search.grams.PART", 500)
    monkeypatch.setattr("tiaowen.search.encode.GROUP", 40)
    monkeypatch.setattr("tiaowen.search.encode.LISTED", 3)
    dice = random.Random(request.param)
    held = texts(dice)
    documents = [policy(f"doc-{number}", *(clause(str(at), text) for at, text in enumerate(held[number::7], 1)))
                 for number in range(7)]
    folded = {(item.id, part.anchor): fold(part.full).strip("|") for item in documents for part in item.clauses}
    return write(library(tuple(documents)), tmp_path), folded, keys(dice, held)


def test_every_key_is_found_where_it_stands_and_nowhere_else(
    searched: tuple[Path, dict[tuple[str, str], str], list[str]]) -> None:
    site, folded, asked = searched
    index = Index(site)
    assert len(list((site / "search").glob("*/g*.js"))) > 20
    for key in asked:
        answer = index.search(key)
        assert (set() if answer.near else {(hit.policy, hit.anchor) for hit in answer.hits}) == scan(folded, key), key


def test_a_key_longer_than_any_gram_is_exact(searched: tuple[Path, dict[tuple[str, str], str], list[str]]) -> None:
    site, folded, _ = searched
    whole = fold(REPEATED)[9 : 9 + 2 * DEPTH]
    found = Index(site).search(whole)
    assert {(hit.policy, hit.anchor) for hit in found.hits} == scan(folded, whole)
    assert len(found.hits) > FEW


@needs_node
def test_the_page_finds_the_same(searched: tuple[Path, dict[tuple[str, str], str], list[str]]) -> None:
    site, _, asked = searched
    index = Index(site)
    for key, (near, hits) in zip(asked, run(SEARCH_ALL, asked, site), strict=True):
        answer = index.search(key)
        assert near == answer.near, key
        assert [tuple(hit) for hit in hits] == [(hit.policy, hit.anchor, hit.score) for hit in answer.hits], key


def test_the_number_of_a_document_is_read_off(tmp_path: Path) -> None:
    numbers = [f"国发〔2012〕{number}号" for number in range(1, 60)]
    site = write(
        library(
            (
                policy("a", *(clause(str(at), f"依照《决定》（{number}）办理。") for at,
                              number in enumerate(numbers, 1))),)), tmp_path)
    next((site / "search").glob("*/t0.js")).rename(tmp_path / "text.js")
    with pytest.raises(FileNotFoundError):
        Index(site).search("国发〔2012〕7号")  # the text is needed to show the answer
    segment = Index(site).segments[0]
    for query in ("国发〔2012〕7号", "发[2012] 7号", "国发〔2012〕59号"):
        assert len(segment.clauses(parse(query))) == 1, query
