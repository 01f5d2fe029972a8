"""The sidecar ``<name>.yml`` beside a source: what a person says of it (contract, "Source folder"). It always wins and
is shown as such.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from tiaowen.config import is_web_address
from tiaowen.diagnostics import finding
from tiaowen.folders import stands
from tiaowen.model import Diagnostic, Jurisdiction, Policy, Validity
from tiaowen.yamlfile import compose, convert, line_at

SidecarDate = Annotated[str, Meta(pattern=r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
                                  examples=["2023", "2023-05", "2023-05-06"])]
_ID = r"^(?!(con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9]+(-[a-z0-9]+)*$"  # Windows keeps some names for devices
PolicyId = Annotated[str, Meta(pattern=_ID, max_length=80, examples=["weifa-2023-3"],
                               description="文件的 id，就是网址 p/<id>.html；公布前才可以指定")]


class Sidecar(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One sidecar. A field left out says nothing."""

    id: PolicyId | UnsetType = UNSET
    title: Annotated[
        str, Meta(pattern=r"^[^\r\n]*\S[^\r\n]*\Z", max_length=500, description="标题，一行")] | UnsetType = UNSET
    doc_number: Annotated[str, Meta(max_length=80, description="发文字号，例如 威发〔2023〕3号")] | UnsetType = UNSET
    issuers: Annotated[
        tuple[Annotated[str, Meta(pattern=r"\S", max_length=80)], ...], Meta(max_length=100,
                                                              description="发文机关，可以多个")] | UnsetType = UNSET
    issue_date: Annotated[SidecarDate, Meta(description="成文日期")] | UnsetType = UNSET
    publish_date: Annotated[SidecarDate, Meta(description="公布日期")] | UnsetType = UNSET
    effective_date: Annotated[SidecarDate, Meta(description="施行日期")] | UnsetType = UNSET
    expiry_date: Annotated[SidecarDate, Meta(description="失效日期")] | UnsetType = UNSET
    validity: Annotated[Validity, Meta(description="时效性")] | UnsetType = UNSET
    document_type: Annotated[str, Meta(max_length=40, description="文种，例如 意见")] | UnsetType = UNSET
    jurisdiction: Annotated[
        Jurisdiction, Meta(description="地区：province、city、county，写 GB/T 2260 的全名")] | UnsetType = UNSET
    source_url: Annotated[str, Meta(pattern=r"^https?://\S+\Z", max_length=2000, examples=["https://www.weihai.gov.cn/"],
                                    description="官方页面的网址")] | UnsetType = UNSET
    retrieved: Annotated[SidecarDate, Meta(description="取得这份文本的日期")] | UnsetType = UNSET
    script: Annotated[Literal["auto", "keep"], Meta(description="繁体是否转为简体；keep 为保留原样")] = "auto"
    publish: Annotated[
        Literal["auto", "true", "false", "removed"],
        Meta(
            description="是否发布：auto 由程序判断，true 发布，false 不发布（已登记的保留地址和文字），removed "
                        "撤下（一字不留，只留地址）"),
    ] = "auto"
    replaces_version: Annotated[str, Meta(max_length=200, description="取代的旧版本")] | UnsetType = UNSET
    former_ids: Annotated[
        tuple[PolicyId, ...],
        Meta(max_length=100, description="从前用过的 id，可以多个：旧网址 p/<id>.html 和它的每个锚点通到这份文件"),
    ] | UnsetType = UNSET
    facts: Annotated[dict[str, list[dict[str, Any]]], Meta(description="对事实的更正")] = {}


_DATES = ("issue_date", "publish_date", "effective_date", "expiry_date", "retrieved")
_POLICY_FIELDS = tuple(name for name in Sidecar.__struct_fields__
                       if name in Policy.__struct_fields__ and name != "facts")


def sidecar_of(file: Path) -> Path:
    """Where the sidecar of a source would be."""
    return file.with_suffix(".yml")


def read_sidecar(file: Path, name: str) -> tuple[Sidecar, tuple[Diagnostic, ...]]:
    """The sidecar beside the source ``file`` (an empty one when there is none) and what is wrong with it.

    ``name`` is the source's path relative to the site folder; findings carry the sidecar's path and line.
    """
    beside = sidecar_of(file)
    path = str(Path(name).with_suffix(".yml").as_posix())
    if not stands(beside):
        return Sidecar(), ()
    located, found = compose(beside, path)
    if located is None or found:
        return Sidecar(), tuple(found)
    sidecar, found = convert(located, Sidecar, path)
    if sidecar is None:
        return Sidecar(), tuple(found)
    place = located.value.get("jurisdiction")
    if place and all(name is None for name in place.values()):  # left to be filled in; the centre is written {}
        sidecar = structs.replace(sidecar, jurisdiction=UNSET)
    found = [finding("K002", path=path, line=located.lines[name], key=name,
                     detail=f"没有 {getattr(sidecar, name)} 这一天")
             for name in _DATES if not _is_day(getattr(sidecar, name))]
    if sidecar.source_url is not UNSET and not is_web_address(sidecar.source_url):
        found.append(finding("K002", path=path, line=located.lines["source_url"], key="source_url",
                             detail=f"不是网址：{sidecar.source_url}"))
    return sidecar, tuple(found)


def line_of(key: str, file: Path) -> int:
    """The line of a key in the sidecar beside the source ``file``, for a finding on what it says; 0 when the sidecar
    does not say it. ``facts.targets.0`` is the first entry there.
    """
    located, _ = compose(sidecar_of(file), "")
    return line_at(located, key) if located and key.partition(".")[0] in located.lines else 0


def _is_day(value: str | UnsetType) -> bool:
    """Whether the calendar has the day; a month or a year it has."""
    try:
        return value is UNSET or len(value) < len("2023-02-15") or bool(date.fromisoformat(value))
    except ValueError:
        return False


def apply_sidecar(policy: Policy, sidecar: Sidecar) -> Policy:
    """The policy with the sidecar's values in place of what the parser found, each marked ``sidecar`` in provenance.

    ``publish: true`` publishes a held document (a refused one has nothing to publish); ``false`` and ``removed``:
    ``withheld``.
    """
    values = {name: getattr(sidecar, name) for name in _POLICY_FIELDS if getattr(sidecar, name) is not UNSET}
    provenance = dict(policy.provenance) | dict.fromkeys(values, "sidecar")
    changed = structs.replace(policy, **values, provenance=provenance)
    if sidecar.retrieved is not UNSET:
        changed = structs.replace(changed, source=structs.replace(changed.source, retrieved=sidecar.retrieved))
    # said of a good document too: linking may find a doubt later (two of one number)
    if sidecar.publish == "true" and changed.clauses:
        changed = structs.replace(changed, provenance=dict(changed.provenance) | {"status": "sidecar"})
        if changed.status == "held":
            changed = structs.replace(changed, status="published",
                                      diagnostics=tuple(_accepted(d) for d in changed.diagnostics))
        return changed
    return withheld(changed, sidecar)


def withheld(policy: Policy, sidecar: Sidecar) -> Policy:
    """The policy as its sidecar keeps it back. ``publish: false`` holds it, whatever else is the matter; ``publish:
    removed`` leaves only what tells which document it is, and no word of it; any other value changes nothing.
    """
    if sidecar.publish == "removed":
        note = finding("H901", path=policy.source.path)
        return Policy(id=policy.id, status="removed", doc_number=policy.doc_number, issuers=policy.issuers,
                      issue_date=policy.issue_date, former_ids=policy.former_ids,
                      source=policy.source, diagnostics=(note,))
    if sidecar.publish != "false":
        return policy
    doubts = tuple(structs.replace(item, severity="info") if item.code[0] in "RP" else item
                   for item in policy.diagnostics)
    note = finding("H900", path=policy.source.path)
    return structs.replace(policy, status="held", diagnostics=(*doubts, note))


def _accepted(item: Diagnostic) -> Diagnostic:
    """A doubt that a person has settled is told, not counted."""
    return structs.replace(item, severity="info") if re.match(r"H\d", item.code) else item
