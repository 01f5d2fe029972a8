"""The sidecar ``<name>.yml`` beside a source: what a person says of it (contract, "Source folder"). It always wins and is shown as such."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from generator.diagnostics import finding
from generator.model import Diagnostic, Jurisdiction, Policy, Validity
from generator.yamlfile import compose, convert

SidecarDate = Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
PolicyId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class Sidecar(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One sidecar. A field left out says nothing."""

    id: PolicyId | UnsetType = UNSET
    title: str | UnsetType = UNSET
    doc_number: str | UnsetType = UNSET
    issuers: tuple[str, ...] | UnsetType = UNSET
    issue_date: SidecarDate | UnsetType = UNSET
    publish_date: SidecarDate | UnsetType = UNSET
    effective_date: SidecarDate | UnsetType = UNSET
    expiry_date: SidecarDate | UnsetType = UNSET
    validity: Validity | UnsetType = UNSET
    document_type: str | UnsetType = UNSET
    jurisdiction: Jurisdiction | UnsetType = UNSET
    source_url: Annotated[str, Meta(pattern=r"^https?://")] | UnsetType = UNSET
    retrieved: SidecarDate | UnsetType = UNSET
    script: Literal["auto", "keep"] = "auto"
    publish: Literal["auto", "true", "false"] = "auto"
    replaces_version: str | UnsetType = UNSET
    facts: dict[str, list[dict[str, Any]]] = {}


_POLICY_FIELDS = (
    "id", "title", "doc_number", "issuers", "issue_date", "publish_date", "effective_date", "expiry_date",
    "validity", "document_type", "jurisdiction", "source_url", "replaces_version",
)


def sidecar_of(file: Path) -> Path:
    """Where the sidecar of a source would be."""
    return file.with_suffix(".yml")


def read_sidecar(file: Path, name: str) -> tuple[Sidecar, tuple[Diagnostic, ...]]:
    """The sidecar beside the source ``file`` (an empty one when there is none) and what is wrong with it.

    ``name`` is the source's path relative to the site folder; findings carry the sidecar's path and line.
    """
    beside = sidecar_of(file)
    path = str(Path(name).with_suffix(".yml").as_posix())
    if not beside.is_file():
        return Sidecar(), ()
    try:
        text = beside.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return Sidecar(), (finding("K003", path=path, detail=f"不是 UTF-8({error.reason})"),)
    located, found = compose(text, path)
    if located is None or found:
        return Sidecar(), tuple(found)
    sidecar, found = convert(located, Sidecar, path)
    return sidecar or Sidecar(), tuple(found)


def apply_sidecar(policy: Policy, sidecar: Sidecar) -> Policy:
    """The policy with the sidecar's values in place of what the parser found, each marked ``sidecar`` in provenance.

    ``publish: true`` publishes a held document (a refused one has nothing to publish); ``publish: false`` holds a good one.
    """
    values = {name: getattr(sidecar, name) for name in _POLICY_FIELDS if getattr(sidecar, name) is not UNSET}
    provenance = dict(policy.provenance) | dict.fromkeys(values, "sidecar")
    changed = structs.replace(policy, **values, provenance=provenance)
    if sidecar.retrieved is not UNSET:
        changed = structs.replace(changed, source=structs.replace(changed.source, retrieved=sidecar.retrieved))
    if sidecar.publish == "true" and changed.status == "held" and changed.clauses:
        return structs.replace(changed, status="published", diagnostics=tuple(_accepted(d) for d in changed.diagnostics))
    if sidecar.publish == "false" and changed.status == "published":
        note = finding("H900", path=policy.source.path)
        return structs.replace(changed, status="held", diagnostics=(*changed.diagnostics, note))
    return changed


def _accepted(item: Diagnostic) -> Diagnostic:
    """A doubt that a person has settled is told, not counted."""
    return structs.replace(item, severity="info") if re.match(r"H\d", item.code) else item
