"""Which held document a citation means: by number, by title with and without its body, by place, by time; and which
clause.
"""

from pathlib import Path

import pytest
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.model import Citation, Jurisdiction, Policy, Span
from tiaowen.references import Library, places_of, title_keys

from tests.factories import clause, policy


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog((Path(__file__).parents[2] / "site_config",))


def held(policy_id: str, title: str, place: str, number: str = "", date: str | None = None,
         issuers: tuple[str, ...] = ()) -> Policy:
    return policy(policy_id, clause("art5", "第五条 甲。"), clause("art5.p2", "乙。"), title=title, doc_number=number,
                  issue_date=date,
                  issuers=issuers, jurisdiction=Jurisdiction(place_id=place))


def cites(title: str = "", number: str = "", *, issuer: str = "", full: str = "",
          kind: str = "policy_document") -> Citation:
    return Citation(path="1", anchor="c-1", title=title, doc_number=number, issuer=issuer, full_title=full, kind=kind,  # type: ignore[arg-type]
                    quote="x", span=Span(0, 1), line=1)


CITING = held("citing", "关于推进工作的方案", "weihai", "威政发〔2020〕1号", "2020-05-01", ("威海市人民政府",))
LAW = held("gongsifa", "中华人民共和国公司法", "cn")
PROVINCE = held("sheng", "关于促进开发区发展的实施意见", "shandong", "鲁政办发〔2017〕58号", "2017-01-01",
                ("山东省人民政府办公厅",))
OTHER_CITY = held("binzhou", "关于促进招商引资的意见", "binzhou", "滨政发〔2017〕5号", "2017-01-01",
                  ("滨州市人民政府",))
NOTICE = held("tongzhi", "山东省人民政府关于印发水安全工作方案的通知", "shandong", "鲁政发〔2016〕9号", "2016-01-01",
              ("山东省人民政府",))
TOWN_A = held("zhen-a", "工作方案甲", "weihai", "办发〔2021〕15号")
TOWN_B = held("zhen-b", "宣传活动安排", "binzhou", "办发〔2021〕15号")
OLD = held("old", "威海市城市绿化办法", "weihai", date="2010-01-01")
NEW = held("new", "威海市城市绿化办法", "weihai", date="2019-01-01")
LATER = held("later", "威海市城市绿化办法", "weihai", date="2023-01-01")
EVERYTHING = (CITING, LAW, PROVINCE, OTHER_CITY, NOTICE, TOWN_A, TOWN_B, OLD, NEW, LATER)


@pytest.mark.parametrize(("fact", "meant"), [
    (cites(number="鲁政办发[2017] 58 号"), "sheng"),
    (cites("山东省人民政府办公厅关于促进开发区发展的实施意见"), "sheng"),
    (cites("关于促进开发区发展的实施意见", issuer="省政府办公厅"), "sheng"),
    (cites("关于促进开发区发展的实施意见"), "sheng"),
    (cites("国务院办公厅关于促进开发区发展的实施意见"), None),
    (cites("关于促进开发区发展的实施意见", issuer="国务院办公厅"), None),
    (cites("关于促进招商引资的意见"), None),
    (cites("滨州市人民政府关于促进招商引资的意见"), "binzhou"),
    (cites("水安全工作方案"), "tongzhi"),
    (cites("山东省人民政府关于印发《水安全工作方案》的通知"), "tongzhi"),
    (cites("公司法", full="中华人民共和国公司法", kind="law"), "gongsifa"),
    (cites("办法", full="威海市城市绿化办法"), "new"),
    (cites("威海市城市绿化办法（试行）"), None),  # the text that the held one took the place of
    (cites("威海市城市绿化办法（2018年修正）"), "new"),
    (cites(number="办发〔2021〕15号"), "zhen-a"),
    (cites("宣传活动安排", "办发〔2021〕15号"), "zhen-b"),
    (cites("完全不同的另一份文件名称", "鲁政办发〔2017〕58号"), None),
    (cites("关于促进开发区发展的若干意见", "鲁政办发〔2017〕58号"), "sheng"),
    (cites("威海市城市绿化办法", kind="not_a_document"), None),
    (cites("关于推进工作的方案"), "citing"),
])
def test_meant(fact: Citation, meant: str | None, catalog: Catalog) -> None:
    found = Library(EVERYTHING, catalog).meant(fact, CITING)
    assert (found.id if found else None) == meant


def test_order_of_the_library_changes_nothing(catalog: Catalog) -> None:
    fact = cites("威海市城市绿化办法")
    assert Library(reversed(EVERYTHING), catalog).meant(fact,
                                                        CITING) == Library(EVERYTHING, catalog).meant(fact, CITING)


def test_the_clause_named_or_what_encloses_it(catalog: Catalog) -> None:
    library = Library(EVERYTHING, catalog)
    assert library.anchor("art5.p2", LAW) == "art-5-p2"
    assert library.anchor("art5.p3.1", LAW) == "art-5"
    assert library.anchor("art9", LAW) == ""
    assert library.anchor("", LAW) == ""


def test_places_of_a_locator() -> None:
    assert places_of("art5.p2.3")[:4] == ("art5.p2.3", "art5.3", "art5.p2", "art5")
    assert places_of("art5.2") == ("art5.2", "art5", "5.2", "5")
    assert places_of("art120-1") == ("art120-1",)
    assert places_of("") == ()


def test_title_keys_know_notice_and_text() -> None:
    assert {"水安全工作方案", "山东省人民政府关于印发水安全工作方案的通知",
            "关于印发水安全工作方案的通知"} <= title_keys(NOTICE)


def test_one_document_under_two_spellings_of_its_body(catalog: Catalog) -> None:
    library = Library(EVERYTHING, catalog)
    assert library.with_body(cites("关于促进就业的意见", issuer="省政府"),
                             CITING).full_title == "山东省人民政府关于促进就业的意见"
    both = library.with_body(cites("关于促进就业的意见", issuer="市委、市政府"), CITING).full_title
    assert both == "中共威海市委、威海市人民政府关于促进就业的意见"
    assert library.with_body(cites("关于促进就业的意见", issuer="国务院办公厅"),
                             CITING).full_title == "国务院办公厅关于促进就业的意见"
    assert library.with_body(cites("戒毒条例", issuer="国务院"), CITING).full_title == ""
