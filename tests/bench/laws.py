"""The laws of the shared corpus through every stage of one document: articles against the printed ones, complete
sequences, flat memory.

``python -m tests.bench.laws [SAMPLE]`` prints the figures and lists every law whose articles differ.
"""

from __future__ import annotations

import re
import resource
import sys
import tarfile
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.model import Policy
from tiaowen.pipeline.document import understand
from tiaowen.text import chinese_to_int, half_width_digits

LAWS = Path(__file__).parents[3] / "shared" / "corpus" / "laws.tar.xz"
ARTICLE = re.compile(
    r"^[#\s\u3000]*第\s*([零〇○一二三四五六七八九十百千\d]+)\s*条(之[一二三四五六七八九十]+)?(?![款第])")
# a hard-wrapped line that begins with a reference
REFERENCE = re.compile(r"^第\S+条(?:之\S)?[、和至]?(?:规定|第|、|和|至|所称|中的|的规定)")
STEPS = 500  # laws between two readings of the memory


def laws(folder: Path) -> Iterator[Path]:
    """The laws, unpacked one after the other into one file name each, in the order of the archive."""
    with tarfile.open(LAWS) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream:
                file = folder / Path(member.name).name
                file.write_bytes(stream.read())
                yield file
                file.unlink()


def printed(text: str) -> int:
    """How many lines begin with an article's number, outside quotations (whose lines begin with “) and below the file's
    own header.
    """
    body = text.partition("<!-- INFO END -->")[2] or text
    return sum(bool(ARTICLE.match(line)) and not REFERENCE.match(line) for line in body.splitlines())


def judged(policy: Policy, count: int) -> str:
    """What differs from the printed articles; empty when nothing does."""
    labels = [clause.label for clause in policy.clauses if clause.kind == "article"]
    if len(labels) != count:
        return f"{len(labels)} articles, {count} printed"
    numbers = [(_value(match[1]), match[2] or "") for label in labels if (match := ARTICLE.match(label))]
    jumps = [f"{a[0]}→{b[0]}" for a, b in pairwise(numbers) if b[0] not in (a[0], a[0] + 1, 1)]
    if jumps:
        return f"jumps {', '.join(jumps[:5])}"
    return f"begins at {numbers[0][0]}" if numbers and numbers[0][0] != 1 else ""


def _value(numeral: str) -> int:
    digits = half_width_digits(numeral)
    return int(digits) if digits.isdigit() else chinese_to_int(numeral)


def main() -> int:
    """Print the figures; 1 when a law raised an exception."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10**6
    catalog, outcomes, differing, raised = load_catalog((packaged("site_config"),)), Counter[str](), [], 0
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        for number, file in zip(range(most), laws(Path(folder)), strict=False):
            if number % STEPS == 0:
                print(f"{number:>6} laws, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most",
                      flush=True)
            try:
                policy = understand(file, file.name, catalog)
            except Exception:  # the measure is that nothing is raised
                raised += 1
                print(f"{file.name}\n{traceback.format_exc(limit=-3)}")
                continue
            outcomes[policy.status] += 1
            wrong = judged(policy, printed(file.read_text(encoding="utf-8")))
            if wrong or policy.status != "published":
                differing.append(
                    f"{file.name}: {policy.status} {wrong} "
                    f"{', '.join(d.code for d in policy.diagnostics if d.severity == 'error')}")
    total = sum(outcomes.values())
    print("\n".join(differing))
    print(
        f"{total} laws, {dict(outcomes)}, {raised} exceptions, {len(differing)} differ: "
        f"{1 - len(differing) / total:.4f} as printed; "
          f"{time.process_time() - start:.0f} s CPU, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB "
          f"at most")
    return bool(raised)


if __name__ == "__main__":
    sys.exit(main())
