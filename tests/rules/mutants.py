"""The parts of a regular expression that can be left out, one at a time: alternatives, members of a class, optional
parts, look-arounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_CHARACTER = r"(?:\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}|\\.|[^\\])"
_CLASS_MEMBER = re.compile(rf"{_CHARACTER}(?:-(?!\])(?={_CHARACTER}){_CHARACTER})?", re.DOTALL)
# what the script itself has, numerals and white space, is no rule, and neither is a mark's twin of the other width
_SCRIPT = re.compile(
    r"[零〇○一二两三四五六七八九十百千万亿０-９]|\\[sdwSDW]|.-.|\\[uUx].*|[()\[\],.:;!?~\u3000]", re.DOTALL)
_ESCAPED = re.compile(_CHARACTER, re.DOTALL)
_OPENING = re.compile(r"\((?:\?(?P<look><?[=!])|\?(?:P<\w+>|[aiLmsux-]*:)|\?P=\w+|\?\([^)]*\))?")
_QUANTIFIER = re.compile(r"(?:[?*]|\{0?,\d*\})[?+]?")


class Mutant(NamedTuple):
    """A pattern without one of its parts."""

    left_out: str
    pattern: str


class _Group(NamedTuple):
    """An open group: where it and its current alternative begin, the alternatives before, whether it looks around."""

    start: int
    alternatives: list[tuple[int, int]]
    begins: list[int]
    looks: bool


def mutants(pattern: str, flags: int = 0, whole: Iterable[str] = ()) -> Iterator[Mutant]:
    """Each pattern that lacks one part of ``pattern`` and still compiles; what stands in ``whole`` keeps its parts."""
    kept = [found.span() for text in whole for found in re.finditer(re.escape(text), pattern)]
    for start, end in sorted(set(_parts(pattern))):
        if any(first < start and end < last for first, last in kept):
            continue
        made = pattern[:start] + pattern[end:]
        try:
            re.compile(made, flags)
        except re.error:
            continue
        if made != pattern:
            yield Mutant(pattern[start:end], made)


def _parts(pattern: str) -> Iterator[tuple[int, int]]:
    """Start and end of every part that can go; a bar goes with its alternative."""
    groups = [_Group(0, [], [0], looks=False)]
    at = 0
    while at < len(pattern):
        char, atom = pattern[at], at
        if char == "\\":
            at = _ESCAPED.match(pattern, at).end()  # type: ignore[union-attr]
        elif char == "[":
            end = _end_of_class(pattern, at)
            yield from _members(pattern, at, end)
            at = end
        elif char == "(":
            opening = _OPENING.match(pattern, at)
            length = len(opening[0]) if opening else 1
            groups.append(_Group(at, [], [at + length], looks=bool(opening and opening["look"])))
            at += length
            continue
        elif char == "|":
            groups[-1].alternatives.append((groups[-1].begins[-1], at))
            groups[-1].begins.append(at + 1)
            at += 1
            continue
        elif char == ")" and len(groups) > 1:
            group = groups.pop()
            yield from _alternatives(group, at)
            atom = group.start
            at += 1
            if group.looks:
                yield atom, at
        else:
            at += 1
        if quantifier := _QUANTIFIER.match(pattern, at):
            yield atom, quantifier.end()
            at = quantifier.end()
        elif repeated := re.match(r"[+{][^}]*\}?[?+]?" if pattern[at:at + 1] == "{" else r"\+[?+]?", pattern[at:]):
            at += repeated.end()
    yield from _alternatives(groups[0], len(pattern))


def _alternatives(group: _Group, end: int) -> Iterator[tuple[int, int]]:
    parts = [*group.alternatives, (group.begins[-1], end)]
    if len(parts) > 1:
        for number, (start, stop) in enumerate(parts):
            yield (start - 1, stop) if number else (start, stop + 1)


def _end_of_class(pattern: str, at: int) -> int:
    end = at + 2 if pattern[at + 1:at + 2] == "^" else at + 1
    end += pattern[end:end + 1] == "]"
    while end < len(pattern) and pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return end + 1


def _members(pattern: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = start + 2 if pattern[start + 1] == "^" else start + 1
    members = list(_CLASS_MEMBER.finditer(pattern, inner, end - 1))
    if len(members) > 1:
        yield from (member.span() for member in members if not _SCRIPT.fullmatch(member[0]))
