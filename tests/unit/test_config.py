"""site_config/site.yml: defaults, every error at its line, "did you mean"."""

from pathlib import Path

import pytest
import yaml
from tiaowen.config import NOTICE, Settings, at_address, load_settings
from tiaowen.diagnostics import ConfigurationError

ROOT = Path(__file__).parents[2]


def write(folder: Path, text: str) -> Path:
    file = folder / "site_config" / "site.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_no_file_and_an_empty_file_give_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "site_config" / "site.yml") == Settings()
    assert load_settings(write(tmp_path, "# nothing yet\n")) == Settings()
    assert Settings().notice == NOTICE


def test_this_sites_own_file_is_good() -> None:
    assert load_settings(ROOT / "site_config" / "site.yml").site_name == "条文"


def test_plain_mkdocs_shows_the_same_name() -> None:
    plain = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert plain["site_name"] == load_settings(ROOT / "site_config" / "site.yml").site_name


def test_a_byte_order_mark_from_notepad_is_no_error(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, "\ufeffsite_name: 某市政策库\n")).site_name == "某市政策库"


def test_the_public_address_ends_in_a_slash(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path,
                               "site_url: https://example.org/repo\n")).site_url == "https://example.org/repo/"


@pytest.mark.parametrize(("text", "line", "code", "says"), [
    ("site_name: 库\nsit_url: https://example.org/\n", 2, "K001", "site_url"),
    ("site_url: example.org\n", 1, "K002", "公开网址"),
    ("site_url: javascript:alert(1)\n", 1, "K002", "site_url"),
    ("site_name: 库\ntwins: [json, pdf]\n", 2, "K002", "pdf"),
    ("site_name: <script>alert(1)</script>\n", 1, "K002", "网站名称"),
    ("notice: ''\n", 1, "K002", "notice"),
    ("sources: ../outside\n", 1, "K002", "sources"),
    ("out: /etc\n", 1, "K002", "out"),
    ("out: C:\\site\n", 1, "K002", "out"),
    ("contact: <b>@example.org\n", 1, "K002", "邮箱"),
    ("site_name:\n  - a\n", 1, "K002", "site_name"),
    ("- site_name\n", 1, "K002", "键"),
    ("site_name: [\n", 2, "K003", "YAML"),
    ("site_name: a\nsite_name: b\n", 2, "K002", "两次"),
])
def test_every_error_has_its_line_and_says_what(tmp_path: Path, text: str, line: int, code: str, says: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load_settings(write(tmp_path, text))
    (found,) = raised.value.diagnostics
    assert (found.path, found.code) == ("site_config/site.yml", code)
    assert found.line == line
    assert says in found.message + found.remedy


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    file = write(tmp_path, "")
    file.write_bytes("site_name: 库\n".encode("gbk"))
    with pytest.raises(ConfigurationError, match="K003"):
        load_settings(file)


@pytest.mark.parametrize("address",
                         ["example.org", "javascript:alert(1)", "https://example.org/?a=1", "https://example.org/ b"])
def test_an_address_from_the_command_line_is_held_to_the_same(address: str) -> None:
    with pytest.raises(ConfigurationError, match="K002.*https://"):
        at_address(Settings(), address)


def test_an_address_from_the_command_line_can_be_joined_to() -> None:
    assert at_address(Settings(), "https://example.org/repo").site_url == "https://example.org/repo/"
