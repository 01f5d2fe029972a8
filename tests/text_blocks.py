"""The text blocks of ``tests/cases/*.md``: a title, then ``.``-fenced input and expected output, as CommonMark's own
examples are written.
"""

import re
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases"
BLOCK = re.compile(r"^(?P<title>[^\n.][^\n]*)\n\.\n(?P<input>.*?)\n\.\n(?P<expected>.*?)\n\.\n", re.M | re.S)


class TextBlock(NamedTuple):
    """One case; ``kind`` is what the file's name begins with, such as ``targets`` for ``targets_tables.md``."""

    kind: str
    title: str
    given: str
    expected: str


def blocks(*kinds: str) -> list[TextBlock]:
    """The cases of every file whose name begins with one of the kinds; fails where a kind has none, so that no test can
    pass on nothing.
    """
    found = [
        TextBlock(kind, match["title"], match["input"], match["expected"])
        for kind in kinds
        for file in sorted(CASES.glob(f"{kind}*.md"))
        for match in BLOCK.finditer(file.read_text(encoding="utf-8") + "\n")
    ]
    assert {block.kind for block in found} == set(kinds)
    return found


def titles(found: list[TextBlock]) -> list[str]:
    """What pytest calls the cases."""
    return [f"{block.kind}: {block.title[:60]}" for block in found]
