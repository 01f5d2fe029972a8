"""Who issues and who is addressed: names taken out of titles, notes of adoption and addressee lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.document_names import find_numbers
from tiaowen.parse.lines import DATE, is_issuer
from tiaowen.text import squeeze

_TITLE_VERB = re.compile(r"关于|印发|转发|批转|发布|公布|颁布|(?<=[府局会])[\u4e00-\u9fff]{2,10}禁[火渔牧]令$")
_NAME_IN_TITLE = re.compile(r"[“《]|\d{4}年")
_REPORT = re.compile(r"(?:年)?(?P<place>[\u4e00-\u9fff]{2,12}?)(?:人民)?政府工作报告")
_TERM = re.compile(r"第[一二三四五六七八九十百\d]+届")
_CONGRESS = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{1,16}}?)(?:{_TERM.pattern})?(?P<kind>(?:全国)?人民代表大会(?:常务委员会)?|人大常委会)")
_ISSUED = re.compile(r"(?P<body>[\u4e00-\u9fff、]{2,30}?)(?:令|第\d+号|修正|联合)*(?:发布|公布|颁布|印发)")
_SHORT = ("国务院", "中共中央")
_MEETING = re.compile("次(委员长会议|主任会议)通过")  # …常委会第44次委员长会议通过
_CENTRAL = "国家|中国|国网"
_PLACE = re.compile(
    rf"(?:中共)?(?!{_CENTRAL})(?P<stem>[\u4e00-\u9fff]{{2,7}}?)(?:自治区|省|市|县|区|自治州|州|盟|旗)")
_COURT = re.compile("(?P<body>[\u4e00-\u9fff]{2,16}(?:法院|检察院))(?:审判委员会|检察委员会)")
_PARTY = re.compile("中共[\u4e00-\u9fff]{1,12}委(?:员会)?")
# 中共某省委某省人民政府│农业和农村工作领导小组办公室
_OF_BOTH = re.compile("[\u4e00-\u9fff]{2,12}人民政府(?!办公[室厅]$)[\u4e00-\u9fff]{2,}")
_BRANCH = re.compile(
    "(?![^省市县区]*[省市县区])[\u4e00-\u9fff]{2,5}(?:监管局|监管分局|分行|中心支行|支行|专员办|办事处)")
_OUTSIDE = "(?![^（(）)]*[）)])"  # no bracket closes that was opened before
_BODY_END = "[委会府厅局办室院部行心]"


def issuers_of_title(title: str) -> tuple[str, ...]:
    """中共中央 国务院关于…的意见 → (中共中央, 国务院); 中共潍坊市委 潍坊市人民政府“重点工作攻坚年”实施方案; empty when
    it names none.
    """
    report = _REPORT.search(title)
    if report:
        return (f"{report['place']}人民政府",)
    head = _TITLE_VERB.split(_NAME_IN_TITLE.split(title)[0])[0] if title else ""
    if not head or head == title:
        return ()
    names = [name for name in re.split(r"[\s、，]+", head) if name]
    good = names and all(is_issuer(name) or name in _SHORT for name in names)
    return tuple(names) if good else ()


def adopting_body(revision: str) -> tuple[str, ...]:
    """The body that a note of adoption or promulgation names, without its term of office.

    2021年11月26日丽水市第四届人民代表大会常务委员会第三十四次会议通过 → 丽水市人民代表大会常务委员会;
    …广州市人民政府令第61号公布 → 广州市人民政府; 1985年3月6日国务院发布 → 国务院.
    """
    order = find_numbers(revision.split("，")[0])
    body = order[0].text.partition("令")[0] if order and "令" in order[0].text else ""
    if body and not body.endswith("主席"):  # the President promulgates what the congress has adopted
        return plain_names(body)
    plain = DATE.sub("", revision.lstrip("（("), count=1)
    congress, issued = _CONGRESS.match(plain), _ISSUED.match(plain)
    if congress and "通过" in plain:
        meeting = _MEETING.search(plain)
        return (_TERM.sub("", congress["place"]) + congress["kind"] + (meeting[1] if meeting else ""),)
    court = _COURT.match(plain)
    if court:
        return (court["body"],)
    if issued and not congress and all(name in _SHORT or is_issuer(name) for name in issued["body"].split("、")):
        return plain_names(issued["body"])
    return ()


def plain_names(printed: str) -> tuple[str, ...]:
    """Names joined by 、, each without 中华人民共和国 before a central body (中华人民共和国国务院 → 国务院)."""
    return tuple(re.sub(r"^中华人民共和国(?=国务院|中央军事|.{1,14}(?:部|委员会|署|局|行)$)", "", name)
                 for name in printed.split("、") if name)


def separate_names(printed: str) -> list[str]:
    """Names that are printed without a space between them, each with the place it begins with: 海南省财政厅海南省商务厅
    → two.

    国家税务总局上海市税务局 is one: a central body's name goes before the place of its branch.
    """
    place = next(re.finditer(rf"(?:^|(?<={_BODY_END})){_PLACE.pattern}", printed), None)
    stem = f"(?:中共)?{place['stem']}|" if place else ""
    starts = [m.start() for m in re.finditer(rf"(?<={_BODY_END})(?={stem}{_CENTRAL})", printed)]
    pieces = [printed[a:b] for a, b in zip([0, *starts], [*starts, len(printed)], strict=True)]
    names: list[str] = []
    for piece in pieces:
        of_both = names and _PARTY.fullmatch(names[-1]) and _OF_BOTH.match(piece)
        branch = (
            names and place and re.match(_CENTRAL, names[-1]) and place["stem"] not in names[-1]
            and piece.startswith(place["stem"])
        )
        if of_both or branch:
            names[-1] += piece
        else:
            names.append(piece)
    return names if all(len(name) > 3 and is_issuer(name) for name in names) else [printed]


def with_branches(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with a branch that is printed on the line below the body of the centre joined to it
    (中国银行保险监督管理委员会│东莞监管分局).
    """
    joined: list[str] = []
    for name in names:
        if joined and _BRANCH.fullmatch(name) and re.match(_CENTRAL, joined[-1]):
            joined[-1] += name
        else:
            joined.append(name)
    return tuple(joined)


def split_addressees(printed: str) -> list[str]:
    """各市人民政府，省政府各部门、各直属机构： → two; at 、 only when each piece can stand alone
    (各社区、镇直有关单位、茂林派出所), and never inside brackets (各县（市、区）人民政府 is one).
    """
    plain = squeeze(printed).rstrip("：:")
    if not plain:
        return []
    at_commas = [name for name in re.split(f"[，,；;]{_OUTSIDE}", plain) if name]
    if len(at_commas) > 1:
        return at_commas
    names = [name for name in re.split(f"、{_OUTSIDE}", plain) if name]
    if (
        names[0].startswith("各") and any(len(name) <= 4 and name.endswith(("局", "委", "厅", "办"))
                                          for name in names[1:])
    ):
        return [plain]  # 各市财政局、教育局: the second name has no 各市 of its own
    bare = [re.sub("[（(][^（(）)]*[）)]", "", name) for name in names]  # 各市（州）、县（市、区）人民政府 is one
    alone = all(len(name) > 2 and not re.fullmatch("(?:各)?(?:省|市|州|县|区|自治区|自治州|旗|盟|乡|镇|街道)", name)
                for name in bare)
    return names if alone and len(names) > 1 else [plain]
