"""What a list of bodies says once for several of them: a level before, a seat or 部门 behind; each name gets it back
(gold, traps 18–22).
"""

from __future__ import annotations

import re

from msgspec import Struct, structs

from tiaowen.catalog.agency_names import LEVEL_MARKS
from tiaowen.facts.agencies import OWN_NAME, Naming
from tiaowen.language.bodies import ENDS_AS_BODY
from tiaowen.model import Span

_EVERY = re.compile(
    r"各(?:有关|相关|个)?(?:省|自治区|直辖市|市|地|州|盟|县|区|旗|设区市)(?:[（(〔［\[][州盟地区、]{1,5}[）)〕］\]])?$")
_LEVEL = re.compile(
    r"(?:省|自治区|直辖市|计划单列市|地级市|县级市|市|地|州|盟|县|区|旗|自治县)(?:级(?=人民政府|政府))?"
    r"(?:[（(〔［\[][^（）()〔〕［］\[\]]+[）)〕］\]])?"
    r"(?:和(?:直辖市|计划单列市|新疆生产建设兵团|兵团|县|区|旗))?"
    r"(?:人民政府|政府|党委和政府|党委、政府|党委政府|党委|[^、]{0,8}(?:部门|厅|局|委))?"
)
_ONE_LEVEL = re.compile(
    r"(?:自治区|县（市）区|区县|设区的市|[省市县区州盟旗乡镇])(?:[（(〔［\[][^（）()〔〕［］\[\]]+[）)〕］\]])?")
# 市场监管, 城市管理 are fields: no other takes their 监管
DEPARTMENT_END = re.compile(r"(?:行政主管|主管|行政管理|行政)?部门$")
_FIELD_OF_ALL = re.compile(  # 各区（园区）民政、扶贫部门
    r"各(?:[地省市县区旗州盟镇乡]|街道|园区|、|[（(][^（）()]*[）)])+(?!场)[^省市县区旗州盟镇乡（）]{2,8}"
)
_NO_PREFIX = re.compile(  # of several places or levels, of a vertical body, an office inside a department
    r"^(?:各|[省市县区州]级|直辖市|设区的市|自治[州县]|国家|厅|局机关|机关)|[^省市县区州]"
    r"(?:人民政府|海关|海事局|检察院|法院)$|海关总署|[^公]处$|处室$|[^财]科$|总站$"
)
_ZONE = re.compile(r"^[\u4e00-\u9fff]{1,10}(?:（[\u4e00-\u9fff、]{1,6}）)?(?:区|县|市|旗|园)$")  # 自贸试验（合作）区
SEAT = re.compile(r"(?:人民政府|政府|管委会|管委|管理委员会|党工委、管委会|党委、政府|党委政府|党委)$")


class Name(Struct, frozen=True, kw_only=True):
    """One body of a list: where it stands, as printed, and with what was elided; ``group``: the text itself says it is
    a class (…等市直单位).
    """

    span: Span
    printed: str
    name: str
    role: str = ""
    group: bool = False


def levels(run: list[Name]) -> list[Name]:
    """各市、州、县人民政府 is one group: 各 is said once for all the levels."""
    out: list[Name] = []
    joins = False
    for name in run:
        if joins and _LEVEL.fullmatch(name.name):
            out[-1] = structs.replace(out[-1], span=Span(out[-1].span.start, name.span.end),
                                      name=f"{out[-1].name}、{name.name}", group=True)
            joins = name.name[-1] in "省市县区州盟旗地" or name.name.endswith("自治区")
        else:
            out.append(name)
            joins = bool(_EVERY.fullmatch(name.name))
    return out


def governments(run: list[Name], naming: Naming) -> list[Name]:
    """政府 after the party committee of the same place: 各县（市、区）党委、政府 stays one group, 文登区党委、政府 are
    two bodies.
    """
    out: list[Name] = []
    for name in run:
        before = out[-1] if out else None
        seat = SEAT.search(before.name) if before else None
        if before and seat and seat.start() and SEAT.fullmatch(name.name):
            if naming.is_group(before.name):
                out[-1] = structs.replace(before, span=Span(before.span.start, name.span.end),
                                          name=f"{before.name}、{name.name}", group=True)
                continue
            name = structs.replace(name, name=before.name[:seat.start()] + name.name)
        out.append(name)
    return out


def seats(run: list[Name], naming: Naming) -> list[Name]:
    """Endings elided backwards: 文登区、荣成市政府 → 文登区政府, 荣成市政府; 市、区科技局 → 市科技局, 区科技局."""
    out = list(run)
    for index in range(len(out) - 2, -1, -1):
        name, after = out[index], out[index + 1]
        zone = (
            _ZONE.match(name.name) and not name.name.startswith(("各", "有关", "相关", "其他"))
            and not naming.is_known(name.name)
        )
        place = naming.is_place(name.name) or bool(zone)
        seat = SEAT.search(after.name)
        own = _ONE_LEVEL.match(after.name)
        shared = (own.end() if own else naming.place_end(after.name)) if _ONE_LEVEL.fullmatch(name.name) else 0
        if 0 < shared < len(after.name):
            out[index] = structs.replace(name, name=name.name + after.name[shared:])
        elif (
            place and seat and seat.start()
            and (naming.begins_with_place(after.name) or _ZONE.match(after.name[:seat.start()]))
        ):
            level = after.name[seat.start() - 1]
            mark = level if name.name[-1] not in "省市县区州旗盟园" and level in LEVEL_MARKS else ""
            out[index] = structs.replace(name, name=name.name + mark + seat[0])
    return out


def departments(run: list[Name]) -> list[Name]:
    """教育、体育部门 → 教育部门, 体育部门."""
    out = list(run)
    for index in range(len(out) - 2, -1, -1):
        ending = DEPARTMENT_END.search(out[index + 1].name)
        every = (
            out[index].name.startswith(("各", "有关", "相关", "其他")) and not _FIELD_OF_ALL.fullmatch(out[index].name)
        )
        described = "的" in out[index + 1].name  # 收到投诉、举报的部门 names nobody
        if ending and ending.start() and not every and not described and not ENDS_AS_BODY.search(out[index].name):
            out[index] = structs.replace(out[index], name=out[index].name + ending[0])
    return out


def prefixes(run: list[Name], naming: Naming) -> list[Name]:
    """Prefixes elided after 、: 市科技局、财政局 → 市财政局; a name with its own place, a body of the centre and a
    group take none.
    """
    out: list[Name] = []
    mark, party = "", False
    for name in run:
        own = "" if name.group else naming.mark(name.name)
        if own:
            mark = own
        elif mark and not name.group and _takes_prefix(name.name, naming):
            name = structs.replace(name, name=naming.registry.restore(name.name, mark, party=party))
        party = bool(mark) and name.name.startswith((f"{mark}委", f"{mark}党委"))
        out.append(name)
    return out


def _takes_prefix(name: str, naming: Naming) -> bool:
    if OWN_NAME.search(name) or name[0].isdigit() or _NO_PREFIX.search(name):
        return False
    if naming.registry.is_bare(name):
        return True
    if naming.is_known(name) and not name.endswith("部门") or naming.begins_with_place(name):
        return False
    return bool(ENDS_AS_BODY.search(name)) and (not naming.is_group(name) or name.endswith("主管部门"))
