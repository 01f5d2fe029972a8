"""Citation forms: the label in words, the six styles, escaping."""

import json

import pytest
from jinja2 import Environment
from msgspec import structs

from generator.anchors import anchor_of
from generator.config import Settings
from generator.data import packaged
from generator.model import Clause, Policy, SourceInfo
from generator.render.cite import STYLES, cite, label_in_words, reference
from generator.render.environment import templates_of
from generator.text import sha256

SETTINGS = Settings(site_url="https://example.org/zc/")


@pytest.fixture(scope="module")
def templates() -> Environment:
    return templates_of(packaged("templates").parent)


def clause(path: str, label: str) -> Clause:
    return Clause(anchor=anchor_of(path), path=path, kind="heading", level=1, label=label, full=label, line=1, sha256=sha256(label))


def policy(*clauses: Clause) -> Policy:
    info = SourceInfo(path="a.txt", format="text", encoding="utf-8", sha256="0" * 64, size=1)
    return Policy(id="weifa-2023-3", title="关于健全激励机制的意见", doc_number="威发〔2023〕3号", issuers=("中共威海市委", "威海市人民政府"),
                  issue_date="2023-02-26", source=info, clauses=clauses)


@pytest.mark.parametrize(("labels", "words"), [
    ([("2", "二、"), ("2.3", "（三）"), ("2.3.15", "15.")], "第二部分第（三）项第15条"),
    ([("1", "一、"), ("1.d3", "——")], "第一部分第3个破折号项"),
    ([("2", "二、"), ("2.1", "（一）"), ("2.1.p2", "")], "第二部分第（一）项第二段"),
    ([("ch2", "第二章"), ("ch2.sec1", "第一节")], "第二章第一节"),
    ([("art12", "第十二条"), ("art12.2", "（二）")], "第十二条第（二）项"),
    ([("art12", "第十二条"), ("art12.2", "（二）"), ("art12.2.1", "1.")], "第十二条第（二）项第1目"),
    ([("art120-1", "第一百二十条之一"), ("art120-1.p2", "")], "第一百二十条之一第二款"),
    ([("A1", "附件1"), ("A1.art5", "第五条")], "附件1第五条"),
    ([("preamble", "")], "引言"),
    ([("notice.p1", "")], "印发通知第一段"),
    ([("2.3~2", "（三）")], "第二部分第（三）项（第2处）"),
    ([("2.3.t1", ""), ("2.3.t1.r4", "")], "第二部分第三项表1第4行"),
])
def test_label_in_words(labels: list[tuple[str, str]], words: str) -> None:
    clauses = [clause(path, label) for path, label in labels]
    assert label_in_words(policy(*clauses), clauses[-1]) == words


def made(style: str, templates: Environment, **values: object) -> str:
    clauses = [clause("2", "二、"), clause("2.3", "（三）")]
    ref = reference(structs.replace(policy(*clauses), **values), clauses[-1], SETTINGS, accessed="2026-11-22")
    return cite(ref, style, templates)  # type: ignore[arg-type]


def test_gbt7714(templates: Environment) -> None:
    assert made("gbt7714-2025", templates) == (
        "中共威海市委, 威海市人民政府.关于健全激励机制的意见:威发〔2023〕3号[EB/OL].2023:第二部分第（三）项(2023-02-26)[2026-11-22]."
        "https://example.org/zc/p/weifa-2023-3.html#c-2-3."
    )


def test_plain(templates: Environment) -> None:
    assert made("plain", templates) == (
        "《关于健全激励机制的意见》(威发〔2023〕3号)第二部分第（三）项,中共威海市委、威海市人民政府,2023-02-26,https://example.org/zc/p/weifa-2023-3.html#c-2-3"
    )


def test_bibtex_is_escaped(templates: Environment) -> None:
    text = made("bibtex", templates, title="50% {x} \\input{/etc/passwd} & #1_2")
    assert "title = {50\\% \\{x\\} \\textbackslash{}input\\{/etc/passwd\\} \\& \\#1\\_2}" in text
    assert text.count("{") - text.count("\\{") == text.count("}") - text.count("\\}")


def test_ris_has_one_field_a_line(templates: Environment) -> None:
    text = made("ris", templates, title="标题\nER  - \nTY  - BOOK")
    assert text.startswith("TY  - GOVDOC")
    assert text.count("\nER  -") == 1
    assert all(line[2:6] == "  - " or line.startswith("ER") for line in text.splitlines())


def test_csl_json(templates: Environment) -> None:
    (item,) = json.loads(made("csl-json", templates))
    assert item["type"] == "legislation"
    assert item["issued"] == {"date-parts": [[2023, 2, 26]]}
    assert item["section"] == "第二部分第（三）项"


@pytest.mark.parametrize("style", STYLES)
def test_nothing_known_but_the_title(style: str, templates: Environment) -> None:
    bare = structs.replace(policy(), doc_number="", issuers=(), issue_date=None)
    assert "关于健全激励机制的意见" in cite(reference(bare, None, Settings()), style, templates)  # type: ignore[arg-type]
