"""Targets with a number: one entry for each number that sets something to be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.target.dues import Due
from tiaowen.facts.target.rules import is_target, states_norm
from tiaowen.facts.target.scope import Setting
from tiaowen.facts.target.sight import Evidence, Sight, sight
from tiaowen.facts.target.wording import comparator, distributed, lead_of, measured, metric, noun_before, pieces
from tiaowen.language.damage import Loss, overlaps
from tiaowen.language.sentences import Reading, Segment
from tiaowen.model import Clause, Span, Target

_SHARE = re.compile("占(?!地(?![方区])|用|有|道)")  # 金融业增加值突破2000亿元，占生产总值比重达到11%
_MUST = re.compile(r"\s*(?:应当?|须|必须)(?!用|急|届|保)")  # 应制定预案，至少每半年演练一次
_BEGINS = re.compile("新?开工|竣工|新建|改建|投用|投产")
_SIZED = re.compile(r"\d[\d.]*[千百十万亿]*元(?:以上|以下)")
_SIZED_BEFORE = re.compile(r"(?P<what>[^\d，。；]{2,20})\d[\d.]*[千百十万亿]*元(?:以上|以下)")
_ELLIPTIC = re.compile(r"(?:年均|逐年|累计|同比|[较比][^，。；占]{2,8})?(?:高|低|多|少|增长|下降|降低|提高|增加|累计)?")


def numbers(
    clause: Clause, reading: Reading, setting: Setting, due: list[Due], taken: set[int], lost: list[Loss],
    words: QuantityWords
) -> Iterator[Target]:
    """The targets with a value. ``taken`` are the ；-items that promise money: their numbers are amounts and
    thresholds. ``lost`` are the places where digits are missing: what is left there is no number.
    """
    if _REPLY.search(reading.text):
        return
    norms = {number for number, group in enumerate(reading.sentences)
             if any((s.found or _MUST.match(reading.of(s))) and states_norm(reading.of(s)) for s in group)}
    conditions = {number for number,
                  group in enumerate(reading.sentences) if group and _IF.match(reading.text, group[0].start)}
    last: Target | None = None
    before: Segment | None = None  # the segment before, when it held a target
    for number, segment in enumerate(reading.segments):
        if (
            segment.item in taken or not segment.found or not _open(setting, due[number])
            or reading.of(segment).rstrip().endswith("的")
        ):
            before = None if segment.found else before
            continue
        carried = before is not None and before.sentence == segment.sentence
        before_it = reading.text[max(0, segment.start - 6):segment.start]
        gloss = segment.bracketed and (_GLOSS.search(before_it) or _SIZE.match(reading.of(segment)))
        if (
            gloss or segment.sentence in conditions or _is_condition(reading, number, words)
            or words.find("decided", reading.of(segment))
        ):
            continue
        chosen = _chosen(reading, segment, setting, due[number], lost, words, carried=carried,
                         norm=segment.sentence in norms)
        if chosen:
            subject = last.metric if last is not None and carried else ""
            for last in _entries(clause, reading, number, chosen, due[number], subject, words):
                yield last
        before = segment if chosen else None


def _open(setting: Setting, due: Due) -> bool:
    """Whether numbers here can be targets: not in what looks back, and in a norm or a standard only with a deadline of
    its own.
    """
    if setting.article and due.recurring:
        return False  # 每季度至少开展一次 in a law is a norm
    return not due.past and (due.printed or not (setting.standard or setting.article))


_EACH = re.compile(  # 每个区市县各新建, 每个企业至少落实
    r"[^\w]*(?:使|确保|实现)?(?P<each>每(?![年月季周天日次届学半两三])(?:个|家|所|座)?[一-鿿]{1,8}?(?:（[^（）]{1,8}）)?"
    r"|(?:其[他余]|各)[省市县区州镇乡（）、]{1,9}(?=分别|各|均|至少))(?:都|均|各|分别|要|应|须|至少|原则上)*"
    r"(?:完成|新建|建设|建成|建立|打造|培育|落实|配备|拥有|建有|设立|组织|开展|举办)")
_REPLY = re.compile(r"收悉|批复如下|同意你(?:公司|单位|局|市|县|区|委|厅)")
_GLOSS = re.compile(r"(?:标准|线|限额|门槛)（$")  # 低于国家扶贫标准（2017年预计为3335元）: what a standard is, no aim
_SIZE = re.compile(  # 府城段（长约11公里）
    r"[（\s]*(?:全长|总长|长|宽|高|(?:总|占地|建筑|用地)?面积|总?投资|容量|库容)(?:度|额)?(?:约|近|为|达|共)*\d"
)
_IF = re.compile(r"\s*(?:如果|若|倘若|如[^，。；]{2,20}的)")


def _is_condition(reading: Reading, number: int, words: QuantityWords) -> bool:
    """投资5000万元以上，实行“一事一议”: what the next segment grants something for."""
    segment = reading.segments[number]
    after = reading.segments[number + 1] if number + 1 < len(reading.segments) else None
    if (
        after is None or after.item != segment.item
        or not reading.of(segment).rstrip().endswith(("以上", "以下", "（含）", "企业", "项目"))
    ):
        return False
    return words.find("in_kind", reading.of(after)) is not None


def _chosen(
    reading: Reading, segment: Segment, setting: Setting, due: Due, lost: list[Loss], words: QuantityWords, *,
    carried: bool, norm: bool
) -> list[Sight]:
    chosen: list[Sight] = []
    for quantity in segment.found:
        if overlaps(lost, quantity.start, quantity.end):
            continue
        seen = sight(reading.text, segment.start, segment.end, quantity, segment.found)
        listed = (
            bool(chosen) and re.fullmatch(r"[^，。；]{0,40}",
                                          reading.text[chosen[-1].quantity.end:quantity.start]) is not None
        )
        known = due.date is not None and not due.inferred
        goes_on = listed or (carried and (seen.closed or quantity.start - segment.start < 3))
        evidence = Evidence(due=known, aim=setting.aim, norm=norm,
                            recurring=any(m.kind == "recurring" for m in due.own), carried=goes_on)
        if is_target(seen, words, evidence):
            chosen.append(seen)
            # 100%的村、75%的社区
            next_share = any(q.measure == "percent" and q.start > quantity.end for q in segment.found)
            if quantity.measure == "percent" and not seen.closed and not next_share:
                break  # 50%的村集体收入达到10万元以上: the rest says what the share must reach
    return chosen


_LOCUS = re.compile("(?:城镇|城市|城区|农村|乡村|全[国省市县区])")
_WHERE = re.compile("[一-鿿]{1,5}[市县区州旗](?<!社区)(?<!园区)(?<!小区)(?<!景区)")
_DEALT = re.compile("分别|[省市县区州旗]$")
_VERBAL = 4  # characters of a verb that stands for what was named before: 下达│90%


def _named(own: str, subject: str, words: QuantityWords) -> str:
    """The metric; what stands for it in a list item that names none (年均增长8%以上, 突破15%) takes the subject, as
    does another place (城市覆盖率达到100%、农村达到60%).
    """
    if subject and _LOCUS.fullmatch(own):
        return own + _LOCUS.sub("", subject, count=1) if _LOCUS.match(subject) else f"{own}{subject}"
    if subject and words.patterns["reaching"].fullmatch(own):
        return subject
    if subject and _BEGINS.fullmatch(own):  # 保障性住房基本建成470万套、新开工│630万套
        return own + subject
    if subject and _SIZED.match(own) and (first := _SIZED_BEFORE.match(subject)):
        return first["what"] + own  # 进出口规模10亿元以上项目3个、│1亿元以上项目15个
    if subject and _SHARE.match(own):  # of the same: 增加值占生产总值5%、占服务业6%
        return _SHARE.split(subject)[0] + own
    if subject and _ELLIPTIC.fullmatch(own):
        return subject if subject.endswith(own) else subject + own
    return own


def _entries(
    clause: Clause, reading: Reading, at: int, chosen: list[Sight], due: Due, subject: str, words: QuantityWords
) -> Iterator[Target]:
    """One entry a number of the segment ``at``. ``subject`` is the metric named before, for 年均增长8%以上 and
    累计达到1万个.
    """
    segment = reading.segments[at]
    spans = pieces(reading.text, segment, [s.quantity for s in chosen])
    shared = len(chosen) > 1 and all(span == spans[0] for span in spans)
    subjects = distributed(reading.text, segment, [s.quantity for s in chosen], words)
    names: tuple[str, ...] = (subject,)
    each = _EACH.match(reading.of(segment))
    earlier = _phrase_before(reading, at)
    for index, (seen, span) in enumerate(zip(chosen, spans, strict=True)):
        start = lead_of(reading.text, span.start, span.end)
        date = due.dates[index] if len(due.dates) == len(chosen) > 1 else due.date
        own = metric(reading.text, Span(start, span.end), chosen[0] if shared else seen, words,
                     due.own)
        if seen.quantity.measure == "percent" and 1 < len(own) <= _VERBAL:
            own = _said_again(own, subject, noun_before(earlier, words))
        if subjects:
            where = all(_WHERE.fullmatch(name) for name in subjects[index])  # 全市新增企业300家，甲区、乙县分别│50家
            what = _LOCUS.sub("", subject, count=1) if subject else "" if _DEALT.search(own) else own
            named = [f"{name}{what}" if where else _named(name, subject, words) for name in subjects[index]]
        else:
            named = [_named(own, names[-1], words)]
        names = tuple(measured(name, names[-1]) for name in named)
        if each and not shared:  # 每个区市县各新建6条“花街”、9条“花道”: so many in each
            names = tuple(name if name.startswith(each["each"][0]) else each["each"] + name for name in names)
        ends = (chosen[0], chosen[-1]) if shared else (seen, seen)
        for name in names:
            yield Target(
                path=clause.path, anchor=clause.anchor, line=clause.line, quote=clause.full[start:span.end],
                span=Span(start, span.end),
                metric=name, comparator=comparator(seen, *ends, words), value=seen.quantity.value,
                value_max=seen.quantity.value_max,
                unit=seen.quantity.unit, deadline=date, deadline_inferred=due.inferred and date is not None,
                kind="recurring" if due.recurring and _comes_again(seen, due) else "target",
            )


def _said_again(own: str, subject: str, earlier: str) -> str:
    """A verb alone with what it was said of before: 加快基金投放，上半年│投放60%; 预算投资下达60%，9月底前│下达90%."""
    return next((name for name in (subject, earlier) if name.endswith(own)), own)


def _phrase_before(reading: Reading, at: int) -> str:
    """The comma segment before one in its sentence; empty when there is none or it holds a number."""
    before = reading.segments[at - 1] if at else None
    same = before is not None and before.sentence == reading.segments[at].sentence
    return reading.of(before).strip() if before is not None and same and not before.found else ""


def _comes_again(seen: Sight, due: Due) -> bool:
    """Whether a number under 每年 is one of every year: a share that a later phrase names is a level."""
    return seen.quantity.measure != "percent" or any(m.kind == "recurring" for m in due.own)
