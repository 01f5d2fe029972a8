"""How a target is quoted and named: the stretch to quote, the metric, the comparator, the parts of a distributive
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.target.deadlines import Mention
from tiaowen.facts.target.milestones import acts
from tiaowen.facts.target.sight import Sight
from tiaowen.language.quantity import Quantity
from tiaowen.language.sentences import Segment
from tiaowen.model import Span

_LIST = re.compile(r"[、和及与]|以及")
_BASIS = re.compile(
    r"(?:(?<!占)比(?!重|例|率)|较|与)[“”\w]{2,12}?(?:年|末|期|底|五[”]?)(?:相比)?$|(?:从|由)(?:(?![到至])[^，。；]){1,20}$|在[^，。；]{2,12}基础上$")
# 不超过招生计划的8%, 降到招生总人数的5%以内: of what a share is
_OF_WHAT = re.compile(
    r"(?P<head>^.*)(?:不(?:得|能|应)?(?:少于|低于|超过|高于|大于|小于)|(?<![不得能应])超过|达到?|(?:降|减|升|增)[到至]"
    r"|(?<![达降减升增])[到至])(?P<base>[^，。；、]{1,30}?)(?:的|(?<=总[数量额])|(?<=总面积)|(?<=床位数))$")
# 结余控制在营业额│4%以内
_KEPT_WITHIN = re.compile(r"^(?P<head>.+?)(?:控制|保持|稳定|维持)在(?P<base>[^，。；、]{2,20}?)的?$")
_SHARE = re.compile(r"的?(?:比例|比重|占比)$")
_RATE = re.compile(r"[率度]$")  # 首担率不低于总额的20%: a share by its own name
_ITEM_BEFORE = re.compile(r"^.*(?:不低于|不少于|达到|超过)[^、]*\d[^、]*、(?=[^、]*$)")  # 摆花不低于2600万盆、│立体花坛
_SUMMED = re.compile(r"[一二两三四五六七八九十\d]+(?:项|个|类)(?:指标|比率|比例)?$")  # 挂载率、完成率│三项指标均达90%
_TRAILING = re.compile(
    r"(?:力争|确保|分别|(?<![平人户亩年月日])均|都|全部|至少|累计|约|近|为|年均|全年|共|各|了|就|要|总计|力争达到|(?<=平均"
    r"|先进|同期)水平|努力|继续|(?<!一)再|逐步|最终|稳步|严格|按规定|总体|原则上?|持续|(?<=[一-鿿]{2})(?:基本建成|完成|实现|安排|设定)|(?<=目标)拟?定|(?<![模虚])拟|(?<=[一-鿿]{2})预期|将|(?<![供响适相对反效呼])应|到|至)+$"
)
_LEADING = re.compile(
    r"^(?:今明两年|今后[一-鿿]年|力争|确保|争取|努力|要(?!素|点|求|件|害)|分别|持续|(?:用于)?支持开展|[省市县区]{2,4}联动(?:开展)?|提出|(?:中央|各级|地方|[省市县区]级?)财政(?:预算)?(?:拟|将|计划)?(?:安排|下达|投入)|使(?!用|命|馆)|其中|并(?!联|网|购|轨|发症|举|列)|同时|全面|拟(?!态|人)|安排(?=[一-鿿]{2})|重点(?=培育|打造|推进|建设|引进|支持|发展|开拓)|加快|着力|积极"
    r"|进一步"
    r"|继续|再(?!生|制造|就业|担保|贷款|保险)|还|将(?=[“第全各]|[一-鿿]{4})|把|对(?!外|口|标|接|照|比|于|应|象|手|策)|原则上|我们|[一二三四五六七八九]是|共(?![享同建])"
    r"|覆盖(?!率|面)|累计|推动|大力|总体上|指导(?=[新培建完])|完成|实现|[◎●■★※•\s，、：；和及与”）]|以及)+"
)
_TOTAL = re.compile(r"(?<!占)总数$")
_SHARE_OF = re.compile(r"占[^，、]*$")
_OF_ALL = re.compile(r"(?<!^)占(?!比)[^，、]+$")  # 制造业、服务业增加值占生产总值的比重
# 分别达到, 均超过; not 年均, 均衡
_DEALT = re.compile(r"分别|(?<![人年平户亩月日])均(?!衡|等|匀|价|值|线|可|水|未|须)")
_AFTER_NUMBER = re.compile(r"\s?(?:（[^（）]{1,8}）)?(?:及以上|以上|以下|以内|左右)?")
_NEXT_NUMBER = re.compile(r"\s?(?:[、和及与]|以及)\s?\d")  # 新增企业1家、2家: what follows is the next number, no noun
# 改造城中村1.4万户: the number counts what is acted on
_CHANGES = "增加(?!值)|压减|削减|缩减|开设|改造|治理|修复|整治|更新|盘活|整合|化解|淘汰|关停|拆除|清理|疏浚|救助|帮扶"
_TITLE_END = re.compile(r"[”’》]+$")
_LEAST = re.compile(r"(至少|最少|不少于|不得少于)[^，。；、\d]{1,6}$")  # 至少配备1名
_SHARED = re.compile(
    r"(?:[一-鿿]{2}化|[一-鿿]{2})率$|占比$|比重$|比例$|增加值$|排放量$|面积$|总?产量$|总?产值$|收入$|规模$|总量$|增速$|数量$")
_ACTED_ON = re.compile(  # 引导合作机构逐步将平均担保费率, 银行要将贷款利率: who is made to change it
    r"^(?:(?:引导|督促|指导|推动|支持|鼓励)[^，。；、]{2,16}?|[^，。；、]{2,12}?(?:要|应当?|须)[^，。；、]{0,6}?)"
    r"(?<![即必])将"
)
_QUALITY = r"(?:年|总|综合|播种|种植|栽培|养殖)*(?:面积|产量|产值|规模|总量|数量|运输量|吞吐量|货值|金额)"
_LENGTH = re.compile(r"(?<=[\u4e00-\u9fff]{2})\d[\d.,]*(?:公里|千米|万?平方米|万?亩|米|公顷)$")  # 5个公路项目│631公里
_STATE = re.compile(r"(?:全|全面)?(?:达标|合格|到位|办结|落实)$")
_MAKES = "推出|配备|成立|建有|设有|拥有"  # besides the verbs of planning: 每个社区配备│至少1名组织员
_CHANGED = re.compile(r"(净增|增加|减少|增长)(?:了|约|近|超过?|至少|不少于)*\s?$")
_PLACE = re.compile("(?:[省市县区镇乡村]|县城|城市|城镇|乡镇|街道|社区|区县|县区|行政村)")
_HAS_SIZE = re.compile(r"(?:超过?|达到?|突破|不低于|[\d千百十])[\d千百十万亿.]*元(?:以上)?$")
_SHARED_NOUN = re.compile(r"(?:、[^，。；、的]{2,40}){0,4}?、[^，。；、的]{2,40}(?P<noun>的[^，。；、]{2,20})")
_AND_OTHERS = re.compile("(?<=[一-鿿]{2})(?:以及|[和、](?:一批|若干|一系列)|（[^（）]*(?:见附|附后)[^（）]*）).*$")
_BUILT = re.compile("(?<=[一-鿿]{3})(?:等[一-鿿]{2,4})?(?<![程体规续在])建设$")
_MANNER = re.compile("(?<=[一-鿿]{2})(?:进行|予以|加以)[^，。；的]*$")  # 按每年新增1家企业│进行重点培育
_GAINED = re.compile("(?:新?引进|招引|签约|落地|储备|争取|谋划|申报)项目")  # 项目 alone says too little
# 绿化覆盖率, 造林面积, 培训人次: the measure of a doing; what is 完成 or 实现 is another thing's
_OF_A_DOING = re.compile(
    "(?!完成|实现|形成|确保|力争|争取|落实|累计|推[进动]|加快|增加|减少|突破|提升|提供|规划)"
    "[一-鿿]{2}(?:总|年|综合)?(?:面积|规模|总量|强度|人次|人数|覆盖率|能力)")
_TO_TIME = re.compile("[在于至到]$")
_MEASURE, _MEASURED = re.compile(_QUALITY), re.compile(rf"(?P<what>.*?[一-龥]{{2}}){_QUALITY}(?:稳定)?")
LONGEST_METRIC = 60


def lead_of(text: str, start: int, end: int) -> int:
    """Where the quote starts: after spaces; a leading 到2025年 stays, since it is part of what is promised."""
    while start < end and text[start] in " ，、；：”）—\t":
        start += 1
    return start


def pieces(text: str, segment: Segment, found: list[Quantity]) -> list[Span]:
    """The stretch of the segment that belongs to each number: 绿色工厂80家、绿色园区3家 → two stretches; a distributive
    segment stays whole.
    """
    whole = Span(segment.start, _trim(text, segment.start, segment.end))
    if len(found) == 1 or _DEALT.search(text, segment.start, segment.end):
        return [whole] * len(found)
    cuts: list[int] = []
    for left, right in zip(found, found[1:], strict=False):
        after = _AFTER_NUMBER.match(text, left.end, right.start)
        begin = after.end() if after else left.end
        between = list(_LIST.finditer(text, begin, right.start))
        if not between:
            return [whole] * len(found)
        closed = between[0].start() == begin  # 工厂20家、…: the noun stood before the number, so the list goes on here
        cuts.append((between[0] if closed else between[-1]).start())
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


def metric(text: str, span: Span, seen: Sight, words: QuantityWords, times: Iterable[Mention] = ()) -> str:
    """What is measured: the words before the number without ``times``, verbs and comparators, or, after 建成50个, the
    words that follow it.
    """
    measure = seen.quantity.measure
    each = _EACH_YEAR.match(text, span.start, seen.quantity.start)
    whose = each["who"] if each and acts(each["who"]) else ""  # 各市│每年开展评价5次: so many in each
    before = without_times(text, span.start + len(whose), seen.quantity.start, times)
    name = _named_before(whose + noun_before(before, words), before, text[span.start:seen.quantity.start], seen)
    follows = _named_behind(text, span, seen)
    if follows and name.endswith("的") and measure == "count":  # 完成第一批清单中部署的│13项任务
        verbs = list(words.patterns["planning"].finditer(name, 0, len(name) - 3))
        return balanced((name[verbs[-1].end() if verbs else 0:].lstrip("好了") + follows)[:LONGEST_METRIC])
    if name and measure == "count" and _PLACE.fullmatch(follows):  # 天然气管道累计联通│71个县
        return balanced((name.replace("累计", "") + follows)[-LONGEST_METRIC:])
    # 推动制定不少于10项国家标准
    unnamed = bool(re.fullmatch(rf"(?:推动|促进|加快|{words.patterns['planning'].pattern})*", name))
    # 在风险可控领域首批推出不少于10项高频事项
    made = any(re.search(rf"(?:{words.patterns['planning'].pattern}|{_MAKES})$", said) for said in (name, before))
    counts = (unnamed or made) and measure in ("count", "area", "physical")  # 打造70万亩优质脆李产业带
    counted = not compared(seen, words) and (measure == "count" or len(name) < 2)
    shared = measure == "percent" and not seen.closed and not (name and _STATE.match(follows))  # 在用设备│100%达标
    if follows and (counts or counted or shared):
        return balanced(follows[:LONGEST_METRIC])
    return balanced((name or follows)[-LONGEST_METRIC:])


def _named_before(name: str, before: str, printed: str, seen: Sight) -> str:
    """The noun before a number with of what a share is one, and with what a count changes by."""
    measure = seen.quantity.measure
    if measure == "count":
        changed = _CHANGED.search(printed)  # 骨干企业增加10户: no level
        return name + changed[1] if changed and name and not name.endswith(changed[1]) else name
    if measure != "percent":
        return name
    base = _OF_WHAT.search(before) if seen.closed else None
    if base and len(_SHARE.sub("", name)) > 1 and not _RATE.search(name):
        name = f"{_SHARE.sub('', name)}占{base['base']}{'比例' if _SHARE.search(name) else ''}"
    if kept := _KEPT_WITHIN.match(name):
        name = f"{kept['head']}占{kept['base']}"
    return name + "比" if name.endswith("占") else name  # 工业项目资金占│52%以上


def _named_behind(text: str, span: Span, seen: Sight) -> str:
    """The noun behind a number: without what is built with it, what is beside it and how it is done."""
    follows = _TITLE_END.sub("", re.sub(r"^(?:（[^（）]{1,6}）|的)+", "",
                                        text[seen.quantity.end:span.end][len(seen.after) - len(seen.rest):]))
    follows = _LENGTH.sub("", follows)
    follows = _MANNER.sub("", "" if _NEXT_NUMBER.match(follows) else follows.strip(" ，。；：、和及与"))
    if seen.quantity.measure == "count":  # 10个物流枢纽│建设, 32个诊疗中心│以及一批医院
        follows = _BUILT.sub("", _AND_OTHERS.sub("", follows))
    shared = _SHARED_NOUN.match(text, span.end) if _HAS_SIZE.search(follows) else None
    return follows + shared["noun"] if shared else follows  # 100家产值超十亿元│、…的企业


def without_times(text: str, start: int, end: int, times: Iterable[Mention]) -> str:
    """The words of a stretch without the times in it: 交通投资│上半年│完成, 结余│每年│控制在."""
    parts, at = [], start
    for time in times:
        if start <= time.start and time.end <= end:
            parts.append(_TO_TIME.sub("", text[at:time.start]))
            at = time.end
    return "".join((*parts, text[at:end]))


def measured(name: str, previous: str) -> str:
    """A metric that names a measure alone, with what is measured before it: 蔬菜播种面积…、产量 → 蔬菜产量."""
    of = _MEASURED.fullmatch(previous) if _MEASURE.fullmatch(name) else None
    return of["what"] + name if of else name


def noun_before(before: str, words: QuantityWords) -> str:
    """The metric in the words before a number: without deadline, verbs and comparators."""
    name = re.sub(rf"^(?:力争|确保|争取)?{_TIMES}(?:[、和]{_TIMES})*[，\s]*(?:分别)?", "", before.strip(" ，、；：”"))
    endings = "|".join(words.patterns[part].pattern for part in ("reaching", "changing"))
    name = re.sub(rf"(?:{endings})(?<=[至到])$", "", name)  # 降至, before its 至 is taken for a word of its own
    grown = re.search(rf"^(.{{2,}}增长)(?:{words.patterns['reaching'].pattern})$", name)  # 经济年均增长│保持在6.5%以上
    name = grown[1] if grown else name
    for _ in range(0 if grown else 4):
        shorter = name if _SHARE_OF.search(name) else _TOTAL.sub("", name)
        shorter = re.sub(rf"(?:{endings}|为|(?<![现存所内])在)(?:到|至|了)?$", "", _TRAILING.sub("", shorter))
        shorter = _BASIS.sub("", _OF_WHAT.sub(r"\g<head>", shorter))
        if shorter == name or not shorter:
            break
        name = shorter
    name = _LEADING.sub("", _ITEM_BEFORE.sub("", _ACTED_ON.sub("", name)))
    planned = rf"(?!新|增加值|{_CHANGES})(?:{words.patterns['planning'].pattern})"
    verb = re.match(rf"{planned}(?:(?:和|或者?|并|及|、)?{planned})*", name)  # 申报和建设强县
    if verb and verb.end() + 1 < len(name) and not (_GAINED.fullmatch(name) or _OF_A_DOING.fullmatch(name)):
        name = name[verb.end():].strip(" ，、")
    placed = re.match(rf"(全[国省市县区]){planned}(?=[一-鿿]{{2}})", name)
    if placed:  # 全市│建设国家储备林
        name = placed[1] + name[placed.end():]
    name = re.sub(rf"^{_TIMES}|(?:原则上|力争|基本)(?=占)", "", name)  # 实现2023年高新技术企业, 课时│原则上占总课时
    return balanced(re.sub("(?<=[^的])的$", "", name) if _SHARE_OF.search(name) else name)


def balanced(name: str) -> str:
    """The name with both marks of a quotation that it cuts in two: “多网合一、全域覆盖 → “多网合一、全域覆盖”; a
    closing mark alone is dropped.
    """
    name = name.strip(" ，、")
    if name.count("“") > name.count("”"):
        return name + "”"
    return name.replace("”", "", 1) if name.count("”") > name.count("“") else name


_TIMES = (
    r"(?:到|至)?(?:20\d\d年(?:度|年?[底末])?(?:之?前)?|“?十[一二三四五六七八九]五”?(?:期?末|期间|时期)|年底前?|年内"
    r"|[今明]年|全年|\d{1,2}月底前)"
)


_EACH_YEAR = re.compile(r"(?P<who>各[^，。；]{1,10}?)每(?:半?年|季度?|月|周|学期|两年)")


def compared(seen: Sight, words: QuantityWords) -> str:
    """The comparator before the number as printed, also at a distance (不少于总数的5%); for a count only a level:
    提升50个 is a verb.
    """
    lists = ("reaching",) if seen.quantity.measure == "count" else ("reaching", "changing")
    pattern = "|".join(words.patterns[name].pattern for name in lists)
    match = re.search(rf"({pattern})(?:到|至|了)?(?:约|近|大约)?(?:[^，。；、]{{1,16}}的)?\s?$", seen.before[-36:])
    return match[1] if match else ""


def comparator(seen: Sight, first: Sight, last: Sight, words: QuantityWords) -> str:
    """The comparator: 达到…左右, 超过, 以上; = when the number stands alone. ``first`` and ``last`` are the ends of the
    list it stands in.
    """
    word = compared(seen, words) or (compared(first, words) if first is not seen else "")
    if not word and (roughly := re.search(r"(约|大约|近)为?\s?$", seen.before)):
        word = roughly[1]
    least = _LEAST.search(seen.before) if not word else None
    word = word or (least[1] if least else "")
    bound = seen.bound or (last.bound if first is not seen or last is not seen else "")
    return f"{word}…{bound}" if word and bound else word or bound or "="


def distributed(text: str, segment: Segment, found: list[Quantity], words: QuantityWords) -> list[tuple[str, ...]]:
    """The subjects that 分别 deals the numbers out to, one for each number; with 均 all subjects for the one number;
    empty when not distributive.
    """
    span = text[segment.start:segment.end]
    match = _DEALT.search(span)
    if not match or segment.start + match.start() > found[0].start:
        return []
    subject = _SUMMED.sub("", noun_before(span[:match.start()], words))
    subject = re.sub(r"(?:较|(?<!占)比(?!例|率|重))[^，、]{0,12}$", "", subject)
    share = "占" if subject.startswith("占") else ""  # 占生产总值和服务业比重分别达到11%和18%
    parts = [share + p for p in re.split(r"、|和(?!谐|平)|以及|(?<!普)及|与(?!会)", subject.removeprefix("占")) if p]
    if match[0] == "均" or len(found) == 1:  # 两项排放量分别下降2%
        return [tuple(_share_ends(parts))] * len(found) if 1 < len(parts) <= 6 else []
    if len(parts) != len(found):
        return []
    return [(name,) for name in _share_ends(parts)]


def _share_ends(parts: list[str]) -> list[str]:
    """有研发机构、研发活动的企业占比 → both end in 的企业占比: an ending that only the last part has and the others
    lack.
    """
    last = parts[-1]
    share = _OF_ALL.search(last)
    if share and not any(_OF_ALL.search(p) for p in parts[:-1]):  # 制造业、服务业增加值│占生产总值的比重
        return [name + share[0] for name in _share_ends([*parts[:-1], last[:share.start()]])]
    cut = last.find("的")
    if cut > 0 and all("的" not in p for p in parts[:-1]):
        return [*(p + last[cut:] for p in parts[:-1]), last]
    ending = _SHARED.search(last)
    if ending and ending.start() and not any(_SHARED.search(p) for p in parts[:-1]):  # 花生种植、收获机械化率
        own = last[:ending.start()]
        head = parts[0][:-len(own)] if len(parts[0]) == 2 * len(own) == 4 else ""
        return [*(p + ending[0] for p in parts[:-1]), head + last]
    return parts
