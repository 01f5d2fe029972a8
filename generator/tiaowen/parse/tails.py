"""Duty tails: brackets that say who must act, at the end of a sentence, a clause or a paragraph, known by their shape.

（责任单位：市财政局） （6月底完成，归口部门：市财政局） （市发展改革委牵头，市财政局配合）
（市公安局、市消防救援支队）, in either width of bracket. Several may stand in one clause, each for the sentences since
the one before it. A line 责任单位：… of its own is a tail too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiaowen.language.bodies import is_body_like, items_of, only_bodies
from tiaowen.language.roles import ROLE_END, TIME, charging_fields, fields
from tiaowen.model import Span, Tail

_NOTE = re.compile(  # 列第一位的为牵头单位，下同 · 以下各项同此 · 12月底前完成 · 年内持续推进
    r"(?:[，,。；;]\s*(?:[^，,。；;]{0,24}(?:第一|首位|首个|黑体|加粗|粗体)[^，,。；;]{0,24}|(?:以)?下(?:各项|列各项"
    r"|面)?(?:均)?同此?"
    rf"|(?:(?:完成|办结|整改)?(?:时限|时间|期限)[：:])?{TIME.pattern}[^，,；;（）()]{{0,25}}))+[。；]?\s*$"
)
_AFTER = re.compile(r"\s*(?:$|[。；;！]|[\u4e00-\u9fff“(（——\d])")
_BRACKET = re.compile(r"[（）()［］\[\]【】〔〕]")
_OPENING = "（([［【〔"
_CLOSING = "）)］]】〕"
_ENDED = ("。", "；", "”", "！")
_LONGEST = 900


def find_tails(full: str, body_start: int) -> tuple[Tail, ...]:
    """The duty tails of a clause's full text, in order, each with the sentences it covers."""
    if body_start >= len(full):
        return ()
    if is_duty_line(full[body_start:]):
        whole = Span(body_start, len(full))
        return (Tail(span=whole, scope=whole, text=full[body_start:]),)
    tails: list[Tail] = []
    covered = body_start
    for start, end in _brackets(full, body_start):
        inner = full[start + 1:end].rstrip(_CLOSING)
        # 。（…负责）, a bracket that opens its paragraph, one right after another: each after what it speaks of
        alone = not full[covered:start].strip() or full[:start].rstrip().endswith(_ENDED)
        if not _is_tail(full, start, end, inner, ended=alone):
            continue
        tails.append(Tail(span=Span(start, end), scope=Span(covered, start), text=full[start:end]))
        covered = end + len(full[end:]) - len(full[end:].lstrip("。；; \u3000\u00a0")) if end < len(full) else end
    return tuple(tails)


def is_duty_line(text: str) -> bool:
    """Whether a paragraph is nothing but a duty list: 责任单位：市教育局、市财政局."""
    if len(text) > _LONGEST:
        return False
    first = next(fields(text), None)
    return first is not None and not text[:first.start].strip() and charging_fields(text)[:1] == [first]


def without_tails(full: str, body_start: int, tails: tuple[Tail, ...]) -> str:
    """The body with the tails cut out: what ``text`` of a clause is."""
    if len(tails) == 1 and tails[0].span == Span(body_start, len(full)):
        return full[body_start:].strip()  # a line of its own: nothing else is there to read
    parts: list[str] = []
    at = body_start
    for tail in tails:
        parts.append(full[at:tail.span.start].rstrip())
        at = tail.span.end
    return ("".join([*parts, full[at:]]) if tails else full[at:]).strip()


def _brackets(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Outermost bracket pairs, half or full width, at most ``_LONGEST`` characters long."""
    depth = 0
    opened = 0
    for match in _BRACKET.finditer(text, start):
        if match[0] in _OPENING:
            if not depth:
                opened = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth and match.end() - opened <= _LONGEST:
                yield opened, match.end()
    if depth and len(text) - opened <= _LONGEST and charging_fields(text[opened + 1:]):
        yield opened, len(text)  # the closing bracket is lost


def _is_tail(full: str, start: int, end: int, inner: str, *, ended: bool) -> bool:
    if charging_fields(inner):
        return True
    inner = _NOTE.sub("", inner)
    after = full[end:]
    if full[:start].rstrip().endswith(_ENDED) and only_bodies(inner):
        return True
    if len(inner) < 4 or "。" in inner.rstrip("。") or not _says_who(inner):
        return False
    at_end = not after.strip() or after.lstrip()[0] in "。；;！"
    return at_end or ended and bool(_AFTER.match(after))


def _says_who(inner: str) -> bool:
    """Whether a bracket ends in what bodies do, and some of its words end as a body before that:
    （市城管局指导，各区政府负责落实）.
    """
    verb = ROLE_END.search(inner)
    return (
        bool(verb) and any(is_body_like(ROLE_END.sub("", item)) for item in items_of(inner)
                           if ROLE_END.sub("", item) != "")
    )
