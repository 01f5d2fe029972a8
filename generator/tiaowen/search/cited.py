"""The documents that this library cites and does not hold, by the names that a query can call them: whole title, with
or without 中华人民共和国 before a law, or number; a clause behind it (第八条) changes nothing.

The page does the same (search-documents.js: ``cited``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tiaowen.anchors import cited_page
from tiaowen.model.corpus import Corpus
from tiaowen.search.fold import SEPARATOR, fold
from tiaowen.search.terms import Term

_STATE = "中华人民共和国"
# how titles and numbers end (GB/T 9704-2012, 7.3.1: a title ends with its kind): the list is read for nothing else
_TITLED = re.compile(
    "(?:法|典|条例|规定|规则|规程|准则|办法|细则|意见|通知|决定|决议|纲要|规划|方案|计划|章程|措施|公告|解释|标准|号)$")
_CLAUSE = re.compile("第[0-9零〇一二两三四五六七八九十百千]+(?:[编章节条款项目].*)?$")


class Cited(Struct, frozen=True, array_like=True):
    """A cited document: title, number, address of its page, how many documents cite it."""

    title: str
    number: str
    address: str
    documents: int


def cited(corpus: Corpus) -> list[Cited]:
    """What the index keeps of them; those without a title cannot be typed but by number."""
    return [Cited(item.title, item.doc_number, cited_page(item.id), len({ref.policy_id for ref in item.cited_by}))
            for item in corpus.cited.values()]


def name_in(terms: Iterable[Term]) -> str:
    """What the terms would be called as a title or number; empty where they are none."""
    whole = "".join(term.key for term in terms if not term.exclude).replace(SEPARATOR, "")
    name = _CLAUSE.sub("", whole)
    return name if len(name) > 2 and _TITLED.search(name) else ""


def called(name: str, rows: Sequence[Cited]) -> list[Cited]:
    """The cited documents of that name (``name_in``), those that most documents cite first."""
    bare = name.removeprefix(_STATE)
    found = [row for row in rows if bare == _plain(row.title).removeprefix(_STATE) or name == _plain(row.number)]
    return sorted(found, key=lambda row: -row.documents)


def _plain(text: str) -> str:
    return fold(text).replace(SEPARATOR, "")
