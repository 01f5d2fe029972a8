"""How a receiver is named: the noun phrase that ends in a party, its kind, and what stands before it."""

from __future__ import annotations

import re
from typing import Literal

from tiaowen.catalog.quantities import QuantityWords

Kind = Literal["enterprise", "person", "organization", "government", "unknown"]
_NEAR = re.compile(
    r"(?:给予|奖励|补助|补贴|资助|发给|发放给|对|向|为|给)((?:每(?:个|家|户|名)|该)?[^，。；、\d]{1,14}?)"
    r"(?=一次性|最高|不超过|其|奖励|补助|补贴|资助|给予|进行|每|按|\d|发放|提供(?![^，。；]{0,8}服务"
    r"|[^，。；]{0,16}的)|优先|优待|优惠|免费|减收|$)"
    r"|(?:^|[，。；、：])(?:其中)?按?([^，。；、\d：]{1,14}?)(?=每(?:人|家|户|生|名))"  # 博士每人每月2000元
    r"|：([^，。；、\d：]{2,14}?)(?=每[月年])"
    r"|每[名位家]([^，。；、\d的]{2,12}?)(?=(?:可?获得|一次性)?(?:奖励|补助|补贴|给予|发放|资助|\d|$))"
    r"|优先(?:支持|保障|安排|奖励|用于)([^，。；\d]{2,20})$"
)
TAIL = re.compile(
    r"(?:一次性|分别|不超过|不高于|不低于|可以?|再|还|应当?|要|按规定(?=$|，)|按照?(?![^，。；]*缴费的)[^，。；]{1,40}(?:$|(?<!的)(?=，))"
    r"|依照有关规定|最高|每(?:家|户|个|年|月|人|间|块|孩|名|亩|件|项|次|台|套|辆|吨|场|张|平方米)?"
    r"|，经(?!常|营|济|过|历|认)[^，。；]{2,20}|申领|领取|的?比例|(?<=[的助贴励偿])标准|大力|相应|全程|同等|等|单品种"
    r"|连续[一二两三四五\d]年|，)+$"
)
_PAID_IN = re.compile(r"^(?!.*的$).*(?:缴费标准|缴费为?\d|缴纳\d|自付|自负|个人缴费)")
_BASIS = re.compile(r"(?:根据|依据|结合|综合(?:考虑|评估|评价|考评))[^的]*$")  # 根据产品应用效果: what is weighed
_PARALLEL = re.compile(r"(?P<first>[^、]+)的(?P<name>[^的、，]{2,12})、(?P<second>[^、]+)$")
_LEAD = re.compile(
    r"^(?:其中|同时|但|激励|加强|做好|强化|引导和支持|积极推动|此外|另外|继续|加大对?|优先支持|优先|给予|根据|通过|引导|为"
    r"|对于?"
    r"|持续|积极|扶持|加快|大力|落实好?|保障|推动|实施(?![地国])|壮大|牵引带动|带动|引育|做[强大优]做[强大优]|或者?|允许"
    r"|消除|确保|复制推广|探索|培育发展|统筹|共同|研究|将|与(?!之)"
    r"|凡是?|凡被|向|给(?!水)|鼓励|支持|以及|使(?!用)|让|帮助|[，、：；\s])+"
)
_NAMED_AS = re.compile(
    r"(?P<how>.*(?:认定|评定|评选|评|获评|列入|入选|授予|成长|晋升|升级|转型|确定|备案)(?:为|成))(?P<name>[^，。；]+)$")
_SEVERAL = re.compile(r"(?:^(?=[^，]*以及)|的)(?P<parties>[^，、的]{2,16}(?:、[^，]*?)?)(?:以及|及|和|、)(?=[^，、]*$)")
_JOINS = re.compile(r"以及|及|和|、")
# 运营机构为老年人提供送餐服务可享受补贴: who serves receives
_SERVES = re.compile(r"(?P<who>[^，：的]{2,20}?)为[^，：]*提供")
OFFICE = re.compile(r"(?:政府|管委会?|部门|机关|财政|基金|资金)$|^(?:各级|各有关|有关|市直)")
_OWN_SENTENCE = re.compile(
    r"一律|均可?|可(?=参照|按|享|“|凭)|[与和同](?:普通|其他|当地|本[省市县地]|同类|城镇)|在[^，]*"
    r"(?:方面|环节|(?:过程中|平台)$)"
)
_DEED = re.compile(
    r"^(?:成功|首次|晋升|晋级|(?:创建|认定)(?!主体|单位|者)|符合(?!条件)|完成|建立|获得|获批|取得|通过|实现|组织(?![和与或、]|$)|吸纳|招[用收聘]|录用|入选|列入|达到"
    r"|编制)(?!.*(?:证|证书|资格|称号|认证|资质)[^，]{2,5}$)"
)
_PREPOSITION = re.compile(r"[在于由按]|经(?![营济纪])|范围|费")
_DEED_DONE = re.compile(r"\d[个家名项张]|^[可并]")  # 游览5个景区: what is done
_DOES = re.compile(
    r"(?:在|购[买置]|开展|建[立设]|新建|引进|参[与加]|使用|实施|通过|取得|获得|"
    r"生育|报废|采购|租[赁用]|设立|组织|申请|承担|牵头|组建|加大|利用|投资|创办|自主|吸纳|招用|流转|从事)"
)
_PART_OF_A_WORD = re.compile(
    r"[级化类界型性组工]|缴费|股份转让|病床|护理|照护|贷款|结算|账户|主体|负责人|培训|服务|专业|(?:建设|运营|管理|申报)(?=单位|主体|机构|方)")
_SUBJECTS = ("enterprise", "person", "organization")
_KINDS: tuple[Kind, ...] = ("enterprise", "person", "organization", "government")
# a heading that names what is built
_NOBODY = ("平台", "产品", "基地", "中心", "实验室", "孵化器", "总部", "对象", "雪道", "冰场", "车间", "停车场")
SUBJECT_WITHIN = 12  # characters in which the first party of a segment stands
LONGEST = 60


def receiver(text: str, words: QuantityWords) -> str:
    """The party right at the benefit, empty when none: 给予投资方奖励100万元, 对引进企业和社团进行奖励,
    博士每人2000元.
    """
    said = [match[match.lastindex or 1] for match in _NEAR.finditer(text)]
    found = [name for name in said if kind_of(name, words) not in ("unknown", "government") and "的" not in name
             and not name.startswith("专项")]
    return _LEAD.sub("", TAIL.sub("", found[-1].removesuffix("进行"))) if found else ""


def own_name(name: str, words: QuantityWords) -> str:
    """The party of a name that runs on into its sentence: 毕业生 of 毕业生在落户方面与普通高校毕业生; empty when what
    comes first is none.
    """
    if runs_on := _OWN_SENTENCE.search(name):
        first = name[:runs_on.start()]
        return first if kind_of(first, words) != "unknown" else ""
    return "" if _DEED.match(_LEAD.sub("", name)) and "的" not in name else name


def named(phrase: str, words: QuantityWords, *, towards: bool = False) -> tuple[str, str]:
    """The first comma segment that ends in a party, and everything else as the condition.

    Behind 对 (``towards``) the last segment counts, when it closes with a party: 对招用青年，签订合同的企业.
    """
    segments = [part for part in re.split(r"[，：]", phrase) if part.strip() and not _PAID_IN.match(part)
                and not _BASIS.match(part)]
    segments = [part for part in segments if len(segments) == 1 or not OFFICE.search(TAIL.sub("", part))]
    if found := (_closing if towards else _opening)(segments, words):
        return found if found[0] else ("", phrase)
    for index, segment in enumerate(segments):
        if index == 1 and (acting := _acting(segments, words)):
            return acting
        if (serves := _SERVES.match(segment)) and kind_of(serves["who"], words) in ("enterprise", "organization"):
            rest = [segment[serves.end("who"):], *segments[:index], *segments[index + 1:]]
            return serves["who"], "，".join(part.strip("的 ") for part in rest if part.strip("的 "))
        name, modifier = _split(segment, words)
        doer = subject_of(name, words)
        if doer and _DOES.match(name, len(doer)):  # 企业在海外建立研发中心: who does it receives, not what is built
            rest = [modifier, name[len(doer):], *segments[:index], *segments[index + 1:]]
            return doer, "，".join(part.strip("的 ") for part in rest if part.strip("的 "))
        if kind_of(name, words) != "unknown" and own_name(name, words) and (modifier or not _DEED_DONE.search(name)):
            rest = [modifier, *segments[:index], *segments[index + 1:]]
            return name, "，".join(part.strip("的 ") for part in rest if part.strip("的 "))
    for segment in segments:
        name, modifier = _split(segment, words)
        subject = subject_of(name, words) if modifier else ""
        after = name[len(subject):]
        if subject and (_DOES.match(after) or after[:1] in "持凭乘自按每由再，（"):  # 老年人持证乘车
            return subject, "，".join((modifier, name.removeprefix(subject)))
    turned = (segments[at:] + segments[:at] for at in range(len(segments)))
    return next((found for each in turned if (found := _acting(each, words))), ("", ""))


def _acting(segments: list[str], words: QuantityWords) -> tuple[str, str] | None:
    """县内外旅行社宣传促销重点市场: the party that the first of the segments begins with, and all else."""
    subject = subject_of(segments[0], words)
    if not subject:
        return None
    modifier, of, subject = subject.rpartition("的")  # 符合条件的餐饮企业新设连锁店的
    done = "，".join(segments).replace(modifier + of + subject, "", 1).strip("，的 ")
    done = done if done.startswith(("向", "对")) else _LEAD.sub("", done)
    return subject, "，".join(part for part in (modifier, done) if part)


def _opening(segments: list[str], words: QuantityWords) -> tuple[str, str] | None:
    """The party that acts for another, and what it does: 企业│为外派人员购买保险产品."""
    first = subject_of(segments[0], words) if segments else ""
    rest = _LEAD.sub("", segments[0]).removeprefix(first) if first else ""
    return (first, "，".join(part.strip("的 ") for part in (rest, *segments[1:]))) if rest.startswith("为") else None


def _closing(segments: list[str], words: QuantityWords) -> tuple[str, str] | None:
    """The party that the last segment behind 对 closes with; without a name when an earlier segment closes with one
    too: two classes.
    """
    name, modifier = _split(segments[-1], words) if len(segments) > 1 else ("", "")
    if not modifier or kind_of(name, words) in ("unknown", "government") or not own_name(name, words):
        return None
    if any(kind_of(other, words) != "unknown" and of for other, of in (_split(part, words) for part in segments[:-1])):
        return "", ""  # 转为规模以上的企业，首次突破1亿元的企业
    return name, "，".join(part.strip("的 ") for part in (*segments[:-1], modifier))


def _split(phrase: str, words: QuantityWords) -> tuple[str, str]:
    """年营业收入首次突破100亿元（含）的工业企业 → (工业企业, 年营业收入首次突破100亿元（含）)."""
    phrase = _LEAD.sub("", phrase.strip())
    if phrase.endswith("的"):
        named = _NAMED_AS.match(phrase[:-1])  # 首次认定为高新技术企业的
        return (named["name"], phrase[:-1]) if named else ("", phrase[:-1])
    condition, of, name = phrase.rpartition("的")
    # 超过5000万元的新设项目、超过3000万元的增资项目
    if (both := _PARALLEL.match(condition)) and kind_of(both["name"], words) != "unknown":
        return f"{both['name']}、{name}", f"{both['first']}、{both['second']}"
    if (
        (several := _SEVERAL.search(condition))
        and all(kind_of(part, words) != "unknown" for part in _JOINS.split(several["parties"]))
    ):
        return phrase, ""  # 返乡农民工、就业困难人员以及符合条件的大学生: all of them
    return (name, condition) if of else (phrase, "")


def subject_of(segment: str, words: QuantityWords) -> str:
    """The enterprise or person that a segment begins with; an office that gives is none."""
    if segment.startswith(("与", "向", "从", "由")):
        return ""
    segment = _LEAD.sub("", segment)
    if _DEED.match(segment):  # 完成企业股份制改造: what is done comes first, and nobody is named
        return ""
    end = _party_end(segment, 0, words)
    while end and segment[end:end + 1] in ("、", "和") and (after := _party_end(segment, end + 1, words)):
        end = after  # 家庭农场、农民合作社流转土地: all of the list
    listed = segment[end:end + 1] in ("、", "和", "或") and len(segment) > end
    each = all(kind_of(part, words) != "unknown" and not _DOES.search(part)
               for part in re.split("[、和]", segment[:end]))
    if segment[end:end + 1] == "的" and end:  # 入驻基地的服务机构: the first is no subject
        later = subject_of(segment[end + 1:], words)
        return segment[:end + 1] + later if later else ""
    unfit = end < 2 or listed or not each or _PREPOSITION.search(segment[:end]) or OFFICE.search(segment[:end])
    return "" if unfit or _PART_OF_A_WORD.match(segment, end) else segment[:end]


def _party_end(segment: str, start: int, words: QuantityWords) -> int:
    """Where the first party of the next few characters ends; 0 when there is none. The last of parties that overlap or
    run together counts.
    """
    found = [match for name in _SUBJECTS
             if (match := words.patterns[name].search(segment, start, start + SUBJECT_WITHIN))]
    first = min(found, key=lambda match: (match.start(), -match.end()), default=None)
    end, begin = (first.end(), first.start()) if first else (0, 0)
    while longer := [m.end() for name in _SUBJECTS if end for at in range(begin + 1, end + 1)
                     if (m := words.patterns[name].match(segment, at)) and m.end() > end]:
        begin, end = end - 1, max(longer)
    return end


def does(phrase: str) -> bool:
    """Whether a phrase says what is done: 招用青年."""
    return _DOES.search(phrase) is not None


def has_deed(phrase: str) -> bool:
    """Whether a phrase holds a verb of its own, of what is done or reached: 符合政策; 在 is none."""
    return _DEED.match(phrase) is not None or does(phrase.replace("在", ""))


def short(name: str) -> str:
    """The name without the words that lead up to it, at most ``LONGEST`` characters of its end."""
    return _LEAD.sub("", name.strip(" ，、的"))[-LONGEST:]


def kind_of(name: str, words: QuantityWords) -> Kind:
    """The kind of the head noun: the longest party word that the name ends in."""
    name = re.sub(r"（[^（）]*）$|[”’等]+$|（[^（）]{1,2}）", "", name)[-LONGEST:]  # 行业协（商）会
    ends = [(match.end() - match.start(), kind) for kind in _KINDS
            if (match := re.search(rf"(?:{words.patterns[kind].pattern})$", name))]
    return max(ends, key=lambda item: item[0])[1] if ends else "unknown"


def noun_in(heading: str, words: QuantityWords) -> str:
    """The party that a heading names: 星级酒店创建 → 星级酒店, 鼓励企业扩大投资 → 企业; no public body."""
    bare = re.sub(
        r"(?:的)?(?:建设|创建|培育|发展|支持|扶持|奖励|补助|补贴|评定|引进|壮大|工程|行动|目标|标准|办法|政策|队伍)+$",
        "", heading)
    if len(bare) <= 12 and kind_of(bare, words) not in ("unknown", "government") and not bare.endswith(_NOBODY):
        return short(bare)
    found = [match for name in ("enterprise", "person") for match in words.patterns[name].finditer(heading)
             if len(match[0]) > 1 and match[0] not in _NOBODY and not _PART_OF_A_WORD.match(heading, match.end())]
    first = min(found, key=lambda match: match.start(), default=None)
    marked = first and (first[0] == "企业" or _LEAD.sub("", heading).startswith(first[0]))
    return first[0] if first and marked else ""  # 推动演出进商圈: names a place on the way
