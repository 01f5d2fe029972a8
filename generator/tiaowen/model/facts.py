"""Facts about clauses: stand-off records that point into the text (path, anchor, span) and never edit it.

Part of the model, in a module of its own for its size; ``tiaowen.model`` has the names too. ``tiaowen.kinds`` lists the kinds. What a library holds by the hundred thousand
is ``gc=False`` here and there: frozen and made of texts and numbers, it can be in no cycle, and a large library is not searched for some.
"""

from __future__ import annotations

from typing import Annotated, Literal, Protocol

from msgspec import Meta, Struct

DutyRole = Literal["responsible", "lead", "support", "joint", "by_duty"]
BenefitKind = Literal["award", "subsidy", "reimbursement", "relief", "loan", "deduction", "service"]
Relation = Literal["based_on", "implements", "promulgates", "forwards", "amends", "repeals", "mentions"]
Path = Annotated[str, Meta(description="clause path from the printed numbers, such as 2.3.15 (contract, addresses)")]
Anchor = Annotated[str, Meta(description="the path as an HTML id, such as c-2-3-15")]
IsoDate = Annotated[str, Meta(description="ISO 8601 by precision: 2025, 2025-12 or 2025-12-31")]


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open range of characters in the text that the owner names."""

    start: int
    end: int


class Fact(Protocol):
    """What every fact of one place in the text has."""

    @property
    def path(self) -> Path:
        """Of its clause."""

    @property
    def anchor(self) -> Anchor:
        """Of its clause."""

    @property
    def quote(self) -> str:
        """Its words: a substring of the clause's full."""

    @property
    def span(self) -> Span:
        """Of its words in full."""


class Duty(Struct, frozen=True, kw_only=True, gc=False):
    """Who must act on a clause."""

    path: Path
    anchor: Anchor
    role: DutyRole
    agencies: Annotated[
        tuple[str, ...], Meta(description="as printed, elided prefix restored, joint organs split; groups included")]
    agency_ids: Annotated[tuple[str, ...], Meta(description="same order as agencies; empty string for a group")] = ()
    lead: Annotated[tuple[str, ...], Meta(description="who leads, where the source states it")] = ()
    generic: Annotated[
        tuple[str, ...], Meta(description="members of agencies that are groups, such as 各区市政府")] = ()
    open_list: Annotated[bool, Meta(description="the list ends in 等")] = False
    where: Literal["tail", "prose", "table"]
    quote: Annotated[str, Meta(description="a substring of the clause's full")]
    span: Annotated[Span, Meta(description="of quote in full")]
    scope: Annotated[Span, Meta(description="of what must be done, in full")]
    line: int
    corrected: Annotated[bool, Meta(description="true: a person gave it in the sidecar")] = False


class Citation(Struct, frozen=True, kw_only=True, gc=False):
    """A document that a clause names. One in the revision note (题注) stands in no clause: path and anchor are empty, its span is in that header line."""

    path: Path
    anchor: Anchor
    title: Annotated[str, Meta(description="without 《》; empty when only a number is given")] = ""
    doc_number: str = ""
    kind: Literal["policy_document", "law", "plan", "not_a_document"]
    relation: Relation = "mentions"
    full_title: Annotated[
        str, Meta(
            description="title that a short form stands for (《办法》, 公司法); empty when title is the full one")] = ""
    issuer: Annotated[
        str, Meta(
            description="issuing body printed before the title, such as 国务院 in 国务院《…决定》; empty when none")] = ""
    locator: Annotated[
        Path, Meta(
            description="clause of the cited document that is named, such as art5.2 for 第五条第（二）项; empty when "
                        "none")] = ""
    target: Annotated[
        str, Meta(
            description="address it resolves to: p/<id>.html, p/<id>.html#anchor, #anchor or cited/<id>.html; empty "
                        "before linking")] = ""
    quote: str
    span: Span
    line: int
    corrected: Annotated[bool, Meta(description="true: a person gave it in the sidecar")] = False


class Reference(Struct, frozen=True, kw_only=True, gc=False):
    """A clause of the same document that a clause names: 前款, 本办法第十条, 第三条第二款."""

    path: Path
    anchor: Anchor
    quote: str
    span: Span
    target: Annotated[
        str, Meta(
            description="# and the anchor of the clause named; the nearest enclosing one that exists; empty when it "
                        "does not exist")] = ""
    line: int


class Target(Struct, frozen=True, kw_only=True, gc=False):
    """What is to be reached by when."""

    path: Path
    anchor: Anchor
    quote: str
    span: Span
    metric: str = ""
    comparator: str = ""
    value: Annotated[float | None, Meta(description="lower bound; null when damaged or not a number")] = None
    value_max: float | None = None
    unit: str = ""
    deadline: IsoDate | None = None
    deadline_inferred: Annotated[bool, Meta(description="true: the year is not printed")] = False
    damaged: Annotated[bool, Meta(description="digits are missing in the source")] = False
    kind: Literal["target", "milestone", "full_coverage", "recurring", "relative", "soft"]
    line: int
    corrected: Annotated[bool, Meta(description="true: a person gave it in the sidecar")] = False


class Mention(Struct, frozen=True, kw_only=True, gc=False):
    """Words that speak of a fact which could not be read for certain: the reader is led to the clause and told nothing false."""

    path: Path
    anchor: Anchor
    quote: str
    span: Span
    kind: Literal["incentive", "duty", "target"]
    line: int


class Incentive(Struct, frozen=True, kw_only=True, gc=False):
    """Money or another benefit on offer, and for what."""

    path: Path
    anchor: Anchor
    quote: str
    span: Span
    beneficiary: str = ""
    beneficiary_type: Literal["enterprise", "person", "organization", "government", "unknown"] = "unknown"
    condition: str = ""
    amount: float | None = None
    amount_max: Annotated[float | None, Meta(description="upper end of a range")] = None
    bound: Annotated[
        Literal["exact", "at_least", "at_most"],
        Meta(description="which way the amount is open: 不低于, 不超过")] = "exact"
    base: Annotated[str, Meta(description="what a rate is a rate of, such as 项目投资额")] = ""
    unit: Annotated[str, Meta(description="the whole unit, such as 元/平方米/月")] = ""
    per: Annotated[str, Meta(description="what it is counted by: 人, 户, 平方米 …")] = ""
    period: Annotated[str, Meta(description="how often: 年, 月, 次 …")] = ""
    cap: Annotated[str, Meta(description="what limits the amount, in the text's own words")] = ""
    payer: Annotated[str, Meta(description="who pays, where the text says so")] = ""
    kind: Annotated[BenefitKind, Meta(description="what is given")] = "subsidy"
    recurring: Annotated[bool, Meta(description="true: every year or every time; false: one-off or not said")] = False
    uncertain: Annotated[bool, Meta(
        description="true: the amount is a benefit; a role that is empty is in doubt, the quote shows the case")] = False
    line: int
    corrected: Annotated[bool, Meta(description="true: a person gave it in the sidecar")] = False


class Deadline(Struct, frozen=True, kw_only=True, gc=False):
    """What must be done by when, and by whom."""

    path: Path
    anchor: Anchor
    quote: Annotated[str, Meta(description="a substring of the clause's full")]
    span: Annotated[Span, Meta(description="of quote in full")]
    date: Annotated[IsoDate, Meta(description="the last day, by the precision that is printed")]
    what: Annotated[str, Meta(description="what is to be done, shortened; the quote holds all of it")]
    agencies: Annotated[
        tuple[str, ...], Meta(description="who must act, as printed; empty where the clause names nobody")] = ()
    line: int
    corrected: Annotated[bool, Meta(description="true: a person gave it in the sidecar")] = False


class IndustryMention(Struct, frozen=True, kw_only=True, gc=False):
    """An industry that a clause is about, or names."""

    path: Path
    anchor: Anchor
    industry: Annotated[str, Meta(description="id in site_config/industries.yml, one level or two (it, it.printer)")]
    role: Literal["subject", "mention"]
    terms: tuple[str, ...]
    spans: Annotated[tuple[Span, ...], Meta(description="of terms in full")] = ()
    corrected: Annotated[bool, Meta(description="true: a person gave it in the sidecar")] = False


class Facts(Struct, frozen=True, kw_only=True, gc=False):
    """All facts of one policy, in document order."""

    duties: tuple[Duty, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: Annotated[tuple[Reference, ...], Meta(description="to other clauses of the same document")] = ()
    targets: tuple[Target, ...] = ()
    incentives: tuple[Incentive, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    mentions: Annotated[tuple[Mention, ...], Meta(description="what could not be read for certain")] = ()
    industries: tuple[IndustryMention, ...] = ()
