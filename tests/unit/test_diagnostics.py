"""Findings: the table of codes is complete and prints as the contract says."""

import json
import pickle
import re
import string
from pathlib import Path

import pytest
from tiaowen.diagnostics import CODES, ConfigurationError, as_github, as_json, as_line, finding

GENERATOR = Path(__file__).parents[2] / "generator" / "tiaowen"
USED = re.compile(r"""\bfinding\(\s*["']([A-Z]\d{3})["']""")


def test_line_form_is_the_contracts() -> None:
    item = finding("K005", path="site_config/agencies.yml", line=3, col=5, id="x")
    assert as_line(item) == "site_config/agencies.yml:3:5: K005 error: 重复的 id：x (改用不同的 id)"
    assert as_line(finding("K005", path="a.yml", id="x")).startswith("a.yml: K005")
    assert as_line(finding("K005", id="x")).startswith("K005 error")


def test_line_form_stays_one_line_and_obeys_no_control_character() -> None:
    line = as_line(finding("K005", path="a.yml", id="x\nb.yml:1: K005 error\x1b[2J\u202e"))
    assert "x\\u000ab.yml" in line
    assert line.isprintable()


def test_github_form_escapes_what_would_break_the_line() -> None:
    item = finding("K005", path="a,b:c.yml", line=2, id="50%\n::error::x")
    assert as_github(item).count("\n") == 0
    assert as_github(item).startswith("::error file=a%2Cb%3Ac.yml,line=2::K005 ")
    assert "50%25%0A::error::x" in as_github(item)


def test_json_form_keeps_order_and_han() -> None:
    items = [finding("K005", path="b", id="乙"), finding("K005", path="a", id="甲")]
    assert [entry["path"] for entry in json.loads(as_json(items))] == ["b", "a"]
    assert "甲" in as_json(items)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_severity_a_message_and_a_remedy(code: str) -> None:
    entry = CODES[code]
    assert re.fullmatch(r"[A-Z]\d{3}", code)
    assert entry.severity in {"error", "warning", "info"}
    assert entry.message.strip()
    assert entry.remedy.strip()
    for text in (entry.message, entry.remedy):
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))


def test_every_code_that_is_raised_is_in_the_table_and_the_other_way_round() -> None:
    used = {code for file in GENERATOR.rglob("*.py") for code in USED.findall(file.read_text(encoding="utf-8"))}
    mentioned = {code for file in GENERATOR.rglob("*.py") if file.name != "diagnostics.py"
                 for code in re.findall(r"\"([A-Z]\d{3})\"", file.read_text(encoding="utf-8"))}
    assert not used - set(CODES), "raised and not in the table"
    assert not set(CODES) - mentioned, "in the table and never raised"


def test_values_from_a_text_cannot_be_taken_for_format_fields() -> None:
    assert "{id} {0}" in finding("K005", id="{id} {0}").message


def test_chinese_text_has_full_width_punctuation() -> None:
    """GB/T 15834: no half-width , ; : ( ) beside a Han character. The frame of a finding (path:line: CODE, brackets) is
    ASCII by contract.
    """
    half = re.compile(r"[\u4e00-\u9fff”》〕）}][,;:()]|[,;()][\u4e00-\u9fff“《〔（{]")
    for code, entry in CODES.items():
        for text in (entry.message, entry.remedy):
            assert not half.search(text), f"{code}: {text}"


def test_a_worker_process_can_send_what_is_wrong_with_the_configuration() -> None:
    error = ConfigurationError([finding("K005", path="a.yml", id="x")])
    sent = pickle.loads(pickle.dumps(error))
    assert sent.diagnostics == error.diagnostics and str(sent) == str(error)
