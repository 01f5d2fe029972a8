"""Ids of documents (contract, "Addresses")."""

import pytest
from tiaowen.catalog.place_tables import load_places
from tiaowen.catalog.places import PlaceRegistry
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


@pytest.mark.parametrize("words", [
    "建立长效机制 jianlichangxiaojizhi", "重庆项目 chongqingxiangmu", "银行业 yinhangye", "行政执法 xingzhengzhifa",
    "工商行政 gongshangxingzheng", "调整方案 tiaozhengfangan", "协调机制 xietiaojizhi", "调查 diaocha", "调峰 tiaofeng",
    "总会计师 zongkuaijishi", "重大项目 zhongdaxiangmu", "重点行业 zhongdianhangye",
    "灾后重建 zaihouchongjian",
    "朝阳区 chaoyangqu", "朝阳产业 zhaoyangchanye", "长三角 changsanjiao", "河长制 hezhangzhi",
    "稳增长 wenzengzhang", "差别化 chabiehua",
    "退耕还林 tuigenghuanlin", "供给侧 gongjice", "给排水 jipaishui", "便民 bianmin", "处方 chufang",
    "率先 shuaixian", "数据 shuju", "都市圈 dushiquan", "畜牧 xumu", "畜禽 chuqin", "种粮 zhongliang", "音乐 yinyue",
    "西藏 xizang",
    "厦门 xiamen", "一卡通 yikatong", "供销 gongxiao", "载体 zaiti", "应急 yingji", "参与 canyu",
    "勘察 kancha", "卷烟 juanyan", "薄弱 boruo", "模具 muju", "落地 luodi", "单位 danwei", "血液 xueye",
])
def test_common_words_of_titles_read_right(places: PlaceRegistry, words: str) -> None:
    title, _, sound = words.partition(" ")
    assert policy_id("", f"关于{title}", "cn", "2023", places) == f"cn-2023-{sound}"


def test_titles_are_cut_at_a_syllable(places: PlaceRegistry) -> None:
    words = policy_id("", "双" * 30, "weihai", None, places).removeprefix("weihai-nd-")
    assert words == "shuang" * (LONGEST_TITLE // len("shuang"))
