"""Benefits without an amount: 给予支持, 免费, 优先安排, 一事一议, and money whose sum is not fixed (按规定给予奖励)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tiaowen.catalog import Catalog
from tiaowen.facts.incentive.parties import Party, party
from tiaowen.facts.incentive.quoting import REACH, trimmed
from tiaowen.language.lexicon import words_of
from tiaowen.language.sentences import Reading, Segment
from tiaowen.model import BenefitKind, Span

_GIVEN = re.compile(
    r"(?:给予|予以|享受|发放|落实|实行|实施|加大|提供|获得|授予)[^，。；]{0,25}?"
    r"(?:奖励|补助|补贴|资助|奖补|贴息|资金支持|政策支持|支持|扶持|优惠|减免|表彰|补偿|待遇|优待)|"
    r"(?:全额|减半|足额|适当|优先)(?:给予)?(?:补贴|补助|奖励|返还|资助|贴息)"
)
_FREE = re.compile(
    r"免费(?!开放日)|半价|减收|(?:减免|免收|免征|免缴|免交|免除|减半)(?!责)[^，。；]{0,12}(?:费|税|租|价款|款)|"
    r"(?:税|费|租金)[^，。；]{0,4}(?:免征|减免|减半)"
    r"|优先(?:保障|安排|考虑|享受|提拔|推荐|购票|支持)|[“\"]?一事一议[”\"]?"
)
_RELIEF = re.compile(r"(?:减免|免收|免征|免缴|免交|免除|减半|减收)")
_WEAK = re.compile(  # a benefit only when it says to whom
    r"(?:提供|落实|实施|实行|加大|获得|享受|给予|予以)[^，。；]{0,25}?(?:支持|扶持|优惠|待遇|优待|表彰)"
)
_PLANNED = re.compile(r"(?:研究|制定|完善|建立|健全|加强)[^，。；]{0,12}(?:制度|政策体系|机制)$")
# the employers are to give
_URGED = re.compile(r"(?:引导|督促|指导|要求|监督)[^，。；]*(?:单位|企业|机构|银行)[^，。；]*?(?:落实|兑现|保障|履行)")
_CALLED = re.compile(
    r"(?:享受|优惠|免费|减免)[^，。；]{0,16}的(?:对象|人员|范围|条件|标准|名单|规定)$|减免税[“”\"]|免费"
    r"(?:对象|项目|标准|范围|资金|政策|期)|配合|继续对[^，。；]*工作"
)
# 享受租房补贴的家庭, 领取补贴期间, 是否享受补贴: who has it already, and nobody is given anything by these words
_HELD = re.compile(
    r"(?:是否|(?<!可)(?<!予)以|通过)[^，。；]{0,4}(?:享受|领取|获得|发放|提供|实行)[^，。；]{0,25}?(?:补贴|补助|待遇|奖励|优待|优惠|减免)"
    r"|(?:享受|领取|获得)[^，。；]{0,25}?(?:补贴|补助|待遇|奖励|优待|优惠|减免)"
    r"(?:的(?!支持|优惠|政策|奖励|补贴|补助|待遇|扶持|权利)|家庭|人员|人数|对象|资格|期间|期满|时|后)")
_TITLE = re.compile(r"《[^《》]{1,80}》")
_NO_SUBJECT = re.compile(
    r"\s*(?:并|其(?:配偶|子女|家属|父母)|[^，。；]{0,8}(?:政府|财政|部门)(?:可|应当?|要|将)?(?:按规定"
    r"|根据[^，。；]{2,12})?(?=给予|予以)"
    r"|[自从][^，。；]{2,30}起|在[^，。；]{2,40}之日起?|即可|享受|给予|予以|按|可|免费|减|享有|实行|一次性|优先"
    r"|免[征缴收交除领购]"
    r"|(?:[一二三四五六七八九十两\d]+年内|第[^，。；]{1,8}年)?(?:全额|减半|免征|免缴|免收|免交|减征|返还))"
)
_OPENING = ("对", "凡", "符合")
_URGING = ("为", "鼓励", "支持")
_TOWARDS = re.compile(r"对|向|为|凡|享受|鼓励|支持|企业|人才|项目|老年人|农民|学生")


class Service(NamedTuple):
    """A benefit without an amount; ``certain``: it says to whom."""

    span: Span
    who: Party
    kind: BenefitKind
    certain: bool


def services(reading: Reading, taken: frozenset[int], headings: tuple[str, ...], catalog: Catalog) -> Iterator[Service]:
    """One for each comma segment that gives something without saying how much; ``taken`` are the ；-items that hold
    amounts.
    """
    # the sentence and its last party, which a ；-member without a subject takes over
    before: tuple[int, Party | None] = (-1, None)
    for number, segment in enumerate(reading.segments):
        text = _TITLE.sub("", reading.of(segment)).strip()
        if segment.item in taken or not _gives(text):
            continue
        start = _start(reading, number)
        quote = reading.text[start:segment.end].lstrip(" ，、；")
        if quote.startswith("为了"):  # 为了保障职工享受待遇: a purpose gives nothing
            continue
        earlier = before[1] if before[0] == segment.sentence and not quote.startswith(_OPENING) else None
        who = party(quote, headings, earlier, catalog.quantities)
        free = _FREE.search(text)
        own = who if who.kind == "unknown" else party(quote, (), None, catalog.quantities)
        if who.kind == "unknown" and not (_TOWARDS.search(quote) or _RELIEF.search(text)):
            continue
        if own.kind == "unknown" and earlier is None and free is None and _WEAK.search(text):
            continue
        certain = own.kind != "unknown" or earlier is not None or free is not None
        yield Service(trimmed(reading, start, segment.end), who, _kind(text), certain)
        before = (segment.sentence, who._replace(condition=""))


def _gives(text: str) -> bool:
    text = _HELD.sub("", text)
    if text.endswith("的") or not (_GIVEN.search(text) or _FREE.search(text)):
        return False
    refused = _PLANNED.search(text) or _URGED.search(text) or _CALLED.search(text)
    return not refused and not words_of("nothing_given").search(text)


def _kind(text: str) -> BenefitKind:
    if _RELIEF.search(text):
        return "relief"
    if re.search("奖励|奖补|表彰", text):
        return "award"
    return "subsidy" if re.search("补助|补贴|资助|贴息|补偿|资金", text) else "service"


def _start(reading: Reading, number: int) -> int:
    """Where the quote begins: with the condition (对…的，) that the segment completes, else with the segment."""
    segment = reading.segments[number]
    first = segment
    whole = reading.of(segment).lstrip().startswith(("对", "凡"))
    open_ended = not whole and _NO_SUBJECT.match(reading.of(segment)) is not None
    for back in range(1, min(number, REACH) + 1):
        earlier = reading.segments[number - back]
        if not _same_item(earlier, segment) or segment.start - earlier.start > 160:
            break
        text = reading.of(earlier).strip()
        if _GIVEN.search(text) or _FREE.search(text):
            break
        if open_ended or text.startswith(_OPENING) or text.endswith("的"):
            first = earlier
            if text.startswith(_OPENING) or open_ended and text.startswith(_URGING):
                break
    return first.start


def _same_item(one: Segment, other: Segment) -> bool:
    return (one.sentence, one.item) == (other.sentence, other.item)
