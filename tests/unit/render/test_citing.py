"""What a document's page holds for machines and for citing: nothing of a source can end a script or break a tag, and all of it can be read back."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import pytest
from jinja2 import Environment
from lxml import html
from msgspec import structs
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.model import Policy
from tiaowen.model.corpus import ClauseRef
from tiaowen.render.cite import STYLES, cite, label_in_words, reference
from tiaowen.render.citing import ACCESSED, ANCHOR, HASH, LOCATOR, citing
from tiaowen.render.environment import templates_of
from tiaowen.render.head import head_tags
from tiaowen.render.library import Library, library
from tiaowen.render.validity import validity

from tests.factories import SETTINGS, citation, clause, library_of, policy, with_facts

HOSTILE = "关于</script><img src=x onerror=alert(1)>\"'&amp; <!-- {{ x }} \u2028 的意见"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog((packaged("site_config"),))


@pytest.fixture(scope="module")
def templates() -> Environment:
    return templates_of(packaged("templates").parent)


def document(**more: Any) -> Policy:
    first = clause("1", "一、总体要求。坚持。", label="一、", heading="总体要求")
    clauses = (first, clause("1.1", "（一）起步。", label="（一）"), clause("1.1.p2", "第二段。"))
    known = {"title": "关于某事的意见", "doc_number": "威发〔2023〕3号", "issuers": ("中共威海市委",), "issue_date": "2023-02-26"}
    return policy("weifa-2023-3", *clauses, **known | more)


def library_with(item: Policy, catalog: Catalog, settings: Settings = SETTINGS) -> Library:
    return library(library_of(item), settings, catalog)


def parsed_head(item: Policy, catalog: Catalog, settings: Settings = SETTINGS) -> Any:
    return html.document_fromstring(f"<html><head>{head_tags(item, library_with(item, catalog, settings))}</head><body></body></html>")


def test_json_ld_names_the_document_and_its_clauses(catalog: Catalog) -> None:
    (data,) = parsed_head(document(validity="已废止"), catalog).xpath("//script[@type='application/ld+json']/text()")
    item = json.loads(data)
    assert (item["@type"], item["legislationIdentifier"], item["legislationLegalForce"]) == ("Legislation", "威发〔2023〕3号", "NotInForce")
    assert item["url"] == "https://example.org/tiaowen/p/weifa-2023-3.html"
    assert [(part["name"], part["url"]) for part in item["hasPart"]] == [
        ("第一部分 总体要求", f"{item['url']}#c-1"), ("第一部分第（一）项", f"{item['url']}#c-1-1"),
    ]


def test_what_nobody_states_is_not_said(catalog: Catalog) -> None:
    head = parsed_head(document(issuers=(), doc_number="", issue_date=None), catalog)
    item = json.loads(head.xpath("//script/text()")[0])
    assert not {"legislationLegalForce", "legislationIdentifier", "legislationDate", "legislationPassedBy"} & item.keys()
    assert not head.xpath("//meta[@content='']")


def test_zotero_gets_title_authors_number_and_date(catalog: Catalog) -> None:
    head = parsed_head(document(), catalog)
    tags = {tag.get("name"): tag.get("content") for tag in head.xpath("//meta")}
    assert tags["citation_title"] == "关于某事的意见"
    assert tags["citation_author"] == tags["DC.creator"] == tags["citation_technical_report_institution"] == "中共威海市委"
    assert (tags["citation_technical_report_number"], tags["citation_date"]) == ("威发〔2023〕3号", "2023/02/26")
    twins = {f"weifa-2023-3.{suffix}" for suffix in ("json", "xml", "txt")}
    assert {link.get("href") for link in head.xpath("//link[@rel='alternate']")} == twins | {"../feed.xml"}


def test_a_hostile_title_breaks_neither_tags_nor_scripts(catalog: Catalog, templates: Environment) -> None:
    item = document(title=HOSTILE, issuers=(HOSTILE,), doc_number=HOSTILE)
    head = parsed_head(item, catalog)
    assert not head.xpath("//img")
    assert json.loads(head.xpath("//script/text()")[0])["name"] == HOSTILE
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
            if style != "csl-json":
                form = data["forms"][style][1].replace(LOCATOR, before).replace(ANCHOR, anchor).replace(HASH, fingerprint)
                assert form == cite(reference(item, part, settings, accessed=ACCESSED), style, templates)


def test_downloads_hold_the_form_that_is_shown(catalog: Catalog, templates: Environment) -> None:
    forms = citing(document(), library_with(document(), catalog), templates)["forms"]
    assert isinstance(forms, tuple)
    assert {form.file.rpartition(".")[2] for form in forms if form.file} == {"txt", "bib", "ris", "json"}
    for form in forms:
        if form.file:
            shown = html.fragment_fromstring(f"<pre>{form.text}</pre>").text_content()
            assert base64.b64decode(form.data.partition("base64,")[2]).decode() == f"{shown}\n"


def test_who_repeals_a_document_is_said_and_nothing_else(catalog: Catalog) -> None:
    old = document(effective_date="2023-03-01")
    ending = clause("1", "一、《关于某事的意见》同时废止。", label="一、")
    repeal = citation(ending, "《关于某事的意见》", relation="repeals", target="p/weifa-2023-3.html")
    new = with_facts(policy("weifa-2024-1", ending, title="新的意见"), citations=[repeal])
    corpus = library_of(old, new, cited_by={"weifa-2023-3": (ClauseRef(policy_id="weifa-2024-1", anchor="c-1", path="1"),)})
    told = validity(old, library(corpus, SETTINGS, catalog), "p/weifa-2023-3.html")
    assert [line.address for line in told.repealed_by] == ["weifa-2024-1.html#c-1"]
    assert (told.stated, told.dates) == ("", "自2023年3月1日起施行")
    part = structs.replace(new, facts=structs.replace(new.facts, citations=(structs.replace(repeal, locator="art5"),)))
    corpus = structs.replace(corpus, policies=(old, part))
    assert not validity(old, library(corpus, SETTINGS, catalog), "p/weifa-2023-3.html").repealed_by
