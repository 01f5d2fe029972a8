"""The page on data formats tells of every file and every column that is published, and of none that is not."""

import csv
import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.site_folder import ROOT

pytestmark = pytest.mark.site
PAGE = (ROOT / "docs/reference/data.md").read_text(encoding="utf-8")
COMMON = ["policy", "title", "doc_number", "anchor", "path", "url", "place"]


def test_every_file_that_is_named_is_published_and_the_other_way_round(five: Path) -> None:
    site, rows = five / "site", re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)
    named = {row for row in rows if not row.startswith("p/") and "/" in row
             or row in {"feed.xml", "sitemap.xml", "robots.txt", "llms.txt"}}
    optional = set() if find_spec("duckdb") else {"data/clauses.parquet"}
    assert not {name for name in named - optional if not (site / name).is_file()}
    own = {f"data/{name}" for name in re.findall(r"`([\w-]+\.js)`", PAGE)}  # for the pages alone
    assert {f"data/{file.name}" for file in (site / "data").iterdir()} <= named | own
    assert {f"data/{file.name}" for file in (site / "data").glob("*.js")} <= own and len(own) == 9
    for suffix in (row.removeprefix("p/<id>") for row in rows if row.startswith("p/<id>")):
        assert (site / f"p/weifa-2023-3{suffix}").is_file(), suffix


def test_every_column_is_explained(five: Path) -> None:
    for file in (five / "site/data").glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            columns = next(csv.reader(stream))
        (row,) = re.findall(rf"^\| `{file.name}` \| (.*) \|$", PAGE, re.MULTILINE)
        assert [*COMMON, *re.findall(r"`(\w+)`", row), "quote"] == columns, file.name
    with (five / "site/data/clauses.jsonl").open(encoding="utf-8") as stream:
        keys = list(json.loads(stream.readline()))
    (row,) = re.findall(r"^\| `data/clauses.jsonl` \| (.*) \|$", PAGE, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == keys
