"""The last question before something becomes a target: do its words say what is measured?

A metric is one noun phrase that names a quantity. Words that open or close no such phrase (鼓励…, 由…, …拟), what must
be or may not be in its middle, a measure without what it measures (投资, 审批时限), and the levels that a rule fixes
(首付款比例) are refused: none is better than one that misleads.
"""

from __future__ import annotations

import re

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.target.wording import LONGEST_METRIC
from tiaowen.model import Target

_NAMED = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_COMPARATIVE = re.compile(
    r"(?:平均|年均|分别|累计|总数|同比|每年|力争|确保|实现|达到?|增长|下降|降低|提高|提升|增加|减少|超过|突破|不低于"
    r"|不少于|不超过|左右|以上|建|全部|全面|基本|至少|完成|建成|培育|形成|打造|投产|投用|开工|竣工|到位|计划|返还|兑现|拨付|）"
    r"|以后|最终|逐步|每[一二两三\d]?年|逐[年步])+"
)
# “应替尽替”, 达到全国先进水平: of what stands elsewhere
_BARE = re.compile(
    r"[“”]?应.尽.[“”]?(?:[、和]?[“”]?应.尽.[“”]?)*|全覆盖|按[每年月]?|(?:连续)?(?:长度|宽度|高度)|领域|部门|任务|事项"
    r"|从[^，。；]*(?:拿出|提取|列支)|应用率|使用率|占比|比例|(?:主要|发展)?预期目标"
    r"|[^，。；]*(?:至少|各)(?:打造|举办|开展|建设|培育|组织)"
    r"|(?:达到|超过|高于|保持)?全[国省市](?:先进|平均|领先)水平")
# 城六区不少于3所、三县一市不少于2所: where, and not what
_PLACES = re.compile(r"(?:城?(?:各|其他|每个?|[一二三四五六七八九十\d]+)[省市县区镇乡])+|[省市县区镇乡村旗（）、]{2,}")
_NAMES_OF_PLACES = re.compile(  # 安定区、陇西县各│50个
    r"[\u4e00-\u9fff]{1,4}[省市县区州旗](?:[、和][\u4e00-\u9fff]{1,6}[省市县区州旗直])+|[\u4e00-\u9fff]{2}市")
_BOUND = re.compile(r"不(?:得)?(?:低于|高于|超过|少于)")  # 不高于承担风险责任的0.3%: of what stands elsewhere
_QUOTED = re.compile("“[^“”]*”|（[^（）]*）|《[^《》]*》")
_COVERING = re.compile("[“”]?(?:应.尽.|全覆盖|全域覆盖|全部覆盖)")
_ACTORS = re.compile(
    r"(?:全[国省市县区]|各[级地]?|相关|有关)*(?:[省市县区镇乡村]级?、?|部门|单位|企业|机构|地区|地方)*(?:落实|做到|实现)?")


def readable(target: Target, words: QuantityWords) -> bool:
    """Whether the metric names what is measured; what is damaged stays as it is."""
    metric = target.metric
    return target.damaged or bool(_NAMED.search(metric)) and not (
        _says_too_little(target) or _is_no_phrase(target, words) or _is_bare(target, words)
    )


def _says_too_little(target: Target) -> bool:
    """More than marks, a comparator, a place or a slogan is needed."""
    metric = target.metric
    if target.kind == "full_coverage":
        covering = _COVERING.search(metric)
        if covering and _ACTORS.fullmatch(metric, 0, covering.start()):
            return True  # 各级各部门“应接尽接”: of what?
    return any((_COMPARATIVE.fullmatch(metric), _BOUND.match(metric), _PLACES.fullmatch(metric),
                _NAMES_OF_PLACES.fullmatch(metric), _BARE.fullmatch(metric)))


def _is_no_phrase(target: Target, words: QuantityWords) -> bool:
    """Whether it opens, closes or holds in its middle what no noun phrase does: 引导企业建立…, 各地可, 其部门要…."""
    plain = _QUOTED.sub("“”", target.metric)  # a milestone is a predicate: 加快建设进度全面完工
    opens = target.kind != "milestone" and words.find("no_metric_opens", target.metric)
    if opens or words.find("no_metric_closes", plain):
        return True
    told = words.find("no_metric_holds", plain)
    return told is not None and "的" not in plain[told.end():-1]


def _is_bare(target: Target, words: QuantityWords) -> bool:
    """Whether it is a measure of what stands elsewhere, the level of a rule, or cut: 审批时限, 二套房首付款比例."""
    bare = words.find("bare_metric", target.metric)
    cut = target.kind in ("target", "recurring") and len(target.metric) >= LONGEST_METRIC
    level = target.value is not None and words.find("rule_level", target.metric)
    return bool(cut or bare or level or _counts_fields(target, words))


def _counts_fields(target: Target, words: QuantityWords) -> bool:
    """56个│民族…, 31个│市级部门: a count of those that are, which nobody brings about."""
    counted = target.unit in ("个", "类", "项", "种")
    return counted and words.find("counted_fields", target.metric) is not None
