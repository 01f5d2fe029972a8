"""The theme's style sheets as far as the pages of this site use them: most of a theme's rules are for features that no
page of ours has, and a phone waits for every one.

A rule stays where a page could match it, that is, where every class it needs occurs somewhere as a word: in what the
theme sets around an article, in the templates that articles are made from, in the scripts, or in a page that somebody
wrote. The inside of ``:not()``, ``:is()`` and their like is not looked at. A custom property stays where something asks
for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import tinycss2
from jinja2 import Environment, TemplateError
from jinja2.meta import find_referenced_templates

_WORD = re.compile(r"[\w-]+")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
# the schemes and colours of the theme: of dozens a site has one or two; and which way its script runs
_CHOSEN = ("data-md-color", "dir")
_GROUPS = ("media", "supports", "layer")


def words(texts: Iterable[str]) -> frozenset[str]:
    """Every word of the texts, hyphens included: any class that they give an element is among them."""
    return frozenset(word for text in texts for word in _WORD.findall(text))


def sources(environment: Environment, *names: str) -> Iterator[str]:
    """The sources of the templates, and of all that they include, import or extend by name. One that is not there or
    has a mistake leads no further: the pages made with it tell that.
    """
    seen: set[str | None] = {None}
    waiting: list[str | None] = list(names)
    while waiting:
        name = waiting.pop()
        if name in seen or environment.loader is None or name is None:
            continue
        seen.add(name)
        with suppress(TemplateError, UnicodeError, OSError):
            source = environment.loader.get_source(environment, name)[0]
            yield source
            waiting += find_referenced_templates(environment.parse(source))


@cache
def used(css: str, known: frozenset[str], others: frozenset[str]) -> str:
    """The style sheet without the rules that need a class or colour which is not among ``known``, and without custom
    properties that neither it nor one of ``others``, the other style sheets, asks for.
    """
    kept = "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), known))
    asked = {name for text in (kept, *others) for name in _ASKED.findall(text)}
    rules = tinycss2.parse_stylesheet(kept, skip_comments=True, skip_whitespace=True)
    return "".join(_asked(rules, frozenset(asked)))


def without(css: str, classes: frozenset[str]) -> str:
    """The style sheet without the rules that need one of the classes."""
    return "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True),
                          words([css]) - classes))


def _rules(rules: list[Any], known: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [text for text, needs in _selectors(rule.prelude) if needs <= known]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS and rule.content is not None:
            inner = "".join(_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True),
                                   known))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _selectors(prelude: list[Any]) -> Iterator[tuple[str, set[str]]]:
    """Each selector of a list, and the words that an element must have somewhere to match it."""
    tokens: list[Any] = []
    for token in [*prelude, None]:
        if token is not None and token != ",":
            tokens.append(token)
            continue
        yield tinycss2.serialize(tokens).strip(), set(_needed(tokens))
        tokens = []


def _needed(tokens: list[Any]) -> Iterator[str]:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "ident" and before == ".":
            yield token.value
        elif token.type == "[] block" and token.content[0].value.startswith(_CHOSEN):
            yield from (part.value for part in token.content[1:] if part.type in {"ident", "string"})


def _asked(rules: list[Any], asked: frozenset[str]) -> Iterator[str]:
    """The rules without the custom properties that nothing asks for."""
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS and rule.content is not None:
            inner = "".join(_asked(tinycss2.parse_rule_list(rule.content), asked))
            yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}" if inner else ""
        elif rule.type == "qualified-rule":
            parts = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            left = [part.serialize() for part in parts if part.type != "declaration"
                    or not part.name.startswith("--") or part.name in asked]
            if left:
                yield f"{tinycss2.serialize(rule.prelude)}{{{';'.join(left)}}}"
        else:
            yield rule.serialize()
