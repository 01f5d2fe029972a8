"""Every measurement against other builders, one after another: ``python -m tests.bench [--work DIR] [PART …]``.

Each part is a module of its own with options of its own (``python -m tests.bench.rendering --help``). Here it gets the
sizes of issue 9, and a folder for what the parts make once and use again.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path

PARTS = ("rendering", "pipeline", "search", "peers")


def main() -> int:
    """Run the parts in processes of their own, so that none measures another's memory."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART",
                         help=f"of {', '.join(PARTS)}; all by default")
    options.add_argument("--work", type=Path, help="a folder for libraries and peers, kept")
    chosen = options.parse_args()
    status = 0
    for part in chosen.parts or PARTS:
        if importlib.util.find_spec(f"tests.bench.{part}") is None:
            print(f"{part}: there is no such part here")
            continue
        work = ["--work", str(chosen.work)] if chosen.work and part in ("rendering", "pipeline") else []
        print(f"\n## {part}\n", flush=True)
        status |= subprocess.run([sys.executable, "-m", f"tests.bench.{part}", *work], check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
