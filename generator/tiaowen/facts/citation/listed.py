"""Lists of documents that a lead repeals or amends: 废止下列文件： reaches the items below it, and the table or list of
the annex it names.

There a whole line, or a cell of a row, is a title without 《》.
"""

from __future__ import annotations

import re

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.clause_path import enclosing, root
from tiaowen.document_names import find_numbers
from tiaowen.facts.citation.scan import Named
from tiaowen.facts.citation.titles import clean_title
from tiaowen.facts.table_heads import cell_spans
from tiaowen.model import Clause, Path, Policy, Relation

_ENDS = "废止|失效|停止执行|停止施行|停止使用|不再执行|撤销"
_LEADS: tuple[tuple[re.Pattern[str], Relation | None], ...] = (  # the first that fits; None: a list of what stays
    (re.compile(r"继续有效|继续执行|予以保留|拟(?:废止|修改|宣布)"), None),
    (re.compile(
        rf"(?:{_ENDS})(?:的是|了)?(?:下列|以下|如下)|(?:下列|以下|如下|附件\d{{0,2}}?所列|目录所列"
        rf"|所列)[^。；]{{0,50}}(?:{_ENDS})"), "repeals"),
    (re.compile(r"(?:修改|修订|修正)(?:下列|以下|如下)|(?:下列|以下|附件\d{0,2}?所列)[^。；]{0,50}(?:修改|修订|修正)"),
     "amends"),
)
_NAMES: tuple[tuple[re.Pattern[str], Relation | None], ...] = (  # what a heading or the title of an annex says
    (re.compile(r"继续有效|保留|拟(?:废止|修改|宣布)|(?:决定|通知|公告|意见|办法|规定)$"), None),
    (
        re.compile(
            rf"(?:{_ENDS})(?:的)?[^，。；]{{0,24}}(?:目录|清单|名单|一览表|文件|规章|法规)(?:[（(][^（）()]*[）)])?$"),
     "repeals"),
    (re.compile(r"修改(?:的)?[^，。；]{0,24}(?:目录|清单|名单|一览表|文件|规章|法规)(?:[（(][^（）()]*[）)])?$"),
     "amends"),
)
_LINE = re.compile(
    r"\s*(?P<title>[^，。；：《》\t]{4,90}?(?:《[^《》]{2,90}》[^，。；：《》\t]{0,30}?)?)"
    r"(?P<number>\s*[（(][^（）()]{0,40}号[^（）()]{0,20}[）)])?\s*[。；;]?\s*"
)
_NUMBER_BEHIND = re.compile(r"[（(][^（）()]*号[）)]$")
_SHORTEST = 6


def governed(policy: Policy) -> dict[Path, Relation]:
    """Path → what the list does with the documents it holds that the clause stands in; clauses of no such list are left
    out.
    """
    of_part = {part.root: _said(_NAMES, part.title) for part in policy.parts}
    found: dict[Path, Relation] = {}
    above: dict[Path, Relation | None] = {}
    running: Relation | None = None
    for clause in policy.clauses:
        said, known = _lead(clause)
        if known:
            above[clause.path], running = said, None if clause.label else said
            continue
        if running and clause.label and not _is_entry(clause):
            running = None
        relation = (
            next((above[path] for path in enclosing(clause.path) if path in above), None) or running
            or of_part.get(root(clause.path))
        )
        if relation:
            found[clause.path] = relation
    return found


def _said(table: tuple[tuple[re.Pattern[str], Relation | None], ...], text: str) -> Relation | None:
    return next((relation for pattern, relation in table if pattern.search(text)), None)


def _lead(clause: Clause) -> tuple[Relation | None, bool]:
    """What a clause says of the list after it, and whether it says anything; a line with a title of its own leads no
    list.
    """
    body = clause.full[clause.body_start:]
    if clause.kind == "row" or "《" in body:
        return None, False
    heading = clause.heading or (clause.full if clause.kind == "annex" else "")
    for table, text in ((_NAMES, heading), (_LEADS, body)):
        for pattern, relation in table:
            if text and pattern.search(text) and (table is _NAMES or relation is None or len(text) < 120):
                return relation, relation is not None or table is _LEADS
    return None, False


def _is_entry(clause: Clause) -> bool:
    body = clause.full[len(clause.label):].strip()
    return clause.kind in ("row", "table") or body.startswith("《") or bool(_LINE.fullmatch(body))


def listed_titles(clause: Clause, types: DocumentTypes) -> list[Named]:
    """The document that a line or a row of such a list names without 《》, with its number; nothing when it names none
    so.
    """
    if clause.kind == "row":
        return _of_row(clause, types)
    match = _LINE.fullmatch(clause.full, len(clause.label))
    title = match["title"].strip() if match else ""
    if not match or len(title) < _SHORTEST or not types.of_title(title):
        return []
    numbers = find_numbers(match["number"] or "")
    start = match.start("title") + len(match["title"]) - len(match["title"].lstrip())
    return [Named(start=start, end=start + len(title), after=match.end(), sort="title", title=clean_title(title),
                  number=numbers[0].text if numbers else "")]


def _of_row(clause: Clause, types: DocumentTypes) -> list[Named]:
    start, title, number = 0, "", ""
    for span in cell_spans(clause.full):
        cell = clause.full[span.start:span.end]
        named = _NUMBER_BEHIND.sub("", cell.strip())
        if not title and "《" not in cell and len(cell.strip()) >= _SHORTEST and types.of_title(named):
            start, title = span.start + cell.index(named), named
        if not number and (numbers := find_numbers(cell)):
            number = numbers[0].text
    if not title:
        return []
    return [Named(start=start, end=start + len(title), after=len(clause.full), sort="title", title=clean_title(title),
                  number=number)]
