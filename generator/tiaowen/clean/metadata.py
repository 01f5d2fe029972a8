"""Metadata that a page prints around a text: 索引号：… 公开日期：… in lines, header tables and beside the heading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tiaowen.catalog.noise import NoiseRule, NoiseRules
from tiaowen.document_names import find_numbers
from tiaowen.model import Line
from tiaowen.text import iso_date

_LONG = 600
_LONGEST_GLUED = 80
_LONGEST_KEY = 12
_ADDRESS = re.compile(r"https?://\S+")  # a link to a place in a page may quote a whole paragraph of it
_BODY = re.compile("^[\u4e00-\u9fff、，,]{3,}(?:委|府|厅|局|部|办公室|会|署|院)$")
_STATE = re.compile("(?:现行)?有效|(?:部分)?失效|已?(?:被)?(?:废止|修改|修订)|尚未(?:施行|生效)")
_BULLETS = " \t　[【（(|·•●■◆▪-"
_OUTER = " \t　]】）)|；;"
_OPENED = {"）": "（", ")": "(", "】": "【", "]": "["}
_INDEX = re.compile(r"(?=.*\d)[A-Za-z0-9/_.()（）-]{4,40}")
_OPENNESS = re.compile("(?:主动|依申请|不予?)公开")
_STAMPED = re.compile(r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*(?:\d{1,2}:\d\d(?::\d\d)?)?")
_STAMP = re.compile(r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*\d{1,2}:\d\d")


class MetadataKeys:
    """The keys of noise rules of kind ``portal`` as one pattern."""

    def __init__(self, noise: NoiseRules) -> None:
        self.rules: tuple[NoiseRule, ...] = tuple(rule for rule, _ in noise.of_kind("portal"))
        keys = "|".join(f"(?P<k{i}>{rule.pattern})" for i, rule in enumerate(self.rules))
        self.names = [re.compile(rule.pattern) for rule in self.rules]
        self.pattern = (
            re.compile(f"(?P<open>【\\s*)?(?:{keys})\\s*(?(open)】\\s*[：:]?|[：:])") if self.rules
            else re.compile("(?!)")
        )
        self.bare = re.compile(rf"(?:{keys})(?=[\s\d]|$)") if self.rules else re.compile("(?!)")

    def entries(self, text: str, *, anywhere: bool = False) -> list[tuple[NoiseRule, str]]:
        """Rule and value of each key, when the line is nothing but keys and their values; otherwise nothing.

        ``anywhere``: the first key may stand after other words (the line is known to be page chrome).
        """
        if "\t" in text and (pairs := self._cells(text)):
            return pairs
        if words := self._spaced(text):
            return words
        found = list(self.pattern.finditer(text)) if len(_ADDRESS.sub("", text)) <= _LONG else []
        if not found or "。" in text.rstrip("。"):
            return []
        before = text[:found[0].start()].strip(_BULLETS)
        if before and not anywhere and not _STAMPED.fullmatch(before):  # 2011-06-18 00:00:00 来源：本站原创
            return []
        stops = [*(m.start() for m in found[1:]), len(text)]
        return [(self._rule(m), _trimmed(text[m.end():stop])) for m, stop in zip(found, stops, strict=True)]

    def _rule(self, match: re.Match[str]) -> NoiseRule:
        return next(rule for i, rule in enumerate(self.rules) if match[f"k{i}"])

    def _spaced(self, text: str) -> list[tuple[NoiseRule, str]]:
        """The entries of a line of a data base whose keys and values are told apart by white space, or by the form of
        the values.

        分类名称 政府法制 公布机关 某市人民政府, 公布日期2012-05-25施行日期2012-07-01失效日期 --; two keys or more.
        """
        if len(text) > _LONG or re.search("[。：:]", text):
            return []
        keys = [m for m in self.bare.finditer(text) if re.search(r"(?:^|[\s\d日号—-])$", text[:m.start()][-1:])]
        if len(keys) < 2 or keys[0].start():
            return []
        stops = [*(m.start() for m in keys[1:]), len(text)]
        found = [(self._rule(m), text[m.end():stop]) for m, stop in zip(keys, stops, strict=True)]
        good = all(value[:1].isspace() or fills(rule, value.strip()) for rule, value in found)
        return [(rule, value.strip()) for rule, value in found] if good else []

    def glued(self, text: str) -> tuple[NoiseRule, str] | None:
        """Rule and value of a line that is a key with its value right behind it (发文日期2023年4月11日); the value has
        the form of its field.
        """
        for rule, name in zip(self.rules, self.names, strict=True) if len(text) <= _LONGEST_GLUED else ():
            key = name.match(text)
            value = text[key.end():].strip() if key else ""
            if value and (fills(rule, value) or rule.field == "issuers" and _BODY.search(value)):
                return rule, value
        return None

    def names_field(self, text: str) -> bool:
        """Whether the line is the name of a fact and nothing else (施行时间)."""
        return len(text) <= _LONGEST_KEY and any(name.fullmatch(text.strip()) for name in self.names)

    def _cells(self, text: str) -> list[tuple[NoiseRule, str]]:
        """The entries of a table row that is nothing but keys, each with its value in the next cell:
        索引号│000│文号│国发1号.
        """
        cells = [part for cell in text.split("\t") for part in self._halves(_trimmed(cell))]
        found: list[tuple[NoiseRule, str]] = []
        at = 0
        while at < len(cells):
            rule = next((rule for rule, name in zip(self.rules, self.names, strict=True) if name.fullmatch(cells[at])),
                        None)
            value = cells[at + 1] if at + 1 < len(cells) else ""
            if rule is None and cells[at] or rule and value and any(name.fullmatch(value) for name in self.names):
                return []
            if rule:
                found.append((rule, value))
            at += 2 if rule else 1
        return found


    def _halves(self, cell: str) -> tuple[str, ...]:
        """A cell that holds key and value (发布日期：2026-02-12) as two cells; a key with a colon and no value has it
        in the next cell.
        """
        match = self.pattern.match(cell)
        return (
            (cell[:match.end()].strip(_OUTER + "：:"), cell[match.end():].strip()) if match and match.end() < len(cell)
            else (cell.strip("：:"),)
        )


def _trimmed(text: str) -> str:
    """The text without the marks around it; a bracket that it opened itself stays (实施办法（试行）)."""
    kept = text.strip(_OUTER)
    mark = text[text.find(kept) + len(kept):].strip()[:1]
    return kept + mark if kept and mark in _OPENED and kept.count(_OPENED[mark]) > kept.count(mark) else kept


def fills(rule: NoiseRule, text: str) -> bool:
    """Whether the text has the form of the rule's field: a date, a document number, an index number, 主动公开."""
    if rule.field.endswith("_date"):
        return len(text) <= 24 and iso_date(text) is not None
    if rule.field == "doc_number":
        found = find_numbers(text)
        return bool(found) and found[0].start == 0 and found[0].end == len(text.rstrip())
    if rule.field == "index_number":
        return _INDEX.fullmatch(text) is not None
    if rule.field == "validity":
        return _STATE.fullmatch(text) is not None
    return "公开" in rule.pattern and _OPENNESS.fullmatch(text) is not None


def values(entries: list[tuple[NoiseRule, str]]) -> dict[str, str]:
    """Field → value of the entries that fill one; the first of a field wins."""
    found: dict[str, str] = {}
    for rule, value in entries:
        first = value.split("\t")[0].strip()
        if rule.field and first and (not rule.field.endswith("_date") or iso_date(first)):
            found.setdefault(rule.field, first)
    return found


def time_stamp(text: str) -> str:
    """A date with a time of day, which a page prints beside its heading: when it was put on line."""
    match = _STAMP.search(text) if len(text) < 80 else None
    return match[0] if match else ""


def page_metadata(lines: Iterable[Line], noise: NoiseRules) -> dict[str, str]:
    """What page chrome and metadata lines say of the document; a header table knows better than a line beside the
    heading.
    """
    keys = MetadataKeys(noise)
    tables: dict[str, str] = {}
    loose: dict[str, str] = {}
    stamp = ""
    for line in lines:
        found = values(keys.entries(line.text, anywhere=True))
        target = tables if "\t" in line.text else loose
        target.update({field: value for field, value in found.items() if field not in target})
        stamp = stamp or time_stamp(line.text)
    return {**({"publish_date": stamp} if stamp else {}), **loose, **tables}
