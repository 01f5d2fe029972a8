"""Texts into the site, told at the console: what was understood, what is missing, where it went. The command ``add``
calls it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tiaowen import pipeline
from tiaowen.config import Settings
from tiaowen.console import print_findings, say
from tiaowen.fetching import arrivals
from tiaowen.intake import GUIDES, AlreadyThereError, Arrival, take_in
from tiaowen.model import Policy
from tiaowen.questions import ask
from tiaowen.sidecar import sidecar_of

_FILLED_IN = {
    "jurisdiction": "{province: 山东省, city: 威海市}", "title": "标题", "doc_number": "威发〔2023〕3号",
    "issuers": "[威海市人民政府]", "issue_date": "2023-02-15", "source_url": "https://www.example.gov.cn/art/1.html",
}


def add_each(given: Sequence[Path | str], folder: Path, values: dict[str, str], settings: Settings, *, attached: bool,
             asking: bool) -> list[bool]:
    """Files, folders and addresses into the folder of sources, one text after another; for each, whether it is there
    now.

    ``values`` go into the sidecars; ``attached``: with the files that a page links; ``asking``: what is missing is
    asked at a terminal.
    """
    taken: list[bool] = []
    with TemporaryDirectory() as passing:
        for arrival in arrivals(given, Path(passing), settings.fetch, attached=attached):
            if isinstance(arrival, Arrival):
                taken.append(_add_one(arrival, folder, values, settings.place, asking=asking))
            else:
                print_findings([arrival], "text", folder=Path.cwd(), result=False)
                taken.append(arrival.severity != "error")
    return taken


def _add_one(arrival: Arrival, folder: Path, values: dict[str, str], place: str, *, asking: bool) -> bool:
    """Show what is understood of one text and put it into the site; whether that could be done. ``place``: what is
    proposed where the text names none.
    """
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
    asked = ask(policy, partial(pipeline.place_called, folder=Path.cwd()), place) if asking else {}
    said = arrival.values | {name: value for name, value in values.items() if value} | asked
    try:
        known = {name: value for name, value in said.items() if value}
        placed = take_in(file, folder, known, _guide(policy, known))
    except (AlreadyThereError, ValueError) as error:
        say(f"没有放入 {file.name}：{error}", err=True)
        return False
    say(f"已放入 {os.path.relpath(placed)}，旁注 {sidecar_of(placed).name}\n")
    return True


def _guide(policy: Policy, said: Mapping[str, object]) -> str:
    """Comment lines for the sidecar: what neither the text nor the person says, ready to be filled in."""
    found = {"jurisdiction": policy.jurisdiction.place_id}
    missing = [f"# {name}: {example}\n" for name, example in _FILLED_IN.items()
               if name not in said and not found.get(name, getattr(policy, name))]
    return "".join((f"{GUIDES[0]}\n", *missing)) if missing else f"{GUIDES[1]}\n"
