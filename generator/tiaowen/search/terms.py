"""What a person typed → terms. The page does the same (assets/tiaowen/search-query.js); both are tested on the same
cases.
"""

from __future__ import annotations

import re

from msgspec import Struct

from tiaowen.search.fold import SEPARATOR, fold

SPACE = "[\t-\r \u00a0\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]"
# 威发 [2023] 3 号: a document number is one term whatever spaces stand in it.
_NUMBER = re.compile(
    f"[\u3400-\u9fff]{SPACE}*[〔［【（(\\[{{﹝〈]{SPACE}*[0-9０-９]{{4}}{SPACE}*[〕］】）)"
    f"\\]}}﹞〉]{SPACE}*第?{SPACE}*[0-9０-９]+(?:{SPACE}*[号號])?"
)
_TOKEN = re.compile(f"([-－]?)(?:[\"“”＂「]([^\"“”＂」]*)[\"“”＂」]?|([^\"“”＂「{SPACE[1:-1]}]+))")

# 第十五条 alone is found as it stands: its characters apart are in every law.
_LOCATOR = re.compile("第[一二三四五六七八九十百零0-9]+[条款项章节编]")
# 中华人民共和国招标投标法 is cited as 《招标投标法》 too, which the whole name holds.
_OF_THE_NATION = re.compile("^中华人民共和国(?=.{2,30}(?:法|条例)$)")


class Term(Struct, frozen=True):
    """One thing to look for: a clause matches when its fold holds the key, or, excluded, when it does not."""

    key: str
    text: str
    exclude: bool = False
    quoted: bool = False


def parse(query: str) -> tuple[Term, ...]:
    """The terms of a query: words between spaces, ``"…"`` as one, ``-word`` excluded; each folded, without separators
    at its ends. The number of an article counts as in quotation marks.
    """
    terms: dict[str, Term] = {}
    for match in _TOKEN.finditer(_NUMBER.sub(lambda number: re.sub(SPACE, "", number[0]), query)):
        text = match[2] if match[3] is None else match[3]
        key = fold(text).strip(SEPARATOR)
        key = key if match[3] is None else _OF_THE_NATION.sub("", key)
        if key:
            quoted = match[3] is None or bool(_LOCATOR.fullmatch(key))
            terms.setdefault(key, Term(key, text, match[1] != "", quoted))
    return tuple(terms.values())
