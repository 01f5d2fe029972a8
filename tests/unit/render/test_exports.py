"""The data of a whole library: safe in a spreadsheet, described, the same on every run and when parts are kept."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec import structs
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.clean import clean
from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.model import Citation, Facts, Incentive, Policy, Span
from tiaowen.model.corpus import Corpus, PlaceRecord
from tiaowen.parse import parse
from tiaowen.read import read
from tiaowen.render import exports as rendering
from tiaowen.render import signposts
from tiaowen.render.exports import exports
from tiaowen.render.plain import document_markdown

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
