"""The tables of the site described for programs that load them (Frictionless Data Package): every file, column, type
and meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tiaowen.config import Settings
from tiaowen.render.tables import FactTable


def datapackage(tables: Iterable[FactTable], clause_fields: Iterable[str], settings: Settings) -> dict[str, Any]:
    """The descriptor ``data/datapackage.json``; paths are relative to it. ``clause_fields``: the keys of a line of
    clauses.jsonl.
    """
    return {
        "name": "tiaowen", "title": f"{settings.site_name}：政策文件的条款与事实",
        "description": settings.site_description,
        **({"homepage": settings.site_url} if settings.site_url else {}),
        "resources": [_clauses(clause_fields), *map(_table, tables)],
    }


def _clauses(names: Iterable[str]) -> dict[str, Any]:
    fields = [{"name": name, "type": "string"} for name in names]
    return {
        "name": "clauses", "title": "条款", "path": "clauses.jsonl", "format": "jsonl",
        "mediatype": "application/x-ndjson", "encoding": "utf-8",
        "profile": "tabular-data-resource", "schema": {"fields": fields, "primaryKey": ["policy", "anchor"]},
    }


def _table(table: FactTable) -> dict[str, Any]:
    fields = [{"name": column.name, "type": column.type,
               **({"description": column.description} if column.description else {})}
              for column in table.columns]
    return {
        "name": table.name, "title": table.title, "path": f"{table.name}.csv", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "profile": "tabular-data-resource", "schema": {"fields": fields},
    }
