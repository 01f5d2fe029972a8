"""A web page saved as one file (.mht, RFC 2557): the page among the parts of the e-mail, its bytes decoded as a page's.

``email`` only takes the parts apart: its own decoding knows gb2312 in the narrow sense and loses what browsers read
(镕, ——).
"""

from __future__ import annotations

import email
from email.message import Message

from msgspec.structs import replace

from tiaowen.model import SourceText
from tiaowen.read.html import read_page
from tiaowen.read.source import Source

_ADDRESS = ("Snapshot-Content-Location", "Content-Location")


def read_mht(source: Source) -> SourceText:
    """The blocks of the page. ``number`` is the line of the page's own source."""
    message = email.message_from_bytes(source.data)
    page = _page(message)
    if page is None:
        return source.unreadable("mht", "里面没有网页")
    data = page.get_payload(decode=True)
    result = read_page(source, data if isinstance(data, bytes) else b"", page.get_content_charset() or "", "mht")
    address = next((str(part[name]) for part in (message, page) for name in _ADDRESS
                    if str(part[name] or "").startswith("http")), "")
    return replace(result, portal={"source_url": address, **result.portal}) if address else result


def _page(message: Message) -> Message | None:
    """The page itself: the part that the head names (``start``), else the first one that is a page; frames and pictures
    are others.
    """
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = str(message.get_param("start") or "")
    return next((part for part in parts if start and part["Content-ID"] == start), parts[0] if parts else None)
