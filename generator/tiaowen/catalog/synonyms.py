"""Words that mean the same, and how people ask: curated data for the search (site_config/synonyms.yml,
questions.yml).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from tiaowen.catalog.registry import read_entries
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic

Fact = Literal["", "duty", "incentive", "target"]


class Synonyms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"asked": "from"}):
    """One meaning: ``words`` of documents stand for each other; who types one of ``asked`` means any of them."""

    field: str
    words: tuple[str, ...]
    asked: tuple[str, ...] = ()
    fact: Fact = ""
    example: str
    counter: str


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that ask: what they are after, the words of clauses that answer (``look``), the kind of fact that does."""

    kind: str
    words: tuple[str, ...]
    look: tuple[str, ...] = ()
    fact: Fact = ""
    example: str


class SearchWords(Struct, frozen=True, kw_only=True):
    """Both registries in the order of the files."""

    synonyms: tuple[Synonyms, ...] = ()
    questions: tuple[Question, ...] = ()


def load_search_words(folders: tuple[Path, ...], found: list[Diagnostic]) -> SearchWords:
    """The entries of all folders. K002 for an example that holds none of the words, and for a counter-example that
    holds one.
    """
    synonyms, questions = [], []
    for entry, path, line in read_entries(folders, "synonyms.yml", Synonyms, found):
        synonyms.append(entry)
        if not any(word in entry.example for word in entry.words):
            found.append(finding("K002", path=path, line=line, key=entry.words[0], detail="例句里没有这一组的词"))
        wrong = next((word for word in entry.words if word in entry.counter), "")
        if wrong:
            found.append(finding("K002", path=path, line=line, key=wrong, detail="反例里有这个词"))
    for question, path, line in read_entries(folders, "questions.yml", Question, found):
        questions.append(question)
        if not any(word in question.example for word in question.words):
            found.append(finding("K002", path=path, line=line, key=question.kind, detail="例句里没有这一组的词"))
    return SearchWords(synonyms=tuple(synonyms), questions=tuple(questions))
