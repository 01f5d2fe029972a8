"""Paragraph borders that left no trace in the source: text flattened into a few long lines, and units glued to the sentence before.

A border is put back where the printed sequence proves it (…地下空间。第四条 … right after article three), never inside a
sentence. In a flattened text also at the title, the number, the addressee, the signature and 附件 (corpus: cq-04, cq-06).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from generator.catalog.document_types import DocumentTypes
from generator.document_names import find_numbers
from generator.model import Furniture
from generator.numbering import Label, match_label
from generator.parse.lines import DATE, Piece, cut, is_addressee
from generator.text import squeeze

_LABEL_START = re.compile(
    r"第[\s一二三四五六七八九十百千零〇\d]{1,9}[编章节条]|[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十]{1,4}[）)]|[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d)"
)
_SENTENCE_END = re.compile(r"[。；：！？][”’）)]*\s*$")
_HEADING = re.compile(r"^[\u4e00-\u9fff、“”《》\s]{2,24}$")
_GLUED_KINDS = {"bian", "chapter", "section", "article"}
_FLAT_KINDS = _GLUED_KINDS | {"han", "han_paren", "arabic", "arabic_paren"}
_RANK = {"bian": 0, "chapter": 1, "section": 2, "article": 3, "han": 4, "han_paren": 5, "arabic": 6, "arabic_paren": 7}
_RELEASE = r"[（(]此件[^（）()]{2,14}[）)]"
_BODY = r"[\u4e00-\u9fff]{4,24}(?:委|府|厅|局|部|办公室|办|院|会)"
_ANNEX_HEAD = re.compile(r"(?<=[\u4e00-\u9fff）)。])附件\s*(?:\d{1,2}|[一二三四五六七八九十])(?=[\u4e00-\u9fff])|(?<=[。日）)])附件(?=[:：])")
_LONG = 400


def restore_borders(pieces: Sequence[Piece], types: DocumentTypes, *, one_line_is_one_block: bool = False) -> list[Piece]:
    """The pieces with lost borders put back; a piece that came out of another is ``glued``.

    ``one_line_is_one_block``: pieces of one source line were blocks of their own (HTML), and are not glued.
    """
    flat = is_flattened(pieces)
    if not flat:
        restored = _at_labels(pieces, _Sequence(_GLUED_KINDS))
        return restored if one_line_is_one_block else _joined(_marked(restored))
    first = _broken(pieces[0], sorted(_front(pieces[0], types)))
    known = squeeze(first[0].text) if len(first) > 1 else ""
    parts: list[Piece] = []
    for piece in [*first, *pieces[1:]]:
        parts += [piece] if piece.table else _broken(piece, sorted(set(_end_borders(piece.text, known))))
    return _joined(_marked(_annex_titles(_at_labels(parts, _Sequence(_FLAT_KINDS)))))


def is_flattened(pieces: Sequence[Piece]) -> bool:
    """Whether a document was run together: nearly all of it stands in one very long line."""
    if not pieces:
        return False
    longest = max(pieces, key=lambda p: len(p.text))
    total = sum(len(p.text) for p in pieces)
    return len(longest.text) > _LONG and len(longest.text) * 10 > total * 6 and not longest.table


def _at_labels(pieces: Sequence[Piece], counts: _Sequence) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        out += [piece] if piece.table else _broken(piece, list(counts.borders(piece.text)))
    return out


def _marked(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one source line are glued whoever took them apart."""
    out: list[Piece] = []
    for piece in pieces:
        again = bool(out) and out[-1].number == piece.number and not piece.wraps and not piece.glued
        out.append(structs.replace(piece, glued=True) if again else piece)
    return out


def _joined(pieces: list[Piece]) -> list[Piece]:
    """A list cut after 、 goes on in the next piece of its line (榕楼、│金桂丽湾)."""
    out: list[Piece] = []
    for piece in pieces:
        if out and piece.glued and out[-1].text.endswith("、") and not piece.table and not match_label(piece.text):
            out[-1] = structs.replace(out[-1], text=out[-1].text + piece.text)
        else:
            out.append(piece)
    return out


def _broken(piece: Piece, borders: Sequence[int]) -> list[Piece]:
    edges = [0, *(b for b in borders if 0 < b < len(piece.text)), len(piece.text)]
    if len(edges) == 2:
        return [piece]
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
        end = first.end if first else 0
        for index, (at, label) in enumerate(found):
            if label.kind not in self.kinds or not self._is_border(text, at, label, end):
                continue
            number, last = label.number[-1], self.last.get(label.kind, 0)
            opens = number == 1 and self.kinds == _FLAT_KINDS and second.get(label.kind, -1) > index
            if number == last + 1 and (last or label.kind in _GLUED_KINDS) or opens:
                self._meet(label)
                end = label.end
                yield at

    def _is_border(self, text: str, at: int, label: Label, end: int) -> bool:
        before = text[max(0, at - 12):at]
        if label.kind in _GLUED_KINDS:
            rest = text[label.end:label.end + 4]
            heading = label.kind != "article" and bool(re.match(r"\s", rest))
            good = bool(_SENTENCE_END.search(before) or heading or re.search(r"\s$", before))
            return good and not re.match(r"[款项、和及的规至到与或中所第，]", rest)
        if re.search(r"附件\s*[:：]\s*$", before):
            return False
        under_heading = label.number == (1,) and 0 < at - end <= 24 and bool(_HEADING.match(text[end:at]))
        return bool(_SENTENCE_END.search(before)) or under_heading or bool(re.search(r"[）)]\s*$", before) and label.kind == "han")


def _front(piece: Piece, types: DocumentTypes) -> Iterator[int]:
    """Borders in …制度的函│渝府办函〔2021〕52号│市教委：│你委…"""
    text = piece.text
    start = 0
    number = next(iter(find_numbers(text[:300])), None)
    if number and not re.search("[。：:]", text[:number.start]) and number.start < 150:
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


def _end_borders(text: str, title: str) -> Iterator[int]:
    """Borders before 附件：, a signature with its date, （此件公开发布） and 附件1; the title names who signs."""
    for match in _ANNEX_HEAD.finditer(text):
        yield match.start()
    issuer = re.split("关于|印发|转发", title)[0]
    named = [re.escape(issuer)] if 4 <= len(issuer) <= 30 else []
    for match in re.finditer(rf"(?:(?P<known>{'|'.join(named) or '(?!)'})|(?:(?<=[。：])|(?<=\s))(?P<body>{_BODY}))?\s*(?P<date>{DATE.pattern})(?=\s*(?:{_RELEASE}|附件|$))", text):
        if match["known"] or match["body"]:
            yield match.start("known") if match["known"] else match.start("body")
        yield match.start("date")
        yield match.end("date")
    for match in re.finditer(_RELEASE, text):
        yield match.start()
        yield match.end()


def _annex_titles(pieces: list[Piece]) -> list[Piece]:
    """附件1│…联席会议制度│为贯彻…: where an annex's title ends is known from the list of annexes."""
    names: list[str] = []
    out: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if re.match(r"附件\s*[:：]", text) and len(text) < 600:
            names += [name for name in re.split(r"[0-9０-９]{1,2}[.．、]|[:：]", text[2:]) if len(name) >= 4]
        head = re.match(r"附件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*", text)
        name = next((n for n in sorted(names, key=len, reverse=True) if head and text.startswith(n, head.end())), "")
        out += _broken(piece, [head.end(), head.end() + len(name)]) if head and name else [piece]
    return out


def take_stray(pieces: list[Piece], types: DocumentTypes) -> tuple[list[Piece], list[Furniture]]:
    """What is glued behind the last sentence of a file and belongs to the next one: its title, or 附件 with nothing after it."""
    if not pieces or pieces[-1].table:
        return pieces, []
    last = pieces[-1]
    match = re.search(r"(?<=[。！”）])\s*(?P<rest>[^。！？；，：]{2,60})$", last.text)
    if not match or not (re.fullmatch(r"附件\s*\d?", match["rest"].strip()) or len(match["rest"]) >= 8 and types.of_title(match["rest"])):
        return pieces, []
    rest = cut(last, match.start("rest"), len(last.text))
    return [*pieces[:-1], cut(last, 0, match.start("rest"))], [Furniture(line=rest.number, text=rest.text, reason="粘在末尾的下一份文件的标题")]
