"""The documents that a query names: by number, with or without its year, by the words of their title, or as people call
them (职教20条, 一号文件).

A title is named by words as they were typed, never by a synonym. The page does the same (search-documents.js).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tiaowen.document_names import mark_of, state_of
from tiaowen.model import Policy
from tiaowen.search.pieces import counted
from tiaowen.search.understand import Concept
from tiaowen.text import NUMERAL, chinese_to_int

SHOWN = 6
_POINTS = re.compile("([一二三四五六七八九十]+|[0-9]+)条")
_GENERAL = frozenset({"的", "文件", "政策", "通知"})
_OTHER = re.compile(
    "[^\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00020000-\U0003ffff"
                    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5a-z0-9]")
_NUMBERED = re.compile("(.*?)(?:((?:19|20)[0-9][0-9])年?)?第?([0-9]+)号")
_LAW = re.compile("(?:法|条例|办法|规定)$")
_LABEL = re.compile(rf"[（(]?([{NUMERAL}]{{1,4}}|\d{{1,3}})[）)、.．]*")


class Title(Struct, frozen=True, array_like=True):
    """By what a document is named: title, number, date, how many points it counts; and what must be known of it."""

    title: str
    number: str
    date: str
    points: int
    mark: str = ""  # document_names.mark_of


def title_of(policy: Policy) -> Title:
    """What the index keeps of a document to find it by name."""
    return Title(policy.title, policy.doc_number, policy.issue_date or policy.publish_date or "", _points(policy),
                 mark_of(policy))


def _points(policy: Policy) -> int:
    """The highest number of its numbered points: people call 关于…的二十条措施 and what counts twenty 二十条. Articles
    are not points.
    """
    labels = (_LABEL.fullmatch(clause.label.strip()) for clause in policy.clauses if clause.kind != "article")
    return max((chinese_to_int(label[1]) for label in labels if label), default=0)


def plain(text: str) -> str:
    """Han, letters and digits alone."""
    return _OTHER.sub("", unicodedata.normalize("NFKC", text).lower())


def named(concepts: Sequence[Concept], titles: Sequence[Title]) -> list[int]:
    """The places in ``titles`` of the documents that the query names, the best first; of equal ones those in force,
    then the newest.
    """
    number = next((concept for concept in concepts if concept.kind == "number of document"), None)
    if number:
        return [at for at, title in enumerate(titles) if title.number and _numbered(number, title.number)][:SHOWN]
    wanted = [concept for concept in concepts if concept.need and concept.text not in _GENERAL]
    if sum(len(concept.text) for concept in wanted) < 3:
        return []
    law = any(_LAW.search(concept.text) for concept in wanted)
    found, today = [], date.today().isoformat()
    for at, entry in enumerate(titles):
        title = plain(entry.title)
        held = [_holds(concept, title, entry) for concept in wanted]
        every = all(some or (concept.kind == "year" and law and not entry.date) for some,
                    concept in zip(held, wanted, strict=True))
        score = sum(some * len(concept.text) for some, concept in zip(held, wanted, strict=True))
        if every and score:
            over = bool(state_of(entry.mark, today))
            found.append((-score / (len(title) + 10), over, [-ord(char) for char in entry.date] or [0], at))
    return [at for *_, at in sorted(found)][:SHOWN]


def _numbered(wanted: Concept, number: str) -> bool:
    own = _NUMBERED.fullmatch(plain(number))
    if not own or str(int(own[3])) != wanted.serial or (wanted.year and own[2] != wanted.year):
        return False
    code = plain(wanted.code)
    return own[1].endswith(code) or code.endswith(own[1])


def _holds(concept: Concept, title: str, entry: Title) -> int:
    """Whether a title holds a concept: 2 as typed, 1 shortened or with its words apart."""
    if concept.kind == "year":
        return 2 if concept.ids[0] in title or entry.date.startswith(concept.ids[0]) else 0
    if concept.kind == "named":
        return 2 if "中共中央" in title and any(word in title for word in concept.look) else 0
    count = _POINTS.fullmatch(concept.text)
    if (
        count and entry.points and (str(entry.points) == (count[1] if count[1].isdigit() else counted(count[1]))
                                    or concept.text in title)
    ):
        return 2
    if concept.text.replace("|", "") in title:
        return 2
    if concept.kind != "run":
        return 0
    if len(concept.text) < 4:
        return int(_abbreviates(concept.text, title))
    pairs = [concept.text[at : at + 2] in title for at in range(len(concept.text) - 1)]
    return int(all(a or b for a, b in zip([*pairs, False], [False, *pairs], strict=True)))


def _abbreviates(short: str, title: str) -> bool:
    """职教 in 职业教育, 消法 for 消费者权益保护法."""
    if len(short) == 2 and re.search(f"{re.escape(short[0])}.(?={re.escape(short[1])})", title):
        return True
    law = re.sub("^中华人民共和国", "", title)
    return (
        short.endswith("法") and law.endswith("法") and law[0] == short[0]
        and bool(re.search(".*".join(map(re.escape, short)), law))
    )
