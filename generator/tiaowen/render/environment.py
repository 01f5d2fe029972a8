"""The Jinja environment: one escaping rule for every place of a page, undefined names an error."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_eval_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext, Expr

from tiaowen.data import packaged
from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.render import words
from tiaowen.render.dialect import escape, heading
from tiaowen.render.margin import margin
from tiaowen.render.pieces import many, pieces

DETAIL = 200  # characters of an error that a finding tells
_PLACE = re.compile(r'File "([^"]+[/\\](?:templates|theme)[/\\][^"]+)", line (\d+)')


def templates_of(folder: Path, compiled: Path | None = None) -> Environment:
    """The templates of a site folder: its own before the packaged ones. ``compiled``: a folder where they are kept as
    compiled.

    In ``pages/`` every value that is no ``Markup`` goes through ``dialect.escape``, whose result is inert in Markdown,
    in HTML text and in quoted attributes alike, so that a template cannot choose the wrong escaping. Other folders
    write other formats and escape themselves.
    """
    folders = [str(path) for path in (folder / "templates", packaged("templates"))]
    environment = Environment(
        loader=_Loader(folders, encoding="utf-8"), undefined=StrictUndefined, autoescape=_is_page, finalize=_finalize,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False, newline_sequence="\n",
    )
    environment.code_generator_class = _Writer
    environment.filters["pieces"] = pieces
    environment.filters["many"] = many
    environment.globals |= {"heading": heading, "margin": margin, "said": words}
    if compiled is not None:
        compiled.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    return environment


class _Writer(CodeGenerator):
    """Templates as code in which a value of a page goes through ``finalize`` alone: what that gives is markup, and
    Jinja would look at each value twice more.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(finalize.src)
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


class _Loader(FileSystemLoader):
    """Templates are UTF-8; one that is not is wrong as one with a mistake in it is."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """As the other loader does."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            file = next(file for file in (Path(folder, template) for folder in self.searchpath) if file.is_file())
            raise TemplateSyntaxError(f"不是 UTF-8（{error.reason}）", 1, template, str(file)) from error


@contextmanager
def own_templates(folder: Path) -> Iterator[None]:
    """What goes wrong in a template of the site folder, raised as ConfigurationError K017 with its file and line:
    what Jinja cannot read, and whatever else its words run into (a division by zero). The program's own are its own
    fault.
    """
    try:
        yield
    except (ConfigurationError, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and not isinstance(error, TemplateError):  # the disk's matter
            raise
        places = _PLACE.findall("".join(traceback.format_exception(error)))
        if isinstance(error, TemplateSyntaxError):
            places.append((error.filename, error.lineno))
        own = [(name, int(line)) for file, line in places if (name := _name(Path(file or ""), folder))]
        if not own:
            raise
        path, line = own[-1]
        told = error.message if isinstance(error, TemplateError) else str(error)
        raise ConfigurationError(
            [finding("K017", path=path, line=line, detail=(told or type(error).__name__)[:DETAIL])]) from error


def _name(file: Path, folder: Path) -> str:
    """A template of the site folder as people know it, that of the theme by the file it is copied from; empty for
    another's.
    """
    copied = folder / "build" / "theme"
    own = folder / "templates" / "theme" / file.relative_to(copied) if file.is_relative_to(copied) else file
    return own.relative_to(folder).as_posix() if own.is_relative_to(folder / "templates") and own.is_file() else ""


def _is_page(name: str | None) -> bool:
    return name is not None and name.startswith("pages/")


@pass_eval_context
def _finalize(context: EvalContext, value: object) -> object:
    return escape(value) if context.autoescape else value
