"""The fold: what it makes equal, and that the page makes the same of every character."""

import random
import unicodedata
from pathlib import Path

import pytest
from tiaowen.search.fold import common_and_rare, find, fold, fold_all, fold_with_offsets, folds, is_common

from tests.unit.search.javascript import needs_node, run

SOURCES = sorted((Path(__file__).parents[3] / "docs_src" / "policies").glob("*.txt"))
EVERYTHING = set("".join(folds().values()))
TABLES = list(common_and_rare(EVERYTHING))
LEARNED = ("const fold = tiaowenFold(data.tables[0]);"
           "for (const [part, table] of Object.entries(data.tables[1])) fold.learn(Number(part), table);")
FOLD_ALL = LEARNED + "return data.texts.map((text) => fold.fold(text));"


@pytest.mark.parametrize(("printed", "typed"), [
    ("威发〔2023〕3号", "威发[2023]3号"),
    ("威发〔2023〕3号", "威发（２０２３）３号"),
    ("国办发〔2017〕7 号", "國辦發【2017】7號"),
    ("工業(yè)穩(wěn)增長", "工业稳增长"),
    ("责任单位:市财政局", "責任單位：市財政局"),
    ("《中华人民共和国民法典》", "中华人民共和国民法典"),
    ("“雁阵形”产业集群", "雁阵形产业集群"),
    ("推动经济\n高质量发展", "推动经济高质量发展"),
    ("⽀持⺠营企业⻓期发展", "支持民营企业长期发展"),
    ("ＰＰＰ项目", "ppp项目"),
    ("100㎡", "100m2"),
    ("二○二五年", "二〇二五年"),
    ("3．5％", "3.5%"),
    ("café", "cafe\u0301"),
    ("着力优化", "著力優化"),
    ("了解答复批复", "瞭解答覆批覆"),
    ("凭借计划", "憑藉計畫"),
])
def test_spellings_of_one_text(printed: str, typed: str) -> None:
    assert fold(printed) == fold(typed)


@pytest.mark.parametrize(("one", "other"), [
    ("调结构、稳增长", "调结构稳增长"), ("3.5%", "35%"), ("1+X", "1X"), ("甲\t乙", "甲乙"), ("后", "前"),
])
def test_what_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_separators_are_alike_and_one() -> None:
    assert fold("稳增长，——调结构；2021-2025年") == "稳增长|调结构|2021|2025年"


def test_offsets_lead_back_to_the_text() -> None:
    text = "推進工業(yè)穩(wěn)增長,達到 ３．５％ 以上"
    key, offsets = fold_with_offsets(text)
    assert key == fold(text)
    assert [text[start:end] for start, end in find(text, fold("工业稳增长"))] == ["工業(yè)穩(wěn)增長"]
    assert [text[start:end] for start, end in find(text, "3.5%")] == ["３．５％"]
    assert offsets == sorted(offsets)


def test_many_texts_in_one_go() -> None:
    texts = [line for file in SOURCES
             for line in file.read_text(encoding="utf-8").splitlines()] + ["", "\uffff", "。", "——末尾"]
    assert fold_all(texts) == [fold(text.replace("\uffff", "")) for text in texts]


def test_folding_twice_changes_nothing() -> None:
    assert [char for char in folds() if fold(fold(char)) != fold(char)] == []


@needs_node
def test_the_page_folds_every_character_alike() -> None:
    corpus = {char for file in SOURCES for char in file.read_text(encoding="utf-8")}
    plane = {chr(code) for code in range(0x20, 0xFFFF) if not 0xD800 <= code < 0xE000}
    texts = sorted(corpus | set(folds()) | plane | {chr(code) for code in range(0x1F100, 0x1F300)})
    assert run(FOLD_ALL, {"tables": TABLES, "texts": texts}) == [fold(text) for text in texts]


@needs_node
def test_the_page_folds_random_texts_alike() -> None:
    dice = random.Random(20231)
    pool = sorted(folds()) + list(
        "威海市人民政府关于推动经济(（yèwěn)）業穩增長，。、|--——  \n\t〔2023〕３號𠀀𫏋\U0001f600")
    texts = ["".join(dice.choices(pool, k=dice.randint(0, 40))) for _ in range(2000)]
    texts += [line for file in SOURCES for line in file.read_text(encoding="utf-8").splitlines()]
    assert run(FOLD_ALL, {"tables": TABLES, "texts": texts}) == [fold(text) for text in texts]


@needs_node
def test_the_page_asks_for_the_rare_tables_whenever_it_matters() -> None:
    rare = {char for char in folds() if not is_common(char)}
    texts = [chr(code) for code in range(0xFFFF) if not 0xD800 <= code < 0xE000]
    code = "const fold = tiaowenFold(data.tables[0]); return data.texts.map((text) => fold.lacking(text));"
    lacking = dict(zip(texts, run(code, {"tables": TABLES, "texts": texts}), strict=True))
    assert all(lacking[text] == [ord(text) >> 12] for text in texts if text in rare)
    assert not any(lacking[text] for text in "威海市人民政府关于推动经济高质量发展的意见〔２０２３〕3号，。")


@needs_node
def test_the_page_finds_the_same_places() -> None:
    texts = ["推進工業(yè)穩(wěn)增長,達到 ３．５％ 以上,工业稳增长", "𫏋𫏋工业", "人人人"]
    keys = ["工业稳增长", "3.5%", "人人", fold("𫏋工业")]
    found = run(
        LEARNED +
        "return data.texts.map((text) => data.keys.map((key) => fold.find(text, [key]).map(([start, end]) => "
        "text.slice(start, end))));",
        {"tables": TABLES, "texts": texts, "keys": keys})
    for text, by_key in zip(texts, found, strict=True):
        for key, places in zip(keys, by_key, strict=True):
            spans = list(find(text, key))
            joined = (
                [text[start:end] for start, end in spans] if key != "人人" or not spans
                else [text[spans[0][0]:spans[-1][1]]]
            )
            assert places == joined, (text, key)


def test_a_page_needs_no_fold_to_what_no_text_holds() -> None:
    common, rare = common_and_rare(set("经济a1"))
    assert "經经" in str(rare[ord("經") >> 12]["pairs"])
    assert not any("質质" in str(table["pairs"]) for table in rare.values())
    assert all(unicodedata.category(char) != "Cn" for char in str(common["pairs"]))
