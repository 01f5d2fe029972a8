"""Every table through LibreOffice: opened, saved as CSV again. Needs, of Debian, libreoffice-calc."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from tests.clients.given import Given, Row, ask, debian

READ = "CSV:44,34,76,1,,0,false,true"  # commas, UTF-8, and numbers and dates recognised as a person's double click does
WRITE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"


def rows(given: Given) -> dict[str, Row]:
    """What a person who opens the tables and saves them changes."""
    tables = sorted((given.site / "data").glob("*.csv"))
    with tempfile.TemporaryDirectory() as name:
        ask(["soffice", "--headless", f"-env:UserInstallation=file://{name}/profile", f"--infilter={READ}",
             "--convert-to", WRITE, "--outdir", f"{name}/out", *map(str, tables)])
        changed = {(table.name, column): pair for table in tables
                   for column, pair in _changes(_table(table), _table(Path(name, "out", table.name)))}
    odd = {where: pair for where, pair in changed.items() if pair[0] != pair[1].lower()}
    columns = sorted({f"{table}.{column}" for table, column in changed})
    return {"LibreOffice": {"version": debian("libreoffice-calc"), "right": not odd,
                            "saw": f"{len(tables)} 张表；变了的列 {columns}（true、false 变大写），其余一字不变"
                            if not odd else str(odd)}}


def _table(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def _changes(before: list[list[str]], after: list[list[str]]) -> list[tuple[str, tuple[str, str]]]:
    if list(map(len, before)) != list(map(len, after)):
        return [("", (str(len(before)), str(len(after))))]
    return [(column, (old, new)) for was, now in zip(before, after, strict=True)
            for column, old, new in zip(before[0], was, now, strict=True) if old != new]
