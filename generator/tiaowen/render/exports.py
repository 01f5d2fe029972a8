"""The data of the whole site: JSON, JSON lines, CSV, Markdown, schema and feed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment
from msgspec import to_builtins

from tiaowen.anchors import clause_address, policy_page
from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.model import Clause, OutputFile, Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render import calendar, epub, parquet
from tiaowen.render.alone import style_for_pages
from tiaowen.render.cite import Style, cite, csl, reference
from tiaowen.render.datapackage import datapackage
from tiaowen.render.environment import templates_of
from tiaowen.render.feed import feeds
from tiaowen.render.inspect import PAST
from tiaowen.render.json_text import compact, lined, pretty, script_file
from tiaowen.render.parts import Parts
from tiaowen.render.plain import document_markdown
from tiaowen.render.signposts import llms, robots
from tiaowen.render.tables import tables

_SUMMARY = ("id", "title", "doc_number", "issuers", "issue_date", "publish_date", "effective_date", "expiry_date",
            "validity", "validity_by",
            "document_type")
_CLAUSE = ("anchor", "path", "kind", "label", "heading", "text", "full")
CLAUSE_FIELDS = ("policy", *_CLAUSE, "url", "sha256")
REFERENCES = "data/references.js"
BULK: dict[str, Style] = {"ris": "ris", "bib": "bibtex"}


def exports(
    corpus: Corpus, settings: Settings, *, build: Path | None = None, templates: Environment | None = None,
) -> Iterator[OutputFile]:
    """What is made of the whole library.

    ``build``: the folder of the last build, from whose files the parts of documents that are as they were are taken.
    ``templates``: the site's, for citations; without them the packaged ones.
    """
    parts, site_url = Parts(corpus, settings, build), settings.site_url
    yield OutputFile(path="data/policies.json", data=lined([_summary(policy, settings) for policy in corpus.policies]))
    clauses = parts.joined("data/clauses.jsonl", b"", lambda policy: b"".join(_clause_lines(policy, settings)))
    yield clauses
    if parquet.available():
        yield OutputFile(path="data/clauses.parquet", data=parquet.parquet(clauses.data, CLAUSE_FIELDS))
    facts = tuple(tables(corpus, site_url))
    for table in facts:
        yield parts.joined(f"data/{table.name}.csv", table.head, table.rows)
    yield parts.joined("data/deadlines.ics", calendar.head(settings),
                       lambda policy: calendar.events(policy, settings), calendar.TAIL)
    yield parts.archived("data/markdown.zip", "{}.md".format, lambda policy: document_markdown(policy, site_url))
    if corpus.policies:
        yield parts.archived("data/library.epub", epub.chapter_path, lambda policy: epub.page(policy, settings),
                             epub.library(corpus.policies, corpus.places, settings), epub.MIMETYPE)
    parts.save()
    yield style_for_pages()
    yield OutputFile(path="data/datapackage.json", data=pretty(datapackage(facts, CLAUSE_FIELDS, settings)))
    yield from _citations(corpus, settings, templates or templates_of(packaged("templates").parent))
    yield OutputFile(path="data/schema.json", data=schema())
    yield from feeds(corpus, settings)
    yield OutputFile(path="robots.txt", data=robots(settings))
    yield OutputFile(path="llms.txt", data=llms(corpus, settings))


def _citations(corpus: Corpus, settings: Settings, templates: Environment) -> Iterator[OutputFile]:
    """Every document in the forms that reference managers import."""
    refs = {policy.id: reference(policy, None, settings) for policy in corpus.policies}
    forms = {suffix: [cite(ref, style, templates) for ref in refs.values()] for suffix, style in BULK.items()}
    for suffix, each in forms.items():
        yield OutputFile(path=f"data/policies.{suffix}", data=("\n\n".join(each) + "\n").encode("utf-8", "replace"))
    items = [csl(ref) for ref in refs.values()]
    yield OutputFile(path="data/policies.csl.json", data=lined(items))
    # what a list takes its own documents from (take.js)
    known = dict(zip(refs, zip(*forms.values(), map(compact, items), strict=True), strict=True))
    yield script_file(REFERENCES, "tiaowenReferences.load", known)


def schema() -> bytes:
    """JSON Schema of the document twin, from the types' own descriptions."""
    (main,), parts = msgspec.json.schema_components([Policy], ref_template="#/$defs/{name}")
    policy = parts["Policy"]
    fields = {"clauses", "facts", "repairs", "furniture", "gaps", "parts", "header", "diagnostics", "version", *PAST}
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
            "current": {"type": "string", "description": "page of the current version, when this is an earlier one"},
            "repairs": {"type": "array", "items": {"type": "object",
                                                   "required": ["rule", "certain", "count", "examples"]}},
        },
        "required": ["schema", "status", "policy", "clauses", *facts, "repairs", "furniture", "diagnostics"],
        "$defs": {name: part for name, part in parts.items() if name != "Policy"},
    }
    return pretty(document)


def _summary(policy: Policy, settings: Settings) -> dict[str, Any]:
    fields = {name: to_builtins(getattr(policy, name)) for name in _SUMMARY}
    place = to_builtins(policy.jurisdiction)
    return {**fields, "jurisdiction": place, "clauses": len(policy.clauses),
            "url": settings.site_url + policy_page(policy.id)}


def _clause_lines(policy: Policy, settings: Settings) -> Iterator[bytes]:
    for clause in policy.clauses:
        yield msgspec.json.encode(_clause(policy, clause, settings)) + b"\n"


def _clause(policy: Policy, clause: Clause, settings: Settings) -> dict[str, Any]:
    fields = {name: getattr(clause, name) for name in _CLAUSE}
    return {"policy": policy.id, **fields, "url": settings.site_url + clause_address(policy.id, clause.anchor),
            "sha256": clause.sha256}
