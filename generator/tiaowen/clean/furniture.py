"""What is no text of the document: page chrome and metadata by rule, news prose by its place before the document's own
title.

Rules and reasons are data (site_config/noise.yml); what is here is where they apply.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from tiaowen.catalog import Catalog
from tiaowen.catalog.noise import NoiseRule
from tiaowen.clean.draft import within
from tiaowen.clean.metadata import MetadataKeys, fills
from tiaowen.clean.page_head import RELATED, called_out, collected_facts, explanations, gazette_page
from tiaowen.clean.pages import PAGE_NUMBER, page_furniture
from tiaowen.clean.script import simplified
from tiaowen.document_names import find_numbers
from tiaowen.model import Furniture, Line
from tiaowen.numbering import COUNTED, RANK, match_label
from tiaowen.text import squeeze

_LONGEST_FRONT = 100
_LONGEST_GLUED = 800
_LONGEST_TITLE = 200
_MOST_FACTS = 12
_TOP_LABELS = {kind for kind in COUNTED if RANK[kind] <= RANK["han_paren"]}
_OPENING = re.compile("[，,：:。]\\s*(?=(?:为|根据|按照|依据|经.{2,20}同意|现将|各.{1,30}[：:]))")
_TITLE_END = re.compile("[。；;：:，,！!？?]$")
_GLUED_NUMBER = re.compile(
    r"(?:\d{1,3}|[IVXⅠ-Ⅻ]{1,5}|[ivxⅰ-ⅻ]{1,5})\s*(?=中共|[\u4e00-\u9fff]{2,8}[省市县区州旗盟]"
    r"|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|办公厅|办公室|委、))")
_HANDING_ON = re.compile("现(?:将|予|印发|转发|公布|就|通知|下达)|(?:印发|转发|下发)给你们|请(?:遵照|认真|结合|贯彻)")
_LETTER_HEAD = re.compile(r"^[^。，；]{0,20}[〔\[（(](?:19|20)\d\d[〕\]）)]\s*第?\d+号$|^[^。；]{2,200}[：:]$")
_AFTER_END = re.compile(r"(?:施行|执行|实施|废止)。\s*(?=[\u4e00-\u9fff]{6,60}$)")
_SECTION_NAME = re.compile(r"^[\u4e00-\u9fffA-Za-z ]{2,10}$")
_BODY = re.compile("[委府院厅局部会室署行办社团校军区市县省]$|公司$|中心$|文件$")
_SITE_NAME = re.compile(r"^[\u4e00-\u9fffA-Za-z](?:[ -]*[\u4e00-\u9fffA-Za-z]){1,15}$")
_COLUMN = re.compile(r"^[\u4e00-\u9fff]{2,8}[丨｜|]\s*(?=[\u4e00-\u9fff])")  # 政务服务丨某某市人民政府关于…的意见
_BULLET = re.compile("[•●■◆]")
_UNKNOWN_KEY = re.compile(
    r"^[*•·\s-]*(?:(?!附|主送|抄送|抄报|签发|经办|题注)[\u4e00-\u9fff]{2,8}\s*[：:]"
    r"|【(?!题注)[\u4e00-\u9fff]{2,8}】)\s*[^。；\s][^。；]{0,80}$")
_SIGNED_BY = re.compile("签发人\\s*[：:]")
_ADDRESSED = re.compile("(?<=[^：:])(?=各[^。；：:]{1,60}[：:]$)")
_FACT = "网页元数据"
_NAVIGATION = ("网页导航", "网页按钮")
_SECTION = "网页栏目名"
_FOREIGN = "其他文件的标题"
_DUPLICATE = "网页标题（与文件标题重复）"
_HEADLINE = "新闻标题"


class Sieve:
    """Takes furniture out of the lines of one document; what it found is in ``furniture``, lines of page metadata also
    in ``metadata``.
    """

    def __init__(self, lines: Sequence[Line], positions: Sequence[int], catalog: Catalog, *, simplify: bool) -> None:
        self.lines = list(lines)
        self.positions = list(positions)
        self.catalog = catalog
        self.folded = [simplified(line.text) if simplify else line.text for line in self.lines]
        self.reasons: list[str] = [""] * len(self.lines)
        self.furniture: list[Furniture] = []
        self.metadata: list[Line] = []
        self.pages: set[int] = set()
        labelled = [i for i, text in enumerate(self.folded) if _is_labelled(text)]
        self.head_end = labelled[0] if labelled else len(self.lines)
        self.tail_start = labelled[-1] + 1 if labelled else 0
        self.front_end = min(self.head_end, _LONGEST_FRONT)

    def run(self) -> list[Line]:
        """The lines that stay, in order."""
        self._pages()
        self._by_rule()
        self._cuts()
        self._take_out(collected_facts(self.folded[:self.front_end]), _FACT)
        self._take_out(gazette_page(self.folded[:self.front_end]), _SECTION)
        self._metadata()
        self._take_out(explanations(self.folded[:self.head_end], self.reasons), RELATED)
        self._news()
        titles = [i for i in range(self.front_end) if not self.reasons[i] and self._is_title(i)]
        fact = next((i for i in range(self.front_end) if self.reasons[i] == _FACT), 0)
        self._take_out(called_out(self.folded[:fact]) if titles and titles[-1] > fact else (), _HEADLINE)
        self._repeated_titles()
        self._section_names()
        self._foreign_edges()
        for line, reason in zip(self.lines, self.reasons, strict=True):
            if reason:
                self.furniture.append(Furniture(line=line.number, text=line.text, reason=reason))
        self.positions = [position for position, reason in zip(self.positions, self.reasons, strict=True) if not reason]
        return [line for line, reason in zip(self.lines, self.reasons, strict=True) if not reason]

    def _take_out(self, found: Iterable[int], reason: str) -> None:
        for index in found:
            self.reasons[index] = self.reasons[index] or reason

    def _applies(self, rule: NoiseRule, index: int) -> bool:
        head, end = index < self.head_end, index >= self.tail_start
        return {"anywhere": True, "head": head, "end": end, "edges": head or end}[rule.where]

    def _pages(self) -> None:
        found = page_furniture(self.folded)
        self.pages = {self.positions[index] for index in found}
        for index, reason in found.items():
            self.reasons[index] = reason

    def _by_rule(self) -> None:
        for rule, pattern in self.catalog.noise.of_kind("furniture"):
            for index, text in enumerate(self.folded):
                if not self.reasons[index] and len(text) <= 200 and pattern.search(text) and self._applies(rule, index):
                    self.reasons[index] = rule.reason

    def _cuts(self) -> None:
        for rule, pattern in self.catalog.noise.of_kind("cut"):
            start = self.tail_start or len(self.lines) // 2
            first = next((i for i in range(start, len(self.lines)) if self._applies(rule, i)
                          and pattern.search(self.folded[i])), None)
            if first is None:
                continue
            while first > start and self._is_foot(first - 1):
                first -= 1
            for index in range(first, len(self.lines)):
                self.reasons[index] = self.reasons[index] or rule.reason

    def _is_foot(self, index: int) -> bool:
        return (
            bool(self.reasons[index]) or any(pattern.search(self.folded[index]) for _,
                                             pattern in self.catalog.noise.of_kind("foot"))
        )

    def _metadata(self) -> None:
        keys = MetadataKeys(self.catalog.noise)
        self._glued_addressees(keys)
        self._glued_facts(keys)
        edges = [i for i in range(len(self.lines)) if not self.reasons[i]
                 and (i < self.head_end or i >= self.tail_start)]
        found = {i: keys.entries(self.folded[i]) for i in edges}
        block = [i for i in edges if i < self.head_end and (found[i] or keys.glued(self.folded[i]))]
        for index in block:  # one such line may be a sentence's beginning; two together are the facts of a site
            if not found[index] and (index - 1 in block or index + 1 in block):
                found[index] = list(filter(None, [keys.glued(self.folded[index])]))
        found = {i: entries for i, entries in found.items() if any(self._applies(rule, i) for rule, _ in entries)}
        self._other_facts(found)
        for index, entries in found.items():
            rule, value = entries[-1]
            self.reasons[index] = entries[0][0].reason
            line = self.lines[index]
            if not keys.entries(line.text):  # 发文日期2023年4月11日, as a reader of metadata knows it
                line = replace(line, text=f"{line.text.removesuffix(value)}：{value}")
            if not value and self._value_below(index, rule, found):
                self.reasons[index + 1] = self.reasons[index + 1] or rule.reason
                line = replace(line, text=f"{line.text}{self.lines[index + 1].text}")
            self.metadata.append(line)

    def _glued_addressees(self, keys: MetadataKeys) -> None:
        """来源：市交通局│各县交通局：, a fact of the site with the addressee of the text on its line: cut in two."""
        for index in reversed(range(self.head_end)):
            glued = _ADDRESSED.search(self.folded[index]) if not self.reasons[index] else None
            if glued and keys.entries(self.folded[index][:glued.start()]):
                self._split(index, glued.start(), "", "")

    def _glued_facts(self, keys: MetadataKeys) -> None:
        """某政农〔2024〕15号　发布时间：2024-06-03　浏览次数：3次: the document's number, then facts of the page; or
        who signed, at the right of a report's number (GB/T 9704, 7.2.6): cut in two.
        """
        for index in reversed(range(self.head_end)):
            text = self.folded[index]
            numbers = find_numbers(text) if not self.reasons[index] and len(text) <= _LONGEST_TITLE else []
            end = numbers[0].end if numbers and not numbers[0].start else 0
            rest = text[end:].strip()
            if end and rest and (keys.entries(rest) or _SIGNED_BY.match(rest)):
                self._split(index, end, "", "")

    def _other_facts(self, keys: Collection[int]) -> None:
        """Facts of a site whose names no rule knows, in the lines right below two that are known (检索关键词：…)."""
        for index in range(2, self.head_end):
            known = all(above in keys or self.reasons[above] == _FACT for above in (index - 2, index - 1))
            if known and index not in keys and not self.reasons[index] and _UNKNOWN_KEY.match(self.folded[index]):
                self.reasons[index] = _FACT

    def _value_below(self, index: int, rule: NoiseRule, keys: Collection[int]) -> bool:
        """Whether the value of a key stands on the next line (发文字号：│镇政发〔2024〕7号): by its form, or because
        another key follows.
        """
        below = index + 1
        if below >= len(self.lines) or below in keys or _is_labelled(self.folded[below]):
            return False
        text = self.folded[below]
        plain = len(text) <= 60 and not _TITLE_END.search(text) and not self.reasons[below]
        plain = plain and (rule.field == "title" or not self._is_title(below))
        return len(text) <= _LONGEST_TITLE and fills(rule, text) or below + 1 in keys and plain

    def _news(self) -> None:
        """Prose of a news page stands before the document's own title, or runs into its first sentence."""
        rules = self.catalog.noise.of_kind("lead_in")
        leads = {i: rule for i in range(self.front_end) if not self.reasons[i] for rule,
                 p in rules if p.search(self.folded[i][:120])}
        leads = {i: rule for i, rule in leads.items() if not self._is_letter(i)}
        if not leads:
            return
        title = next((i for i in range(self.front_end - 1, -1, -1) if not self.reasons[i] and i not in leads
                      and self._is_title(i)), None)
        before_title = [i for i in leads if title is not None and i < title]
        for index in range(max(before_title, default=-1) + 1):
            if not self.reasons[index]:
                rule = leads.get(index)
                self.reasons[index] = rule.reason if rule else _HEADLINE
        for index in sorted(set(leads) - set(before_title), reverse=True):
            self._split_lead(index, leads[index])

    def _is_letter(self, index: int) -> bool:
        """Whether the line is a notice's own: after a document number or an addressee, or handing something on
        (现转发给你们).
        """
        before = (text for text, reason in zip(self.folded[:index], self.reasons, strict=False) if not reason)
        return bool(_HANDING_ON.search(self.folded[index])) or any(_LETTER_HEAD.search(text) for text in before)

    def _split_lead(self, index: int, rule: NoiseRule) -> None:
        """齐鲁网3月25日讯…刊发《方案》，│为贯彻落实…: the document begins after the lead-in's last word."""
        text = self.folded[index]
        title = re.search("《[^》]+》", text)
        opening = _OPENING.search(text, title.end() if title else 0)
        if not title or not opening or opening.start() - title.end() > 20 or title.start() > 80:
            if rule.certain and len(text) < 400 and index + 1 < self.front_end:
                self.reasons[index] = rule.reason
            return
        self._split(index, opening.end(), rule.reason, "")

    def _split(self, index: int, at: int, first: str, second: str) -> None:
        """Cut a line in two, each part with its reason."""
        line, text = self.lines[index], self.folded[index]
        if len(text) != len(line.text):
            return
        parts = [within(line, 0, at), within(line, at, len(line.text))]
        self.lines[index:index + 1] = parts
        self.folded[index:index + 1] = [text[:at].strip(), text[at:].strip()]
        self.reasons[index:index + 1] = [first, second]
        self.positions[index:index + 1] = [self.positions[index]] * 2
        self.head_end += index < self.head_end
        self.front_end += index < self.front_end
        self.tail_start += index < self.tail_start

    def _is_title(self, index: int) -> bool:
        """Whether the line ends a title: no sentence, and its last words (with the lines before it) name a kind of
        document.
        """
        text = self.folded[index].strip()
        if not text or len(text) > 80 or _TITLE_END.search(text) or match_label(text):
            return False
        return bool(self.catalog.document_types.of_title(text))

    def _repeated_titles(self) -> None:
        """A page heading that says the title once more than the document does: other page matter stands between the
        two.

        The heading may also hold the number and the column of the site (某政发〔2014〕20号《…的意见》,
        政务服务丨…的意见).
        """
        end = self.front_end
        for index in range(end):
            if self.reasons[index] or not self._is_title(index):
                continue
            wanted = _bare(self.folded[index])
            if len(wanted) < 8:
                continue
            chrome = next((i for i in range(index + 1, end) if self.reasons[i]), end)
            later = [i for i in range(chrome, end) if not self.reasons[i] and len(self.folded[i]) <= _LONGEST_TITLE]
            # the last of a list of metadata
            listed = _BULLET.match(self.folded[index]) and any(self._is_title(i) for i in later)
            if listed or any(_bare("".join(self.folded[i] for i in later[start:stop])) == wanted
                   for start in range(len(later)) for stop in range(start + 1, min(start + 5, len(later) + 1))):
                self.reasons[index] = _DUPLICATE
                if _FACT in self.reasons[index:chrome + _MOST_FACTS]:  # what stands above a page's heading is the page
                    self._take_out((i for i in range(index) if not find_numbers(self.folded[i])
                                    and not _BODY.search(self.folded[i])), _SECTION)

    def _section_names(self) -> None:
        """Short words in front of the title of a text that was taken from a page with its navigation: 政策法规,
        新闻中心.
        """
        self._site_names()
        title = next((i for i in range(self.front_end) if not self.reasons[i] and self._is_title(i)), None)
        chrome = next((i for i in range(title or 0) if self.reasons[i] and self.positions[i] not in self.pages), None)
        if title is None or chrome is None:
            return
        while title > 0 and not self.reasons[title - 1] and self.positions[title - 1] + 1 == self.positions[title]:
            title -= 1
        for index in range(chrome, title):
            if (
                not self.reasons[index] and _SECTION_NAME.match(self.folded[index])
                and not _BODY.search(self.folded[index])
            ):
                self.reasons[index] = _SECTION

    def _site_names(self) -> None:
        """What stands above the navigation of a page, before the title or the addressee: the name of the site
        (某某县人民政府│首页 >> 公开信息).
        """
        begins = next((i for i in range(self.front_end) if not self.reasons[i]
                       and (self._is_title(i) or _LETTER_HEAD.search(self.folded[i]))), 0)
        above = next((i for i in range(begins - 1, -1, -1) if self.reasons[i] in _NAVIGATION), 0)
        for index in range(above):
            if not self.reasons[index] and _SITE_NAME.match(self.folded[index]):
                self.reasons[index] = _SECTION

    def _foreign_edges(self) -> None:
        """A page number glued to the title (22 中共上海市委…意见); buttons, or the next document's title, glued to the
        last sentence.
        """
        first = next((i for i, reason in enumerate(self.reasons) if not reason), None)
        if first is not None and (number := _GLUED_NUMBER.match(self.folded[first])) and self._is_title(first):
            self._split(first, number.end(), PAGE_NUMBER, "")
        last = next((i for i in range(len(self.reasons) - 1, -1, -1) if not self.reasons[i]), None)
        if last is None:
            return
        end = max(0, len(self.folded[last]) - _LONGEST_GLUED)
        for rule, pattern in self.catalog.noise.of_kind("glued"):
            found = pattern.search(self.folded[last], end)
            if found and found.start():
                self._split(last, found.start(), "", rule.reason)
                return
        glued = _AFTER_END.search(self.folded[last])
        if glued and self.catalog.document_types.of_title(self.folded[last]):
            self._split(last, glued.end(), "", _FOREIGN)


def _bare(title: str) -> str:
    """A title without column, brackets and its own number, which page headings put before or behind it."""
    plain = squeeze(_COLUMN.sub("", title))
    numbers = find_numbers(plain)
    if numbers and numbers[0].start == 0 and plain[numbers[0].end:].startswith("《"):
        plain = plain[numbers[0].end:]
    elif numbers and plain.endswith(("）", ")")) and numbers[-1].end == len(plain) - 1:
        plain = plain[:numbers[-1].start].rstrip("（(")
    return plain.strip("《》“”\"")


def _is_labelled(text: str) -> bool:
    label = match_label(text)
    if label is None:
        return False
    return label.kind in _TOP_LABELS or label.kind == "arabic" and label.number == (1,)
