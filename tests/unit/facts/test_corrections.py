"""Corrections of facts in the sidecar: they replace what was found for that clause and kind, and say so; a bad one is a
finding.
"""

from pathlib import Path

import pytest
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import packaged
from tiaowen.model import Policy
from tiaowen.pipeline.document import understand

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "docs_src" / "policies" / "weihai-weifa-2023-3.txt"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog((packaged("site_config"),))


def corrected(text: str, catalog: Catalog, folder: Path) -> Policy:
    (folder / SOURCE.name).write_bytes(SOURCE.read_bytes())
    (folder / SOURCE.name).with_suffix(".yml").write_text(text, encoding="utf-8")
    return understand(folder / SOURCE.name, SOURCE.name, catalog)


def test_a_correction_wins(catalog: Catalog, tmp_path: Path) -> None:
    entry = "{path: 2.1.1, quote: 3个产业集群产值突破千亿元, metric: 产值, value: 1000, unit: 亿元, deadline: 2025}"
    policy = corrected(f"facts:\n  targets:\n    - {entry}\n", catalog, tmp_path)
    (target,) = [t for t in policy.facts.targets if t.path == "2.1.1"]
    assert (target.value, target.deadline, target.corrected) == (1000.0, "2025", True)
    clause = next(c for c in policy.clauses if c.path == "2.1.1")
    assert clause.full[target.span.start:target.span.end] == target.quote
    assert [t for t in policy.facts.targets if t.path == "2.1.2"]


def test_a_correction_removes(catalog: Catalog, tmp_path: Path) -> None:
    policy = corrected("facts:\n  incentives:\n    - {path: 2.2.6, remove: true}\n", catalog, tmp_path)
    assert not [i for i in policy.facts.incentives if i.path == "2.2.6"]
    assert policy.facts.incentives


def test_a_corrected_duty_has_agency_ids(catalog: Catalog, tmp_path: Path) -> None:
    policy = corrected("facts:\n  duties:\n    - {path: 2.1.1, agencies: [市财政局], lead: [市财政局], role: lead}\n",
                       catalog, tmp_path)
    (duty,) = [d for d in policy.facts.duties if d.path == "2.1.1"]
    assert duty.agency_ids == ("weihai-caizhengju",)
    assert duty.corrected


@pytest.mark.parametrize(("text", "said"), [
    ("facts:\n  goals:\n    - {path: 2.1.1}\n", "goals"),
    ("facts:\n  targets:\n    - {path: 9.9.9, value: 1}\n", "没有这一条"),
    ("facts:\n  targets:\n    - {value: 1}\n", "没有写 path"),
    ("facts:\n  targets:\n    - {path: 2.1.1, quote: 文中没有的话}\n", "没有引文"),
    ("facts:\n  targets:\n    - {path: 2.1.1, colour: red}\n", "colour"),
    ("facts:\n  targets:\n    - {path: 2.1.1, value: many}\n", "value 应是数"),
    ("facts:\n  targets:\n    - {path: 2.1.1, value: nan}\n", "数值应是一个数"),
    ("facts:\n  duties:\n    - {path: 2.1.1, agencies: [[市财政局]]}\n", "agencies[0] 应是文字"),
    ("facts:\n  duties:\n    - {path: 2.1.1, agencies: {a: 市财政局}, generic: [{b: c}]}\n", "应是列表"),
])
def test_a_correction_that_cannot_be_used_is_told(text: str, said: str, catalog: Catalog, tmp_path: Path) -> None:
    policy = corrected(text, catalog, tmp_path)
    (item,) = [d for d in policy.diagnostics if d.code == "K020"]
    assert said in item.message
    assert (item.path.endswith(".yml"), item.line) == (True, 2 if "goals" in text else 3)
    assert not any(t.corrected for t in policy.facts.targets)
