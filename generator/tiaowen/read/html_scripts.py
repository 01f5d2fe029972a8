"""Pages that a browser fills: what is saved holds a frame and scripts, and none of the text a person saw."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from tiaowen.model import Line

# What such a page says where no script runs (正在加载…, {{ article.title }}), and how the element is called that a
# script fills.
_WAITS = re.compile(
    r"JavaScript|(?:启用|开启|打开|支持|禁用|运行)[^。]{0,6}脚本|(?:正在|努力|数据|页面|内容|拼命)加载|加载中|Loading"
    r"|\{\{[^{}]{1,80}\}\}", re.I)
_FILLED = re.compile(r"app|root|content|article|detail|main|zoom|text|body|info", re.I)
_SENTENCE = re.compile("[\u4e00-\u9fff][。；：]")


def is_written_by_script(root: etree._Element, lines: Sequence[Line]) -> bool:
    """Whether a page without a sentence of its own waits for a script to write the text.

    Called by the reader of web pages. A page that has a sentence, or runs no script, is what it is: empty, a picture, a
    menu.
    """
    if next(root.iter("script"), None) is None or any(_SENTENCE.search(line.text) for line in lines):
        return False
    if any(_WAITS.search("".join(str(text) for text in element.itertext())) for element in root.iter("noscript")):
        return True
    filled = (_is_filled(element) for element in root.iter("div", "section", "main", "article"))
    return any(_WAITS.search(line.text) for line in lines) or any(filled)


def _is_filled(element: etree._Element) -> bool:
    """An empty element by the name of which a script finds it: ``<div id="app"></div>``."""
    named = f"{element.get('id') or ''} {element.get('class') or ''}"
    return len(element) == 0 and not (element.text or "").strip() and bool(_FILLED.search(named))
