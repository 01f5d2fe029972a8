"""How documents are named and cited: what kind a title is, what the words around it say, names without 《》
(site_config/citations.yml, laws.yml).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tiaowen.catalog.registry import compiled, read_entries
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Relation
from tiaowen.terms import Terms

Kind = Literal["policy_document", "law", "plan", "not_a_document"]


class CitationRule(Struct, frozen=True, kw_only=True):
    """One rule. It gives a kind or a relation when each of its patterns is found: in the title, before 《, after 》.

    ``before`` and ``after`` see the sentence up to the list of titles and from its end; a number in brackets is no part
    of them. Each example is a sentence whose first title must get this rule's kind or relation; a not_example's must
    not.
    """

    id: str
    kind: Kind | None = None
    relation: Relation | None = None
    title: str = ""
    before: str = ""
    after: str = ""
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()


class NamedDocument(Struct, frozen=True, kw_only=True):
    """A document that texts name without 《》: its short names and its full title (公司法 → 中华人民共和国公司法)."""

    title: str
    names: tuple[str, ...]
    kind: Kind = "law"
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


def names_of(entry: NamedDocument) -> tuple[str, ...]:
    """Every name of the document, its full title first; a national law is also known without 中华人民共和国."""
    return tuple(dict.fromkeys((entry.title, entry.title.removeprefix("中华人民共和国"), *entry.names)))


_NEAR = 100  # characters before a title in which nearer words than the first are looked for


class _Compiled(Struct, frozen=True):
    rule: CitationRule
    title: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]

    def start(self, title: str, before: str, after: str) -> int | None:
        """Where in ``before`` the rule's words begin; its length when the rule looks only elsewhere; None when it does
        not fit.
        """
        if not self.title.search(title) or not self.after.search(after):
            return None
        if not self.rule.before:
            return len(before)
        found = self.before.search(before)
        start = None
        while found:  # 以书面形式撤销其依据《…》: of one rule's words 依据 stands nearer than 以
            start = found.start()
            found = self.before.search(before, max(start + 1, len(before) - _NEAR))
        return start


class CitationRules(Struct, frozen=True, kw_only=True):
    """Every rule in the order of the file, and the named documents by name."""

    kinds: tuple[_Compiled, ...] = ()
    relations: tuple[_Compiled, ...] = ()
    named: dict[str, NamedDocument] = {}
    names: Terms = Terms(())

    def kind_of(self, title: str, before: str, after: str) -> Kind | None:
        """The kind of the first rule that fits; None when none does."""
        return next((c.rule.kind for c in self.kinds if c.start(title, before, after) is not None), None)

    def relation_of(self, title: str, before: str, after: str) -> Relation:
        """The relation whose words stand nearest before the title; rules that look only after it count as nearest, in
        the order of the file.
        """
        best: Relation = "mentions"
        place = -1
        for each in self.relations:
            start = each.start(title, before, after)
            if start is not None and start > place:
                best, place = each.rule.relation or best, start
        return best


def load_citations(folders: tuple[Path, ...], found: list[Diagnostic]) -> CitationRules:
    """The rules and named documents of all folders; a later rule of the same id replaces the earlier. A bad pattern is
    a K002 finding.
    """
    rules: dict[str, _Compiled] = {}
    for rule, path, line in read_entries(folders, "citations.yml", CitationRule, found):
        looks = {"title": rule.title, "before": rule.before, "after": rule.after}
        if not any(looks.values()) or rule.kind is None and rule.relation is None:
            found.append(finding("K002", path=path, line=line, key=rule.id,
                                 detail="title、before、after 至少写一个，kind、relation 至少写一个"))
        elif (patterns := compiled(looks, path, line, found, whole=False)) is not None:
            rules[rule.id] = _Compiled(rule, **patterns)
    laws = read_entries(folders, "laws.yml", NamedDocument, found, key=("title",))
    named = {name: entry for entry, _, _ in laws for name in names_of(entry)}
    return CitationRules(
        kinds=tuple(c for c in rules.values() if c.rule.kind),
        relations=tuple(c for c in rules.values() if c.rule.relation),
        named=named,
        names=Terms(named),
    )
