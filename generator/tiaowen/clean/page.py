"""The lines of one document on a page of the web, and why each that is no text of it goes: what the passes share that
take furniture out (furniture.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tiaowen.catalog import Catalog
from tiaowen.catalog.noise import NoiseRule
from tiaowen.clean.draft import within
from tiaowen.clean.script import simplified
from tiaowen.model import Furniture, Line
from tiaowen.numbering import COUNTED, RANK, match_label

FACT = "网页元数据"
SECTION = "网页栏目名"
HEADLINE = "新闻标题"
_LONGEST_FRONT = 100
LONGEST_TITLE = 200
_TOP_LABELS = {kind for kind in COUNTED if RANK[kind] <= RANK["han_paren"]}
TITLE_END = re.compile("[。；;：:，,！!？?]$")
LETTER_HEAD = re.compile(r"^[^。，；]{0,20}[〔\[（(](?:19|20)\d\d[〕\]）)]\s*第?\d+号$|^[^。；]{2,200}[：:]$")


class Page:
    """The lines of one document. ``reasons``: why a line goes, empty where it stays; ``folded``: the same in Simplified
    characters; ``pages``: positions of page borders; what was found is in ``furniture``, lines of page metadata also in
    ``metadata``.
    """

    def __init__(self, lines: Sequence[Line], positions: Sequence[int], catalog: Catalog, *, simplify: bool) -> None:
        self.lines = list(lines)
        self.positions = list(positions)
        self.catalog = catalog
        self.folded = [simplified(line.text) if simplify else line.text for line in self.lines]
        self.reasons: list[str] = [""] * len(self.lines)
        self.furniture: list[Furniture] = []
        self.metadata: list[Line] = []
        self.pages: set[int] = set()
        labelled = [i for i, text in enumerate(self.folded) if is_labelled(text)]
        self.head_end = labelled[0] if labelled else len(self.lines)
        self.tail_start = labelled[-1] + 1 if labelled else 0
        self.front_end = min(self.head_end, _LONGEST_FRONT)

    def take_out(self, found: Iterable[int], reason: str) -> None:
        """Let these lines go for that reason, unless they have one."""
        for index in found:
            self.reasons[index] = self.reasons[index] or reason

    def applies(self, rule: NoiseRule, index: int) -> bool:
        """Whether a rule holds where the line stands."""
        head, end = index < self.head_end, index >= self.tail_start
        return {"anywhere": True, "head": head, "end": end, "edges": head or end}[rule.where]

    def split(self, index: int, at: int, first: str, second: str) -> None:
        """Cut a line in two, each part with its reason."""
        line, text = self.lines[index], self.folded[index]
        if len(text) != len(line.text):
            return
        parts = [within(line, 0, at), within(line, at, len(line.text))]
        self.lines[index:index + 1] = parts
        self.folded[index:index + 1] = [text[:at].strip(), text[at:].strip()]
        self.reasons[index:index + 1] = [first, second]
        self.positions[index:index + 1] = [self.positions[index]] * 2
        self.head_end += index < self.head_end
        self.front_end += index < self.front_end
        self.tail_start += index < self.tail_start

    def is_title(self, index: int) -> bool:
        """Whether the line ends a title: no sentence, and its last words (with the lines before it) name a kind of
        document.
        """
        text = self.folded[index].strip()
        if not text or len(text) > 80 or TITLE_END.search(text) or match_label(text):
            return False
        return bool(self.catalog.document_types.of_title(text))


def is_labelled(text: str) -> bool:
    """Whether the line begins a chapter, an article, a 一、 or （一）, or a list with its 1."""
    label = match_label(text)
    if label is None:
        return False
    return label.kind in _TOP_LABELS or label.kind == "arabic" and label.number == (1,)
