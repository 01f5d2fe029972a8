"""What queries mean, which clauses answer them and what may have been meant: the same in Python and in the page
(tests/cases/search_meaning.md).
"""

import json
import re
from pathlib import Path

import msgspec
import pytest
from tiaowen.catalog.synonyms import load_search_words
from tiaowen.data import registry_folders
from tiaowen.diagnostics import Diagnostic
from tiaowen.search.correct import Phrases, corrected
from tiaowen.search.fold import fold
from tiaowen.search.meaning import stands
from tiaowen.search.named import Title, named
from tiaowen.search.pieces import counted, forms_of, han_of
from tiaowen.search.query import Index
from tiaowen.search.terms import parse
from tiaowen.search.understand import Concept, Lexicon

from tests.factories import incentive, with_facts
from tests.unit.search.javascript import needs_node, run
from tests.unit.search.test_search import clause, five_texts, library, policy, write

ROOT = Path(__file__).parents[3]
CASES = re.findall(r"^### (.+)\n```query\n(.*)\n```\n```concepts\n((?:.*\n)*?)```$",
                   (ROOT / "tests" / "cases" / "search_meaning.md").read_text(encoding="utf-8"), re.MULTILINE)
KINDS = ("number of document", "word", "ask", "place", "elsewhere", "body", "number", "year", "run", "exact",
         "industry", "named", "law")
QUESTIONS = (
    "链长制谁负责", "招商引姿奖励", "招商引资 奖补", "企业上市给多少钱", "深圳 人才补贴", "“双招双引” 考核", "zsyz",
    "养狗要办证吗", "威发2023 3号",
    "规上企业奖励多少", "2025年海洋经济占比", "十一放几天假", "高质量发展 -企业", "鱻鱻犇犇", "電價降低",
    "威發[2023]3號",
)
UNDERSTAND_ALL = """
const engine = await tiaowenEngine.open(load);
const answers = [];
for (const query of data) {
  const { near, documents, concepts, named, correction } = await engine.answer(query);
  const segments = (await engine.segments()).map(({ name }) => name);
  const hits = documents.flatMap(({ segment, hits }) => hits.filter(({ points }) => points)
    .map(({ clause, points, near, why }) => [segments.indexOf(segment.name), clause, points, near, why]));
  answers.push({ near, hits, named: named.filter(({ address }) => !address).map(({ segment, document }) => [segment, document]), meant: correction ? correction.meant : [],
                 concepts: concepts.map(({ kind, text, keys }) => [kind, text, keys]) });
}
return answers;
"""  # noqa: E501


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index(write(five_texts(), tmp_path_factory.mktemp("meaning")))


@pytest.fixture(scope="module")
def site(index: Index) -> Path:
    return index.folder.parent


@pytest.mark.parametrize(("query", "expected"),
                         [pytest.param(query, expected, id=title) for title, query, expected in CASES])
def test_cases(index: Index, query: str, expected: str) -> None:
    found = index.meaning.understand(query)
    lines = expected.splitlines()
    assert [(concept.kind, concept.text) for concept in found] == [_head(line) for line in lines]
    for concept, line in zip(found, lines, strict=True):
        keys = {key for key, _ in concept.keys}
        for word in line.removeprefix(f"{concept.kind} {concept.text}").split():
            assert (word.lstrip("-") in keys) == (word[0] != "-"), (concept, word)


def _head(line: str) -> tuple[str, str]:
    kind = next(kind for kind in KINDS if line.startswith(kind + " "))
    rest = line.removeprefix(kind + " ")
    return kind, " ".join(rest.split()[: 2 if kind == "number of document" and "号" not in rest.split()[0] else 1])


def test_all_cases_are_read() -> None:
    assert len(CASES) == 27


@needs_node
def test_the_page_answers_alike(index: Index, site: Path) -> None:
    asked = [*QUESTIONS, *(query for _, query, _ in CASES)]
    for query, shown in zip(asked, run(UNDERSTAND_ALL, asked, site), strict=True):
        meaning = index.meaning.answer(query)
        if meaning is None:
            continue
        assert {(hit.segment, hit.clause, hit.points, not hit.literal, hit.why)
                for hit in meaning.hits} == set(map(tuple, shown["hits"])), query
        assert meaning.near == (shown["near"] != ""), query
        assert [list(place) for place in meaning.documents] == shown["named"], query
        assert (list(meaning.correction.meant) if meaning.correction else []) == shown["meant"], query


def test_words_of_synonyms_have_their_places_listed(index: Index) -> None:
    segment = index.segments[0]
    keys = {clause: fold(row.full) for clause, (_, row) in segment.rows(range(segment.count)).items()}
    words = [word for word in index.meaning.known.homes if any(word in key for key in keys.values())]
    assert len(words) > 100
    for word in words[::7]:
        assert segment.places(word)[0] == {clause: key.count(word) for clause, key in keys.items() if word in key}, word


@needs_node
def test_a_place_alone_is_answered_by_what_stands(index: Index, site: Path) -> None:
    """It narrows what else is asked, so there is nothing to rank; the page then said that no clause holds it."""
    (shown,) = run(UNDERSTAND_ALL, ["荣成"], site)
    answer = index.answer("荣成")
    assert len(answer) == len(shown["hits"]) > 2 and shown["near"] == "" and not any(hit.near for hit in answer)


def test_near_hits_say_so_and_why(index: Index) -> None:
    found = index.answer("电价下调")
    assert found
    assert all(hit.near == (hit.why != "") for hit in found)


@pytest.mark.parametrize(("query", "total", "alone"), [
    ("招商引资奖补", 1, True), ("社保", 3, False), ("社保", 12, True), ("市应急局", 20, False), ("“社保”", 1, True),
    ("威海 社保", 3, False),
    ("社保", 0, False)])
def test_what_stands_as_it_was_typed_is_not_looked_for_in_other_words(query: str, total: int, alone: bool) -> None:
    assert stands(parse(query), total) == alone


def test_a_title_is_named_by_words_as_typed() -> None:
    titles = [Title("关于推进高质量“双招双引”的二十条措施", "甲发〔2020〕1号", "2020-01-01", 20),
              Title("招商引资奖励办法", "", "2021-01-01", 0)]
    synonym = Concept(kind="word", text="招商引资", keys=(("招商引资", 1.0), ("双招双引", 0.8)))
    assert named([synonym], titles) == [1]
    assert named([Concept(kind="run", text="双招双引"), Concept(kind="run", text="二十条")], titles) == [0]


def test_what_stands_in_the_title_alone_counts_for_the_clauses(tmp_path: Path) -> None:
    about = policy("a", clause("1", "期限不超过三年。"), title="关于停车场管理的通知")
    other = policy("b", clause("1", "期限不超过五年。"), title="关于图书馆管理的通知")
    found = Index(write(library((about, other)), tmp_path)).answer("停车场 期限")
    assert [(item.hit.policy, item.near) for item in found][:1] == [("a", True)]


def test_a_run_that_stands_nowhere_is_looked_for_in_parts(tmp_path: Path) -> None:
    gate = clause("1", "第一条 老年人进入公园、景点免购门票。")
    about = policy("a", gate, clause("2", "第二条 公共厕所应当保持清洁。"))
    found = Index(write(library((about,)), tmp_path)).answer("老人进公园要不要买票")
    assert found[0].hit.anchor == gate.anchor


def test_what_is_mostly_single_characters_is_no_answer_without_them(tmp_path: Path) -> None:
    about = policy("a", clause("1", "第一条 彩票公益金用于养老服务。"))
    found = Index(write(library((about,)), tmp_path)).meaning.answer("买彩票中奖")
    assert found and found.near


def test_an_item_has_the_words_of_what_it_belongs_to(tmp_path: Path) -> None:
    lead = clause("1", "第一条 对下列单位给予奖励：")
    items = [msgspec.structs.replace(clause(f"1.{number}", text), anchor=f"{lead.anchor}-{number}", parent="1")
             for number, text in enumerate(("（一）新建灯塔的；", "（二）修桥的。"), 1)]
    found = Index(write(library((policy("a", lead, *items),)), tmp_path)).answer("修桥 奖励")
    assert found[0].hit.anchor == f"{lead.anchor}-2"


def test_a_number_with_a_clause_is_answered_by_what_it_can_mean(tmp_path: Path) -> None:
    clauses = [msgspec.structs.replace(clause(str(number), f"第{number}条的内容。"), anchor=f"art-{number}")
               for number in (1, 2, 3)]
    several = [policy(f"a{year}", *clauses, title=f"{year}年的办法", doc_number=f"甲发〔{year}〕3号")
               for year in (2020, 2023)]
    index = Index(write(library(tuple(several)), tmp_path))
    assert {(item.hit.policy, item.hit.anchor, item.near, item.why) for item in index.answer("甲发3号 2条")} == {
        ("a2023", "art-2", True, "文号相符；2条"), ("a2020", "art-2", True, "文号相符；2条")}
    assert [(item.hit.anchor, item.why) for item in index.answer("甲发〔2023〕3号 第九条")] == [
        ("art-1", "文号相符；未见第九条")]


def test_a_query_in_quotation_marks_is_the_substring(index: Index) -> None:
    assert {(item.hit.policy, item.hit.anchor) for item in index.answer("“招商引资”")} == {
        (hit.policy, hit.anchor) for hit in index.search("招商引资").hits}


def test_every_group_of_words_finds_its_example_and_not_its_counter_example() -> None:
    found: list[Diagnostic] = []
    words = load_search_words(registry_folders(ROOT), found)
    assert not found
    for entry in words.synonyms:
        keys = [fold(word).strip("|") for word in entry.words]
        assert any(key in fold(entry.example) for key in keys), entry.words
        assert not any(key in fold(entry.counter) for key in keys), entry.words
        assert not set(entry.words) & set(entry.asked), entry.words


@pytest.mark.parametrize(("numeral", "number"), [
    ("四万九千九百五十二", "49952"), ("一百亿", "100亿"), ("百亿", "100亿"), ("三十万", "30万"), ("十五", "15")])
def test_han_numerals(numeral: str, number: str) -> None:
    assert counted(numeral) == number


def test_forms_of_numbers() -> None:
    assert han_of(1500) == "一千五百"
    assert han_of(105) == "一百零五"
    assert "百亿" in forms_of("100亿")
    assert "2万" in forms_of("20000")


def test_what_was_meant() -> None:
    data = {"phrases": [["招商引资", 9], ["专精特新", 4], ["退休手续", 2]], "titles": ["扬尘污染防治规定"],
            "readings": "zhao招 shang商 yin引 zi资姿 zhuan专 jing精 te特 xin新 tui退 xiu休 ti体 shou手 xu续 "
                        "yang扬 chen尘 wu污 ran染 fang防 zhi治 ye冶 gui规 ding定"}
    phrases = Phrases(data, {"冶": set("治冶")})
    assert phrases.meant("招商引姿") == ["招商引资"]  # sounds alike
    assert phrases.meant("招引商资") == ["招商引资"]  # exchanged
    assert phrases.meant("退体手续") == ["退休手续"]  # any other inside
    assert phrases.meant("扬尘污染防冶") == ["扬尘污染防治"]  # looks alike
    assert phrases.meant("招商引进") == []  # another word at its end
    assert phrases.meant("zjtx") == ["专精特新"]
    assert phrases.meant("zhuanjingtexin") == ["专精特新"]
    assert phrases.meant("yangchenwuran") == ["扬尘污染"]  # a part of a title


def test_only_what_the_library_does_not_know_is_corrected() -> None:
    phrases = Phrases({"phrases": [["招商引资", 9]], "titles": [], "readings": "zhao招 shang商 yin引 zi资姿"}, {})
    found = corrected("招商引姿奖励", phrases, ["引姿"], lambda part: False)
    assert found and found.meant[0] == "招商引资"
    assert corrected("招商引姿奖励", phrases, ["奖励"], lambda part: False) is None


def test_what_follows_for_those_who_do_not_obey_answers_only_who_asks_for_it(tmp_path: Path) -> None:
    rule = clause("1", "第一条 出租自行车的企业可以收取押金，每辆不超过二百元，用户停止使用时退还。")
    fine = clause("2", "第二条 违反本办法第一条规定收取自行车押金的，责令改正，并处每辆五百元罚款。")
    index = Index(write(library((policy("a", rule, fine),)), tmp_path))
    assert index.answer("自行车 押金多少钱")[0].hit.anchor == rule.anchor
    assert index.answer("自行车 押金 罚多少")[0].hit.anchor == fine.anchor


def test_the_vocabulary_is_small(site: Path) -> None:
    index = json.loads((site / "search" / "index.js").read_text(encoding="utf-8").split(",", 1)[1].rsplit(")", 1)[0])
    assert (site / "search" / f"{index['words']}.js").stat().st_size < 90_000


def test_a_former_name_without_its_level_names_the_body_of_today() -> None:
    nothing: dict[str, object] = {"synonyms": "", "listed": 0, "elsewhere": ""} | dict.fromkeys(
        ("questions", "offices", "places"), [])
    known = Lexicon({**nothing, "bodies": {"a": ["市环保局"], "b": ["市场监管局"]}},
                    {"a": "某市生态环境局", "b": "某市市场监督管理局"}, {})
    assert known.bodies_named("环保局") == known.bodies_named("市环保局") == ("a",)
    assert known.bodies_named("市场监管局") == ("b",)
    assert not known.bodies_named("场监管局")


def test_a_sum_that_is_handed_out_answers_before_one_that_is_not(tmp_path: Path) -> None:
    first = clause("1", "第一条 灯塔补贴办公室备案投资超过500万元的项目。")
    given = clause("2", "第二条 灯塔建成且验收合格的，给予补贴，每座500万元以上。")
    told = with_facts(policy("a", first, given), incentives=(incentive(given, "每座500万元以上"),))
    index = Index(write(library((told,)), tmp_path))
    for query in ("灯塔 有没有补贴", "灯塔 补多少"):
        assert index.answer(query)[0].hit.anchor == given.anchor, query
