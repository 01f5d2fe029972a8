"""Text-block cases of cleaning (tests/cases/clean_*.md): title, input, expected lines.

Expected: ``number text`` for a line that stays (numbers of joined lines after a +), ``number - reason: text`` for one left out,
``number ~ rule: before → after`` for a repair, where the case asks for repairs (first expected line ``repairs``).
"""

import re
from pathlib import Path

import pytest

from generator.catalog import Catalog
from generator.clean import clean
from generator.model import CleanText, Line, SourceText

CASES = Path(__file__).parents[2] / "cases"
BLOCK = re.compile(r"^(?P<title>[^\n.][^\n]*)\n\.\n(?P<input>.*?)\n\.\n(?P<expected>.*?)\n\.\n", re.M | re.S)


def blocks() -> list[tuple[str, str, str, str]]:
    found = []
    for file in sorted(CASES.glob("clean_*.md")):
        for match in BLOCK.finditer(file.read_text(encoding="utf-8") + "\n"):
            found.append((file.stem, match["title"], match["input"], match["expected"]))
    assert found
    return found


def shown(text: CleanText, *, repairs: bool) -> str:
    lines = [(line.number, 1, "+".join(map(str, (line.number, *(n for _, n in line.wraps)))) + f" {line.text}") for line in text.lines]
    lines += [(item.line, 0, f"{item.line} - {item.reason}: {item.text}") for item in text.furniture]
    if repairs:
        lines += [(r.line, 2, f"{r.line} ~ {r.rule}{'' if r.certain else '?'}: {r.before} → {r.after}") for r in text.repairs]
    ordered = sorted(range(len(lines)), key=lambda i: (lines[i][0], lines[i][1] == 2, i if lines[i][1] else -1))
    return "\n".join(lines[i][2] for i in ordered)


@pytest.mark.parametrize(("file", "title", "given", "expected"), blocks(), ids=[f"{b[0]}: {b[1][:60]}" for b in blocks()])
def test_case(file: str, title: str, given: str, expected: str, catalog: Catalog) -> None:
    numbered = tuple(Line(number=i, text=line) for i, line in enumerate(given.split("\n"), 1))
    source = SourceText(path=f"{file}.txt", format="text", sha256="0" * 64, size=1, lines=numbered)
    repairs = expected.startswith("repairs\n")
    assert shown(clean(source, catalog), repairs=repairs) == expected.removeprefix("repairs\n"), title
