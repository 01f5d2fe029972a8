"""Text-block cases of the parser (tests/cases/parse*.md): title, source lines, expected outline.

Expected: ``field: value`` for the fields the case is about (tuples joined by ` | `), ``+role text`` for a header line
the case names, then one line a clause: ``path label|heading|text`` (long texts as beginning…end), ``^`` before an
inferred path, `` <<tail`` after the text for its duty tails. A case names only the header lines and fields it cares
about, but every clause.
"""

import re

import pytest
from tiaowen.catalog import Catalog
from tiaowen.model import Clause, CleanText, Line, Policy, SourceText
from tiaowen.parse import parse

from tests.text_blocks import blocks, titles

BLOCKS = blocks("parse")


def parsed(given: str, catalog: Catalog) -> Policy:
    """A tab begins a table row; two lines of a table that follow each other are rows of one table."""
    lines, table = [], 0
    rows = given.split("\n")
    for number, text in enumerate(rows, 1):
        row = "\t" in text
        table += row and not (number > 1 and "\t" in rows[number - 2])
        lines.append(Line(number=number, text=text, table=table if row else 0))
    source = SourceText(path="case.txt", format="text", sha256="0" * 64, size=1)
    return parse(CleanText(source=source, lines=tuple(lines)), catalog)


def shortened(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:10]}…{text[-6:]}"


def of_clause(clause: Clause) -> str:
    mark = "^" if clause.inferred_path else ""
    tail = f" <<{clause.tail}" if clause.tail else ""
    return f"{mark}{clause.path} {clause.label}|{clause.heading}|{shortened(clause.text)}{tail}"


def shown(policy: Policy, expected: str) -> str:
    """The policy in the form of the expected block, with only the fields and header lines that the block names."""
    out = []
    for line in expected.split("\n"):
        field = re.match(r"(\w+): ", line)
        if field and hasattr(policy, field[1]):
            value = getattr(policy, field[1])
            if field[1] == "parts":
                value = tuple(f"{part.root or '-'}={part.title}" for part in value)
            elif field[1] == "gaps":
                value = tuple(label for gap in value for label in gap.missing)
            elif field[1] == "diagnostics":
                value = tuple(item.code for item in value)
            out.append(f"{field[1]}: {' | '.join(value) if isinstance(value, tuple) else value}")
        elif line.startswith("+"):
            role = line[1:].split(" ")[0]
            found = [item for item in policy.header if item.role == role and f"+{role} {item.text}" == line]
            out.append(line if found else f"+{role} " + " / ".join(item.text for item in policy.header
                                                                   if item.role == role))
    return "\n".join([*out, *map(of_clause, policy.clauses)])


@pytest.mark.parametrize(("kind", "title", "given", "expected"), BLOCKS, ids=titles(BLOCKS))
def test_case(kind: str, title: str, given: str, expected: str, catalog: Catalog) -> None:
    assert shown(parsed(given, catalog), expected) == expected, title
