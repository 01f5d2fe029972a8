"""The Jinja environment: one escaping rule for every place of a page, undefined names an error."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_eval_context
from jinja2.nodes import EvalContext

from generator.data import packaged
from generator.render.dialect import escape, heading


def templates_of(folder: Path, compiled: Path | None = None) -> Environment:
    """The templates of a site folder: its own before the packaged ones. ``compiled``: a folder where they are kept as compiled.

    In ``pages/`` every value that is no ``Markup`` goes through ``dialect.escape``, whose result is inert in Markdown, in HTML text and in
    quoted attributes alike, so that a template cannot choose the wrong escaping. Other folders write other formats and escape themselves.
    """
    folders = [str(path) for path in (folder / "templates", packaged("templates"))]
    environment = Environment(
        loader=FileSystemLoader(folders, encoding="utf-8"), undefined=StrictUndefined, autoescape=_is_page, finalize=_finalize,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False, newline_sequence="\n",
    )
    environment.globals["heading"] = heading
    if compiled is not None:
        compiled.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    return environment


def _is_page(name: str | None) -> bool:
    return name is not None and name.startswith("pages/")


@pass_eval_context
def _finalize(context: EvalContext, value: object) -> object:
    return escape(value) if context.autoescape else value
