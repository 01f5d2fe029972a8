"""Lines before nesting: what kind of line each is, by its own words alone. One table; the order is the order of trial.

The kinds are those of GB/T 9704-2012 (版头, 主体, 版记) and of the notes that portals print around them; everything
else is ``text``, and whether a printed label makes a clause is decided by the sequence (labels.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Literal

from msgspec import Struct

from tiaowen.document_names import find_numbers
from tiaowen.model import Line, Span
from tiaowen.numbering import Label, match_label
from tiaowen.text import HAN, SPACE, YEAR, half_width_digits, squeeze

LineKind = Literal["contents", "number", "order", "date", "release", "imprint", "revision", "signer", "annex",
                   "addressee", "issuer", "text"]

_M = r"(?:\d{1,2}|[一二三四五六七八九十元]{1,3})"
FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|ofd|zip|rar|pptx?|mp[34])\s*(?:[（(][^（()）]{0,20}[）)])?$", re.I)
DATE = re.compile(rf"{YEAR}年{_M}月(?:{_M}[日号])?")
_SIGNER = (
    "省长|市长|县长|区长|州长|盟长|旗长|主席|主任|部长|局长|总理|院长|检察长|行长|署长|委员长|厅长|会长|司令员"
    "|政治委员|镇长|乡长|行政长官|司长"
)
# Words that end the name of a body; a line of nothing but such names is an issuer's or a signature (国务院办公厅
# 中央军委办公厅).
_BODY = re.compile(
    rf"(?:中共|中国共产党)?[{HAN}（）()·、“”]{{1,38}}?"
    r"(?:委员会|人民政府|政府|党委|工委|党组|纪委|委|府|厅|局|部|办公室|办|院|会|署|处|室|社|所|站|台|校|队|组|团|集团"
    r"|公司|中心|协会|联席会议|专班|法院"
    r"|检察院|军区|司令部|银行|指挥部|支行|分行|馆|联|中央|关|庭)(?:（[^（）]{1,12}）)?"
)
_NOT_BODY = re.compile(
    "[。；：，《》！？]|^(?:关于|各|现|请|附件|第|本|以|为)|附则|总则|^(?:一|二|三|四|五|六|七|八|九|十)、"
    "|(?:的|和|及)(?:办法|通知|意见|规定)|^目的|工作$"
)
_KINDS: tuple[tuple[LineKind, re.Pattern[str], int], ...] = (
    ("contents", re.compile(r"(?:目录|目次)[:：]?"), 6),
    ("date", re.compile(rf"[（(]?{DATE.pattern}[）)]?。?"), 20),
    ("release", re.compile(
        r"[（(]?(?:此|本)(?:件|文|通知|文件).{0,8}(?:公开|发至|发布|登报|登政府网).{0,12}[）)]?|[（(]"
        r"(?:主动|依申请|不予?)公开[）)]|[（(](?:本文|此件|本件|文件)?略?有删[减节略][）)]"
        r"|[（(][^（）()]{2,30}代章[）)]|命令公布。?"
        r"|[（(]联系(?:人|电话).{2,60}[）)]"
        r"|[（(]?(?:本|此)[公通]?[告知文](?:转自|转载自|摘自|来源于)[^。，]{2,40}。?[）)]?"), 70),
    ("imprint", re.compile(
        r"[（(]?(?:主题词|抄送|抄报|分送|主送|印送|公开方式|公开属性|公开类别|公开形式|公开程度|公开范围"
        r"|信息公开(?:选项|类别|形式|属性)?|校对|打印|共印|存档|审核|责任编辑)[:：].*"
        rf"|(?:.{{2,40}})?(?:{DATE.pattern})印发?|[（(]?共印\d+份.*"
        r"|(?:.{2,30})(?:秘书[处科室]|办公[室厅])印发?"), 400),
    ("number", re.compile(
        r"[（(]?(?:(?:19|20)\d\d年|[〔\[（(][一二三四五六七八九十]{1,3}届[〕\]）)])"
        r"?第?[〇零一二三四五六七八九十百\d]{1,5}号[）)]?"), 16),
    (
        "order",
        re.compile(
            rf"[{HAN}]{{2,40}}(?:(?<!禁[火渔牧])令|公告|通告|决定|文件)(?:[（(]?[{HAN}]{{0,6}}第[〇零一二三四五六七八九十百\d]{{1,"
            rf"5}}号[）)]?)?"), 60),
    ("revision", re.compile(
        rf"[（(]?(?:根据)?{DATE.pattern}.{{0,120}}"
        rf"(?:通过|公布|修订|修正|批准|发布|施行|修改|会议上|实施|执行|废止|颁布|次会议)"
        r"[^。]{0,2000}[）)]?[。.]?"
        # the meeting stands first: （审判委员会第1237次会议通过 2002年8月16日公布 自2002年8月23日起施行）
        rf"|[（(][^。（）()]{{2,80}}会议[^。（）()]{{0,60}}(?:通过|批准)\W?{DATE.pattern}[^。（）()]{{0,60}}"
        r"(?:公布|发布|施行)[^。（）()]{0,60}[）)]"), 3000),
    ("signer", re.compile(rf"(?!.*(?:关于|[在对的与]))(?:代)?(?:[{HAN}]{{0,12}}(?:{_SIGNER}))[:：]?[{HAN}·]{{2,12}}"
        rf"|签发人[:：][{HAN}·、]{{2,20}}"), 30),
    ("annex", re.compile(
        r"附(?:件|表|录|图|则表)[:：]?(?:之)?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-zＡ-Ｚ甲乙丙丁戊己庚辛])?"
        r"(?:[-－—]\d{1,2})?[:：.．、]?.*|附(?:\d{1,2}|[一二三四五六七八九十]{1,3})"), 400),
)

_ANNEX_ALONE = re.compile(
    r"附(?:件|表|录)(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z甲乙丙丁戊])?(?:[-－—]\d{1,2})?[:：]?")
_CAPTION = re.compile(rf"{_ANNEX_ALONE.pattern}[.．、]?[^。；，：\d][^。；：]{{0,60}}|{_ANNEX_ALONE.pattern}")
_ANNOUNCES = re.compile(
    r"(?:如下|以下|下列|包括|事项|通知|意见|认为|指出|要求|即|职责|标准|条件|联系人|电话|附件|组长|成员|内容|原则|方式"
    r"|范围|时间|流程|材料|程序|情形|措施|目标)[：:]$"
)
_NO_TITLE = re.compile(r"[。；！？!?;]|[，：:,]$|^[，。、）)]|^[^《（]{0,20}[：:]")
_QUOTED = re.compile("“[^“”]*”")
_ADDRESSED = re.compile(
    r"(?:委|府|厅|局|部|办|院|会|署|处|室|社|所|站|校|队|组|团|公司|中心|单位|部门|机构|区|镇|乡|街道|市|县|省|州|旗"
    r"|盟|企业|代表|同志"
    r"|银行|党|师|厂|院校|小学|中学|中小学|大学|幼儿园|科研|关|联|台|馆|行|村|港|矿|场|人士|用户|群众|居民|市民|村民|职工"
    r"|纳税人|缴存人|投资人|经营者|从业者|业主|家长|师生|会员|当事人|人员|门|支队|大队|(?<![职级])组织|平台)(?:（[^）]*）|\([^)]*\))?$"
)
_OF_PLACES = re.compile("[省市县区州盟旗）)](?:人民)?政府|军区|[省市县区州]委$")
# 张某某副主席：, 李某某委员：: who made a proposal is answered by name; 主任委员： begins a list of members
_PERSON = re.compile(
    rf"(?!副|主任|常务|执行|名誉|组|会|班子|党)[{HAN}·]{{2,4}}(?:副?(?:主席|委员长|总理|省长|市长|部长)|(?<!主任)委员|院士|先生|女士)[：:]")

_OFFICE = re.compile(rf"[{HAN}]{{0,12}}(?:{_SIGNER})")
_NAME = re.compile(rf"[{HAN}·]{{2,4}}")


class Piece(Struct, frozen=True, kw_only=True, dict=True):
    """One paragraph, heading or table row: what a clause, a header line or a part of one is made of."""

    number: int
    """Source line of the first character."""
    text: str
    bold: tuple[Span, ...] = ()
    table: int = 0
    glued: bool = False
    """True: it stands on the source line of the piece before (flattened text)."""
    wraps: tuple[tuple[int, int], ...] = ()

    @cached_property
    def label(self) -> Label | None:
        """The printed label it begins with; whether it begins a unit there, the sequence decides (labels.py)."""
        return match_label(self.text)

    @cached_property
    def kind(self) -> LineKind:
        """What kind of line it is by its words."""
        return kind_of(self.text)


def join_signers(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with the office of whoever signs and the name on the line below it as one (行政法务司司长│某某某),
    next to the day of signing.
    """
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        near = (*out[-2:-1], *pieces[index + 1:index + 2])
        above = out[-1] if out and not piece.table and not out[-1].table else None
        if (
            above and is_office(above.text) and _NAME.fullmatch(piece.text)
            and any(other.kind == "date" for other in near)
        ):
            out[-1] = Piece(number=above.number, text=f"{above.text} {piece.text}",
                            wraps=((len(above.text) + 1, piece.number),))
        else:
            out.append(piece)
    return out


def pieces_of(lines: Iterable[Line]) -> list[Piece]:
    """The lines without outer white space and without blank ones; rows of tables keep their tabs.

    附件1 and a title in the first rows of a table, each across its whole width, are the caption of an annex and no
    rows.
    """
    found: list[Piece] = []
    table, captioned = 0, False
    for line in lines:
        first, table = line.table != table, line.table
        captioned = bool(table) and "\t" not in line.text.strip() and (
            first and _CAPTION.fullmatch(squeeze(line.text)) is not None or captioned
            and _ANNEX_ALONE.fullmatch(squeeze(found[-1].text)) is not None)
        piece = Piece(number=line.number, text=line.text.strip() if captioned else line.text, bold=line.bold,
                      table=0 if captioned else table, wraps=line.wraps)
        piece = cut(piece, 0, len(line.text))
        if piece.text:
            found.append(piece)
    return found


def cut(piece: Piece, start: int, end: int, *, glued: bool | None = None) -> Piece:
    """The part of a piece from start to end without outer white space; bold ranges and source lines move with it."""
    whole = start == 0 and end >= len(piece.text)
    text = piece.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if piece.table and text and whole:  # a row keeps the tabs of its empty cells
        text = piece.text.strip("\n ")
        return Piece(number=piece.number, text=text, bold=piece.bold, table=piece.table, glued=piece.glued)
    end = start + len(text)
    bold = tuple(Span(max(s.start, start) - start, min(s.end, end) - start) for s in piece.bold if s.start < end
                 and s.end > start)
    wraps = tuple((offset - start, number) for offset, number in piece.wraps if start < offset < end)
    number = max((n for offset, n in piece.wraps if offset <= start), default=piece.number)
    return Piece(number=number, text=text, bold=bold, table=piece.table, wraps=wraps,
                 glued=piece.glued if glued is None else glued)


@lru_cache(maxsize=4096)  # asked of a line by each step that looks for borders
def kind_of(text: str) -> LineKind:
    """The kind of a line by its words; ``text`` when it is none of the table's."""
    plain = half_width_digits(squeeze(text))
    if is_number(plain):
        return "number"
    for kind, pattern, longest in _KINDS:
        if len(plain) <= longest and pattern.fullmatch(plain):
            return kind
    if is_addressee(plain):
        return "addressee"
    return "issuer" if is_issuer(text) or is_issuer(plain) else "text"


def is_number(text: str) -> bool:
    """Whether the line is a document number and nothing else (brackets around it, 文号： before it are let pass), or
    one for each joint issuer.
    """
    plain = re.sub(r"^(?:发文字号|文号|编号)[:：]|^[（(【]|[）)】]$", "", squeeze(text)) if len(text) < 80 else ""
    found = find_numbers(plain)
    ends = [0, *(number.end for number in found)]
    return (
        bool(found) and ends[-1] >= len(plain)
        and all(number.start <= end + 1 for number, end in zip(found, ends, strict=False))
    )


def is_issuer(text: str) -> bool:
    """Whether the line is the names of one or more bodies and nothing else: 中共威海市委 威海市人民政府."""
    names = SPACE.split(text.strip())
    return (
        all(len(name) >= 3 and not _NOT_BODY.search(name) and _BODY.fullmatch(name) for name in names)
        and len(text) <= 120
    )


def is_office(text: str) -> bool:
    """Whether the line is the office of whoever signs and nothing else (市长, 国家海洋局局长)."""
    return _OFFICE.fullmatch(squeeze(text)) is not None


def is_addressee(text: str) -> bool:
    """Whether the line addresses somebody: bodies or groups up to a colon, no sentence (各市人民政府，省直各部门：;
    各位代表：).
    """
    if _PERSON.fullmatch(text):
        return True
    if len(text) > 400 or not re.fullmatch(r"[^。！？：:]{2,400}[：:]", text) or _ANNOUNCES.search(text):
        return False
    names = [name for name in re.split("[，、,；](?![^（(]*[）)])", text.rstrip("：:")) if name]
    named = [bool(_ADDRESSED.search(name)) for name in names]
    if len(names) == 1 and names[0].startswith("各") and len(names[0]) <= 20:
        return True
    # 沈阳、北京、广州军区： shares one word, and so do 北京、天津、…陕西省（自治区、直辖市）人民政府：
    places = len(names) > 2 and all(len(name) <= 4 for name in names[:-1]) and _OF_PLACES.search(names[-1])
    return bool(named) and named[-1] and (sum(named) * 2 >= len(named) or bool(places))


def is_title_like(text: str) -> bool:
    """Whether the line may be (a piece of) a title: no sentence, no list, not long."""
    plain = squeeze(text)
    good = 2 <= len(plain) <= 90 and not _NO_TITLE.search(_QUOTED.sub("“”", plain))  # “清凉一夏！”活动方案
    return good and not re.match("现将|经(?![济营贸开信销纪])|来源|时间|作者", plain)
