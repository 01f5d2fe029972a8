"""Where the text of a document comes from, and its raw source, a click away from its page: offered as plain text where
it was written in characters, so that no saved page comes alive again.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tiaowen.formats import FORMATS
from tiaowen.model import OutputFile, Policy
from tiaowen.render import dialect, words
from tiaowen.render.dialect import own_address

ARCHIVE = "archive"  # the file is another document by now: what the ledger kept of the text


class Source(Struct, frozen=True, kw_only=True):
    """Where the text comes from, in words."""

    name: str
    format: str
    encoding: str
    size: str
    sha256: str
    retrieved: str
    publisher: str
    url: str
    raw: str


def source(policy: Policy) -> Source:
    """The source of the text. ``url`` only when it is a web address: anything else a file says would be run or
    followed.
    """
    info = policy.source
    return Source(
        name=info.path.rpartition("/")[2], format=FORMATS[info.format].label, encoding=info.encoding,
        size=words.size(info.size),
        sha256=info.sha256, retrieved=words.date(info.retrieved), publisher=policy.publisher,
        url=dialect.outside_address(policy.source_url) if policy.source_url.startswith(("https://", "http://")) else "",
        raw=own_address("" if policy.version else raw_name(policy)),
    )


def raw_name(policy: Policy) -> str:
    """File name of the raw source beside the document's page."""
    kind, suffix = FORMATS[policy.source.format], Path(policy.source.path).suffix.lower()
    return f"{policy.id}.source" + (".txt" if kind.as_text else suffix if suffix in kind.suffixes else kind.suffixes[0])


def raw_source(policy: Policy, folder: Path) -> OutputFile | None:
    """The source below the site folder ``folder``: text, Markdown and HTML as UTF-8 plain text, other formats byte for
    byte.

    Plain text begins with a byte order mark: a server that names no encoding would have it shown as Latin letters.

    None for a source that can no longer be read; the page's link to it is then found by the site check.
    """
    if policy.source.format == ARCHIVE:
        return OutputFile(path=f"p/{raw_name(policy)}",
                          data="\n".join(clause.full for clause in policy.clauses).encode("utf-8-sig"))
    try:
        data = (folder / policy.source.path).read_bytes()
    except OSError:
        return None
    shown = _as_utf8(data, policy.source.encoding) if FORMATS[policy.source.format].as_text else data
    return OutputFile(path=f"p/{raw_name(policy)}", data=shown)


def _as_utf8(data: bytes, encoding: str) -> bytes:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        text = data.decode("utf-8", "replace")
    return text.removeprefix("\ufeff").encode("utf-8-sig")
