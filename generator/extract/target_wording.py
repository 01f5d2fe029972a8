"""How a target is quoted and named: the stretch to quote, the metric, the comparator, the parts of a distributive sentence."""

from __future__ import annotations

import re

from generator.catalog.quantities import QuantityWords
from generator.extract.quantity import Quantity
from generator.extract.quantity_segments import Segment
from generator.extract.target_deadlines import Mention
from generator.extract.target_rules import Sight
from generator.model import Span

_LIST = re.compile(r"[、和及与]|以及")
_LEAD = re.compile(r"^[\s”’）]*(?:力争|确保|争取|要|使|其中|并|同时|全年|全市|全省|全县|全区|累计)?[\s，、：]*")
_TRAILING = re.compile(r"(?:力争|确保|分别|均|都|全部|至少|累计|总数|总量|约|近|为|年均|全年|共|了|就|要|总计|力争达到|水平|努力|到|至)+$")
_LEADING = re.compile(r"^(?:力争|确保|争取|努力|要|使|其中|并|同时|全面|重点|加快|着力|积极|进一步|继续|再|还|共|累计|推动|大力|新|完成|实现|[\s，、：；和及与”）]|以及)+")
LONGEST_METRIC = 60


def lead_of(text: str, start: int, end: int, own: tuple[Mention, ...]) -> int:
    """Where the quote starts: after spaces; a leading 到2025年 stays, since it is part of what is promised."""
    while start < end and text[start] in " ，、；：”）—\t":
        start += 1
    return start


def pieces(text: str, segment: Segment, found: list[Quantity]) -> list[Span]:
    """The stretch of the segment that belongs to each number: 绿色工厂80家、绿色园区3家 → two stretches; a distributive segment stays whole."""
    whole = Span(segment.start, _trim(text, segment.start, segment.end))
    if len(found) == 1 or re.search(r"分别|均", text[segment.start:segment.end]):
        return [whole] * len(found)
    cuts: list[int] = []
    for left, right in zip(found, found[1:], strict=False):
        between = list(_LIST.finditer(text, left.end, right.start))
        if not between:
            return [whole] * len(found)
        cuts.append(between[-1].start())
    edges = [segment.start, *cuts, whole.end]
    return [Span(_skip(text, a, b), _trim(text, a, b)) for a, b in zip(edges, edges[1:], strict=False)]


def _skip(text: str, start: int, end: int) -> int:
    match = re.compile(r"(?:以及|[、和及与\s])*").match(text, start, end)
    return match.end() if match else start


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ）\t\n":
        if text[end - 1] == "）" and "（" in text[start:end]:
            break
        end -= 1
    return end


def metric(text: str, span: Span, quantity: Quantity, words: QuantityWords) -> str:
    """What is measured: the words before the number without verbs and comparators, or, after 建成50个, the words that follow it."""
    before = text[span.start:quantity.start]
    after = text[quantity.end:span.end]
    after = re.sub(r"^\s?(?:（含[^（）]*）)?\s?(?:及以上|以上|以内|以下|之内|左右|上下)?(?:（含[^（）]*）)?", "", after)
    name = _noun_before(before, words)
    follows = re.sub(r"^的", "", after).strip(" ，。；：、和及与")
    if quantity.measure == "count" and follows:
        return follows[:LONGEST_METRIC]
    if not name or (follows and quantity.measure != "percent" and len(name) < 2):
        return (follows or name)[:LONGEST_METRIC]
    if quantity.measure == "percent" and follows and not re.search(r"率|比|幅|速|度$", name):
        return follows[:LONGEST_METRIC]
    return name[-LONGEST_METRIC:]


def _noun_before(before: str, words: QuantityWords) -> str:
    name = before.strip(" ，、；：")
    name = re.sub(rf"^.*?(?:{_TIMES})[，\s]*", "", name) if re.search(_TIMES, name) else name
    for _ in range(4):
        shorter = re.sub(rf"(?:{words.patterns['reaching'].pattern}|{words.patterns['linking'].pattern})(?:到|至|了)?$", "", _TRAILING.sub("", name))
        if shorter == name or not shorter:
            break
        name = shorter
    name = _LEADING.sub("", name)
    verb = re.match(rf"(?:{words.patterns['planning'].pattern})+", name)
    return (name[verb.end():] if verb and verb.end() < len(name) else name).strip(" ，、“”") if name.count("“") != name.count("”") else name[verb.end():].strip(" ，、") if verb and verb.end() < len(name) else name.strip(" ，、")


_TIMES = r"(?:到|至)?(?:20\d\d年(?:年?[底末])?(?:之?前)?|“?十[一二三四五六七八九]五”?(?:期?末|期间|时期)|年底前?|年内|全年|\d{1,2}月底前)"


def comparator(seen: Sight, words: QuantityWords) -> str:
    """The comparator as printed: 达到…左右, 超过, 以上; = when the number stands alone."""
    match = re.search(rf"({words.patterns['reaching'].pattern})(?:到|至|了)?(约|近|大约)?\s?$", seen.before[-14:])
    word = match[0].strip() if match else ""
    roughly = re.search(r"(?:约|近|大约)\s?$", seen.before)
    if not word and roughly:
        word = roughly[0].strip()
    if word and seen.bound:
        return f"{word}…{seen.bound}"
    return word or seen.bound or "="


def distributed(text: str, segment: Segment, found: list[Quantity], words: QuantityWords) -> list[tuple[str, ...]]:
    """The subjects that 分别 deals the numbers out to, one for each number; with 均 all subjects for the one number; empty when not distributive."""
    span = text[segment.start:segment.end]
    match = re.search(r"分别|均(?!衡|等|匀|价|值|线|GDP|可|水|未|须)", span)
    if not match or segment.start + match.start() > found[0].start or span[match.start() - 1:match.start()] in ("人", "年", "平", "户", "亩"):
        return []
    subject = _noun_before(span[:match.start()], words)
    subject = re.sub(r"(?:较|比)[^，、]{0,12}$", "", subject)
    parts = [p for p in re.split(r"、|和|及|与", subject) if p]
    if match[0] == "均":
        return [tuple(_share_ends(parts))] * len(found) if 1 < len(parts) <= 6 else []
    if len(parts) != len(found):
        return []
    return [(name,) for name in _share_ends(parts)]


def _share_ends(parts: list[str]) -> list[str]:
    """有研发机构、研发活动的企业占比 → both end in 的企业占比: an ending that only the last part has and the others lack."""
    last = parts[-1]
    cut = last.find("的")
    if cut > 0 and all("的" not in p for p in parts[:-1]):
        return [*(p + last[cut:] for p in parts[:-1]), last]
    return parts
