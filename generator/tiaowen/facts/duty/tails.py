"""Duty tails in their parts: which list of bodies has which role (责任单位：…；…牵头，…配合；…按职责分工负责)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from tiaowen.facts.duty.lists import CLOSE, OPEN, top_level
from tiaowen.model import Clause, DutyRole, Span

_UNIT = r"(?:单位|部门|机构|主体|机关|地区|处室|科室|股室|镇街|责任单位|责任部门|方)"
_AND = r"(?:\s*[、和及与/（(]\s*)"
# The words before the colon and what they mean; the first that fits wins.
LABELS: tuple[tuple[re.Pattern[str], DutyRole | None], ...] = (
    (re.compile(r"(?:责任|分管|牵头|包保|督办|市级|县级|区级)*(?:领导|市领导|县领导|区领导|责任人|人|联系人|负责人)"), None),
    (re.compile(r"(?:完成|办理|时间|工作|推进|落实|整改)*(?:时限|时间|期限|节点|要求|目标|进度|依据|备注|内容|措施|任务|说明|对象|范围|标准|结果|形式|方式|电话)"),
     None),
    (re.compile(rf"(?:市级|省级|县级|区级|第一)?牵头(?:责任|负责|落实|实施)?{_UNIT}?"), "lead"),
    (re.compile(rf"(?:配合|协办|协助|协同|参与|参加|支持|会办|协作)(?:责任|落实)?{_UNIT}?"), "support"),
    (re.compile(rf"(?:[\u4e00-\u9fff]{{0,4}}?)(?:责任|主办|承办|主责|负责|实施|落实|主管|执行|完成|组织实施|督导|督办|指导|监管|协调)(?:责任)?{_UNIT}"
                rf"(?:{_AND}?(?:责任|牵头|配合|参与|协办)?{_UNIT})?[）)]?"), "responsible"),
)
_LABEL = re.compile(
    r"\s*(?P<label>[\u4e00-\u9fff]{0,6}(?:单位|部门|机构|主体|领导|市领导|责任人|联系人|负责人|人|时限|时间|期限|节点|处室|科室|地区|机关|方|牵头|配合|责任)"
    r"(?:[、和及/][\u4e00-\u9fff]{2,8}(?:单位|部门))?)\s*(?:[（(](?:单位|部门|科室)[）)])?\s*(?:[：:]|为(?=[\u4e00-\u9fff]))\s*"
)
_VERB = re.compile(
    r"(?P<lead>(?:作)?为(?:总)?(?:牵头|主办)(?:单位|部门)(?=$|[，,；;。])|牵头(?:负责|落实|实施|组织实施|抓总|组织|推进|办理)?(?=$|[，,；;。]|、|会同)|牵头(?!单位|部门|责任|人)(?=[\u4e00-\u9fff]{2,}))"
    r"|(?P<duty>(?:依据|根据|按照?|依)(?:各自|部门|自身)?(?:的)?(?:职责|职能|责任)(?:任务|权限)?(?:分工|范围)?(?:分别|协同|共同|具体|抓好|做好)?(?:负责|落实|实施|推进|配合)?(?:落实|实施|做好相关工作|抓好落实)?"
    r"|(?:按|按照)?(?:职责)?分工(?:分别|协同|共同)?负责(?:落实)?|各负其责|在(?:各自)?职责范围内负责)(?=$|[，,；;。])"
    r"|(?P<support>(?:作)?为(?:配合|参与|协办|协助)(?:单位|部门)(?=$|[，,；;。])|(?:积极|做好|负责)?(?:配合|协助|协同|参与|参加|协办|支持)(?:落实|实施|做好|推进|工作)?(?=$|[，,；;。]))"
    r"|(?P<plain>(?:作)?为(?:责任|主责|实施|承办)(?:单位|部门)(?=$|[，,；;。])|(?:分别|共同|具体|统筹|联合|统一|主要|各自)?(?:负责(?:落实|实施|组织实施|推进|办理|指导)?|组织实施|承办|主办|承担|落实)(?=$|[，,；;。])"
    r"|(?:分别|共同|具体|统筹|联合|主要)?负责(?!人|同志|单位|部门|牵头)(?=[\u4e00-\u9fff“《]{2,}))"
)
_WITH = re.compile(r"(?:牵头)?会同(?=[\u4e00-\u9fff“])|(?<=[局委办部厅府院会署行])(?:会商|商|联合|协同)(?=[省市县区州旗国财各有相税])")
_INLINE = re.compile(
    r"(?:^|[。；;！\n”）)])\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?"
    r"(?P<label>[\u4e00-\u9fff]{0,6}(?:单位|部门|机构|主体)(?:[、和及][\u4e00-\u9fff]{2,8}(?:单位|部门))?)\s*[：:]"
)
_LABEL_ANYWHERE = re.compile(r"(?P<label>[\u4e00-\u9fff]{0,6}(?:单位|部门|机构|主体|处室|科室))\s*(?:[（(](?:单位|部门|科室)[）)])?\s*[：:]")
_HEADING_TAIL = re.compile(
    r"^[^。，；：,;:（）()]{0,12}[^。，；：,;:]{0,40}?(?P<tail>[（(](?=[^（）()]*(?:牵头|配合|负责|单位[：:]|部门[：:]))[^（）()。]{4,200}[）)])(?![^。]{0,40}[（(](?:责任|牵头)单位)"
)
_STOP = re.compile(r"[。\n]")
_COMMA = re.compile(r"[，,；;。\n]+|\s+(?=[\u4e00-\u9fff]{0,6}(?:单位|部门)\s*[：:])")
_NEXT_LABEL = re.compile(  # 牵头单位：市财政局│责任单位：市税务局│完成时限：…, with no comma between
    r"(?<![一要级和及与或、/（(])(?:(?:责任|牵头|配合|参与|协办|主办|承办|协助)(?:单位|部门)|完成(?:时限|时间))(?=\s*[：:])"
)
NOTE = re.compile(
    r"下同|黑体|加粗|粗体|(?:列|排)(?:名|序)?(?:在)?(?:第一|首)位?|第一个(?:单位|部门)?为|首位.{0,4}牵头|(?:带|标|加|注)(?:有)?“?[*★▲☆●＊]|以下(?:均|各项|同|责任单位)"
    r"|不再(?:逐一|一一)?列出|[*★＊]号?为"
)


class Part(Struct, frozen=True):
    """One list of a tail with its role: the runs between ， (a prefix elided after 、 does not pass ，), and the part as quoted."""

    role: DutyRole
    runs: tuple[Span, ...]
    quote: Span


def parts(text: str, start: int, end: int, role: DutyRole | None = "responsible") -> Iterator[Part]:
    """The lists of ``text[start:end]``, a tail without its outer brackets; ``role``: what a list without a label says."""
    runs: list[Span] = []
    opened = start
    for piece in _pieces(text, start, end):
        if NOTE.search(text, piece.start, piece.end):
            continue
        label = _LABEL.match(text, piece.start, piece.end)
        named = role_of_label(label["label"]) if label else "other"
        if label and named != "other":
            yield from _flushed(text, role, runs, opened)
            role, runs, opened = named, [], piece.start
            piece = Span(label.end(), piece.end)
        if role is None:
            continue
        if not runs and not label:
            opened = piece.start
        closed = _closed(text, piece, runs, opened, role)
        yield from closed
        runs = [] if closed else [*runs, piece]
    yield from _flushed(text, role, runs, opened)


def role_of_label(label: str) -> DutyRole | Literal["other"] | None:
    """What the words before a colon, or a table's column head, say: a role, None for what is no list of bodies (时限), "other" for anything else."""
    return next((role for pattern, role in LABELS if pattern.fullmatch(label)), "other")


def inline_tails(clause: Clause) -> Iterator[tuple[Span, Span]]:
    """Lists 责任单位：… without brackets, as (span, scope): a line of their own, or after a full stop up to the next."""
    text, covered = clause.full, clause.body_start
    for match in _INLINE.finditer(text):
        heading = match.start() < clause.body_start < len(text)
        nested = sum(text.count(c, 0, match.start("label")) for c in OPEN) > sum(text.count(c, 0, match.start("label")) for c in CLOSE)
        inside = match.start("label") < covered and covered > clause.body_start  # 牵头单位：…；责任单位：… is one tail
        if inside or heading or nested or role_of_label(match["label"]) in ("other", None):
            continue
        stop = next((m.start() for m in top_level(text, match.end(), len(text), _STOP)), len(text))
        span = Span(match.start("label"), stop)
        yield span, span if span.start <= len(clause.label) + 1 else Span(min(covered, span.start), span.start)
        covered = stop


def unfinished(text: str) -> DutyRole | None:
    """The role whose list goes on in the next paragraph: the tail ends in a colon, 、 or ，(责任单位： and the bodies on the next line)."""
    plain = text.strip()
    last = None
    for label in _LABEL_ANYWHERE.finditer(plain):
        role = role_of_label(label["label"])
        last = role if role != "other" else last
    return last if plain.endswith(("：", ":", "、", "，", ",")) else None


def heading_tails(clause: Clause, known: list[Span]) -> Iterator[tuple[Span, Span]]:
    """Brackets with 牵头, 配合 or a label right after the words of a heading, as (span, scope): （一）优化审批（市财政局牵头）推进一网通办。"""
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
        role: DutyRole = {"lead": "lead", "duty": "by_duty", "support": "support"}.get(verb.lastgroup or "", "responsible")  # type: ignore[assignment]
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
            last = len(runs) - 1 if role == "support" and index < len(runs) - 1 else len(runs)  # 市财政局会同市税务局，市商务局配合
            after = (Span(joint.end(), run.end), *runs[index + 1:last])
            first = [Part("lead", tuple(before), quote)] if before else []
            return [*first, Part("joint", after, quote), *([Part("support", tuple(runs[last:]), quote)] if runs[last:] else [])]
    return [Part(role, tuple(runs), quote)]
