"""A site's own registries beside the packaged ones: an entry of the same id replaces; only an id twice in one folder is
an error.
"""

import shutil
from pathlib import Path

import pytest
from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.diagnostics import ConfigurationError

INDUSTRY = "- {{id: it, name: {name}, terms: [信息技术产业], examples: [发展信息技术产业。]}}\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "site_config"
    folder.mkdir()
    return folder


def test_a_full_copy_of_the_packaged_registries_changes_nothing(own: Path) -> None:
    for file in packaged("site_config").glob("*.*"):
        shutil.copy(file, own / file.name)
    both, packaged_only = load_catalog((packaged("site_config"), own)), load_catalog((packaged("site_config"),))
    assert both.industries.entries == packaged_only.industries.entries
    assert both.places.locate("威海市人民政府") == packaged_only.places.locate("威海市人民政府")


def test_an_entry_of_the_same_id_replaces_the_packaged_one(own: Path) -> None:
    (own / "industries.yml").write_text(INDUSTRY.format(name="数字产业"), encoding="utf-8")
    entries = load_catalog((packaged("site_config"), own)).industries.entries
    assert entries["it"].name == "数字产业"
    assert "it.printer" in entries


def test_a_registry_that_is_no_utf_8_is_a_finding(own: Path) -> None:
    (own / "industries.yml").write_bytes(INDUSTRY.format(name="数字产业").encode("gb18030"))
    with pytest.raises(ConfigurationError, match="^site_config/industries.yml:1: K003 error: .*UTF-8"):
        load_catalog((packaged("site_config"), own))


@pytest.mark.parametrize(("name", "text"), [
    ("industries.yml", INDUSTRY.format(name="甲") + INDUSTRY.format(name="乙")),
    ("places.yml", "- {id: xinqu, name: 某新区, level: zone, parent: weihai}\n" * 2),
])
def test_an_id_twice_in_one_file_is_an_error_with_its_line(own: Path, name: str, text: str) -> None:
    (own / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_catalog((packaged("site_config"), own))
    assert [(item.code, item.path, item.line)
            for item in raised.value.diagnostics] == [("K005", f"site_config/{name}", 2)]
