"""Publish, hold or refuse: the contract's table for one file, each decision with the finding that says why and
where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.diagnostics import finding
from tiaowen.model import Clause, Diagnostic, Status
from tiaowen.parse.no_policy import asks_and_answers, is_blank_form, is_code_table, is_register
from tiaowen.parse.parts import Part
from tiaowen.parse.spliced import spliced
from tiaowen.parse.tails import is_duty_line
from tiaowen.text import squeeze

_ABOUT_TITLE = re.compile(
    r"(?:政策)?(?:解读|问答|答记者问|一图读懂|图解|新闻发布会实录|(?:起草|修订|编制|制定|修改)说明)(?:[（(].{1,12}[）)])?$"
    r"|^(?:图解|一图读懂|解读)|政策(?:文件)?解读[:：]"
)
# no official title does
_CALLS_OUT = re.compile(
    r"^[^“”]*[！!]|一文(?:读懂|看懂|说清|了解|搞懂)|(?:攻略|详解|请查收|看过来)(?:[（(].{1,12}[）)])?$")
_ABOUT_TEXT = re.compile(
    r"现(?:就|将|对)?[^。]{0,60}解读如下|(?:作|进行)(?:如下|以下)解读|就[^。]{2,60}答记者问|回答了记者(?:的)?"
    r"(?:提问|问题)")
_QUESTION = re.compile(r"^(?:问|记者|Q)\s*\d*\s*[:：]|^(?:答|A)\s*\d*\s*[:：]")
_DRAFT = re.compile(
    r"征求意见稿|公开征求[^。]{0,120}意见的?(?:公告|通知|函|通告|公示)?$|[（(]"
    r"(?:草案|送审稿|讨论稿|征求意见)[^）)]{0,8}[）)]|(?:草案|送审稿|讨论稿)$"
)
_DRAFT_TEXT = re.compile(
    r"现(?:向社会)?公开征求(?:社会(?:公众|各界)?)?意见|(?:向社会)?公开征求意见[^。]{0,40}(?:反馈|截止|时间)")
_NEWS = re.compile(
    r"本报讯|本网讯|[日网]讯[（(，,]|记者[^。]{0,30}(?:获悉|了解到|从)|通讯员|^(?:日前|近日|昨日|昨天)，")
_WHY = re.compile(
    r"^(?:制定|起草|出台|编制|修订|政策|文件)(?:的)?(?:背景|目的|必要性|意义|过程|依据)|^背景(?:依据|情况)$")
_WHAT = re.compile(
    r"^(?:主要内容|解读机关|解读部门|解读单位|解读人|起草过程|制定过程|征求意见情况|意见征集情况|特色亮点|主要亮点"
    r"|创新举措|惠民利民|新旧政策|关键词)"
)
_CUT = re.compile(
    r"(?:查看|阅读|展开|下载|登录)[^。]{0,8}(?:全文|完整|更多)[^。]{0,12}$|未完待续|[，。；、].*[^：:\s…](?:……|\.{3,})$")
_END = re.compile(r"[。！？；：!?;.．][”’」』）)》】〕\]]*$|[”’」』）)》】〕]$")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|ofd|mp[34]|zip|rar)$", re.I)
_RETOLD = re.compile("《[^《》]{2,40}》(?:还|同时|进一步)?(?:指出|强调|提出|明确|要求|规定|部署|从)")
_STRUCTURE = re.compile("第.+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")
_PROSE = re.compile("[，。；]")
_LONGEST_HEADLINE = 60


def judge(parts: Sequence[Part], clauses: Sequence[Clause], title: str, kind: str,
          path: str) -> tuple[Status, list[Diagnostic]]:
    """The status of the file and the findings that decide it."""
    about = _about(parts, clauses, title, kind)
    if about:
        return "refused", [finding("P010", path=path, line=about, detail=title or clauses[0].full[:40])]
    news = bool(clauses) and _is_news(parts, clauses)
    # a report about a policy; any other report is no document
    if news and ("《" in title or _is_document(parts, clauses, title, kind)):
        return "refused", [finding("P010", path=path, line=clauses[0].line, detail=title or clauses[0].full[:40])]
    if not clauses or not _is_document(parts, clauses, title, kind) or not _is_stated(parts) and (
            is_blank_form(clauses, title) or is_code_table(clauses, title)):
        return "refused", [finding("P001", path=path)]
    held = [*_draft(parts, clauses, title, path), *spliced(parts, clauses, path), *_broken_off(parts, path)]
    return ("held" if held else "published"), held


def _is_document(parts: Sequence[Part], clauses: Sequence[Clause], title: str, kind: str) -> bool:
    """Whether anything shows that this is an official text: labelled units, a kind of document, a number, an addressee
    or a signature.
    """
    if _is_stated(parts) or _is_structured(clauses) or is_register(clauses, title):
        return True
    if not _says_anything(clauses):  # the words of a page whose text a script brings, or that was not saved
        return False
    # 我市印发《关于…的意见》 is a headline, and so is 女童…，“无法用科学解释”
    news_title = re.match("[^《]+《[^》]+》$", title) is not None or "，" in title and "关于" not in title
    return bool(kind) and not news_title


def _says_anything(clauses: Sequence[Clause]) -> bool:
    """Whether the text holds a sentence or a row, and not only names of columns."""
    return any(clause.kind == "row" or _PROSE.search(clause.full) for clause in clauses)


def _is_structured(clauses: Sequence[Clause]) -> bool:
    """Whether the text is built of labelled units: chapters, articles, 一、 and （一）, or a good part of it."""
    labelled = [clause for clause in clauses if clause.label and clause.kind != "dash"]
    if any(_STRUCTURE.match(clause.label) for clause in labelled):
        return True
    return (
        sum(len(clause.full) for clause in labelled) * 4 >= sum(len(clause.full) for clause in clauses) > 0
        and bool(labelled)
    )


def _is_news(parts: Sequence[Part], clauses: Sequence[Clause]) -> bool:
    """Running prose that opens as a newspaper does."""
    return (
        not _is_stated(parts) and not any(clause.label for clause in clauses)
        and any(_NEWS.search(clause.full[:80]) for clause in clauses[:2])
    )


def _is_stated(parts: Sequence[Part]) -> bool:
    return _is_headed(parts) or any(part.ending.issuers for part in parts)


def _is_headed(parts: Sequence[Part]) -> bool:
    return any(part.front.numbers or part.front.addressees or part.front.orders for part in parts)


def _about(parts: Sequence[Part], clauses: Sequence[Clause], title: str, kind: str) -> int:
    """The line that shows that the page is about a policy; 0 when it is one. A court's 解答 has questions and is the
    text itself.
    """
    headline = (
        squeeze(title) or (squeeze(clauses[0].full) if clauses and len(clauses[0].full) <= _LONGEST_HEADLINE else "")
    )
    if (
        clauses and (_ABOUT_TITLE.search(squeeze(title)) or not kind and not _is_stated(parts)
                     and _CALLS_OUT.search(headline))
    ):
        return clauses[0].line
    for clause in clauses[:3]:
        if clause.path.startswith(("preamble", "notice")) and _ABOUT_TEXT.search(clause.full):
            return clause.line
    retold = [clause for clause in clauses if _RETOLD.match(clause.text)]
    # 《规划》指出，… 《规划》强调，…: a report of the plan
    if len(retold) >= 3 and not _is_stated(parts) and not _is_structured(clauses):
        return retold[0].line
    labelled = [clause for clause in clauses if clause.label]
    why = next((clause.line for clause in labelled[:6] if _WHY.match(clause.heading)), 0)
    if why and any(_WHAT.match(clause.heading) for clause in labelled) and not _is_stated(parts):
        return why
    header = [line for part in parts for line in part.header]
    # who answers on a message board signs; a text without a head of its own is no document for that
    own = _is_headed(parts) or _is_stated(parts) and (kind or not headline.endswith(("？", "?")))
    answered = 0 if own else asks_and_answers(clauses, header, headline)
    if answered:
        return answered
    asked = [] if kind else [clause for clause in clauses if _QUESTION.match(clause.text)]
    return asked[0].line if len(asked) >= 4 and len(asked) * 3 >= len(clauses) else 0


def _draft(parts: Sequence[Part], clauses: Sequence[Clause], title: str, path: str) -> list[Diagnostic]:
    lines = (line for part in parts for line in part.header if line.role in ("title", "note")
             and not line.text.startswith("附"))
    named = [title, *(part.title for part in parts), *(line.text for line in lines)]
    drafts = [name for name in named if _DRAFT.search(squeeze(name))]
    if not drafts:
        drafts = [clause.full for clause in clauses[:4] if _DRAFT_TEXT.search(clause.full)]
    return [finding("P011", path=path, line=clauses[0].line, detail=drafts[0][:40])] if drafts else []


def _broken_off(parts: Sequence[Part], path: str) -> list[Diagnostic]:
    """The last paragraph of the last text stops inside a sentence. Lists of names and tables have no full stop."""
    last = parts[-1]
    if not last.body or last.body[-1].table or last.ending.dates:
        return []
    piece = last.body[-1]
    text = piece.text.rstrip()
    if not _CUT.search(text[-60:]) and (len(text) < 20 or _END.search(text) or not _PROSE.search(text)):
        return []
    if is_duty_line(text) or _FILE.search(text):
        return []
    if last.kind == "annex" and not any("。" in other.text for other in last.body):
        return []
    return [finding("P013", path=path, line=piece.number, detail=text[-20:])]
