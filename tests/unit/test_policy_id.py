"""Ids of documents (contract, "Addresses")."""

import pytest
from tiaowen.catalog.places import PlaceRegistry, load_places
from tiaowen.data import packaged
from tiaowen.policy_id import LONGEST_TITLE, policy_id


@pytest.fixture(scope="module")
def places() -> PlaceRegistry:
    return load_places((packaged("site_config"),), [])


@pytest.mark.parametrize(("number", "title", "place", "date", "wanted"), [
    ("威发〔2023〕3号", "", "weihai", None, "weifa-2023-3"),
    ("国办发〔2017〕7 号", "", "cn", None, "guobanfa-2017-7"),
    ("省政府令第210号", "", "shandong", None, "shandong-ling-210"),
    ("广州市人民政府令第61号", "", "guangzhou", None, "guangzhou-ling-61"),
    ("政府令179号", "", "guangzhou", None, "guangzhou-ling-179"),
    ("市政府令第8号", "", "shanghai", None, "shanghai-ling-8"),
    ("中华人民共和国国务院令第743号", "", "cn", None, "guowuyuanling-743"),
    ("主席令第十六号", "", "cn", None, "zhuxiling-16"),
    ("厦府办〔2022〕1号", "", "xiamen", None, "xiafuban-2022-1"),
    ("财政部 税务总局公告2019年第39号", "", "cn", None, "caizhengbushuiwuzongjugonggao-2019-39"),
    ("", "中共威海市委 威海市人民政府关于进一步健全激励机制推动经济高质量发展的意见", "weihai", "2023-02-26",
     "weihai-2023-jinyibujianquanjilijizhituidongjingjigao"),
    ("", "中共潍坊市委 潍坊市人民政府“重点工作攻坚年”实施方案", "weifang", None,
     "weifang-nd-zhongdiangongzuogongjiannianshishifangan"),
    ("", "义乌市交通运输局等六部门关于印发的通知", "zhejiang-yiwu", "2021", "zhejiang-yiwu-2021-yinfatongzhi"),
    ("", "中华人民共和国公司法", "", "1993-12-29", "cn-1993-zhonghuarenmingongheguogongsifa"),
    ("", "", "", None, "nd-wenjian"),
])
def test_id(places: PlaceRegistry, number: str, title: str, place: str, date: str | None, wanted: str) -> None:
    assert policy_id(number, title, place, date, places) == wanted


def test_titles_are_cut_at_a_syllable(places: PlaceRegistry) -> None:
    words = policy_id("", "双" * 30, "weihai", None, places).removeprefix("weihai-nd-")
    assert words == "shuang" * (LONGEST_TITLE // len("shuang"))
