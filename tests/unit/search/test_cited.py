"""What is cited and not held is found by its name, in Python and in the page; and nothing is put in its place."""

from pathlib import Path

import msgspec
import pytest
from tiaowen.model.corpus import CitedDocument, ClauseRef
from tiaowen.search.correct import Phrases
from tiaowen.search.query import Index

from tests.bench.corpus import library
from tests.factories import clause, policy
from tests.unit.search.javascript import needs_node, run
from tests.unit.search.test_search import write

NAMES = {"中华人民共和国立法法": ["lifa"], "《中华人民共和国立法法》": ["lifa"], "立法法": ["lifa"],
         "立法法第八条": ["lifa"], "中華人民共和國立法法": ["lifa"], "国办发[2017]7号": ["guobanfa"], "司法法": [],
         "中华人民共和国行政许可法": [], "立法": []}
NAME_ALL = """
const engine = await tiaowenEngine.open(load);
const found = [];
for (const query of data) {
  const { named, later, correction } = await engine.answer(query);
  const all = [...named, ...(later ? await later() : [])];
  found.push([all.flatMap(({ address }) => address ? [address] : []), correction ? correction.meant : []]);
}
return found;
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    text = clause("1", "第一条 违反立法法第八条的，由中华人民共和国司法部纠正；本市行政许可照办。")
    refs = (ClauseRef(policy_id="a", path=text.path, anchor=text.anchor),)
    records = [CitedDocument(id="lifa", title="中华人民共和国立法法", doc_number="", kind="law", cited_by=refs),
               CitedDocument(id="guobanfa", title="", doc_number="国办发〔2017〕7号", kind="policy", cited_by=refs)]
    corpus = msgspec.structs.replace(library((policy("a", text, title="汉中市人民政府关于福建农业对接的通知"),)),
                                     cited={record.id: record for record in records})
    return write(corpus, tmp_path)


def test_a_cited_document_is_found_by_its_name(site: Path) -> None:
    index = Index(site)
    for query, found in NAMES.items():
        assert [row.address for row in index.meaning.cited(query)] == [f"cited/{name}.html" for name in found], query


@needs_node
def test_the_page_finds_the_same_and_proposes_nothing_else(site: Path) -> None:
    for query, (found, meant) in zip(NAMES, run(NAME_ALL, list(NAMES), site), strict=True):
        assert found == [f"cited/{name}.html" for name in NAMES[query]], query
        assert meant == [], query


def test_a_site_of_before_has_no_list_of_what_is_cited(site: Path) -> None:
    index = site / "search" / "index.js"
    index.write_text(index.read_text(encoding="utf-8").replace('"cited":', '"other":'), encoding="utf-8")
    assert Index(site).meaning.cited("立法法") == []


def test_no_piece_of_a_phrase_or_title_is_proposed() -> None:
    titles = ["汉中市人民政府公告", "扬尘污染防治规定", "福建农业对接"]
    phrases = Phrases({"phrases": [["中华人民共和国司法部", 9]], "titles": titles, "readings": ""}, {"冶": set("治冶")})
    assert [phrases.meant(typed) for typed in ("中华人民", "中华人民共和国立法", "建筑业对")] == [[], [], []]
    assert phrases.meant("扬尘污染防冶") == ["扬尘污染防治"]  # a title without its kind
    assert phrases.plain("扬尘污染防冶", "扬尘污染防治") and not phrases.plain("扬尘污柒防治", "扬尘污染防治")
