"""How a text was made: its source, what was changed and by which rule, what is missing, what was left out (textual
apparatus).
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from unicodedata import category

from msgspec import Struct

from tiaowen.catalog import Catalog
from tiaowen.model import Diagnostic, Furniture, Gap, Policy, Repair

EXAMPLES = 6
# repairs of spelling habits, not of words: told in the record, not beside each clause
QUIET = {"half-width", "space", "invisible", "compatibility"}
RULES = {
    "recognised": "从图片识别，没有把握的字",
    "half-width": "半角标点改为全角", "space": "多余的空格", "invisible": "不可见字符",
    "compatibility": "兼容字形改为通用字",
    "simplified": "转换为简体", "pinyin": "夹入正文的拼音", "mojibake": "错误转码造成的乱码",
    "mojibake-guess": "乱码的推测", "paragraph": "恢复分段", "entity": "多转义了一次的字符",
}


_UNSEEN = {" ": "␣", "\u3000": "⟨全角空格⟩", "\t": "⟨制表符⟩", "\n": "⟨换行⟩"}


class Change(Struct, frozen=True, kw_only=True):
    """One wording changed into another, and how often; an empty side is nothing."""

    before: str
    after: str
    count: int


class Rule(Struct, frozen=True, kw_only=True):
    """The repairs by one rule, the most frequent ``examples`` of their ``kinds``."""

    name: str
    certain: bool
    count: int
    lines: int
    kinds: int
    examples: tuple[Change, ...]


class LineRecord(Struct, frozen=True, kw_only=True):
    """What was changed in one source line."""

    line: int
    rules: tuple[Rule, ...]


class Apparatus(Struct, frozen=True, kw_only=True):
    """The record of one document."""

    rules: tuple[Rule, ...]
    lines: tuple[LineRecord, ...]
    gaps: tuple[Gap, ...]
    furniture: tuple[Furniture, ...]
    findings: tuple[Diagnostic, ...]


def apparatus(policy: Policy, catalog: Catalog) -> Apparatus:
    """The record of a policy; rules by how much they changed, lines in order, only those where words were changed."""
    by_rule = sorted(policy.repairs, key=_rule_key)
    rules = [_rule(list(group), catalog) for _, group in groupby(by_rule, key=_rule_key)]
    words = sorted((r for r in policy.repairs if r.rule not in QUIET), key=lambda r: r.line)
    lines = tuple(
        LineRecord(line=line, rules=tuple(_rule(list(part), catalog) for _,
                                          part in groupby(sorted(group, key=_rule_key), key=_rule_key)))
        for line, group in groupby(words, key=lambda r: r.line)
    )
    return Apparatus(
        rules=tuple(sorted(rules, key=lambda r: (r.certain, -r.count, r.name))), lines=lines, gaps=policy.gaps,
        furniture=policy.furniture,
        findings=tuple(d for d in policy.diagnostics if d.severity != "info"),
    )


def _rule_key(repair: Repair) -> tuple[str, bool]:
    return repair.rule, repair.certain


def _rule(repairs: list[Repair], catalog: Catalog) -> Rule:
    counted = Counter((r.before, r.after) for r in repairs)
    best = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:EXAMPLES]
    return Rule(
        name=rule_name(repairs[0].rule, catalog), certain=repairs[0].certain, count=len(repairs),
        lines=len({r.line for r in repairs}), kinds=len(counted),
        examples=tuple(Change(before=_seen(before), after=_seen(after), count=count)
                       for (before, after), count in best),
    )


def _seen(text: str) -> str:
    """The text with a sign for each character that nobody would see."""
    return "".join(_UNSEEN.get(char) or (f"⟨U+{ord(char):04X}⟩" if category(char) in {"Cc", "Cf", "Zl", "Zp", "Zs"}
                                        else char) for char in text)


def rule_name(rule: str, catalog: Catalog) -> str:
    """What a rule does, for readers: the reason in noise.yml, or the name of a built-in step."""
    if rule in RULES:
        return RULES[rule]
    return next((entry.reason for entry in catalog.noise.rules if entry.id == rule), rule)
