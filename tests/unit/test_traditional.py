"""Texts that keep Traditional characters: the facts of their Simplified version, the words as the text writes them."""

from pathlib import Path

import opencc
import pytest
from msgspec.structs import asdict
from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.model import Policy
from tiaowen.pipeline.document import understand
from tiaowen.text import sha256, squeeze

CATALOG = load_catalog((packaged("site_config"),))
TEXT = """澎湖縣促進觀光產業發展補助辦法

第一條　為促進觀光產業發展，依照《地方制度法》第十九條，制定本辦法。
第二條　市財政局負責補助資金。負責單位：市財政局、市教育局。
第三條　對符合條件的企業，每處補助五千元，最高不超過三萬元。
第四條　於2025年底前，全市森林覆蓋率達到60%以上。（責任單位：市林業局）頭髮與發展、干與幹部、乾旱，一如原文。
第五條　有第三條情形的，適用本條。
"""
SHOWN = {"quote", "terms", "title", "full_title"}


def read(tmp_path: Path, name: str, text: str) -> Policy:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return understand(tmp_path / name, name, CATALOG)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Policy, Policy]:
    return read(tmp_path, "traditional.txt", TEXT), read(tmp_path, "simplified.txt", opencc.OpenCC("t2s").convert(TEXT))


def test_the_facts_are_those_of_the_simplified_text(pair: tuple[Policy, Policy]) -> None:
    traditional, simplified = pair
    assert traditional.document_type == simplified.document_type == "办法"
    for kind in simplified.facts.__struct_fields__:
        said = [[{k: v for k, v in asdict(fact).items() if k not in SHOWN} for fact in getattr(p.facts, kind)]
                for p in pair]
        assert said[0] == said[1], kind
    assert all(getattr(simplified.facts, kind)
               for kind in ("duties", "citations", "references", "targets", "incentives", "deadlines", "industries"))


def test_what_is_shown_is_as_written(pair: tuple[Policy, Policy]) -> None:
    traditional, _ = pair
    fulls = {clause.path: clause.full for clause in traditional.clauses}
    assert traditional.title == TEXT.split("\n", 1)[0]
    assert "".join(squeeze(full) for full in fulls.values()) == squeeze(TEXT.split("\n", 1)[1])
    for clause in traditional.clauses:
        assert clause.sha256 == sha256(clause.full)
        assert (
            clause.full.startswith(clause.label)
            and all(clause.full[t.span.start : t.span.end] == t.text for t in clause.tails)
        )
        assert squeeze(clause.text) in squeeze(clause.full.replace(clause.tail, ""))
    for fact in (*traditional.facts.duties, *traditional.facts.targets, *traditional.facts.incentives,
                 *traditional.facts.citations):
        assert fulls[fact.path][fact.span.start : fact.span.end] == fact.quote
    assert traditional.facts.citations[0].title == "地方制度法"
    assert {term for fact in traditional.facts.industries for term in fact.terms} & {"觀光", "觀光產業", "森林覆蓋率"}


def test_a_title_that_stands_in_the_facts_of_the_page_alone(tmp_path: Path) -> None:
    facts = "法規名稱：渡口檢驗條例\n法規類別：法律 / 行政＞交通部\n\n"
    text = f"{facts}第 1 條\n渡口應檢驗。\n\n第 2 條\n本條例自公布日施行。\n"
    policy = read(tmp_path, "x.md", text)
    assert policy.title == "渡口檢驗條例"
    assert policy.document_type == "条例"
