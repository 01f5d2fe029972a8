"""What the extractors promise of citations, references and industries, over real texts (../shared beside the
checkout).
"""

from pathlib import Path

import pytest
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.clean import clean
from tiaowen.facts.citation import extract as citations
from tiaowen.facts.industry import extract as industries
from tiaowen.facts.reference import extract as references
from tiaowen.model import Policy
from tiaowen.parse import parse
from tiaowen.read import read

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
FILES = sorted((SHARED / "seeds").glob("*.txt")) + sorted((SHARED / "corpus" / "policies").glob("*"),
                                                          key=lambda f: f.stat().st_size)[:30]
pytestmark = pytest.mark.skipif(not FILES, reason="../shared is not there: nothing to read")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog((ROOT / "site_config",))


def parsed(file: Path, catalog: Catalog) -> Policy:
    return parse(clean(read(file, file.name), catalog), catalog)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_postconditions(file: Path, catalog: Catalog) -> None:
    policy = parsed(file, catalog)
    texts = {clause.path: clause for clause in policy.clauses}
    anchors = {clause.anchor for clause in policy.clauses}
    own = policy.doc_number
    for fact in citations.extract(policy, catalog):
        assert fact.title or fact.doc_number
        assert not own or fact.doc_number != own
        if fact.anchor:
            assert texts[fact.path].full[fact.span.start : fact.span.end] == fact.quote
    for reference in references.extract(policy, catalog):
        assert texts[reference.path].full[reference.span.start : reference.span.end] == reference.quote
        assert not reference.target or reference.target[1:] in anchors - {reference.anchor}
    seen = set()
    for mention in industries.extract(policy, catalog):
        clause = texts[mention.path]
        assert mention.industry in catalog.industries.entries
        assert (mention.path, mention.industry) not in seen
        seen.add((mention.path, mention.industry))
        assert tuple(clause.full[s.start : s.end] for s in mention.spans) == mention.terms
        assert not [s for s in mention.spans for tail in clause.tails if s.start < tail.span.end
                    and tail.span.start < s.end]


def test_spans_of_one_clause_do_not_overlap(catalog: Catalog) -> None:
    for file in FILES[:8]:
        for path, spans in _spans(parsed(file, catalog), catalog).items():
            ordered = sorted(spans)
            assert all(left[1] <= right[0] for left,
                       right in zip(ordered, ordered[1:], strict=False)), (file.name, path)


def _spans(policy: Policy, catalog: Catalog) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for fact in citations.extract(policy, catalog):
        if fact.anchor:
            found.setdefault(fact.path, []).append((fact.span.start, fact.span.end))
    return found
