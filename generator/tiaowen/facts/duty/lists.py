"""Lists of bodies in a duty: cut into names, elided prefixes and endings restored, joint organs split (gold, traps
18–22).

Postconditions: 1. every name's ``printed`` is the text at its span; 2. names are in reading order; 3. a prefix elided
after 、 is restored and is forgotten at ，; 4. what cannot be the name of a body is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from tiaowen.catalog.agency_names import LEVEL_MARKS
from tiaowen.facts.agencies import Naming
from tiaowen.facts.duty.elided import DEPARTMENT_END, SEAT, Name, departments, governments, levels, prefixes, seats
from tiaowen.language.bodies import DEFINITION, ENDS_AS_BODY
from tiaowen.model import Span

OPEN = "（([［【〔“‘《"
CLOSE = "）)]］】〕”’》"
_BRACKETS = re.compile(f"[{re.escape(OPEN + CLOSE)}]")
ROLE_ASIDE = re.compile(
    r"[（(〔\[](?P<role>[^（）()]{0,4}(?:牵头|主办|主责|配合|协办|协助|负责)[^（）()]{0,6})[）)〕\]]$")
_STAR = re.compile(r"^[*★▲☆●＊]|[*★▲☆●＊]$")
# 市和区、县人民政府
_LIST_MARK = re.compile(
    r"[、/\s\u3000]+|(?<=[省市县区])和(?=(?:区县|县|区|旗)(?:（[^（）]{1,6}）)?区?(?:、|人民政府|政府))")
_AND_EVERY = re.compile(r"\s*(?:以及|和|及|与|、)\s*(?=各|有关|相关)|(?<=等)(?:以及|和|及|与)")
_AND = re.compile(r"和|及|与|以及|暨|或者|或")
_PRONOUN = re.compile("其(?![他它余中])")  # 及其所属各单位 stands for bodies named before
_SCOPE = r"(?:(?:\d|[一二三四五六七八九十]{1,2})?个?(?:有关|相关|其他|各有关|各相关|各)?)"
_KIND = r"(?:部门和单位|部门单位|单位和部门|部门|单位和个人|单位|方面|机关|地方|机构|地)"
_ETC = re.compile(
    rf"(?<![高中初平优同劣])等(?=$|以及|和|及|与|(?:(?:省|市|县|区|州|国务院|中央)(?:直|级|属)?)?{_SCOPE}{_KIND}|按|在"
    rf"|{_SCOPE}(?:市|省|县|区|州|国务院|中央)(?:直|级|属|县|区|市|人民政府|政府)"
    r"|[^、等]{0,12}(?:部门|单位|机关|企业|机构|管委会|管委|政府|平台|园区|区县|公司|银行)$)"
)
_PLAIN_REST = re.compile(rf"{_SCOPE}{_KIND}?|按.*|在.*")
_FROM = re.compile(r"^[^、，]{2,12}?(?<![自理事缘案])由(?![于此来头])(?=[\u4e00-\u9fff]{2,})")
_LEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|由|但|并|并由|以及|会同|协同|联合|及|和|与|其中|主要)+(?=.{2})")
_TRAILING = re.compile(
    r"(?:分别|共同|具体|联合|协同|统筹|组织|各自|统一|总|负责|办理|各司其职|为主|在职责范围内"
    r"|(?:按照?|依据|根据)(?:各自|部门|自身)?(?:的)?(?:职责任务|职责权限|职责|职能|分工)*(?:分工|要求)?)+$"
)
_ONE_BODY = re.compile(r"(?:省|市|县|区)(?![直级属])[^、各有相]{2,}(?:局|委|办|厅)$")
_DEPARTMENT = re.compile(r"(?:部门|机关|机构|单位|办事处)$")
_OWN_SEAT = re.compile(rf"^(?!相关|有关|各).*(?:{SEAT.pattern})")  # 青岛等市人民政府, not 浦东新区等相关区政府


class NameList(Struct, frozen=True):
    """The bodies of one list, whether it ends in 等, and whether all of the text was bodies."""

    names: tuple[Name, ...]
    is_open: bool
    whole: bool


def names_in(text: str, start: int, end: int, naming: Naming) -> NameList:
    """The bodies in ``text[start:end]``, which has no ， or ； outside brackets: one run, in which prefixes may be
    elided after 、.
    """
    run: list[Name] = []
    is_open = False
    for piece in _pieces(text, start, end):
        before, etc = _until_etc(piece, naming)
        is_open = is_open or etc
        run += [part for name in before for part in _conjoined(name, naming) if not _PRONOUN.match(part.name)]
    run = departments(seats(governments(levels(run), naming), naming))
    run = prefixes(run, naming)
    parts = [part for name in run for part in _joint(name, naming)]
    found = tuple(part for part in parts if part.group or naming.is_body(part.name))
    return NameList(found, is_open, len(found) == len(parts))


def is_star(role: str) -> bool:
    """Whether the mark beside a name is a star (*市财政局)."""
    return bool(role) and bool(_STAR.fullmatch(role))


def top_level(text: str, start: int, end: int, marks: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of the marks outside brackets and quotation marks."""
    match = marks.search(text, start, end)
    inside = iter(_enclosed(text, start, end) if match else ())  # most phrases: their brackets need no reading
    around = next(inside, None)
    while match:
        while around and around.end <= match.start():
            around = next(inside, None)
        if around and around.start <= match.start():
            at = around.end
        elif match.end() > match.start():
            yield match
            at = match.end()
        else:
            at = match.end() + 1
        match = marks.search(text, at, end) if at < end else None


def _enclosed(text: str, start: int, end: int) -> list[Span]:
    """Outermost brackets and quotations of ``text[start:end]``, marks included; one that is never closed goes to the
    end.
    """
    spans: list[Span] = []
    depth = opened = 0
    for match in _BRACKETS.finditer(text, start, end):
        if match[0] in OPEN:
            opened = opened if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            spans += [Span(opened, match.end())] if not depth else []
    return [*spans, Span(opened, end)] if depth else spans


def _pieces(text: str, start: int, end: int) -> Iterator[Name]:
    """The pieces between 、, and between blanks where both sides end like a body (责任单位：市财政局 市教育局)."""
    cuts = [(m.start(), m.end()) for m in top_level(text, start, end, _LIST_MARK)
            if m[0][0] in "、/和" or ENDS_AS_BODY.search(text[start:m.start()])]
    at = start
    for cut, after in (*cuts, (end, end)):
        piece = _trimmed(text, at, cut)
        if piece:
            yield piece
        at = after


def _trimmed(text: str, start: int, end: int) -> Name | None:
    """The piece without white space, 由, 分别, 按职责分工 around it; an aside (牵头) or a star that gives its role
    taken off and kept.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    lead = _LEADING.match(text[start:end]) or _FROM.match(text[start:end])
    start += lead.end() if lead else 0
    role = ""
    aside = ROLE_ASIDE.search(text[start:end])
    if aside:
        role, end = aside["role"], start + aside.start()
    defined = DEFINITION.search(text, start, end)
    if defined and defined.end() == end:
        end = defined.start()
    star = _STAR.search(text[start:end])
    if star:
        role = role or star[0]
        start, end = (start + 1, end) if star.start() == 0 else (start, end - 1)
    trail = _TRAILING.search(text[start:end])
    if trail and trail.start() > 1:
        end = start + trail.start()
    printed = text[start:end].strip()
    return (
        Name(span=Span(start, end), printed=printed, name=re.sub(r"\s+", "", printed), role=role) if printed else None
    )


def _part(name: Name, start: int, end: int) -> Name:
    """A piece of the printed name, by offsets in it."""
    inner = name.printed[start:end]
    return Name(span=Span(name.span.start + start, name.span.start + end), printed=inner,
                name=re.sub(r"\s+", "", inner), role=name.role)


def _until_etc(piece: Name, naming: Naming) -> tuple[list[Name], bool]:
    """The body before 等 with the groups after it that say more than 部门 (市商务局等市直相关部门单位和各区政府); and
    whether there is 等.
    """
    match = next(top_level(piece.printed, 0, len(piece.printed), _ETC), None)
    if not match:
        return [piece], False
    head = _part(piece, 0, match.start()) if match.start() else None
    cuts = [(m.start(), m.end()) for m in top_level(piece.printed, match.end(), len(piece.printed), _AND_EVERY)]
    ends = zip([match.end(), *(e for _, e in cuts)], [*(s for s, _ in cuts), len(piece.printed)], strict=True)
    after = [_part(piece, start, end) for start, end in ends if start < end]
    if after and (_PLAIN_REST.fullmatch(after[0].name) or head and DEPARTMENT_END.fullmatch(after[0].name)):
        ending = DEPARTMENT_END.search(after[0].name)
        if head and ending and not ENDS_AS_BODY.search(head.name):
            head = structs.replace(head, name=head.name + after[0].name[ending.start():])  # 住建等部门 → 住建部门
        after = after[1:]
    elif (
        after and head and _OWN_SEAT.search(after[0].name)
        and (naming.is_place(head.name) or not ENDS_AS_BODY.search(head.name))
    ):
        # 青岛等市人民政府 → 青岛市人民政府
        head, after = structs.replace(head, name=head.name + after[0].name), after[1:]
    groups = [structs.replace(rest, group=not _ONE_BODY.match(rest.name)) for rest in after]
    return ([head] if head else []) + groups, True


def _conjoined(name: Name, naming: Naming) -> list[Name]:
    """市财政局和教育局 → two; 市自然资源和规划局 stays one: both sides must be bodies, and the whole must be none."""
    if (
        name.group or name.name != re.sub(r"\s+", "", name.printed) or naming.is_known(name.name)
        or len(naming.registry.split_joint(name.name)) > 1
    ):
        return [name]
    for match in top_level(name.printed, 1, len(name.printed) - 1, _AND):
        left, right = _part(name, 0, match.start()), _part(name, match.end(), len(name.printed))
        if SEAT.fullmatch(right.name) and naming.is_group(name.name):
            return [structs.replace(name, group=True)]
        whole = ENDS_AS_BODY.search(left.name) and len(left.name) > 2 and not naming.is_place(left.name)
        if whole and (naming.is_known(right.name) or naming.registry.is_bare(right.name) or naming.mark(right.name)):
            return [left, *_conjoined(right, naming)]
        if (
            _DEPARTMENT.search(left.name) and len(left.name) > 2 and naming.is_group(left.name)
            and naming.is_group(right.name)
        ):
            return [left, *_conjoined(right, naming)]
        if (
            whole and (naming.is_known(left.name) or right.name.startswith(("各", "有关", "相关", "其他")))
            and naming.is_group(right.name)
        ):
            return [left, *_conjoined(right, naming)]
    for at in range(2, len(name.name) - 2):
        first, second = name.name[:at], name.name[at:]
        together = name.printed == name.name and first[0] == second[0] in LEVEL_MARKS and naming.is_known(first)
        if (
            together and (naming.is_known(second) or len(first) > 3 and first[-1] in "局委办厅"
                          and second[-1] in "局委办厅")
        ):
            return [_part(name, 0, at), _part(name, at, len(name.printed))]
    return [name]


def _joint(name: Name, naming: Naming) -> list[Name]:
    parts = naming.registry.split_joint(name.name)
    return [name] if len(parts) == 1 else [structs.replace(name, name=part) for part in parts]
