"""Whom and what a fact concerns: the bodies that must act on it or pay, and the industries that its clause is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from tiaowen.clause_path import is_position, parent
from tiaowen.model import Duty, IndustryMention, Path, Policy, Span, Target
from tiaowen.model.corpus import Corpus
from tiaowen.model.facts import Fact

F = TypeVar("F", bound=Fact | IndustryMention)


class Concerned:
    """The bodies and industries of one document's facts; a paragraph inside a clause that names none has those of the
    clause.
    """

    def __init__(self, policy: Policy, corpus: Corpus) -> None:
        self.facts, self.corpus = policy.facts, corpus
        self._ids: dict[int, tuple[str, ...]] = {}  # by the identity of the fact, which the document holds

    @cached_property
    def duties(self) -> Mapping[Path, list[Duty]]:
        """The duties of each clause."""
        return _by_path(self.facts.duties)

    @cached_property
    def subjects(self) -> Mapping[Path, list[IndustryMention]]:
        """The industries that each clause is about."""
        return _by_path(mention for mention in self.facts.industries if mention.role == "subject")

    @cached_property
    def targets(self) -> Mapping[Path, list[Target]]:
        """The targets of each clause."""
        return _by_path(self.facts.targets)

    def duties_on(self, fact: Fact) -> list[Duty]:
        """The duties whose words hold the fact, else those of its clause."""
        duties = _nearest(fact.path, self.duties)
        own = [duty for duty in duties if duty.path == fact.path
               and duty.scope.start <= fact.span.start < duty.scope.end]
        return own or duties

    def bodies(self, fact: Fact) -> tuple[tuple[str, str], ...]:
        """Name as printed and id (empty: a group, or no page) of the agencies of those duties."""
        return tuple(dict.fromkeys(pair for duty in self.duties_on(fact) for pair in bodies_of(duty, self.corpus)))

    def body_names(self, fact: Fact) -> tuple[str, ...]:
        """The same bodies, each by the one name that all documents of its place can be chosen by, whatever short form
        is printed.
        """
        return tuple(dict.fromkeys(self.corpus.agencies[i].name if i else name for name, i in self.bodies(fact)))

    def industry_ids(self, fact: Fact) -> tuple[str, ...]:
        """The industries that the clause is about; of a target those of its own words, else those that no other
        target's words name.
        """
        ids = self._ids.get(id(fact))
        if ids is None:
            found = _nearest(fact.path, self.subjects)
            found = self._of_target(fact, found) if found and isinstance(fact, Target) else found
            ids = self._ids[id(fact)] = tuple(dict.fromkeys(mention.industry for mention in found))
        return ids

    def _of_target(self, fact: Target, found: list[IndustryMention]) -> list[IndustryMention]:
        own = [mention for mention in found if mention.path == fact.path and _within(mention, (fact.span,))]
        if own:
            return own
        others = [target.span for target in self.targets[fact.path] if target.span != fact.span]
        return [mention for mention in found if mention.path != fact.path or not _within(mention, others, every=True)]

    def tops(self, fact: Fact) -> dict[str, str]:
        """Their industries of the first level, id → name."""
        known = self.corpus.industries
        found = dict.fromkeys(i.partition(".")[0] for i in self.industry_ids(fact))
        return {i: known[i].name for i in found if i in known}

    def industries(self, fact: Fact) -> tuple[str, ...]:
        """The names of these."""
        return tuple(self.tops(fact).values())


def bodies_of(duty: Duty, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The bodies of a duty as printed, each with the id of its page; a group, and what has no page, with none."""
    ids = duty.agency_ids or ("",) * len(duty.agencies)
    yield from ((name, i if i in corpus.agencies else "") for name, i in zip(duty.agencies, ids, strict=False))


def _within(mention: IndustryMention, spans: Sequence[Span], *, every: bool = False) -> bool:
    """Whether one of the words that make the mention, or every one, lies in one of the spans."""
    held = [any(span.start <= word.start and word.end <= span.end for span in spans) for word in mention.spans]
    return bool(held) and (all(held) if every else any(held))


def _by_path(facts: Iterable[F]) -> Mapping[Path, list[F]]:
    found: dict[Path, list[F]] = defaultdict(list)
    for fact in facts:
        found[fact.path].append(fact)
    return found


def _nearest(path: Path, found: Mapping[Path, list[F]]) -> list[F]:
    """What the clause has, or the clause that the paragraph, dash, table or row stands in."""
    while path not in found and is_position(path):
        path = parent(path)
    return found.get(path, [])
