"""Where a document's closing begins: the unlabelled paragraphs after the last clause that speak of the whole document.

Contract: an unnumbered paragraph after a complete clause belongs to that clause; a closing paragraph does not. It is
one when it names the document (本意见自发布之日起30日后施行, 以上措施…), closes by formula (特此批复, 让我们…), or when
no clause of its kind in this document has a second paragraph (各地区、各部门要于…前制定…). Articles of law
have no closing.
"""

from __future__ import annotations

import re

from tiaowen.parse.node import Node
from tiaowen.parse.tails import find_tails, is_duty_line, without_tails

_DOCUMENT = (
    "(?:意见|办法|方案|通知|规定|细则|措施|政策|规划|计划|要点|公告|通告|通报|决定|条例|制度|规则|标准|指南|批复|函"
    "|预案|文件|清单|章程)"
)
_NAMES_DOCUMENT = re.compile(
    r"^(?:以上|上述|通过以上|按照以上)(?:政策|措施|规定|意见|事项|各项|条款|内容|办法|奖励|工作)"
    rf"|^本[^。，]{{0,12}}{_DOCUMENT}[^。]{{0,60}}(?:自|由|适用|有效|解释|施行|执行|实施|印发|发布|公布|未尽|为准|起)"
    r"|^(?:此前|以前|以往|过去|之前|原有?|我市此前|凡)[^。]{0,60}(?:与本|以本|不一致|废止|为准)"
    r"|^(?:自|从)[^。]{2,30}起(?:施行|执行|实施|生效)"
    r"|^《[^。]{2,80}(?:作|做)(?:了|出)?相应[^。]{0,40}重新公布"  # 《某条例》根据本决定作相应修改，重新公布
    r"|^有效期|^(?:未尽|未纳入|其他未|本市其他)"
    r"|参照(?:本|以上|此)[^。]{0,20}(?:执行|实施)|^区市[^。]{0,30}参照"
)
_FORMULA = re.compile(
    r"^(?:特此|此复|此令|此函|妥否|专此|以上(?:请示|报告|意见)|让我们|各位代表|同志们|谢谢|联系人|联系电话|联系方式"
    r"|联系地址|咨询电话|监督电话|传真|邮\s*箱|电子邮箱|通讯地址|通信地址|邮政编码|附注|注："
    r"|请(?:各|你|认真|遵照|结合|有关|将|于)|望(?:各|你|认真)|希(?:望|各|你|上述|受)"
    r"|执行中|执行过程|实施中|实施过程|工作中(?:有|遇))"
)
_CONTACT = re.compile(r"(?:联系人|联系电话|电话|邮箱)\s*[：:]")


def detach_closing(root: Node) -> None:
    """Move the closing paragraphs to the end of the root, as ``closing``. A part without labelled units has none."""
    ordered = list(root.walk())
    last = max((i for i, node in enumerate(ordered) if node.kind == "unit"), default=-1)
    if last < 0 or any(node.family == "article" for node in ordered):
        return
    unit = ordered[last]
    trailing = ordered[last + 1:]
    if any(node.kind != "paragraph" for node in trailing):
        trailing = trailing[next(i for i in range(len(trailing), 0, -1) if trailing[i - 1].kind != "paragraph"):]
        own = 0  # a table is the unit's body
    else:
        own = 0 if _has_body(unit) or _fellows_are_sentences(unit) else 1
    while own < len(trailing) and is_duty_line(_text(trailing[own])):
        own += 1  # 责任单位：… under the last clause
    start = _start(trailing, ordered, unit, own)
    moved = trailing[start:]
    gone = {id(node) for node in moved}
    for owner in {id(node.parent): node.parent for node in moved if node.parent}.values():
        owner.children = [child for child in owner.children if id(child) not in gone]
    for node in moved:
        node.kind = "closing"
        root.add(node)


def _start(trailing: list[Node], ordered: list[Node], unit: Node, own: int) -> int:
    """Index of the first trailing paragraph that is closing; ``own``: how many of them are the body of the unit's
    heading.
    """
    texts = [_text(node) for node in trailing]
    if (_has_body(unit) or _fellows_are_sentences(unit)) and not _clauses_have_paragraphs(ordered, unit):
        return own
    if own and _untailed(unit).endswith("。") and texts and _closes(texts[0]):
        return 0  # 三、删去第九条。 is a clause, not a heading
    return next((max(index, own) for index, text in enumerate(texts) if _closes(text)), len(texts))


def _untailed(unit: Node) -> str:
    """The text of a unit without its duty brackets: 2.建立台账。（责任单位：市财政局） is a sentence."""
    text, start = _text(unit), unit.label.end if unit.label else 0
    return text[:start] + without_tails(text, start, find_tails(text, start))


def _text(node: Node) -> str:
    return node.piece.text if node.piece else ""


def _closes(text: str) -> bool:
    return bool(_NAMES_DOCUMENT.search(text) or _FORMULA.search(text) or _CONTACT.search(text[:20]))


def _has_body(unit: Node) -> bool:
    """Whether the unit's own line holds more than a heading."""
    if unit.piece is None or unit.label is None:
        return False
    rest = _untailed(unit)[unit.label.end:]
    return len(re.findall("[。；！？]", rest)) > 1 or len(rest) > 40 or bool(re.search("[，：].*[。；]$", rest))


def _fellows_are_sentences(unit: Node) -> bool:
    """A short sentence that is a clause, not a heading: its fellows have nothing under them either."""
    fellows = [node for node in unit.parent.units(unit.family) if node is not unit] if unit.parent else []
    return (
        _untailed(unit).endswith("。") and len(fellows) > 1
        and sum(1 for node in fellows if node.children) * 2 < len(fellows)
    )


def _clauses_have_paragraphs(ordered: list[Node], unit: Node) -> bool:
    """Whether another unit of the family with a body of its own has a further paragraph (not one that a colon
    announces).
    """
    for node in ordered:
        if (
            node.kind != "unit" or node.family != unit.family or node is unit or not _has_body(node)
            or node.piece is None
        ):
            continue
        if any(child.kind == "paragraph" for child in node.children) and not node.piece.text.endswith(("：", ":")):
            return True
    return False
