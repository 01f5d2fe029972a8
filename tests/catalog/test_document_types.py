"""Every kind of document and every customary heading: its examples hit, its counter-examples do not."""

from pathlib import Path

import pytest
import yaml
from tiaowen.catalog import load_catalog
from tiaowen.catalog.document_types import DocumentType, DocumentTypes, load_document_types
from tiaowen.parse.flat_headings import heading_end

CONFIG = Path(__file__).parents[2] / "site_config"
TYPES: DocumentTypes = load_document_types((CONFIG,), [])
HEADINGS = yaml.safe_load((CONFIG / "headings.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", TYPES.entries, ids=lambda entry: entry.name)
def test_examples(entry: DocumentType) -> None:
    assert entry.examples
    for title in entry.examples:
        assert TYPES.of_title(title) == entry.name, title
    for title in entry.not_examples:
        assert TYPES.of_title(title) != entry.name, title


def test_every_ending_names_one_kind() -> None:
    endings = [ending for ending, _ in TYPES.endings]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize(("title", "kind"), [
    ("关于印发《二十条措施》的通知", "通知"), ("广州市老年人优待办法（试行）", "办法"),
    ("某某规划（2021—2025年）", "规划"),
    ("省市联席会议纪要(一)", "纪要"), ("天气预报", ""), ("", ""), ("（试行）", ""),
])
def test_brackets_after_the_kind(title: str, kind: str) -> None:
    assert TYPES.of_title(title) == kind


@pytest.mark.parametrize("entry", HEADINGS, ids=lambda entry: str(entry["name"]))
def test_customary_headings(entry: dict[str, object]) -> None:
    names = (
        load_catalog((CONFIG,)).headings if entry is HEADINGS[0] else frozenset(str(item["name"]) for item in HEADINGS)
    )
    name = str(entry["name"])
    examples, others = entry.get("examples", []), entry.get("not_examples", [])
    assert isinstance(examples, list)
    assert isinstance(others, list)
    assert examples
    for text in examples:
        assert text[:heading_end(f"一、{text}", 2, names, openers=None) - 2] == name, text
    for text in others:
        assert text[:max(heading_end(f"一、{text}", 2, names, openers=None) - 2, 0)] != name, text
