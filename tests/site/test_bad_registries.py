"""Registries, ledger, sidecars and queries that are none: each is told with its place, nothing is written elsewhere."""

import os
import re
from pathlib import Path

import pytest

from tests.site_folder import ONE, findings, tiaowen, tree

pytestmark = pytest.mark.site


def test_an_unknown_sidecar_key_has_its_line_and_the_nearest_known_one(unbuilt: Path) -> None:
    sidecar = unbuilt / "docs_src/policies" / ONE.replace(".txt", ".yml")
    sidecar.write_text("source_url: https://example.org/\nisue_date: 2019-12-31\n", encoding="utf-8")
    done = tiaowen(unbuilt, "check")
    assert done.returncode == 1
    assert f"docs_src/policies/{sidecar.name}:2:1: K001 error:" in done.stdout
    assert "issue_date" in done.stdout
    assert "    2 | isue_date: 2019-12-31\n      | ^" in done.stdout


def test_an_alias_of_two_agencies_stops_before_anything_is_built(copy_of_one: Path) -> None:
    entry = "- id: {0}\n  name: {0}\n  aliases: [重名办]\n"
    (copy_of_one / "site_config/agencies.yml").write_text(entry.format("a") + entry.format("b"), encoding="utf-8")
    before = tree(copy_of_one / "site")
    done = tiaowen(copy_of_one, "build")
    assert done.returncode == 2
    assert "site_config/agencies.yml:" in done.stderr
    assert tree(copy_of_one / "site") == before


@pytest.mark.parametrize(("text", "line"), [
    ("a: b\n", 1), ("# 检索\n- x\n", 2), ("- {}\n", 1), ("- {query: 甲, find: [p/a.html]}\n", 1),
    ("- {query: 甲, finds: p/a.html}\n", 1),
])
def test_queries_that_are_none_are_told_before_there_is_a_site(unbuilt: Path, text: str, line: int) -> None:
    (unbuilt / "site_config/queries.yml").write_text(text, encoding="utf-8")
    told = [(item["path"], item["line"], item["code"][0]) for item in findings(unbuilt) if item["severity"] == "error"]
    assert told == [("site_config/queries.yml", line, "K")]


@pytest.mark.parametrize("data", [b"a\tb\n", bytes(range(256)), "370000\tx\t山东省\n".encode()])
def test_a_table_of_places_that_is_none_is_told_with_its_line(unbuilt: Path, data: bytes) -> None:
    (unbuilt / "site_config/places.tsv").write_bytes(data)
    done = tiaowen(unbuilt, "check")
    assert done.returncode == 2 and "site_config/places.tsv" in done.stderr and "K025" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
@pytest.mark.parametrize("place", ["templates", "site_config/agencies.yml", "site_config/permalinks/policies"])
def test_registries_templates_and_the_ledger_lie_in_the_folder(unbuilt: Path, place: str) -> None:
    outside = unbuilt.with_name(f"{unbuilt.name}-outside")
    outside.mkdir()
    (unbuilt / place).parent.mkdir(exist_ok=True)
    (unbuilt / place).symlink_to(outside)
    for command in ("freeze", "check"):
        done = tiaowen(unbuilt, command)
        assert done.returncode == 2 and f"{place}: " in done.stderr
    assert not list(outside.iterdir())


@pytest.mark.parametrize(("place", "what"), [
    ("names.jsonl", '{"kind":"agency","id":"../../x","name":"甲"}'), ("policies/a-1.jsonl", '{"kind":' + "[" * 100_000),
    ("policies", "甲"),
    ("names.jsonl", None), ("policies/a-1.jsonl", None), ("versions/a-1--2020.1.json", None),
])
def test_what_does_not_belong_in_the_ledger_is_told(unbuilt: Path, place: str, what: str | None) -> None:
    file = unbuilt / "site_config/permalinks" / place
    (file if what is None else file.parent).mkdir(parents=True)
    if what is not None:
        file.write_text(f"{what}\n", encoding="utf-8")
    done = tiaowen(unbuilt, "check")
    assert done.returncode == 1 and f"site_config/permalinks/{place}" in done.stdout and "L100" in done.stdout


@pytest.mark.parametrize(("text", "told"), [
    ("title: 关于: 甲\n", "又有冒号"), ("title: @甲\n", "加引号"), ("title: '甲\n", "没有配对"),
    ("title: 甲\n---\n", "两份"),
    ("<<<<<<< HEAD\ntitle: 甲\n=======\ntitle: 乙\n>>>>>>> other\n", "冲突"),
    ("? [甲]\n: 乙\n", "键应是文字"), ("title: [甲\n", "没有配对"), ('title: "\\q"\n', "单引号"),
])
def test_mistakes_in_a_sidecar_are_told_in_chinese(unbuilt: Path, text: str, told: str) -> None:
    (unbuilt / "docs_src/policies" / ONE).with_suffix(".yml").write_text(text, encoding="utf-8")
    (found,) = (item for item in findings(unbuilt) if item["code"] == "K003")
    assert told in str(found["message"]) and not re.search("[a-z]{4}", str(found["message"]))
