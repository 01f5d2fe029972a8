"""Metadata that a page prints around a text: 索引号：… 公开日期：… in lines, header tables and beside the heading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tiaowen.catalog.noise import NoiseRule, NoiseRules
from tiaowen.document_names import find_numbers
from tiaowen.model import Line
from tiaowen.text import iso_date

_LONG = 600
_BULLETS = " \t　[【（(|·•●■◆▪-"
_OUTER = " \t　]】）)|；;"
_INDEX = re.compile(r"(?=.*\d)[A-Za-z0-9/_.()（）-]{4,40}")
_OPENNESS = re.compile("(?:主动|依申请|不予?)公开")
_STAMP = re.compile(r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*\d{1,2}:\d\d")


class MetadataKeys:
    """The keys of noise rules of kind ``portal`` as one pattern."""

    def __init__(self, noise: NoiseRules) -> None:
        self.rules: tuple[NoiseRule, ...] = tuple(rule for rule, _ in noise.of_kind("portal"))
        keys = "|".join(f"(?P<k{i}>{rule.pattern})" for i, rule in enumerate(self.rules))
        self.names = [re.compile(rule.pattern) for rule in self.rules]
        self.pattern = re.compile(f"(?:{keys})\\s*[：:]") if self.rules else re.compile("(?!)")

    def entries(self, text: str, *, anywhere: bool = False) -> list[tuple[NoiseRule, str]]:
        """Rule and value of each key, when the line is nothing but keys and their values; otherwise nothing.

        ``anywhere``: the first key may stand after other words (the line is known to be page chrome).
        """
        if "\t" in text and (pairs := self._cells(text)):
            return pairs
        found = list(self.pattern.finditer(text)) if len(text) <= _LONG else []
        if not found or "。" in text.rstrip("。"):
            return []
        if not anywhere and text[:found[0].start()].strip(_BULLETS):
            return []
        stops = [*(m.start() for m in found[1:]), len(text)]
        return [(self.rules[int(str(m.lastgroup)[1:])], text[m.end():stop].strip(_OUTER)) for m, stop in zip(found, stops, strict=True)]

    def _cells(self, text: str) -> list[tuple[NoiseRule, str]]:
        """The entries of a table row that is nothing but keys, each with its value in the next cell: 索引号│000│文号│国发1号."""
        cells = [part for cell in text.split("\t") for part in self._halves(cell.strip(_OUTER))]
        found: list[tuple[NoiseRule, str]] = []
        at = 0
        while at < len(cells):
            rule = next((rule for rule, name in zip(self.rules, self.names, strict=True) if name.fullmatch(cells[at])), None)
            value = cells[at + 1] if at + 1 < len(cells) else ""
            if rule is None and cells[at] or rule and value and any(name.fullmatch(value) for name in self.names):
                return []
            if rule:
                found.append((rule, value))
            at += 2 if rule else 1
        return found


    def _halves(self, cell: str) -> tuple[str, ...]:
        """A cell that holds key and value (发布日期：2026-02-12) as two cells; a key with a colon and no value has it in the next cell."""
        match = self.pattern.match(cell)
        return (cell[:match.end()].strip(_OUTER + "：:"), cell[match.end():].strip()) if match and match.end() < len(cell) else (cell.strip("：:"),)


def fills(rule: NoiseRule, text: str) -> bool:
    """Whether the text has the form of the rule's field: a date, a document number, an index number, 主动公开."""
    if rule.field.endswith("_date"):
        return len(text) <= 24 and iso_date(text) is not None
    if rule.field == "doc_number":
        found = find_numbers(text)
        return bool(found) and found[0].start == 0 and found[0].end == len(text.rstrip())
    if rule.field == "index_number":
        return _INDEX.fullmatch(text) is not None
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
    """What page chrome and metadata lines say of the document; a header table knows better than a line beside the heading."""
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
