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


PLACE = "level: zone, parent: weihai"


@pytest.mark.parametrize(("name", "text", "key"), [
    ("industries.yml", "- {id: it, name: '', terms: [信息技术产业], examples: [例]}", "name"),
    ("industries.yml", "- {id: it, name: 信息, terms: [信息技术, ''], examples: [例]}", "terms[1]"),
    ("agencies.yml", "- {place: weihai, short: '', full: 海洋发展局}", "short"),
    ("agencies.yml", "- {short: 海洋局, successors: [{to: 海洋局, date: 去年}]}", "successors[0].date"),
    ("agencies_reforms.yml", "- {id: '1', dates: {国家: '2018-03'}, source: 方案}", "dates"),
    ("agencies_reforms.yml", "- {id: '1', dates: {centre: 三月}, source: 方案}", "dates"),
    ("agencies_groups.yml", "- {id: g, pattern: '各*'}", "pattern"),
    ("agencies_joint.yml", "- {id: j, pattern: '(', parts: [甲]}", "pattern"),
    ("agencies_joint.yml", "- {id: j, pattern: '市(?P<a>.)机关', parts: ['市{b}']}", "parts"),
    ("agencies_joint.yml", "- {id: j, pattern: '市(?P<a>.)机关', parts: ['市{a', '{}']}", "parts"),
    ("citations.yml", "- {id: c, kind: law, examples: [例]}", "c"),
    ("citations.yml", "- {id: c, title: 法$, examples: [例]}", "c"),
    ("citations.yml", "- {id: c, kind: law, title: '法{2', before: '[', examples: [例]}", "before"),
    ("document_types.yml", "- {name: 意见, group: 通知}", "group"),
    ("headings.yml", "- {name: ''}", "name"),
    ("industry_masks.yml", "- {id: m, effect: hide, pattern: '无?', examples: [例]}", "pattern"),
    ("laws.yml", "- {title: '', names: [甲法]}", "title"),
    ("noise.yml", "- {id: n, kind: furniture, pattern: '.*'}", "pattern"),
    ("noise.yml", "- {id: n, kind: repair, pattern: (甲)乙, replace: '\\2'}", "replace"),
    ("noise.yml", "- {id: n, kind: portal, pattern: 文号, field: 文号}", "field"),
    ("quantities.yml", "- {id: q, kind: words, words: ['']}", "words[0]"),
    ("places.yml", "- {}", "条目"),
    ("places.yml", f"- {{id: xinqu, {PLACE}}}", "条目"),
    ("places.yml", f"- {{id: '../新区', name: 某新区, {PLACE}}}", "id"),
    ("places.yml", f"- {{id: xinqu, name: 某新区, code: x, {PLACE}}}", "code"),
    ("places.yml", f"- {{id: xinqu, name: 某新区, until: 去年, {PLACE}}}", "until"),
    ("places_readings.yml", "- {text: '', pinyin: xia}", "text"),
    ("places_readings.yml", "- {text: 厦门, pinyin: xia}", "pinyin"),
    ("title_readings.yml", "- {text: 长效, pinyin: Chǎng xiao, where: title}", "pinyin"),
])
def test_what_an_entry_cannot_say_is_told_at_its_line(own: Path, name: str, text: str, key: str) -> None:
    """Each was taken in silence: a name of nothing, a pattern that is found everywhere, a date that is none."""
    (own / name).write_text(f"# 自己的\n{text}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_catalog((packaged("site_config"), own))
    (item,) = raised.value.diagnostics
    assert (item.code, item.path, item.line) == ("K002", f"site_config/{name}", 2)
    assert item.message.startswith(f"{key} ")


@pytest.mark.parametrize(("name", "entry"), [
    ("agencies_groups.yml", "{id: g, pattern: 各局}"), ("agencies_reforms.yml", "{id: '1', dates: {}, source: 方案}"),
    ("citations.yml", "{id: c, kind: law, title: 法$, examples: [例]}"), ("headings.yml", "{name: 总体}"),
    ("document_types.yml", "{name: 意见, group: rule}"), ("laws.yml", "{title: 甲法, names: [甲]}"),
    ("noise.yml", "{id: n, kind: furniture, pattern: 甲}"), ("places_readings.yml", "{text: 厦, pinyin: xia}"),
    ("industry_masks.yml", "{id: m, effect: hide, pattern: 甲, examples: [例]}"),
    ("quantities.yml", "{id: q, kind: words, words: [甲]}"),
])
def test_an_entry_twice_in_one_file_is_told(own: Path, name: str, entry: str) -> None:
    (own / name).write_text(f"- {entry}\n" * 2, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_catalog((packaged("site_config"), own))
    assert [(item.code, item.line) for item in raised.value.diagnostics] == [("K005", 2)]
