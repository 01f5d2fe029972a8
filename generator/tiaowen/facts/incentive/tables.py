"""Amounts in tables: 项目 | 补助上限（万元） — one incentive a row, from the column whose head says that it is
given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiaowen.catalog import Catalog
from tiaowen.facts.table_heads import rows_of
from tiaowen.language.quantity import Quantity, masked, plain, quantities
from tiaowen.model import Clause, Policy

_GIVEN = re.compile(
    r"(?:补助|补贴|奖励|奖补|资助|奖金|津贴|救助|保障|支付|报销|补偿|贴息|减免|扶持|资金支持|支持)"
    r"[^，。；]{0,6}(?:标准|上限|限额|金额|额度?|比例|资金|最高额|金|数额)?(?:（[^（）]{1,16}）)?$"
)
_NOT_GIVEN = re.compile(
    r"对象|范围|条件|内容|依据|方式|项目|部门|单位$|环节|缴费|起付|程序|目录|人数|名单|时间|用途|类别|名称")
_UNIT = re.compile(r"[（(](?:单位[：:])?\s*((?:万|亿|千|百)?元(?:/[\u4e00-\u9fff/]{1,8})?|[%％])\s*[）)]")
_CEILING = re.compile(r"上限|最高|限额|封顶|不超过")
_NAME = re.compile(r"项目|对象|类别|类型|名称|档次|等级|级别|奖项|内容|品目|机型|标准类|人群|人员|险种|情形")
_BARE = re.compile(r"\s*\d[\d,.]*(?:\s?[—\-~至]\s?\d[\d,.]*)?\s*$")


class Column(NamedTuple):
    """The column of amounts of a table: its place, the unit its head states, whether it is a ceiling, and the columns
    that say for whom or what.
    """

    place: int
    unit: str
    ceiling: bool
    names: tuple[int, ...]
    head: str


class Cell(NamedTuple):
    """An amount read off a row."""

    quantity: Quantity
    column: Column
    what: str


def columns(policy: Policy) -> dict[str, Column | None]:
    """The rows of the policy's tables of benefits by path; None for a head row, which gives nothing."""
    return {row.path: None if is_head else head for row, head, is_head in rows_of(policy.clauses, _column)}


def _column(printed: Sequence[str]) -> Column | None:
    cells = [plain(cell).strip() for cell in printed]
    if any(_BARE.match(cell) for cell in cells):
        return None
    given = [at for at, cell in enumerate(cells) if _GIVEN.search(cell) and not _NOT_GIVEN.search(cell)]
    if len(given) != 1 or len(cells) < 2:
        return None
    place = given[0]
    unit = _UNIT.search(cells[place])
    names = (
        [at for at, cell in enumerate(cells) if at != place and _NAME.search(cell)]
        or [at for at in range(place) if cells[at] != "序号"]
    )
    return Column(place, unit[1].replace("％", "%") if unit else "", bool(_CEILING.search(cells[place])),
                  tuple(names), cells[place])


def of_row(clause: Clause, column: Column, catalog: Catalog) -> Cell | None:
    """The amount of one row; None when its cell holds none, several, or the row is not as long as its head."""
    cells = [plain(cell).strip() for cell in clause.cells]
    if len(cells) <= max((column.place, *column.names)):
        return None
    printed = cells[column.place]
    if re.search("[<>≤≥＜＞]", printed):
        return None  # 费用≤6万元: which row it is
    if _BARE.match(printed):
        if not column.unit:
            return None
        printed = printed.strip() + column.unit
    read = [q for q in quantities(masked(printed), catalog.quantities) if q.measure in ("money", "percent")]
    if len(read) != 1:
        return None
    return Cell(read[0], column, "，".join(cells[at] for at in column.names))
