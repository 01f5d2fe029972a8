"""What pages and collectors write above a text: lines of facts, links to explanations, a heading that calls out.

Each function returns the indexes of such lines among the first lines of a document; the sieve takes them out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.document_names import MACAO
from tiaowen.text import squeeze

RELATED = "相关链接和推荐"
_EXPLAINED = re.compile("《[^《》]+》(?:的)?(?:政策|文件|文字|图文|图片|视频)?(?:解读|解释|说明|问答|图解)$")
_ENTRY = re.compile(r"(?:[-*•]\s*)?[A-Za-z][A-Za-z0-9_-]{1,30}\s*[：:]\s*\S.*")
_CALLS_OUT = re.compile("[！!？?][”」]?$")
_FEWEST_FACTS = 3
_MOST_ABOVE = 2


def collected_facts(head: Sequence[str]) -> range:
    """What a collector of pages writes first, a line for each fact (- source_url: https://…), with its heading above
    (# 原件).
    """
    first = next((i for i, text in enumerate(head[:_MOST_ABOVE]) if _ENTRY.fullmatch(text)), len(head))
    end = next((i for i in range(first, len(head)) if not _ENTRY.fullmatch(head[i])), len(head))
    return range(end if end - first >= _FEWEST_FACTS else 0)


def explanations(head: Sequence[str], reasons: Sequence[str]) -> list[int]:
    """The links below 相关链接：, in front of the text: 《…的通知》政策解读."""
    found: list[int] = []
    for index, text in enumerate(head[1:], 1):
        if (reasons[index - 1] == RELATED or index - 1 in found) and _EXPLAINED.match(text):
            found.append(index)
    return found


def gazette_page(head: Sequence[str]) -> range:
    """What stands above an instrument of Macao, which begins with its number on a line of its own: the page of the
    gazette.
    """
    begins = (i for i, text in enumerate(head) if MACAO.fullmatch(squeeze(text))
              and any("。" in after for after in head[i + 1:i + 3]))
    return range(next(begins, 0))


def called_out(above: Sequence[str]) -> list[int]:
    """The headings that call out (购房有补贴啦！), above the date and source that a page prints; no official title
    does.
    """
    return [index for index, text in enumerate(above) if _CALLS_OUT.search(text)]
