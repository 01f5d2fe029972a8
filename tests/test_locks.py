"""The lock files hold every requirement of pyproject.toml, with hashes, and name no registry."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
DEVELOPMENT = [*RUNTIME, *PROJECT["project"]["optional-dependencies"]["dev"]]
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\]+))? \\\n"
    r"((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE,
)


def pins(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in PIN.finditer((ROOT / name).read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(match["name"]), set()).add(match["version"])
    return found


@pytest.mark.parametrize(("lock", "wanted"), [("requirements.lock", RUNTIME), ("requirements-dev.lock", DEVELOPMENT)])
def test_every_requirement_is_pinned_within_its_range(lock: str, wanted: list[str]) -> None:
    held = pins(lock)
    for text in wanted:
        requirement = Requirement(text)
        versions = held.get(canonicalize_name(requirement.name), set())
        assert versions, f"{text}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), text


def test_both_locks_pin_the_same_versions() -> None:
    development = pins("requirements-dev.lock")
    for name, versions in pins("requirements.lock").items():
        assert development[name] == versions, name


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_line_is_a_pin_with_hashes_or_a_comment(lock: str) -> None:
    rest = PIN.sub("", (ROOT / lock).read_text(encoding="utf-8"))
    assert [line for line in rest.splitlines() if line.strip() and not line.strip().startswith("#")] == []
