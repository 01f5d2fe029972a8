"""The head that site generators and wikis put before a text: one ``key: value`` a line, in --- or in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENTRY = re.compile(r"^(\w+):[ \t]+(.+)$", re.M)
_ISSUER = re.compile(r"(?:[\u4e00-\u9fff]{2,30}(?:政府|委员会|办公[厅室]|[部厅局署院])[、，, ]?)+")


def stated(front: str) -> dict[str, str]:
    """Title, address and the body that issued it, as the head of a text states them. Its ``date`` is the day of
    whatever: of the page, the file, the document.
    """
    return dict(_entries(front))


def _entries(front: str) -> Iterator[tuple[str, str]]:
    for key, value in _ENTRY.findall(front):
        plain = value.strip().strip("\"'")
        if key == "title" and plain:
            yield "title", plain
        elif key in ("author", "issuer", "publisher") and _ISSUER.fullmatch(plain):
            yield "issuers", plain
        elif key in ("source", "source_url", "url") and plain.startswith(("http://", "https://")):
            yield "source_url", plain
