"""The words that govern an amount (site_config/lexicon.yml): those that give, relieve, lend, and those that take,
charge or measure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from tiaowen.language.lexicon import lexicon
from tiaowen.needed import headed

Role = Literal["award", "relief", "loan", "threshold", "cost"]
GIVING: dict[str, Role] = {"give": "award", "level": "award", "fund_pays": "award", "relieve": "relief", "lend": "loan"}
OFFERED: tuple[Role, ...] = ("award", "relief", "loan")
TAKING = ("pay_in", "fine", "share", "book", "stop")
_CLASSES = (*GIVING, "price", "lower", "criterion", "pool", *TAKING)
_STOPS = re.compile(r"[，。；、：的\d]")
HANDS_OVER = re.compile(r"给予|予以|给与|发放|拨付")
OBJECT_WITHIN = 6  # characters between a verb and the loan it hands over


class Cue(NamedTuple):
    """A word of the lexicon that can govern an amount."""

    start: int
    end: int
    kind: str


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """All words of the governing classes, longest first: without groups, which finds them fast, and with one each; the
    class of each group.
    """
    words = [(word, kind) for kind in _CLASSES for word in lexicon()[kind].words]
    words.sort(key=lambda item: -len(re.sub(r"\(\?<?[=!].*?\)|[\[\](){}?|\\:,]", "", item[0])))
    each = re.compile("|".join(f"({word})" for word, _ in words))
    return headed("|".join(word for word, _ in words)), each, tuple(kind for _, kind in words)


def cues(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """The governing words of a range of the text, in order."""
    pattern, each, kinds = _cues()
    words = (each.match(text, m.start(), end) for m in pattern.finditer(text, start, end))
    found = [Cue(m.start(), m.end(), kinds[(m.lastindex or 1) - 1]) for m in words if m]
    return tuple(_with_object(cue, following, text) for cue, following in zip(found, (*found[1:], None), strict=False))


def _with_object(cue: Cue, following: Cue | None, text: str) -> Cue:
    """给予罚款, 发放贷款: a verb that only hands over is of the class of what it hands over."""
    if cue.kind == "lower" and following and following.kind == "pay_in" and following.start - cue.end <= OBJECT_WITHIN:
        return cue._replace(kind="pay_in")  # 按底价的10%确定竞买保证金
    if cue.kind != "give" or following is None or following.kind not in ("fine", "lend", "pay_in"):
        return cue
    reach = OBJECT_WITHIN if following.kind == "lend" else 0  # 发放创业│担保贷款
    near = following.start - cue.end <= reach and not _STOPS.search(text, cue.end, following.start)
    return cue._replace(kind=following.kind) if near and HANDS_OVER.fullmatch(text, cue.start, cue.end) else cue
