"""The GitHub workflows: actions pinned by commit, the one that ``init`` makes like this repository's own, its steps run
here in order.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
import yaml
from lxml import html

from tests.clean_environment import clean_environment
from tests.site_folder import ROOT, tiaowen

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
OWN, TEMPLATE = ROOT / ".github/workflows/pages.yml", ROOT / "templates/init/pages.yml.j2"
BASE_URL = "https://name.example/repo"
OUTPUTS = {"steps.pages.outputs.base_url": BASE_URL, "github.event_name": "push"}


def test_every_action_is_pinned_by_commit_and_says_its_version() -> None:
    pins: dict[str, set[str]] = {}
    for file in [*WORKFLOWS, TEMPLATE]:
        for line in re.findall(r"uses: (.*)", file.read_text(encoding="utf-8")):
            pinned = re.fullmatch(r"(actions/[a-z-]+)@([0-9a-f]{40}  # v\d+\.\d+\.\d+)", line)
            assert pinned, f"{file.name}: {line}"
            pins.setdefault(pinned[1], set()).add(pinned[2])
    assert {action: versions for action, versions in pins.items() if len(versions) > 1} == {}


def test_what_init_makes_is_this_repositorys_own_but_for_the_installation() -> None:
    made = TEMPLATE.read_text(encoding="utf-8").removeprefix("{% raw %}").removesuffix("{% endraw %}\n")
    different = [line for line in made.splitlines() if line not in OWN.read_text(encoding="utf-8").splitlines()]
    assert len(different) == 2
    assert all("vendor" in line for line in different)


def test_no_expression_stands_in_a_script() -> None:
    """An expression in ``run`` is text put into a shell: what a title or branch name says would be run. It comes by
    ``env``.
    """
    for file in [*WORKFLOWS, TEMPLATE]:
        for job in workflow(file)["jobs"].values():
            assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")], file.name


def workflow(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        file.read_text(encoding="utf-8").removeprefix("{% raw %}").removesuffix("{% endraw %}\n"))
    return loaded


def machine(folder: Path) -> dict[str, str]:
    """The environment of a runner: a Python of its own, on which the dependencies tested here count as installed; no
    network.
    """
    clean_environment(folder)
    return {"PATH": f"{folder / 'bin'}:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "CI": "true",
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run_steps(folder: Path, environment: dict[str, str]) -> list[str]:
    """The ``run`` steps of the build job, as the runner does it (bash -e, pipefail); the names of those run."""
    names = []
    for step in workflow(folder / ".github/workflows/pages.yml")["jobs"]["build"]["steps"]:
        if "run" not in step:
            continue
        given = {name: re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda found: OUTPUTS[found[1]], value) for name,
                 value in step.get("env", {}).items()}
        done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=folder,
                              env=environment | given,
                              capture_output=True, text=True, encoding="utf-8", timeout=600, check=False)
        assert done.returncode == 0, f"{step['name']}\n{done.stdout}\n{done.stderr}"
        names.append(step["name"])
    return names


def dead_links(site: Path) -> list[str]:
    """Every address that a page asks for or leads to below the public address, and that is not in the artifact."""
    pages = {file.relative_to(site).as_posix(): html.document_fromstring(file.read_bytes())
             for file in site.rglob("*.html")}
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    dead = []
    for name, page in pages.items():
        for written in page.xpath(
            "//a/@href | //link[not(starts-with(@rel, 'schema.'))]/@href | //img/@src | //script/@src"):
            address, anchor = urldefrag(urljoin(f"{BASE_URL}/{name}", written))
            if not address.startswith(("http:", "https:")) or not address.startswith("https://name.example/"):
                continue
            target = unquote(address.removeprefix(f"{BASE_URL}/").partition("?")[0]) or "index.html"
            if not (site / target).is_file() or anchor and target in ids and unquote(anchor) not in ids[target]:
                dead.append(f"{name}: {written}")
    return dead


@pytest.mark.site
@pytest.mark.slow
def test_the_steps_of_this_repository_run_in_order_on_a_clean_clone(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    assert run_steps(folder, machine(tmp_path / "machine"))[0] == "install"
    assert f'href="{BASE_URL}/p/' in (folder / "site/p/weifa-2023-3.html").read_text(encoding="utf-8")
    assert (folder / "report.json").is_file()
    assert (folder / "offline/tiaowen-offline.zip.sha256").is_file()
    assert dead_links(folder / "site") == []
    written = subprocess.run(["git", "status", "--porcelain"], cwd=folder, capture_output=True, text=True,
                             check=True).stdout.split()
    assert written == ["??", "report.json"]


@pytest.mark.site
@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the steps are those of a Linux runner")
def test_the_steps_of_a_new_site_run_in_order(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my-site"
    assert tiaowen(tmp_path, "init", "my-site").returncode == 0
    (folder / "vendor").mkdir(exist_ok=True)
    shutil.copy(wheel, folder / "vendor")
    steps = workflow(folder / ".github/workflows/pages.yml")["jobs"]["build"]["steps"]
    name, *check = next(step["run"] for step in steps if step.get("name", "").startswith("check")).split()
    done = tiaowen(folder, *check)
    assert (name, done.returncode) == ("tiaowen", 1) and "tiaowen freeze" in done.stdout
    assert tiaowen(folder, "freeze").returncode == 0
    assert len(run_steps(folder, machine(tmp_path / "machine"))) == 4
    assert dead_links(folder / "site") == []
