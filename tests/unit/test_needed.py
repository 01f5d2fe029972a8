"""Words without which a pattern matches nowhere, and characters that it can begin with."""

import re

import pytest
from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.needed import first_characters, headed, words_needed


@pytest.mark.parametrize(("pattern", "needed"), [
    ("交通(?:费|规则)", {"交通"}),
    ("(?:财政|税务)部门", {"部门"}),
    ("(?:财政|税务)局", {"财政", "税务"}),
    ("[省市县]数据(?:中心|集团)?", {"数据"}),
    ("(?:大会展|会展)(?!览)", {"大会展", "会展"}),
    ("(?:[、和](?:养老|医疗))+保险", {"保险"}),
    ("(?:农业)?银行|公司", {"公司", "银行"}),
    ("银行|[一-鿿]{2,4}", set()),
    ("(?:银行)?", set()),
    ("(?i:bank)", set()),
])
def test_each_match_holds_one_of_them(pattern: str, needed: set[str]) -> None:
    assert set(words_needed(re.compile(pattern))) == needed


TEXT = "市财政局、税务局2025年底前对（一）新增企业每户给予30万元奖励，年收入达到5%的除外。\n第二条 "


@pytest.mark.parametrize(("pattern", "first"), [
    ("(?:年)?(?:收入|产值)", "产年收"),
    ("(?P<to>到|至)?\\s?(?P<year>20\\d\\d)年", "2\\s到至"),
    ("(?<!每)(?=企)[企户]", "企户"),
    ("(?:[市县]++|(?>省))局", "县市省"),
    ("(?!税务)(?:财|税)", "税财"),
    ("[0-9]{1,3}万", "0-9"),
    ("[一-鿿]{2,4}局", ""),  # any character of a text
    ("[^，]局", ""),
    (".局", ""),
    ("(?:财政)?", ""),  # matches where nothing stands
    ("(?:财政|)局?", ""),
    ("(?i:bank)", ""),
    ("(局)?\\1", ""),
])
def test_each_match_begins_with_one_of_them(pattern: str, first: str) -> None:
    assert first_characters(re.compile(pattern)) == first
    compiled, other = re.compile(pattern), headed(pattern)
    assert [(m.regs, m.groupdict()) for m in other.finditer(TEXT)] == [
        (m.regs, m.groupdict()) for m in compiled.finditer(TEXT)]


@pytest.mark.parametrize("pattern", ["财政|税务", "(?:财政|税务)局", "[财税]", "^(?:市)?财政", "(财)政?"])
def test_what_finds_its_beginning_by_itself_stays_as_it_is(pattern: str) -> None:
    assert headed(pattern).pattern == pattern


def test_a_mask_is_tried_wherever_it_lies() -> None:
    catalog = load_catalog((packaged("site_config"),))
    masks = catalog.industries.masks
    texts = [text for entry in catalog.industries.entries.values() for text in (*entry.examples, *entry.not_examples)]
    assert not masks.of("")  # each of them needs words
    for text in texts:
        tried = masks.of(text)
        assert [mask.entry.id for mask in masks.things if mask.pattern.search(text) and mask not in tried] == []
