"""Two texts in one file: the end of another rule before the document, another document after it, articles that begin
anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiaowen.diagnostics import finding
from tiaowen.document_names import MACAO, find_numbers, number_key
from tiaowen.model import Clause, Diagnostic
from tiaowen.parse.lines import Piece, is_title_like
from tiaowen.parse.parts import Part, has_own_number
from tiaowen.text import squeeze

_LAST_ARTICLE = re.compile("(?:施行|实施|执行|生效|废止|解释)")
_EXPLAINS = re.compile("《.+》(?:的)?(?:政策|文件)?(?:解读|问答)$")  # a text about the document, printed below it
_FIRST_LINES = 6
# the last clause of a rule, and a line that names another one
_APPLIES = re.compile("(?:施行|执行|实施|生效)。$")
_NAMES_A_RULE = re.compile(
    "(?:法|条例|办法|规定|细则|规则|规程|意见|决定|方案|通知|公告|通告)(?:[（(][^（）()]{1,8}[）)])?$")
_MOST_OPENING = 6
_LONGEST_TITLE = 80


def foreign_head(body: Sequence[Piece]) -> int:
    """How many pieces at the start are the end of another rule: 第九条 本办法自…起施行。, before which no article
    stands, and no tenth after it.
    """
    labelled = [(index, label) for index, piece in enumerate(body) if (label := piece.label) and label.number]
    if len(labelled) < 2 or labelled[0][0] >= _FIRST_LINES:
        return 0
    last = -1
    number = 0
    for index, label in labelled:
        if label.kind != "article" or number and label.number[0] != number + 1:
            break
        last, number = index, label.number[0]
    opens = labelled[0][1].number[0] == 1
    closed = last >= 0 and _LAST_ARTICLE.search(body[last].text)
    return last + 1 if closed and not opens and last < labelled[-1][0] else 0


def spliced(parts: Sequence[Part], clauses: Sequence[Clause], path: str) -> list[Diagnostic]:
    """The finding that another document stands in the file: a number of its own, the end of a rule, or articles from
    the first again.
    """
    if parts and foreign_head(parts[0].body):
        piece = parts[0].body[0]
        return [finding("P012", path=path, line=piece.number, detail=piece.text[:40])]
    next_one = next((piece for part in parts for piece in part.body if MACAO.fullmatch(squeeze(piece.text))), None)
    if next_one:  # a page of the gazette with several dispatches
        return [finding("P012", path=path, line=next_one.number, detail=next_one.text)]
    following = next((found for part in parts for found in _second(part.body)), None)
    if following:
        return [finding("P012", path=path, line=following.number, detail=following.text[:40])]
    for part in parts[1:]:
        other = has_own_number(part) or _EXPLAINS.search(part.title)
        if part.kind == "annex" and not part.label and other and not _is_named(part, parts[0]):
            first = min([*(line.line for line in part.front.header), *(piece.number for piece in part.body)])
            return [finding("P012", path=path, line=first, detail=part.title or part.front.numbers[0])]
    again = next((clause for clause in clauses if clause.path == "art1~2"), None)
    return [finding("P012", path=path, line=again.line, detail=again.full[:40])] if again else []


def _second(body: Sequence[Piece]) -> Iterator[Piece]:
    """Where another document begins within a body: a second order with its number (某某令│第六号), or a title with a
    first unit of its own, behind the clause that says from when the first document applies.
    """
    for index in range(1, len(body) - 1):
        piece, after = body[index], body[index + 1]
        if piece.table or piece.label or len(piece.text) > _LONGEST_TITLE:
            continue
        if piece.kind == "order" and piece.text.endswith("令") and after.kind == "number":
            yield piece
        elif _APPLIES.search(body[index - 1].text) and _NAMES_A_RULE.search(piece.text) and is_title_like(piece.text):
            label = next((label for other in body[index + 1:index + _MOST_OPENING] if (label := other.label)), None)
            if label and label.number == (1,) and label.kind in ("article", "chapter", "han"):
                yield piece


def _is_named(part: Part, main: Part) -> bool:
    """Whether the main text names the number of the part: it is attached (现将《…》（某府〔2014〕3号）转发给你们)."""
    named = {number_key(found.text) for piece in main.body for found in find_numbers(piece.text)}
    return any(number_key(number) in named for number in part.front.numbers)
