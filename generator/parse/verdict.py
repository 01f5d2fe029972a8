"""Publish, hold or refuse: the contract's table for one file, each decision with the finding that says why and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.diagnostics import finding
from generator.model import Clause, Diagnostic, Status
from generator.parse.parts import Part, has_own_number
from generator.text import squeeze

_ABOUT_TITLE = re.compile(
    r"(?:政策)?(?:解读|问答|答记者问|一图读懂|图解|新闻发布会实录|起草说明)(?:[（(].{1,12}[）)])?$|^(?:图解|一图读懂|解读)|政策(?:文件)?解读[:：]"
)
_ABOUT_TEXT = re.compile(r"现(?:就|将|对)?[^。]{0,60}解读如下|(?:作|进行)(?:如下|以下)解读|就[^。]{2,60}答记者问|回答了记者(?:的)?(?:提问|问题)")
_QUESTION = re.compile(r"^(?:问|记者|Q)\s*\d*\s*[:：]|^(?:答|A)\s*\d*\s*[:：]")
_DRAFT = re.compile(
    r"征求意见稿|公开征求[^。]{0,40}意见的?(?:公告|通知|函|通告|公示)?$|[（(](?:草案|送审稿|讨论稿|征求意见[^）)]{0,6})[）)]|(?:草案|送审稿|讨论稿)$"
)
_DRAFT_TEXT = re.compile(r"现(?:向社会)?公开征求(?:社会(?:公众|各界)?)?意见|(?:向社会)?公开征求意见[^。]{0,40}(?:反馈|截止|时间)")
_END = re.compile(r"[。！？；：…!?;.．][”’」』）)》】\]]*$|[”’」』）)》】]$")
_PROSE = re.compile("[，。；]")


def judge(parts: Sequence[Part], clauses: Sequence[Clause], title: str, kind: str, path: str) -> tuple[Status, list[Diagnostic]]:
    """The status of the file and the findings that decide it."""
    about = _about(clauses, title, kind)
    if about:
        return "refused", [finding("P010", path=path, line=about, detail=title or clauses[0].full[:40])]
    if not clauses or not _is_document(parts, clauses, kind):
        return "refused", [finding("P001", path=path)]
    held = [*_draft(parts, clauses, title, path), *_spliced(parts, path), *_broken_off(parts, path)]
    return ("held" if held else "published"), held


def _is_document(parts: Sequence[Part], clauses: Sequence[Clause], kind: str) -> bool:
    """Whether anything shows that this is an official text: a labelled unit, a kind of document, a number, an addressee or a signature."""
    stated = any(part.front.numbers or part.front.addressees or part.front.orders or part.ending.issuers for part in parts)
    return stated or bool(kind) or any(clause.label for clause in clauses)


def _about(clauses: Sequence[Clause], title: str, kind: str) -> int:
    """The line that shows that the page is about a policy; 0 when it is one. A court's 解答 has questions and is the text itself."""
    if clauses and _ABOUT_TITLE.search(squeeze(title)):
        return clauses[0].line
    for clause in clauses[:3]:
        if clause.path.startswith(("preamble", "notice")) and _ABOUT_TEXT.search(clause.full):
            return clause.line
    asked = [] if kind else [clause for clause in clauses if _QUESTION.match(clause.text)]
    return asked[0].line if len(asked) >= 4 and len(asked) * 3 >= len(clauses) else 0


def _draft(parts: Sequence[Part], clauses: Sequence[Clause], title: str, path: str) -> list[Diagnostic]:
    named = [title, *(part.title for part in parts), *(line.text for part in parts for line in part.header if line.role in ("title", "note"))]
    drafts = [name for name in named if _DRAFT.search(squeeze(name))]
    if not drafts:
        drafts = [clause.full for clause in clauses[:4] if _DRAFT_TEXT.search(clause.full)]
    return [finding("P011", path=path, line=clauses[0].line, detail=drafts[0][:40])] if drafts else []


def _spliced(parts: Sequence[Part], path: str) -> list[Diagnostic]:
    """Another document with a number of its own after the first: two texts in one file."""
    for part in parts[1:]:
        if part.kind == "annex" and not part.label and has_own_number(part):
            return [finding("P012", path=path, line=part.front.header[0].line, detail=part.title or part.front.numbers[0])]
    return []


def _broken_off(parts: Sequence[Part], path: str) -> list[Diagnostic]:
    """The last paragraph of the last text stops inside a sentence. Lists of names and tables have no full stop."""
    last = parts[-1]
    if not last.body or last.body[-1].table or last.ending.dates:
        return []
    piece = last.body[-1]
    text = piece.text.rstrip()
    if len(text) < 20 or _END.search(text) or not _PROSE.search(text):
        return []
    if last.kind == "annex" and not any("。" in other.text for other in last.body):
        return []
    return [finding("P013", path=path, line=piece.number, detail=text[-20:])]
