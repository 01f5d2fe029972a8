"""Places: names in texts, whose document it is, pinyin, speed."""

from pathlib import Path

import pytest
from tiaowen.catalog.make_places import short_name
from tiaowen.catalog.place_tables import level_of, load_places
from tiaowen.catalog.places import PlaceRegistry
from tiaowen.data import packaged
from tiaowen.model import Diagnostic


@pytest.fixture(scope="module")
def places() -> PlaceRegistry:
    return load_places((packaged("site_config"),), [])


@pytest.mark.parametrize(("texts", "place_id", "names"), [
    (("中共威海市委", "威海市人民政府"), "weihai", ("山东省", "威海市", None)),
    (("市委办公室市政府办公室关于实施意见", "中共威海市委办公室", "威办发〔2017〕45号"), "weihai",
     ("山东省", "威海市", None)),
    (("义乌市人民政府办公室",), "zhejiang-yiwu", ("浙江省", "金华市", "义乌市")),
    (("柳河县旅游产业政策",), "jilin-liuhe", ("吉林省", "通化市", "柳河县")),
    (("上海市人民政府",), "shanghai", ("上海市", "上海市", None)),
    (("国务院办公厅",), "cn", (None, None, None)),
    (("财政部 税务总局关于延续优惠政策的公告",), "cn", (None, None, None)),
    (("朝阳区人民政府", "京政发〔2021〕1号"), "beijing-chaoyang", ("北京市", "北京市", "朝阳区")),
    (("北京市朝阳区人民政府",), "beijing-chaoyang", ("北京市", "北京市", "朝阳区")),
    (("省林业局", "陕西省林业局"), "shaanxi", ("陕西省", None, None)),
    (("渝府发〔2021〕29号",), "chongqing", ("重庆市", "重庆市", None)),
    (("威海经济技术开发区管委会",), "weihaijingjijishukaifaqu", ("山东省", "威海市", None)),
    (("国家金融监督管理总局天津监管局",), "tianjin", ("天津市", "天津市", None)),  # a branch is of its place
    (("国家税务总局关于支持天津市渡口发展的通知",), "cn", (None, None, None)),
    (("茂林镇党政办公室", "办发〔2021〕15号"), "", (None, None, None)),
])
def test_whose_document_it_is(places: PlaceRegistry, texts: tuple[str, ...], place_id: str,
                              names: tuple[str | None, ...]) -> None:
    found = places.locate(*texts)
    assert (found.place_id, (found.province, found.city, found.county)) == (place_id, names)


@pytest.mark.parametrize(("text", "place_id"), [
    ("是上海服务国家战略的主力军。引领本市工业转型，提升上海产品质量，重塑上海品牌。", "shanghai"),
    ("全市推进。威海市抓落实，威海市出台政策，威海市建平台，并学习青岛市经验。", "weihai"),
    ("提升上海产品质量，重塑上海品牌，服务上海。", ""),
    ("本市与青岛市、烟台市、威海市协作。", ""),
    ("根据《北京市养老服务条例》，本市建立服务清单。", "beijing"),  # under its rules: as good as three mentions
    ("了解《北京市养老服务条例》，本市建立服务清单。", ""),
    ("本市学习青岛市，青岛市，青岛市；威海市，威海市。", ""),  # not three times as often as the next
    ("本县推进。青岛市，青岛市，青岛市，青岛市。", ""),  # what is named is no county
    ("由本省、自治区、直辖市备案；海南省制定，海南省报告，海南省公布。", ""),  # anybody's
    ("全省推进。山东省抓落实，山东省出台政策，山东省建平台。", "shandong"),
])
def test_whose_document_it_may_be(places: PlaceRegistry, text: str, place_id: str) -> None:
    assert places.spoken_of(text).place_id == place_id


@pytest.mark.parametrize(("text", "context", "place_id", "end"), [
    ("荣成海关", "weihai", "shandong-rongcheng", 2), ("文登区政府", "weihai", "wendeng", 3),
    ("山东省威海市文登区政府", "", "wendeng", 9),
    ("经区管委", "weihai", "weihaijingjijishukaifaqu", 2), ("济南海关", "weihai", "jinan", 2),
])
def test_a_place_at_an_offset(places: PlaceRegistry, text: str, context: str, place_id: str, end: int) -> None:
    hit = places.at(text, 0, context)
    assert hit and (hit[0].id, hit[1]) == (place_id, end)


@pytest.mark.parametrize("text", ["新城办", "城市管理局", "高新区", "南海新区建设", "海关", "上市公司"])
def test_words_that_only_look_like_places(places: PlaceRegistry, text: str) -> None:
    assert places.at(text, 0, "binzhou") is None


@pytest.mark.parametrize(("name", "context", "found"), [
    ("苏州市", "", ["jiangsu-suzhou"]), ("宿州", "", ["anhui-suzhou"]), ("朝阳区", "beijing", ["beijing-chaoyang"]),
    ("朝阳区", "changchun", ["jilin-chaoyang"]),
    ("没有的地方", "", []),
])
def test_find(places: PlaceRegistry, name: str, context: str, found: list[str]) -> None:
    assert [place.id for place in places.find(name, context)] == found


def test_pinyin_reads_places_as_they_are_called(places: PlaceRegistry) -> None:
    assert places.pinyin(
        "关于长沙市成长型企业重点工作的意见2.0") == "guanyuchangshashichengzhangxingqiyezhongdiangongzuodeyijian20"
    assert places.syllables("威海市") == ("wei", "hai", "shi")
    assert places.pinyin("厦府办", head=True) == "xiafuban"
    assert places.pinyin("陕政发", head=True) == "shaanxizhengfa"


@pytest.mark.parametrize(("code", "name", "short", "level"), [
    ("370000", "山东省", "山东", "province"), ("450000", "广西壮族自治区", "广西", "province"),
    ("422800", "恩施土家族苗族自治州", "恩施", "city"),
    ("371722", "单县", "单县", "county"), ("410103", "管城回族区", "管城", "county"),
    ("371071", "威海火炬高技术产业开发区", "威海火炬高技术产业开发区", "zone"),
])
def test_short_names_and_levels(code: str, name: str, short: str, level: str) -> None:
    assert (short_name(name, code, ("土家族", "苗族", "壮族", "回族")), level_of(code, name)) == (short, level)


def test_a_folder_adds_places_and_bad_entries_are_found(tmp_path: Path) -> None:
    own = tmp_path / "site_config"
    own.mkdir()
    (own / "places.yml").write_text(
        "- {id: weihai-haiyuan, name: 海苑园区, parent: weihai}\n- {id: weihai, name: 又一个, parent: shandong}\n- "
        "{of: nowhere, short: x}\n",
        encoding="utf-8")
    found: list[Diagnostic] = []
    places = load_places((packaged("site_config"), own), found)
    assert places.get("weihai-haiyuan")
    assert [(d.code, d.line) for d in found] == [("K005", 2), ("K002", 3)]


def test_a_place_of_a_site_is_its_own_under_whatever_id_and_stands_there_once(tmp_path: Path) -> None:
    own = "- {id: weihai-nanhai, name: 威海南海新区, parent: weihai}\n"
    (tmp_path / "places.yml").write_text(own, encoding="utf-8")
    found: list[Diagnostic] = []
    places = load_places((packaged("site_config"), tmp_path), found)
    assert [place.id for place in places.find("威海南海新区")] == ["weihai-nanhai"] and not found
    (tmp_path / "places.yml").write_text(f"{own}- {{id: nanhai-x, name: 威海南海新区, parent: weihai}}\n"
                                         "- {id: w, name: 威海市, parent: shandong}\n", encoding="utf-8")
    load_places((packaged("site_config"), tmp_path), found)
    assert [(d.code, d.line) for d in found] == [("K004", 2), ("K004", 3)]


@pytest.mark.parametrize(("texts", "place"), [
    (("朝阳区人民政府",), ""), (("西安区人民政府",), ""),
    (("朝阳区人民政府", "京朝政发〔2023〕1号"), "beijing-chaoyang"),
    (("朝阳市人民政府",), "chaoyang"), (("长春市朝阳区财政局",), "jilin-chaoyang"),
])
def test_a_district_of_several_cities_is_not_the_city_that_is_called_so(texts: tuple[str, ...], place: str) -> None:
    assert load_places((packaged("site_config"),), []).locate(*texts).place_id == place
