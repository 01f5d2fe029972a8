"""Paragraphs that a scraper strung together with their indents or with single spaces are taken apart again.

Here only the separators that are still in the text are used; borders that left no trace are found by the parser from
the printed sequence. A border is the repair ``paragraph``: the white space becomes a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiaowen.clean.draft import Draft, Edit
from tiaowen.numbering import match_label
from tiaowen.text import HAN

_SEPARATOR = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_INDENT = re.compile("(?:\u3000{2,}|[ \u00a0\u2002-\u200a\u3000]{4,})(?=\\S)")
_SPACE = re.compile("[ \u00a0\u2002-\u200a\u3000]+(?=\\S)")
_AFTER_STOP = re.compile(r"(?:[。：；！？:;][”’）)]?|\.(?:docx?|xlsx?|pdf|wps|ofd|zip|rar))$")  # …承诺书.docx
_WIDE_END = re.compile(f"[{HAN}\u3001-\u303f\uff01-\uff65“”’）)]$")
_WIDE_START = re.compile(f"[{HAN}《“（(〔【]")
_DATE = re.compile(r"(?:19|20)\d\d\s*年")
_LONG = 120
_SHARE = 0.6


def restore_paragraphs(drafts: Sequence[Draft]) -> None:
    """Put line breaks back into lines that hold several paragraphs."""
    for draft in drafts:
        draft.sub("paragraph", _SEPARATOR, "\n")
    total = sum(len(draft.text) for draft in drafts)
    for draft in drafts:
        if draft.source.table or len(draft.text) < 40:
            continue
        alone = len(draft.text) >= _LONG and len(draft.text) >= total * _SHARE
        borders = list(_single_spaces(draft.text)) if alone else []
        draft.edit("paragraph", borders or list(_indents(draft.text, alone=alone)))


def _indents(text: str, *, alone: bool) -> Iterator[Edit]:
    """…工作方案》□□的通知□□各社区：□□现将…: an indent inside a line begins a paragraph; in a line of its own length
    only after a sentence.
    """
    found = list(_inside(_INDENT, text))
    everywhere = alone and len(found) >= 5
    for match in found:
        before, after = text[max(0, match.start() - 5):match.start()], match.end()
        if everywhere or _AFTER_STOP.search(before) or _begins_unit(text, after):
            yield match.start(), match.end(), "\n"


def _single_spaces(text: str) -> Iterator[Edit]:
    """…如下： 一、取消…。 二、…: single spaces are paragraph borders where most of them follow a sentence."""
    found = list(_inside(_SPACE, text))
    after_stop = sum(1 for m in found if _AFTER_STOP.search(text[max(0, m.start() - 5):m.start()]))
    if after_stop < 2 or after_stop * 2 < len(found):
        return
    for match in found:
        wide = _WIDE_END.search(text[match.start() - 1]) and _WIDE_START.match(text[match.end()])
        if wide or _begins_unit(text, match.end()):
            yield match.start(), match.end(), "\n"


def _inside(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches after the first visible character."""
    begin = len(text) - len(text.lstrip())
    return (match for match in pattern.finditer(text) if match.start() > begin)


def _begins_unit(text: str, at: int) -> bool:
    label = match_label(text[at:at + 16])
    return label is not None and label.kind != "letter" or bool(_DATE.match(text, at))
