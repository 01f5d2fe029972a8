"""Installs what a lock file names and shows how far it is: pip alone says nothing for a minute, or too much.

    python .ci/install.py requirements.lock
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import deque
from pathlib import Path

STEPS = re.compile(r"(?:Collecting|Requirement already satisfied:) (?P<name>[\w.-]+)")
LAST = 30  # lines of pip's own words, told when it fails
EVERY = 10  # packages between two lines where nobody watches a terminal


def install(lock: Path) -> int:
    """Run pip on the lock file; its exit status."""
    whole = len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install",
               "--progress-bar", "off", "--require-hashes", "-r", str(lock)]
    told: deque[str] = deque(maxlen=LAST)
    watched, count = sys.stderr.isatty(), 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
                          errors="replace") as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            told.append(line)
            if step := STEPS.match(line):
                count += 1
                if watched:
                    print(f"\r\033[K  {min(count, whole)}/{whole} {step['name']}", end="", file=sys.stderr, flush=True)
                elif count % EVERY == 0:
                    print(f"  {min(count, whole)}/{whole}", file=sys.stderr, flush=True)
            elif watched and line.startswith("Installing collected packages"):
                print("\r\033[K  正在安装…", end="", file=sys.stderr, flush=True)
    if watched:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    if pip.returncode:
        sys.stderr.write("".join(told))
    return pip.returncode


if __name__ == "__main__":
    sys.exit(install(Path(sys.argv[1])))
