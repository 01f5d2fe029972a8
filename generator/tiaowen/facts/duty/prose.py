"""Duties in prose: …负责, 由…牵头, …会同…, 市财政局要…: only where all that stands before the verb is bodies or groups of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from tiaowen.catalog.places import CENTRE
from tiaowen.facts.agencies import BODY, Naming
from tiaowen.facts.duty.lists import Name, NameList, names_in, top_level
from tiaowen.model import Clause, DutyRole, Span

_SENTENCE = re.compile(r"[。！？；;\n]+")
_PHRASE = re.compile(r"[，,：:]+|(?<=[\u4e00-\u9fff])由(?=[\u4e00-\u9fff“])|^由")
_VERB = re.compile(
    r"(?P<lead>牵头(?!单位|部门|责任|人|机构|机关|[^，。；]{2,30}的(?:部门|单位|机构|机关))|负责牵头|总牵头)|(?P<joint>会同|商(?=有关|相关|市|省|各))|(?P<support>(?:积极|密切|主动)?配合|协助|协同(?!推进|发展|创新)|(?:积极)?(?:参与|参加)(?=$|[，；。]))"
    r"|(?P<by_duty>(?:要|应当|应)?(?:按照|根据|依据|依照)(?:各自|部门)?(?:的)?(?:职责|职能)(?:分工)?|在(?:各自(?:的)?)?职责范围内)"
    r"|(?P<responsible>(?:分别|具体|统一|共同|主要)?负责(?!人|同志|单位|部门|任)|(?:均|都|也|仍|一般)?(?:(?<![主需必重])要|应当|必须"
    r"|(?<![响供适相反效感回理顺呼])应(?![用急届收付纳有知邀聘诉得变力试战征酬答许允景声运季该]))(?=[\u4e00-\u9fff])"
    r"|承担|是(?:第一)?(?:责任|实施|工作|落实)主体|(?:具体)?(?:抓好|做好|组织|负责)(?:贯彻)?(?:落实|实施)(?=$|[，；。])"
    r"|(?:根据需要|定期|具体|统一|统筹)?组织(?:或?指导|开展|实施|编制|制定|协调)(?!了))"
)
# After 由 any verb of a public body's work names what the bodies before it must do: 由市财政局会同市税务局另行制定; not 由县政府确定的部门.
_BY = re.compile(
    r"(?:另行|依法|统一|归口|具体|分别|共同|直接|组织|研究|统筹|按[^，。；]{2,12})*(?:制定|制订|规定|确定|批准|报送|办理|给予|管理|承担|实施|组织|审批|审查|审核|审定|核定|核准|核查|认定"
    r"|监督|指导|解释|公布|发布|拨付|安排|统筹|协调|考核|评估|验收|处理|处罚|责令|负担|列支|建立|编制|提出|执行|开展|汇总|受理|接收|征收|出具|颁发|发给)(?![的权]|单位|部门|机关)"
)
_MODAL = re.compile(r"要|应当?|必须")
_GROUP = re.compile(BODY.pattern + r"|各?(?:地|方|地区|区县|县区|镇街|层面|市州|州市)$")
_NO_BODY = re.compile(
    r"^(?:建立|健全|加强|强化|推动|推进|完善|实现|深化|形成|做好|开展|打破|加快|协助|[一二三四五六七八九]是)|^(?:对|与|向|为|以|按|被|经|在|把|将|从|一个|两个|多个|多)|[都向后时前]|每(?!个)|的(?!.{0,2}(?:部门|单位|机关|机构)$)|清单|事项"
    r"|(?:建设|参建|施工|监理|用人|生产经营|项目|勘察|设计|所在|使用|经营|聘用)单位$"  # regulated parties
    r"|[《》了，；]|(?:牵头|责任|配合|协办|参与)(?:部门|单位)(?:和(?:牵头|责任|配合)(?:部门|单位))?$|提出|拟订|协商"  # 各牵头部门要…: whoever
    r"|(?:部门|单位)(?![和及与或、（(的]|所[属在]|出资|单位|机构|机关|领导|负责|党[委组])[\u4e00-\u9fff“]{3,}"  # 会同有关部门│建立联动机制
)
# A body that no registry knows, but that says its place and ends as public bodies do: 省委农村工作领导小组, 市道路运输事业发展中心.
_PUBLIC = re.compile(
    r"(?:领导小组|指挥部|联席会议|委员会|[^、]{3,}(?:局|厅|署|办公室|(?:发展|服务|管理|事务)中心|支队|大队|总队|研究院|集团)|[^、在对与和及向为被把将的]{2,12}(?<!等)部门)$"
)
_SEVERAL = re.compile(r"^[报送请]|^.{0,3}(?:[两三四]级|各|所有|有关|相关)|[的和与及]")
_TOGETHER = re.compile(r"(?:负责)?[，,]?(?:并)?会同")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
_BETWEEN = "，,、：: 由并"  # what stands between the duties of two bodies
_LONGEST = 160


class ProseDuty(Struct, frozen=True):
    """One duty in prose: who, in which role, and the words that say so."""

    names: tuple[Name, ...]
    role: DutyRole
    joint: tuple[Name, ...]
    is_open: bool
    quote: Span


def prose(clause: Clause, naming: Naming) -> Iterator[ProseDuty]:
    """The duties in the sentences of a clause outside its tails and its heading."""
    at = clause.body_start
    for tail in (*clause.tails, None):
        stop = tail.span.start if tail else len(clause.full)
        yield from _of_text(clause.full, at, stop, naming)
        at = tail.span.end if tail else stop


def _of_text(text: str, start: int, end: int, naming: Naming) -> Iterator[ProseDuty]:
    at = start
    for stop in (*(m.start() for m in top_level(text, start, end, _SENTENCE)), end):
        yield from _of_sentence(text, at, stop, naming)
        at = stop + 1


def _of_sentence(text: str, start: int, end: int, naming: Naming) -> Iterator[ProseDuty]:
    if not (_VERB.search(text, start, end) or "由" in text[start:end]):
        return
    cuts = [(m.start(), m.end()) for m in top_level(text, start, end, _PHRASE)]
    found: list[ProseDuty] = []
    for at, stop in zip([start, *(e for _, e in cuts)], [*(s for s, _ in cuts), end], strict=True):
        by = text[at - 1:at] == "由" and text[at - 2:at - 1] not in ("交", "转") or text[at:at + 1] == "由"
        who, verb = _subject(text, at, stop, naming, by=by)
        if not verb or not who:
            continue
        role: DutyRole = verb.lastgroup or "responsible"  # type: ignore[assignment]
        joint = _joined(text, verb, end, naming) if role in ("joint", "lead") else ()
        first = _matter(text, start, at) if text[at - 1:at] == "由" else who.names[0].span.start
        found.append(ProseDuty(who.names, "lead" if role == "joint" else role, joint, who.is_open, Span(first, min(end, first + _LONGEST))))
    for number, duty in enumerate(found):
        stop = found[number + 1].quote.start if number + 1 < len(found) else end  # where the next body's own duty begins, this one ends
        inside = duty.quote.start < stop < duty.quote.end
        while inside and text[stop - 1] in _BETWEEN:
            stop -= 1
        yield structs.replace(duty, quote=Span(duty.quote.start, stop)) if inside else duty


def _subject(text: str, start: int, end: int, naming: Naming, *, by: bool) -> tuple[NameList | None, re.Match[str] | None]:
    """The bodies that a phrase begins with, and the verb that says what they must do; ``by``: the phrase stands after 由."""
    for pattern in (_VERB, _BY) if by else (_VERB,):
        verb = next((v for v in top_level(text, start, end, pattern) if v.start() - start > 1), None)
        if verb and (who := _bodies(text, start, verb.start(), naming)):
            after = _VERB.match(text, verb.end(), end) if _MODAL.fullmatch(verb[0]) else None
            return who, after or verb  # 应当会同, 要配合, 应当按照职责: the second verb says the role
    return None, None


def _matter(text: str, start: int, by: int) -> int:
    """Where the words before 由 begin that say what is to be done: 专项资金│由市财政局拨付."""
    comma = max(text.rfind(mark, start, by - 1) for mark in "，,：:")
    return max(start, comma + 1)


def _bodies(text: str, start: int, end: int, naming: Naming) -> NameList | None:
    """The bodies, when the words are nothing but bodies that are known or groups of public bodies."""
    found = names_in(text, start, end, naming)
    sure = found.whole and all(is_sure(name.name, naming) for name in found.names)
    return found if found.names and sure else None


def is_sure(name: str, naming: Naming) -> bool:
    """Whether the name is certainly a public body or a group of them: the registry knows it and it says its place, or it is plainly a group."""
    if naming.is_group(name):
        return naming.registry.is_public_group(name) and bool(_GROUP.search(_ASIDE.sub("", name))) and not _NO_BODY.search(name)
    central = naming.registry.read(name, naming.place_id).place_id == CENTRE
    placed = bool(central or naming.mark(name) or naming.begins_with_place(name))
    return placed and (naming.is_known(name) or bool(_PUBLIC.search(name) and not _SEVERAL.search(name) and not _NO_BODY.search(name)))


def _joined(text: str, verb: re.Match[str], end: int, naming: Naming) -> tuple[Name, ...]:
    """The bodies after 会同, up to where the task begins: 会同市财政局、市教育局制定…"""
    lead = _TOGETHER.match(text, verb.end(), end)
    if verb.lastgroup == "lead" and not lead:
        return ()
    at = lead.end() if lead else verb.end()
    best: tuple[Name, ...] = ()
    for stop in range(at + 2, min(end, at + 60) + 1):
        found = names_in(text, at, stop, naming)
        if found.names and found.whole and all(is_sure(name.name, naming) for name in found.names):
            best = found.names
    return best
