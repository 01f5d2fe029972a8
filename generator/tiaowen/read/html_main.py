"""Which part of a page is the document: the smallest element that holds nearly all of the page's running text, and what
of the document stands right before and after it (an editor puts number, signature or half of the articles in a block of
their own).

Running text is what stands outside links, navigation elements and lists of links. No names of portals, ids or classes:
they differ from site to site and change, where the text stands does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from tiaowen.read.html_blocks import Block
from tiaowen.text import YEAR, squeeze

_CHROME_TAGS = frozenset(("nav", "header", "footer", "aside"))
_SENTENCE = re.compile("[。；，]")
_SHARE = 0.75
_ENACTED = re.compile(r"^[（(][^（）()]{0,80}(?:通过|公布|发布|修订|修正|批准|施行)[^（）()]{0,200}[）)]$")
_UNIT = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百\d]{1,6}[编章节条]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|附\s*[件表录图]|各[^。；]{2,80}[：:]$)"
    r"|[〔\[（(](?:19|20)\d\d[〕\]）)]\s*第?\d{1,5}\s*号[）)]?$"
    r"|^[\u4e00-\u9fff]{3,30}令\s*[（(]?第?[〇零一二三四五六七八九十百\d]{1,5}号[）)]?$"
    rf"|^[^。；：:\d]{{0,30}}{YEAR}年[\d一二三四五六七八九十]{{1,3}}月[\d一二三四五六七八九十]{{1,3}}日$"
)
_ANNEX = re.compile(r"附\s*[件表录图]\s*[\d一二三四五六七八九十]*[：:]?$")
_FARTHEST_HEADING, _LONGEST_HEADING = 40, 120
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "ucaptitle"))
_BEFORE, _AFTER, _BETWEEN = "网页页眉和导航", "网页页脚和相关链接", "网页杂项"


def left_out_reasons(blocks: Sequence[Block]) -> list[str]:
    """For each block why it is no text of the document, or nothing."""
    if not blocks:
        return []
    main = _main(blocks)
    inside = [_is_within(block.element, main) for block in blocks]
    if not any(inside):
        return [""] * len(blocks)
    first, last = inside.index(True), len(inside) - 1 - inside[::-1].index(True)
    around = main.getparent()
    for index in (*_text_beside(blocks, first, -1, around), *_text_beside(blocks, last, 1, around)):
        inside[index] = True
    first, last = inside.index(True), len(inside) - 1 - inside[::-1].index(True)
    reasons = ["" if within else _BEFORE if i < first else _AFTER if i > last else _BETWEEN for i,
               within in enumerate(inside)]
    for index in _title_block(blocks, first, last):
        reasons[index] = ""
    return reasons


def headings(blocks: Sequence[Block], reasons: Sequence[str]) -> list[bool]:
    """For each block whether it is left out and yet may be the title of the text that follows: short words of its own
    before the text.
    """
    first = next((i for i, reason in enumerate(reasons) if not reason), 0)
    return [
        i < first <= i + _FARTHEST_HEADING and not block.table and 2 <= len(block.text.strip()) <= _LONGEST_HEADING
        and _is_running(block)
        for i, block in enumerate(blocks)
    ]


def _text_beside(blocks: Sequence[Block], edge: int, step: int, around: etree._Element | None) -> range:
    """The blocks next to the main element that are text of the document, too, up to the farthest of them.

    A number, a signature, a labelled unit tells, and a table behind the label of an annex; a sentence only in the same
    container. Links and navigation end the search.
    """
    annexed = False
    here = around is not None and around.tag not in ("body", "html")
    farthest, index = edge, edge + step
    while 0 <= index < len(blocks) and _is_running(block := blocks[index]):
        text = block.text.strip()
        annexed = annexed or step > 0 and bool(_ANNEX.match(text))
        prose = here and around is not None and _SENTENCE.search(text) and _is_within(block.element, around)
        told = _UNIT.search(text) or annexed and block.table or prose
        farthest = index if told else farthest
        index += step
    return range(min(farthest, edge), max(farthest, edge) + 1)


def _is_running(block: Block) -> bool:
    """Whether a block is words of its own: no link, not in an element for navigation."""
    return block.weight * 2 > len(squeeze(block.text)) and not _is_chrome(block)


def _is_chrome(block: Block) -> bool:
    return any(parent.tag in _CHROME_TAGS or parent.get("role") == "navigation"
               for parent in _few_ancestors(block.element))


def _weight(block: Block) -> int:
    """How much running text a block holds: sentences count in full, short pieces hardly, links not at all."""
    if _is_chrome(block):
        return 0
    if block.table:
        return block.weight // 2
    return block.weight * 2 if _SENTENCE.search(block.text) and block.weight > 12 else block.weight // 4


def _few_ancestors(element: etree._Element) -> list[etree._Element]:
    found = [element]
    while len(found) < 12 and (parent := found[-1].getparent()) is not None:
        found.append(parent)
    return found


def _main(blocks: Sequence[Block]) -> etree._Element:
    root = blocks[0].element.getroottree().getroot()
    weight: dict[etree._Element, int] = {}
    count: dict[etree._Element, int] = {}
    for block in blocks:
        weight[block.element] = weight.get(block.element, 0) + _weight(block)
        count[block.element] = count.get(block.element, 0) + 1
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if parent is not None and element in count:
            weight[parent] = weight.get(parent, 0) + weight[element]
            count[parent] = count.get(parent, 0) + count[element]
    tables = {block.element for block in blocks if block.table}
    main = root
    while True:
        child = max((c for c in main if c in count and c not in tables), key=lambda c: weight[c], default=None)
        if child is None or weight[child] < weight[main] * _SHARE or count[child] < 2 <= count[main]:
            return main
        main = child


def _is_within(element: etree._Element, main: etree._Element) -> bool:
    current: etree._Element | None = element
    while current is not None:
        if current is main:
            return True
        current = current.getparent()
    return False


def _title_block(blocks: Sequence[Block], first: int, last: int) -> list[int]:
    """The page heading and the note of enactment in front of the text, where the text itself does not begin with that
    title.
    """
    note = [i for i in range(max(0, first - 12), first) if _ENACTED.match(blocks[i].text.strip())]
    headings = [i for i in range(max(0, first - 30), first) if _in_heading(blocks[i].element)
                and len(squeeze(blocks[i].text)) >= 8]
    opening = squeeze("".join(block.text for block in blocks[first:min(first + 12, last + 1)]))
    missing = [i for i in headings if i not in note and squeeze(blocks[i].text).strip("《》") not in opening]
    return [*missing[-1:], *(note if missing else [])]


def _in_heading(element: etree._Element) -> bool:
    return any(parent.tag in _HEADING_TAGS for parent in _few_ancestors(element)[:3])
