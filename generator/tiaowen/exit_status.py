"""How a command begins and ends: the group that lists the commands, and every ending as an exit status with a message.

Exit status (contract): 0 done; 1 an error in any command, or with --strict a warning; 2 wrong usage or configuration; 3
a bug in the program.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from tiaowen.console import print_findings, say, system_finding
from tiaowen.diagnostics import ConfigurationError, finding

DONE, FAILED, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


def ended(commands: click.Group, arguments: Sequence[str] | None) -> int:
    """Run a command and return how it ended, as the contract's exit status; every failure becomes a message, never a
    bare traceback.
    """
    try:
        done = commands.main(args=list(arguments) if arguments is not None else None, prog_name="tiaowen",
                             standalone_mode=False)
        return done if isinstance(done, int) else DONE
    except click.Abort:
        click.echo("已中断", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        told = io.StringIO()
        error.show(file=told)
        say(told.getvalue().rstrip("\n"), err=True)
        return USAGE
    except ConfigurationError as error:
        print_findings(error.diagnostics, "text", folder=Path.cwd(), result=False)
        return USAGE
    except BrokenPipeError:  # the reader of our output, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:  # what the system refuses (no permission, disk full) is no bug of the program
        if (found := system_finding(error)) is None:
            return _bug(error)
        print_findings([found], "text", folder=Path.cwd(), result=False)
        return FAILED
    except MemoryError:
        print_findings([finding("K026")], "text", folder=Path.cwd(), result=False)
        return FAILED
    except Exception as error:  # the outermost frame: whatever it is, the person gets a message and a report to send
        return _bug(error)


def _bug(error: Exception) -> int:
    say(f"{traceback.format_exc()}\n程序出错了（{type(error).__name__}）。这是程序的缺陷，请把以上内容报告给维护者。",
        err=True)
    return BUG


class _Command(click.Command):
    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[选项]", *super().collect_usage_pieces(ctx)[1:]]


class Commands(click.Group):
    """The commands in the order of a newcomer's first hour, not of the alphabet."""

    command_class = _Command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's)
        """As they were added."""
        return list(self.commands)
