"""The whole pipeline: clean, unchanged and one changed text, against other builders for the same Markdown, its growth,
and where its time goes.

    python -m tests.bench.pipeline                           1,000 and 10,000 documents, peers at 1,000
    python -m tests.bench.pipeline 100 300 --work ../bench  small ones; libraries are kept and taken again
    python -m tests.bench.pipeline --write docs/performance.md   the tables into the page, the plot beside it

CPU is user + system of the process and all its children; MB is the sum over them at its largest, what they share
counted once. Peers get the Markdown that we generate, search off.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import rendering
from tests.bench.library import write_library
from tests.bench.rendering import Cost, run

ROOT = Path(__file__).parents[2]
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
COMMAND = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tiaowen.cli import main; main(sys.argv[1:])"
PROFILE = f"""import cProfile, pstats, sys
sys.path.insert(0, {str(ROOT)!r})
from tiaowen.cli import run
profile = cProfile.Profile()
profile.runcall(run, ["build", "--jobs", "1"])
total = pstats.Stats(profile)
for (file, _, name), (_, _, _, seconds, _) in total.stats.items():
    print(file.replace("\\\\", "/").partition("/generator/tiaowen/")[2] or file, name, seconds, sep="\\t")
print("", "", total.total_tt, sep="\\t")
"""
PARTS = {  # what a function with all that it calls stands for; none of them calls another
    ("read/__init__.py", "read"): "reading files", ("clean/__init__.py", "clean"): "cleaning",
    ("parse/__init__.py", "parse"): "parsing",
    ("extract/duties.py", "extract"): "duties", ("extract/citations.py", "extract"): "citations",
    ("extract/targets.py", "extract"): "targets",
    ("extract/incentives.py", "extract"): "incentives", ("extract/industries.py", "extract"): "industries",
    ("extract/references.py", "extract"): "references", ("link/__init__.py", "link"): "linking",
    ("pipeline/pages.py", "write_pages"): "pages and twins",
    ("search/index.py", "files"): "search index", ("render/exports.py", "exports"): "exports",
    ("site/build.py", "build_site"): "MkDocs",
    ("site/check.py", "check_site"): "check of the site", ("catalog/__init__.py", "load_catalog"): "registries",
}


def build(folder: Path) -> Cost:
    """One build as a person starts it, in a process of its own; status 1 says that a text was held, the site is
    built.
    """
    return run([sys.executable, "-c", COMMAND, "build", "--report", "report.json"], folder,
               folder / "site", fine=(0, 1))


def change(folder: Path) -> None:
    """Another word in one paragraph of one text."""
    file = sorted((folder / "docs_src").rglob("*.txt"))[5]
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[6] += "切实抓好落实。"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def measured(work: Path, documents: int) -> dict[str, Cost]:
    """A clean build, an unchanged one, and one after a change of one text."""
    folder = work / f"pipeline-{documents}"
    if not (folder / "docs_src").is_dir():
        write_library(folder, documents)
    for made in ("build", "site"):
        shutil.rmtree(folder / made, ignore_errors=True)
    costs = {"clean": build(folder), "unchanged": build(folder)}
    change(folder)
    return costs | {"one text changed": build(folder)}


def peers(work: Path, documents: int) -> dict[str, Cost | str]:
    """What other builders take for the Markdown of that library alone."""
    source = work / f"pipeline-{documents}"
    builders = {
        "MkDocs + Material": lambda: rendering.stock(source, work, "mkdocs"),
        "Hugo": lambda: rendering.hugo(source, work, rendering.hugo_binary(work)),  # a theme of ten lines
        "Zensical": lambda: rendering.stock(source, work, "zensical"),
    }
    found: dict[str, Cost | str] = {}
    for name, start in builders.items():
        try:
            found[name] = start()
        except (RuntimeError, OSError, StopIteration) as error:
            found[name] = " ".join(str(error).split()) or type(error).__name__
    return found


def table(documents: int, costs: dict[str, Cost], others: dict[str, Cost | str]) -> str:
    """The costs as a Markdown table: what another builder takes beside the clean build, and what a second build takes
    of it.
    """
    head = (
        f"{documents} documents | CPU s | wall s | MB | pages | clean build ÷ this, wall | of the clean build's CPU "
        f"| of its wall"
    )
    lines = [head, "---|---:|---:|---:|---:|---:|---:|---:"]
    clean = costs["clean"]
    for name, cost in {**costs, **others}.items():
        if isinstance(cost, str):
            lines.append(f"{name} | not measured: {cost} | | | | | | ")
            continue
        times = f"{clean.wall / cost.wall:.2f}" if name in others else ""
        shares = (
            f"{100 * cost.cpu / clean.cpu:.1f} % | {100 * cost.wall / clean.wall:.1f} %"
            if name not in others else " | "
        )
        lines.append(
            f"{name} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.memory:.0f} | {cost.pages} | {times} | {shares}")
    return "\n".join(f"| {line} |" for line in lines)


def growth(clean: dict[int, Cost]) -> str:
    """How time and memory grow from the smallest to the largest library."""
    first, last = min(clean), max(clean)
    small, large = clean[first], clean[last]
    return (
        f"{first} → {last} documents ({last / first:.0f} ×): CPU {large.cpu / small.cpu:.1f} ×, wall "
        f"{large.wall / small.wall:.1f} ×, "
            f"memory {large.memory / small.memory:.1f} × ({large.memory:.0f} MB)")


def profile(work: Path, documents: int) -> str:
    """The parts of a clean build in one process, the largest first. cProfile slows every part, those of many small
    calls most.
    """
    folder = work / f"pipeline-{documents}"
    for made in ("build", "site"):
        shutil.rmtree(folder / made, ignore_errors=True)
    done = subprocess.run([sys.executable, "-c", PROFILE], cwd=folder, capture_output=True, text=True,
                          encoding="utf-8", check=True,
                          env=os.environ | {"PYTHONIOENCODING": "utf-8"})
    seconds: dict[str, float] = {}
    total = 0.0
    for line in done.stdout.splitlines():
        file, _, rest = line.partition("\t")
        name, _, spent = rest.partition("\t")
        if not spent:
            continue
        total = float(spent) if not file else total
        if part := PARTS.get((file, name)):
            seconds[part] = float(spent)
    rows = [f"{part} | {spent:.1f} | {100 * spent / total:.0f} %" for part,
            spent in sorted(seconds.items(), key=lambda item: -item[1])]
    return "\n".join(f"| {row} |" for row in [f"{documents} documents, one process | s | share",
                                              "---|---:|---:", *rows])


def plot(clean: dict[int, Cost]) -> str:
    """CPU seconds by documents as an SVG, with the line that strictly linear growth from the smallest would take."""
    width, height, left, bottom = 560, 320, 60, 40
    most, top = max(clean), max(cost.cpu for cost in clean.values()) * 1.1
    per = clean[min(clean)].cpu / min(clean)

    def at(documents: float, seconds: float) -> str:
        return (
            f"{left + documents / most * (width - left - 20):.1f},"
            f"{height - bottom - min(seconds / top, 1) * (height - bottom - 20):.1f}"
        )

    points = " ".join(at(n, cost.cpu) for n, cost in sorted(clean.items()))
    marks = "".join(
        f'<circle cx="{at(n, c.cpu).partition(",")[0]}" cy="{at(n, c.cpu).partition(",")[2]}" r="3"/>'
        f'<text x="{at(n, 0).partition(",")[0]}" y="{height - 20}" text-anchor="middle">{n}</text>' for n,
        c in sorted(clean.items()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12" fill="currentColor">\n'
            f'<title>CPU seconds of a clean build by documents</title>\n<path d="M{at(0, 0)} L{at(most, 0)} '
            f'M{at(0, 0)} L{at(0, top)}" '
            f'stroke="currentColor" fill="none"/>\n<text x="10" y="16">CPU s</text><text x="10" '
            f'y="34">{top / 1.1:.0f}</text>\n'
            f'<path d="M{at(0, 0)} L{at(min(most, top / per), min(most * per, top))}" stroke="currentColor" '
            f'stroke-dasharray="4 4" fill="none"/>\n'
            f'<polyline points="{at(0, 0)} {points}" stroke="#3f51b5" stroke-width="2" fill="none"/>\n{marks}\n</svg>\n')  # noqa: E501


def main(arguments: list[str] | None = None) -> None:
    """The command line above."""
    options = argparse.ArgumentParser(description="The whole pipeline")
    options.add_argument("documents", type=int, nargs="*", default=[1000, 10000])
    options.add_argument("--work", type=Path, help="a folder for libraries and Hugo, kept; otherwise a temporary one")
    options.add_argument("--write", type=Path,
                         help="a page with the two marks between which the tables go; the plot is written beside it")
    options.add_argument("--no-peers", action="store_true", help="without other builders")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        work = (chosen.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        clean: dict[int, Cost] = {}
        said: list[str] = []
        for documents in chosen.documents:
            costs = measured(work, documents)
            clean[documents] = costs["clean"]
            others = peers(work, documents) if not chosen.no_peers and documents == chosen.documents[0] else {}
            said.append(table(documents, costs, others))
            print(said[-1], end="\n\n", flush=True)
        said += [growth(clean)] if len(clean) > 1 else []
        said.append(profile(work, chosen.documents[0]))
        print("\n\n".join(said[len(chosen.documents):]))
        if chosen.write:
            before, _, rest = chosen.write.read_text(encoding="utf-8").partition(BEGIN)
            tables = "\n\n".join(said)
            chosen.write.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{rest.partition(END)[2]}",
                                    encoding="utf-8", newline="\n")
            (chosen.write.parent / "pictures" / "performance.svg").write_text(
                plot(clean), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
