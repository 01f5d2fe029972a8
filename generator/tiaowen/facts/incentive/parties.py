"""Who gives, who receives and on what condition, read off the words before a benefit: 对 <condition> 的 <receiver>，由 <payer> 给予…"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive import conditions

Kind = Literal["enterprise", "person", "organization", "government", "unknown"]
_TOWARDS = re.compile(
    r"(?<![面针反绝相核比敌应])对(?!接|外|口|标|照|象|策|比|应(?!用)|等)于?|(?<![方面导定取趋倾意转])向(?!上|下)"
    r"|(?:^|[，；、。])(?:凡是?|凡被|鼓励|支持|为(?!了|主|期|进|促|$)|使(?!用)|让|帮助)"
)
_NEAR = re.compile(
    r"(?:给予|奖励|补助|补贴|资助|发给|发放给|对|向|为|给)((?:每(?:个|家|户|名)|该)?[^，。；、\d]{1,14}?)"
    r"(?=一次性|最高|不超过|其|奖励|补助|补贴|资助|给予|进行|每|按|\d|发放|提供(?![^，。；]{0,8}服务)|优先|优待|优惠|免费|减收|$)"
    r"|(?:^|[，。；、：])(?:其中)?按?([^，。；、\d：]{1,14}?)(?=每(?:人|家|户|生|名))"  # 博士每人每月2000元
    r"|：([^，。；、\d：]{2,14}?)(?=每[月年])"
    r"|优先(?:支持|保障|安排|奖励|用于)([^，。；\d]{2,20})$"
)
_AFTER_AMOUNT = re.compile(
    r"(?:(?!、[对向给])[^，。；]){1,24}?(?:对|向|给)([^，。；、\d]{1,14}?)(?=进行|发放|给予|予以|支付|拨付)"  # 按营业额的15%、10%对企业进行奖励
)
_TAIL = re.compile(
    r"(?:一次性|分别|不超过|不高于|不低于|可以?|再|还|应当?|要|按规定(?=$|，)|按照?[^，。；]{1,40}(?:$|(?<!的)(?=，))|依照有关规定|最高|每(?:家|户|个|年|月|人|间|块|孩|名|亩)?"
    r"|，经(?!常|营|济|过|历|认)[^，。；]{2,20}|申领|领取|的?比例|标准|大力|相应|全程|同等|等|单品种|连续[一二两三四五\d]年|，)+$"
)
_PART_PAID = re.compile(r"其中(.+?费用?)(.+)$")
# A name that begins with what is done names another.
_UNCLEAR = re.compile(r"^(?:承租|租用|购买|入驻|提供|收取|用于|设置|包括|组建|推进|培育|壮大|打造|开展)|^[省市县区]级?$")
_FOUNDED = re.compile(r"(?:学生|毕业生|人员|青年|军人|农民|个人)[^，；]*(?:创办|开办|创立)")  # 毕业生创办的企业: he or it?
_VAGUE = ("项目", "人才", "工匠", "主体")
_AGAIN = re.compile(r"(?:再|另)(?:一次性)?(?:增加|给予|奖励|补助|补贴)[^，]{0,6}$")
_APPLIED = re.compile(r"[^，。；]{0,30}(?:登记|申请|提出|申报|缴|备案|报告|咨询)")  # 向服务机构登记: who is applied to receives nothing
_PAYER = re.compile(
    r"(?:(?:^|[，；：])由?|由|从)(?P<payer>[^，。；：的对由]{0,14}?(?:财政(?:部门|局|资金)?|政府|专项资金|发展资金|基金|互助金|补助资金|统筹|部门|人社局))"
    r"(?:全额|共同|优先|可|按[^，。；]{1,20}|统一|负责)*$"
)
_GIVING = re.compile(
    r"给予|予以|奖励|补助|补贴|资助|发放|拨付|享受|扣除|减按|减收|减免|免征|免缴|免收|返还|安排|实行|实施|进行|提供|预留|视同|优先|免费|加大|落实|征收"
    r"|减半|计发|发给|贴息|补偿|报销|支付|承担|可申请|救助"
)
_PAID_IN = re.compile(r"^(?!.*的$).*(?:缴费标准|缴费为?\d|缴纳\d|自付|自负|个人缴费)")
_LEVEL = re.compile(r"(?<=[^，、；：国和及或对])(?<!国家)[省市县区镇]级$")
_ANNOUNCES = re.compile(r"标准|比例|额|如下|补助|补贴|奖励|资助|救助|给予|为$|限额|封顶")
_PARALLEL = re.compile(r"(?P<first>[^、]+)的(?P<name>[^的、，]{2,12})、(?P<second>[^、]+)$")
_LEAD = re.compile(
    r"^(?:其中|同时|但|加强|做好|强化|引导和支持|积极推动|此外|另外|继续|加大对?|优先支持|优先|给予|根据|通过|引导|为|对于?"
    r"|持续|积极|加快|大力|落实好?|保障|推动|实施(?![地国])|壮大|牵引带动|带动|引育|做[强大优]做[强大优]|或者?|允许|消除|确保|复制推广|探索|培育发展|统筹|共同|研究|将|与(?!之)"
    r"|凡是?|凡被|向|给(?!水)|鼓励|支持|以及|使(?!用)|让|帮助|[，、：；\s])+"
)
_NAMED_AS = re.compile(r"(?P<how>.*(?:认定|评定|评选|评|获评|列入|入选|授予|成长|晋升|升级|转型|确定|备案)(?:为|成))(?P<name>[^，。；]+)$")
_MUST_PAY = re.compile(r"(?:应当|必须|须)[^，。；]{0,30}(?:发给|支付|按照?|给予|计发|发放|[日月]起)|(?:应当|必须)[^。；]{0,60}(?:发给|支付)")
_KIN = re.compile(r"(?:^|，)其(父母|配偶|子女|家属|近亲属|遗属|(?:供养|直系)亲属|监护人)(?![就入的])")
_SERVES = re.compile(r"(?P<who>[^，：的]{2,20}?)为[^，：]*提供")  # 运营机构为老年人提供送餐服务可享受补贴: who serves receives
_NO_NAME = re.compile(
    r"^(?:可(?:申请|以|按)|从|自(?!主|由|行|闭)|在(?!校|职|岗|读|编|册|孵|建)|按|由|至|以|经(?![营济])|因|即|每|未|达到)|之日|起至|(?<![自理])由"
)
_OFFICE = re.compile(r"(?:政府|部门|机关|财政|基金|资金)$|^(?:各级|各有关|有关|市直)")
_GIVER = re.compile(r"(?:^|，)[^，]*(?:单位|机构|部门|医院|学校|银行|公司|政府)(?:应当?|要|可以?|须)?$")  # 交通服务单位应当给予老年人优待
_EXCEPT = re.compile(r"除[^，。；（）]{1,30}(?:以?外)，?|（[^（）]*除外）")
_NOT_OF = re.compile(r"^(?:对|其中|，)*(?:未|不(?:满|足|符)|非|无|没有|其他|其余)")
_OWN_SENTENCE = re.compile(
    r"一律|均可?|可(?=参照|按|享|“|凭)|[与和同](?:普通|其他|当地|本[省市县地]|同类|城镇)|在[^，]*(?:方面|环节|(?:过程中|平台)$)"
)
_DEED = re.compile(
    r"^(?:符合(?!条件)|完成|建立|获得|获批|取得|通过|实现|组织(?![和与或、]|$)|吸纳|招用|录用|入选|列入|达到|编制)(?!.*(?:证|证书|资格|称号|认证|资质)[^，]{2,5}$)"
)
_DOING = re.compile(r"^(?:在|一个)[^，。]*?(?:新建|新开设|开设|建设|浇灌|设立|举办|建立|创办|开展|实施)(?P<name>.{2,})$")
_CONDITION = re.compile(r"(?:的|时|后|期间|以上|以下|城市|以内)(?:，[自从][^，]{2,30}起[^，]{0,8})?，?$")
_PREPOSITION = re.compile(r"[在于由按]|经(?![营济纪])")
_DOES = re.compile(
    r"(?:在|购[买置]|开展|建[立设]|新建|引进|参[与加]|使用|实施|通过|取得|获得|"
    r"报废|采购|租[赁用]|设立|申请|承担|牵头|组建|加大|利用|投资|创办|自主|吸纳|招用|流转|从事)"
)
_BOUNDED = re.compile(r"\d[^，。；]{0,8}以上")
_PART_OF_A_WORD = re.compile(r"[级化类界型性]|主体|负责人|培训|服务|专业")
_PLACE_OF_CARE = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:医疗机构|医院|卫生院|卫生室|服务中心|服务机构|药店)")
_SUBJECTS = ("enterprise", "person", "organization")
_KINDS: tuple[Kind, ...] = ("enterprise", "person", "organization", "government")
SUBJECT_WITHIN = 12  # characters in which the first party of a segment stands
LONGEST = 60
AFTER = 12  # characters from the amount on in which the words that end a receiver may stand
ONE_CLUSTER = 14  # characters between words of one benefit: 给予…奖励
NEAR = 30  # characters before the amount in which its receiver may stand


class Party(NamedTuple):
    """The receiver as printed, its kind, what it must have done, and who pays."""

    name: str = ""
    kind: Kind = "unknown"
    condition: str = ""
    payer: str = ""


def party(text: str, amount_at: int, headings: tuple[str, ...], before: Party | None, words: QuantityWords, *,
          cared: bool = False) -> Party:
    """The party of a benefit quoted as ``text``: ``amount_at`` is where its amount stands (the end, when it has none).

    A tier that names nobody takes over the party of the tier ``before``, else the one a heading names. ``cared``: a fund pays for treatment, so
    that a hospital is where, never who.
    """
    lead, colon, tier = text[:amount_at].rpartition("：")
    announced = bool(colon and tier) and _ANNOUNCES.search(lead.rpartition("，")[2]) is not None
    if announced:  # 补贴标准为：东华街道每户340元
        before_tier = lead.rpartition("，")[0]
        text, amount_at = f"{before_tier}，{tier}{text[amount_at:]}", len(before_tier) + 1 + len(tier)
    head, payer = _without_payer(text[:benefit_at(text, amount_at)])
    bare = _EXCEPT.sub(lambda match: "，" if match[0].endswith("，") else "", head)
    start = _last_towards(bare)
    phrase = _TAIL.sub("", bare[start.end():] if start else bare)
    name, condition = _named(phrase, words)
    near = _at_amount(text, amount_at, words)
    if near:
        said = phrase if start else _GIVER.sub("", phrase)
        if kind_of(name, words) != "unknown" and name.endswith(near) and not _NO_NAME.match(name):
            near = name  # 对规模以上工业企业，给予企业20万元: the fuller name
        whole = not name.endswith(near) or name != near and not condition  # 对在主板上市企业，给予企业500万元
        name, condition = near, said if whole and start else (condition or said) if near not in phrase else condition
    if doing := _DOING.match(name):  # 在河流浇灌标准化冰场
        name, condition = doing["name"], "，".join(part for part in (name, condition) if part)
    name = _own(name, words)
    kind = kind_of(name, words)
    office = not start and not near and (_OFFICE.search(name) is not None or kind == "government")
    if name and not start and not near and kind in ("enterprise", "organization") and _MUST_PAY.search(bare):
        payer, name, kind = payer or name, "", "unknown"  # 用人单位应当发给职工生活费: who must pay receives nothing
    if kin := _KIN.search(bare):  # 独生子女死亡，其父母…的: the parents receive
        name, kind, condition = kin[1], "person", phrase
    if name and not start and not near and _AGAIN.search(text[:amount_at]):  # 设置的机构纳入定点的，再增加5万元: who receives was said before
        name, kind, condition = "", "unknown", phrase
    if _NO_NAME.search(name) or len(name) == 1:
        name, kind, condition = "", "unknown", "，".join(part for part in (condition, name) if part)
    treated = cared and _PLACE_OF_CARE.search(name) is not None
    if office or treated:
        name, kind, condition = "", "unknown", condition if office and not announced else phrase
    if name and kind != "unknown":
        return Party(_short(name), kind, conditions.condition(condition), payer)
    said = phrase if start or cared or _CONDITION.search(phrase) or _BOUNDED.search(phrase) or before is not None else condition
    condition = conditions.condition(phrase if announced else said)
    if start and not words.patterns["person"].search(phrase) and (subject := _subject(bare[:start.start()], words)):
        return Party(subject, kind_of(subject, words), condition, payer)
    if start and (office_of := words.patterns["government"].match(phrase)):  # 对开发区转型升级的支持力度
        return Party(office_of[0], "government", "", payer)
    if _NOT_OF.search(phrase):
        return Party("", "unknown", condition or conditions.condition(phrase), payer)
    if before is not None and before.kind != "unknown":
        return Party(before.name, before.kind, condition or before.condition, payer or before.payer)
    for heading in headings[:2]:
        if (noun := _noun_in(heading, words)) and not noun.endswith(_VAGUE):  # a heading names the field, not who receives
            return Party(noun, kind_of(noun, words), condition, payer)
    return Party("", "unknown", condition, payer)


def doubtful(who: Party) -> bool:
    """Whether an amount must stay a mention: two parties of the sentence could be meant."""
    cut = who.name.count("（") != who.name.count("）")
    return cut or _UNCLEAR.match(who.name) is not None or who.kind != "person" and _FOUNDED.search(who.condition) is not None


def _without_payer(head: str) -> tuple[str, str]:
    """The words before a benefit without who pays (市级工业发展资金, 由县财政), and the payer."""
    bare = _TAIL.sub("", head)
    if level := _LEVEL.search(bare):  # 企业级数据平台县级给予奖补
        return bare[:level.start()], level[0]
    match = _PAYER.search(bare[-48:])
    if not match or not match["payer"]:
        return head, ""
    at = len(bare) - len(bare[-48:]) + match.start()
    if within := _PART_PAID.match(match["payer"]):  # 其中护理耗材费基金最高支付…
        return f"{bare[:at]}，{within[1]}", within[2]
    place = _PLACE_OF_CARE.match(match["payer"])
    if place:  # 一级医疗机构统筹基金支付88%
        return f"{bare[:at]}，{place[0]}".lstrip("，"), match["payer"][place.end():]
    return bare[:at], match["payer"]


def benefit_at(text: str, amount_at: int) -> int:
    """Where the words of the benefit begin: the last 给予…奖励 before the amount."""
    given = [match for match in _GIVING.finditer(text, 0, amount_at) if match.start() > 0 and _is_close(text[match.end():amount_at])]
    if not given:
        return amount_at
    first = given[-1]
    for earlier in reversed(given[:-1]):
        if first.start() - earlier.end() > ONE_CLUSTER or "的" in text[earlier.end():first.start()] or "，" in text[earlier.end():first.start()]:
            break
        first = earlier
    return first.start()


def _is_close(between: str) -> bool:
    """Whether nothing but the benefit's own words stands between: 给予[一次性]10万元, not 企业实施的…项目，按10%."""
    return len(between) <= 24 and "，" not in between and not between.startswith("的")


def _last_towards(head: str) -> re.Match[str] | None:
    """The marker before the receiver: the last that begins a segment, else the last."""
    found = [match for match in _TOWARDS.finditer(head) if not (match[0] == "向" and _APPLIED.match(head, match.end()))]
    leading = [match for match in found if match.start() == 0 or head[match.start() - 1] in "，；：" or head[match.start()] in "，；、。"]
    return next(reversed(leading or found), None)


def _at_amount(text: str, amount_at: int, words: QuantityWords) -> str:
    """Who is named right at the amount: 奖励企业5万元, 博士每人2000元, 按15%对企业进行奖励."""
    behind = re.split("[，。；、]", text[amount_at:amount_at + AFTER], maxsplit=1)[0]
    near = receiver(text[max(0, amount_at - NEAR):amount_at] + behind, words)
    if not near and (after := _AFTER_AMOUNT.match(text, amount_at)) and kind_of(after[1], words) != "unknown":
        return after[1]
    return "" if _OFFICE.search(near) else near


def receiver(text: str, words: QuantityWords) -> str:
    """The party right at the benefit, empty when none: 给予投资方奖励100万元, 对引进企业和社团进行奖励, 博士每人2000元."""
    named = [match[match.lastindex or 1] for match in _NEAR.finditer(text)]
    found = [name for name in named if kind_of(name, words) not in ("unknown", "government") and "的" not in name and not name.startswith("专项")]
    return _LEAD.sub("", _TAIL.sub("", found[-1].removesuffix("进行"))) if found else ""


def _own(name: str, words: QuantityWords) -> str:
    """The party of a name that runs on into its sentence: 毕业生 of 毕业生在落户方面与普通高校毕业生; empty when what comes first is none."""
    if runs_on := _OWN_SENTENCE.search(name):
        first = name[:runs_on.start()]
        return first if kind_of(first, words) != "unknown" else ""
    return "" if _DEED.match(_LEAD.sub("", name)) and "的" not in name else name


def _named(phrase: str, words: QuantityWords) -> tuple[str, str]:
    """The first comma segment that ends in a party, and everything else as the condition."""
    segments = [part for part in re.split(r"[，：]", phrase) if part.strip() and not _PAID_IN.match(part)]
    segments = [part for part in segments if len(segments) == 1 or not _OFFICE.search(_TAIL.sub("", part))]
    for index, segment in enumerate(segments):
        if (serves := _SERVES.match(segment)) and kind_of(serves["who"], words) in ("enterprise", "organization"):
            rest = [segment[serves.end("who"):], *segments[:index], *segments[index + 1:]]
            return serves["who"], "，".join(part.strip("的 ") for part in rest if part.strip("的 "))
        name, modifier = _split(segment, words)
        doer = _subject(name, words)
        if doer and _DOES.match(name, len(doer)):  # 企业在海外建立研发中心: who does it receives, not what is built
            rest = [modifier, name[len(doer):], *segments[:index], *segments[index + 1:]]
            return doer, "，".join(part.strip("的 ") for part in rest if part.strip("的 "))
        if kind_of(name, words) != "unknown" and _own(name, words):
            rest = [modifier, *segments[:index], *segments[index + 1:]]
            return name, "，".join(part.strip("的 ") for part in rest if part.strip("的 "))
    for segment in segments:
        name, modifier = _split(segment, words)
        if modifier and (subject := _subject(name, words)):  # 年满60周岁的老年人持证乘车
            return subject, "，".join((modifier, name.removeprefix(subject)))
    for segment in segments:  # 县内外旅行社宣传促销重点市场: the subject stands first
        if subject := _subject(segment, words):
            modifier, of, subject = subject.rpartition("的")  # 符合条件的餐饮企业新设连锁店的
            done = _LEAD.sub("", "，".join(segments).replace(modifier + of + subject, "", 1)).strip("，的 ")
            return subject, "，".join(part for part in (modifier, done) if part)
    return "", ""


def _split(phrase: str, words: QuantityWords) -> tuple[str, str]:
    """年营业收入首次突破100亿元（含）的工业企业 → (工业企业, 年营业收入首次突破100亿元（含）)."""
    phrase = _LEAD.sub("", phrase.strip())
    if phrase.endswith("的"):
        named = _NAMED_AS.match(phrase[:-1])  # 首次认定为高新技术企业的
        return (named["name"], phrase[:-1]) if named else ("", phrase[:-1])
    condition, of, name = phrase.rpartition("的")
    if (both := _PARALLEL.match(condition)) and kind_of(both["name"], words) != "unknown":  # 超过5000万元的新设项目、超过3000万元的增资项目
        return f"{both['name']}、{name}", f"{both['first']}、{both['second']}"
    return (name, condition) if of else (phrase, "")


def _subject(segment: str, words: QuantityWords) -> str:
    """The enterprise or person that a segment begins with; an office that gives is none."""
    if segment.startswith("与"):
        return ""
    segment = _LEAD.sub("", segment)
    if _DEED.match(segment):  # 完成企业股份制改造: what is done comes first, and nobody is named
        return ""
    end = _party_end(segment, 0, words)
    while end and segment[end:end + 1] in ("、", "和") and (after := _party_end(segment, end + 1, words)):
        end = after  # 家庭农场、农民合作社流转土地: all of the list
    listed = segment[end:end + 1] in ("、", "和") and len(segment) > end
    each = all(kind_of(part, words) != "unknown" for part in re.split("[、和]", segment[:end]))
    if segment[end:end + 1] == "的" and end:  # 入驻基地的服务机构: the first is no subject
        later = _subject(segment[end + 1:], words)
        return segment[:end + 1] + later if later else ""
    unfit = end < 2 or listed or not each or _PREPOSITION.search(segment[:end]) or _OFFICE.search(segment[:end])
    return "" if unfit or _PART_OF_A_WORD.match(segment, end) else segment[:end]


def _party_end(segment: str, start: int, words: QuantityWords) -> int:
    """Where the first party of the next few characters ends; 0 when there is none. The last of parties that overlap or run together counts."""
    found = [match for name in _SUBJECTS if (match := words.patterns[name].search(segment, start, start + SUBJECT_WITHIN))]
    first = min(found, key=lambda match: (match.start(), -match.end()), default=None)
    end, begin = (first.end(), first.start()) if first else (0, 0)
    while longer := [m.end() for name in _SUBJECTS if end for at in range(begin + 1, end + 1)
                     if (m := words.patterns[name].match(segment, at)) and m.end() > end]:
        begin, end = end - 1, max(longer)
    return end


def _short(name: str) -> str:
    return _LEAD.sub("", name.strip(" ，、的"))[-LONGEST:]


def kind_of(name: str, words: QuantityWords) -> Kind:
    """The kind of the head noun: the longest party word that the name ends in."""
    name = re.sub(r"（[^（）]*）$|[”’等]+$", "", name)[-LONGEST:]
    ends = [(match.end() - match.start(), kind) for kind in _KINDS if (match := re.search(rf"(?:{words.patterns[kind].pattern})$", name))]
    return max(ends, key=lambda item: item[0])[1] if ends else "unknown"


def _noun_in(heading: str, words: QuantityWords) -> str:
    """The party that a heading names: 星级酒店创建 → 星级酒店, 鼓励企业扩大投资 → 企业; no public body."""
    bare = re.sub(r"(?:的)?(?:建设|创建|培育|发展|支持|扶持|奖励|补助|补贴|评定|引进|壮大|工程|行动|目标|标准|办法|政策|队伍)+$", "", heading)
    if len(bare) <= 12 and kind_of(bare, words) not in ("unknown", "government"):
        return _short(bare)
    found = [match for name in ("enterprise", "person") for match in words.patterns[name].finditer(heading)
             if len(match[0]) > 1 and not _PART_OF_A_WORD.match(heading, match.end())]
    first = min(found, key=lambda match: match.start(), default=None)
    return first[0] if first else ""
