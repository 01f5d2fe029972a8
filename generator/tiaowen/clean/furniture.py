"""What is no text of the document: page chrome and metadata by rule, news prose by its place before the document's own
title.

Rules and reasons are data (site_config/noise.yml); what is here is where they apply, and in which order.
"""

from __future__ import annotations

import re

from tiaowen.clean.news import take_news
from tiaowen.clean.page import FACT, HEADLINE, SECTION, Page
from tiaowen.clean.page_head import RELATED, called_out, collected_facts, explanations, gazette_page
from tiaowen.clean.page_titles import take_repeated_titles, take_section_names
from tiaowen.clean.pages import PAGE_NUMBER, page_furniture
from tiaowen.clean.site_facts import take_facts
from tiaowen.model import Furniture, Line

_LONGEST_GLUED = 800
_GLUED_NUMBER = re.compile(
    r"(?:\d{1,3}|[IVXⅠ-Ⅻ]{1,5}|[ivxⅰ-ⅻ]{1,5})\s*(?=中共|[\u4e00-\u9fff]{2,8}[省市县区州旗盟]"
    r"|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|办公厅|办公室|委、))")
_AFTER_END = re.compile(r"(?:施行|执行|实施|废止)。\s*(?=[\u4e00-\u9fff]{6,60}$)")
_LISTED_TITLE = re.compile(r"^\d{1,2}[、.．]\s*[^。；：]{6,80}$")
_FOREIGN = "其他文件的标题"


def take_furniture(page: Page) -> list[Line]:
    """The lines that stay, in order."""
    _pages(page)
    _by_rule(page)
    _cuts(page)
    page.take_out(collected_facts(page.folded[:page.front_end]), FACT)
    page.take_out(gazette_page(page.folded[:page.front_end]), SECTION)
    take_facts(page)
    page.take_out(explanations(page.folded[:page.head_end], page.reasons), RELATED)
    take_news(page)
    titles = [i for i in range(page.front_end) if not page.reasons[i] and page.is_title(i)]
    fact = next((i for i in range(page.front_end) if page.reasons[i] == FACT), 0)
    page.take_out(called_out(page.folded[:fact]) if titles and titles[-1] > fact else (), HEADLINE)
    take_repeated_titles(page)
    take_section_names(page)
    _foreign_edges(page)
    for line, reason in zip(page.lines, page.reasons, strict=True):
        if reason:
            page.furniture.append(Furniture(line=line.number, text=line.text, reason=reason))
    page.positions = [position for position, reason in zip(page.positions, page.reasons, strict=True) if not reason]
    return [line for line, reason in zip(page.lines, page.reasons, strict=True) if not reason]


def _pages(page: Page) -> None:
    found = page_furniture(page.folded)
    page.pages = {page.positions[index] for index in found}
    for index, reason in found.items():
        page.reasons[index] = reason


def _by_rule(page: Page) -> None:
    for rule, pattern in page.catalog.noise.of_kind("furniture"):
        for index, text in enumerate(page.folded):
            if not page.reasons[index] and len(text) <= 200 and pattern.search(text) and page.applies(rule, index):
                page.reasons[index] = rule.reason


def _cuts(page: Page) -> None:
    _listed_titles(page)
    for rule, pattern in page.catalog.noise.of_kind("cut"):
        start = page.tail_start or len(page.lines) // 2
        first = next((i for i in range(start, len(page.lines)) if page.applies(rule, i)
                      and pattern.search(page.folded[i])), None)
        if first is None:
            continue
        while first > start and _is_foot(page, first - 1):
            first -= 1
        for index in range(first, len(page.lines)):
            page.reasons[index] = page.reasons[index] or rule.reason


def _listed_titles(page: Page) -> None:
    """Titles that a page lists at the very end, below a heading of its own (相关文件│1、某某决定), are no clauses."""
    start = page.tail_start
    while start > 1 and _LISTED_TITLE.match(page.folded[start - 1]):
        start -= 1
    if start < page.tail_start and any(pattern.search(page.folded[start - 1])
                                       for _, pattern in page.catalog.noise.of_kind("cut")):
        page.tail_start = start - 1


def _is_foot(page: Page, index: int) -> bool:
    return (
        bool(page.reasons[index]) or any(pattern.search(page.folded[index]) for _,
                                         pattern in page.catalog.noise.of_kind("foot"))
    )


def _foreign_edges(page: Page) -> None:
    """A page number glued to the title (22 中共上海市委…意见); buttons, or the next document's title, glued to the
    last sentence.
    """
    first = next((i for i, reason in enumerate(page.reasons) if not reason), None)
    if first is not None and (number := _GLUED_NUMBER.match(page.folded[first])) and page.is_title(first):
        page.split(first, number.end(), PAGE_NUMBER, "")
    last = next((i for i in range(len(page.reasons) - 1, -1, -1) if not page.reasons[i]), None)
    if last is None:
        return
    end = max(0, len(page.folded[last]) - _LONGEST_GLUED)
    for rule, pattern in page.catalog.noise.of_kind("glued"):
        found = pattern.search(page.folded[last], end)
        if found and found.start():
            page.split(last, found.start(), "", rule.reason)
            return
    glued = _AFTER_END.search(page.folded[last])
    if glued and page.catalog.document_types.of_title(page.folded[last]):
        page.split(last, glued.end(), "", _FOREIGN)
