"""Which of the numbers in a comma segment are targets: the rule for each kind of measure.

A number is a target when the words around it set it (建成50个, 达到86%以上); it is none when it is a threshold
(产值过10亿元的企业), the scope of another number (3个产业集群产值突破千亿元), a norm (应当不少于5人) or a baseline
(从72%提高到76%).
"""

from __future__ import annotations

import re

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.target.limits import ATTRIBUTES, limits, of_the_counted
from tiaowen.facts.target.sight import AFTER, CLOSED, WINDOW, Evidence, Sight

_EACH = re.compile(  # 每个不少于2000平方米: how large each is
    r"每\s?$|^\s*每(?:个|家|处|座|所|间|辆|台|名|人|户|村|镇|县)(?:不少于|不低于|不小于|至少|达到|不超过|约)?\s?$"
)
# 每个交易市场建筑面积500平方米以上: how large each is
_SIZE_OF_EACH = re.compile(  # 建有1个建筑面积│不少于1000平方米，…的中心
    r"\d\s?[个处座所](?:总?建筑|占地)?面积[^，。；]{0,6}$|每[1一]?[个条处座所块片](?![区县市州镇乡村园])(?:(?!每)[^，。；])*?(?:面积|长度|宽度|半径|距离)[^，。；]{0,4}$")
_BASE = re.compile(r"(?:从|由)[^，。；、]{0,14}$")
_BASE_AFTER = re.compile(
    r"^(?:[^，。；、\d]{0,3})(?:提高|增加|提升|下降|扩大|上升|升|降|增长|增|压减|缩小|减少|跃升)(?:到|至)")
# 分别压减至6个、22个、32个工作日以内: numbers that share a unit of time
_SERIES_AHEAD = re.compile(r"(?:[、和]\d+(?:\.\d+)?个?)*[、和]\d+(?:\.\d+)?个?(?:工作日|天|小时|分钟)")
_SERIES_BEHIND = re.compile(r"\d个?[、和]$")
_SUMS_UP = re.compile(r"[、和][^，。；]+等\s?$")  # 行政检查、行政奖励等│5类信用信息: how many were named
_OF_SO_MANY = re.compile(r"(?:(?![和与及])[\u4e00-\u9fff]){1,6}(?=\d)")  # 5个│领域75项任务: in how many
_TOLD = re.compile(r"[^，。；]{2,60}?(?<![重需主必只])(?:要(?!求|素|点|件|闻|么)|应当|须)")  # 3个开发区要立足实际: who
_FOUNDATION = re.compile(r"[^，。；]{0,40}基础上")  # 在确保4批次/千人的基础上: where it starts from
_NORM = re.compile(
    r"(?<![供响适相对反效呼])应(?!用|急|对|届|诊|保|援|力|收|税|.尽)当?|(?<!必)须|必须|不得|不能|不应|不宜|禁止|严禁"
    r"|(?<![认许])可(?!持续|靠|再生|视|控|量化|追溯|支配|能|比|行|操作|及|信|穿|观|感|回收|降解|视化)"
)
_NOUN_OF = re.compile(r"[^，。；的]{1,16}的(?!目标)")  # 20个优势特色产业的绿色化水平: the count says whose
_BARE_SCALE = re.compile(r"[百千万亿]")
_TOWARDS = re.compile(r"\s*(?:对于?|凡是?|针对)")
_APPORTIONED = re.compile(r"(?:按照?|依据|根据)[^，。；]{0,16}$")
_SIZE = re.compile(r"（(?:全长|总长|长|宽|高|(?:总|占地|建筑|用地)?面积|总?投资)(?:度|额)?(?:约|近|为|共)*\s?$")
_MEASURES = re.compile(r"(?:举措|措施|事项|任务|政策|条款|清单|目录|方面|内容|工作)(?:（)?(?:共|共计|计)?\s?$|（共\s?$")
_MEMBERS = re.compile("[、和与及]")
_COMPRISES = re.compile("包括|包含|涵盖")
_PARTS = re.compile(r"\s?(?:方面|环节|部分|大类|层面|维度|大项|小项)")
# 入井超过30人、井深超过800米的矿山
_KINDS_OF = re.compile(r"[、且并][^，。；]{1,20}(?:超过|大于|达到|高于|低于|以上|以下)[^，。；]{0,12}的")
_TOTAL = re.compile(r"(?:总数|总量|规模|数量|计划数?|总额|名额)(?:约|共)?为?(?:约|大约)?\s?$")
_EVERY = re.compile(
    r"每(?:个|一)?[^，。；\d]{1,10}?(?:至少)?(?:都|均|各)?(?:拥有|建有|设有|配有|配备|建成|建立|设立|有)"
    r"(?:至少|不少于|一支)?\s?$")
_COVERS = re.compile(r"(?:覆盖|惠及|服务|涵盖)(?:了|到|面|率)?(?:全[市县省区国]|本[市县省区])?(?:约|近|超过?)?\s?$")
_VERB_GAP = re.compile(
    r"(?:总?(?:长度?|里程|面积|规模|投资))?(?:了|约|近|大约|共|至少|不少于|不低于|超|超过|达到?|总数?)?\s?$")
# 在税务、医保等11个领域率先开展: where, and not what
_WHERE = re.compile(r"(?:^|[^存所现])在(?!用|建|岗|校|册|库|线|确保|完成)[^，。；]*$")
_PLACE = re.compile(r"(?:重点|关键|行业)*(?:领域|方面|环节|行业|区域|层面|范围|场景)(?!的)[^，。；、]")
# 35项“放管服”改革重点任务: what the paper itself holds
_OWN_MEASURES = re.compile(
    r"[^，。；、]{0,16}(?:任务|举措|措施|民生工程|民生实事)(?:[，。；、和与及]|$|落地|落实|清单)")


_RATED = re.compile(r"满意度|指数|测评|评价|成绩|分数|均分|评分")  # a score of a public service, no points of a table


def is_target(s: Sight, words: QuantityWords, evidence: Evidence) -> bool:
    """Whether the number is a target."""
    q = s.quantity
    if limits(s, evidence) or of_the_counted(s) or _tells_of_one(s) or _is_told(s, evidence):
        return False
    based = _BASE.search(s.before) and _BASE_AFTER.match(s.after) or _FOUNDATION.match(s.after)
    timed = (q.unit in ("个", "") and _SERIES_AHEAD.match(s.after)
             or q.measure == "time" and _SERIES_BEHIND.search(s.before))
    named = q.unit in ("类", "种") and _SUMS_UP.search(s.before)
    if _EACH.search(s.before) or based or timed or named:
        return False
    if (
        not evidence.due and not evidence.aim
        and (_NORM.search(s.before) or (evidence.norm and words.find("bounding", s.before)))
    ):
        return False
    if (
        q.measure != "percent" and _BARE_SCALE.match(s.printed)
        and not (_reached(s, words) or _led(s, words) == "adjacent")
    ):
        return False  # 投资规模（亿元）, 万人发明专利: a scale is no number
    if (
        q.value == 0 or (_TOWARDS.match(s.before) and not s.before[:1].isdigit() and len(s.before) < WINDOW
                         and not words.find("acting", s.rest))
    ):
        return False
    if q.measure == "percent":
        return _percent(s, words, evidence)
    if q.measure == "count":
        return _count(s, words, evidence)
    if q.measure in ("money", "area", "physical"):
        return _amount(s, words, evidence)
    if q.measure == "time":
        return _reached(s, words) != "" and words.find("lifespan", s.before) is not None
    if q.measure == "score" and not _RATED.search(s.before):
        return False
    if q.measure in ("multiple", "score", ""):
        return q.per == "" and _reached(s, words) != "" and s.closed
    return False


def _tells_of_one(s: Sight) -> bool:
    """How large a thing is, or each of them."""
    return _SIZE.search(s.before) is not None or _SIZE_OF_EACH.search(s.before) is not None


def _is_told(s: Sight, evidence: Evidence) -> bool:
    """What was made, or what gives points."""
    return not evidence.due and _MADE.search(s.before) is not None or _POINTS.search(s.after) is not None


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
    if s.rest.startswith(("全覆盖", "全面覆盖")):
        return False  # 100%全覆盖 is said by full coverage
    if not s.closed:  # 50%的村集体收入达到10万元以上: the share of those that reach it
        follows = s.rest.removeprefix("的")
        if _COVERS.search(s.before):
            return True
        acted = words.find("reaching", follows) or words.find("changing", follows) or words.find("acting", follows)
        return bool(acted) and not _reached(s, words) and not s.before.endswith(("按", "占"))
    return bool(_reached(s, words) or s.bound or words.find("share", s.before) or _named(s, words) or evidence.due
                or evidence.carried)


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


# 加快4所高校建设进度: how fast
_PACE = re.compile("[^，。；、]{0,24}(?:进度|步伐|力度)")
_POINTS = re.compile(r"(?:得|扣|加|计)\s?\d{1,3}\s?分|不得分")  # 占比20%—30%（不含）得7分
# 形成了第一批61项改革措施: what was made
_MADE = re.compile("(?:形成|制定|梳理|推出|出台|建立|完成|实施|确定)了[^，。；]{0,8}$")


# 支持113家老字号│发展, 将17类农机│纳入补贴范围: what is so many already
_SERVED = re.compile("(?:支持|促进|服务|助力|帮助)[^，。；、]{0,4}$")
_GROWS = re.compile("[^，。；、]{1,24}(?:发展|壮大|成长|提升|升级)$")
_TAKEN_UP = re.compile("[将把][^，。；]{0,6}$")
_FOR, _OFFERED = re.compile(r"\s*为(?!期|主)"), re.compile("提供[^，。；]{0,6}$")  # 为完成20个系统迁移提供支持
_PUT = re.compile("[^，。；]{1,40}(?:纳入|列入)")


def _is_there(s: Sight) -> bool:
    """Whether the count says how many there are of what is helped or put into something, and nothing to be reached."""
    helped = _SERVED.search(s.before) and _GROWS.match(s.rest)
    which = s.quantity.unit == "次" and s.rest.startswith("的")  # “久摇不中”72次的个人
    for_it = _FOR.match(s.before) and _OFFERED.search(s.rest)
    return bool(helped or which or for_it or _TAKEN_UP.search(s.before) and _PUT.match(s.rest))


def _count(s: Sight, words: QuantityWords, evidence: Evidence) -> bool:
    q = s.quantity
    own = not evidence.due and q.unit in ("项", "条") and _OWN_MEASURES.match(s.rest) is not None
    if (
        own or _PARTS.match(s.after) or q.unit in ("项", "条", "类", "款", "件") and _MEASURES.search(s.before)
        and _led(s, words) != "adjacent"
    ):
        return False
    if _PACE.match(s.rest) or _is_there(s) or _counts_others(s, words, evidence):
        return False
    if _KINDS_OF.match(s.rest) and not _led(s, words):
        return False
    if q.han and q.value == 1 and evidence.due and _EVERY.search(s.before):
        return True
    if q.han and not _han_counts(s, words, evidence):
        return False
    if _TOTAL.search(s.before) and s.closed:
        return True
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
    return bool(reached or led or words.find("acting", s.rest) or (s.closed and s.bound) or (s.closed and evidence.due)
                or evidence.carried)


def _names_members(s: Sight, words: QuantityWords) -> bool:
    """Whether the count sums up a list of as many members before it: 包括规划核实、消防验收、人防备案3个事项; not
    where they are what is made: 新增三合、集安、开山屯3个口岸.
    """
    members = _MEMBERS.split(s.before)
    if s.rest.startswith("目标") and len(members) > 2:  # 实现健康、便捷、愉悦3个目标
        return True
    made = words.find("planning", s.before) and not _COMPRISES.search(s.before)
    return not made and len(members) > 2 and len(members) == s.quantity.value


def _counts_others(s: Sight, words: QuantityWords, evidence: Evidence) -> bool:
    """Whether the count says in how many fields something else is counted, or how many are told what to do."""
    if _names_members(s, words) or _WHERE.search(s.before) and _PLACE.match(s.rest):
        return True
    fields = _OF_SO_MANY.match(s.rest)
    at = s.quantity.end + len(s.after) - len(s.rest) + fields.end() if fields else 0
    if fields and any(o.measure == "count" and o.start == at for o in s.others):
        return True
    return not evidence.due and _TOLD.match(s.rest) is not None


def _han_counts(s: Sight, words: QuantityWords, evidence: Evidence) -> bool:
    """Whether a count in Chinese numerals is meant as a number: 千项 after a verb, 两个 with a deadline, but not 一批,
    一次, 三大.
    """
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
        if (
            other.start > s.quantity.end and other.measure in ("money", "percent", "physical", "area")
            and other.start - s.quantity.end < WINDOW
        ):
            between = s.after[:other.start - s.quantity.end]
            tail = s.after[other.end - s.quantity.end:]
            if ATTRIBUTES.match(tail):  # 100家产值超10亿元、10家超百亿元的企业: which ones
                continue
            bound = AFTER.match(tail)
            rest = tail[bound.end():] if bound else tail
            compared = words.find("reaching", between) or words.find("changing", between)
            if not re.search(r"[、和]", between) and CLOSED.match(rest) and compared:
                return True
    return False


def _led(s: Sight, words: QuantityWords) -> str:
    """How the last planning verb before the number stands to it: "adjacent" (建成50个, 建成约50个), "near"
    (建成绿色园区30个) or empty.
    """
    verbs = list(words.patterns["planning"].finditer(s.before))
    if not verbs:
        return ""
    return "adjacent" if _VERB_GAP.fullmatch(s.before[verbs[-1].end():]) else "near"
