"""Clause paths taken apart: 2.3.15.p2 is the second paragraph of 15. in （三） of 二、 (contract, "Addresses").

``anchors`` turns a path into an anchor and back; what asks for the clause around another, or for the words of a number,
asks here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tiaowen.model import Path

_PART = re.compile(r"([A-Za-z]*)(\d*)(?:-(\d+))?(?:z\d+)?(?:~(\d+))?")
_ROOT = re.compile(r"A\d+|notice")
_POSITION = re.compile(r"[pdrt]\d+(?:~\d+)?")


class Part(NamedTuple):
    """One step of a path: art120-1~2 is the second that is printed as 第一百二十条之一. A number that is not printed is
    0.
    """

    name: str
    number: int = 0
    inserted: int = 0
    again: int = 0

    @classmethod
    def parse(cls, text: str) -> Part:
        """The step as it stands in a path; one of an unknown shape is its own name."""
        match = _PART.fullmatch(text)
        return cls(match[1], *(int(number or 0) for number in match.groups()[1:])) if match else cls(text)

    def __str__(self) -> str:
        """As it stands in a path."""
        number = "" if self.name in ("preamble", "closing", "notice", "supp") and not self.number else str(self.number)
        inserted, again = f"-{self.inserted}" if self.inserted else "", f"~{self.again}" if self.again else ""
        return f"{self.name}{number}{inserted}{again}"


def last(path: Path) -> Part:
    """The clause's own step: 2.3.15.p2 → p2."""
    return Part.parse(path.rpartition(".")[2])


def parent(path: Path) -> Path:
    """The path without its last step; empty at the top."""
    return path.rpartition(".")[0]


def enclosing(path: Path) -> Iterator[Path]:
    """Every path around it, the nearest first."""
    while path := parent(path):
        yield path


def around(path: Path) -> Iterator[Path]:
    """Every path around it, from the top."""
    yield from (other for other in down_to(path) if other != path)


def down_to(path: Path) -> Iterator[Path]:
    """Every path around it and itself, from the top: 2, 2.3, 2.3.15."""
    steps = path.split(".")
    yield from (".".join(steps[:depth]) for depth in range(1, len(steps) + 1))


def root(path: Path) -> str:
    """The annex (A2) or the notice that the clause is of; empty in the document itself."""
    match = _ROOT.match(path)
    return match[0] if match else ""


def is_position(path: Path) -> bool:
    """Whether its last step is counted and not printed: a paragraph, a dash, a table or a row."""
    return "." in path and _POSITION.fullmatch(path.rpartition(".")[2]) is not None


def labelled(path: Path) -> Path:
    """The path of the nearest printed unit: 2.3.15.p2 → 2.3.15; one with no position stays as it is."""
    while is_position(path):
        path = parent(path)
    return path
