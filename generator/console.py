"""The console: UTF-8 on every system, findings in three formats with the source line and a caret, progress that fits a terminal or a log."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from generator.diagnostics import as_github, as_json, as_line
from generator.model import Diagnostic

Format = Literal["text", "json", "github"]
LOG_EVERY = 5.0  # seconds between two lines of progress where there is no terminal
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_EXCERPT = 60  # characters of the source line shown on either side of the column


def prepare_streams() -> None:
    """Write UTF-8 whatever the console's code page is (Chinese Windows: cp936); what cannot be written is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_findings(items: Iterable[Diagnostic], form: Format, *, folder: Path, result: bool) -> None:
    """Print the findings in their order. ``result``: they are what the command was asked for, so they go to standard output."""
    found = list(items)
    if form == "json":
        click.echo(as_json(found), err=not result)
    elif form == "github":
        for item in found:
            click.echo(as_github(item), err=not result)
    else:
        for item in found:
            line = as_line(item).replace(f"{item.code} {item.severity}:", f"{item.code} {_coloured(item.severity)}:", 1)
            click.echo(f"{line}{_excerpt(item, folder)}", err=not result, color=_use_colour(result))


def counts(items: Iterable[Diagnostic]) -> str:
    """The number of findings by severity in words; empty when there is none."""
    number = Counter(str(item.severity) for item in items)
    names = (("error", "个错误"), ("warning", "个警告"), ("info", "条提示"))
    return "、".join(f"{number[severity]} {name}" for severity, name in names if number[severity])


def _coloured(severity: str) -> str:
    return click.style(severity, fg=_COLOURS[severity], bold=True)


def _use_colour(result: bool) -> bool:
    stream = sys.stdout if result else sys.stderr
    return stream.isatty() and "NO_COLOR" not in os.environ


def _excerpt(item: Diagnostic, folder: Path) -> str:
    """The source line below the finding, with a caret at the column when one is known."""
    file = folder / item.path
    inside = ".." not in Path(item.path).parts
    if not item.line or not inside or file.suffix.lower() not in {".txt", ".md", ".yml", ".jsonl"} or not file.is_file():
        return ""
    lines = file.read_bytes().decode("utf-8", "replace").splitlines()
    if item.line > len(lines):
        return ""
    text = lines[item.line - 1].expandtabs(1)
    start = max(0, item.col - 1 - _EXCERPT)
    shown = "".join(char if char.isprintable() or char == "\u3000" else "�" for char in text[start:item.col + _EXCERPT])
    caret = f"\n      | {_blank(text[start:item.col - 1])}^" if item.col else ""
    return f"\n{item.line:>5} | {shown}{caret}" if shown.strip() else ""


def _blank(text: str) -> str:
    """Spaces as wide as the text: a full-width space below each wide character."""
    return "".join("\u3000" if ord(char) >= 0x2E80 else " " for char in text)


class Steps:
    """Progress of a long command: a bar on a terminal, elsewhere a line every five seconds. Standard error only."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, no_color="NO_COLOR" in os.environ, highlight=False)
        self._bar: Progress | None = None
        if self._console.is_terminal and not self._console.is_dumb_terminal:
            self._bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                                 console=self._console, transient=True)
            self._bar.start()
        self._tasks: dict[str, TaskID] = {}
        self._last = time.monotonic()
        self._began: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` pieces of a stage are finished (total 0: not known)."""
        now = time.monotonic()
        began = self._began.setdefault(stage, now)
        if self._bar is not None:
            if stage not in self._tasks:
                self._tasks[stage] = self._bar.add_task(stage, total=total or None)
            self._bar.update(self._tasks[stage], completed=done, total=total or None)
        elif now - self._last >= LOG_EVERY:
            self._last = now
            rate = done / (now - began) if now > began else 0.0
            left = f"，约剩 {(total - done) / rate:.0f} 秒" if rate and total > done else ""
            click.echo(f"{stage} {done}/{total or '?'}（{rate:.0f}/秒{left}）", err=True)

    def close(self) -> None:
        """Take the bar off the terminal."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Quiet:
    """Progress that is not shown."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say nothing."""
