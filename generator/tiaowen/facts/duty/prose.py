"""Duties in prose: …负责, 由…牵头, …会同…, 市财政局要…: only where all that stands before the verb is bodies or groups
of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from tiaowen.facts.agencies import Naming
from tiaowen.facts.duty.elided import Name
from tiaowen.facts.duty.lists import NameList, top_level
from tiaowen.facts.duty.subjects import bodies_before, bodies_until_task, ends_as_body
from tiaowen.language.bodies import YOU_IN_WORD
from tiaowen.language.lexicon import pattern
from tiaowen.model import Clause, DutyRole, Span

_SENTENCE = re.compile(r"[。！？；;\n]+")
_PHRASE = re.compile(r"[，,：:]+|(?<=[\u4e00-\u9fff])由(?=[\u4e00-\u9fff“])|^由")
_VERB = pattern(
    r"(?P<lead>牵头(?!单位|部门|责任|人|机构|机关|[^，。；]{2,30}的(?:部门|单位|机构|机关))|负责牵头|总牵头)|"
    r"(?P<joint>会同|商(?=有关|相关|市|省|各))|(?P<support>(?:积极|密切|主动)?配合|协助|协同(?!推进|发展|创新)"
    r"|(?:积极)?(?:参与|参加)(?=$|[，；。]))"
    r"|(?P<by_duty>(?:要|应当|应)?(?:按照|根据|依据|依照)(?:各自|部门)?(?:的)?(?:职责|职能)(?:分工)?"
    r"|在(?:各自(?:的)?)?职责范围内)"
    r"|(?P<responsible>(?:分别|具体|统一|共同|主要)?负责(?!人|同志|单位|部门|任)|(?:均|都|也|仍"
    r"|一般)?{duty_modal}(?=[\u4e00-\u9fff])"
    r"|承担|是(?:第一)?(?:责任|实施|工作|落实)主体|(?:具体)?(?:抓好|做好|组织|负责)(?:贯彻)?(?:落实|实施)(?=$|[，；。])"
    r"|(?:根据需要|定期|具体|统一|统筹)?组织(?:或?指导|开展|实施|编制|制定|协调)(?!了))"
)
# A verb of a body's work right after its name says its task without any 应当: 县财政局编制资金预算.
_TASK = pattern(r"(?!规定|确定|批准|负责(?:人|同志)|管理(?:委员会|局|处|中心|站|所))(?:{task_verb}){1,2}+(?!{no_task})")
_DESCRIBES = re.compile(  # 县政府牵头推进改革的机构, 省政府按照规定批准的支出
    r"[^，。；]{0,30}的(?:部门|单位|机构|机关|人员)|[^，。；]{0,20}"
    r"(?:批准|规定|确定|制定|发布|认定|公布|核准|颁发|出具|收取|征收|筹集|缴纳)的[^，。；]{2,30}(?:$|[，。；])"
)
_THEN = pattern(r"[，,](?:还|也|均|都|并|依法)?(?:应当|必须|不得|要(?=[\u4e00-\u9fff]))")
_CONDITION = re.compile(r"(?:的|时|后|前|之日起?|之日|期间|以来)$")  # 县政府批准后，: when, and no task
_MODAL = pattern(r"{duty_modal}")
_WITH = re.compile(r"并?(?:会同|协同|联合)(?=[\u4e00-\u9fff])")
_TOGETHER = re.compile(r"(?:负责)?[，,]?(?:并)?会同")
_CONTACT = re.compile(r"[：:](?!\s*[\d+“《]|.{0,4}电话|.{0,3}(?:同志|主任|局长))(?=\s*[\u4e00-\u9fff]{2})")
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
    """The duties in the sentences of a clause outside its tails, and that of the body a heading or a line names:
    1.县水利局：指导堤坝养护.
    """
    named = _named(clause, naming)
    if named:
        yield named
    at = named.quote.end if named else clause.body_start
    for tail in (*clause.tails, None):
        stop = tail.span.start if tail else len(clause.full)
        if at < stop:
            yield from _of_text(clause.full, at, stop, naming)
        at = tail.span.end if tail else stop


def _named(clause: Clause, naming: Naming) -> ProseDuty | None:
    """The duty of the bodies that stand alone before the first colon of a clause, as far as the sentence goes."""
    text, start = clause.full, len(clause.label)
    colon = _CONTACT.search(text, start, start + 60)
    if not colon:
        return None
    who = bodies_before(text, start, colon.start(), naming)
    if who is None or any(naming.is_place(name.name) for name in who.names):
        return None
    stop = next((m.start() for m in top_level(text, colon.end(), len(text), _SENTENCE)), len(text))
    stop = min([stop, *(tail.span.start for tail in clause.tails)])
    if stop <= colon.end():
        return None
    verb = _VERB.match(text, colon.end(), stop)
    role: DutyRole = verb.lastgroup if verb and verb.lastgroup in ("lead", "support") else "responsible"  # type: ignore[assignment]
    return ProseDuty(who.names, role, (), who.is_open, Span(who.names[0].span.start, min(stop, start + _LONGEST)))


def _of_text(text: str, start: int, end: int, naming: Naming) -> Iterator[ProseDuty]:
    at = start
    for stop in (*(m.start() for m in top_level(text, start, end, _SENTENCE)), end):
        yield from _of_sentence(text, at, stop, naming)
        at = stop + 1


def _of_sentence(text: str, start: int, end: int, naming: Naming) -> Iterator[ProseDuty]:
    words = [match.span() for match in YOU_IN_WORD.finditer(text, start, end)]
    cuts = [(m.start(), m.end()) for m in top_level(text, start, end, _PHRASE)
            if not any(a <= m.start() < b for a, b in words)]
    found: list[ProseDuty] = []
    for at, stop in zip([start, *(e for _, e in cuts)], [*(s for s, _ in cuts), end], strict=True):
        by = (
            text[at - 1:at] == "由" and text[at - 2:at - 1] not in ("交", "转") and at > start
            or text[at:at + 1] == "由"
        )
        together = _WITH.match(text, at, stop)
        if together:  # ，会同有关部门制定: they join who was named before, where no verb took them already
            joins = bodies_until_task(text, together.end(), end, naming) if found and not found[-1].joint else None
            found += (
                [ProseDuty(joins[0].names, "joint", (), joins[0].is_open, Span(at, min(end, at + _LONGEST)))]
                if joins else []
            )
            continue
        named = _subject(text, at, stop, naming, by=by) or _told_later(text, at, stop, end, naming)
        if named is None:
            continue
        who, role, after = named
        joint = _joined(text, role, after, end, naming)
        first = _matter(text, start, at) if text[at - 1:at] == "由" else who.names[0].span.start
        found.append(ProseDuty(who.names, "lead" if role == "joint" else role, joint, who.is_open,
                               Span(first, min(end, first + _LONGEST))))
    for number, duty in enumerate(found):
        # where the next body's own duty begins, this one ends
        stop = found[number + 1].quote.start if number + 1 < len(found) else end
        inside = duty.quote.start < stop < duty.quote.end
        while inside and text[stop - 1] in _BETWEEN:
            stop -= 1
        yield structs.replace(duty, quote=Span(duty.quote.start, stop)) if inside else duty


def _subject(text: str, start: int, end: int, naming: Naming, *, by: bool) -> tuple[NameList, DutyRole, int] | None:
    """The bodies that a phrase begins with, the role its verb gives them, and where the verb ends; ``by``: the phrase
    stands after 由.
    """
    verb = next((v for v in top_level(text, start, end, _VERB) if v.start() - start > 1), None)
    if verb and (who := bodies_before(text, start, verb.start(), naming)):
        after = _VERB.match(text, verb.end(), end) if _MODAL.fullmatch(verb[0]) else None
        said = after or verb  # 应当会同, 要配合, 应当按照职责: the second verb says the role
        return who, said.lastgroup or "responsible", said.end()  # type: ignore[return-value]
    if by:
        first = start + text.startswith("由", start)
        found = bodies_until_task(text, first, end, naming) if first < end else None
        if found:
            verb = _VERB.match(text, found[1], end)
            return (
                found[0], (verb.lastgroup if verb and verb.lastgroup else "responsible"),
                verb.end() if verb else found[1]
            )  # type: ignore[return-value]
        return None
    if text[start - 1:start] == "由" or _CONDITION.search(text, start, end):
        return None
    task = next((v for v in top_level(text, start, end, _TASK) if v.start() - start > 2), None)
    named = task and (text[task.start() - 1] in "等）)" or ends_as_body(text, start, task.start()))
    if (
        task and named and not _DESCRIBES.match(text, task.end(), end)
        and (who := bodies_before(text, start, task.start(), naming))
    ):
        return who, "responsible", task.end()
    return None


def _told_later(text: str, start: int, stop: int, end: int, naming: Naming) -> tuple[NameList, DutyRole, int] | None:
    """The bodies that a phrase begins with when the next one tells them what to do:
    县住建局在核发许可证时，│应当注明.
    """
    verb = _THEN.match(text, stop, end)
    found = bodies_until_task(text, start, stop, naming) if verb and text[start - 1:start] != "由" else None
    # 当地, 各地 begin other phrases too
    known = found is not None and all(len(name.name) > 2 for name in found[0].names)
    return (found[0], "responsible", verb.end()) if found and verb and known else None


def _joined(text: str, role: DutyRole | str, at: int, end: int, naming: Naming) -> tuple[Name, ...]:
    """The bodies after 会同: 市发展改革委牵头，会同│市财政局、市教育局│制定…"""
    lead = _TOGETHER.match(text, at, end) if role == "lead" else None
    start = at if role == "joint" else lead.end() if lead else end
    found = bodies_until_task(text, start, end, naming) if start < end else None
    return found[0].names if found else ()


def _matter(text: str, start: int, by: int) -> int:
    """Where the words before 由 begin that say what is to be done: 专项资金│由市财政局拨付."""
    comma = max(text.rfind(mark, start, by - 1) for mark in "，,：:")
    return max(start, comma + 1)
