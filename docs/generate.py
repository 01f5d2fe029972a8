"""Writes the parts of docs/reference/ that the code knows better than any person, such as codes of findings and
settings.

    python docs/generate.py          rewrite them
    python docs/generate.py --check  fail when one is not current
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from tiaowen.cli import commands
from tiaowen.config import Settings
from tiaowen.diagnostics import CODES
from tiaowen.kinds import KINDS
from tiaowen.sidecar import Sidecar

sys.path.insert(0, str(Path(__file__).parent))
from licences import licences  # noqa: E402  (beside this file, which is no package)

REFERENCE = Path(__file__).parent / "reference"
GROUPS = {
    "R": "读入源文件", "C": "清理文字", "P": "解析条款", "N": "从网上取", "H": "旁注文件的要求",
    "F": "责任、目标等事实",
    "K": "设置与登记", "L": "重复与永久链接", "D": "整个网站文件夹（tiaowen doctor）", "S": "建成的网站",
}
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}


def codes() -> Iterator[str]:
    """One section for each code of finding, by group."""
    yield "# 发现的代码\n"
    yield (
        "每条发现写作 `路径:行:列: 代码 级别: 说明 (怎么办)`。代码不会改变含义；说明的措辞可能改进。下文 `{…}` "
        "处会填入具体内容。\n"
    )
    yield "级别：错误使命令以状态 1 结束；警告只在 `--strict` 时如此；提示从不。一个文件的错误只影响它自己。\n"
    for letter, name in GROUPS.items():
        group = {code: entry for code, entry in sorted(CODES.items()) if code.startswith(letter)}
        if group:
            yield f"## {letter}：{name}\n"
        for code, entry in group.items():
            yield f"### {code} {{#{code}}}\n"
            yield f"{SEVERITIES[entry.severity]}：{_literal(entry.message)}\n"
            yield f"怎么办：{_literal(entry.remedy)}。\n"


def settings() -> Iterator[str]:
    """The fields of site_config/site.yml."""
    yield "# 设置：site_config/site.yml\n"
    yield "每一项都可以省略。写错的键和值在构建时会指出行号，并提示最接近的键。\n"
    yield from _fields(Settings)


def sidecar() -> Iterator[str]:
    """The fields of a sidecar."""
    yield "# 旁注：同名 .yml\n"
    yield (
        "放在源文件旁边，例如 `通知.txt` 的旁注是 `通知.yml`。旁注里的值总是优先于程序读到的，"
        "页面会注明“由整理者提供”。没有的就不写，不要猜。\n"
    )
    yield from _fields(Sidecar)


def cli() -> Iterator[str]:
    """The commands with their options."""
    yield "# 命令\n"
    yield "结果写到标准输出，进度和发现写到标准错误，编码总是 UTF-8。设置环境变量 `NO_COLOR` 可去掉颜色。\n"
    yield "退出状态：0 完成；1 有错误（`--strict` 时警告也算）；2 用法或设置不对；3 程序缺陷。\n"
    for name, command in commands.commands.items():
        arguments = [p for p in command.params if isinstance(p, click.Argument)]
        usage = " ".join(["tiaowen", name, *(p.metavar or str(p.name) for p in arguments)])
        yield f"## {usage} {{#{name}}}\n"
        yield f"{command.help}\n"
        options = [p for p in command.params if isinstance(p, click.Option)]
        if options:
            yield "\n".join(["| 选项 | 作用 |", "|---|---|",
                             *(f"| `{'`、`'.join(p.opts)}` | {p.help} |" for p in options)]) + "\n"


def facts() -> Iterator[str]:
    """The kinds of fact, and where each is found."""
    yield "# 事实的种类\n"
    yield "程序从条款里摘出的每一种事实，都有原句和出处。下表列出它在数据里的名字，以及在哪里看得到、能不能由人更正。\n"
    yield (
        "每一列是什么意思，见[数据格式](data.md)和随网站发布的 `data/schema.json`；怎样更正，见[旁注](sidecar.md)的 "
        "`facts`。\n"
    )
    yield (
        "| 种类 | `p/<id>.json` 的键 | 表 | 条款旁 | 页面 | 各地的页面 | 检索时可选 | 旁注可更正 |\n|---|---|---|---"
        "|---|---|---|---|"
    )
    for kind in KINDS:
        table, page = (f"`{address}`" if address else "—"
                       for address in (kind.table, kind.address if kind.page else ""))
        places = f"`place/<id>--{kind.name}.html`" if kind.of_places else "—"
        left_out = [f"`{key}` 默认 {value}" for key, value in (kind.correction or {}).items() if value]
        correction = "不能" if kind.correction is None else "、".join(left_out) or "能"
        yield (
            f"| {kind.title} | `{kind.name}` | {table} | {'有' if kind.margin else '—'} | {page} | {places} "
            f"| {kind.filter or '—'} | {correction} |"
        )


def _fields(kind: type[msgspec.Struct]) -> Iterator[str]:
    kinds: dict[str, Any] = msgspec.json.schema(kind)["$defs"]
    rows = ["| 键 | 含义 | 不写时 |", "|---|---|---|", *_rows(kinds[kind.__name__], kinds)]
    yield "\n".join(rows) + "\n"


def _rows(schema: dict[str, Any], kinds: dict[str, Any], before: str = "") -> Iterator[str]:
    """A row a key; the keys of a group of settings follow it, written group.key."""
    for name, field in schema["properties"].items():
        group = next((kinds[part["$ref"].rpartition("/")[2]] for part in field.get("anyOf", [field]) if "$ref" in part),
                     None)
        if group and isinstance(field.get("default"), dict):
            yield from _rows(group, kinds, f"{name}.")
            continue
        choices = field.get("enum") or field.get("items", {}).get("enum") or []
        meaning = _literal(field.get("description", "")) + (
            f"（{'、'.join(f'`{c}`' for c in choices if c is not None)}）" if choices else "")
        default = field.get("default")
        shown = "、".join(map(str, default)) if isinstance(default, list | tuple) else default
        yield f"| `{before}{name}` | {meaning} | {shown or '—'} |"


def _literal(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}").replace("|", "\\|").replace("<", "&lt;").rstrip("。")


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "codes.md": codes, "configuration.md": settings, "sidecar.md": sidecar, "commands.md": cli, "facts.md": facts,
    "licences.md": licences,
}


def contents() -> dict[Path, str]:
    """Every generated page with its text."""
    return {REFERENCE / name: "\n".join(write()) for name, write in PAGES.items()}


if __name__ == "__main__":
    stale = [file for file, text in contents().items() if not file.is_file()
             or file.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        sys.exit(f"not current, run python docs/generate.py: {', '.join(f.name for f in stale)}" if stale else 0)
    for file in stale:
        file.write_text(contents()[file], encoding="utf-8", newline="\n")
