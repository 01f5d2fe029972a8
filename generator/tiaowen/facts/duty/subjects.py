"""Who a phrase of prose begins with: the bodies before a verb, or after 由, only where every word of them can be a body's name."""

from __future__ import annotations

import re

from tiaowen.catalog.places import CENTRE
from tiaowen.facts.agencies import Naming
from tiaowen.facts.duty.lists import NameList, names_in
from tiaowen.language.bodies import ENDS_AS_BODY
from tiaowen.language.lexicon import pattern

_GROUP = re.compile(ENDS_AS_BODY.pattern + r"|各?(?:地|方|地区|区县|县区|镇街|层面|市州|州市)$")
_NO_BODY = re.compile(
    r"^(?:建立|健全|加强|强化|推动|推进|完善|实现|深化|形成|做好|开展|打破|加快|协助|[一二三四五六七八九]是)|^(?:对|与|向|为|以|按|被|经|在|把|将|从|一个|两个|多个|多)"
    r"|[都向后时前]|每(?!个)|清单|事项|(?<!职责|职能|职权|有关|相关|其他|主管|所属)的(?!.{3,}(?:部门|单位|机关|机构)$)|收到|接到|作出|发现"
    r"|(?:建设|参建|施工|监理|用人|生产经营|项目|勘察|设计|所在|使用|经营|聘用)单位$"  # regulated parties
    r"|[《》了，；]|(?:牵头|责任|配合|协办|参与)(?:部门|单位)(?:和(?:牵头|责任|配合)(?:部门|单位))?$|提出|拟订|协商"  # 各牵头部门要…: whoever
    r"|(?:部门|单位)(?![和及与或、（(的]|所[属在]|出资|单位|机构|机关|领导|负责|党[委组]|办公)[\u4e00-\u9fff“]{3,}"  # 会同有关部门│建立联动机制
    r"|(?:有关|相关|各|职能|主管)(?:部门|单位)(?![和及与或、（(]|单位|机构)[\u4e00-\u9fff]{1,2}$"  # 会同有关部门│组建小组
)
_PUBLIC = pattern(r"{public_end}$")
_WHOLE = pattern(r"{public_whole}$")
_SEVERAL = re.compile(r"^[报送请交]|^.{0,3}(?:[两三四]级|各|所有|有关|相关)|[的和与及]")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
_LONGEST = 80  # characters of a list of bodies after 由
_TASK = pattern(r"{task_verb}")
_BEGINS = pattern(r"{task_verb}|{task_preposition}")
_NO_TASK = pattern(r"(?:{task_verb}){1,2}{no_task}|组成|构成|的|担任|出任|.{1,10}的(?:部门|单位|机关|机构|人员|区域|地点|标准)")


def is_sure(name: str, naming: Naming) -> bool:
    """Whether the name is certainly a public body or a group of them: the registry knows it and it says its place, or it is plainly one."""
    bare = _ASIDE.sub("", name)
    if naming.is_group(name) or naming.is_group(bare):
        return naming.registry.is_public_group(bare) and bool(_GROUP.search(bare)) and not _NO_BODY.search(name)
    if naming.is_place(name):
        return naming.is_near(name)
    central = naming.registry.read(name, naming.place_id).place_id == CENTRE
    placed = bool(central or naming.mark(name) or naming.begins_with_place(name)) or name in naming.defined
    if placed and naming.is_known(name):
        return True
    ends = _PUBLIC if placed else _WHOLE
    return bool(ends.search(bare) and not _SEVERAL.search(bare) and not _NO_BODY.search(bare) and not _holds_task(bare, naming))


def _holds_task(name: str, naming: Naming) -> bool:
    """Whether a known body and what it does stand in the words: 市财政局制定实施办│法."""
    return any(
        _TASK.match(name, at) and ENDS_AS_BODY.search(name, 0, at) and naming.is_known(name[:at]) for at in range(3, len(name) - 3)
    )


def bodies_before(text: str, start: int, end: int, naming: Naming) -> NameList | None:
    """The bodies, when the words are nothing but bodies that are known or groups of public bodies; one unknown name does not drop its list."""
    found = names_in(text, start, end, naming)
    if not found.names or not found.whole:
        return None
    sure = [is_sure(name.name, naming) for name in found.names]
    if all(sure):
        return found
    known = sum(sure)
    doubtful = [name for name, yes in zip(found.names, sure, strict=True) if not yes]
    fits = all(_GROUP.search(_ASIDE.sub("", name.name)) and not _NO_BODY.search(name.name) and len(name.name) <= 16 for name in doubtful)
    return found if known and known >= len(doubtful) and fits and len(found.names) > 2 else None


def bodies_until_task(text: str, start: int, end: int, naming: Naming) -> tuple[NameList, int] | None:
    """The bodies after 由 or 会同, whatever they are to do, and where that begins: 由镇人民政府│为其代缴. None for 由…组成, 由…确定的部门."""
    ends = [at for at in range(start + 2, min(end, start + _LONGEST) + 1) if ENDS_AS_BODY.search(text, start, at)]
    for stop in (*(at for at in ends if _BEGINS.match(text, at, end)), *reversed(ends)):
        if not _NO_TASK.match(text, stop, end) and text[stop:stop + 1] not in tuple("、和及与或（("):
            found = bodies_before(text, start, stop, naming)
            if found:
                return found, stop
    return None
