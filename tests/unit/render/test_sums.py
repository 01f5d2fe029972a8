"""What a benefit comes to in yuan."""

import pytest
from msgspec import structs
from tiaowen.model import Incentive, Span
from tiaowen.render.sums import most_in_yuan

from tests.factories import CATALOG

PLAIN = Incentive(path="1", anchor="c-1", quote="补助", span=Span(0, 2), line=1)


@pytest.mark.parametrize("amount, most, unit, cap, yuan", [
    (100, None, "万元", "", "1000000"),
    (10, 30, "万元", "", "300000"),  # 10万元至30万元
    (35, None, "%", "最高不超过3201万元", "32010000"),  # what a rate comes to at most
    (500, None, "元/人", "每家企业最高20万元", "200000"),
    (35, None, "%", "不超过项目总投资的50%", ""),
    (None, None, "", "", ""),
])
def test_the_most_that_one_gets(amount: float | None, most: float | None, unit: str, cap: str, yuan: str) -> None:
    item = structs.replace(PLAIN, amount=amount, amount_max=most, unit=unit, cap=cap)
    assert most_in_yuan(item, CATALOG.quantities) == yuan
