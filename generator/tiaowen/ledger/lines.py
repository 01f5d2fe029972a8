"""A file of JSON lines as people, editors, git and full disks leave it: its records, and what is damaged.

A record is whole even when the line end behind it is missing, when another record stands behind it on the same line, or
when it stands between the marks of a conflict: each line says one thing, so both sides of a conflict hold. What cannot
be read is told; ``freeze`` writes the file anew where nothing is lost by it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from tiaowen.yamlfile import in_chinese

Damage = Literal["broken", "unfinished", "conflict", "glued", "open"]
_CONFLICT = re.compile(rb"(?:<{7}|\|{7}|>{7})(?: |$)|={7}$")
_RAW = json.JSONDecoder()


class LedgerFile(Struct, frozen=True):
    """The records of a file in their order with their lines as they are to be kept, and (line from 1, what is wrong,
    detail) of each damage.
    """

    file: Path
    records: tuple[Any, ...]
    kept: tuple[bytes, ...]
    damage: tuple[tuple[int, Damage, str], ...]
    torn: bytes = b""  # an unfinished last line that no other proves

    def whole(self) -> bytes:
        """The file with nothing in it but its records."""
        return b"".join(line + b"\n" for line in self.kept)


def read_lines(file: Path, kind: object) -> LedgerFile:
    """The file read as records of a type that msgspec can decode."""
    decoder = msgspec.json.Decoder(kind)
    data = file.read_bytes()
    records: list[Any] = []
    kept: list[bytes] = []
    damage: list[tuple[int, Damage, str]] = []
    torn = b""
    lines = data.split(b"\n")
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line:
            continue
        if _CONFLICT.match(line):
            damage.append((number, "conflict", ""))
            continue
        pieces = [line]
        try:
            found = [decoder.decode(line)]
        except (msgspec.DecodeError, ValueError, RecursionError) as error:  # ValueError: half a character
            pieces, found = _glued(line, decoder)
            if not found:
                last = number == len(lines) and line.startswith(b"{")
                damage.append((number, "unfinished" if last else "broken", _what_is_wrong(error)))
                again = _begun(line, kept) if last else []
                records += map(decoder.decode, again)
                kept += again
                torn = line if last and not again else b""
                continue
            rest = sum(map(len, pieces)) < len(line)
            damage.append((number, "broken" if rest else "glued", _what_is_wrong(error) if rest else ""))
        records += found
        kept += pieces
    if kept and not data.endswith(b"\n") and not any(kind == "unfinished" for _, kind, _ in damage):
        damage.append((len(lines), "open", ""))
    return LedgerFile(file, tuple(records), tuple(kept), tuple(damage), torn)


def _begun(line: bytes, kept: list[bytes]) -> list[bytes]:
    """The one record that an unfinished line begins like: of a version that is current again the same was written
    before.
    """
    begun = {known for known in kept if known.startswith(line)}
    return list(begun) if len(begun) == 1 else []


def _what_is_wrong(error: Exception) -> str:
    if not isinstance(error, msgspec.ValidationError):
        return "不是完整的一行 JSON"
    told, _, key = str(error).partition(" - at `$")
    return f"{key.strip('.`') or '记录'}{in_chinese(told)}"


def _glued(line: bytes, decoder: msgspec.json.Decoder[Any]) -> tuple[list[bytes], list[Any]]:
    """The whole records that one line begins with: a line end was lost between them."""
    pieces, records = [], []
    text, at = line.decode("utf-8", "surrogateescape"), 0
    while at < len(text):
        try:
            _, end = _RAW.raw_decode(text, at)
            piece = text[at:end].encode("utf-8", "surrogateescape")
            records.append(decoder.decode(piece))
        except (msgspec.DecodeError, ValueError, RecursionError):
            break
        pieces.append(piece)
        at = end
    return pieces, records
