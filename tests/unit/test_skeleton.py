"""``init``: a site that can be built at once, and nothing of anybody's overwritten."""

import re
from pathlib import Path

import pytest
import yaml
from tiaowen.catalog import load_catalog
from tiaowen.config import load_settings
from tiaowen.data import packaged
from tiaowen.skeleton import REGISTRIES, SAMPLE, create

ROOT = Path(__file__).parents[2]


def test_a_new_site_has_everything_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    site = tmp_path / "某市 政策库"
    created = create(site, version="1.2.3", force=False)
    assert {"site_config/site.yml", ".github/workflows/pages.yml", "docs_src/pages/about.md", ".gitattributes",
            SAMPLE} <= set(created.written)
    assert load_settings(site / "site_config/site.yml").site_name == "某市 政策库"
    assert (site / "requirements.txt").read_text(encoding="utf-8") == "tiaowen==1.2.3\n"
    locked = (site / "requirements.lock").read_text(encoding="utf-8")
    assert locked.count("--hash=sha256:") > len(re.findall(r"^\S+==", locked, re.MULTILINE)) > 20
    assert (site / SAMPLE).read_bytes() == (ROOT / SAMPLE).read_bytes()
    before = {p: p.read_bytes() for p in site.rglob("*") if p.is_file()}
    again = create(site, version="9", force=False)
    assert again.written == ()
    assert set(again.kept) == set(created.written) - {SAMPLE}
    assert {p: p.read_bytes() for p in site.rglob("*") if p.is_file()} == before


def test_the_registries_of_a_new_site_are_empty_and_what_they_propose_can_be_used(tmp_path: Path) -> None:
    create(tmp_path, version="1", force=False)
    own = tmp_path / "site_config"
    assert load_catalog((packaged("site_config"), own)).redirects == {}
    for name in REGISTRIES:
        file = own / f"{name}.yml"
        lines = file.read_text(encoding="utf-8").splitlines()
        assert all(line.startswith("#") for line in lines)
        entries = [line[2:] for line in lines if re.match(r"# (?:- |  )", line)]
        assert entries
        file.write_text("\n".join(entries), encoding="utf-8")
    catalog = load_catalog((packaged("site_config"), own))
    assert catalog.agencies.id_of("市投促中心", "weihai") == catalog.agencies.id_of("市投资促进服务中心", "weihai")
    assert catalog.places.get("weihai-haiyang-gaoxinqu") and "marine_ranch" in catalog.industries.entries
    assert catalog.redirects == {"old/page.html": "quality.html", "old/folder/index.html": "policies.html"}


def test_a_new_site_has_the_name_and_place_that_a_person_gives(tmp_path: Path) -> None:
    create(tmp_path, version="1", force=False, name="威海政策库", place="山东省威海市")
    settings = load_settings(tmp_path / "site_config/site.yml")
    assert (settings.site_name, settings.place) == ("威海政策库", "山东省威海市")
    assert settings.site_description.startswith("山东省威海市")
    assert "威海政策库" in (tmp_path / "site_config/site.yml").read_text(encoding="utf-8")


def test_what_people_wrote_stays_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "docs_src/policies").mkdir(parents=True)
    (tmp_path / "docs_src/policies/a.txt").write_text("一", encoding="utf-8")
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    assert create(tmp_path, version="1", force=False).kept == ("README.md",)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / SAMPLE).exists()
    create(tmp_path, version="1", force=True)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(("name", "shown"), [('a"b: {c} #d', "a b: {c} #d"), ("<script>", "script"), ("- x", "- x"),
                                             ("'", "'"), ("<>", "政策库")])
def test_any_folder_name_gives_valid_settings(tmp_path: Path, name: str, shown: str) -> None:
    create(tmp_path / name, version="1", force=False)
    assert load_settings(tmp_path / name / "site_config/site.yml").site_name == shown


def test_the_workflow_of_a_new_site_is_ours_but_for_installing(tmp_path: Path) -> None:
    create(tmp_path, version="1", force=False)
    new = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    own = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    for workflow in (new, own):
        workflow["jobs"]["build"]["steps"] = [
            step for step in workflow["jobs"]["build"]["steps"] if step.get("name") != "install"
            and "setup-python" not in step.get("uses", "")
        ]
    assert new == own
