"""What a benefit comes to in yuan, for whoever puts benefits in order."""

from __future__ import annotations

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.language.quantity import masked, quantities
from tiaowen.model import Incentive
from tiaowen.render import words

_FACTORS = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}


def in_yuan(amount: float | None, unit: str) -> str:
    """The amount in yuan as digits; empty when the unit is no money."""
    base = unit.partition("/")[0].removesuffix("人民币")
    return words.number(amount * _FACTORS[base]) if amount is not None and base in _FACTORS else ""


def most_in_yuan(item: Incentive, known: QuantityWords) -> str:
    """The most that one gets, in yuan as digits: of a range its upper end, of a rate or a sum for each piece what caps
    it (按投资额的 35 % 补助，最高不超过 200 万元: 200 万元); empty when no money is named.
    """
    own = in_yuan(item.amount if item.amount_max is None else item.amount_max, item.unit)
    caps = (in_yuan(q.value, q.unit) for q in quantities(masked(item.cap), known) if q.measure == "money")
    return max((own, next(caps, "")), key=lambda most: float(most or 0))
