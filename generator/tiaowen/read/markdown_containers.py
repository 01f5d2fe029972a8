"""Containers of site generators in Markdown: ::: tip … :::, tabs, [[toc]]. Their marks are layout; what they hold is
text, but for lists of contents and links to the page a text was taken from.

Pandoc's fenced divs, markdown-it-container and VitePress write them alike: three or more colons and a name open, three
or more colons alone close.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.model import Line

_OPENS = re.compile(r"\s*:{3,}\s*(?P<name>\{?[A-Za-z.#][\w.#=\" {}-]*?)(?:\s+(?P<title>\S.*?))?\s*:*\s*$")
_CLOSES = re.compile(r"\s*:{3,}\s*$")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_CONTENTS = re.compile(r"\s*(?:\[\[toc\]\]|\[toc\]|\$\{toc\}|@\[toc\]|\{:toc\})\s*$", re.I)
_TAB = re.compile(r"@tab(?::\w+)?\s")
_APART = re.compile("目录|原文|来源|出处|参考|相关链接")
_MARK, _LINKS = "注释标记", "目录和原文链接"


def without_containers(text: str) -> tuple[str, list[Line]]:
    """The text with an empty line for each line of marks, so that line numbers stay, and those lines as left out."""
    lines = text.split("\n")
    if not any(_CLOSES.match(line) or _CONTENTS.match(line) for line in lines):
        return text, []
    left_out: dict[int, str] = {}
    depth = 0
    for index, line in enumerate(lines):
        opens = _OPENS.match(line)
        if opens or _CONTENTS.match(line) or depth and (_CLOSES.match(line) or _TAB.match(line)):
            left_out.setdefault(index, _MARK)
        if opens and _APART.search(opens["title"] or ""):
            left_out.update(dict.fromkeys(_inside(lines, index), _LINKS))
        depth = 0 if _HEADING.match(line) else max(0, depth + bool(opens) - bool(not opens and _CLOSES.match(line)))
    found = [Line(number=index + 1, text=lines[index].strip(), left_out=reason)
             for index, reason in sorted(left_out.items()) if lines[index].strip()]
    return "\n".join("" if index in left_out else line for index, line in enumerate(lines)), found


def _inside(lines: Sequence[str], opened: int) -> range:
    """The lines of the container that begins there, when it holds no sentence; it ends before a heading at the latest,
    for a mark that closes it may be forgotten.
    """
    depth = 0
    for index in range(opened, len(lines)):
        line = lines[index]
        if "。" in line:
            return range(opened, opened)
        if index > opened and _HEADING.match(line):
            return range(opened, index)
        depth += 1 if _OPENS.match(line) else -1 if _CLOSES.match(line) else 0
        if not depth:
            return range(opened, index + 1)
    return range(opened, len(lines))
