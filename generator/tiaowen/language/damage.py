"""Numbers whose digits are lost in the source: 引進項目個、, 0人以上, 減輕負擔約億元 (trap 31). They are shown as
damaged and never filled in.

A document is damaged when numbers of three or more digits never occur though it is full of smaller ones: some page lost
every such run.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.language.quantity import plain
from tiaowen.model import Policy
from tiaowen.needed import headed

_LONG = re.compile(r"\d{3}|\d,\d{3}")
_SHORT = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d+)?\s?[%万亿个家项户人件处座台套名条次所年月]")
ENOUGH = 20  # small numbers; with fewer, the absence of long ones proves nothing
_UNIT = (
    r"个(?!人|体|性|税|别|案|股|中|转|子|私|旧)|家(?!庭|具|电|政|长|属|居|乡|园|人|风|教|禽|畜|装|校|纺|族|喻)|套"
    r"(?!餐|利|种|期|牌|现)"
    r"|户(?!籍|外|用|均|主|型|口)|场次|亿元|万元|万吨|万亩|万户|万人|万千瓦|万平方米|公里|平方公里"
)
_EVERYWHERE = headed(
    r"(?<=约)(?:亿|万)元|(?<=[增长下降提高达到于])(?:%|个百分点)"
    r"|(?<=[\u4e00-\u9fff、])(?<![零〇一二三四五六七八九十百千万亿几数两半多余每双单某整这那各另首本上下逐该哪])"
    r"(?:个|家|人次|场次)(?=以上)"
)
_ZERO = re.compile(r"(?<![\d.])0(?=\s?(?:个|家|人|名|项|户|处|套|亿元|万元|件|条)(?!容忍|距离|跑))")


class Loss(NamedTuple):
    """Where digits are missing: the unit that has no number, or a 0 that is the rest of one."""

    start: int
    end: int


def is_damaged(policy: Policy) -> bool:
    """Whether the document as a whole has lost its longer numbers."""
    text = "".join(plain(clause.full) for clause in policy.clauses) + plain(policy.title)
    return not _LONG.search(text) and sum(1 for _ in _SHORT.finditer(text)) >= ENOUGH


def losses(text: str, words: QuantityWords, *, damaged: bool) -> list[Loss]:
    """The places of a ``plain`` text where digits are missing; outside a damaged document only those that nothing else
    explains.
    """
    found = {Loss(m.start(), m.end()) for m in _EVERYWHERE.finditer(text)}
    if damaged:
        bare = re.compile(rf"(?:(?<=、)|(?<=项目)|(?<={')|(?<='.join(_lookbehinds(words))}))(?:{_UNIT})")
        found |= {Loss(m.start(), m.end()) for m in bare.finditer(text)}
        found |= {Loss(m.start(), m.end()) for m in _ZERO.finditer(text)}
    return sorted(found)


def overlaps(lost: list[Loss], start: int, end: int) -> bool:
    """Whether digits are missing somewhere in that range; ``lost`` is sorted."""
    at = bisect_left(lost, Loss(start, 0))
    return any(loss.start < end and start < loss.end for loss in lost[max(0, at - 1):at + 1])


def _lookbehinds(words: QuantityWords) -> tuple[str, ...]:
    return words.entries["damage_before"].words
