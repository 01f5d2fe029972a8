"""The site's own search over a built site."""

from __future__ import annotations

from pathlib import Path

from generator.search.query import Answer, Index


def search(site: Path, query: str) -> Answer:
    """What the site's own search finds. Raises FileNotFoundError when there is no built site."""
    return Index(site).search(query)
