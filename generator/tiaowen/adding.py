"""Texts into the site, told at the console: what was understood, what is missing, where it went. The command ``add``
calls it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tiaowen import pipeline
from tiaowen.config import Fetching
from tiaowen.console import ask, print_findings, say
from tiaowen.fetching import arrivals
from tiaowen.intake import AlreadyThereError, Arrival, take_in


def add_each(given: Sequence[Path | str], folder: Path, values: dict[str, str], limits: Fetching, *, attached: bool,
             asking: bool) -> list[bool]:
    """Files, folders and addresses into the folder of sources, one text after another; for each, whether it is there
    now.

    ``values`` go into the sidecars; ``attached``: with the files that a page links; ``asking``: what is missing is
    asked at a terminal.
    """
    taken: list[bool] = []
    with TemporaryDirectory() as passing:
        for arrival in arrivals(given, Path(passing), limits, attached=attached):
            if isinstance(arrival, Arrival):
                taken.append(_add_one(arrival, folder, values, asking=asking))
            else:
                print_findings([arrival], "text", folder=Path.cwd(), result=False)
                taken.append(arrival.severity != "error")
    return taken


def _add_one(arrival: Arrival, folder: Path, values: dict[str, str], *, asking: bool) -> bool:
    """Show what is understood of one text and put it into the site; whether that could be done."""
    file = arrival.file
    if address := arrival.values.get("source_url"):
        say(f"取到 {address}（{file.stat().st_size:,} 字节）", err=True)
        values = {"retrieved": date.today().isoformat()} | {name: value for name, value in values.items() if value}
    policy, document = pipeline.inspect_file(file, Path.cwd())
    say(pipeline.outline(document, clauses=False))
    print_findings(policy.diagnostics, "text", folder=file.parent, result=False)
    if policy.status == "refused":
        say(f"没有放入：{file.name}", err=True)
        return False
    asked = ask(policy, partial(pipeline.place_called, folder=Path.cwd())) if asking else {}
    said = arrival.values | {name: value for name, value in values.items() if value} | asked
    try:
        placed = take_in(file, folder, {name: value for name, value in said.items() if value})
    except (AlreadyThereError, ValueError) as error:
        say(f"没有放入 {file.name}：{error}", err=True)
        return False
    say(f"已放入 {os.path.relpath(placed)}\n")
    return True
