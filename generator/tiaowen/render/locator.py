"""Where a clause stands, in the words of a citation: as printed (第十二条第（二）项), and as law journals write it
(第12条第2项).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from tiaowen.clause_path import Part, down_to, last
from tiaowen.model import Clause, Path, Policy
from tiaowen.text import NUMERAL, chinese_to_int, int_to_chinese

_FIXED = {"preamble": "引言", "closing": "结尾", "notice": "印发通知", "supp": "附则"}
_UNIT = {"bian": "编", "ch": "章", "sec": "节", "art": "条"}
_ARTICLE = re.compile(rf"(?:附件\d+)?第(?:[{NUMERAL}]+|\d+)条")
_PLACE = re.compile(rf"(附件?)?([{NUMERAL}]+|\d+)(\))?[.、]?(部分|编|章|节|条|款|项|目|段)?(?:之([{NUMERAL}]+))?")
_NUMBERED = re.compile(rf"第[（(]?([{NUMERAL}]+|\d+)[）)]?([条款项目])")


def label_in_words(policy: Policy, clause: Clause, by_path: Mapping[Path, Clause] | None = None) -> str:
    """The clause in words, from the labels as printed: 2.3.15 → 第二部分第（三）项第15条, art12.2 → 第十二条第（二）项.

    ``by_path``: the policy's clauses by path, for a caller that asks for many.
    """
    known = {c.path: c for c in policy.clauses} if by_path is None else by_path
    words, in_article = [], False
    for depth, path in enumerate(down_to(clause.path)):
        owner, part = known.get(path), last(path)
        in_article = in_article or part.name == "art"
        words.append(_word(part, owner.label if owner else "", depth, in_article)
                     + (f"（第{part.again}处）" if part.again else ""))
    return "".join(words)


def _word(part: Part, label: str, depth: int, in_article: bool) -> str:
    name, number, *_ = part
    if name in _FIXED:
        return _FIXED[name]
    if name == "A":
        return f"附件{number}"
    if name in _UNIT:
        return re.sub(r"\s", "", label) if label else f"第{int_to_chinese(number)}{_UNIT[name]}"
    if name == "p":
        return f"第{int_to_chinese(number)}{'款' if in_article else '段'}"
    special = {"d": f"第{number}个破折号项", "t": f"表{number}", "r": f"第{number}行", "gap": f"残段{number}"}
    if name in special:
        return special[name]
    return _numbered(label, number, depth, in_article)


def _numbered(label: str, number: int, depth: int, in_article: bool) -> str:
    bare = label.strip().rstrip("、.． ")
    if bare.startswith(("（", "(")):
        return f"第{bare}项"
    if re.fullmatch(r"[\d.．]+", bare) or (not bare and depth > 1):
        return f"第{bare or number}{'目' if in_article else '条'}"
    if depth == 0:
        return f"第{int_to_chinese(number)}部分"
    return f"第{bare or int_to_chinese(number)}项"


def locate(policy: Policy, wanted: str) -> tuple[Clause, ...]:
    """The clauses that a person's words can mean: 第15条, （三）, 二、（三）15, 第十二条第二款. ``cite.js`` does the
    same in the browser.

    The same words, else the clauses whose numbers end in those given; a unit counts where it is given. An article where
    only a number is.
    """
    by_path = {clause.path: clause for clause in policy.clauses}
    flat = re.sub(r"\s", "", wanted)
    named = [(clause, label_in_words(policy, clause, by_path)) for clause in policy.clauses]
    same = tuple(clause for clause, words in named if words == flat or clause.anchor == flat)
    asked = _numbers(wanted)
    if same or not asked:
        return same
    fitting = [(clause, parts) for clause, words in named if _ends(parts := _numbers(words), asked)]
    whole = [clause for clause, parts in fitting if len(parts) == len(asked)]
    articles = [clause for clause, parts in fitting if parts[-1][1] == "条"]
    if len(whole) == 1:
        return tuple(whole)
    return tuple(articles) if articles and not asked[-1][1] else tuple(clause for clause, _ in fitting)


def _ends(parts: Sequence[tuple[str, str]], asked: Sequence[tuple[str, str]]) -> bool:
    tail = parts[len(parts) - len(asked):] if len(parts) >= len(asked) else ()
    return (
        bool(tail) and all(value == wanted and (not unit or unit == its) for (value, its),
                           (wanted, unit) in zip(tail, asked, strict=True))
    )


def _numbers(words: str) -> list[tuple[str, str]]:
    """The numbers of a place in words with the units behind them: 第二部分第（三）项第15条 → (2, 部分) (3, 项) (15,
    条).
    """
    return [
        (f"{'A' if annex else ''}{chinese_to_int(value)}{f'-{chinese_to_int(inserted)}' if inserted else ''}",
         unit or ("项" if closing else ""))
        for annex, value, closing, unit, inserted in _PLACE.findall(normalize("NFKC", words))
    ]


def law_locator(words: str) -> str:
    """The words as the law journals' manual (法学引注手册) wants them: articles and what is in them in Arabic numerals.

    第十二条第一款第（二）项 → 第12条第1款第2项, 第一百二十条之一 → 第120条之一. Headings of official documents
    (第一部分第（三）项) stay as they are printed. ``cite.js`` does the same in the browser.
    """
    return _NUMBERED.sub(lambda m: f"第{chinese_to_int(m[1])}{m[2]}", words) if _ARTICLE.match(words) else words
