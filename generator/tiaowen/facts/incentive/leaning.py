"""Whether the case of an award stands outside its own words, so that its row is uncertain.

How such documents work (GB/T 9704, 立法技术规范): a lead says once for whom or in which case, and deals it out to what
stands below it: its items and theirs (凡购买新建商品住房的：); where it has none, the numbered list or the paragraph
after it (对以下人员给予补贴。); or the sentences after it in one clause (对以下3类群体，实施差异化补贴：). What stands
there reads as if it were whole and is only half of the case: its row says that it is uncertain.
"""

from __future__ import annotations

import re

from tiaowen.language.quantity import plain
from tiaowen.model import Clause

_LEAD = re.compile(
    r"[的者时后内间]：.{0,2}$"  # a case that the items below go on with
    # …的，按以下标准享受补贴（只享受一种）
    r"|按照?(?:以下|下列)标准[^。；：\d]{0,24}(?:（[^（）]*）)?[。：]?$"
    # 以下五类人群购房的，给予补贴。
    r"|(?:以下|下列)[^。；：\d]{0,60}(?:给予|享受|发放|补贴|补助|奖励)[^。；：\d]{0,12}。?$")
_OF_THESE = re.compile(r"(?:[对向按有]|按照|符合|属于)(?:以下|下列)(?:\d|[一二三四五六七八九十两几])*"
                       r"(?:[类种]|群体|情形|人员|家庭|对象|标准)")
_END = 100  # characters in which the end of a lead stands


class Leads:
    """The leads of a document, met in document order; :func:`leans` is asked once for each clause."""

    def __init__(self) -> None:
        self._leads: set[str] = set()  # clauses whose text ends with a lead
        self._cases: set[str] = set()  # those, and what stands below them
        self._with_items: set[str] = set()  # those of them that have items, and lead nothing else
        self._last: dict[str, str] = {}  # by parent: its last paragraph without a label
        self._previous: dict[str, str] = {}  # by parent: the clause just before

    def leans(self, clause: Clause) -> bool:
        """Whether a clause stands below or after a lead; what it leads itself is remembered."""
        below, before = clause.parent in self._cases, self._last.get(clause.parent)
        next_to = clause.label != "" or self._previous.get(clause.parent) == before
        after = next_to and before in self._leads and before not in self._with_items
        self._previous[clause.parent] = clause.path
        self._with_items.add(clause.parent)
        if _LEAD.search(plain(clause.full).rstrip()[-_END:]):
            self._leads.add(clause.path)
            self._cases.add(clause.path)
        elif below or after and clause.label:
            self._cases.add(clause.path)
        if not clause.label:
            self._last[clause.parent] = clause.path
        return below or after


def lead_of(text: str) -> int:
    """Where the sentences of a clause begin to lean on a lead of its own; the length of the text when none does."""
    these = _OF_THESE.search(text)
    return these.start() if these else len(text)
