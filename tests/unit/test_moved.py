"""Pages that are called otherwise now: frozen names lead on where it is certain, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.catalog.redirects import load_redirects
from tiaowen.data import registry_folders
from tiaowen.ledger import (
    Ledger,
    keep_names,
    pending,
    read_ledger,
    removals,
    with_former_ids,
    withdrawn,
    write,
)
from tiaowen.link import link, with_redirects
from tiaowen.model import Diagnostic, Jurisdiction, Policy
from tiaowen.pipeline.citing import place_at

from tests.factories import citation, clause, duty, mention, policy, with_facts

WEIHAI = Jurisdiction(province="山东省", city="威海市", place_id="weihai")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(registry_folders(Path.cwd()))


def document(number: str = "威发〔2023〕3号", *, title: str = "关于工作的意见", where: Jurisdiction = WEIHAI,
             policy_id: str = "", **more: object) -> Policy:
    made = policy(number, clause("1", "一、做好工作。", label="一、"), doc_number=number, title=title,
                  jurisdiction=where, **more)
    source = structs.replace(made.source, path=f"docs_src/policies/{number}.txt")
    return structs.replace(made, id=policy_id, source=source)


def citing(*titles: str) -> Policy:
    made = document()
    return with_facts(made, citations=tuple(citation(made.clauses[0], "工作", title=title) for title in titles))


def test_a_cited_document_keeps_its_frozen_address_whatever_else_is_cited(catalog: Catalog) -> None:
    frozen = {("cited", "nd-cujinxiaofeibanfa"): "促进消费办法", ("cited", "nd-bieda"): "别的办法"}
    cited = link([citing("促进消费办法", "粗进消费办法")], catalog, frozen_names=frozen).cited
    assert {key: record.title for key, record in cited.items()} == {
        "nd-cujinxiaofeibanfa": "促进消费办法", "nd-cujinxiaofeibanfa-b": "粗进消费办法"}
    later = link([citing("粗进消费办法")], catalog, frozen_names=frozen)
    assert list(later.cited) == ["nd-cujinxiaofeibanfa-b"] and not later.moved


def test_a_title_with_more_words_is_still_the_cited_document(catalog: Catalog) -> None:
    ids = list(link([citing("关于促进消费的通知")], catalog).cited)
    kept = link([citing("关于促进消费的通知")], catalog, frozen_names={("cited", ids[0]): "促进消费的通知"})
    assert list(kept.cited) == ids


def test_a_cited_document_that_is_held_by_now_leads_to_it(catalog: Catalog) -> None:
    frozen = {("cited", "nd-cujinxiaofeibanfa"): "促进消费办法", ("cited", "weifa-2023-3"): "威发〔2023〕3号"}
    corpus = link([document(), document("威发〔2023〕4号", title="促进消费办法")], catalog, frozen_names=frozen)
    assert corpus.moved == {"cited/nd-cujinxiaofeibanfa.html": "p/weifa-2023-4.html",
                            "cited/weifa-2023-3.html": "p/weifa-2023-3.html"}
    twice = [document("威发〔2023〕4号", title="促进消费办法"), document("威发〔2024〕4号", title="促进消费办法")]
    assert link(twice, catalog, frozen_names={("cited", "x"): "促进消费办法"}).moved == {}


def test_a_body_that_the_registry_calls_otherwise_now_leads_on(catalog: Catalog) -> None:
    made = document()
    board = {"市发改委": catalog.agencies.id_of("市发改委", "weihai")}
    made = with_facts(made, duties=(duty(made.clauses[0], "做", board),))
    frozen = {("agency", "weihai-jiuming"): "市发展和改革委员会", ("agency", "weihai-yuanfang"): "市远方局",
              ("agency", "unknown-shicaizhengju"): "市财政局"}
    assert link([made], catalog, frozen_names=frozen).moved == {
        "agency/weihai-jiuming.html": "agency/weihai-fazhangaigewei.html"}


def test_places_and_industries_lead_on_by_their_name(catalog: Catalog) -> None:
    made = document()
    made = with_facts(made, industries=(mention(made.clauses[0], "it.printer", "工作"),))
    name = catalog.industries.entries["it.printer"].name
    frozen = {("place", "shandong-weihaishi"): "威海市", ("industry", "it.dayinji"): name, ("place", "x"): "某地"}
    assert link([made], catalog, frozen_names=frozen).moved == {
        "industry/it.dayinji.html": "industry/it.printer.html", "place/shandong-weihaishi.html": "place/weihai.html"}


def test_names_of_what_was_taken_down_lead_nowhere(catalog: Catalog) -> None:
    assert link([document()], catalog, frozen_names={("place", "shandong-weihaishi"): ""}).moved == {}


def test_an_id_that_was_never_frozen_leads_on_and_one_of_another_document_does_not(catalog: Catalog) -> None:
    first = document(former_ids=("old", "weifa-2023-4"))
    linked = link([first, document("威发〔2023〕4号", title="别的意见")], catalog)
    corpus = with_former_ids(linked, Ledger(folder=Path("x")))
    assert corpus.moved == {"p/old.html": "p/weifa-2023-3.html"}
    [told] = corpus.diagnostics
    assert (told.code, told.path) == ("K028", "docs_src/policies/威发〔2023〕3号.yml")


def test_cite_follows_a_former_id_that_was_never_frozen(tmp_path: Path, catalog: Catalog) -> None:
    made = document(former_ids=("old",), policy_id="new")
    corpus = with_former_ids(link([made], catalog), read_ledger(tmp_path))
    place = place_at("p/old.html#c-1", corpus)
    assert (place.policy.id, place.clause and place.clause.anchor) == ("new", "c-1")
    assert "p/new.html#c-1" in place.notes[0] and place_at("p/old.html", corpus).clause is None
    away = structs.replace(corpus, moved={"p/older.html": "quality.html"})
    with pytest.raises(LookupError, match=r"p/older\.html"):
        place_at("p/older.html", away)


def test_a_body_of_a_former_id_leads_on(catalog: Catalog) -> None:
    made = document(where=Jurisdiction(), former_ids=("old",), policy_id="new")
    made = with_facts(made, duties=(duty(made.clauses[0], "做", {"市财政局": "unknown-shicaizhengju"}),))
    assert link([made], catalog).moved == {"agency/old.shicaizhengju.html": "agency/new.shicaizhengju.html"}


@pytest.mark.parametrize(("written", "read"), [
    ("{from: alt/x.html, to: 'p/a.html#c-1'}", {"alt/x.html": "p/a.html#c-1"}),
    ("{from: weg/, to: quality.html}", {"weg/index.html": "quality.html"}),
    ("{from: ../x.html, to: p/a.html}", {}), ("{from: /x.html, to: p/a.html}", {}),
    ("{from: con.html, to: p/a.html}", {}),
    ("{from: x.pdf, to: p/a.html}", {}), ("{from: x.html, to: 'https://x.example/'}", {}),
    ("{from: x.html, to: 'javascript:alert(1).html'}", {}), ("{from: x.html, to: ../../a.html}", {}),
    ("{from: x.html}", {}), ("{from: 404.html, to: p/a.html}", {}), ("{from: x.html, to: 'x.html#c-1'}", {}),
    ("{from: v1.2/x.html, to: p/a.html}", {"v1.2/x.html": "p/a.html"}),
    ("{from: site.zip/x.html, to: p/a.html}", {}), ("{from: p/a.html/x.html, to: p/a.html}", {}),
])
def test_redirects_are_pages_of_the_site_or_told(tmp_path: Path, catalog: Catalog, written: str,
                                                 read: dict[str, str]) -> None:
    (tmp_path / "redirects.yml").write_text(f"- {written}\n", encoding="utf-8")
    found: list[Diagnostic] = []
    assert load_redirects((tmp_path,), found) == read
    assert [item.line for item in found] == ([] if read else [1])
    known = structs.replace(catalog, redirects=read)
    assert with_redirects(link([document()], catalog), known).moved == read


@pytest.mark.parametrize(("written", "read", "lines"), [
    ([("a.html", "b.html"), ("b.html", "c/"), ("c/", "p/x.html#c-1")], {"a.html": "b.html"}, [2]),
    ([("a.html", "b.html"), ("b.html", "p/x.html#c-1")], dict.fromkeys(("a.html", "b.html"), "p/x.html#c-1"), []),
    ([("a.html", "b.html"), ("b.html", "a.html"), ("c.html", "b.html")], {}, [1, 2, 3]),
    ([("a.html", "p/x.html"), ("A.html", "p/y.html"), ("a.html", "p/z.html")], {"a.html": "p/x.html"}, [2, 3]),
])
def test_redirects_arrive_and_are_written_once(tmp_path: Path, written: list[tuple[str, str]], read: dict[str, str],
                                               lines: list[int]) -> None:
    text = "".join(f"- {{from: {source}, to: '{target}'}}\n" for source, target in written)
    (tmp_path / "redirects.yml").write_text(text, encoding="utf-8")
    found: list[Diagnostic] = []
    told = load_redirects((tmp_path,), found)
    assert {page: told[page] for page in read} == read and [item.line for item in found] == lines


def test_what_was_taken_down_is_silent_under_its_former_ids_too(tmp_path: Path, catalog: Catalog) -> None:
    old = document(policy_id="weifa-2023-3")
    write(pending(link([old], catalog), read_ledger(tmp_path)))
    ledger = read_ledger(tmp_path)
    down = Policy(id="new", status="removed", former_ids=("weifa-2023-3",), source=old.source)
    corpus = with_former_ids(link([down], catalog, frozenset(ledger.entries)), ledger)
    [page] = withdrawn(corpus, ledger)
    assert (page.id, page.status, {stone.text for stone in page.tombstones}) == ("weifa-2023-3", "removed", {""})
    assert {addition.file.name for addition in removals(structs.replace(corpus, withdrawn=(page,)), ledger)} > {
        "weifa-2023-3.jsonl"}


def test_a_document_that_only_changed_its_id_is_told_how_to_keep_the_old_one(tmp_path: Path, catalog: Catalog) -> None:
    old = document(policy_id="weifa-2023-3")
    write(pending(link([old], catalog), read_ledger(tmp_path)))
    ledger = read_ledger(tmp_path)
    [gone] = keep_names(link([structs.replace(old, id="new")], catalog), ledger, catalog).diagnostics
    assert "former_ids: [weifa-2023-3]" in gone.remedy and "在 docs_src/policies/weifa-2023-3.yml 写两行" in gone.remedy


def test_the_page_of_a_body_that_no_text_names_any_more_tells_what_the_registry_knows(tmp_path: Path,
                                                                                      catalog: Catalog) -> None:
    made = document()
    body = {"市环保局": catalog.agencies.id_of("市环保局", "weihai")}
    named = with_facts(made, duties=(duty(made.clauses[0], "做", body),))
    write(pending(link([named], catalog), read_ledger(tmp_path)))
    kept = keep_names(link([document()], catalog), read_ledger(tmp_path), catalog).agencies["weihai-huanbaoju"]
    assert kept.full_name == "威海市环境保护局" and kept.succession[0].name == "市生态环境局"
