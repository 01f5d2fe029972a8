"""Many words looked for in a text at once, by their first characters: what is not there costs nothing, however many
words there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import add
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Terms:
    """Words of two characters or more, found leftmost and longest first, none overlapping another (asked by the
    registries of industries and of documents).
    """

    def __init__(self, words: Iterable[str]) -> None:
        starts: dict[str, list[str]] = {}
        for word in sorted(set(words), key=lambda word: (-len(word), word)):
            starts.setdefault(word[:2], []).append(word)
        self._starts = starts

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each begins, and the word."""
        stop = 0
        for at in [at for at, pair in enumerate(map(add, text, text[1:])) if pair in self._starts]:
            word = next((word for word in self._starts[text[at:at + 2]] if text.startswith(word, at)), None)
            if word and at >= stop:
                yield at, word
                stop = at + len(word)


class Sieve(Generic[Thing]):
    """Things by the words of which a text must hold one for them to concern it; without words they concern every
    text.
    """

    def __init__(self, things: Iterable[tuple[Thing, tuple[str, ...]]]) -> None:
        held = list(things)
        self.things = tuple(thing for thing, _ in held)
        self._always: list[int] = []
        self._starts: dict[str, list[tuple[str, int]]] = {}
        for number, (_, words) in enumerate(held):
            self._always += [] if words else [number]
            for word in words:
                self._starts.setdefault(word[:2], []).append((word, number))

    def of(self, text: str) -> list[Thing]:
        """Those that may concern the text, in their order."""
        here = {*text, *map(add, text, text[1:])}
        found = {number for start in self._starts.keys() & here for word, number in self._starts[start] if word in text}
        return [self.things[number] for number in sorted(found.union(self._always))]
