"""Industries: which ones a clause is about (subject) and which it only names (mention).

A clause is about an industry when it promotes, regulates, builds or restricts that industry, its goods, services or
bodies. Postconditions: 1. ``terms`` are the clause's ``full`` at ``spans``; 2. nothing in a duty tail or a label is
found; 3. one entry a clause and industry, in order of first place; 4. a heading that stands alone has none: its clauses
have theirs.
"""

from __future__ import annotations

import re

from msgspec import Struct, structs

from tiaowen.catalog import Catalog
from tiaowen.catalog.industries import IndustryRegistry, Term
from tiaowen.facts.citation.titles import find_titles
from tiaowen.model import Clause, IndustryMention, Path, Policy, Span
from tiaowen.spans import Spans

# What makes an everyday word (能源, 文化) the matter of the clause: a noun of business after it or after its list
# (汽车、电子等领域) …
_NOUN = (
    "(?:产业|行业|企业|事业|服务业|业(?![务主绩余已])|领域|市场|项目|园区|基地|集群|设施|体系|品牌|资源|经济"
    "|强[国省市县]|服务|产品|消费|投资|机构|单位|场所|经营|生产|加工|制造)"
)
_ITEMS = r"(?:[、和与及][^，。；：、（）\s]{1,12}?){1,12}"
_LIST_END = rf"等(?:[一二三四五六七八九十\d]+[大个]|重点|优势|特色|传统|新兴|相关|主要|优质)*{_NOUN}|(?:产业|行业|领域)"
_AFTER = re.compile(rf"{_NOUN}|{_ITEMS}(?:{_LIST_END})")
# … a verb of promoting, regulating or building directly before it, …
_BEFORE = re.compile(
    "(?:发展|培育|壮大|做[大强优]|推进|推动|促进|加快|支持|扶持|鼓励|建设|打造|振兴|繁荣|提升|改造|整治|规范|扩大|布局"
    "|引进|认定|集聚|聚焦|从事|经营|开办|新建|改建)"
    r"[^，。；：、（）\s与对向在由以]{0,6}$"
)
# … or a neighbour in a list that is (新材料首批次和软件首版次).
_JOINED = re.compile(r"[^，。；：（）“”\s]{0,8}[、和与及][^，。；：、（）“”\s]{0,6}")
# A list of means and conditions names an industry in passing: 土地、能耗、水资源等要素, 物流、能源等方面.
_ASIDE = re.compile(
    "[^，。；：（）]{0,40}?等[一-鿿]{0,5}?(?:要素|指标|方面|手段|措施|方式|环节|因素|险种|费用|支出|材料|信息|条件"
    "|场所|区域|物料|空间|题材|功能|优势)"
    "(?!产业|行业|企业|领域)"
)
# What has to be shown names in passing what it is about: 房屋租赁合同, 房地产产权证明.
_PAPER = re.compile("[一-鿿]{0,4}?(?:合同|证明|证书|证件|产权证|许可证|凭证|发票)(?!网签|备案|示范|制度|管理)")
# So does a list of four or more fields in which something else is done: 在安全、食品、交通、环境等领域运用信息技术 …
_FIELDS = re.compile(
    "在[^，。；、]{2,12}(?:(?<!产业)、[^，。；、]{1,12}){2,}[、和及与][^，。；、]{1,12}?(?:领域|方面)(?P<done>[^，。；]*)")
# … unless what is done makes the fields themselves grow: 在软件、芯片、通信、算力等领域培育企业.
_GROWS = re.compile("培育|打造|引进|引育|招引|发展|壮大|布局|集群|产业|企业|突破|攻关|投资|项目|平台|人才")
_STRONG = 5  # weight of the words of one industry that together make it the matter: a term weighs 2, an everyday word 1


class _Hit(Struct, frozen=True):
    span: Span
    term: Term
    weight: int
    open: bool
    supported: bool


def extract(policy: Policy, catalog: Catalog) -> tuple[IndustryMention, ...]:
    """The industries of every clause, in document order."""
    registry = catalog.industries
    title = _families(registry, policy.title)
    headings: dict[Path, frozenset[str]] = {}
    found: list[IndustryMention] = []
    for clause in policy.clauses:
        above = headings.get(clause.parent, title)
        headings[clause.path] = above | _families(registry, clause.heading)
        if clause.text.strip():
            named = _of_clause(clause, registry, above)
            found.extend(named)
            if clause.kind == "article":  # its items and later paragraphs go on with what it regulates
                headings[clause.path] |= {_family(item.industry) for item in named
                                          if item.role == "subject"} - {"general"}
    return tuple(found)


def _family(industry: str) -> str:
    return industry.partition(".")[0]


def _families(registry: IndustryRegistry, text: str) -> frozenset[str]:
    """The first-level industries that a title or heading is about: an everyday word is enough there, a bureau's or a
    company's name is not.
    """
    found = list(registry.find(text))
    hidden = Spans(span for span, _ in _masked(registry, text)) if found else Spans(())
    return frozenset(
        _family(industry) for span, term in found if not _covered(span, hidden)
        for industry in term.industries
    ) - {"general"}


def _masked(registry: IndustryRegistry, text: str) -> list[tuple[Span, str]]:
    return [*registry.masked(text), *((Span(title.start, title.end), "mention") for title in find_titles(text))]


def _covered(span: Span, spans: Spans) -> bool:
    """Whether a span lies in, or half in, one of the others; a term that is longer than the other wins (电子商务 over
    商务).
    """
    return any(
        not (span.start <= other.start and other.end <= span.end and span != other)
        for other in spans.touching(span.start, span.end)
    )


def _of_clause(clause: Clause, registry: IndustryRegistry, above: frozenset[str]) -> list[IndustryMention]:
    hits = _hits(clause, registry, above)
    families: dict[str, int] = {}
    for hit in hits:
        for family in {_family(industry) for industry in hit.term.industries}:
            families[family] = families.get(family, 0) + hit.weight
    groups: dict[str, list[_Hit]] = {}
    for hit in hits:
        for industry in hit.term.industries:
            groups.setdefault(industry, []).append(hit)
    return [
        IndustryMention(
            path=clause.path, anchor=clause.anchor, industry=industry,
            role="subject" if is_subject(group, families[_family(industry)]) else "mention",
            terms=tuple(clause.full[h.span.start : h.span.end] for h in group), spans=tuple(h.span for h in group),
        )
        for industry, group in groups.items()
    ]


def is_subject(group: list[_Hit], family: int) -> bool:
    """Whether a clause is about an industry; one that is only named in passing (与普通高校毕业生享受同等待遇) is not,
    however often.
    """
    return any(hit.supported for hit in group) or family >= _STRONG and any(hit.weight for hit in group)


def _hits(clause: Clause, registry: IndustryRegistry, above: frozenset[str]) -> list[_Hit]:
    text = clause.full
    found = list(registry.find(text))
    masked = _masked(registry, text) if found else []
    hidden = Spans([*(span for span, effect in masked if effect == "hide"), *(tail.span for tail in clause.tails)])
    passing = Spans(span for span, effect in masked if effect == "mention")
    fields = Spans(Span(m.start(), m.start("done")) for m in _FIELDS.finditer(text if found else "")
                   if not _GROWS.search(m["done"]))
    hits: list[_Hit] = []
    for span, term in found:
        if span.start < len(clause.label) or _covered(span, hidden):
            continue
        family = {_family(industry) for industry in term.industries}
        named = _covered(span, passing)
        aside = named or any(shown.match(text, span.end) for shown in (_ASIDE, _PAPER))
        aside = aside or any(fields.touching(span.start, span.end))
        supported = not aside and (
            term.certain or bool(family & above) or span.end <= clause.body_start or _is_supported(text, span)
        )
        hits.append(_Hit(span, term, 0 if named else 1 + term.certain, not aside, supported))
    return _joined(text, hits)


def _is_supported(text: str, span: Span) -> bool:
    return bool(_AFTER.match(text, span.end) or _BEFORE.search(text[max(0, span.start - 12) : span.start]))


def _joined(text: str, hits: list[_Hit]) -> list[_Hit]:
    """The hits, with an everyday word supported by a supported neighbour of its list."""
    out = list(hits)
    for steps in (range(1, len(out)), range(len(out) - 1, 0, -1)):
        for at in steps:
            one, two = (at - 1, at) if steps.step > 0 else (at, at - 1)
            left, right = out[at - 1], out[at]
            joined = _JOINED.fullmatch(text, left.span.end, right.span.start)
            if joined and out[one].supported and not out[two].supported and out[two].open:
                out[two] = structs.replace(out[two], supported=True)
    return out
