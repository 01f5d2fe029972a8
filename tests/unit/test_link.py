"""Linking: ids, duplicates, citations, indexes."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import registry_folders
from tiaowen.link import link
from tiaowen.model import Jurisdiction, Policy

from tests.factories import citation, clause, duty, mention, policy, with_facts

WEIHAI = Jurisdiction(province="山东省", city="威海市", place_id="weihai")
WEIFANG = Jurisdiction(province="山东省", city="潍坊市", place_id="weifang")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(registry_folders(Path.cwd()))


def numbered(number: str, text: str = "一、做好工作。", *, where: Jurisdiction = WEIHAI, source: str = "",
             **more: object) -> Policy:
    made = policy(source, clause("1", text, label="一、"), doc_number=number, jurisdiction=where, **more)
    return structs.replace(made, id="",
                           source=structs.replace(made.source, path=f"docs_src/policies/{source or number}.txt"))


def test_an_id_from_the_number(catalog: Catalog) -> None:
    assert [p.id for p in link([numbered("威发〔2023〕3号")], catalog).policies] == ["weifa-2023-3"]


def test_two_that_would_share_an_id_get_their_places_in_front(catalog: Catalog) -> None:
    here, there = numbered("威发〔2023〕3号",
                           issuers=("威海市委",)), numbered("潍发〔2023〕3号", where=WEIFANG, issuers=("潍坊市委",))
    assert {p.id for p in link([here, there], catalog).policies} == {"weihai-weifa-2023-3", "weifang-weifa-2023-3"}


def test_still_equal_ids_are_told_apart_by_date_then_by_bytes_never_by_order(catalog: Catalog) -> None:
    first = numbered("", "一、甲。", title="关于工作的意见", issue_date="2023-01-01", source="b")
    second = numbered("", "一、乙。", title="关于工作的意见", issue_date="2023-06-01", source="a")
    expected = {"docs_src/policies/b.txt": "weihai-2023-gongzuoyijian",
                "docs_src/policies/a.txt": "weihai-2023-gongzuoyijian-b"}
    for order in ([first, second], [second, first]):
        assert {p.source.path: p.id for p in link(order, catalog).policies} == expected


def test_a_frozen_id_is_given_to_nobody_else(catalog: Catalog) -> None:
    frozen = structs.replace(numbered("威发〔2023〕3号", issuers=("威海市委",)), id="weifa-2023-3")
    new = numbered("潍发〔2023〕3号", where=WEIFANG, issuers=("潍坊市委",))
    assert {p.id for p in link([frozen, new], catalog, frozenset({"weifa-2023-3"})).policies} == {
        "weifa-2023-3", "weifang-weifa-2023-3"}


def test_the_same_text_twice_is_published_once(catalog: Catalog) -> None:
    poor = numbered("威发〔2023〕3号", "一、做好工作。", source="a")
    rich = numbered("威发[2023]3号", "一、做好 工作。", source="b", source_url="https://example.org/1")
    corpus = link([poor, rich], catalog)
    assert [p.source.path for p in corpus.policies] == ["docs_src/policies/b.txt"]
    [held] = corpus.unpublished
    [note] = corpus.diagnostics
    assert held.status == "held" and note in held.diagnostics
    assert (note.code, note.path) == ("L001", "docs_src/policies/a.txt") and "b.txt" in note.message and note.remedy


def test_two_texts_of_one_number_are_both_held(catalog: Catalog) -> None:
    corpus = link([numbered("威发〔2023〕3号", "一、甲。", source="a"),
                   numbered("威发〔2023〕3号", "一、乙。", source="b")], catalog)
    assert not corpus.policies
    assert [note.path for note in corpus.diagnostics] == ["docs_src/policies/a.txt", "docs_src/policies/b.txt"]


def test_of_two_texts_the_one_a_person_published_stays(catalog: Catalog) -> None:
    other = numbered("威发〔2023〕3号", "一、甲。", source="a")
    sure = structs.replace(numbered("威发〔2023〕3号", "一、乙。", source="b"), provenance={"status": "sidecar"})
    assert [p.source.path for p in link([other, sure], catalog).policies] == ["docs_src/policies/b.txt"]


def test_the_same_number_of_another_body_is_no_duplicate(catalog: Catalog) -> None:
    here, there = numbered("政发〔2023〕3号", issuers=("甲",)), numbered("政发〔2023〕3号", "一、乙。",
                                                                         issuers=("乙",), where=WEIFANG)
    assert len(link([here, there], catalog).policies) == 2


def test_a_citation_by_number_leads_to_the_document_and_back(catalog: Catalog) -> None:
    target = numbered("威发〔2023〕3号", source="a")
    owner = clause("1", "一、根据《意见》（威发[2023]3 号）制定。", label="一、")
    citing = structs.replace(policy("", owner, doc_number="威政发〔2024〕1号", jurisdiction=WEIHAI), id="")
    citing = with_facts(
        citing, citations=[citation(owner, "《意见》", doc_number="威发〔2023〕3号", relation="based_on")])
    corpus = link([citing, target], catalog)
    fact = next(p for p in corpus.policies if p.id == "weizhengfa-2024-1").facts.citations[0]
    assert fact.target == "p/weifa-2023-3.html"
    assert [(r.policy_id, r.anchor) for r in corpus.cited_by["weifa-2023-3"]] == [("weizhengfa-2024-1", "c-1")]


def test_what_another_document_repeals_or_amends_says_so_and_by_which_clause(catalog: Catalog) -> None:
    old, changed, kept = (numbered(f"威政发〔2019〕{n}号", source=f"{n}", issue_date="2019-01-01") for n in (1, 2, 3))
    stated = structs.replace(numbered("威政发〔2019〕4号", source="4"), validity="现行有效",
                             provenance={"validity": "sidecar"})
    facts = [citation(clause("1", "一、决定。", label="一、"), "决定", title="", doc_number=f"威政发〔2019〕{n}号",
                      relation=relation)
             for n, relation in ((1, "repeals"), (2, "amends"), (3, "mentions"), (4, "repeals"))]
    decision = with_facts(numbered("威政发〔2024〕9号", "一、决定。", issue_date="2024-01-01"), citations=tuple(facts))
    early = with_facts(numbered("威政发〔2018〕8号", "一、早。", issue_date="2018-01-01"), citations=(facts[0],))
    found = {p.doc_number: p for p in link([old, changed, kept, stated, decision, early], catalog).policies}
    assert [found[f"威政发〔2019〕{n}号"].validity for n in (1, 2, 3, 4)] == ["已废止", "已修改", None, "现行有效"]
    assert found["威政发〔2019〕1号"].provenance["validity"] == "inferred"
    assert found["威政发〔2019〕1号"].validity_by == ("p/weizhengfa-2024-9.html#c-1",)


def test_a_named_clause_is_reached_or_the_nearest_that_exists(catalog: Catalog) -> None:
    target = numbered("威发〔2023〕3号", source="a")
    owner = clause("1", "一、执行《意见》第一条和《意见》第九条。", label="一、")
    citing = structs.replace(policy("", owner, doc_number="威政发〔2024〕1号", jurisdiction=WEIHAI), id="")
    facts = [citation(owner, "《意见》", doc_number="威发〔2023〕3号", locator=path) for path in ("1.4", "9")]
    found = link([with_facts(citing, citations=facts), target], catalog).policies
    assert [f.target for p in found for f in p.facts.citations] == ["p/weifa-2023-3.html#c-1", "p/weifa-2023-3.html"]


def test_what_is_not_held_gathers_its_citations_on_one_page(catalog: Catalog) -> None:
    owner = clause("1", "一、落实《意见》（国办发〔2017〕7号）和《关于改革的意见》。", label="一、")
    by_number = citation(owner, "《意见》", title="关于改革的意见", doc_number="国办发〔2017〕7号")
    by_title = citation(owner, "《关于改革的意见》", title="关于改革的意见")
    other = citation(owner, "《关于改革的意见》", title="关于别的意见", kind="not_a_document")
    citing = structs.replace(policy("", owner, doc_number="威发〔2023〕3号"), id="")
    corpus = link([with_facts(citing, citations=[by_number, by_title, other])], catalog)
    [document] = corpus.cited.values()
    assert (document.id, document.title, document.doc_number) == ("guobanfa-2017-7", "关于改革的意见",
                                                                  "国办发〔2017〕7号")
    assert [f.target for f in corpus.policies[0].facts.citations] == ["cited/guobanfa-2017-7.html"] * 2 + [""]
    assert len(document.cited_by) == 1


def test_of_several_documents_of_one_title_that_of_the_place_and_time_is_meant(catalog: Catalog) -> None:
    def version(year: str, where: Jurisdiction) -> Policy:
        return numbered("", f"一、{year}{where.city}。", title="关于技改的办法", issue_date=year, where=where,
                        source=f"{where.place_id}{year}")

    owner = clause("1", "一、执行《关于技改的办法》。", label="一、")
    citing = structs.replace(policy("", owner, doc_number="威发〔2020〕1号", issue_date="2020-05-01",
                                    jurisdiction=WEIHAI), id="")
    citing = with_facts(citing, citations=[citation(owner, "《关于技改的办法》")])
    corpus = link([citing, version("2018", WEIHAI), version("2021", WEIHAI), version("2019", WEIFANG)], catalog)
    assert [f.target for p in corpus.policies for f in p.facts.citations] == ["p/weihai-2018-jigaibanfa.html"]


def test_indexes_name_every_agency_industry_and_place(catalog: Catalog) -> None:
    owner = clause("1", "一、发展打印设备。（责任单位：市财政局，各区市政府）", label="一、")
    item = structs.replace(policy("", owner, doc_number="威发〔2023〕3号", issuers=("威海市人民政府",),
                                  jurisdiction=WEIHAI), id="")
    agency_id = catalog.agencies.id_of("市财政局", "weihai")
    facts = duty(owner, "（责任单位：市财政局，各区市政府）", {"市财政局": agency_id, "各区市政府": ""})
    corpus = link([with_facts(item, duties=[facts], industries=[mention(owner, "it.printer", "打印设备")])], catalog)
    assert corpus.agencies[agency_id].full_name == "威海市财政局"
    assert [(r.clause.anchor, r.leads) for r in corpus.duties_of[agency_id]] == [("c-1", False)]
    assert set(corpus.industries) == {"it", "it.printer"} and corpus.industries["it.printer"].parent == "it"
    assert corpus.places["weihai"].parent == "shandong" and corpus.policies_at == {"weihai": ("weifa-2023-3",)}
    assert corpus.issuer_ids["weifa-2023-3"][0] in corpus.agencies
    assert "" not in corpus.agencies


@pytest.mark.parametrize(("named", "pages"), [
    ("市环保局", {"weihai-huanbaoju", "weihai-shengtaihuanjingju"}),  # its successor's page leads to what it must do
    ("市生态环境局", {"weihai-shengtaihuanjingju"}),
])
def test_a_predecessor_that_no_text_names_has_no_page(catalog: Catalog, named: str, pages: set[str]) -> None:
    owner = clause("1", f"一、治理污染。（责任单位：{named}）", label="一、")
    facts = duty(owner, f"（责任单位：{named}）", {named: catalog.agencies.id_of(named, "weihai")})
    item = policy("", owner, doc_number="威发〔2023〕3号", jurisdiction=WEIHAI)
    assert set(link([with_facts(item, duties=[facts])], catalog).agencies) == pages


def test_held_and_refused_files_stay_out_and_are_told(catalog: Catalog) -> None:
    held = structs.replace(numbered("威发〔2023〕3号", source="a"), status="held")
    refused = structs.replace(numbered("", source="b"), status="refused", clauses=())
    corpus = link([held, refused], catalog)
    assert not corpus.policies and [p.status for p in corpus.unpublished] == ["held", "refused"]


def placeless(number: str, **more: object) -> Policy:
    made = numbered(number, where=more.pop("where", Jurisdiction()), issuers=("市财政局",), **more)  # type: ignore[arg-type]
    body = "weihai-caizhengju" if made.jurisdiction.place_id else "unknown-shicaizhengju"
    return with_facts(made, duties=(duty(made.clauses[0], "做", {"市财政局": body}),))


def test_bodies_of_documents_without_a_place_are_their_own(catalog: Catalog) -> None:
    corpus = link([placeless("甲发〔2023〕3号"), placeless("乙发〔2023〕4号", text="一、另做工作。")], catalog)
    ids = {f"{policy.id}.shicaizhengju" for policy in corpus.policies}
    assert set(corpus.agencies) == set(corpus.duties_of) == ids and len(ids) == 2
    assert {record.place_id for record in corpus.agencies.values()} == {""} and set(corpus.places) == set()


@pytest.mark.parametrize(("told", "leads"), [("sidecar", True), ("text", False)])
def test_a_body_of_a_place_that_a_person_told_is_found_at_its_former_address(
    catalog: Catalog, told: str, leads: bool) -> None:
    corpus = link([placeless("甲发〔2023〕3号", where=WEIHAI, provenance={"jurisdiction": told})], catalog)
    [policy_id] = [policy.id for policy in corpus.policies]
    former, now = f"agency/{policy_id}.shicaizhengju.html", "agency/weihai-caizhengju.html"
    assert corpus.moved == ({former: now} if leads else {})


def test_an_id_that_two_sidecars_ask_for_is_the_first_ones(catalog: Catalog) -> None:
    first, second = (structs.replace(numbered("", f"一、{name}。", source=name), id="same") for name in "ab")
    for order in ([first, second], [second, first]):
        corpus = link(order, catalog)
        assert [p.source.path for p in corpus.policies] == ["docs_src/policies/a.txt"]
        [held] = corpus.unpublished
        assert [(d.code, d.path) for d in held.diagnostics] == [("K030", "docs_src/policies/b.yml")]


def test_a_body_without_a_place_is_spelled_without_the_slot_for_it(catalog: Catalog) -> None:
    assert catalog.agencies.id_of("高新区管委会", "") == "unknown-gaoxinquguanweihui"
