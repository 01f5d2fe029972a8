"""What readers are told: the Chinese words for the codes of the data (design: glossary)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from tiaowen.clause_path import down_to, last, parent
from tiaowen.kinds import Kind
from tiaowen.model import Clause, Incentive, Policy, Target
from tiaowen.model.facts import Fact
from tiaowen.text import NUMERAL, int_to_chinese

FIELDS = {
    "doc_number": "发文字号", "issuers": "发文机关", "issue_date": "成文日期", "publish_date": "发布日期",
    "effective_date": "施行日期", "expiry_date": "失效日期", "document_type": "文种", "jurisdiction": "地区",
    "addressees": "主送机关", "validity": "时效性", "title": "标题",
}
PROVENANCE = {"text": "", "portal": "据来源网页", "sidecar": "据人工注记", "inferred": "推定"}
ROLES = {"responsible": "责任单位", "lead": "牵头", "support": "配合", "joint": "会同", "by_duty": "按职责分工"}
RELATIONS = {
    "based_on": "依据", "implements": "落实", "promulgates": "印发", "forwards": "转发",
    "amends": "修改", "repeals": "废止", "mentions": "提及",
}
CITATION_KINDS = {"policy_document": "政策文件", "law": "法律法规", "plan": "规划", "not_a_document": "其他"}
TARGET_KINDS = {
    "target": "指标", "milestone": "节点", "full_coverage": "全覆盖", "recurring": "经常性", "relative": "相对",
    "soft": "方向性",
}
MENTIONS = {  # what a clause speaks of that could not be read for certain: its name, and what is said of it
    "incentive": ("奖补", "提到优惠或补助，对象、金额和条件见原文"), "duty": ("责任", "写明由谁办，是哪些单位见原文"),
    "target": ("目标", "提到要达到的数，说的是什么见原文"),
}
BENEFICIARIES = {"enterprise": "企业", "person": "个人", "organization": "单位", "government": "政府",
                 "unknown": "未明"}
LEVELS = {"centre": "中央", "province": "省级", "city": "市级", "county": "县级",
          "zone": "开发区和其他区域", "": "地区未知"}
BODIES = {  # kinds of bodies, in the order in which a place lists them
    "government": "政府部门", "party": "党委机关", "congress": "人大政协", "court": "法院检察院",
    "vertical": "垂直管理单位", "institution": "事业单位", "zone": "开发区", "mass": "群团组织",
    "enterprise": "企业", "military": "军事机关", "": "其他单位",
}
STATUS = {"held": "暂缓发布", "refused": "无法发布", "removed": "已撤下"}
WITHHELD = {  # code of a finding → why a document is not published, for its readers
    "C003": "来源文本里同一处有两种文字，核对之前不发布", "H900": "编辑决定不发布",
    "K030": "与另一份文件难以分清，核对之前不发布", "L001": "另有一份来源的文号和发文机关与它相同，核对之前不发布",
    "P001": "来源里没有政策的正文", "P010": "来源是关于政策的解读、问答或新闻，不是政策原文",
    "P011": "这是征求意见稿或草案", "P012": "来源文本后面接着另一份文件，核对之前不发布",
    "P013": "来源文本在句中断开，不完整", "R011": "来源是分栏排版，文字的次序核对之前不发布",
    "R017": "文字是从图片识别的，核对之前不发布", "R022": "来源文件太长，没有读全",
}
AFTER = {"以上", "以下", "左右", "以内", "之内"}  # comparators that stand after the number
_SINGLE = str.maketrans("《》", "〈〉")
_NO_MORE = re.compile("(?:最高|最多|至多|不超过|不高于)+(?:给予|奖励|补助|补贴|资助)?")  # as ``amount`` says a bound
_RANGE = re.compile(r"([\d.]+)[^\d，。]{0,3}[-—–－~～至到]+([\d.]+)[^\d，。]{0,6}$")  # 15-20万元, 5%—20%


def titled(title: str) -> str:
    """A title in its marks, those within alternating: 《关于转发〈关于印发《甲》的通知〉的通知》.

    GB/T 15834—2011, 4.15: double outside, single inside; a third level is double again. Where the marks of a title do
    not pair, each of them is a single one.
    """
    depth, out = 1, []
    for char in title:
        opens, closes = char in "《〈", char in "》〉"
        depth -= closes
        if depth < 1:
            break
        out.append("《〈"[depth % 2] if opens else "》〉"[depth % 2] if closes else char)
        depth += opens
    return f"《{''.join(out) if depth == 1 else title.translate(_SINGLE)}》"


def date(iso: str | None) -> str:
    """2023-02-24 → 2023年2月24日, 2025-12 → 2025年12月, 2025 → 2025年; empty when unknown."""
    if not iso:
        return ""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(iso.split("-"), "年月日", strict=False))


def latest(policy: Policy) -> str:
    """What the newest version of a document is called: one that is repealed is in force no more."""
    return "最后的版本" if policy.validity == "已废止" else "现行版本"


def stated(mark: str) -> str:
    """What a mark (``mark_of``) says without a clock; empty for a last day, which the page's script judges."""
    return "" if mark[:1].isdigit() else mark


def version(slug: str, document: Policy) -> str:
    """How readers call a version of a document, by its date; versions of one date are told apart by their order.
    ``slug``: empty for the current one.

    A document that is corrected without another date is amended all the same: 2021年5月1日第1版, 2021年5月1日第2版.
    """
    dates = {item.slug: item.date for item in document.versions}
    dates.setdefault(document.version, document.issue_date)
    day = dates.get(slug)
    alike = [other for other, its_day in dates.items() if its_day == day]
    if not day:
        return slug or "日期未知"
    return f"{date(day)}第{alike.index(slug) + 1}版" if len(alike) > 1 else date(day)


def number(value: float | None) -> str:
    """15000.0 → 15000, 2.5 → 2.5; empty when there is none."""
    if value is None:
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".")


_BOUNDS = {"exact": "", "at_least": "不低于", "at_most": "不超过"}


def amount(item: Target | Incentive) -> str:
    """What is to be reached or paid, with its unit: 达到 1000 亿元左右, 5—10 %, 翻番; empty when the text gives no
    number.
    """
    if isinstance(item, Incentive):
        paid = _RANGE.match(item.cap)
        value = f"{paid[1]}—{paid[2]}" if paid else number(item.amount)
        of = f"{item.base}的" if item.base else ""
        return f"{_BOUNDS[item.bound]}{of} {value} {item.unit}".strip() if item.amount is not None else ""
    word = item.comparator.strip("=“”")
    if item.value is None:
        return ""
    if word and (item.kind == "full_coverage" or item.unit == "倍"):
        return word
    lower, upper = (_fraction(v) if item.unit == "比例" else number(v) for v in (item.value, item.value_max))
    value = f"{lower}—{upper}" if upper and upper != lower else lower
    before, _, after = (word if "…" in word else f"…{word}" if word in AFTER else f"{word}…").partition("…")
    measured = f"{value} {item.unit.replace('比例', '')}".strip() + after
    return f"{before} {measured}".strip()


def cap(item: Incentive) -> str:
    """What caps the amount, in the text's own words; a range, or the amount's own words, are the amount itself."""
    itself = item.bound == "at_most" and not item.base and item.cap and (
        _NO_MORE.sub("", item.cap) == number(item.amount) + item.unit)
    return "" if itself or _RANGE.match(item.cap) else item.cap


UNSURE = "给谁、什么条件见原文"  # of an uncertain incentive


def beneficiary(item: Incentive) -> str:
    """Who gets it and, where an amount hangs on it, on what condition: 酒店（新评定为五星级）."""
    if item.uncertain and not item.beneficiary:
        return UNSURE
    if item.amount is None or not item.condition:
        return item.beneficiary
    return f"{item.beneficiary}（{item.condition}）" if item.beneficiary else item.condition


def told(fact: Fact, kind: Kind) -> str:
    """A fact of a kind that has no words of its own here: what it says of itself, else its quote."""
    return " · ".join(filter(None, (plain(getattr(fact, field)) for field in kind.own.values()))) or fact.quote


def plain(value: object) -> str:
    """A field of a fact as readers see it: numbers without a needless point, names joined; empty when it is not
    said.
    """
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return number(value) if isinstance(value, float) else "" if value is None or value is False else str(value)


def _fraction(value: float | None) -> str:
    """0.3333 → 1/3."""
    return str(Fraction(value).limit_denominator(12)) if value is not None else ""


def labels(clause: Clause, by_path: dict[str, Clause]) -> str:
    """Where a clause stands, by the labels as printed from the top down: 二、（三）15.; 第十二条（二）; 引言; 第2段 of
    an unlabelled paragraph.
    """
    return "".join(label(path, by_path) for path in down_to(clause.path))


def label(path: str, by_path: dict[str, Clause]) -> str:
    """The label of one clause: as printed, else by its position; that of a lost heading as its siblings print theirs
    (（三） → （二）).
    """
    name, number, *_ = last(path)
    if name in _FIXED:
        return _FIXED[name]
    if path in by_path and name not in _UNNUMBERED:
        printed = re.sub(r"\s+", "", by_path[path].label)
        if printed:
            return printed
    return _POSITIONS[name].format(number) if name in _POSITIONS else _like_siblings(path, number, by_path)


def _like_siblings(path: str, number: int, by_path: dict[str, Clause]) -> str:
    above = parent(path)
    for other in range(1, 100):
        sibling = by_path.get(f"{above}.{other}" if above else str(other))
        if sibling and re.search(f"[{NUMERAL}]", sibling.label):
            return re.sub(f"[{NUMERAL}]+", int_to_chinese(number), re.sub(r"\s+", "", sibling.label), count=1)
        if sibling and re.search(r"\d", sibling.label):
            return re.sub(r"\d+", str(number), re.sub(r"\s+", "", sibling.label), count=1)
    return f"〔{number}〕"


_POSITIONS = {
    "p": "第{}段", "d": "第{}项", "t": "表{}", "r": "第{}行", "gap": "残段{}", "A": "附件{}",
    "art": "第{}条", "ch": "第{}章", "sec": "第{}节", "bian": "第{}编",
}
_UNNUMBERED = {"p", "d", "t", "r", "gap", "A"}
_FIXED = {"preamble": "引言", "closing": "结尾", "notice": "通知", "supp": "附则"}


def withheld(status: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Why a document is not published, for its readers, from the codes of its findings."""
    known = tuple(dict.fromkeys(WITHHELD[code] for code in codes if code in WITHHELD))
    return known or (("来源文件读不出政策的正文",) if status == "refused" else ("文本有疑点，核对之前不发布",))


def size(count: int) -> str:
    """Bytes in words: 532 字节, 12.3 KB, 4.0 MB."""
    if count < 1000:
        return f"{count} 字节"
    return f"{count / 1000:.1f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
