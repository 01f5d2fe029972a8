"""Every word list's examples hold one of its words and its not_examples none; every word is reached by its own list."""

import re
from pathlib import Path

import pytest
from tiaowen.catalog.quantities import QuantityWord, QuantityWords, alternation, load_quantities
from tiaowen.data import packaged
from tiaowen.diagnostics import ConfigurationError
from tiaowen.language.quantity import masked, plain, quantities
from tiaowen.model import Diagnostic


def registry() -> QuantityWords:
    found: list[Diagnostic] = []
    loaded = load_quantities((packaged("site_config"),), found)
    if found:
        raise ConfigurationError(found)
    return loaded


WORDS = registry()
NEEDED = {
    "planning", "reaching", "changing", "linking", "share", "lifespan", "aim", "coverage", "cleared", "all_done",
    "doubling", "relative", "comparing",
    "achieving", "acting", "retrospect", "looking_back", "standard", "bounding",
    "measures_named", "decided", "announcing_types", "indefinite", "scope",
    "damage_before", "in_kind",
    "enterprise", "person", "organization", "government",
}


def hits(entry: QuantityWord, text: str) -> bool:
    """A unit hits when a quantity with that measure is read; any other list when one of its words occurs."""
    if entry.kind == "unit":
        words = {re.sub(r"\(\?.*?\)", "", word) for word in entry.words}
        return any(q.measure == entry.measure and any(re.search(w, q.unit) for w in words)
                   for q in quantities(masked(plain(text)), WORDS))
    if entry.kind == "per":
        return re.search(rf"/(?:{WORDS.patterns[entry.id].pattern})", text) is not None
    return WORDS.find(entry.id, text) is not None


@pytest.mark.parametrize("entry", WORDS.entries.values(), ids=lambda entry: entry.id)
def test_examples_hold_a_word_and_not_examples_none(entry: QuantityWord) -> None:
    assert entry.examples and entry.not_examples
    assert [text for text in entry.examples if not hits(entry, text)] == []
    assert [text for text in entry.not_examples if hits(entry, text)] == []


def test_every_list_that_a_rule_asks_for_is_there() -> None:
    assert sorted(NEEDED - WORDS.entries.keys()) == []


def test_every_list_is_asked_for() -> None:
    program = Path(__file__).parents[2] / "generator" / "tiaowen"
    code = "".join(f.read_text(encoding="utf-8") for room in ("facts", "language")
                   for f in (program / room).rglob("*.py"))
    unused = [e.id for e in WORDS.entries.values() if e.kind == "words" and f'"{e.id}"' not in code]
    assert unused == []


def test_no_word_twice_in_a_list() -> None:
    assert {e.id: [w for w in e.words if e.words.count(w) > 1] for e in WORDS.entries.values()
            if len(set(e.words)) < len(e.words)} == {}


def test_longer_words_come_first() -> None:
    assert re.match(alternation(("以上", "及以上", "上")), "以上")[0] == "以上"  # type: ignore[index]
    assert alternation(("元", "美元", "平方米")).startswith("平方米|美元|元")


def test_a_later_folder_adds_words_or_replaces_them(tmp_path: Path) -> None:
    (tmp_path / "quantities.yml").write_text(
        "- {id: once, kind: words, words: [一次], examples: [一次], not_examples: [每年]}\n"
        "- {id: cap, kind: words, replaces: true, words: [顶格], examples: [顶格], not_examples: [最高]}\n",
        encoding="utf-8")
    found: list[Diagnostic] = []
    words = load_quantities((packaged("site_config"), tmp_path), found)
    assert found == []
    assert words.find("once", "一次性奖励") and words.find("once", "一次奖励")
    assert words.find("cap", "顶格") and not words.find("cap", "最高")


def test_a_bad_fragment_is_a_finding_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "quantities.yml").write_text("- {id: once, kind: words, words: ['一次(']}\n", encoding="utf-8")
    found: list[Diagnostic] = []
    load_quantities((tmp_path,), found)
    assert [(d.code, d.line) for d in found] == [("K002", 1)]
