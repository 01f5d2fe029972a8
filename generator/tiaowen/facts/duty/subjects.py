"""Who a phrase of prose begins with: the bodies before a verb, or after 由, only where every word of them can be a
body's name.
"""

from __future__ import annotations

import re

from tiaowen.catalog.places import CENTRE
from tiaowen.facts.agencies import Naming
from tiaowen.facts.duty.lists import NameList, names_in
from tiaowen.language.bodies import ENDS_AS_BODY
from tiaowen.language.lexicon import pattern

_GROUP = re.compile(rf"(?:{ENDS_AS_BODY.pattern})|各?(?:地|方|地区|区县|县区|镇街|层面|市州|州市)$")
_NO_BODY = re.compile(
    # words that begin a phrase of another kind
    r"^(?:已|持续|大力|广泛|深入|宣传|严格|全面|定期|主动|及时|认真|建立|健全|加强|强化|推动|推进|完善|实现|深化|形成|做好|开展|打破|加快|协助|协调|指定|积极|确保|保障|配合"
    r"|支持|指导|督促|提升|注重|参照|可以|或者|委托|要求|提请|函告|下列|以下|未|须|应当"
    r"|必须|到|报|不|即|如|若|经(?![办济营贸开])|对|与|向|为|以|按|被|在|把|将|从|一个|两个|多个|多"
    r"|[一二三四五六七八九]是|认为|国家(?:推动|鼓励|支持|引导))"
    # words that no name holds
    r"|[都向后时前是]|申请人到|法规和|新建|改造|扩建|.(?:将(?!乐|军)|(?<!所)在(?!线))|社会$|每(?!个)|(?<![财])经(?![济办贸营开区信])|按规定|决定|提请"
    r"|采取|.应当|.必须|授权|委托|责成|责令|批转|纳入|列入|作为|收到|接到|作出|发现|提出|拟订|协商|清单|事项|根据|依据|依照|参照|可[以到向由]|[区县]长任"
    r"|[《》了，；]"
    r"|(?:建设|参建|施工|监理|用人|生产经营|项目|勘察|设计|所在|使用|经营|聘用)单位$"  # regulated parties
    r"|(?:牵头|责任|配合|协办|参与)(?:部门|单位)(?:和(?:牵头|责任|配合)(?:部门|单位))?$"  # 各牵头部门要…: whoever
    # 会同有关部门│建立联动机制
    r"|(?:部门|单位)(?![和及与或、（(的]|所[属在]|出资|单位|机构|机关|领导|负责|党[委组]|办公)[\u4e00-\u9fff“]{3,}"
    # 会同有关部门│组建小组
    r"|(?:有关|相关|各|职能|主管)(?:部门|单位)(?![和及与或、（(]|单位|机构)[\u4e00-\u9fff]{1,2}$"
    r"|[举承主开代申兴]办$"
)
# X的部门 names a body by what it is charged with: 负责扬尘防治的部门, 有关的部门; not by what happens to it:
# 收到投诉的部门.
_DESCRIBED = re.compile(r"的(?!.{3,}(?:部门|单位|机构|机关)$)")
_CHARGED = re.compile(
    r"^(?:负责|承担|负有|主管|履行|依法).+的(?:部门|单位|机构|机关)$|(?:职责|职能|职权|有关|相关|其他|主管|所属|设区)的")
# An ending that is the beginning of a word: 在办│理, 行处│罚, 常委│会.
_CUT = re.compile(
    r"办(?=[理法公事学证好])|处(?=[理罚置分以于长])|所(?=[有属在得需以产列称])|委(?=[托员派会])|部(?=[门署分位级队])|会"
    r"(?=[议同商计员场长晤])|站(?=[点位])|院(?=[校士长])|局(?=[面部限长])"
    r"|行(?=[政业为使动])|队(?=[伍员])|社(?=[会区])|组(?=[织建成])|联(?=[合系动席])|区(?=[域别分县长])|市"
    r"(?=[场民区级直长])|县(?=[级域长])|省(?=[级内外军域长])|[镇乡州](?=长)|科(?=[技研学目])|校(?=[园外企])|厅(?=[长级])"
)
_PUBLIC = pattern(r"{public_end}$")
_WHOLE = pattern(r"{public_whole}$")
_SEVERAL = re.compile(r"^[报送请交]|^.{0,3}(?:[两三四]级|各|所有|有关|相关)|[的和与及]")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
_ENDING = 6  # characters; no ending is longer
_LONGEST = 80  # characters of a list of bodies after 由
_TASK = pattern(r"{task_verb}")
_BEGINS = pattern(r"{task_verb}|{task_preposition}")
_NO_TASK = pattern(
    r"(?:{task_verb}){1,2}+{no_task}|组成|构成|的|担任|出任|[内外中里下]|预算|决算|[^，。；]{0,6}为主|管委会"
    r"|管理委员会|人民政府|政府|办事处|委员会|办公室|{task_verb}.{0,10}的(?:部门|单位|机关|机构|人员)"
    r"|(?![对向为在与把将按依根从以就])[\u4e00-\u9fff]{2,4}的(?!基础|方式|原则|形式|要求)[\u4e00-\u9fff]{2}"
    r"|(?![对向为在与把将])[\u4e00-\u9fff]{2,6}的(?:部门|单位|机关|机构|人员)|(?:有关|相关|各|所属)(?:部门|单位|机构)"
    r"|(?:主要|分管|有关|相关|处室|科室|党政)*(?:负责人|负责同志|领导|同志|人员|主任|书记|[副]?[市县区局]长)"
)
_NAME_GOES_ON = re.compile(r"[\u4e00-\u9fff]{2,16}(?:行政)?主管部门")  # 县级以上人民政府│优化营商环境工作主管部门
_COMPOSED_AT_MOST = 12  # characters that it can have
_COMPOSED = re.compile(r"(?:组成|构成)[，。；]?$|组成(?:的)?[^，。；]{0,8}$")


def is_sure(name: str, naming: Naming) -> bool:
    """Whether the name is certainly a public body or a group of them: the registry knows it and it says its place, or
    it is plainly one.
    """
    bare = _ASIDE.sub("", name)
    if _DESCRIBED.search(bare) and not _CHARGED.search(bare):
        return False
    if naming.is_group(name) or naming.is_group(bare):
        return naming.registry.is_public_group(bare) and bool(_GROUP.search(bare)) and not _NO_BODY.search(name)
    if naming.is_place(name):
        return naming.is_near(name)
    central = naming.registry.read(name, naming.place_id).place_id == CENTRE
    placed = bool(central or naming.mark(name) or naming.begins_with_place(name)) or name in naming.defined
    if placed and naming.is_known(name):
        return True
    ends = _PUBLIC if placed else _WHOLE
    return bool(ends.search(bare) and not _SEVERAL.search(bare) and not _NO_BODY.search(bare)
                and not _holds_task(bare, naming))


def _holds_task(name: str, naming: Naming) -> bool:
    """Whether a known body and what it does stand in the words: 市财政局制定实施办│法."""
    return any(
        _TASK.match(name, at) and ENDS_AS_BODY.search(name, 0, at) and naming.is_known(name[:at])
        for at in range(3, len(name) - 3)
    )


def ends_as_body(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends as the name of a body does; only its last characters are looked at."""
    end -= text[end - 1:end] == "）"  # 当地政府（园区管委会）
    return _GROUP.search(text, max(start, end - _ENDING), end) is not None


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket of the words is not closed: 当地政府（园区│管委会）."""
    return text.count("（", start, end) > text.count("）", start, end)


def bodies_before(text: str, start: int, end: int, naming: Naming) -> NameList | None:
    """The bodies, when the words are nothing but bodies that are known or groups of public bodies; one unknown name
    does not drop its list.
    """
    found = names_in(text, start, end, naming)
    if not found.names or not found.whole:
        return None
    sure = [is_sure(name.name, naming) for name in found.names]
    if all(sure):
        return found
    known = sum(sure)
    doubtful = [name for name, yes in zip(found.names, sure, strict=True) if not yes]
    fits = all(_GROUP.search(_ASIDE.sub("", name.name)) and not _NO_BODY.search(name.name) and len(name.name) <= 16
               for name in doubtful)
    return found if known and known >= len(doubtful) and fits and len(found.names) > 2 else None


def bodies_until_task(text: str, start: int, end: int, naming: Naming) -> tuple[NameList, int] | None:
    """The bodies after 由 or 会同, whatever they are to do, and where that begins: 由镇人民政府│为其代缴. None for
    由…组成, 由…确定的部门.
    """
    if _COMPOSED.search(text, max(start, end - _COMPOSED_AT_MOST), end):
        return None
    stops = range(start + 2, min(end, start + _LONGEST) + 1)
    ends = [at for at in stops if ends_as_body(text, start, at) and not _CUT.match(text, at - 1)
            and not _is_open(text, start, at)]
    for stop in (*(at for at in ends if _BEGINS.match(text, at, end)), *reversed(ends)):
        if not _NO_TASK.match(text, stop, end) and text[stop:stop + 1] not in tuple("、和及与或（("):
            found = bodies_before(text, start, stop, naming)
            if found and not _NAME_GOES_ON.match(text, stop, end):
                return found, stop
    return None
