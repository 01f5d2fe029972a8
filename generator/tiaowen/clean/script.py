"""Traditional → Simplified, for texts of the mainland that a scraper converted (contract, ``script``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import opencc

from tiaowen.catalog import Catalog
from tiaowen.clean.draft import Draft, Edit
from tiaowen.clean.phrases import phrases
from tiaowen.model import Script
from tiaowen.text import HAN_CHARACTER


@cache
def _converter(table: str) -> opencc.OpenCC:
    return opencc.OpenCC(table)


def script_of(drafts: Sequence[Draft]) -> Script:
    """hant when more than one Han character in ten changes on conversion to Simplified, otherwise hans."""
    changed = total = 0
    for draft in drafts:
        text = draft.text[:5000]
        plain = _converter("t2s").convert(text)
        total += len(HAN_CHARACTER.findall(text))
        changed += sum(a != b for a, b in zip(text, plain, strict=False)) if plain != text else 0
        if total > 20_000:
            break
    return "hant" if changed * 10 > total else "hans"


def is_of_the_mainland(drafts: Sequence[Draft], catalog: Catalog, *, scraped: bool) -> bool:
    """Whether issuer, place or number are of the mainland: noise rules of kind ``mainland`` against those of kind
    ``elsewhere``.

    ``scraped``: inserted readings are the trace of a program that converts Simplified pages.
    """
    counts = {"mainland": int(scraped), "elsewhere": 0}
    text = simplified("\n".join(draft.text for draft in drafts)[:100_000])
    for kind in counts:
        for _, pattern in catalog.noise.of_kind(kind):
            counts[kind] += sum(1 for _ in pattern.finditer(text))
    return counts["mainland"] > counts["elsewhere"]


def simplified(text: str) -> str:
    """The text in Simplified characters, with the particle 着 (接著 → 接着) but 显著 and 著作."""
    plain = str(_converter("t2s").convert(text))
    if "著" not in plain or len(plain) != len(text):
        return plain
    particle = str(_converter("tw2s").convert(text))
    if len(particle) != len(plain):
        return plain
    return "".join("着" if c == "著" and particle[i] == "着" and not _is_zhu(plain, i) else c for i,
                   c in enumerate(plain))


def _is_zhu(text: str, at: int) -> bool:
    """Whether 著 is read zhù in the word it stands in (卓著, 著者), after pypinyin's phrases."""
    for start, end in ((at - 1, at + 1), (at, at + 2)):
        word = text[max(0, start):end]
        if len(word) == 2 and word in phrases():
            return bool(phrases()[word][at - start][0] == "zhù")
    return False


def simplify(draft: Draft) -> None:
    """Convert the line, one repair for each run of characters that changes."""
    plain = simplified(draft.text)
    if plain == draft.text:
        return
    if len(plain) != len(draft.text):
        draft.edit("simplified", [(0, len(draft.text), plain)])
        return
    draft.edit("simplified", _runs(draft.text, plain))


def _runs(before: str, after: str) -> list[Edit]:
    edits: list[Edit] = []
    start = -1
    for at in range(len(before) + 1):
        differs = at < len(before) and before[at] != after[at]
        if differs and start < 0:
            start = at
        elif not differs and start >= 0:
            edits.append((start, at, after[start:at]))
            start = -1
    return edits
