"""What a text must hold for a pattern to match anywhere in it, derived from the pattern itself: a rule runs only where
its words occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]  # the standard library does not describe them
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST_MEMBERS = 12  # of a class of characters that are looked for one by one
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def words_needed(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Words of which every match holds at least one, sorted; none when nothing can be said (asked by registries of many
    patterns).
    """
    if pattern.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(_best(parser.parse(pattern.pattern, pattern.flags))))


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
