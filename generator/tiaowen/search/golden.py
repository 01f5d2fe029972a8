"""Golden queries: what a site's search must find, written down by its curators and run by ``check``
(site_config/queries.yml).

A search that silently finds nothing is the commonest fault of Chinese site search (design/search.md, section 4): these
queries make it loud.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tiaowen.diagnostics import finding
from tiaowen.folders import stands
from tiaowen.model import Diagnostic
from tiaowen.search.query import Index
from tiaowen.yamlfile import compose, convert

NAME = "queries.yml"
PATH = f"site_config/{NAME}"
SHOWN = 3


class GoldenQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """A query, the addresses that its answer must hold (p/<id>.html#<anchor>), those it must not hold, and how many
    clauses it finds at least.
    """

    query: str
    finds: list[str] = []
    not_finds: list[str] = []
    at_least: int = 0


def read_queries(folder: Path) -> tuple[list[tuple[GoldenQuery, int]], list[Diagnostic]]:
    """The queries of the folder's ``site_config/queries.yml`` with their lines, and what is wrong with the file: that
    is told whether or not there is a site to ask.
    """
    file = folder / "site_config" / NAME
    located, found = compose(file, PATH) if stands(file) else (None, [])
    if located is None:
        return [], found
    if not isinstance(located.value, list):
        return [], [finding("K002", path=PATH, line=located.line, key="内容",
                            detail="应是一列查询，各写 query 和 finds")]
    entries = []
    for item in located.children.values():
        entry, wrong = convert(item, GoldenQuery, PATH)
        found += wrong
        entries += [(entry, item.line)] if entry else []
    return entries, found


def check_queries(site: Path, folder: Path) -> list[Diagnostic]:
    """The findings of the folder's queries on a built site: entries that are malformed, answers that lack or hold too
    much.
    """
    entries, found = read_queries(folder)
    if not entries:
        return found
    try:
        index = Index(site)
    except (FileNotFoundError, ValueError, KeyError):
        return [*found, finding("S010", path="search/index.js")]
    return [*found, *(item for entry, line in entries for item in _check(entry, index, line))]


def _check(entry: GoldenQuery, index: Index, line: int) -> list[Diagnostic]:
    answer = index.search(entry.query)
    held = set() if answer.near else {f"p/{hit.policy}.html#{hit.anchor}" for hit in answer.hits}
    details = []
    missing = [address for address in entry.finds if address not in held]
    wrong = [address for address in entry.not_finds if address in held]
    if missing:
        details.append("没有找到 " + "、".join(missing[:SHOWN])
                       + (f" 等 {len(missing)} 处" if len(missing) > SHOWN else ""))
    if wrong:
        details.append("不该找到 " + "、".join(wrong[:SHOWN]) + (f" 等 {len(wrong)} 处" if len(wrong) > SHOWN else ""))
    if len(held) < entry.at_least:
        details.append(f"只找到 {len(held)} 条，应不少于 {entry.at_least} 条")
    return [finding("S011", path=PATH, line=line, query=entry.query, detail=detail) for detail in details]
