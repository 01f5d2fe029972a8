"""Each word of the lexicon stands in its own sentence, and no class in its counter-examples."""

import re
from pathlib import Path

import pytest
from tiaowen.catalog.lexicon import Lexicon, load_lexicon
from tiaowen.data import packaged
from tiaowen.model import Diagnostic


def registry(*folders: Path) -> Lexicon:
    found: list[Diagnostic] = []
    loaded = load_lexicon(folders or (packaged("site_config"),), found)
    assert found == []
    return loaded


LEXICON = registry()


@pytest.mark.parametrize("name", LEXICON.classes)
def test_each_word_stands_in_its_sentence_and_none_in_the_counter_examples(name: str) -> None:
    entry = LEXICON.classes[name]
    assert [word for word, sentence in entry.words.items() if not re.search(word, sentence)] == []
    assert entry.not_examples
    assert [sentence for sentence in entry.not_examples if LEXICON.find(name, sentence)] == []


def test_every_class_is_asked_for() -> None:
    program = Path(__file__).parents[2] / "generator" / "tiaowen"
    code = "".join(f.read_text(encoding="utf-8") for room in ("facts", "language") for f in (program / room).rglob("*.py"))
    assert [name for name in LEXICON.classes if f'"{name}"' not in code] == []


def test_a_folder_adds_words_and_a_bad_fragment_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "lexicon.yml").write_text("- {id: once, words: {一次给足: 一次给足3万元}}\n", encoding="utf-8")
    assert registry(packaged("site_config"), tmp_path).find("once", "一次给足3万元")
    (tmp_path / "lexicon.yml").write_text("- {id: once, words: {'一次(': 一次(}}\n", encoding="utf-8")
    found: list[Diagnostic] = []
    load_lexicon((tmp_path,), found)
    assert [item.code for item in found] == ["K002"]
