"""Paragraph borders that left no trace in the source: a text flattened into a few long lines.

Put back at the title, the number, the addressee, at labels in sequence, after headings of a flattened section, at the
signature and at 附件. In every other text only glued labels are cut off (borders.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import find_numbers, issued_title
from tiaowen.model import Furniture
from tiaowen.numbering import FAMILY
from tiaowen.parse.borders import FLAT, GLUED, broken, split_at_labels, split_run_in
from tiaowen.parse.flat_headings import dashes_apart, section_headings
from tiaowen.parse.flat_numbers import contents_borders, decimal_borders
from tiaowen.parse.gap_borders import split_in_gaps
from tiaowen.parse.lines import DATE, Piece, cut, is_addressee
from tiaowen.parse.signatures import signatures_apart
from tiaowen.text import squeeze

_RELEASE = r"[（(](?:此件[^（）()]{2,14}|本文有删[减节])[）)]"
_BODY = r"[\u4e00-\u9fff]{4,24}(?:委|府|厅|局|部|办公室|办|院|会|党组|党委|中心|公司|集团|处|队|站|所)"
_GOVERNMENT = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,9}[省市县区州旗])人民政府(?:办公[厅室])?$")
_ANNEX_HEAD = re.compile(
    r"(?<=[\u4e00-\u9fff）)。])附件\s*(?:\d{1,2}|[一二三四五六七八九十])(?=[\u4e00-\u9fff])|(?<=[。日）)])附件(?=[:：])")
_AFTER_TITLE = re.compile(
    rf"\s*(?:[（(]?{DATE.pattern}|第一[编章条]|一、|目录|总则|为[了深贯落切加进做认推全确规保促有]|根据|按照|依据"
    rf"|近年来|各[^。]{{2,200}}[：:]|[^。，；]{{2,60}}[：:])")
_TITLED_ARTICLES = re.compile("[^。，；：:]{4,80}?第一条.{4,}?。\\s*第二条")  # …规定第一条 为了…。第二条 …
# …实施细则（试行）│第一条补助对象, …办法│第一章总则: the title with the first unit on its line
_FIRST_UNIT = re.compile("[^。，；：]{4,80}?(?=第一[编章条](?![的第、和至中之款项]|规定|修改|所))")
_ABOUT = re.compile("关于|印发|转发")
_TITLE_END = re.compile(
    "(?:通知|意见|函|批复|决定|公告|通告|通报|复函|方案|办法)(?:[（(][^（）()]{1,8}[）)])?(?=[^》”的和及])")
_MOST_TITLE = 160
_LONG = 400
_HEAD = 8
_LETTER = 40
_MOST_NAMES = 100
_SAMPLE = 20000


def restore_borders(pieces: Sequence[Piece], types: DocumentTypes, headings: frozenset[str], *,
                    one_line_is_one_block: bool = False) -> list[Piece]:
    """The pieces with lost borders put back; a piece that came out of another is ``glued``.

    ``headings``: customary headings; ``one_line_is_one_block``: pieces of one source line were blocks (HTML), and are
    not glued.
    """
    pieces = _title_apart(_first_unit_apart(pieces, types), types)
    if not is_flattened(pieces):
        restored = split_in_gaps(split_run_in(split_at_labels(signatures_apart(pieces), GLUED)))
        return restored if one_line_is_one_block else _joined(_marked(restored))
    first = broken(pieces[0], sorted(_front(pieces[0], types)))
    title = next((squeeze(part.text) for part in first if types.of_title(part.text)), "")
    names = _attached_names(title, pieces)
    longest = max(pieces, key=lambda piece: len(piece.text))
    parts: list[Piece] = []
    for piece in [*first, *pieces[1:]]:
        borders = {*_end_borders(piece.text, title, names), *(_addressed(piece.text) if piece is longest else ())}
        borders |= {*contents_borders(piece.text), *decimal_borders(piece.text)}
        parts += [piece] if piece.table else broken(piece, sorted(borders))
    parts = split_run_in(split_at_labels(_after_names(parts, names), FLAT))
    return _joined(_marked(section_headings(dashes_apart(parts), headings)))


def _first_unit_apart(pieces: Sequence[Piece], types: DocumentTypes) -> list[Piece]:
    """The pieces, with the title of a text in articles cut off the first unit where both stand on one line."""
    out = list(pieces)
    for index, piece in enumerate(out[:_HEAD]):
        title = None if piece.table else _FIRST_UNIT.match(piece.text)
        second = title and any(after.label and FAMILY[after.label.kind].legislative for after in out[index + 1:])
        if title and second and types.of_title(title[0]):
            out[index:index + 1] = [cut(piece, 0, title.end()), cut(piece, title.end(), len(piece.text))]
            break
    return out


def _title_apart(pieces: Sequence[Piece], types: DocumentTypes) -> list[Piece]:
    """The pieces, with a title cut off the addressee that runs into it, where no title is above it
    (…的通知│各区县人民政府：).
    """
    out = list(pieces)
    for index, piece in enumerate(out[:_HEAD]):
        if piece.table or types.of_title(piece.text):
            break
        if piece.kind != "addressee" or not _ABOUT.search(piece.text[:_MOST_TITLE]):
            continue
        ends = [match.end() for match in _TITLE_END.finditer(piece.text[:_MOST_TITLE])]
        title = next((at for at in reversed(ends) if types.of_title(piece.text[:at])
                      and is_addressee(piece.text[at:].strip())), 0)
        if title:
            out[index:index + 1] = broken(piece, [title])
        break
    return out


def is_flattened(pieces: Sequence[Piece]) -> bool:
    """Whether a document was run together: nearly all of it stands in one very long line, or a short letter with
    addressee and date in one, or a title with its articles.
    """
    if not pieces:
        return False
    longest = max(pieces, key=lambda p: len(p.text))
    total = sum(len(p.text) for p in pieces)
    if (
        len(pieces) <= 2 and len(longest.text) > _LETTER and "。" in longest.text and DATE.search(longest.text)
        and any(_addressed(longest.text))
    ):
        return True
    if len(longest.text) * 10 <= total * 5 or longest.table:
        return False
    return (
        len(longest.text) > _LONG and len(longest.text) * 10 > total * 6 or len(longest.text) > _LETTER
        and (any(decimal_borders(longest.text)) or _TITLED_ARTICLES.match(longest.text) is not None)
    )


def _marked(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one source line are glued whoever took them apart."""
    out: list[Piece] = []
    for piece in pieces:
        again = bool(out) and out[-1].number == piece.number and not piece.wraps and not piece.glued
        out.append(structs.replace(piece, glued=True) if again else piece)
    return out


def _joined(pieces: list[Piece]) -> list[Piece]:
    """A list cut after 、 goes on in the next piece of its line (榕楼、│金桂丽湾)."""
    out: list[list[Piece]] = []
    for piece in pieces:
        if out and piece.glued and out[-1][-1].text.endswith("、") and not piece.table and not piece.label:
            out[-1].append(piece)
        else:
            out.append([piece])
    return [structs.replace(group[0], text="".join(piece.text for piece in group)) if len(group) > 1 else group[0]
            for group in out]


def _front(piece: Piece, types: DocumentTypes) -> Iterator[int]:
    """Borders in …制度的函│渝府办函〔2021〕52号│市教委：│你委…"""
    text = piece.text
    start = 0
    number = next(iter(find_numbers(text[:300])), None)
    if number and number.start == 0:
        start = number.end
        yield start
        number = None
    if number and not re.search("[。：:]", text[:number.start]) and number.start < 150:
        title = _title_before_number(text, number.end, types)
        if title:
            yield title
            yield number.end
            start = number.end
    if not start or not number:
        title = _title_end(text[start:], types)
        if title:
            start += title
            yield start
    dated = re.match(rf"\s*[（(]{DATE.pattern}[）)]", text[start:])
    if start and dated:
        start += dated.end()
        yield start
    yield from _addressed(text, start)


def _addressed(text: str, start: int = 0) -> Iterator[int]:
    """Where an addressee ends that stands at ``start``: 各县（市、区）人民政府，市级各部门：│为…"""
    colon = re.search("[：:]", text[start:start + 300])
    if colon and is_addressee(text[start:start + colon.end()].strip()):
        yield start + colon.end()


def _title_before_number(text: str, number_end: int, types: DocumentTypes) -> int:
    """Where the title ends before the number: the shortest code of two or more characters that leaves a kind of
    document before it.
    """
    bracket = max(text.rfind(mark, 0, number_end) for mark in "〔[［（(")
    for at in range(bracket - 2, max(bracket - 14, 3), -1):
        if types.of_title(text[:at].strip()):
            return at
    return 0


def _title_end(text: str, types: DocumentTypes) -> int:
    """Where a title without a number ends: at a kind of document, before what begins a text."""
    for match in re.finditer("[知见法定则案划施告报函复议令例要册单录度准南求策]", text[:150]):
        at = match.end()
        if re.search("[。：:；]", text[:at]):
            return 0
        if (at >= 8 or text.startswith("第一条", at)) and types.of_title(text[:at]) and (
                _AFTER_TITLE.match(text, at) or any(_addressed(text, at))):
            return at
    return 0


def _attached_names(title: str, pieces: Sequence[Piece]) -> list[str]:
    """Titles of what is attached, longest first: named in the title, in 《》 near the start, and in the list of
    annexes.
    """
    text = squeeze(pieces[0].text[:900])
    names = {issued_title(title) or title, *re.findall("《([^《》]{6,60})》", text)}
    for piece in pieces:
        listed = re.search(r"附件\s*[:：](?P<list>.{4,600})",
                           piece.text[-4000:] if len(piece.text) > 4000 else piece.text)
        if listed:
            issuer = re.escape(re.split("关于|印发|转发", title)[0] or "。")
            names.update(re.split(rf"[0-9０-９]{{1,2}}[.．、]|[:：（(]|{issuer}|{DATE.pattern}", listed["list"]))
    return sorted((name for name in names if len(name) >= 6), key=lambda name: (-len(name), name))[:_MOST_NAMES]


def _end_borders(text: str, title: str, names: Sequence[str]) -> Iterator[int]:
    """Borders before 附件：, a signature with its date, （此件公开发布） and 附件1; the title names who signs and what
    follows.
    """
    for match in _ANNEX_HEAD.finditer(text):
        yield match.start()
    issuer = re.split("关于|印发|转发", title)[0]
    known = re.escape(issuer) if 4 <= len(issuer) <= 30 else "(?!)"
    following = "|".join([_RELEASE, "[（(]联系", "附件", "$", *map(re.escape, names)])
    signer = rf"{_BODY}|[省市县区州部局]长[:：][\u4e00-\u9fff]{{2,4}}"
    signed = re.compile(
        rf"(?:(?P<known>{known})|(?:(?<=[。：])|(?<=\s))(?P<body>{signer}))?\s{{0,4}}(?P<date>{DATE.pattern})"
        rf"(?=\s{{0,4}}(?:{following}))")
    for match in signed.finditer(text):
        if match["known"] or match["body"]:
            yield match.start("known") if match["known"] else match.start("body")
        elif name := _attested(text, match.start("date")):
            yield match.start("date") - name
        yield match.start("date")
        yield match.end("date")
    for match in re.finditer(_RELEASE, text):
        yield match.start()
        yield match.end()
    if names:  # …有效期5年。│某市督办管理办法│第一条 …: the next of several attached texts
        for match in re.finditer(rf"(?<=[。日）)])(?:{'|'.join(map(re.escape, names))})(?=\s*(?:第一[编章条]|一、))",
                                 text):
            yield match.start()
            yield match.end()


def _attested(text: str, end: int) -> int:
    """Length of the government's name that ends there and runs into the words before it (…示意图│某某市人民政府): its
    place stands elsewhere too.
    """
    match = _GOVERNMENT.search(text[max(0, end - 24):end].rstrip())
    places = [match["place"][at:] for at in range(len(match["place"]) - 2)] if match else []
    place = next((place for place in places if text.count(place, 0, _SAMPLE) > 2), "")
    return len(match[0]) - match["place"].index(place) + end - len(text[:end].rstrip()) if match and place else 0


def _after_names(pieces: list[Piece], names: Sequence[str]) -> list[Piece]:
    """附件1│…联席会议制度│为贯彻…, 2021年10月1日│…管理办法│第一章…: where an attached text's title ends."""
    out: list[Piece] = []
    for piece in pieces:
        head = re.match(r"(?:附件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*)?", piece.text)
        start = head.end() if head else 0
        name = next((n for n in names if (start or out) and piece.text.startswith(n, start)), "")
        out += broken(piece, [start, start + len(name)]) if name else [piece]
    return out


def take_stray(pieces: list[Piece], types: DocumentTypes) -> tuple[list[Piece], list[Furniture]]:
    """What is glued behind the last sentence of a file and belongs to the next one: its title, or 附件 with nothing
    after it.
    """
    if not pieces or pieces[-1].table:
        return pieces, []
    last = pieces[-1]
    match = re.search(r"(?:(?<=[。！）])|(?<=[。！？]”))\s*(?P<rest>[^。！？；，：]{2,60})$", last.text[-80:])
    if (
        not match or not (re.fullmatch(r"附件\s*\d?", match["rest"].strip()) or len(match["rest"]) >= 8
                          and types.of_title(match["rest"]))
    ):
        return pieces, []
    start = len(last.text) - len(match[0].lstrip())
    rest = cut(last, start, len(last.text))
    return [*pieces[:-1], cut(last, 0, start)], [Furniture(line=rest.number, text=rest.text,
                                                           reason="粘在末尾的下一份文件的标题")]
