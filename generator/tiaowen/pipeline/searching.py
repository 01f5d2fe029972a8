"""The site's own search over a built site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tiaowen.document_names import number_key, title_key
from tiaowen.search.query import Index, MeantHit


def search(site: Path, query: str) -> list[MeantHit]:
    """What the site's own search finds, near clauses marked. Raises FileNotFoundError when there is no built site."""
    return Index(site).answer(query)


def documents_called(site: Path, name: str) -> list[dict[str, Any]]:
    """The documents of a built site whose number or title that is, however spelt: their entries of data/policies.json,
    in its order.
    """
    file = site / "data" / "policies.json"
    documents = json.loads(file.read_bytes()) if file.is_file() else []
    number, title = number_key(name), title_key(name)
    return [d for d in documents if number and number_key(d["doc_number"] or "") == number or title
            and title_key(d["title"]) == title]
