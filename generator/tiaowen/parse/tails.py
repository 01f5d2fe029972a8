"""Duty tails: bracketed lists of responsible bodies at the end of a sentence, a clause or a paragraph.

（责任单位：市财政局、市税务局） （市发展改革委牵头，市财政局配合） （教育部、财政部按职责分工负责）, in either width of bracket. Several
may stand in one clause, each for the sentences since the one before it (gold, trap 19). A line 责任单位：… of its own is a tail too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiaowen.model import Span, Tail

_ROLE = (
    r"(?:市级|省级|县级|区级|主要|第一|直接|总)?(?:责任|牵头|配合|主办|承办|协办|主责|负责|实施|落实|参加|参与|督导|督办|协同|协助|会办|主管|指导|组织实施|执行|完成)"
    r"(?:\s*[、和/及]\s*(?:责任|牵头|配合|参与|协办))?(?:单位|部门|领导|人|处室|科室|机构|主体|股室|镇街|区域|地区|市领导|县领导|区领导|责任人|方)(?:[（(](?:单位|部门|科室)[）)])?"
)
_STARTS = re.compile(rf"^\s*{_ROLE}(?:及[^：:]{{1,8}})?\s*[：:]")
_ENDS = re.compile(
    r"(?:牵头(?:负责|落实|实施|组织实施)?|(?:分别|共同|具体|统筹|按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?(?:分别|协同|共同)?|分工|会同[^，；]{2,40}|等)?(?:负责(?:落实|实施|组织实施)?|落实|组织实施)|"
    r"配合|参与|参加|协助|主办|协办|承办|为(?:责任|牵头|配合|参与)(?:单位|部门))\s*[。；]?\s*$")
_NAMES_BODY = re.compile(r"(?:部|委|局|办|厅|院|会|府|署|行|中心|室|公司|单位|部门|处|社|队|区|县|市|镇|乡|街道|学院|医院|所|集团|党工委|组)")
_LABELLED = re.compile(rf"[；;，,。]\s*{_ROLE}\s*[：:]")
_NOTE = re.compile(  # 列第一位的为牵头单位，下同 · 12月底前完成 · 年内持续推进
    r"(?:[，,。；;]\s*(?:[^，,。；;]{0,24}(?:第一|首位|首个|黑体|加粗|粗体)[^，,。；;]{0,24}|(?:以)?下同"
    r"|(?:(?:完成|办结|整改)?(?:时限|时间|期限)[：:])?(?:\d{1,4}年|\d{1,2}月|年内|年底|长期|持续|立即|常态化|每年|[一二三四]季度)[^，,；;（）()]{0,25}))+[。；]?\s*$")
_BODY = r"(?:市|省|自治区|州|县|区|国家|中央|各|有关|相关)[\u4e00-\u9fff]{1,16}(?:局|委|办|办公室|厅|部|院|署|会|政府|管委会)"
_ITEM = r"[、，][\u4e00-\u9fff（）]{1,20}?"
_LAST = rf"{_ITEM}(?:局|委|办|办公室|厅|部|院|署|会|政府|管委会|管委|部门|单位|公司|集团|行|海关|区|县|街道|镇街|镇|乡|园区|中心)等?"
_BARE = re.compile(  # （市发展改革委、市财政局，各区政府） （国网威海供电公司、市发展改革委）: bodies and nothing else, after a full stop
    rf"{_BODY}(?:{_ITEM})*?{_LAST}|[\u4e00-\u9fff]{{3,16}}(?:公司|集团|行|海关)(?:{_ITEM})*?[、，]{_BODY}(?:(?:{_ITEM})*?{_LAST})?"
)
_BODY_ITEM = re.compile(  # 财政部 · 市发展改革委 · 各区市 · 直辖市人民政府
    r"各[\u4e00-\u9fff（）]{1,12}|[\u4e00-\u9fff（）“”]{1,20}(?:局|委|办|办公室|厅|(?<![全内外干总本])部|院|署|会|政府|部门|单位|公司|集团|银行|海关"
    r"|区|县|市|州|街道|镇街|镇|乡|园区|中心|妇联|工会)"
)
_SURE_ITEM = re.compile(
    r"[\u4e00-\u9fff（）]{2,20}(?:(?<![结格布])局|委|委员会|办|办公厅|办公室|厅|(?<![全内外干总本东西南北])部|署|政府|管委会|银行|公司)"
)
_AFTER = re.compile(r"\s*(?:$|[。；;！]|[\u4e00-\u9fff“（(——\d])")
_REST = re.compile(r"\s*")
_BRACKET = re.compile(r"[（）()［］\[\]【】〔〕]")
_OPENING = "（([［【〔"
_CLOSING = "）)］]】〕"
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
        if not _is_tail(full, start, end, inner):
            continue
        tails.append(Tail(span=Span(start, end), scope=Span(covered, start), text=full[start:end]))
        covered = end + len(full[end:]) - len(full[end:].lstrip("。；; \u3000\u00a0")) if end < len(full) else end
    return tuple(tails)


def is_duty_line(text: str) -> bool:
    """Whether a paragraph is nothing but a duty list: 责任单位：市教育局、市财政局."""
    return bool(_STARTS.match(text)) and len(text) <= _LONGEST


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
    if depth and len(text) - opened <= _LONGEST and _STARTS.match(text[opened + 1:]):
        yield opened, len(text)  # the closing bracket is lost


def _is_tail(full: str, start: int, end: int, inner: str) -> bool:
    if _STARTS.match(inner) or _LABELLED.search(inner):
        return True
    inner = _NOTE.sub("", inner)
    if full[:start].rstrip().endswith(("。", "；", "！")) and (_BARE.fullmatch(inner) or _only_bodies(inner) and _REST.fullmatch(full, end)):
        return True
    if len(inner) < 4 or "。" in inner.rstrip("。") or not _ENDS.search(inner) or not _NAMES_BODY.search(inner):
        return False
    before, after = full[:start].rstrip(), full[end:]
    at_end = not after.strip() or after.lstrip()[0] in "。；;！"
    return at_end or before.endswith(("。", "；", "”", "！")) and bool(_AFTER.match(after))


def _only_bodies(inner: str) -> bool:
    """Whether a bracket that ends a clause names bodies and nothing else: （财政部） （科技部、财政部，各省、自治区、直辖市人民政府）."""
    items = [item.removesuffix("等") for item in re.split("[、，；]|以及", inner.strip().rstrip("。"))]
    return all(_BODY_ITEM.fullmatch(item) for item in items) and any(_SURE_ITEM.fullmatch(item) for item in items)
