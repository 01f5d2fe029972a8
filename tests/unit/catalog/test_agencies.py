"""Agencies: identity by place, derived bodies, ids, succession, findings on the registries."""

from pathlib import Path

import pytest
from tiaowen.catalog.agencies import AgencyRegistry
from tiaowen.catalog.agency_loading import load_agencies
from tiaowen.catalog.place_tables import load_places
from tiaowen.data import packaged
from tiaowen.model import Diagnostic

FOLDERS = (packaged("site_config"),)


@pytest.fixture(scope="module")
def agencies() -> AgencyRegistry:
    return load_agencies(FOLDERS, load_places(FOLDERS, []), [])


@pytest.mark.parametrize(("name", "place", "agency_id", "short", "full", "known"), [
    ("市发展改革委", "weihai", "weihai-fazhangaigewei", "市发展改革委", "威海市发展和改革委员会", "derived"),
    ("威海市发展和改革委员会", "shandong", "weihai-fazhangaigewei", "市发展改革委",
     "威海市发展和改革委员会", "derived"),
    ("市发改委", "jiangsu-suzhou", "jiangsu-suzhou-fazhangaigewei", "市发展改革委",
     "苏州市发展和改革委员会", "derived"),
    ("市教育局", "zhejiang-yiwu", "zhejiang-yiwu-jiaoyuju", "市教育局", "义乌市教育局", "derived"),
    ("省科技厅", "weihai", "shandong-kejiting", "省科技厅", "山东省科学技术厅", "derived"),
    ("文登区政府", "weihai", "wendeng-zhengfu", "区政府", "威海市文登区人民政府", "derived"),
    ("中共威海市委组织部", "weihai", "weihai-weizuzhibu", "市委组织部", "中共威海市委组织部", "derived"),
    ("荣成海关", "weihai", "shandong-rongcheng-rongchenghaiguan", "荣成海关", "中华人民共和国荣成海关", "derived"),
    ("经区管委", "weihai", "weihaijingjijishukaifaqu-guanwei", "威海经区管委",
     "威海经济技术开发区管理委员会", "derived"),
    ("威海经济技术开发区管委会", "shandong", "weihaijingjijishukaifaqu-guanwei", "威海经区管委",
     "威海经济技术开发区管理委员会", "derived"),
    ("财政部", "weihai", "cn-caizhengbu", "财政部", "中华人民共和国财政部", "registered"),
    ("发展改革委", "cn", "cn-guojiafazhangaigewei", "国家发展改革委",
     "中华人民共和国国家发展和改革委员会", "registered"),
    ("市经济信息化委", "shanghai", "shanghai-jingjixinxihuawei", "市经济信息化委",
     "上海市经济和信息化委员会", "registered"),
    ("市云计算推进局", "weihai", "weihai-yunjisuantuijinju", "市云计算推进局", "", "unregistered"),
    ("威海市云计算推进局", "shandong", "weihai-yunjisuantuijinju", "市云计算推进局", "", "unregistered"),
    ("某局", "", "unknown-mouju", "某局", "", "unregistered"),
])
def test_identity(agencies: AgencyRegistry, name: str, place: str, agency_id: str, short: str, full: str,
                  known: str) -> None:
    record = agencies.identify(name, place)
    assert (record.id, record.name, record.full_name, record.known) == (agency_id, short, full, known)
    assert agencies.id_of(name, place) == agency_id
    assert agencies.record(agency_id) == (record if known != "unregistered" else None)


def test_homophones_are_two_bodies(agencies: AgencyRegistry) -> None:
    water, tax = agencies.identify("市水务局", "weihai"), agencies.identify("市税务局", "weihai")
    assert {water.id, tax.id} == {"weihai-shuiwuju", "weihai-shuiwuju-b"}
    assert agencies.record(tax.id) == tax


def test_a_city_without_an_entry_has_its_succession(agencies: AgencyRegistry) -> None:
    steps = agencies.identify("市环保局", "linyi" if agencies.places.get("linyi") else "zibo").succession
    assert [(s.direction, s.name, s.date, s.certain) for s in steps] == [("successor", "市生态环境局", "2019", True)]
    assert "深化党和国家机构改革方案" in steps[0].source


def test_provinces_changed_in_2018_and_cities_in_2019(agencies: AgencyRegistry) -> None:
    assert agencies.identify("省环保厅", "shandong").succession[0].date == "2018"
    assert agencies.identify("市环保局", "shanghai").succession[0].date == "2018"


def test_succession_is_told_from_both_sides(agencies: AgencyRegistry) -> None:
    before = agencies.identify("市工商局", "weihai")
    after = agencies.record(before.succession[0].agency_id)
    assert after and after.name == "市市场监管局"
    assert before.id in {s.agency_id for s in after.succession if s.direction == "predecessor"}


def test_where_a_reform_went_otherwise(agencies: AgencyRegistry) -> None:
    assert agencies.identify("市经济信息化委", "shanghai").succession == ()
    assert [s.name for s in agencies.identify("省经济和信息化委", "zhejiang").succession
            if s.direction == "successor"] == ["省经济和信息化厅"]


@pytest.mark.parametrize(("name", "place", "group"), [
    ("各区市政府", "weihai", True), ("市财政局", "weihai", False), ("市财政局", "shandong", True),
    ("县教育局", "weihai", True),
    ("市场监管总局", "cn", False), ("财政部门", "weihai", True), ("市财政部门", "weihai", False),
    ("市委、市政府领导同志", "weihai", True),
    ("开发区管委会", "weihai", True), ("经区管委", "weihai", False), ("水务局", "cn", False),
])
def test_groups(agencies: AgencyRegistry, name: str, place: str, group: bool) -> None:
    assert agencies.is_group(name, place) is group


def load(tmp_path: Path, **files: str) -> list[Diagnostic]:
    own = tmp_path / "site_config"
    own.mkdir()
    for name, text in files.items():
        (own / f"{name}.yml").write_text(text, encoding="utf-8")
    found: list[Diagnostic] = []
    load_agencies((*FOLDERS, own), load_places(FOLDERS, []), found)
    return found


def test_a_name_of_two_bodies_is_found_with_its_line(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        agencies_local="- {short: 云计算局, full: 云计算局}\n- {short: 云推进局, full: 云推进局, aliases: [云计算局]}\n")  # noqa: E501
    assert [(d.code, d.path, d.line) for d in found] == [("K004", "site_config/agencies_local.yml", 2)]
    assert "云计算局" in found[0].message


def test_what_an_entry_refers_to_must_be_there(tmp_path: Path) -> None:
    text = "- {place: nowhere, short: 云局, full: 云局, successors: [{to: 没有的局, reform: \"1066\"}]}\n"
    assert {(d.code, d.line) for d in load(tmp_path, agencies=text)} == {("K002", 1)}


def test_a_bad_pattern_is_found(tmp_path: Path) -> None:
    assert [d.code for d in load(tmp_path, agencies_groups="- {id: x, pattern: \"(\"}\n")] == ["K002"]


def test_the_sites_own_entry_replaces_the_packaged_one_and_its_examples_are_tried(tmp_path: Path) -> None:
    entry = (
        "- {place: weihai, short: 新城办, full: 东部滨海新城建设办公室, examples: [市新城办], not_examples: "
        "[市教育局]}\n"
    )
    assert load(tmp_path, agencies=entry) == []
    wrong = "- {place: weihai, short: 海洋办, full: 海洋办公室, examples: [市教育局], not_examples: [市海洋办]}\n"
    (tmp_path / "more").mkdir()
    assert [(d.code, d.line) for d in load(tmp_path / "more", agencies=wrong)] == [("K011", 1), ("K011", 1)]
