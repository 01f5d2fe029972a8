"""Duty tails in their parts: which list of bodies has which role (责任单位：…；…牵头，…配合；…按职责分工负责)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tiaowen.facts.duty.lists import CLOSE, OPEN, top_level
from tiaowen.language.lexicon import pattern
from tiaowen.language.roles import charges, fields, role_of_label
from tiaowen.model import Clause, DutyRole, Span

_ENDED = r"(?=$|[，,；;。、])"
_WORK = r"(?:落实|实施|组织实施|组织|推进|办理|做好|工作|做好相关工作|抓好落实)"
_DUTY = r"(?:职责|职能|责任)(?:任务|权限)?(?:分工|范围)?"
_VERB = pattern(
    rf"(?P<lead>(?:作)?为(?:总)?(?:牵头|主办)(?:单位|部门){_ENDED}"
    rf"|{{duty_verb_lead}}(?:负责)?(?:抓总)?{_WORK}?(?:{_ENDED}|会同)|牵头(?!单位|部门|责任|人)"
    rf"(?=[\u4e00-\u9fff]{{2,}}))"
    rf"|(?P<duty>(?:(?:依据|根据|按照?|依)(?:各自|部门|自身)?(?:的)?{_DUTY}(?:分别|协同|共同|具体|抓好|做好)?(?:负责"
    rf"|配合)?{_WORK}?"
    rf"|(?:按|按照)?(?:职责)?分工(?:分别|协同|共同)?负责(?:落实)?|各负其责|在(?:各自)?职责范围内负责){_ENDED})"
    rf"|(?P<support>(?:(?:作)?为(?:配合|参与|协办|协助)(?:单位|部门)|(?:积极|做好"
    rf"|负责)?{{duty_verb_support}}{_WORK}?){_ENDED})"
    rf"|(?P<plain>(?:(?:作)?为(?:责任|主责|实施|承办)(?:单位|部门)|(?:分别|共同|具体|统筹|联合|统一|主要"
    rf"|各自)?{{duty_verb}}{{duty_verb}}?(?:推进|办理|指导)?){_ENDED}"
    r"|(?:分别|共同|具体|统筹|联合|主要)?负责(?!人|同志|单位|部门|牵头)(?=[\u4e00-\u9fff“《]{2,}))"
)
_WITH = re.compile(
    r"(?:牵头)?会同(?=[\u4e00-\u9fff“])|(?<=[局委办部厅府院会署行])(?:会商|商|联合|协同)(?=[省市县区州旗国财各有相税])")
_INLINE = pattern(
    r"(?:^|[。；;！\n”）)])\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?"
    r"(?P<label>[\u4e00-\u9fff]{0,8}{duty_noun}(?:[、和及][\u4e00-\u9fff]{2,8}(?:单位|部门))?)\s*[：:]"
)
_HEADING_TAIL = re.compile(
    r"^[^。，；：,;:（）()]{0,12}[^。，；：,;:]{0,40}?(?P<tail>[（(](?=[^（）()]*(?:牵头|配合|负责|单位[：:]"
    r"|部门[：:]))[^（）()。]{4,200}[）)])(?![^。]{0,40}[（(](?:责任|牵头)单位)"
)
_STOP = re.compile(r"[。\n]")
_COMMA = re.compile(r"[，,；;。\n]+|\s+(?=[\u4e00-\u9fff]{0,6}(?:单位|部门)\s*[：:])")
_NEXT_LABEL = pattern(  # 牵头单位：市财政局│责任单位：市税务局│完成时限：…, with no comma between
    r"(?<=[局委办厅部署府院会行司社处室团心队站所校组联区县市镇乡街道）)\s])"
    r"(?:(?:责任|{label_lead}|{label_support}|主办|承办)(?:单位|部门)|完成(?:时限|时间))"
    r"(?=\s*[：:])"
)
NOTE = re.compile(
    r"下同|以下各项同此|黑体|加粗|粗体|(?:列|排)(?:名|序)?(?:在)?(?:第一|首)位?|第一个(?:单位|部门)?为|首位.{0,4}牵头|逗号(?:之|以)?前|"
    r"(?:带|标|加|注)(?:有)?“?[*★▲☆●＊]|以下(?:均|各项|同|责任单位)"
    r"|不再(?:逐一|一一)?列出|[*★＊]号?为"
)
_ASIDE = re.compile(r"[（(][^（）()]{4,40}[）)]\s*$")


class Part(Struct, frozen=True):
    """One list of a tail with its role: the runs between ， (a prefix elided after 、 does not pass ，), and the part
    as quoted.
    """

    role: DutyRole
    runs: tuple[Span, ...]
    quote: Span


def parts(text: str, start: int, end: int, role: DutyRole | None = "responsible") -> Iterator[Part]:
    """The lists of ``text[start:end]``, a tail without its outer brackets; ``role``: what a list without a label
    says.
    """
    runs: list[Span] = []
    opened = start
    for piece in _pieces(text, start, end):
        aside = _ASIDE.search(text, piece.start, piece.end)
        if aside and NOTE.search(aside[0]):  # …、市医保局（逗号前为牵头单位，下同）
            piece = Span(piece.start, aside.start())
        if NOTE.search(text, piece.start, piece.end):
            continue
        label = next(fields(text[piece.start:piece.end]), None)
        if label and not text[piece.start:piece.start + label.start].strip():
            yield from _flushed(text, role, runs, opened)
            role, runs, opened = label.role, [], piece.start
            piece = Span(piece.start + label.value, piece.end)
        else:
            label = None
        if role is None:
            continue
        if not runs and not label:
            opened = piece.start
        closed = _closed(text, piece, runs, opened, role)
        yield from closed
        runs = [] if closed else [*runs, piece]
    yield from _flushed(text, role, runs, opened)


def inline_tails(clause: Clause) -> Iterator[tuple[Span, Span]]:
    """Lists 责任单位：… without brackets, as (span, scope): a line of their own, or after a full stop up to the
    next.
    """
    text, covered = clause.full, clause.body_start
    for match in _INLINE.finditer(text):
        heading = match.start() < clause.body_start < len(text)
        nested = sum(text.count(c, 0, match.start("label"))
                     for c in OPEN) > sum(text.count(c, 0, match.start("label")) for c in CLOSE)
        inside = match.start("label") < covered and covered > clause.body_start  # 牵头单位：…；责任单位：… is one tail
        if inside or heading or nested or not role_of_label(match["label"]) or not charges(match["label"]):
            continue
        stop = next((m.start() for m in top_level(text, match.end(), len(text), _STOP)), len(text))
        span = Span(match.start("label"), stop)
        yield span, span if span.start <= len(clause.label) + 1 else Span(min(covered, span.start), span.start)
        covered = stop


def unfinished(text: str) -> DutyRole | None:
    """The role whose list goes on in the next paragraph: the tail ends in a colon, 、 or ，(责任单位： and the bodies
    on the next line).
    """
    plain = text.strip()
    last = [field.role for field in fields(plain) if charges(field.label) or field.role is None]
    return last[-1] if last and plain.endswith(("：", ":", "、", "，", ",")) else None


def heading_tails(clause: Clause, known: list[Span]) -> Iterator[tuple[Span, Span]]:
    """Brackets with 牵头, 配合 or a label right after the words of a heading, as (span, scope):
    （一）优化审批（市财政局牵头）推进一网通办。
    """
    text = clause.full
    for match in _HEADING_TAIL.finditer(text):
        span = Span(match.start("tail"), match.end("tail"))
        if not any(span.start < other.end and other.start < span.end for other in known):
            yield span, Span(span.end, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    commas = [(cut.start(), cut.end()) for cut in top_level(text, start, end, _COMMA)]
    labels = [(label.start(), label.start()) for label in top_level(text, start, end, _NEXT_LABEL)]
    at = start
    for stop, after in sorted([*commas, *labels, (end, end)]):
        if text[at:stop].strip():
            yield Span(at, stop)
        at = after


def _closed(text: str, piece: Span, runs: list[Span], opened: int, label: DutyRole) -> list[Part]:
    """The lists that verbs in the piece close (A牵头、B配合 closes two); none when it holds no verb."""
    found: list[Part] = []
    at = piece.start
    for verb in top_level(text, piece.start, piece.end, _VERB):
        if verb.start() <= at and not runs:
            continue
        role: DutyRole = {"lead": "lead", "duty": "by_duty",
                          "support": "support"}.get(verb.lastgroup or "", "responsible")  # type: ignore[assignment]
        if label in ("lead", "support") and role in ("responsible", "by_duty"):
            role = label
        if verb.start() > at and text[at:verb.start()].strip("、 "):
            runs = [*runs, Span(at, verb.start())]
        stop = verb.end() if text[verb.end():verb.end() + 1] in ("", "、", "会") else piece.end
        found += _flushed(text, role, runs, opened, stop)
        runs, opened, at = [], verb.end(), verb.end()
        if stop == piece.end:
            break
    rest = text[at:piece.end].strip("、 ")
    if found and rest.startswith(("会同", "商")) and at < piece.end:
        found += _flushed(text, "joint", [Span(at, piece.end)], opened)
    return found


def _flushed(text: str, role: DutyRole | None, runs: list[Span], opened: int, stop: int = 0) -> list[Part]:
    """The runs as one part, or as two when 会同 stands between them: who leads, and who joins."""
    if role is None or not runs:
        return []
    quote = Span(opened, stop or runs[-1].end)
    for index, run in enumerate(runs):
        joint = next(top_level(text, run.start, run.end, _WITH), None)
        if joint:
            before = [*runs[:index], *([Span(run.start, joint.start())] if joint.start() > run.start else [])]
            # 市财政局会同市税务局，市商务局配合
            last = len(runs) - 1 if role == "support" and index < len(runs) - 1 else len(runs)
            after = (Span(joint.end(), run.end), *runs[index + 1:last])
            first = [Part("lead", tuple(before), quote)] if before else []
            return [*first, Part("joint", after, quote),
                    *([Part("support", tuple(runs[last:]), quote)] if runs[last:] else [])]
    return [Part(role, tuple(runs), quote)]
