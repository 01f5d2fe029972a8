"""The console: UTF-8 on every system, findings in three formats with the source line and a caret, progress that fits a
terminal or a log.
"""

from __future__ import annotations

import errno
import gettext
import os
import re
import shlex
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from tiaowen.diagnostics import as_github, as_json, as_line, finding, shown
from tiaowen.excerpt import excerpt
from tiaowen.folders import in_words
from tiaowen.model import Diagnostic

Format = Literal["text", "json", "github"]
NAMED = 3  # files with errors that the last line names
LOG_EVERY = 5.0  # seconds between two lines of progress where there is no terminal
_LOCALE = Path(__file__).parent / "locale"
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_REFUSED = {errno.EACCES: "K012", errno.EPERM: "K012", errno.EROFS: "K012", errno.ENOSPC: "K013", errno.EDQUOT: "K013",
            errno.ENOMEM: "K026"} | dict.fromkeys(
    (errno.EIO, errno.ENAMETOOLONG, errno.EBUSY, errno.EMFILE, errno.ENFILE, errno.ENOTDIR, errno.EISDIR, errno.EEXIST,
     errno.ENOTEMPTY,
     errno.ELOOP, errno.ENXIO, errno.EFBIG, errno.EAGAIN, errno.ENOENT), "K014")


def prepare_streams() -> None:
    """Write UTF-8 whatever the console's code page is (Chinese Windows: cp936); what cannot be written is shown
    escaped.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def speak_chinese() -> None:
    """Let click say usage and its own errors in Chinese (generator/tiaowen/locale), whatever the system's language."""
    os.environ["LANGUAGE"] = "zh"  # what gettext asks first; Windows sets none
    gettext.bindtextdomain("messages", str(_LOCALE))


def as_typed(path: Path) -> str:
    """The path as every shell, cmd.exe too, takes it for one word: 我的 网站 in quotation marks. One with what a shell
    reads between these as it does, which Windows hardly has; one in front of which a hyphen would be an option.
    """
    words = f"./{path}" if str(path).startswith("-") else str(path)
    if re.search('["$`!\\n]', words):
        return shlex.quote(words)
    return f'"{words}"' if re.search(r"[^\w./\\:~-]", words) else words


def say(text: str, *, err: bool = False) -> None:
    """Print words that may come from a file."""
    click.echo(shown(text, "\n\t"), err=err)


def print_findings(items: Iterable[Diagnostic], form: Format, *, folder: Path, result: bool) -> None:
    """Print the findings in their order. ``result``: they are what the command was asked for, so they go to standard
    output.
    """
    found = list(items)
    if form == "json":
        click.echo(shown(as_json(found), "\n\t"), err=not result)
    elif form == "github":
        for item in found:
            click.echo(shown(as_github(item), "\n\t"), err=not result)
    else:
        for item in found:
            coloured = click.style(item.severity, fg=_COLOURS[item.severity], bold=True)
            line = as_line(item).replace(f"{item.code} {item.severity}:", f"{item.code} {coloured}:", 1)
            stream = sys.stdout if result else sys.stderr
            click.echo(f"{line}{excerpt(item, folder)}", err=not result,
                       color=stream.isatty() and "NO_COLOR" not in os.environ)


def print_log(items: Iterable[Diagnostic], *, folder: Path) -> None:
    """Print what a build has to say to standard error: each error with its line, warnings of one kind in one file as
    the first of them and how many.

    Hints are counted in the summary; ``check`` lists everything.
    """
    found = list(items)
    print_findings((item for item in found if item.severity == "error"), "text", folder=folder, result=False)
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for item in found:
        if item.severity == "warning":
            alike.setdefault((item.path, item.code), []).append(item)
    for first, *others in alike.values():
        more = f" …这个文件里同类的共 {len(others) + 1} 处" if others else ""
        click.echo(f"{as_line(first)}{more}", err=True)


def system_finding(error: OSError) -> Diagnostic | None:
    """What the operating system refused, as a finding; None when the error is none that a person could mend."""
    code = _REFUSED.get(error.errno or 0)
    return finding(code, file=error.filename or "文件", detail=in_words(error)) if code else None


def counts(items: Iterable[Diagnostic]) -> str:
    """The number of findings by severity in words, with the first files that have errors; empty when there is none."""
    found = list(items)
    number = Counter(str(item.severity) for item in found)
    files = list(dict.fromkeys(item.path for item in found if item.severity == "error" and item.path))
    where = f"（{'、'.join(files[:NAMED])}{' 等' if len(files) > NAMED else ''}）" if files else ""
    names = (("error", f"个错误{where}"), ("warning", "个警告"), ("info", "条提示"))
    return "、".join(f"{number[severity]} {name}" for severity, name in names if number[severity])


class Steps:
    """Progress of a long command: a bar on a terminal, elsewhere a line every five seconds. Standard error only."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, no_color="NO_COLOR" in os.environ, highlight=False,
                                # a size that is none (²) is asked of the terminal
                                _environ={name: value for name, value in os.environ.items()
                                          if name not in {"COLUMNS", "LINES"} or value.isdecimal()})
        self._bar: Progress | None = None
        if self._console.is_terminal and not self._console.is_dumb_terminal:
            self._bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                                 TimeRemainingColumn(),
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
            pace = f"（{rate:.0f}/秒，约剩 {(total - done) / rate:.0f} 秒）" if rate and total > done else ""
            click.echo(f"{stage} {done}/{total}{pace}" if total else f"{stage}…", err=True)

    def also(self, look: Callable[[], None]) -> Callable[[str, int, int], None]:
        """The same, with a look before each step that may end the work by raising."""

        def step(stage: str, done: int, total: int) -> None:
            look()
            self(stage, done, total)

        return step

    def close(self) -> None:
        """Take the bar off the terminal."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
