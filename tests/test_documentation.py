"""The documentation: generated pages are current, every code has its section, the site of it builds strictly."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.diagnostics import CODES
from tiaowen.pipeline.document import understand
from tiaowen.site.check import check_site

ROOT = Path(__file__).parents[1]
TEXT = ROOT / "docs_src/policies/weihai-weifa-2023-3.txt"
YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script docs/generate.py."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current(generate: Any) -> None:
    stale = [file.name for file, text in generate.contents().items() if file.read_text(encoding="utf-8") != text]
    # newer Pythons get other versions of some packages, which may word their licences otherwise
    if sys.version_info[:2] > (3, 11):
        stale = [name for name in stale if name != "licences.md"]
    assert not stale, "run: make golden"


def test_every_package_of_the_lock_has_its_licence_and_none_binds_what_is_built() -> None:
    rows = re.findall(r"^\| ([a-z0-9._-]+) \| (.+) \|$",
                      (ROOT / "docs/reference/licences.md").read_text(encoding="utf-8"), re.MULTILINE)
    locked = set(re.findall(r"^([A-Za-z0-9._-]+)==",
                            (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert [name for name, _ in rows] == sorted(locked)
    assert not [row for row in rows if re.search(r"GPL|General Public|Proprietary|UNKNOWN", row[1])]


def test_every_code_has_one_section() -> None:
    page = (ROOT / "docs/reference/codes.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### (\w+) \{#\1\}$", page, re.MULTILINE)) == sorted(CODES)


def test_every_example_of_a_sidecar_is_accepted(tmp_path: Path) -> None:
    examples = YAML.findall((ROOT / "docs/how-to/texts.md").read_text(encoding="utf-8"))
    assert len(examples) == 2
    catalog = load_catalog((packaged("site_config"),))
    for example in examples:
        text = tmp_path / TEXT.name
        text.write_bytes(TEXT.read_bytes())
        text.with_suffix(".yml").write_text(example, encoding="utf-8")
        policy = understand(text, TEXT.name, catalog)
        assert not [item for item in policy.diagnostics if item.code.startswith("K")]
    assert [target.value for target in policy.facts.targets if target.path == "2.1.1"] == [1000.0]
    assert not [incentive for incentive in policy.facts.incentives if incentive.path == "2.2.6"]


def test_every_example_of_a_registry_is_accepted(tmp_path: Path) -> None:
    examples = YAML.findall((ROOT / "docs/how-to/registries.md").read_text(encoding="utf-8"))
    for name, example in zip(("agencies.yml", "industries.yml"), examples, strict=True):
        (tmp_path / name).write_text(example, encoding="utf-8")
    catalog = load_catalog((packaged("site_config"), tmp_path))
    assert catalog.industries.entries["ocean.fishing"].name == "海洋渔业"


@pytest.mark.site
def test_the_documentation_site_builds_strictly_and_its_links_are_good(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(ROOT / "docs.yml"), "-d",
               str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=False)
    assert done.returncode == 0, done.stderr
    assert [item for item in check_site(tmp_path / "site") if item.code != "S008"] == []
