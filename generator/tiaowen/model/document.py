"""Every type that crosses a border between stages: records only, no I/O, no rules.

All records are frozen and keyword-only; the line in ``Meta(description=…)`` says what a field means, its unit and
where it comes from, and reaches the published JSON Schema (design: contract, "inspect"; standards: Akoma Ntoso,
schema.org/Legislation, GB/T 9704-2012).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from tiaowen.model.facts import Anchor, Facts, IsoDate, Path, Span
from tiaowen.model.source import Diagnostic, Furniture, Repair, Script

Status = Literal["published", "held", "refused", "removed"]
Validity = Literal["现行有效", "已修改", "已废止", "尚未施行"]
ClauseKind = Literal[
    "bian", "chapter", "section", "article", "paragraph", "item", "subitem",
    "heading", "dash", "table", "row", "annex", "notice", "gap",
]
Provenance = Annotated[
    Literal["text", "portal", "sidecar", "inferred"],
    Meta(
        description="text: read in the document; portal: the web page's own metadata; sidecar: a person said so; "
                    "inferred: concluded, shown as such"),
]


class Tail(Struct, frozen=True, kw_only=True, gc=False):
    """A duty tail such as （责任单位：市财政局）, in place."""

    span: Annotated[Span, Meta(description="brackets included, in the clause's full")]
    scope: Annotated[
        Span, Meta(description="the sentences it covers, in the clause's full: those since the tail before it")]
    text: str


class Clause(Struct, frozen=True, kw_only=True, gc=False):
    """The unit that has an address (Akoma Ntoso: hierarchical element). Texts are the published ones, after repairs."""

    anchor: Anchor
    path: Path
    inferred_path: Annotated[bool, Meta(description="true: a lost heading was counted from the sequence")] = False
    kind: ClauseKind
    level: Annotated[int, Meta(description="depth in the tree, top = 1")]
    label: Annotated[str, Meta(description="as printed: 一、 （三） 15. 第十二条 ——; empty when none")] = ""
    heading: Annotated[str, Meta(description="without label and closing full stop; empty when none")] = ""
    text: Annotated[str, Meta(description="body without heading and duty tails")] = ""
    tail: Annotated[str, Meta(description="the duty tails in reading order, joined")] = ""
    full: Annotated[str, Meta(description="the published text: label + heading + body with the tails in their places")]
    body_start: Annotated[
        int, Meta(description="offset in full where the body begins (after label, heading and its full stop)")] = 0
    tails: tuple[Tail, ...] = ()
    bold: Annotated[tuple[Span, ...], Meta(description="bold ranges of full")] = ()
    cells: Annotated[tuple[str, ...], Meta(description="cells, when kind is row")] = ()
    line: Annotated[int, Meta(description="source line of the first character")]
    parent: Annotated[Path, Meta(description="path of the enclosing clause; empty at the top")] = ""
    sha256: Annotated[str, Meta(description="of full without white space, UTF-8, 64 hex digits")]
    aliases: Annotated[
        tuple[Anchor, ...], Meta(description="frozen addresses whose text is now part of this clause")] = ()


class HeaderLine(Struct, frozen=True, kw_only=True, gc=False):
    """A line of the document that is no clause: it fills a metadata field (GB/T 9704: 版头, 主体's ends, 版记)."""

    line: int
    text: str
    role: Literal["title", "number", "issuer", "addressee", "signature", "date", "contents", "imprint", "note",
                  "decree", "revision"]
    before: Annotated[
        Path | None, Meta(
            description="path of the first clause that stands after it; empty when none does; null when unknown")] = None


class Gap(Struct, frozen=True, kw_only=True, gc=False):
    """Headings or numbers that the printed sequence proves to be missing."""

    line: Annotated[int, Meta(description="source line after the gap")]
    missing: Annotated[tuple[str, ...], Meta(description="labels that are lost, such as 二、 （一） or 3.–9.")]
    before: Annotated[Path, Meta(description="path of the first clause after the gap")]


class Jurisdiction(Struct, frozen=True, kw_only=True):
    """Names as in GB/T 2260; all empty for the centre."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    place_id: Annotated[str, Meta(description="id of the narrowest place; cn for the centre; empty when unknown")] = ""


class DocumentPart(Struct, frozen=True, kw_only=True):
    """One of the documents in a file: the notice, the attached text, an annex."""

    root: Annotated[str, Meta(description="path prefix of its clauses: notice, A1 …; empty for the document itself")]
    title: str
    line: int


# ---------------------------------------------------------------- the document


class SourceInfo(Struct, frozen=True, kw_only=True):
    """Where the text came from."""

    path: str
    format: str
    encoding: str
    sha256: str
    size: int
    retrieved: IsoDate | None = None


class FormerText(Struct, frozen=True, kw_only=True):
    """What a frozen address said in an earlier version of the page, where another text stands now."""

    anchor: Anchor
    label: str
    text: Annotated[str, Meta(description="what the clause said when it was last frozen")] = ""
    version: Annotated[
        str, Meta(description="address of the clause in an earlier version that has a page; empty when none has")] = ""
    moved_to: Annotated[
        Anchor, Meta(
            description="anchor in this page of the clause most like it, its own when it was reworded; empty: none")] = ""


class Tombstone(FormerText, frozen=True, kw_only=True):
    """A frozen address whose clause is gone: it stays in the page and says where the text is."""

    path: Path


class Version(Struct, frozen=True, kw_only=True):
    """One version of a policy: the bytes of a source under one id."""

    slug: Annotated[
        str, Meta(description="its date, or the head of its hash: page p/<id>--<slug>.html; empty for the current one")]
    date: IsoDate | None
    sha256: Annotated[str, Meta(description="of the source's bytes")]


class Policy(Struct, frozen=True, kw_only=True):
    """One text under one id, with all that is known of it. Each stage returns a copy that knows more; none edits the text."""

    id: Annotated[str, Meta(description="address of the page: p/<id>.html; empty until the whole corpus is known")] = ""
    status: Status = "published"
    title: str = ""
    doc_number: Annotated[str, Meta(description="发文字号, GB/T 9704: 〔〕 around the year, no padding")] = ""
    issuers: tuple[str, ...] = ()
    issue_date: IsoDate | None = None
    publish_date: IsoDate | None = None
    effective_date: IsoDate | None = None
    expiry_date: IsoDate | None = None
    validity: Validity | None = None
    validity_by: Annotated[
        tuple[str, ...], Meta(
            description="addresses of the clauses of held documents that repeal or amend it; empty before linking")] = ()
    document_type: Annotated[
        str, Meta(description="文种: 意见, 通知, 办法 …; name in site_config/document_types.yml")] = ""
    jurisdiction: Jurisdiction = Jurisdiction()
    addressees: tuple[str, ...] = ()
    source_script: Script = "hans"
    source_url: str = ""
    publisher: Annotated[
        str, Meta(description="site or paper that published the copy; empty when the file does not say")] = ""
    provenance: Annotated[dict[str, Provenance], Meta(description="field name → where its value comes from")] = {}
    replaces_version: str = ""
    former_ids: Annotated[
        tuple[str, ...], Meta(description="ids under which it was published before: their pages lead on")] = ()
    moved_to: Annotated[
        str, Meta(description="of a frozen id that is a former one: the id of the document now; otherwise empty")] = ""
    version: Annotated[str, Meta(description="slug of the version; empty for the current one")] = ""
    versions: Annotated[tuple[Version, ...], Meta(description="the earlier versions, oldest first")] = ()
    tombstones: tuple[Tombstone, ...] = ()
    former_texts: Annotated[
        tuple[FormerText, ...], Meta(
            description="what the addresses of its clauses said before, newest version first")] = ()
    source: SourceInfo
    parts: tuple[DocumentPart, ...] = ()
    clauses: tuple[Clause, ...] = ()
    header: tuple[HeaderLine, ...] = ()
    gaps: tuple[Gap, ...] = ()
    facts: Facts = Facts()
    repairs: tuple[Repair, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class OutputFile(Struct, frozen=True, kw_only=True):
    """A file to be written below the generated folder; path with forward slashes."""

    path: str
    data: bytes
