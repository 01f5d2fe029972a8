"""Which of the numbers in a comma segment are targets: the rule for each kind of measure.

A number is a target when the words around it set it (建成50个, 达到86%以上); it is none when it is a threshold (产值过10亿元的企业),
the scope of another number (3个产业集群产值突破千亿元), a norm (应当不少于5人) or a baseline (从72%提高到76%).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.language.quantity import Quantity

_AROUND = r"\s?(?:（含[^（）]{0,8}）)?\s?(?P<bound>及以上|以上|及以下|以下|以内|之内|之上|左右|上下)?\s?(?:（含[^（）]{0,8}）)?"
_AFTER = re.compile(_AROUND)
_CLOSED = re.compile(r"^\s?(?:$|[、和及与并或”’）)—\-]|且|以及|的?水平|的?目标|大关|（)")
_EACH = re.compile(  # 每个不少于2000平方米: how large each is
    r"每\s?$|^\s*每(?:个|家|处|座|所|间|辆|台|名|人|户|村|镇|县)(?:不少于|不低于|不小于|至少|达到|不超过|约)?\s?$"
)
_BASE = re.compile(r"(?:从|由)[^，。；、]{0,14}$")
_BASE_AFTER = re.compile(r"^(?:[^，。；、\d]{0,3})(?:提高|增加|提升|下降|扩大|上升|升|降|增长|增|压减|缩小|减少|跃升)(?:到|至)")
_NORM = re.compile(
    r"(?<![供响适相对反效呼])应(?!用|急|对|届|诊|保|援|力|收|税|.尽)当?|(?<!必)须|必须|不得|不能|不应|禁止|严禁"
    r"|(?<![认许])可(?!持续|靠|再生|视|控|量化|追溯|支配|能|比|行|操作|及|信|穿|观|感|回收|降解|视化)"
)
_NOUN_OF = re.compile(r"[^，。；的]{1,16}的(?!目标)")  # 20个优势特色产业的绿色化水平: the count says whose
_BARE_SCALE = re.compile(r"[百千万亿]")
_TOWARDS = re.compile(r"\s*(?:对于?|凡是?|针对)")
_APPORTIONED = re.compile(r"(?:按照?|依据|根据)[^，。；]{0,16}$")
_VERB_GAP = re.compile(r"(?:了|约|近|大约|共|至少|不少于|不低于|超|超过|达到?|总数?)?\s?$")
WINDOW = 60  # characters before and after a number in which its words stand


class Sight(NamedTuple):
    """A number with the words around it in its segment."""

    quantity: Quantity
    printed: str
    before: str
    after: str
    bound: str  # 以上, 左右 …
    rest: str  # what follows the number and its bound
    others: tuple[Quantity, ...]

    @property
    def closed(self) -> bool:
        """Nothing that the number could describe follows it."""
        return bool(_CLOSED.match(self.rest))


class Evidence(NamedTuple):
    """What is known beyond the segment: a printed deadline, a heading of aims, a verb that an earlier list item supplies."""

    due: bool
    aim: bool
    carried: bool
    recurring: bool = False  # under 每年, where 一次 is a number
    norm: bool = False  # the sentence says what must be (应, 不得)


def sight(text: str, start: int, end: int, quantity: Quantity, found: tuple[Quantity, ...]) -> Sight:
    """The number in its segment, which is ``text[start:end]``."""
    before = text[max(start, quantity.start - WINDOW):quantity.start]
    after = text[quantity.end:min(end, quantity.end + WINDOW)]
    match = _AFTER.match(after)
    bound, rest = (match["bound"] or "", after[match.end():]) if match else ("", after)
    return Sight(quantity, text[quantity.start:quantity.end], before, after, bound, rest, found)


def is_target(s: Sight, words: QuantityWords, evidence: Evidence) -> bool:
    """Whether the number is a target."""
    q = s.quantity
    if _EACH.search(s.before) or (_BASE.search(s.before) and _BASE_AFTER.match(s.after)):
        return False
    if not evidence.due and not evidence.aim and (_NORM.search(s.before) or (evidence.norm and words.find("bounding", s.before))):
        return False
    if q.measure != "percent" and _BARE_SCALE.match(s.printed) and not (_reached(s, words) or _led(s, words) == "adjacent"):
        return False  # 投资规模（亿元）, 万人发明专利: a scale is no number
    if q.value == 0 or (_TOWARDS.match(s.before) and not s.before[:1].isdigit() and len(s.before) < WINDOW and not words.find("acting", s.rest)):
        return False
    if q.measure == "percent":
        return _percent(s, words, evidence)
    if q.measure == "count":
        return _count(s, words, evidence)
    if q.measure in ("money", "area", "physical"):
        return _amount(s, words, evidence)
    if q.measure == "time":
        return _reached(s, words) != "" and words.find("lifespan", s.before) is not None
    if q.measure in ("multiple", "score", ""):
        return q.per == "" and _reached(s, words) != "" and s.closed
    return False


def states_norm(text: str) -> bool:
    """Whether a text says what must, may or may not be: 应当, 不得."""
    return _NORM.search(text) is not None


def _reached(s: Sight, words: QuantityWords) -> str:
    """The comparator right before the number (达到, 不低于), or empty."""
    lists = ("reaching",) if s.quantity.measure == "count" else ("reaching", "changing")
    pattern = "|".join(words.patterns[name].pattern for name in lists)
    match = re.search(rf"(?:{pattern})(?:到|至|了)?(?:约|近|大约|全国|全省)?\s?$", s.before[-14:])
    return match[0] if match else ""


def _percent(s: Sight, words: QuantityWords, evidence: Evidence) -> bool:
    if _APPORTIONED.search(s.before) and not s.closed:
        return False
    if not s.closed:  # 50%的村集体收入达到10万元以上: the share of those that reach it
        follows = s.rest.removeprefix("的")
        acted = words.find("reaching", follows) or words.find("changing", follows) or words.find("acting", follows)
        return bool(acted) and not _reached(s, words) and not s.before.endswith(("按", "占"))
    return bool(_reached(s, words) or s.bound or words.find("share", s.before) or _named(s, words) or evidence.due or evidence.carried)


def _amount(s: Sight, words: QuantityWords, evidence: Evidence) -> bool:
    q = s.quantity
    if q.unit.endswith("级"):
        return False
    reached = _reached(s, words)
    led = _led(s, words)
    if not s.closed:
        if s.bound in ("以上", "以下", "及以上", "及以下") or reached or words.find("indefinite", s.before + s.after):
            return False
        counted = any(o.measure == "count" for o in s.others)
        if q.measure == "money":
            return led != "" and not counted and s.rest.startswith("的")
        return led == "adjacent"
    return bool(reached or led or s.bound or _named(s, words) or evidence.due or evidence.carried)


def _named(s: Sight, words: QuantityWords) -> bool:
    """Whether a comparator stands anywhere before the number: 不少于本单位执法人员总数的5%."""
    if words.find("reaching", s.before) or words.find("changing", s.before):
        return True
    return s.quantity.measure == "percent" and words.find("linking", s.before[-6:]) is not None


def _count(s: Sight, words: QuantityWords, evidence: Evidence) -> bool:
    q = s.quantity
    if q.han and not _han_counts(s, words, evidence):
        return False
    if s.bound in ("以下", "及以下") and not s.closed:
        return False
    if _is_scope(s, words):
        return False
    reached = _reached(s, words)
    led = _led(s, words)
    if words.find("scope", s.before[-12:]) and not reached and not words.find("acting", s.after):
        return False
    if s.rest.startswith("的") and (not led or reached or s.bound):
        return False
    if not led and not reached and _NOUN_OF.match(s.rest):
        return False
    return bool(reached or led or words.find("acting", s.rest) or (s.closed and s.bound) or (s.closed and evidence.due) or evidence.carried)


def _han_counts(s: Sight, words: QuantityWords, evidence: Evidence) -> bool:
    """Whether a count in Chinese numerals is meant as a number: 千项 after a verb, 两个 with a deadline, but not 一批, 一次, 三大."""
    q = s.quantity
    if q.unit in ("批", "类", "种"):
        return False
    if q.value == 1:
        return evidence.recurring and q.unit in ("次", "场", "轮", "期")
    adjacent = _led(s, words) == "adjacent" or bool(_reached(s, words))
    named = words.find("measures_named", s.rest)
    if named and named.start() < 4:
        return False  # 十二条措施 is the name of a paper
    return adjacent and (q.value >= 10 or evidence.due)


def _is_scope(s: Sight, words: QuantityWords) -> bool:
    """3个产业集群产值突破千亿元: a count whose noun is then measured by a number with a comparator."""
    for other in s.others:
        if other.start > s.quantity.end and other.measure in ("money", "percent", "physical", "area") and other.start - s.quantity.end < WINDOW:
            between = s.after[:other.start - s.quantity.end]
            tail = s.after[other.end - s.quantity.end:]
            bound = _AFTER.match(tail)
            rest = tail[bound.end():] if bound else tail
            compared = words.find("reaching", between) or words.find("changing", between)
            if not re.search(r"[、和]", between) and _CLOSED.match(rest) and compared:
                return True
    return False


def _led(s: Sight, words: QuantityWords) -> str:
    """How the last planning verb before the number stands to it: "adjacent" (建成50个, 建成约50个), "near" (建成绿色园区30个) or empty."""
    verbs = list(words.patterns["planning"].finditer(s.before))
    if not verbs:
        return ""
    return "adjacent" if _VERB_GAP.fullmatch(s.before[verbs[-1].end():]) else "near"
