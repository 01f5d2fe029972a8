"""What a date without a number asks for: 10月底前完成排查, 到2030年体系基本建成.

A verb of achieving sets something only where it is the predicate: at the head of its phrase (出台方案), behind adverbs,
a way of doing it or who acts (由省级完成…, 各地应完成…); at the end (体系基本建成); or, when it says of itself that the
matter is then so (惠企政策上线平台), behind its subject. What stands in an attribute (公布的规范, 落实情况, 实施时间)
or in a name is none.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.language.bodies import is_body_like, is_sure, items_of

_ADVERBS = (
    r"(?:力争|确保|争取|努力|计划|预计|原则上|基本(?=[一-鿿])|全面|全部|初步|率先|探索|研究|组织(?=[一-鿿]{2,4}制)|联合|统一|逐步|持续|稳步"
    r"|积极|加快|推动|推进|按要求|按时|及时|要|并|使|将|把|[，、：\s])*"
)
_WAY = re.compile(rf"{_ADVERBS}(?:(?:在|由|按照?|根据|依托|通过|对)[^，。；]{{2,40}}?)??{_ADVERBS}")
_ATTRIBUTE = re.compile(r"的|情况|时间|期限|日期|(?<=实施)(?:规范|方案|意见|办法|细则|计划|主体|事项|机关|部门)")
_RESULTS = re.compile(r"完成|实现|建成|建立|形成|达到|取得|消除|上线|落地|基本实现")
_WHOLLY = re.compile(r"(?:初步|全面|全部|基本|率先)$")
_MODAL = (
    r"(?:(?<![供响适相对反效呼])应(?!用|急|对|届)当?|(?<![重需主必只])要(?!求|素|点)|必须|(?<!必)须|(?<!申)请(?!求|示)"
    r"|负责|牵头|按职责(?:分工)?)+"
)
_TOLD = re.compile(rf"(?P<who>[^，。；]{{2,60}}?)(?P<modal>{_MODAL})(?P<rest>.*)")
_TASKED = re.compile("负责|牵头|按职责")  # 分级负责、事项统一的体系: nobody is told
_BY_WHOM = re.compile(r"由[^，。；]{2,30}?(?=完成|制定|编制|出台|建立|开展)")
_EACH = re.compile(r"各?[^，。；、]{0,12}(?:级|地|省份|[省市州县区旗镇乡](?:[（〈〔][^（）〈〉〔〕]{1,10}[）〉〕])?)")
_AND = re.compile("(?<=[局委厅办部位门市县区地])和")
_HANDED_IN = re.compile(r"[将把][^，。；]{2,60}?(?:报|送|交|上传)")  # 将规划报…备案: the verb stands behind its object
_ADJUNCT = re.compile(r"[也均还将]*(?:通过|向|经|由|在|对|于|配合|协助|支持|指导|督促|推动)")
_DOES = re.compile(r"完成|制定|制订|编制|出台|建立|印发|开展|组织|启动")
_OPEN = re.compile("相(?:适应|匹配|协调)$")  # 与小康社会相适应，…的户籍制度: what is reached comes later
_SAYS_NOTHING = re.compile(r"(?:有关|相关|各项|既定|以下|上述|如下)(?:工作|任务|目标|要求)?$")
_HOPES = re.compile(r"^(?:力争|努力|确保|争取|务必|要|推动|加快|并|使|将|把)+|原则上|（(?=[^（）]{2,4}）?$)")


class Reached(NamedTuple):
    """What is reached: its words, without who is told to and without the time, and the verb that says so."""

    what: str
    verb: str


def reached(said: str, words: QuantityWords) -> Reached | None:
    """What a phrase sets, its time left out; none where no verb of achieving is its predicate."""
    if _HANDED_IN.search(said):
        return None
    said = _without_modal(without_actor(_HOPES.sub("", said).strip(" ，、：；（）")), words)
    verbs = [m for m in words.patterns["achieving"].finditer(said) if not _ATTRIBUTE.match(said, m.end())]
    done = _predicate(said, verbs)
    if done is None:
        return None
    before, rest = said[:done.start()], said[done.end():]
    alone = not rest and before and (_surely_acts(before) or _ADJUNCT.match(before))
    if alone or _SAYS_NOTHING.search(rest) or _OPEN.search(rest):
        return None
    wholly = "全面" if before.endswith("全面") else ""
    return Reached(said, said[done.start():done.end() + 2] if done[0] == "全面" else wholly + done[0])


def _predicate(said: str, verbs: list[re.Match[str]]) -> re.Match[str] | None:
    """The verb at the head, else the first that ends the phrase (全面 with the verb behind it), else one of results."""
    heads = (verb for verb in verbs if _WAY.fullmatch(said, 0, verb.start()))
    ends = (verb for verb in verbs if len(said) == verb.end() + 2 * (verb[0] == "全面"))
    wholly = (verb for verb in verbs if _RESULTS.fullmatch(verb[0]) or _WHOLLY.search(said, 0, verb.start()))
    return next(chain(heads, ends, wholly), None)


def without_actor(said: str) -> str:
    """The phrase without who is told to act: 各地应│完成备案, 省直部门│完成模板制作, 由省级│完成…."""
    if told := _TOLD.fullmatch(said):
        return told["rest"] if acts(told["who"]) else said
    said = _BY_WHOM.sub("", said, count=1) if said.startswith("由") else said
    verb = _DOES.search(said)
    who = said[:verb.start()] if verb else ""
    return said[verb.start():] if verb and len(who) > 1 and _surely_acts(who) else said


def _without_modal(said: str, words: QuantityWords) -> str:
    """清单应当编制完成 → 清单编制完成; not in an attribute of what is reached (实现应纳入改革的事项全覆盖)."""
    told = _TOLD.fullmatch(said)
    if not told or _TASKED.search(told["modal"]) or words.patterns["achieving"].match(said):
        return said
    return told["who"] + told["rest"]


def acts(who: str) -> bool:
    """Whether words are a list of bodies or places, so that they say who acts and not what is reached."""
    if _ADJUNCT.match(who) or who.endswith("企业"):
        return False
    items = [part for item in items_of(who.removeprefix("请").rstrip("分别都均")) for part in _AND.split(item)]
    return bool(items) and all(is_body_like(item) or _EACH.fullmatch(item) for item in items)


def _surely_acts(who: str) -> bool:
    """The same where nothing tells them to: a place or a thing may end as a body does (花卉繁育基地建成)."""
    return acts(who) and all(is_sure(item) or _EACH.fullmatch(item) for item in items_of(who))
