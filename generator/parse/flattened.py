"""Paragraph borders that the source lost: text flattened into a few long lines, and units glued to the sentence before them.

A border is put back where the printed sequence proves it (…地下空间。第四条 … right after article three), never inside a
sentence. In a flattened text also at the title, the number, the addressee, the signature and 附件 (corpus: cq-04, cq-06).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.catalog.document_types import DocumentTypes
from generator.document_names import find_numbers
from generator.numbering import Label, match_label
from generator.parse.lines import DATE, Piece, cut, is_addressee

_LABEL_START = re.compile(
    r"第[\s一二三四五六七八九十百千零〇\d]{1,9}[编章节条]|[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十]{1,4}[）)]|[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d)"
)
_SENTENCE_END = re.compile(r"[。；：！？][”’）)]*\s*$")
_GLUED_KINDS = {"bian", "chapter", "section", "article"}
_FLAT_KINDS = _GLUED_KINDS | {"han", "han_paren", "arabic", "arabic_paren"}
_RANK = {"bian": 0, "chapter": 1, "section": 2, "article": 3, "han": 4, "han_paren": 5, "arabic": 6, "arabic_paren": 7}
_RELEASE = r"[（(]此件[^（）()]{2,14}[）)]"
_ANNEX_HEAD = re.compile(r"(?<=[\u4e00-\u9fff）)。])附件\s*(?:\d{1,2}|[一二三四五六七八九十])?(?=[\u4e00-\u9fff])|(?<=[。日）)])附件[:：]")
_LONG = 400


def restore_borders(pieces: Sequence[Piece], types: DocumentTypes, *, one_line_is_one_block: bool = False) -> list[Piece]:
    """The pieces with lost borders put back; a piece that came out of another is ``glued``.

    ``one_line_is_one_block``: pieces of one source line were blocks of their own (HTML), and are not glued.
    """
    flat = is_flattened(pieces)
    counts = _Sequence(_FLAT_KINDS if flat else _GLUED_KINDS)
    restored: list[Piece] = []
    for piece in pieces:
        if piece.table:
            restored.append(piece)
            continue
        for part in _broken(piece, sorted(_front(piece, types))) if flat and not restored else [piece]:
            cuts = {at for at in counts.borders(part.text)}
            if flat and len(part.text) > 40:
                cuts |= set(_end_borders(part.text))
            restored += _broken(part, sorted(cuts))
    return restored if one_line_is_one_block else _marked(restored)


def is_flattened(pieces: Sequence[Piece]) -> bool:
    """Whether a document was run together: nearly all of it stands in one very long line that holds several units."""
    if not pieces:
        return False
    longest = max(pieces, key=lambda p: len(p.text))
    total = sum(len(p.text) for p in pieces)
    return len(longest.text) > _LONG and len(longest.text) * 10 > total * 6 and not longest.table


def _marked(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one source line are glued whoever took them apart."""
    out: list[Piece] = []
    for piece in pieces:
        again = bool(out) and out[-1].number == piece.number and not piece.wraps
        out.append(piece if piece.glued or not again else Piece(
            number=piece.number, text=piece.text, bold=piece.bold, table=piece.table, wraps=piece.wraps, glued=True))
    return out


def _broken(piece: Piece, borders: Sequence[int]) -> list[Piece]:
    edges = [0, *(b for b in borders if 0 < b < len(piece.text)), len(piece.text)]
    parts = [cut(piece, start, end, glued=piece.glued or start > 0) for start, end in zip(edges, edges[1:], strict=False)]
    return [part for part in parts if part.text]


class _Sequence:
    """The numbers met so far, kind by kind: a label inside a line is a border only when it is the next one."""

    def __init__(self, kinds: set[str]) -> None:
        self.kinds = kinds
        self.last: dict[str, int] = {}

    def _meet(self, label: Label) -> None:
        self.last[label.kind] = label.number[-1]
        for kind in [k for k in self.last if _RANK[k] > _RANK[label.kind] and label.kind not in ("chapter", "section")]:
            del self.last[kind]

    def borders(self, text: str) -> Iterator[int]:
        """Offsets in the line where a unit begins that continues the sequence."""
        first = match_label(text)
        if first and first.kind in self.kinds and len(first.number) == 1:
            self._meet(first)
        if len(text) < 30:
            return
        found = [(m.start(), label) for m in _LABEL_START.finditer(text, 1) if (label := match_label(text, m.start()))]
        second = {label.kind: index for index, (_, label) in enumerate(found) if label.number == (2,)}
        for index, (at, label) in enumerate(found):
            if label.kind not in self.kinds or not _is_border(text, at, label):
                continue
            number, last = label.number[-1], self.last.get(label.kind, 0)
            opens = number == 1 and self.kinds == _FLAT_KINDS and second.get(label.kind, -1) > index
            if number == last + 1 and (last or opens or label.kind in _GLUED_KINDS) or opens:
                self._meet(label)
                yield at


def _is_border(text: str, at: int, label: Label) -> bool:
    before = text[max(0, at - 12):at]
    if label.kind in _GLUED_KINDS:
        rest = text[label.end:label.end + 4]
        heading = label.kind != "article" and bool(re.match(r"\s", rest))
        return bool(_SENTENCE_END.search(before) or heading or re.search(r"\s$", before)) and not re.match(r"[款项、和及的规至到与或中所第，]", rest)
    return bool(_SENTENCE_END.search(before)) or bool(re.search(r"[）)]\s*$", before) and label.kind == "han")


def _front(piece: Piece, types: DocumentTypes) -> Iterator[int]:
    """Borders in …制度的函│渝府办函〔2021〕52号│市教委：│你委…"""
    text = piece.text
    start = 0
    number = next(iter(find_numbers(text[:300])), None)
    if number and "。" not in text[:number.start]:
        title = _title_end(text, number.end, types)
        if title:
            yield title
            yield number.end
            start = number.end
    colon = re.search("[：:]", text[start:start + 300])
    if colon and is_addressee(text[start:start + colon.end()].strip()):
        yield start + colon.end()


def _title_end(text: str, number_end: int, types: DocumentTypes) -> int:
    """Where the title ends before the number: the shortest code of two or more characters that leaves a kind of document before it."""
    bracket = max(text.rfind(mark, 0, number_end) for mark in "〔[［（(")
    for at in range(bracket - 2, max(bracket - 14, 3), -1):
        if types.of_title(text[:at].strip()):
            return at
    return 0


def _end_borders(text: str) -> Iterator[int]:
    """Borders before 附件：, a signature with its date, （此件公开发布） and 附件1."""
    for match in _ANNEX_HEAD.finditer(text):
        yield match.start()
    for match in re.finditer(rf"(?:(?<=[。：])|(?<=\s))(?P<body>[\u4e00-\u9fff]{{4,24}}(?:委|府|厅|局|部|办公室|办|院|会))?\s*(?P<date>{DATE.pattern})(?=\s*(?:{_RELEASE}|附件|$))", text):
        if match["body"]:
            yield match.start("body")
        yield match.start("date")
        yield match.end("date")
    for match in re.finditer(_RELEASE, text):
        yield match.start()
        yield match.end()
