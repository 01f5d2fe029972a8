"""Every industry's examples are about it and its not_examples are not; every mask covers its examples; every term is
found.
"""

from types import SimpleNamespace

import pytest
from tiaowen.catalog.industries import IndustryRegistry, Mask, load_industries
from tiaowen.data import packaged
from tiaowen.diagnostics import ConfigurationError
from tiaowen.facts.industry.extract import extract
from tiaowen.model import Diagnostic

from tests.factories import clause, policy

SHARED_LEVEL_ONE = 28


def registry() -> IndustryRegistry:
    found: list[Diagnostic] = []
    loaded = load_industries((packaged("site_config"),), found)
    if found:
        raise ConfigurationError(found)
    return loaded


REGISTRY = registry()


def subjects(text: str) -> set[str]:
    found = extract(policy("x", clause("1", text)), SimpleNamespace(industries=REGISTRY))
    return {m.industry for m in found if m.role == "subject"}


def about(industry: str, text: str) -> bool:
    return any(found == industry or found.startswith(f"{industry}.") for found in subjects(text))


TERMS = [(e.id, term) for e in REGISTRY.entries.values() for term in e.terms]


def test_examples_are_about_the_industry() -> None:
    assert [(entry.id, text, subjects(text)) for entry in REGISTRY.entries.values() for text in entry.examples
            if not about(entry.id, text)] == []


def test_not_examples_are_not_about_it() -> None:
    assert [(entry.id, text, subjects(text)) for entry in REGISTRY.entries.values() for text in entry.not_examples
            if about(entry.id, text)] == []


def test_every_entry_has_both_kinds_of_example() -> None:
    assert not [e.id for e in REGISTRY.entries.values() if not e.examples or not e.not_examples]


def test_every_term_is_found_where_it_stands() -> None:
    """No term is hidden by a mask or swallowed by another one: a term that can never be found is a mistake in the
    file.
    """
    lost = [f"{industry}: {term}" for industry, term in TERMS if industry not in subjects(f"支持{term}。")]
    assert not lost


def test_no_term_twice_in_one_entry() -> None:
    for entry in REGISTRY.entries.values():
        words = (*entry.terms, *entry.hints)
        assert len(words) == len(set(words)), entry.id


@pytest.mark.parametrize("mask", REGISTRY.masks.things, ids=lambda mask: mask.entry.id)
def test_masks(mask: Mask) -> None:
    assert not [text for text in mask.entry.examples if not any(mask.find(text))]
    assert not [text for text in mask.entry.not_examples if any(mask.find(text))]
    assert mask.entry.examples and mask.entry.not_examples


def test_first_level_is_complete() -> None:
    """The 28 industries of the shared taxonomy stand, each with its classification."""
    first = [e for e in REGISTRY.entries.values() if not e.parent]
    assert len(first) == SHARED_LEVEL_ONE
    assert not [e.id for e in first if not e.gbt4754 or not e.shiqiang]
    assert not [e.id for e in REGISTRY.entries.values() if e.parent and e.parent not in REGISTRY.entries]
