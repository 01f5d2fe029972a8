"""Every rule of citing gives its kind or relation to its examples and not to its not_examples; every named document is
found by its names.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from tiaowen.catalog.citations import CitationRule, load_citations, names_of
from tiaowen.catalog.document_types import load_document_types
from tiaowen.diagnostics import ConfigurationError
from tiaowen.facts.citation.extract import extract
from tiaowen.model import Citation, Diagnostic

from tests.factories import clause, policy

FOLDER = Path(__file__).parents[2] / "site_config"
FOUND: list[Diagnostic] = []
RULES = load_citations((FOLDER,), FOUND)
CATALOG = SimpleNamespace(citations=RULES, document_types=load_document_types((FOLDER,), FOUND))
ENTRIES = list({id(entry): entry for entry in RULES.named.values()}.values())
BY_ID = [compiled.rule for compiled in (*RULES.kinds, *RULES.relations)]


def first(text: str) -> Citation:
    return extract(policy("x", clause("1", text)), CATALOG)[0]  # type: ignore[arg-type]


def given(rule: CitationRule, text: str) -> bool:
    found = first(text)
    return found.kind == rule.kind if rule.kind else found.relation == rule.relation


def test_the_files_are_without_findings() -> None:
    assert not FOUND, ConfigurationError(FOUND)
    assert not [rule.id for rule in BY_ID if bool(rule.kind) == bool(rule.relation)]


@pytest.mark.parametrize("rule", BY_ID, ids=lambda rule: rule.id)
def test_rules(rule: CitationRule) -> None:
    assert rule.examples and rule.not_examples
    assert not [text for text in rule.examples if not given(rule, text)]
    if rule.kind == "policy_document":  # another rule may give the same kind: then this one must not be what gave it
        compiled = next(c for c in RULES.kinds if c.rule is rule)
        assert not [text for text in rule.not_examples if compiled.title.search(first(text).title)]
    else:
        assert not [text for text in rule.not_examples if "《" in text and given(rule, text)]


def cited(text: str) -> list[tuple[str, str, str]]:
    found = extract(policy("x", clause("1", text)), CATALOG)  # type: ignore[arg-type]
    return [(fact.title, fact.full_title or fact.title, fact.kind) for fact in found]


def test_named_documents() -> None:
    for entry in ENTRIES:
        for name in names_of(entry):
            assert cited(f"依照{name}的规定办理。") == [(name, entry.title, entry.kind)]
        for text in entry.examples:
            assert entry.title in [title for _, title, _ in cited(text)], text
        for text in entry.not_examples:
            assert entry.title not in [title for _, title, _ in cited(text)], text


def test_no_name_means_two_documents() -> None:
    names = [name for entry in ENTRIES for name in names_of(entry)]
    assert len(names) == len(set(names))
