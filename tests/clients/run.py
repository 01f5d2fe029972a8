"""Asks the real clients what they make of the outputs and writes the record: python tests/clients/run.py WORK [--site
SITE] [--only PART…] (see README.md).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))
from tests.clients import csl_styles, importers, latex, office, programs, quality, texts, zotero  # noqa: E402
from tests.clients.given import Given, Row  # noqa: E402
from tests.clients.samples import samples  # noqa: E402

RECORD = HERE / "table.json"
PARTS: dict[str, Callable[[Given], dict[str, Row]]] = {
    "styles": csl_styles.rows, "zotero": zotero.rows, "importers": importers.rows, "latex": latex.rows,
    "programs": programs.rows, "office": office.rows, "texts": texts.rows, "quality": quality.rows,
}


def digest() -> str:
    """Of everything that clients are given from ``samples``, and of the examples that are run: a record of another
    digest is of another program.
    """
    given = [samples(), programs.examples()]
    return hashlib.sha256(json.dumps(given, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def main() -> None:
    """Run every client that is there, keep the other rows, print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("work", type=Path)
    options.add_argument("--site", type=Path, default=Path("site"))
    options.add_argument("--library", type=Path, help="a site of many documents, whose references are taken in whole")
    options.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    chosen = options.parse_args()
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {"rows": {}}
    given = Given(work=chosen.work.resolve(), site=chosen.site.resolve(),
                  library=(chosen.library or chosen.site).resolve(), made=samples())
    for part in chosen.only:
        try:
            record["rows"] |= {client: row for client, row in PARTS[part](given).items() if "missing" not in row}
        except (OSError, subprocess.SubprocessError) as error:
            print(f"not run: {part}: {error}", file=sys.stderr)
    record["given"] = digest()
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for client, row in record["rows"].items():
        print(f"| {client} | {row['version']} | {'right' if row['right'] else row.get('reason', 'WRONG')} |")


if __name__ == "__main__":
    main()
