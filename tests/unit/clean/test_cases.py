"""Text-block cases of cleaning (tests/cases/clean_*.md): title, input, expected lines.

Expected: ``number text`` for a line that stays (numbers of joined lines after a +), ``number - reason: text`` for one
left out, ``number ~ rule: before → after`` for a repair, where the case asks for repairs (first expected line
``repairs``).
"""

import pytest
from tiaowen.catalog import Catalog
from tiaowen.clean import clean
from tiaowen.model import CleanText, Line, SourceText

from tests.text_blocks import blocks, titles

BLOCKS = blocks("clean")


def shown(text: CleanText, *, repairs: bool) -> str:
    lines = [(line.number, 1, "+".join(map(str, (line.number, *(n for _, n in line.wraps)))) + f" {line.text}")
             for line in text.lines]
    lines += [(item.line, 0, f"{item.line} - {item.reason}: {item.text}") for item in text.furniture]
    if repairs:
        lines += [(r.line, 2, f"{r.line} ~ {r.rule}{'' if r.certain else '?'}: {r.before} → {r.after}")
                  for r in text.repairs]
    ordered = sorted(range(len(lines)), key=lambda i: (lines[i][0], lines[i][1] == 2, i if lines[i][1] else -1))
    return "\n".join(lines[i][2] for i in ordered)


@pytest.mark.parametrize(("kind", "title", "given", "expected"), BLOCKS, ids=titles(BLOCKS))
def test_case(kind: str, title: str, given: str, expected: str, catalog: Catalog) -> None:
    numbered = tuple(Line(number=i, text=line) for i, line in enumerate(given.split("\n"), 1))
    source = SourceText(path=f"{kind}.txt", format="text", sha256="0" * 64, size=1, lines=numbered)
    repairs = expected.startswith("repairs\n")
    assert shown(clean(source, catalog), repairs=repairs) == expected.removeprefix("repairs\n"), title
