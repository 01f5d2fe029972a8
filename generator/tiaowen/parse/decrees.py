"""What a decree says in its sentence of enactment:
《某省渡口管理办法》已经2003年4月2日某省人民政府第9次常务会议通过，现予公布，自…起施行。
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.parse.lines import DATE, Piece, cut, is_issuer
from tiaowen.text import squeeze

_MOST_LINES = 12
_NUMBER_FIRST = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,30}(?:令|公告))?\s*[（(]?第\s*[〇零一二三四五六七八九十百\d]{1,5}\s*号[）)]?\s*"
    r"(?=《[^》]+》[^。]{0,30}(?:已|业)经)")
_ENACTED = re.compile(
    rf"《(?P<name>(?:[^《》]|《[^《》]*》)+)》(?:(?:已|业)(?:经|于|由)?|经)(?:{DATE.pattern})?(?:经|由)?(?:{DATE.pattern})?"
    r"(?P<body>[^，。；《》\d]*)[^。]*?(?:通过|批准|同意|修订|修正)")
ORDERS = ("令", "公告", "通告")  # how the name of a promulgating instrument ends
_CONGRESS = re.compile(
    "(?:中华人民共和国)?(?P<place>[\u4e00-\u9fff]{0,12}?)(?:第[一二三四五六七八九十百]+届)?"
    "(?P<kind>(?:全国)?人民代表大会(?:常务委员会)?)")
_COURT = re.compile("(?<=院)(?:审判|检察)委员会$")
_IN_PART = re.compile("(?P<level>自治[区州县]|[省市县区州盟旗])(?:人民)?政府$")
_MEETING = re.compile("(?:第|全体|常务|局务|部务|委务|厅务|党组|办公|会议|主任|审议|讨论|通过|批准|同意)")


def split_enactment(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with number and enactment that one paragraph prints taken apart (第126号
    《…办法》已经市人民政府常务会议通过，…).
    """
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        number = _NUMBER_FIRST.match(piece.text) if index < _MOST_LINES and not piece.table else None
        out += [cut(piece, 0, number.end()), cut(piece, number.end(), len(piece.text))] if number else [piece]
    return out


def enacted(text: str) -> tuple[str, str]:
    """The title that a sentence enacts and the body that has passed it; empty where it says neither, or names the body
    in part and the title does not begin with its place.
    """
    found = _ENACTED.search(squeeze(text))
    if not found:
        return "", ""
    congress = _CONGRESS.match(found["body"])
    if congress:
        return found["name"], congress["place"] + congress["kind"]
    body = _COURT.sub("", _MEETING.split(found["body"])[0])
    whole = len(body) >= 3 and is_issuer(body) and body[0] not in "省市县区州旗盟本我自"
    return found["name"], body if whole or body == "国务院" else _in_full(body, found["name"])


def _in_full(body: str, title: str) -> str:
    """市人民政府 that has passed 《某市渡口管理办法》 is 某市人民政府."""
    part = _IN_PART.match(body)
    place = part and re.match(rf"[\u4e00-\u9fff]{{2,7}}?{part['level']}", title)
    return f"{place[0]}人民政府" if place else ""
