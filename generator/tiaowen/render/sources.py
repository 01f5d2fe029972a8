"""The raw source of every document, a click away from its page: as plain text, whatever it was, so that no saved page comes alive again."""

from __future__ import annotations

from pathlib import Path

from tiaowen.model import OutputFile, Policy

BINARY = {"docx": "docx", "pdf": "pdf"}  # formats that a browser downloads or shows in a viewer

ARCHIVE = "archive"  # the file is another document by now: what the ledger kept of the text


def raw_name(policy: Policy) -> str:
    """File name of the raw source beside the document's page."""
    return f"{policy.id}.source.{BINARY.get(policy.source.format, 'txt')}"


def raw_source(policy: Policy, folder: Path) -> OutputFile | None:
    """The source below the site folder ``folder``: text, Markdown and HTML as UTF-8 plain text, other formats byte for byte.

    Plain text begins with a byte order mark: a server that names no encoding would have it shown as Latin letters.

    None for a source that can no longer be read; the page's link to it is then found by the site check.
    """
    if policy.source.format == ARCHIVE:
        return OutputFile(path=f"p/{raw_name(policy)}", data="\n".join(clause.full for clause in policy.clauses).encode("utf-8-sig"))
    try:
        data = (folder / policy.source.path).read_bytes()
    except OSError:
        return None
    return OutputFile(path=f"p/{raw_name(policy)}", data=data if policy.source.format in BINARY else _as_utf8(data, policy.source.encoding))


def _as_utf8(data: bytes, encoding: str) -> bytes:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        text = data.decode("utf-8", "replace")
    return text.removeprefix("\ufeff").encode("utf-8-sig")
