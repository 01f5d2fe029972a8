"""YAML that people write: every scalar as text, every error with its line, unknown keys answered with the nearest known
one.

PyYAML's nodes carry positions; msgspec's own YAML errors have none and stop at the first (design: architecture,
"Data").
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec
import yaml

from tiaowen.diagnostics import finding
from tiaowen.folders import NO_FILE, in_words
from tiaowen.model import Diagnostic

LARGEST = 4 * 2**20  # bytes; the largest registry has 76 KB
DEPTH = 20  # mappings and lists within each other
DEEP = f"嵌套超过 {DEPTH} 层"
TORN = "有合并冲突的标记：留下正确的一种，删去标记"
ALIAS = "用了别名（& 和 *）"
CONTROL = "有控制字符"
# what no page, no XML and no terminal takes, or what turns the direction of the text around it; the parser refuses
# some of it as it stands, and this is it written as "\\0"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TORN = re.compile(r"^(?:<{7} .*|>{7} .*)$", re.MULTILINE)
T = TypeVar("T", bound=msgspec.Struct)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(msgspec.Struct, frozen=True):
    """A YAML value with the line (from 1) of itself and of each of its keys or items."""

    value: Any
    line: int
    lines: dict[str, int] = {}
    children: dict[str, Located] = {}


def compose(file: Path, path: str) -> tuple[Located | None, list[Diagnostic]]:
    """Parse a YAML file, which findings call ``path``. None with a K003 finding when it is no YAML in UTF-8; None alone
    when it is empty.
    """
    try:
        if not file.is_file():  # a folder, a pipe that nobody writes to, a link to nothing
            return None, [_no_yaml(path, NO_FILE, remedy="移走它，放入文件本身")]
        data = file.read_bytes()
        if len(data) > LARGEST:
            return None, [_no_yaml(path, f"文件太大（超过 {LARGEST // 2**20} MB）",
                                   remedy="只留下要用的键；正文不写在这里")]
        text = data.decode("utf-8-sig")
        if torn := _TORN.search(text):
            return None, [_no_yaml(path, TORN, text.count("\n", 0, torn.start()) + 1)]
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        return None, [_no_yaml(path, "不是 UTF-8", data.count(b"\n", 0, error.start) + 1, remedy="用 UTF-8 另存")]
    except OSError as error:
        return None, [_no_yaml(path, f"读不了（{in_words(error)}）", remedy="关掉正在用它的程序，或改它的权限")]
    except RecursionError:
        return None, [_no_yaml(path, DEEP)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or error)
        told = next((told for begins, told in _SYNTAX if problem.startswith(begins)), "这里不合语法")
        return None, [_no_yaml(path, told, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0)]
    if node is None:
        return None, []
    found: list[Diagnostic] = []
    located = _located(node, path, found, set(), 0)
    return (None if any(item.code == "K003" for item in found) else located), found


_REMEDIES = {ALIAS: "把别名代表的内容在这里照样写出来", DEEP: "按文档的层次写", CONTROL: "删去控制字符，重新输入这一行"}


def _no_yaml(path: str, detail: str, line: int = 0, col: int = 0, *, remedy: str = "") -> Diagnostic:
    """K003 with what mends it: most say in the detail itself how the line should be written."""
    return finding("K003", path=path, line=line, col=col, detail=detail,
                   remedy=remedy or _REMEDIES.get(detail, "改正这一处的写法"))


_SYNTAX = (  # how libyaml begins its messages, and how they are told
    ("mapping values are not allowed", "值里又有冒号：整个值加引号"),
    ("found character that cannot start any token", "不能这样开头：制表符改成空格，值加引号"),
    ("could not find expected ':'", "键后面缺冒号"),
    ("did not find expected key", "缩进或引号不对"),
    ("did not find expected '-'", "列表的缩进不对"),
    ("did not find expected ','", "括号没有配对"),
    ("did not find expected node content", "括号里缺内容"),
    ("found unexpected end of stream", "引号没有配对"),
    ("found unexpected document indicator", "引号没有配对"),
    ("found undefined alias", ALIAS),
    ("found duplicate anchor", ALIAS),
    ("but found another document", "一个文件里有两份（---）"),
    ("block sequence entries are not allowed", "列表要另起一行"),
    ("found unknown escape", "反斜杠后面的字符不对：改用单引号"),
    ("found invalid Unicode", "没有这个编码的字符"),
    ("found a tab character", "缩进用了制表符：改成空格"),
    ("unacceptable character", CONTROL),
    ("control characters are not allowed", CONTROL),
)


def _located(node: yaml.Node, path: str, found: list[Diagnostic], seen: set[int], depth: int) -> Located:
    """The node as a value. One that is met again stands behind an alias, which may hold itself, or a thousand times a
    thousand of its kind.
    """
    line = node.start_mark.line + 1
    if id(node) in seen or depth > DEPTH:
        found.append(_no_yaml(path, DEEP if depth > DEPTH else ALIAS, line))
        return Located(None, line)
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        children: dict[str, Located] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                found.append(_no_yaml(path, "键应是文字", key_node.start_mark.line + 1))
                continue
            key = str(key_node.value)
            if key in children:
                found.append(finding("K002", path=path, line=key_node.start_mark.line + 1, key=key,
                                     detail="同一层里写了两次"))
            lines[key], children[key] = key_node.start_mark.line + 1, _located(value_node, path, found, seen, depth + 1)
        return Located({key: child.value for key, child in children.items()}, line, lines, children)
    if isinstance(node, yaml.SequenceNode):
        items = [_located(child, path, found, seen, depth + 1) for child in node.value]
        return Located([item.value for item in items], line, {}, {str(i): item for i, item in enumerate(items)})
    if _CONTROL.search(str(node.value)):
        found.append(_no_yaml(path, CONTROL, line))
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
    found = unknown_keys(located, _fields(kind), path)
    for key, child in located.children.items():
        inner = _record(_fields(kind).get(key))
        if inner is not None and isinstance(child.value, dict):
            found += unknown_keys(child, _fields(inner), path)
    values = {key: value for key, value in located.value.items() if value is not None and key in _fields(kind)}
    for key, value in values.items():
        found += _misfit(located, kind, key, value, path)
    if found:
        return None, sorted(found)
    try:
        return msgspec.convert(values, kind, strict=False), []
    except msgspec.ValidationError as error:
        return None, [finding("K002", path=path, line=located.line, key=where or "内容", detail=in_chinese(str(error)))]


def _misfit(located: Located, kind: type[msgspec.Struct], key: str, value: object, path: str) -> list[Diagnostic]:
    """A K002 finding at its line, when the value of a key does not fit; each key is looked at, so that a person sees
    all that is wrong at once.
    """
    blank = [f"{key}[{at}]" for at, item in enumerate(value) if item == ""] if isinstance(value, list) else []
    blank = [key] if value == "" and key in _required(kind) else blank
    if blank:
        return [finding("K002", path=path, line=line_at(located, blank[0]), key=blank[0], detail="是空的")]
    try:
        msgspec.convert(value, _fields(kind)[key], strict=False)
        return []
    except (msgspec.ValidationError, ValueError) as error:  # ValueError: a number of more digits than any has
        inner = str(error).partition("`$")[2].partition("`")[0]
        inner = inner.partition("[...]")[0]  # so msgspec writes "one of its values", and does not say which
        named = f"{key}{inner}" if inner.startswith(("[", ".")) else key
        detail = in_chinese(str(error).partition(" - at")[0]) + _meaning(kind, key)
        return [finding("K002", path=path, line=line_at(located, named), key=named, detail=detail)]


_MESSAGES = (  # what msgspec says of a value that does not fit, and how it is told
    (r"Expected `(?P<want>[^`]+)` matching regex .*", "写法不对"),
    (r"Expected `(?:str|array|object)` of length <= (?P<n>\d+).*", "太长，最多 {n}"),
    (r"Expected `(?:str|array|object)` of length >= (?P<n>\d+).*", "太短，至少 {n}"),
    (r"Expected `(?:int|float)` (?P<sign>[<>]=?) (?P<n>[\d.-]+).*", "数值应 {sign} {n}"),
    (r"Expected `(?P<want>[^`]+)`, got `(?P<got>[^`]+)`.*", "应是{want}，写的是{got}"),
    (r"Expected `(?P<want>[^`]+)`.*", "应是{want}"),
    (r"Invalid (?:enum )?value (?P<got>.+)", "没有 {got} 这个值"),
    (r"Object missing required field `(?P<name>[^`]+)`.*", "缺 {name}"),
    (r"Object contains unknown field `(?P<name>[^`]+)`.*", "不认识 {name}"),
    (r"Exceeds the limit.*|Number out of range", "数字太长"),
)
_TYPES = {"str": "文字", "int": "整数", "float": "数", "bool": "true 或 false", "array": "列表",
          "object": "“键: 值”", "null": "空"}


def in_chinese(message: str) -> str:
    """A message of msgspec's in Chinese; one that is not known stays as it is."""
    for pattern, told in _MESSAGES:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            words = {name: " 或 ".join(_TYPES.get(word, word) for word in text.split(" | ")) for name,
                     text in match.groupdict().items()}
            return told.format(**words)
    return message


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The keys of a record and their types; kept, because a registry asks for them at every entry and msgspec evaluates
    them each time.
    """
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}


@cache
def _required(kind: type[msgspec.Struct]) -> frozenset[str]:
    """The keys of a record that must be there."""
    return frozenset(field.encode_name for field in msgspec.structs.fields(kind) if field.required)


def _record(type_: object) -> type[msgspec.Struct] | None:
    """The record that a field holds, by itself or beside something else; None when it holds none."""
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        return type_
    inner = get_args(type_)[:1] if get_origin(type_) is Annotated else get_args(type_)
    if get_origin(type_) in {Annotated, Union, UnionType}:
        return next((record for part in inner if (record := _record(part)) is not None), None)
    return None


def _meaning(kind: type[msgspec.Struct], key: str) -> str:
    """What the field is for, in brackets, and examples, where its type says so: a pattern alone tells a person
    little."""
    fields = {field.encode_name: field.type for field in msgspec.inspect.type_info(kind).fields}  # type: ignore[attr-defined]
    known = fields.get(key.partition("[")[0].partition(".")[0])
    schema = getattr(known, "extra_json_schema", None) or {}
    plain = getattr(known, "type", known)
    choices = [str(value) for part in getattr(plain, "types", (plain,)) for value in getattr(part, "values", ())]
    choice = f"，可以是 {'、'.join(choices)}" if choices else ""
    example = f"，例如 {'、'.join(schema['examples'])}" if "examples" in schema else ""
    return choice + example + (f"（{schema['description']}）" if "description" in schema else "")


def line_at(located: Located, dotted: str) -> int:
    """The line of what a dotted name reaches (facts.targets.0), or of the last part of it that is there."""
    line = located.line
    for part in dotted.replace("[", ".").replace("]", "").split("."):
        if part not in located.children:
            break
        line = located.lines.get(part, located.children[part].line)
        located = located.children[part]
    return line
