"""Duties in prose: …负责, 由…牵头, …会同…, 市财政局要…: only where all that stands before the verb is bodies or groups of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.catalog.places import CENTRE
from generator.extract.agencies import BODY, Naming
from generator.extract.duty_lists import Name, NameList, names_in, top_level
from generator.model import Clause, DutyRole, Span

_SENTENCE = re.compile(r"[。！？；;\n]+")
_PHRASE = re.compile(r"[，,：:]+|(?<=[\u4e00-\u9fff])由(?=[\u4e00-\u9fff“])|^由")
_VERB = re.compile(
    r"(?P<lead>牵头(?!单位|部门|责任|人|机构|机关|[^，。；]{2,30}的(?:部门|单位|机构|机关))|负责牵头|总牵头)|(?P<joint>会同|商(?=有关|相关|市|省|各))|(?P<support>(?:积极|密切|主动)?配合|协助|协同(?!推进|发展|创新)|(?:积极)?(?:参与|参加)(?=$|[，；。]))"
    r"|(?P<by_duty>(?:要|应当|应)?(?:按照|根据|依据|依照)(?:各自|部门)?(?:的)?(?:职责|职能)(?:分工)?|在各自(?:的)?职责范围内)"
    r"|(?P<responsible>(?:分别|具体|统一|共同|主要)?负责(?!人|同志|单位|部门|任)|(?:(?<![主需必重])要|应当|应(?=在|将|对|按|及时|加强|依法|建立|制定|自|于|做好|积极|明确)|必须)(?=[\u4e00-\u9fff])|承担|是(?:第一)?(?:责任|实施|工作|落实)主体|(?:具体)?(?:抓好|做好|组织|负责)(?:贯彻)?(?:落实|实施)(?=$|[，；。]))"
)
_GROUP = re.compile(BODY.pattern + r"|各?(?:地|方|地区|区县|县区|镇街|层面|市州|州市)$")
_NO_BODY = re.compile(
    r"^(?:建立|健全|加强|强化|推动|推进|完善|实现|深化|形成|做好|开展|打破|加快|协助|[一二三四五六七八九]是)|^(?:对|与|向|为|以|按|被|经|在|把|将|从|一个|两个|多个|多)|[都向后时前]|每(?!个)|的(?!.{0,2}(?:部门|单位|机关|机构)$)|清单|事项"
    r"|[《》了，；]|(?:牵头|责任|配合|协办|参与)(?:部门|单位)(?:和(?:牵头|责任|配合)(?:部门|单位))?$|提出|拟订|协商"  # 各牵头部门要…: whoever
    r"|(?:部门|单位)(?![和及与或、（(的]|所[属在]|出资|单位|机构|机关|领导|负责|党[委组])[\u4e00-\u9fff“]{3,}"  # 会同有关部门│建立联动机制
)
# A body that no registry knows, but that says its place and ends as public bodies do: 省委农村工作领导小组, 市道路运输事业发展中心.
_PUBLIC = re.compile(
    r"(?:领导小组|指挥部|联席会议|委员会|[^、]{3,}(?:局|厅|署|办公室|(?:发展|服务|管理|事务)中心|支队|大队|总队|研究院|集团))$"
)
_SEVERAL = re.compile(r"^[报送请]|^.{0,3}(?:[两三四]级|各|所有|有关|相关)|[的和与及]")
_TOGETHER = re.compile(r"(?:负责)?[，,]?(?:并)?会同")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
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
    if not _VERB.search(text, start, end):
        return
    cuts = [(m.start(), m.end()) for m in top_level(text, start, end, _PHRASE)]
    for at, stop in zip([start, *(e for _, e in cuts)], [*(s for s, _ in cuts), end], strict=True):
        verb = next((v for v in top_level(text, at, stop, _VERB) if v.start() - at > 1), None)
        who = _bodies(text, at, verb.start(), naming) if verb else None
        if not verb or not who:
            continue
        role: DutyRole = verb.lastgroup or "responsible"  # type: ignore[assignment]
        joint = _joined(text, verb, end, naming) if role in ("joint", "lead") else ()
        first = who.names[0].span.start
        yield ProseDuty(who.names, "lead" if role == "joint" else role, joint, who.is_open, Span(first, min(end, first + _LONGEST)))


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
