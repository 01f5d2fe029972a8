"""Machine-readable twins: beside each document JSON, Akoma Ntoso and text; for the whole site JSON, JSON lines, CSV, Markdown, schema and feed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import to_builtins

from tiaowen.anchors import clause_address, policy_page
from tiaowen.config import Settings
from tiaowen.model import Clause, OutputFile, Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render import calendar
from tiaowen.render.akn import akoma_ntoso
from tiaowen.render.feed import feed
from tiaowen.render.inspect import inspect_document
from tiaowen.render.parts import Parts
from tiaowen.render.plain import document_markdown, document_text
from tiaowen.render.tables import tables

_SUMMARY = ("id", "title", "doc_number", "issuers", "issue_date", "publish_date", "effective_date", "expiry_date", "validity", "validity_by",
            "document_type")
_CLAUSE = ("anchor", "path", "kind", "label", "heading", "text", "full")


def twin(policy: Policy, form: str) -> bytes:
    """One policy as ``json``, ``xml`` or ``txt``."""
    return _TWINS[form](policy)


def exports(corpus: Corpus, settings: Settings, *, updated: str, build: Path | None = None) -> Iterator[OutputFile]:
    """What is made of the whole library. ``updated``: newest date of the sources, ISO, for the feed (no clock).

    ``build``: the folder of the last build, from whose files the parts of documents that are as they were are taken.
    """
    parts, site_url = Parts(corpus, settings, build), settings.site_url
    yield OutputFile(path="data/policies.json", data=_json([_summary(policy, settings) for policy in corpus.policies]))
    yield parts.joined("data/clauses.jsonl", b"", lambda policy: b"".join(_clause_lines(policy, settings)))
    for table in tables(corpus, site_url):
        yield parts.joined(f"data/{table.name}.csv", table.head, table.rows)
    yield parts.joined("data/deadlines.ics", calendar.head(settings), lambda policy: calendar.events(policy, settings), calendar.TAIL)
    yield parts.archived("data/markdown.zip", lambda policy: document_markdown(policy, site_url))
    parts.save()
    yield OutputFile(path="data/schema.json", data=schema())
    yield OutputFile(path="feed.xml", data=feed(corpus, settings, updated))


def schema() -> bytes:
    """JSON Schema of the document twin, from the types' own descriptions."""
    (main,), parts = msgspec.json.schema_components([Policy], ref_template="#/$defs/{name}")
    policy = parts["Policy"]
    fields = {"clauses", "facts", "repairs", "furniture", "gaps", "parts", "header", "diagnostics"}
    facts = parts["Facts"]["properties"]
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tiaowen/inspect/1",
        "type": "object",
        "properties": {
            "schema": {"const": "tiaowen/inspect/1"},
            "status": policy["properties"]["status"],
            "policy": {"type": "object", "description": "metadata; null: unknown"},
            **{name: policy["properties"][name] for name in sorted(fields - {"facts", "repairs"})},
            **facts,
            "repairs": {"type": "array", "items": {"type": "object", "required": ["rule", "certain", "count", "examples"]}},
        },
        "required": ["schema", "status", "policy", "clauses", *facts, "repairs", "furniture", "diagnostics"],
        "$defs": {name: part for name, part in parts.items() if name != "Policy"},
    }
    return _json(document)


def document_json(policy: Policy) -> bytes:
    """The inspect document of a published policy."""
    return _json(inspect_document(policy))


_TWINS = {"json": document_json, "xml": akoma_ntoso, "txt": document_text}


def _summary(policy: Policy, settings: Settings) -> dict[str, Any]:
    fields = {name: to_builtins(getattr(policy, name)) for name in _SUMMARY}
    place = to_builtins(policy.jurisdiction)
    return {**fields, "jurisdiction": place, "clauses": len(policy.clauses), "url": settings.site_url + policy_page(policy.id)}


def _clause_lines(policy: Policy, settings: Settings) -> Iterator[bytes]:
    for clause in policy.clauses:
        yield msgspec.json.encode(_clause(policy, clause, settings)) + b"\n"


def _clause(policy: Policy, clause: Clause, settings: Settings) -> dict[str, Any]:
    fields = {name: getattr(clause, name) for name in _CLAUSE}
    return {"policy": policy.id, **fields, "url": settings.site_url + clause_address(policy.id, clause.anchor), "sha256": clause.sha256}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")
