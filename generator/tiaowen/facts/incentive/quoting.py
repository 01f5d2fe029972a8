"""How an incentive is quoted: the stretch from its condition to its amount, and the words of its ceiling."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Set as AbstractSet

from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import words_of
from tiaowen.language.sentences import Reading, Segment
from tiaowen.model import Span

_TOWARDS = re.compile(r"\s*(?:对(?!接|口|外)|凡)")
_CAP_AFTER = re.compile(r"\s?(?:以内|封顶|的?限额内?)")
_GIVES = re.compile(r"(?:给予|予以|进行|实行)(?:奖励|补助|补贴|资助|奖补)$")
_NAMES = re.compile(
    r"(?!对|按|每|最高|单|其|分别|一次|具体|标准|补|奖|资助|累计|年度|同一|不|即|并|可|所需|由|第|首|次年|总)"
    r"[一-龥]{2,12}(?:按|每)")
_GIVEN = re.compile(r".(?:给予|予以)")
_CLAUSE_END = re.compile(r"[^，。；、]*$")
LONGEST_LEAD = 300  # characters before the segment of the amount
WIDEST = 320  # characters of a quote that shows the whole case
REACH = 12  # comma segments that a benefit's condition may run over
CAP_WITHIN = 24  # characters before a ceiling in which its words stand
_SIDES = " ，、；：”）\t"


def stretch(reading: Reading, amount: Amount, ceiling: Amount | None, used: AbstractSet[int]) -> Span:
    """From the first segment of the ；-item that no earlier award has used to the amount, and on to its ceiling in the
    same item.
    """
    segments = reading.segments
    here = segments[amount.segment]
    first = amount.segment
    while (
        first > max(0, amount.segment - REACH)
        and (segments[first - 1].sentence, segments[first - 1].item) == (here.sentence, here.item)
    ):
        if (
            _TOWARDS.match(reading.of(segments[first]))
            or _another(reading, segments[first - 1], segments[first]) or first - 1 in used
            or here.start - segments[first - 1].start > LONGEST_LEAD
        ):
            break
        first -= 1
    last = (
        ceiling.segment if ceiling and segments[ceiling.segment].item == here.item and ceiling.segment > amount.segment
        else amount.segment
    )
    return trimmed(reading, segments[first].start, segments[last].end)


def widened(reading: Reading, own: Span, begin: int) -> Span:
    """The stretch with the words it may lean on: from the beginning of its text (``begin``) where that is near, else of
    its sentence.
    """
    here = reading.segments[bisect_right(reading.segments, own.start, key=lambda segment: segment.start) - 1]
    starts = (begin, reading.sentence(here.sentence)[0].start, own.start)
    start = next(start for start in starts if start == own.start or own.end - start <= WIDEST)
    return trimmed(reading, min(start, own.start), own.end)


def _another(reading: Reading, before: Segment, here: Segment) -> bool:
    """Whether a segment names what it gives for, after one that gives already: 对获奖的给予奖励│，新茶园按100元补助."""
    return _GIVES.search(reading.of(before)) is not None and _NAMES.match(reading.of(here)) is not None


def trimmed(reading: Reading, start: int, end: int) -> Span:
    """The range without punctuation and white space around it."""
    text = reading.text
    while start < end and text[start] in _SIDES:
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return Span(start, end)


def cap_text(reading: Reading, amount: Amount, ceiling: Amount | None, full: str, until: Amount | None = None) -> str:
    """What limits the amount, in the text's own words, up to the last of a list of ceilings; of a range the range
    itself; empty when nothing does.
    """
    q = amount.quantity
    if ceiling is None and amount.bound != "at_most":
        return full[q.start:q.end] if q.value_max is not None else ""
    limit = ceiling or amount
    segment = reading.segments[limit.segment]
    if after := _CAP_AFTER.match(reading.text, limit.quantity.end, segment.end):
        return full[limit.quantity.start:after.end()]
    listed = [other for other in segment.found if other.start > limit.quantity.end
              and other.measure == limit.quantity.measure]
    # 最高限额为甲类企业500万元、乙类企业100万元
    if ceiling and listed and "、" in reading.text[limit.quantity.end:listed[-1].start]:
        return full[max(segment.start, limit.quantity.start - CAP_WITHIN):listed[-1].end].strip()
    earlier = max((other.end for other in segment.found if other.end <= limit.quantity.start
                   and other.measure in ("money", "percent")), default=0)
    start = max(segment.start, limit.quantity.start - CAP_WITHIN, earlier, amount.quantity.end if ceiling else 0)
    head = _CLAUSE_END.search(reading.text[start:limit.quantity.start])
    begin = limit.quantity.start - (len(head[0]) if head else 0)
    word = words_of("at_most").search(reading.text, begin, limit.quantity.start)
    if word is None and ceiling is None and limit.bound == "at_most" and limit.base is not None:
        said = list(words_of("at_most").finditer(reading.text, segment.start, limit.base.start))
        begin = said[-1].start() if said else begin  # 不超过设备、软件实际投资的30%
    elif word is None and ceiling is None:
        begin = limit.quantity.start  # 最高给予15万元经费资助和│10万元
    cut = begin == start > segment.start  # no half numbers, and no receiver: 对企业…不超过1.2%
    # 市级资金给予最高不超300万元
    given = word is not None and _GIVEN.search(reading.text, begin, word.start()) is not None
    if word and (cut or given or ceiling is None or _TOWARDS.match(reading.text, begin)):
        begin = word.start()
    return full[begin:until.quantity.end if until else limit.quantity.end].strip(" 和及、")
