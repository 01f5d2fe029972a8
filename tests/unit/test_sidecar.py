"""The sidecar: what cannot be is told at its line, before anything is made of it."""

import re
from pathlib import Path

import pytest
from msgspec import UNSET
from tiaowen.model import Jurisdiction
from tiaowen.sidecar import Sidecar, read_sidecar


def read(folder: Path, text: str) -> tuple[Sidecar, list[tuple[str, str, int]]]:
    (folder / "a.yml").write_text(text, encoding="utf-8")
    sidecar, found = read_sidecar(folder / "a.txt", "docs_src/policies/a.txt")
    return sidecar, [(item.path, item.code, item.line) for item in found]


@pytest.mark.parametrize("line", [
    "issue_date: 2024-13-01", "issue_date: 2024-02-31", "effective_date: 2023-02-29", "retrieved: 0000-01-01",
    "expiry_date: 2024-1-1", "id: con",
    "id: lpt1", "id: ../x", "id: 威发", "source_url: https://[",
])
def test_what_cannot_be_is_told_at_its_line(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, f"title: 通知\n{line}\n")[1] == [("docs_src/policies/a.yml", "K002", 2)]


@pytest.mark.parametrize(("line", "name", "value"), [
    ("issue_date: 2024-02-29", "issue_date", "2024-02-29"), ("issue_date: 2024-02", "issue_date", "2024-02"),
    ("issue_date: 1986", "issue_date", "1986"),
    ("id: con-2023-1", "id", "con-2023-1"), ("id: weifa-2023-3", "id", "weifa-2023-3"),
])
def test_what_can_be_is_taken(tmp_path: Path, line: str, name: str, value: str) -> None:
    sidecar, found = read(tmp_path, line)
    assert (getattr(sidecar, name), found) == (value, [])


def test_an_unknown_key_of_the_place_is_told_and_not_the_centre(tmp_path: Path) -> None:
    assert read(tmp_path, "title: 通知\njurisdiction:\n  cty: 威海市\n")[1] == [("docs_src/policies/a.yml", "K001", 3)]


@pytest.mark.parametrize(("text", "said"), [
    ("jurisdiction: {}", Jurisdiction()), ("jurisdiction: {province: , city: }", UNSET), ("jurisdiction:", UNSET),
    ("jurisdiction: {city: 威海市, county: }", Jurisdiction(city="威海市")),
])
def test_a_place_left_to_be_filled_in_is_not_the_centre(tmp_path: Path, text: str, said: object) -> None:
    sidecar, found = read(tmp_path, text)
    assert (sidecar.jurisdiction, found) == (said, [])


@pytest.mark.parametrize(("text", "line", "told"), [
    ("title: &a [*a]\n", 1, "别名"),
    ("title: 甲\nissuers: &b [乙]\ndoc_number: *b\n", 2, "别名"),
    (f"facts: {'[' * 60}{']' * 60}\n", 1, "嵌套"),
    (f"facts: {'[' * 5000}{']' * 5000}\n", 0, "嵌套"),
])
def test_a_sidecar_that_holds_itself_or_is_too_deep_is_a_finding(tmp_path: Path, text: str, line: int,
                                                                 told: str) -> None:
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    _, found = read_sidecar(tmp_path / "a.txt", "a.txt")
    assert [(item.code, item.path) for item in found] == [("K003", "a.yml")]
    assert told in found[0].message and (not line or found[0].line in {line, line + 1})


def test_every_wrong_value_of_a_sidecar_is_told_at_once_and_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(
        "id: Con\ntitle: [甲]\nissue_date: 去年\nvalidity: 有效\npublish: maybe\nretrieve: 2024-01-01\njurisdiction: "
        "{province: [山东]}\n"
        f"doc_number: {'9' * 5000}\n", encoding="utf-8")
    _, found = read_sidecar(tmp_path / "a.txt", "a.txt")
    assert {item.line for item in found} == set(range(1, 9))
    assert not any(re.search(r"Expected|Invalid|got ", item.message)
                   for item in found), [item.message for item in found]
    assert any("现行有效" in item.message for item in found) and any("removed" in item.message for item in found)


@pytest.mark.parametrize("title", [r"关于\0某事", r"关于\e[31m某", r"关于\u202e某事", r"关于\u2067某事", r"\x7f关于"])
def test_a_control_character_written_out_is_one_too(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, f'id: a-1\ntitle: "{title}"\n')[1] == [("docs_src/policies/a.yml", "K003", 2)]


@pytest.mark.parametrize("title", [r"关于\n某事", r"某事\n", "", " 　"])
def test_a_title_is_one_line(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, f'title: "{title}"\n')[1] == [("docs_src/policies/a.yml", "K002", 1)]


@pytest.mark.parametrize(("data", "line", "said", "remedy"), [
    ("id: a-1\ntitle: 关于某事\n".encode("gb18030"), 2, "不是 UTF-8", "用 UTF-8 另存"),
    ("id: a-1\n".encode("utf-16"), 1, "不是 UTF-8", "用 UTF-8 另存"),
    (b"title: x\nissuers: [&a y, *a]\n", 2, "别名", "照样写出来"),
    (b"title: '\x07'\n", 0, "控制字符", "删去控制字符"),
])
def test_what_is_no_yaml_says_what_mends_it(data: bytes, line: int, said: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(data)
    _, (found,) = read_sidecar(tmp_path / "a.txt", "a.txt")
    assert said in found.message and remedy in found.remedy and found.line in {line, line or 1}
    assert not re.search("[a-z]{5}", found.message)


@pytest.mark.parametrize(("text", "told"), [
    ("id: Weifa_3\n", "例如 weifa-2023-3"), ("issue_date: 2023-5-6\n", "例如 2023、2023-05、2023-05-06"),
    ("source_url: www.weihai.gov.cn\n", "例如 https://"), ("source_url: http://a b/\n", "例如 https://"),
    ("issuers: ['']\n", "issuers[0]"), ("facts: {targets: 1}\n", "facts 的值"),
])
def test_a_value_that_does_not_fit_is_told_with_one_that_does(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    _, (found,) = read_sidecar(tmp_path / "a.txt", "a.txt")
    assert told in found.message and found.line == 1
