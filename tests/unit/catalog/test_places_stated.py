"""A place as a person writes it in a sidecar."""

import pytest
from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.model import Jurisdiction


@pytest.mark.parametrize(("province", "city", "county", "place"), [
    (None, "烟台市", None, "yantai"), ("山东", "烟台", None, "yantai"), ("山东省", None, None, "shandong"),
    ("上海市", "上海市", None, "shanghai"),
    ("山东省", "威海市", "荣成市", "shandong-rongcheng"), (None, "荣成市", None, "shandong-rongcheng"),
    (None, None, None, "cn"),
    ("江苏省", "烟台市", None, None), (None, "火星市", None, None),
])
def test_a_stated_place_is_known_by_its_names_or_not_at_all(province: str | None, city: str | None, county: str | None,
                                                            place: str | None) -> None:
    found = load_catalog((packaged("site_config"),)).places.stated(
        Jurisdiction(province=province, city=city, county=county))
    assert (found and found.place_id) == place
