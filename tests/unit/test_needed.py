"""Words without which a pattern matches nowhere."""

import re

import pytest
from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.needed import words_needed


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


def test_a_mask_finds_what_its_pattern_finds() -> None:
    catalog = load_catalog((packaged("site_config"),))
    texts = [text for entry in catalog.industries.entries.values() for text in (*entry.examples, *entry.not_examples)]
    assert any(mask.needed for mask in catalog.industries.masks)
    for mask in catalog.industries.masks:
        for text in texts:
            assert [(at.start, at.end) for at in mask.find(text)] == [at.span() for at in mask.pattern.finditer(text)]
