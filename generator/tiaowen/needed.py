"""What a text must hold for a pattern to match in it, derived from the pattern itself: a rule runs only where its
words occur, and is tried only where its first characters stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]  # the standard library does not describe them
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST_MEMBERS = 12  # of a class of characters that are looked for one by one
_WIDEST = 256  # characters of a range of first ones; what begins with any Han character may begin everywhere
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_LOOKS = (op.ASSERT, op.ASSERT_NOT, op.AT)
_CATEGORIES = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s"}


def words_needed(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Words of which every match holds at least one, sorted; none when nothing can be said (asked by registries of many
    patterns).
    """
    if pattern.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(_best(parser.parse(pattern.pattern, pattern.flags))))


def headed(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled, with the characters that a match can begin with looked for before anything else: where
    they are many words, optional parts or look-arounds, ``re`` would try each of them at every place of a text. The
    same matches and groups. As it is where nothing can be said of them, or ``re`` sees by itself where to begin.
    """
    items = parser.parse(pattern)
    first = "" if _is_seen(items) else _beginning(items)
    return re.compile(f"(?=[{first}])(?:{pattern})" if first else pattern)


def first_characters(pattern: re.Pattern[str]) -> str:
    """The inside of a class of the characters that a match can begin with; empty when nothing can be said."""
    return _beginning(parser.parse(pattern.pattern, pattern.flags))


def _beginning(items: Any) -> str:
    found, empty = _first(items)
    return "" if empty or found is None or items.state.flags & re.IGNORECASE else "".join(sorted(found))


def _first(items: Any) -> tuple[frozenset[str] | None, bool]:
    """Members of that class, None for too many, and whether the parts can match nothing at all."""
    found: frozenset[str] = frozenset()
    for code, value in items:
        if code in _LOOKS:
            continue
        if code in (op.LITERAL, op.IN):
            members = _members([(code, value)] if code is op.LITERAL else value)
            return None if members is None else found | members, False
        made = [_first(part) for part in _inner(code, value)]
        if not made or any(members is None for members, _ in made):
            return None, False
        found = found.union(*(members for members, _ in made if members))
        if not (code in _REPEATS and not value[0]) and not any(empty for _, empty in made):
            return found, False
    return found, True


def _inner(code: Any, value: Any) -> list[Any]:
    """The parts that a part consists of; none where they are not looked into."""
    if code is op.SUBPATTERN:
        return [] if value[1] & re.IGNORECASE else [value[-1]]
    if code is op.BRANCH:
        return list(value[1])
    return [value] if code is op.ATOMIC_GROUP else [value[2]] if code in _REPEATS else []


def _members(items: Any) -> frozenset[str] | None:
    found = set()
    for code, value in items:
        if code is op.LITERAL:
            found.add(re.escape(chr(value)))
        elif code is op.RANGE and value[1] - value[0] < _WIDEST:
            found.add(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif code is op.CATEGORY and value in _CATEGORIES:
            found.add(_CATEGORIES[value])
        else:
            return None
    return frozenset(found)


def _is_seen(items: Any) -> bool:
    """Whether ``re`` goes to the first character by itself: a word, a class or words stand there, nothing optional."""
    if not len(items):
        return False
    code, value = items[0]
    if code is op.SUBPATTERN:
        return _is_seen(value[-1])
    if code is op.BRANCH:
        return all(len(part) and part[0][0] is op.LITERAL for part in value[1])
    return code in (op.LITERAL, op.IN) or code is op.AT and value is op.AT_BEGINNING


def _best(items: Any) -> frozenset[str]:
    """Of the parts that follow one another, the words of the one that says most: the longest, then the fewest."""
    sets = [words for words in _of_parts(items) if words]
    return max(sets, key=lambda words: (min(map(len, words)), -len(words), sorted(words)), default=frozenset())


def _of_parts(items: Any) -> Iterator[frozenset[str]]:
    literal = ""
    for code, value in [*items, (None, None)]:
        if code is op.LITERAL:
            literal += chr(value)
            continue
        yield frozenset({literal} if literal else ())
        literal = ""
        if code is op.SUBPATTERN and not value[1] & re.IGNORECASE:
            yield _best(value[-1])
        elif code is op.ATOMIC_GROUP:
            yield _best(value)
        elif code in _REPEATS and value[0]:
            yield _best(value[2])
        elif code is op.BRANCH:
            branches = [_best(branch) for branch in value[1]]
            yield frozenset().union(*branches) if all(branches) else frozenset()
        elif code is op.IN and len(value) <= _MOST_MEMBERS and all(kind is op.LITERAL for kind, _ in value):
            yield frozenset(chr(member) for _, member in value)
