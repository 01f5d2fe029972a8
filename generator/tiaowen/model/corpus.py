"""The types of a whole library: what linking adds to the single policies. Records only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from tiaowen.model import Anchor, Diagnostic, IsoDate, Path, Policy


class ClauseRef(Struct, frozen=True, kw_only=True, order=True, gc=False):
    """A clause of a policy of this library."""

    policy_id: str
    anchor: Anchor
    path: Path


class Succession(Struct, frozen=True, kw_only=True):
    """A body before or after an agency (institutional reforms)."""

    agency_id: str
    name: str
    direction: Literal["predecessor", "successor"]
    date: IsoDate = ""
    certain: bool = True
    source: Annotated[str, Meta(description="the reform plan or document that says so")] = ""


class AgencyRecord(Struct, frozen=True, kw_only=True):
    """A body of one place with an address, whether registered, derived by rule, or only met in a text."""

    id: str
    name: Annotated[str, Meta(description="short name in use, such as 市发展改革委")]
    full_name: Annotated[str, Meta(description="full name; empty when unknown")] = ""
    place_id: str
    known: Annotated[Literal["registered", "derived", "unregistered"], Meta(description="how sure its identity is")]
    kind: Annotated[str, Meta(description="as its registry has it: government, party …; empty when unknown")] = ""
    aliases: tuple[str, ...] = ()
    succession: tuple[Succession, ...] = ()


class DutyRef(Struct, frozen=True, kw_only=True, gc=False):
    """A duty of an agency: the clause and which of the policy's facts.duties it is."""

    clause: ClauseRef
    duty: int
    leads: bool


class IndustryRef(Struct, frozen=True, kw_only=True, gc=False):
    """A clause that concerns an industry, and which of the policy's facts.industries says so."""

    clause: ClauseRef
    mention: int


class PlaceRecord(Struct, frozen=True, kw_only=True):
    """A place that has a page."""

    id: str
    name: str
    level: str
    code: str
    parent: str


class IndustryRecord(Struct, frozen=True, kw_only=True):
    """An industry that has a page."""

    id: str
    name: str
    parent: str
    gbt4754: tuple[str, ...] = ()
    shiqiang: str = ""


class CitedDocument(Struct, frozen=True, kw_only=True):
    """A document that is cited and not held."""

    id: str
    title: str
    doc_number: str
    kind: str
    cited_by: tuple[ClauseRef, ...]


Named = AgencyRecord | CitedDocument | IndustryRecord | PlaceRecord


class Corpus(Struct, frozen=True, kw_only=True):
    """The library: published policies with ids and resolved citations, the indexes, and what is not published.

    Every mapping is in sorted order, every tuple in document order of the policies sorted by id.
    """

    policies: tuple[Policy, ...]
    versions: Annotated[
        tuple[Policy, ...], Meta(
            description="earlier versions of published policies, each whole: p/<id>--<slug>.html")] = ()
    withdrawn: Annotated[
        tuple[Policy, ...], Meta(description="frozen policies that were taken down: only tombstones are left")] = ()
    unpublished: Annotated[tuple[Policy, ...], Meta(description="held and refused")] = ()
    agencies: dict[str, AgencyRecord] = {}
    industries: dict[str, IndustryRecord] = {}
    places: dict[str, PlaceRecord] = {}
    cited: dict[str, CitedDocument] = {}
    duties_of: Annotated[dict[str, tuple[DutyRef, ...]], Meta(description="agency id → its duties")] = {}
    clauses_of: Annotated[dict[str, tuple[IndustryRef, ...]], Meta(description="industry id → its clauses")] = {}
    policies_at: Annotated[dict[str, tuple[str, ...]], Meta(description="place id → policy ids")] = {}
    cited_by: Annotated[
        dict[str, tuple[ClauseRef, ...]], Meta(description="policy id → clauses of others that cite it")] = {}
    issuer_ids: Annotated[
        dict[str, tuple[str, ...]], Meta(
            description="policy id → agency ids of its issuers in order; empty: no page")] = {}
    moved: Annotated[
        dict[str, str], Meta(description="page that is called otherwise now → the address that it leads on to")] = {}
    silent: Annotated[
        dict[str, str], Meta(
            description="kind:id of a name that only documents said which were taken down → its page")] = {}
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def named(self) -> dict[str, Mapping[str, Named]]:
        """What has a page beside the documents, by the kind of page (``anchors.page_of``) and id."""
        return {"agency": self.agencies, "cited": self.cited, "industry": self.industries, "place": self.places}
