"""The site's own search over a built site."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tiaowen.document_names import number_key, title_key
from tiaowen.search.query import Index, MeantHit


def search(site: Path, query: str) -> list[MeantHit]:
    """What the site's own search finds, near clauses marked. Raises FileNotFoundError when there is no built site."""
    return Index(site).answer(query)


def documents_called(site: Path, name: str) -> list[dict[str, Any]]:
    """The documents of a built site that have this number or title, however it is spelt: those it holds in the order of
    data/policies.json, then those that it only cites. Each has title, doc_number and address.
    """
    file = site / "data" / "policies.json"
    documents = json.loads(file.read_bytes()) if file.is_file() else []
    number, title = number_key(name), title_key(name)
    held = [{**d, "address": f"p/{d['id']}.html"} for d in documents if number
            and number_key(d["doc_number"] or "") == number or title and title_key(d["title"]) == title]
    return held + [{"title": cited.title, "doc_number": f"{cited.number}（本库未收录，{cited.documents} 份文件引用）",
                    "address": cited.address} for cited in Index(site).meaning.cited(name)]


def hits_as_data(found: Sequence[MeantHit]) -> list[dict[str, Any]]:
    """What ``search --json`` prints of each clause, best first."""
    fields = ("policy", "anchor", "path", "heading", "snippet", "score")
    return [{name: getattr(item.hit, name) for name in fields} | {"near": item.near, "why": item.why} for item in found]


def hits_told(found: Sequence[MeantHit], documents: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The same for a person, with the addresses; the documents called so stand first."""
    for document in documents:
        yield f"{document['title']} {document['doc_number'] or ''}\n  {document['address']}"
    for item in found:
        hit, why = item.hit, f"（{item.why}）" if item.why else ""
        yield f"{hit.title} {hit.label}{hit.heading}{why}\n  {hit.snippet}\n  p/{hit.policy}.html#{hit.anchor}"
