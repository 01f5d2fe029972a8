"""The index against the plain scan, which stays as the oracle: the same clauses for every query, in Python and in the
page's scripts.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from opencc import OpenCC
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import registry_folders
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.search.fold import fold
from tiaowen.search.index import files
from tiaowen.search.query import Index
from tiaowen.search.segments import split
from tiaowen.search.terms import Term, parse

from tests.bench.corpus import library, made
from tests.bench.corpus import policy as paragraphs
from tests.factories import clause, policy
from tests.unit.search.javascript import needs_node, run

ROOT = Path(__file__).parents[3]
NUMBERS = ("威发〔2023〕3号", "国办发〔2017〕7号", "滨办字〔2019〕68号", "威办发〔2017〕45号")
SEARCH_ALL = """
const engine = await tiaowenEngine.open(load);
const answers = [];
for (const query of data) {
  const { near, documents } = await engine.search(query);
  const hits = [];
  for (const { segment, hits: found } of documents) {
    const rows = await segment.rows(found.map(({ clause }) => clause));
    for (const { clause, points } of found) hits.push([rows.get(clause).id, rows.get(clause).anchor, points]);
  }
  answers.push([near, hits]);
}
return answers;
"""


def five_texts() -> Corpus:
    """The five texts with a clause for each paragraph; no parser takes part."""
    dice = random.Random(1)
    return library(tuple(
        paragraphs(number, file.stem, [line.strip() for line in file.read_text(encoding="utf-8").splitlines()
                                       if line.strip()], dice)
        for number, file in enumerate(sorted((ROOT / "docs_src" / "policies").glob("*.txt")))
    ))


@cache
def catalog() -> Catalog:
    return load_catalog(registry_folders(ROOT))


def write(corpus: Corpus, site: Path) -> Path:
    for file in files(corpus, catalog()):
        target = site / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
    return site


def keys_of(corpus: Corpus) -> dict[tuple[str, str], str]:
    return {(item.id, part.anchor): fold(part.full).strip("|") for item in corpus.policies for part in item.clauses}


def scanned(key: str, terms: tuple[Term, ...]) -> bool:
    """The plain scan: whether a clause with this key is found. Terms without one to find find nothing."""
    return any(not term.exclude for term in terms) and all((term.key in key) != term.exclude for term in terms)


def scan(keys: dict[tuple[str, str], str], query: str) -> set[tuple[str, str]]:
    terms = parse(query)
    return {address for address, key in keys.items() if scanned(key, terms)}


def queries(corpus: Corpus, count: int) -> Iterator[str]:
    """Seeded substrings of 1 to 8 characters of every kind, some in Traditional characters; pairs of them; exclusions;
    numbers in four spellings.
    """
    dice = random.Random(2026)
    texts = [part.full for item in corpus.policies for part in item.clauses]
    traditional = OpenCC("s2t")
    for turn in range(count):
        text, length = dice.choice(texts), 1 + turn % 8
        start = dice.randrange(max(1, len(text) - length + 1))
        part = text[start : start + length]
        yield traditional.convert(part) if turn % 5 == 0 else part
        if turn % 10 == 0:
            start = dice.randrange(max(1, len(text) - 1))
            yield f'"{part}" {text[start : start + 2]}'
            yield f'"{part}" -{text[start : start + 2]}'
    for number in {*NUMBERS, *(item.doc_number for item in corpus.policies)}:
        yield number
        yield number.translate(str.maketrans("〔〕", "[]"))
        yield number.translate(str.maketrans("〔〕0123456789", "（）０１２３４５６７８９"))
        yield number.replace("〔", " 【").replace("〕", "】 ").replace("号", " 号")


@pytest.fixture(scope="module", params=[
    pytest.param(name, marks=pytest.mark.xdist_group(f"search {name}"))  # an index is made once, not in each worker
    for name in ("five", "made")
])
def searched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Path]:
    corpus = five_texts() if request.param == "five" else made(12, 12_000)
    return corpus, write(corpus, tmp_path_factory.mktemp("index"))


def test_finds_what_the_scan_finds(searched: tuple[Corpus, Path]) -> None:
    corpus, site = searched
    index, keys = Index(site), keys_of(corpus)
    for query in queries(corpus, 200):
        answer = index.search(query)
        found = set() if answer.near else {(hit.policy, hit.anchor) for hit in answer.hits}
        assert found == scan(keys, query), query
        assert len(answer.hits) == len({(hit.policy, hit.anchor) for hit in answer.hits})


@needs_node
def test_the_page_answers_the_same_in_the_same_order(searched: tuple[Corpus, Path]) -> None:
    corpus, site = searched
    index = Index(site)
    asked = [*queries(corpus, 150), "", " ", "-人才", "招商引姿", "人才公寓 数字经济", "鱻", "发展", "企业", "的", "，"]
    for query, (near, hits) in zip(asked, run(SEARCH_ALL, asked, site), strict=True):
        answer = index.search(query)
        assert near == answer.near, query
        assert [tuple(hit) for hit in hits] == [(hit.policy, hit.anchor, hit.score) for hit in answer.hits], query


def small() -> Policy:
    return policy(
        "weifa-2023-3",
        clause("1", "一、加强招商引资。建立人才公寓。", label="一、", heading="加强招商引资"),
        clause("1.1", "（一）市商务局负责招商引资考核，招商引资成效纳入考核。", label="（一）"),
        clause("2", "二、发展𫏋工业。支持A级企业", label="二、", heading="发展𫏋工业"),
        clause("2.p1", "单"),
        doc_number="威发〔2023〕3号", title="关于推动经济高质量发展的意见",
    )


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(write(library((small(),)), tmp_path))


def anchors(index: Index, query: str) -> list[str]:
    answer = index.search(query)
    return [] if answer.near else [hit.anchor for hit in answer.hits]


def test_a_heading_comes_before_more_hits_in_the_body(index: Index) -> None:
    assert anchors(index, "招商引资") == ["c-1", "c-1-1"]


@pytest.mark.parametrize(("query", "found"), [
    ("人才公寓 招商", ["c-1"]), ("招商引资 -公寓", ["c-1-1"]), ("-公寓", []), ("𫏋工业", ["c-2"]), ("𫏋", ["c-2"]),
    ("a级", ["c-2"]), ("Ａ", ["c-2"]),
    ("单", ["c-2-p1"]), ("建", ["c-1"]), ("招商引资|建立", ["c-1"]), ("招商引资建立", []), ("", []), ("。", []),
])
def test_small(index: Index, query: str, found: list[str]) -> None:
    assert anchors(index, query) == found


def test_hits_say_where(index: Index) -> None:
    hit = index.search("考核").hits[0]
    assert (hit.path, hit.label, hit.heading) == ("1.1", "一、（一）", "加强招商引资")
    assert "考核" in hit.snippet


def test_near_matches_are_marked(index: Index) -> None:
    together = index.search("人才公寓 考核")
    assert together.near == "document"
    assert [hit.anchor for hit in together.hits] == ["c-1-1", "c-1"]
    typo = index.search("招商引姿")
    assert typo.near == "partial"
    assert {hit.anchor for hit in typo.hits} == {"c-1", "c-1-1"}
    assert index.search("鱻犇").hits == ()


def test_an_empty_library_has_an_index(tmp_path: Path) -> None:
    assert Index(write(Corpus(policies=()), tmp_path)).search("招商引资").hits == ()


def test_a_clause_without_letters_does_no_harm(tmp_path: Path) -> None:
    odd = policy("a", clause("1", "——"), clause("2", ""), clause("3", "\ud83d半个代理"),
                 clause("4", '"引号\\与</script>\u2028'))
    index = Index(write(library((odd,)), tmp_path))
    assert anchors(index, "半个代理") == ["c-3"]
    assert anchors(index, "script") == ["c-4"]


def test_segments_follow_from_ids_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiaowen.search.segments.CHARACTERS", 400)
    policies = [policy(f"doc-{number}", clause("1", "内容" * 20)) for number in range(60)]
    before = {frozenset(item.id for item in group) for group in split(policies)}
    assert before == {frozenset(item.id for item in group) for group in split(list(reversed(policies)))}
    assert len(before) > 5
    after = {frozenset(item.id for item in group)
             for group in split([*policies, policy("doc-new", clause("1", "内容" * 20))])}
    assert len(before - after) == 1


def test_a_change_rewrites_one_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiaowen.search.segments.CHARACTERS", 4_000)
    corpus = made(20, 2_000)
    changed = policy(corpus.policies[3].id, clause("1", "改了"))
    names = [{file.path for file in files(library(tuple(items)), catalog()) if file.path.count("/") == 2}
             for items in (corpus.policies, [changed if item.id == changed.id else item for item in corpus.policies])]
    folders = [{path.split("/")[1] for path in some} for some in names]
    assert len(folders[0]) > 5
    assert len(folders[0] - folders[1]) == 1


def test_a_segment_that_stands_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = made(4, 4_000)
    first = sorted((file.path, file.data) for file in files(corpus, catalog()))
    write(corpus, tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("tiaowen.search.segments.encode", lambda *_: pytest.fail("made again"))
        assert sorted((file.path, file.data) for file in files(corpus, catalog(), tmp_path)) == first
    next((tmp_path / "search").glob("*/g0.js")).unlink()
    assert sorted((file.path, file.data) for file in files(corpus, catalog(), tmp_path)) == first


def test_the_same_library_gives_the_same_bytes() -> None:
    corpus = made(4, 4_000)
    other = library(tuple(reversed(corpus.policies)))
    first, second = (sorted((file.path, file.data) for file in files(some, catalog()) if "/index" not in file.path)
                     for some in (corpus, other))
    of_the_whole = re.compile("catalogue|phrases|words")  # these say what the library holds
    assert [path for path, _ in first if not of_the_whole.search(path)] == [path for path, _ in second
                                                                            if not of_the_whole.search(path)]
    assert first == sorted((file.path, file.data) for file in files(corpus, catalog()) if "/index" not in file.path)
