"""Findings: the one table of codes, severities and remedies, and how findings print.

A code is stable and documented; a message may improve. Letter groups: R read, C clean, P parse, F facts,
K configuration and registries, L ledger, S site. The table is the source of the reference page of codes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from msgspec import Struct, to_builtins

from generator.model import Diagnostic, Severity


class Code(Struct, frozen=True):
    """One kind of finding: how bad, what it says (a format string) and what to do about it."""

    severity: Severity
    message: str
    remedy: str


CODES: dict[str, Code] = {
    # read
    "R001": Code("error", "文件是空的", "放入正文后再构建,或删去此文件"),
    "R002": Code("error", "不是文本文件(含二进制内容)", "另存为 txt、md、html、docx 或带文字层的 pdf"),
    "R003": Code("error", "无法用任何已知编码解读({detail})", "用 UTF-8 另存后再放入"),
    "R004": Code("warning", "声明的编码 {declared} 与内容不符,按 {used} 读入", "核对正文有无乱码;可用 UTF-8 另存"),
    "R005": Code("error", "不支持的文件类型 {suffix}", "支持 txt、md、html、htm、docx、pdf"),
    # clean
    "C001": Code("warning", "有 {count} 处损坏的字符无法确定原文(例:{example})", "对照官方文本,在旁注文件(.yml)中更正"),
    # parse
    "P001": Code("error", "没有找到任何条款", "确认文件含政策正文;只有新闻或目录的文件请移出"),
    "P002": Code("warning", "编号不连续,缺 {missing}", "对照官方文本补全;页面会标明此处有缺"),
    "P003": Code("warning", "数字可能缺失:“{example}”", "对照官方文本;页面按损坏显示,不作目标值"),
    "P004": Code("warning", "没有找到标题", "在旁注文件中写 title"),
    "H900": Code("info", "旁注文件要求不发布(publish: false)", "要发布时改为 publish: auto"),
    # facts
    "F001": Code("info", "未登记的机构“{name}”", "在 site_config/agencies.yml 登记,或核对名称"),
    # configuration and registries
    "K001": Code("error", "未知的键 {key}{hint}", "改正键名,可用的键:{known}"),
    "K002": Code("error", "{key} 的值不合要求:{detail}", "按文档改正"),
    "K003": Code("error", "不是有效的 YAML:{detail}", "改正语法"),
    "K004": Code("error", "别名“{name}”同时属于 {first} 和 {second}", "只保留一处"),
    "K005": Code("error", "重复的 id:{id}", "改用不同的 id"),
    # corpus
    "L001": Code("error", "与 {other} 文号和发文机关相同({number}),正文{same}", "保留一份;确为两个版本时在旁注文件写 replaces_version"),
}


def finding(code: str, *, path: str = "", line: int = 0, col: int = 0, severity: Severity | None = None, **values: object) -> Diagnostic:
    """A finding of that code, its message filled with ``values``. Raises KeyError for an unknown code or a missing value."""
    entry = CODES[code]
    return Diagnostic(path=path, line=line, col=col, code=code, severity=severity or entry.severity,
                      message=entry.message.format(**values), remedy=entry.remedy.format(**values))


class ConfigurationError(Exception):
    """Configuration or a registry cannot be used (exit status 2); carries the findings that say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(as_line(d) for d in self.diagnostics))


def as_line(item: Diagnostic) -> str:
    """``path:line:col: CODE severity: message (remedy)``; a part that is unknown is left out."""
    place = ":".join(str(part) for part in (item.path, item.line, item.col) if part)
    remedy = f" ({item.remedy})" if item.remedy else ""
    text = f"{item.code} {item.severity}: {item.message}{remedy}"
    return f"{place}: {text}" if place else text


def as_github(item: Diagnostic) -> str:
    """A GitHub workflow annotation of the finding."""
    level = {"error": "error", "warning": "warning", "info": "notice"}[item.severity]
    text = f"{item.code} {item.message}" + (f" ({item.remedy})" if item.remedy else "")
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    where = ",".join(f"{key}={value}" for key, value in (("file", item.path), ("line", item.line), ("col", item.col)) if value)
    return f"::{level} {where}::{escaped}"


def as_json(items: Iterable[Diagnostic]) -> str:
    """The findings as a JSON array, one object each, in the given order."""
    return json.dumps([to_builtins(item) for item in items], ensure_ascii=False, indent=1)
