"""What a page sets above a document: its title once more, names of sections and of the site."""

from __future__ import annotations

import re

from tiaowen.clean.page import FACT, LETTER_HEAD, LONGEST_TITLE, SECTION, Page
from tiaowen.document_names import find_numbers
from tiaowen.text import squeeze

_MOST_FACTS = 12
_SECTION_NAME = re.compile(r"^[\u4e00-\u9fffA-Za-z ]{2,10}$")
_BODY = re.compile("[委府院厅局部会室署行办社团校军区市县省]$|公司$|中心$|文件$")
_SITE_NAME = re.compile(r"^[\u4e00-\u9fffA-Za-z](?:[ -]*[\u4e00-\u9fffA-Za-z]){1,15}$")
_COLUMN = re.compile(r"^[\u4e00-\u9fff]{2,8}[丨｜|]\s*(?=[\u4e00-\u9fff])")  # 政务服务丨某某市人民政府关于…的意见
_BULLET = re.compile("[•●■◆]")
_NAVIGATION = ("网页导航", "网页按钮")
_DUPLICATE = "网页标题（与文件标题重复）"


def take_repeated_titles(page: Page) -> None:
    """A page heading that says the title once more than the document does: other page matter stands between the
    two.

    The heading may also hold the number and the column of the site (某政发〔2014〕20号《…的意见》,
    政务服务丨…的意见).
    """
    end = page.front_end
    for index in range(end):
        if page.reasons[index] or not page.is_title(index):
            continue
        wanted = _bare(page.folded[index])
        if len(wanted) < 8:
            continue
        chrome = next((i for i in range(index + 1, end) if page.reasons[i]), end)
        later = [i for i in range(chrome, end) if not page.reasons[i] and len(page.folded[i]) <= LONGEST_TITLE]
        # the last of a list of metadata
        listed = _BULLET.match(page.folded[index]) and any(page.is_title(i) for i in later)
        if listed or any(_bare("".join(page.folded[i] for i in later[start:stop])) == wanted
               for start in range(len(later)) for stop in range(start + 1, min(start + 5, len(later) + 1))):
            page.reasons[index] = _DUPLICATE
            if FACT in page.reasons[index:chrome + _MOST_FACTS]:  # what stands above a page's heading is the page
                page.take_out((i for i in range(index) if not find_numbers(page.folded[i])
                                and not _BODY.search(page.folded[i])), SECTION)


def take_section_names(page: Page) -> None:
    """Short words in front of the title of a text that was taken from a page with its navigation: 政策法规,
    新闻中心.
    """
    _site_names(page)
    title = next((i for i in range(page.front_end) if not page.reasons[i] and page.is_title(i)), None)
    chrome = next((i for i in range(title or 0) if page.reasons[i] and page.positions[i] not in page.pages), None)
    if title is None or chrome is None:
        return
    while title > 0 and not page.reasons[title - 1] and page.positions[title - 1] + 1 == page.positions[title]:
        title -= 1
    for index in range(chrome, title):
        if (
            not page.reasons[index] and _SECTION_NAME.match(page.folded[index])
            and not _BODY.search(page.folded[index])
        ):
            page.reasons[index] = SECTION


def _site_names(page: Page) -> None:
    """What stands above the navigation of a page, before the title or the addressee: the name of the site
    (某某县人民政府│首页 >> 公开信息).
    """
    begins = next((i for i in range(page.front_end) if not page.reasons[i]
                   and (page.is_title(i) or LETTER_HEAD.search(page.folded[i]))), 0)
    above = next((i for i in range(begins - 1, -1, -1) if page.reasons[i] in _NAVIGATION), 0)
    for index in range(above):
        if not page.reasons[index] and _SITE_NAME.match(page.folded[index]):
            page.reasons[index] = SECTION


def _bare(title: str) -> str:
    """A title without column, brackets and its own number, which page headings put before or behind it."""
    plain = squeeze(_COLUMN.sub("", title))
    numbers = find_numbers(plain)
    if numbers and numbers[0].start == 0 and plain[numbers[0].end:].startswith("《"):
        plain = plain[numbers[0].end:]
    elif numbers and plain.endswith(("）", ")")) and numbers[-1].end == len(plain) - 1:
        plain = plain[:numbers[-1].start].rstrip("（(")
    return plain.strip("《》“”\"")
