"""A body that a page prints twice is published once (corpus: zj-07, where a search index holds each body two times over)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Line
from generator.text import squeeze

REASON = "正文重复"
_LONG = 30
_MOST = 0.95


def second_copy(lines: Sequence[Line]) -> range:
    """Indices of the lines that repeat, in order, all the lines right before them; an empty range when none do."""
    texts = [squeeze(line.text) for line in lines]
    anchors = [i for i, text in enumerate(texts) if len(text) >= _LONG][:3]
    for anchor in anchors:
        again = next((i for i in range(anchor + 1, len(texts)) if texts[i] == texts[anchor]), None)
        if again is None:
            continue
        shift, start = again - anchor, anchor
        while start > 0 and start + shift > anchor and texts[start - 1] == texts[start - 1 + shift]:
            start -= 1
        stop = min(start + 2 * shift, len(texts))
        same = sum(texts[i] == texts[i - shift] for i in range(start + shift, stop))
        if stop - start - shift >= shift * _MOST and same >= shift * _MOST:
            return range(start + shift, stop)
    return range(0)
