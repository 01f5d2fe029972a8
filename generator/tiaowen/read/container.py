"""Zip containers that come from strangers: how much they may unpack to, before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

_MEMBERS = 4000
_TOTAL = 300_000_000
_TEXT = 80_000_000
_RATIO = 300
_ENTITY = (b"<!DOCTYPE", b"<!ENTITY")


def unsafe(data: bytes) -> str:
    """Why the container may not be unpacked, in words for the reader; empty when it may."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            members = container.infolist()
            if len(members) > _MEMBERS:
                return f"内含 {len(members)} 个文件"
            total = sum(member.file_size for member in members)
            if total > _TOTAL or total > 10_000_000 and total > _RATIO * len(data):
                return f"解开后有 {total // 1_000_000} MB"
            if any(member.flag_bits & 1 for member in members):
                return "已加密"
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    if member.file_size > _TEXT:
                        return f"{member.filename} 解开后有 {member.file_size // 1_000_000} MB"
                    with container.open(member) as part:
                        if any(mark in part.read(4096) for mark in _ENTITY):
                            return f"{member.filename} 含实体声明"
    except MemoryError:
        raise
    except Exception as error:  # a damaged container fails in as many ways as there are ways to pack
        return f"容器损坏：{type(error).__name__}"
    return ""
