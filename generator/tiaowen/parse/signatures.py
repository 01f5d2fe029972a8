"""What a page ran into the last sentence or into one line is set apart: who signs, the day, the note, the title of an
attached text, the imprint (GB/T 9704, 7.3.5 to 7.4: 落款, 附注, 版记).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.parse.borders import broken
from tiaowen.parse.issuers import separate_names
from tiaowen.parse.lines import DATE, Piece, is_issuer
from tiaowen.text import HAN, half_width_digits, squeeze

_LONGEST = 500  # twenty bodies sign with a line of three hundred characters
_HEAD = 4  # the title that names the attached text stands in the first lines
_SIGNED = re.compile(
    rf"(?:^|[。；])\s*(?P<names>[{HAN}（）\s]{{4,{_LONGEST}}}?)\s*"
    rf"(?:(?P<date>{DATE.pattern})\s*(?P<rest>[（(]此件[^（）()]{{2,14}}[）)]|[^。；，：\d][^。；，：]{{3,80}})?)?$")
_IMPRINT = re.compile(
    "(?<=[。！）)])\\s*(?=(?:(?:信息)?公开(?:方式|属性|类别|形式|程度|范围|选项)|抄送|抄报)[：:][^。；]{2,60}$)")


def signatures_apart(pieces: Sequence[Piece]) -> list[Piece]:
    """…请认真执行。│某市人民政府, 某省财政厅│某省商务厅│2023年5月24日│（此件主动公开）: cut where a line ends with
    nothing but names of bodies and a day follows, on this line or the next; behind the day may stand a note, or the
    title of the attached text as the document's own title names it.
    """
    title = "".join(squeeze(piece.text) for piece in pieces[:_HEAD])
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        dated = at + 1 < len(pieces) and pieces[at + 1].kind == "date"
        out += [piece] if piece.table else broken(piece, _borders(piece.text, title, dated=dated))
    return out


def _borders(text: str, title: str, *, dated: bool) -> list[int]:
    """Where names begin, and what stands behind them; none where it is no such line."""
    plain = half_width_digits(text)
    tail = max(0, len(text) - _LONGEST)
    imprint = [found.end() for found in _IMPRINT.finditer(plain, tail)]
    signed = _SIGNED.search(plain, tail)
    rest = signed["rest"] if signed else None
    if (
        not signed or not (signed["date"] or dated)
        or rest and not rest.startswith(("（此件", "(此件")) and squeeze(rest) not in title
    ):
        return imprint
    names = separate_names(signed["names"])
    if not all(is_issuer(name) for name in names):
        return imprint
    at, borders = signed.start("names"), []
    for name in names:
        borders.append(at)
        at += len(name)
    return [border for border in (*borders, signed.start("date"), signed.start("rest")) if border > 0]
