"""Repairs of single characters: invisible ones, compatibility forms, stray spaces, half-width punctuation beside
Han.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from tiaowen.clean.draft import Draft, Edit
from tiaowen.numbering import match_label
from tiaowen.text import HAN, HAN_CHARACTER

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+"
)
# Radicals and compatibility ideographs are look-alikes that PDF fonts and OCR leave (⽂ for 文, ⻓ for 长): NFKC maps
# most of them, Unicode's EquivalentUnifiedIdeograph.txt those of the radicals supplement; ⸺ is what fonts make of two
# dashes.
_FEWEST_MARKS = 3
_EQUIVALENT = dict(zip(
    "⺁⺄⺈⺊⺌⺍⺎⺒⺓⺜⺝⺟⺠⺧⺩⺫⺬⺶⺻⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙刀卜小小兀巳幺日月母民牛王目示羊聿臼虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
    strict=True,
)) | {"⼾": "户", "⸺": "——", "⸻": "———"}
_COMPATIBILITY = re.compile(f"[{''.join(_EQUIVALENT)}\u2f00-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]")
_ENTITY = re.compile(
    r"&(?:lt|gt|amp|quot|nbsp|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|times|ensp|emsp|#\d{2,6}"
    r"|#x[0-9a-fA-F]{2,6});")
_CJK = f"{HAN}\u3001-\u303f\uff01-\uff5e“”‘’—…·"
_BESIDE = re.compile(f"[{_CJK}]")
_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF = re.compile(r"[,:;?!]")
_BRACKET = re.compile(r"[()（）\[\]]")
_STOP = re.compile(f"(?<=[{HAN}％%”’）》])(?<![.．…])[.．](?![.．…0-9A-Za-z，。；：、])(?!\\s*[.．…])")
_BETWEEN_HAN = re.compile(f"[{HAN}]{{2}}")
_BLANK = "[ \\t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_GAP = re.compile(f"(?<=\\S){_BLANK}+(?=\\S)")
_DIGIT = re.compile(r"[0-9０-９]")
_PUNCTUATION = re.compile(
    "[\u3001-\u3007\u3009-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’—…,:;?!()\\[\\]]")
# A space after these names an issuer and begins the next (中共威海市委 威海市人民政府): it is no stray space.
_BODY_END = re.compile("[委府院厅廳局部会會室署行办辦社团團校队隊司所站处處庭]$")
_WORD_END = re.compile(f"[{HAN}]+$")
_WORD_START = re.compile(f"[{HAN}]+")
_ARTICLE = re.compile(r"^\s*第[^第条條章节節编編]{1,8}[条條章节節编編](?:之[一二三四五六七八九十]+)?$")
# 1 总则, over 1.1 编制目的: the space is all that shows the label
_NUMBERED_HEADING = re.compile(
    f"^\\s*[0-9０-９]{{1,2}}{_BLANK}+(?![月日年个万亿元人家项条次章节至户亩米名])[{HAN}、]{{2,24}}{_BLANK}*$")
_OPEN_ORDINAL = re.compile(r"第[\s0-9０-９]+$")
_REST_OF_ORDINAL = re.compile(r"[0-9０-９][\s0-9０-９]*[条章节]")
_UNITS = {"bian", "chapter", "section", "article"}
_SENTENCE = re.compile("[，。；,;]")
_CLAUSE = re.compile("[，。；：、,;:（(\\s]")
_NAME = 8  # a name between dots is shorter


def remove_line_marks(drafts: Sequence[Draft]) -> None:
    """A character for private use that ends line after line and stands nowhere else is an editor's sign for the line's
    end, not writing.
    """
    ends = Counter(draft.text.rstrip()[-1:] for draft in drafts)
    for mark, count in sorted(ends.items()):
        if (
            "\ue000" <= mark <= "\uf8ff" and count >= _FEWEST_MARKS
            and count == sum(draft.text.count(mark) for draft in drafts)
        ):
            for draft in drafts:
                draft.sub("invisible", re.compile(rf"{mark}\s*$"), "")


def remove_invisible(draft: Draft) -> None:
    """Zero-width characters, direction marks, control codes and halves of characters."""
    draft.sub("invisible", _INVISIBLE, "")


def decode_entities(draft: Draft) -> None:
    """Character references that were escaped once too often: &lt; in the visible text is <."""
    draft.sub("entity", _ENTITY, lambda m: html.unescape(m[0]))


def unify_compatibility(draft: Draft) -> None:
    """Radicals and compatibility ideographs → the characters they stand for."""
    draft.sub("compatibility", _COMPATIBILITY, lambda m: _EQUIVALENT.get(m[0]) or unicodedata.normalize("NFKC", m[0]))


def remove_spaces(draft: Draft) -> None:
    """Spaces that Chinese does not write: beside punctuation, between Han and digits, inside a sentence.

    Kept: between two names (中共威海市委 威海市人民政府), after 第一条, beside Latin words, between the cells of a
    table, and wherever a line without a sentence is laid out with spaces (张三 李四 王五).
    """
    offset = 0
    edits: list[Edit] = []
    for segment in draft.text.split("\t" if draft.source.table else "\n"):
        edits += [(start + offset, end + offset, after) for start, end, after in _stray_spaces(segment)]
        offset += len(segment) + 1
    draft.edit("space", edits)


def _stray_spaces(text: str) -> Iterator[Edit]:
    gaps = list(_GAP.finditer(text))
    if gaps and all(_spaced_out(text, gap) for gap in gaps):
        yield from ((gap.start(), gap.end(), "") for gap in gaps)
        return
    prose = bool(_SENTENCE.search(text)) and len(text) > 20
    words = sum(1 for gap in gaps if _BETWEEN_HAN.match(text[gap.start() - 1] + text[gap.end()]))
    laid_out = not prose and words > 1 and len(gaps) > 2
    names = prose and words > 4 + len(text) // 200
    for gap in gaps:
        left, right = text[gap.start() - 1], text[gap.end()]
        if _is_stray(text, gap, left, right, prose=prose and not names, laid_out=laid_out):
            yield gap.start(), gap.end(), ""
        elif prose and gap.end() - gap.start() == 1 and gap[0] not in " \u3000":
            yield gap.start(), gap.end(), " "


def _is_stray(text: str, gap: re.Match[str], left: str, right: str, *, prose: bool, laid_out: bool) -> bool:
    if _ARTICLE.match(text[max(0, gap.start() - 24):gap.start()]) or _NUMBERED_HEADING.match(text):
        return False
    if _DIGIT.match(left) and _DIGIT.match(right):  # 第 1 0 条
        return bool(_OPEN_ORDINAL.search(text, max(0, gap.start() - 12), gap.start())
                    and _REST_OF_ORDINAL.match(text, gap.end()))
    pair = left + right
    if _PUNCTUATION.match(left) or _PUNCTUATION.match(right):
        return (
            not laid_out and (HAN_CHARACTER.search(pair) is not None or _BESIDE.match(left) is not None
                              or _BESIDE.match(right) is not None)
        )
    if (_DIGIT.match(left) and HAN_CHARACTER.match(right)) or (HAN_CHARACTER.match(left) and _DIGIT.match(right)):
        return not laid_out or right in "年月日号" or left in "年月"
    if not (HAN_CHARACTER.match(left) and HAN_CHARACTER.match(right)) or laid_out:
        return False
    if right == "第" and (label := match_label(text[gap.end():gap.end() + 16])) and label.kind in _UNITS:
        return False
    if not prose:
        return _spaced_out(text, gap)
    before = re.split(r"\s", text[max(0, gap.start() - 12):gap.start()])[-1]
    return not _BODY_END.search(before)


def _spaced_out(text: str, gap: re.Match[str]) -> bool:
    """Single characters set apart for the look of it: 总　则, 附 件, 组 长：杨 玲."""
    left = _WORD_END.search(text, max(0, gap.start() - 3), gap.start())
    right = _WORD_START.match(text, gap.end(), gap.end() + 3)
    return bool(left and right and len(left[0]) == 1 and len(right[0]) == 1)


def widen_punctuation(draft: Draft) -> None:
    """Half-width , : ; ? ! ( ) and a full stop after Han characters → full-width; brackets change in pairs, 10:30 and
    1,000 stay.
    """
    if not HAN_CHARACTER.search(draft.text):
        return
    draft.edit("half-width", sorted(_wide_brackets(draft.text)))
    draft.edit("half-width", list(_wide_marks(draft.text)))
    draft.edit("half-width", list(_wide_stops(draft.text)))


def _wide_brackets(text: str) -> Iterator[Edit]:
    open_at: list[int] = []
    for match in _BRACKET.finditer(text):
        at, char = match.start(), match[0]
        if char in "(（[":
            open_at.append(at)
            continue
        start = open_at.pop() if open_at else None
        if char == "]" or start is not None and text[start] == "[":
            continue  # [0,100) and (0,100] are intervals: their two ends belong together
        if _wants_wide(text, at) or start is not None and _wants_wide(text, start):
            for place in (start, at):
                if place is not None and text[place] in _WIDE:
                    yield place, place + 1, _WIDE[text[place]]
    for at in open_at:
        if text[at] == "(" and _wants_wide(text, at):
            yield at, at + 1, "（"


def _wants_wide(text: str, at: int) -> bool:
    if text[at] in "（）":
        return True
    return any(0 <= i < len(text) and _BESIDE.match(text[i]) for i in (at - 1, at + 1))


def _wide_marks(text: str) -> Iterator[Edit]:
    widened = -1
    for match in _HALF.finditer(text):
        at = match.start()
        before, after = text[at - 1:at], text[at + 1:at + 2]
        if _BESIDE.match(before) or _BESIDE.match(after) or widened == at - 1:
            if match[0] == ":" and text.startswith("//", at + 1):
                continue
            widened = at
            yield at, at + 1, _WIDE[match[0]]


def _wide_stops(text: str) -> Iterator[Edit]:
    """设立专班.（市财政局） 达到35%.: the half-width stop that ends a sentence. Not 一.总则 (a label), 买买提.吐尔逊 (a
    name), dot leaders.
    """
    label = match_label(text)
    for match in _STOP.finditer(text, label.end if label else 0):
        at = match.start()
        before = _CLAUSE.split(text[max(0, at - _NAME):at])[-1]
        after = _CLAUSE.split(text[at + 1:at + 1 + _NAME])[0]
        ended = not after or not HAN_CHARACTER.match(after) or text[at - 1] in "％%"
        if ended or len(before) >= _NAME and len(after) >= _NAME:
            yield at, at + 1, "。"
