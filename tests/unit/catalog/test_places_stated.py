"""A place as a person writes it in a sidecar."""

import pytest
from tiaowen.catalog import load_catalog
from tiaowen.catalog.places_stated import doubt, stated
from tiaowen.data import packaged
from tiaowen.model import Jurisdiction

PLACES = load_catalog((packaged("site_config"),)).places


@pytest.mark.parametrize(("province", "city", "county", "place"), [
    (None, "烟台市", None, "yantai"), ("山东", "烟台", None, "yantai"), ("山东省", None, None, "shandong"),
    ("上海市", "上海市", None, "shanghai"),
    ("山东省", "威海市", "荣成市", "shandong-rongcheng"), (None, "荣成市", None, "shandong-rongcheng"),
    (None, None, None, "cn"),
    ("江苏省", "烟台市", None, None), (None, None, "鼓楼区", None), ("江苏省", None, "鼓楼区", None),
    ("江苏省", "徐州市", "鼓楼区", "jiangsu-xuzhou-gulou"), (None, "朝阳", None, "chaoyang"),
    (None, "火星市", None, None),
    (None, "山东省烟台市", None, "yantai"), ("江苏省徐州市鼓楼区", None, None, "jiangsu-xuzhou-gulou"),
    (None, " 烟台市 ", None, "yantai"), ("山東省", "煙臺市", None, "yantai"), ("江苏省", "山东省烟台市", None, None),
    ("全国", None, None, "cn"), ("中国", None, None, "cn"), ("", None, None, None), (None, None, "  ", None),
])
def test_a_stated_place_is_known_by_its_names_or_not_at_all(province: str | None, city: str | None, county: str | None,
                                                            place: str | None) -> None:
    found = stated(Jurisdiction(province=province, city=city, county=county), PLACES)
    assert (found and found.place_id) == place


@pytest.mark.parametrize(("said", "told"), [
    ({"city": "威海是"}, "：没有“威海是”，是不是威海市？"),
    ({"province": "江苏省", "city": "烟台市"}, "：有 山东省烟台市"),
    ({"city": "weihai"}, "：没有“weihai”，是不是威海市？"), ({"city": "371000"}, "：没有“371000”，是不是威海市？"),
    ({"city": "威海市", "county": "市西区"}, "：没有“市西区”"), ({"province": ""}, "：名称是空的"),
    ({"city": "威海市", "place_id": "yantai"}, "：place_id 写的是 yantai，威海市是 weihai"),
    ({"place_id": "Weihai"}, "：没有 Weihai 这个 place_id"),
    ({"county": "朝阳区"}, "：有 北京市朝阳区、吉林省长春市朝阳区"), ({"city": "qqqq"}, "：没有“qqqq”"),
])
def test_why_no_place_is_known_is_told(said: dict[str, str], told: str) -> None:
    assert doubt(Jurisdiction(**said), PLACES) == told
