"""The command ``tiaowen``: arguments → pipeline. Results on standard output, progress and findings on standard error."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from generator import __version__, pipeline
from generator.catalog import load_catalog
from generator.data import registry_folders
from generator.render.inspect import inspect_document


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tiaowen")
def main() -> None:
    """条文:把政策文件做成每一条都能引用的网站。"""
    for stream in (sys.stdout, sys.stderr):  # an office console may be cp936
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="按 tiaowen/inspect/1 输出 JSON")
def inspect(file: Path, as_json: bool) -> None:
    """显示程序对一个文件的理解。"""
    site = Path.cwd()
    policy = pipeline.understand(file, file.name, load_catalog(registry_folders(site)))
    if as_json:
        click.echo(json.dumps(inspect_document(policy), ensure_ascii=False, indent=1))
