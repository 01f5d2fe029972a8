"""YAML that people write: every scalar as text, every error with its line, unknown keys answered with the nearest known one.

PyYAML's nodes carry positions; msgspec's own YAML errors have none and stop at the first (design: architecture, "Data").
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic

T = TypeVar("T", bound=msgspec.Struct)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(msgspec.Struct, frozen=True):
    """A YAML value with the line (from 1) of itself and of each of its keys or items."""

    value: Any
    line: int
    lines: dict[str, int] = {}
    children: dict[str, Located] = {}


def compose(file: Path, path: str) -> tuple[Located | None, list[Diagnostic]]:
    """Parse a YAML file, which findings call ``path``. None with a K003 finding when it is no YAML in UTF-8; None alone when it is empty."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError as error:
        return None, [finding("K003", path=path, detail=f"不是 UTF-8（{error.reason}）")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return None, [finding("K003", path=path, line=mark.line + 1 if mark else 0, col=mark.column + 1 if mark else 0,
                              detail=str(getattr(error, "problem", None) or error))]
    if node is None:
        return None, []
    found: list[Diagnostic] = []
    return _located(node, path, found), found


def _located(node: yaml.Node, path: str, found: list[Diagnostic]) -> Located:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        children: dict[str, Located] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in children:
                found.append(finding("K002", path=path, line=key_node.start_mark.line + 1, key=key, detail="同一层里写了两次"))
            lines[key], children[key] = key_node.start_mark.line + 1, _located(value_node, path, found)
        return Located({key: child.value for key, child in children.items()}, line, lines, children)
    if isinstance(node, yaml.SequenceNode):
        items = [_located(child, path, found) for child in node.value]
        return Located([item.value for item in items], line, {}, {str(i): item for i, item in enumerate(items)})
    null = node.tag == "tag:yaml.org,2002:null"
    return Located(None if null else str(node.value), line)


def unknown_keys(located: Located, known: Iterable[str], path: str) -> list[Diagnostic]:
    """A K001 finding for every key of the mapping that is not known, with "did you mean"."""
    names = sorted(known)
    found = []
    for key, line in located.lines.items():
        if key not in names:
            near = difflib.get_close_matches(key, names, n=1)
            hint = f",是不是 {near[0]}?" if near else ""
            found.append(finding("K001", path=path, line=line, col=1, key=key, hint=hint, known="、".join(names)))
    return found


def convert(located: Located, kind: type[T], path: str, *, where: str = "") -> tuple[T | None, list[Diagnostic]]:
    """The mapping as a record of ``kind``; None with K001 or K002 findings, each at its line, when it does not fit."""
    if not isinstance(located.value, dict):
        return None, [finding("K002", path=path, line=located.line, key=where or "内容", detail="应是“键: 值”")]
    found = unknown_keys(located, _keys(kind), path)
    if found:
        return None, found
    try:
        return msgspec.convert({k: v for k, v in located.value.items() if v is not None}, kind, strict=False), []
    except msgspec.ValidationError as error:
        key = str(error).partition("`$.")[2].partition("`")[0] or where or "内容"
        detail = str(error).partition(" - at")[0] + _meaning(kind, key)
        return None, [finding("K002", path=path, line=_line_of(located, key), key=key, detail=detail)]


@cache
def _keys(kind: type[msgspec.Struct]) -> frozenset[str]:
    """The keys of a record; kept, because a registry asks for them at every entry and msgspec evaluates the annotations each time."""
    return frozenset(field.encode_name for field in msgspec.structs.fields(kind))


def _meaning(kind: type[msgspec.Struct], key: str) -> str:
    """What the field is for, in brackets, where its type says so: a pattern alone tells a person little."""
    fields = {field.encode_name: field.type for field in msgspec.inspect.type_info(kind).fields}  # type: ignore[attr-defined]
    schema = getattr(fields.get(key.partition("[")[0].partition(".")[0]), "extra_json_schema", None) or {}
    return f"({schema['description']})" if "description" in schema else ""


def _line_of(located: Located, dotted: str) -> int:
    line = located.line
    for part in dotted.replace("[", ".").replace("]", "").split("."):
        line = located.lines.get(part, line)
        if part not in located.children:
            break
        located = located.children[part]
    return line
