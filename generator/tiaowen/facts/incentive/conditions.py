"""What of the words before a benefit without an amount is its condition."""

from __future__ import annotations

import re

LONGEST = 160
# Comma segments that say when, from whom or on what base a benefit is paid, and nothing of who may have it.
_NO_CONDITION = re.compile(
    r"^(?:"
    # 自2026年1月1日起至12月31日, 从出生之日起
    r"(?:个人缴费(?!\d)|缴费标准|自付|自负)[^，]*(?<!的)|其中|[自从](?![^，]*满)[^，]*起(?:开始|即可?|至[^，]*)?"
    # 市级工业发展资金给予…: the payer
    r"|(?:由|从)?(?:[^，的获得取争投用超达]{0,16}(?:财政|专项资金|发展资金|资金|基金))"
    r"|(?:补助|奖励|补贴|资助|奖补)标准[为是]?"
    r"|(?:全年|年内|当年|本年度?)$"  # 全年│发放消费券: a time by itself
    r"|[^，]{0,20}力度"  # 加大对X的融资支持力度
    r"|[^，]*(?:价格?|费率?|税率|利率)(?:平均)?(?:下降|降低|下调|下浮|优惠)"  # what is lowered
    r"|(?:推动|落实|推进|推广|健全|完善|深入|扎实|加快)[^，]*(?<![的后时者内])"  # 落实…政策: a sentence of its own
    r"|(?:并|还)?提供[^，]*服务|并|但|根据[^，]*|在[^，]*方面[^，]*"
    r"|最高限额[^，]*部分|[^，]*的支付限额|[^，]{0,8}基金|租金[^，]*|由[^，]*(?:负担|承担|支付)(?<!的)"
    r"|[^，]{0,24}(?:限额|金额?|补贴|补助|标准|比例|费)为|补贴|补助|报销|数额|总额|额度|(?:补助|奖励)?金额"
    r"|[几数十百千万]{1,3}元"
    r"|[^，]*(?:予以|给予|颁发)[^，]*(?<!的)"  # 每名学生予以通报表扬: another benefit
    r"|[每月年]{0,2}(?:特岗|运营|营运|安家|岗位)"
    r"|[为是][^，]{0,10}(?:工资|费用|标准|价格?|收入)"  # 特岗│补贴: the name of the benefit
    r"|(?:可以?|均|再)?(?:对其|适用|等同于|参照|依照|比照|除)[^，]*"
    r"|(?:可以?|均|再)?按照?[^，]*(?:[%％]|标准|比例|规定|政策|办法|原则|方式)"
    r"|(?:分阶段|分年度|分期|分档|分类|每[一-龥]{1,2}|一次性?|同等|优先|给予|全额|其中|再|另|增加|增发|发放|可|按|至)+"
    r")$"
)
# Words at the end of the condition that belong to the benefit after it: 建立大师工作室，并 | 在完成身份标识之日起即.
_TRAIL = re.compile(
    r"(?:(?:之日|之月|当日|当月)起(?:即可?)?|(?<=[，；、的时后])[由从](?:[^，]{1,20}(?:时|期间)，)?"
    r"|(?<=[，；、])(?:在|按|统一|当年|分别|并|且|可以?|应当?|将|均|再|另|还|也|又|即|分别奖?)|，每[项个家户人次]|(?<!办)按照?"
    r"|减|，(?:标准|比例)?为|(?<![认评定转成作升列晋改])为|，?每[一-龥]{1,3}再?(?:增加|增发)|，?每[人户个家名项件次岁年月]|再增加|可?获得?|可?"
    r"(?:提高|放宽|增加|上浮)[到至]|(?<=以[上下内])的[年月]|[，、；：])$"
)
_BRACKET_END = re.compile(r"^[^（）]*）[，、]?")  # 床位费不高于35元），居民: the end of a bracket that began before
_JOINS = re.compile("^(?:且|并且|其中：)")


def condition(text: str) -> str:
    """The condition among the words before a benefit, at most 160 characters; empty when they are about the benefit
    itself.
    """
    text = _BRACKET_END.sub("", text)
    parts = [part.strip() for part in text.strip("，、的 ").split("，")]
    kept = "，".join(_JOINS.sub("", part) for part in parts if part and not _NO_CONDITION.match(part))
    while shorter := _TRAIL.search(kept):
        kept = kept[:shorter.start()]
    return kept.strip("，、的 ")[:LONGEST]
