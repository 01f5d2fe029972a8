"""What a document's page holds for machines and for citing: nothing of a source can end a script or break a tag, and
all of it can be read back.
"""

from __future__ import annotations

import json
import re
from functools import reduce
from typing import Any
from urllib.parse import unquote

import pytest
from jinja2 import Environment
from lxml import html
from msgspec import structs
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.model import Policy
from tiaowen.model.corpus import ClauseRef
from tiaowen.render.cite import STYLES, cite, reference
from tiaowen.render.citing import ACCESSED, ANCHOR, HASH, LAW_LOCATOR, LOCATOR, citing, download
from tiaowen.render.document import crumbs, document_page
from tiaowen.render.document import document as view_of
from tiaowen.render.head import description_of, document_tags
from tiaowen.render.library import Library, library
from tiaowen.render.locator import label_in_words, law_locator
from tiaowen.render.validity import validity

from tests.factories import SETTINGS, citation, clause, library_of, policy, templates, with_facts

HOSTILE = "关于</script><img src=x onerror=alert(1)>\"'&amp; <!-- {{ x }} \u2028 的意见"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog((packaged("site_config"),))


@pytest.fixture(name="templates")
def own_templates() -> Environment:
    return templates()


def document(**more: Any) -> Policy:
    first = clause("1", "一、总体要求。坚持。", label="一、", heading="总体要求")
    clauses = (first, clause("1.1", "（一）起步。", label="（一）"), clause("1.1.p2", "第二段。"))
    known = {"title": "关于某事的意见", "doc_number": "威发〔2023〕3号", "issuers": ("中共威海市委",),
             "issue_date": "2023-02-26"}
    return policy("weifa-2023-3", *clauses, **known | more)


def library_with(item: Policy, catalog: Catalog, settings: Settings = SETTINGS) -> Library:
    return library(library_of(item), settings, catalog)


def parsed_head(item: Policy, catalog: Catalog, settings: Settings = SETTINGS) -> Any:
    lib, page = library_with(item, catalog, settings), document_page(item)
    tags = document_tags(item, lib, page, crumbs(item, lib, page), "")
    return html.document_fromstring(f"<html><head>{tags}</head><body></body></html>")


def legislation(head: Any) -> dict[str, Any]:
    (data,) = head.xpath("//script[@type='application/ld+json']/text()")
    return dict(json.loads(data)["@graph"][0])


def test_json_ld_names_the_document_and_its_clauses(catalog: Catalog) -> None:
    item = legislation(parsed_head(document(validity="已废止"), catalog))
    assert (item["@type"], item["legislationIdentifier"]) == ("Legislation", "威发〔2023〕3号")
    assert item["legislationLegalForce"] == {"@id": "http://schema.org/NotInForce"}
    assert item["@id"] == item["url"] == "https://example.org/tiaowen/p/weifa-2023-3.html"
    assert [(part["name"], part["@id"]) for part in item["hasPart"]] == [("第一部分 总体要求", "#c-1"),
                                                                         ("第一部分第（一）项", "#c-1-1")]


def test_json_ld_says_what_the_document_changes(catalog: Catalog) -> None:
    own = clause("1", "一、《甲办法》同时废止，根据《乙法》制定，见第一条。", label="一、")
    facts = [citation(own, "《甲办法》", relation="repeals", target="p/jia-2020-1.html"),
             citation(own, "《乙法》", relation="based_on", target="cited/yifa.html", title="乙法"),
             citation(own, "第一条", relation="mentions", target="#art-1")]
    item = legislation(parsed_head(with_facts(policy("xin-2024-1", own, title="新办法"), citations=facts), catalog))
    assert item["legislationRepeals"] == [{"@id": "https://example.org/tiaowen/p/jia-2020-1.html"}]
    assert item["isBasedOn"] == [{"@id": "https://example.org/tiaowen/cited/yifa.html", "@type": "Legislation",
                                  "name": "乙法"}]
    assert "citation" not in item


def test_what_nobody_states_is_not_said(catalog: Catalog) -> None:
    head = parsed_head(document(issuers=(), doc_number="", issue_date=None), catalog)
    assert not {"legislationLegalForce", "legislationIdentifier", "legislationDate",
                "legislationPassedBy"} & legislation(head).keys()
    assert not head.xpath("//meta[@content='']")


@pytest.mark.parametrize("known", [{}, {"issuers": (), "doc_number": "", "issue_date": None}])
def test_zotero_makes_a_statute_of_every_document(known: dict[str, Any], catalog: Catalog) -> None:
    item = document(validity="已废止", **known)
    head = parsed_head(item, catalog)
    tags = {tag.get("name") or tag.get("property"): tag.get("content") for tag in head.xpath("//meta")}
    assert (tags["z.itemType"], tags.get("z.publicLawNumber", "")) == ("statute", item.doc_number)
    assert tags["z.extra"] == "type: regulation\nstatus: 已废止"
    assert (tags["DC.title"], tags.get("DC.creator"),
            tags.get("DC.date")) == (item.title, *(item.issuers or (None,)), item.issue_date)
    # they would win, and make a report or an article
    assert not [name for name in tags if name.startswith("citation_")]
    twins = {f"weifa-2023-3.{suffix}" for suffix in ("json", "xml", "txt")}
    assert {link.get("href") for link in head.xpath("//link[@rel='alternate']")} == twins | {"../feed.xml"}


def test_a_link_to_the_page_is_previewed_with_the_words_of_the_text(catalog: Catalog) -> None:
    front = str(view_of(document(), library_with(document(), catalog))["front"])
    head = html.fragment_fromstring(json.loads(front.partition("\nhead: ")[2].partition("\n")[0]), create_parent="head")
    tags = {tag.get("property"): tag.get("content") for tag in head.xpath("//meta[@property]")}
    assert (tags["og:title"], tags["og:url"]) == ("关于某事的意见", "https://example.org/tiaowen/p/weifa-2023-3.html")
    assert tags["article:published_time"] == "2023-02-26"
    assert tags[
        "og:description"] == "威发〔2023〕3号 中共威海市委 2023年2月26日 一、总体要求。坚持。 （一）起步。 第二段。"


def test_a_page_is_described_by_its_title_and_its_own_words() -> None:
    text = """<nav class="tw-crumbs"><a href="../index.html">首页</a></nav>

# 威海市 {#top}

<p class="tw-lead">2 份文件 · 下级：<a href="a.html">荣成市</a>、<a href="b.html">文登区</a></p>

## 政策文件 {#policies}

<p class="tw-take" hidden>所列文件的题录：<button type="button">RIS</button></p>

<ul><li>甲</li><li>乙</li></ul>
"""
    assert description_of("威海市", text) == "威海市：2 份文件 · 下级：荣成市、文登区 甲 乙"
    assert description_of("检索", "# 检索 {#top}\n") == "检索"
    row = '<tr><th scope="row">甲</th><td>—</td><td class="tw-n" data-value="3">3</td><td>3 份</td></tr>'
    assert description_of("文本质量", f"<table><tbody>{row}</tbody></table>") == "文本质量：甲 3 份"


def test_a_hostile_title_breaks_neither_tags_nor_scripts(catalog: Catalog, templates: Environment) -> None:
    item = document(title=HOSTILE, issuers=(HOSTILE,), doc_number=HOSTILE)
    head = parsed_head(item, catalog)
    assert not head.xpath("//img")
    assert legislation(head)["name"] == HOSTILE
    assert head.xpath("//meta[@name='DC.title']/@content")[0].split() == HOSTILE.split()
    data = str(citing(item, library_with(item, catalog), templates)["citing_data"])
    assert not re.search(r"[<>\u2028\n]", data)
    assert HOSTILE.split()[0] in json.loads(data)["forms"]["plain"][0]


@pytest.mark.parametrize("settings", [SETTINGS, Settings()])
def test_the_page_can_say_what_the_command_says(settings: Settings, catalog: Catalog, templates: Environment) -> None:
    item = document()
    data = json.loads(str(citing(item, library_with(item, catalog, settings), templates)["citing_data"]))
    before = ""
    for part, (anchor, shared, rest, fingerprint) in zip(item.clauses, data["clauses"], strict=True):
        before = before[:shared] + rest
        assert (anchor, before) == (part.anchor, label_in_words(item, part))
        for style in STYLES:
            part_form, start, piece, end = data["forms"][style]
            units = part_form.encode("utf-16-le")
            form = (units[:2 * start] + piece.encode("utf-16-le") + units[2 * end:]).decode("utf-16-le")
            assert form == cite(reference(item, None, settings, accessed=ACCESSED), style, templates)
            if style != "csl-json":
                marks = {LOCATOR: before, LAW_LOCATOR: law_locator(before), ANCHOR: anchor, HASH: fingerprint}
                form = reduce(lambda text, mark: text.replace(*mark), marks.items(), data["forms"][style][0])
                assert form == cite(reference(item, part, settings, accessed=ACCESSED), style, templates)


def test_downloads_hold_the_form_that_is_shown(catalog: Catalog, templates: Environment) -> None:
    forms = citing(document(), library_with(document(), catalog), templates)["forms"]
    assert isinstance(forms, tuple)
    assert {form.file.rpartition(".")[2] for form in forms if form.file} == {"txt", "bib", "ris", "json"}
    for form in forms:
        if form.file:
            shown = html.fragment_fromstring(f"<pre>{form.text}</pre>").text_content()
            assert unquote(form.data.partition(",")[2]) == f"{shown}\n"


def test_a_download_stands_in_an_attribute_and_in_an_address_whatever_it_holds() -> None:
    text = "".join(map(chr, range(0x300))) + "《条文》〔2023〕 \u2028\u3000\ufeff"
    address = download(text, "text/plain")
    assert unquote(address.partition(",")[2]) == text
    assert not re.search(r"""[\s"'<>&#`*\[\]{}|\\^]""", address)
    assert "《条文》〔2023〕" in address


def test_who_repeals_a_document_is_said_and_nothing_else(catalog: Catalog) -> None:
    old = document(effective_date="2023-03-01")
    ending = clause("1", "一、《关于某事的意见》同时废止。", label="一、")
    repeal = citation(ending, "《关于某事的意见》", relation="repeals", target="p/weifa-2023-3.html")
    new = with_facts(policy("weifa-2024-1", ending, title="新的意见"), citations=[repeal])
    corpus = library_of(
        old, new, cited_by={"weifa-2023-3": (ClauseRef(policy_id="weifa-2024-1", anchor="c-1", path="1"),)})
    told = validity(old, library(corpus, SETTINGS, catalog), "p/weifa-2023-3.html")
    assert [line.address for line in told.repealed_by] == ["weifa-2024-1.html#c-1"]
    assert (told.stated, told.dates) == ("", "自2023年3月1日起施行")
    part = structs.replace(new, facts=structs.replace(new.facts, citations=(structs.replace(repeal, locator="art5"),)))
    corpus = structs.replace(corpus, policies=(old, part))
    assert not validity(old, library(corpus, SETTINGS, catalog), "p/weifa-2023-3.html").repealed_by
