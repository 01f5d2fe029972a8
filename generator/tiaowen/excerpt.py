"""The line of a source below a finding, with a caret where the finding points."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from tiaowen.model import Diagnostic

_EXCERPT = 60  # characters of the source line shown on either side of the column
# share of characters that are no UTF-8 from which on a text is not UTF-8 at all, rather than damaged in places
_BROKEN = 0.1


def excerpt(item: Diagnostic, folder: Path) -> str:
    """The source line below the finding, with a caret at the column, or at the words that the finding names."""
    file = folder / item.path
    inside = ".." not in Path(item.path).parts
    if (
        not item.line or not inside or file.suffix.lower() not in {".txt", ".md", ".yml", ".jsonl"}
        or not file.is_file()
    ):
        return ""
    lines = _lines(file.read_bytes())
    if item.line > len(lines):
        return ""
    text = lines[item.line - 1].expandtabs(1)
    col = item.col or 1 + max((_where(words, text) for words in _named(item.message)), default=-1)
    start = max(0, col - 1 - _EXCERPT)
    shown = "".join(char if char.isprintable() or char == "\u3000" else "�" for char in text[start:col + _EXCERPT])
    caret = f"\n      | {_blank(text[start:col - 1])}^" if col else ""
    return f"\n{item.line:>5} | {shown}{caret}" if shown.strip() else ""


def _lines(data: bytes) -> list[str]:
    """The lines of a text as findings count them: a form feed ends none. Windows in China saves GB 18030; of UTF-16
    there is nothing to show.
    """
    text = data.decode("utf-8-sig", "replace")
    if text.count("\ufffd") > len(text) * _BROKEN:
        text = data.decode("gb18030", "replace")
    return [] if "\0" in text else [line.rstrip("\r") for line in text.split("\n" if "\n" in text else "\r")]


def _named(message: str) -> list[str]:
    """The words of the text that a message quotes: 未登记的机构“海苑委”, 引用的文件没有收录：创新产品目录."""
    return [words for pair in re.findall(r"“([^”]{2,})”|：(.{2,})$", message) for words in pair if words]


def _where(words: str, line: str) -> int:
    """Offset of the words in a source line that may be in Traditional characters, with pinyin or other punctuation
    between; -1: not there.
    """
    if words in line:
        return line.index(words)
    simplified = _simplifier().convert(line)
    kept = [at for at, char in enumerate(line) if _weighty(char)] if len(simplified) == len(line) else []
    found = "".join(simplified[at] for at in kept).find(weighty := "".join(filter(_weighty, words)))
    return kept[found] if weighty and found >= 0 else -1


@cache
def _simplifier() -> Any:
    from opencc import OpenCC  # its dictionaries are read only where a text asks for it

    return OpenCC("t2s")


def _weighty(char: str) -> bool:
    return char.isdigit() or "\u4e00" <= char <= "\u9fff"


def _blank(text: str) -> str:
    """Spaces as wide as the text: a full-width space below each wide character."""
    return "".join("\u3000" if ord(char) >= 0x2E80 else " " for char in text)
