"""The Atom feeds: what an entry tells, which day it has, and that it stays as it is (RFC 4287)."""

from __future__ import annotations

import pytest
from lxml import etree
from msgspec import structs
from tiaowen.config import Settings
from tiaowen.model import IndustryMention, Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render.feed import ALL, feeds

from tests.factories import clause, library_of, policy, with_facts

SETTINGS = Settings(site_url="https://example.org/zc/")
DOCUMENT = policy("weifa-2023-3", *(clause(str(number), f"做好第{number}件事。") for number in (1, 2, 3)),
                  doc_number="威发〔2023〕3号", issuers=("威海市人民政府",), issue_date="2023-02-26")

def atom(corpus: Corpus, settings: Settings = SETTINGS) -> bytes:
    return next(file.data for file in feeds(corpus, settings) if file.path == ALL)


def test_the_feed_escapes_and_dates() -> None:
    policy = structs.replace(DOCUMENT, title="<script>alert(1)</script> & 其他", issue_date="2023")
    root = etree.fromstring(atom(Corpus(policies=(policy,))))
    entry = root.find("{http://www.w3.org/2005/Atom}entry")
    assert entry is not None
    assert entry.findtext("{http://www.w3.org/2005/Atom}title") == policy.title
    assert entry.findtext("{http://www.w3.org/2005/Atom}updated") == "2023-01-01T00:00:00Z"


def test_a_day_that_no_calendar_has_is_the_last_of_its_month() -> None:
    root = etree.fromstring(atom(Corpus(policies=(structs.replace(DOCUMENT, issue_date="2023-02-31"),))))
    moments = root.iter("{http://www.w3.org/2005/Atom}updated")
    assert {moment.text for moment in moments} == {"2023-02-28T00:00:00Z"}


def test_the_feed_leads_to_its_page_and_tells_the_script_of_what_it_names() -> None:
    now = structs.replace(DOCUMENT, id="x-1", title="關於健全機制的意見", source_script="hant")
    root = etree.fromstring(atom(Corpus(policies=(now, structs.replace(now, id="x-2", source_script="hans")))))
    name, lang = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.get(lang) == "zh-Hans"
    assert sorted(entry.get(lang, "") for entry in root.iter(f"{name}entry")) == ["", "zh-Hant"]
    assert [link.get("href") for link in root.findall(f"{name}link") if link.get("rel") is None] == [
        f"{SETTINGS.site_url}index.html"]


def test_the_feed_tells_new_versions_and_documents_taken_down() -> None:
    now = structs.replace(DOCUMENT, id="x-1", title="关于健全机制的意见", issue_date="2024-03-01",
                          issuers=("甲市人民政府",))
    first = structs.replace(now, version="2023-02-26", issue_date="2023-02-26", clauses=now.clauses[:-2])
    second = structs.replace(now, version="2023-09", issue_date="2023-09", clauses=now.clauses[:-1])
    down = structs.replace(now, id="x-2", title="关于普查的通知")
    corpus = Corpus(policies=(now,), versions=(first, second), withdrawn=(down,))
    root = etree.fromstring(atom(corpus))
    name = "{http://www.w3.org/2005/Atom}"
    told = {
        (entry.findtext(f"{name}updated", "")[:10], entry.findtext(f"{name}title"), entry.findtext(f"{name}summary"),
         entry.findtext(f"{name}id", "").rpartition("/")[2])
        for entry in root.iter(f"{name}entry")
    }
    source = f"甲市人民政府 {now.doc_number}".strip()
    assert told == {
        ("2023-02-26", now.title, source, "x-1.html"),
        ("2023-09-01", f"有新版本：{now.title}", f"新增1条。{source}", "x-1--2023-02-26--diff.html"),
        ("2024-03-01", f"有新版本：{now.title}", f"新增1条。{source}", "x-1--2023-09--diff.html"),
        ("2024-03-01", f"已撤下：{down.title}", source, "x-2.html#withdrawn"),
    }
    assert [entry.findtext(f"{name}updated") for entry in root.iter(f"{name}entry")] == sorted(
        (entry.findtext(f"{name}updated") for entry in root.iter(f"{name}entry")), reverse=True)


def told(*policies: Policy, settings: Settings = SETTINGS) -> dict[str | None, tuple[str | None, str | None]]:
    """Of every entry of the feed its identity, when it was updated and when published."""
    name = "{http://www.w3.org/2005/Atom}"
    entries = etree.fromstring(atom(Corpus(policies=policies), settings)).iter(f"{name}entry")
    return {entry.findtext(f"{name}id"): (entry.findtext(f"{name}updated"), entry.findtext(f"{name}published"))
            for entry in entries}


@pytest.mark.parametrize("settings", [SETTINGS, Settings()])
def test_no_entry_of_the_feed_moves_because_another_document_came(settings: Settings) -> None:
    dated = structs.replace(DOCUMENT, id="x-1", issue_date="2023-02-26")
    fetched = structs.replace(dated, id="x-2", issue_date=None, publish_date=None,
                              source=structs.replace(dated.source, retrieved="2024-05-06"))
    unknown = structs.replace(fetched, id="x-3", source=structs.replace(dated.source, retrieved=None))
    before = told(dated, fetched, unknown, settings=settings)
    assert list(before.values()) == [("2024-05-06T00:00:00Z", None), ("2023-02-26T00:00:00Z", "2023-02-26T00:00:00Z")]
    after = told(dated, fetched, unknown, structs.replace(dated, id="x-4", issue_date="2026-01-01"), settings=settings)
    assert before.items() < after.items()


def test_a_document_without_any_day_is_in_no_feed_which_says_so() -> None:
    """RFC 4287, 4.1.2: an entry tells the day; the first one of 1970 would be a day that nobody told."""
    name = "{http://www.w3.org/2005/Atom}"
    policy = DOCUMENT
    unknown = structs.replace(policy, id="x-3", issue_date=None, publish_date=None, source=structs.replace(
        policy.source, retrieved=None))
    root = etree.fromstring(atom(Corpus(policies=(unknown, policy)), SETTINGS))
    assert [entry.findtext(f"{name}id") for entry in root.iter(f"{name}entry")] == [
        f"{SETTINGS.site_url}p/{policy.id}.html"]
    assert root.findtext(f"{name}subtitle") == (
        f"另有 1 份文件没有写明日期，不在订阅里，见 {SETTINGS.site_url}changes.html")
    assert etree.fromstring(atom(Corpus(policies=(policy,)), SETTINGS)).find(f"{name}subtitle") is None


def test_a_feed_without_entries_is_as_old_as_the_library() -> None:
    """Its industry has but a document without a day; the feed has to tell when it changed all the same."""
    fact = IndustryMention(path="1", anchor="c-1", industry="agri.crop", role="subject", terms=("种植",))
    unknown = with_facts(structs.replace(DOCUMENT, id="x-3", issue_date=None), industries=(fact,))
    found = {file.path: file.data for file in feeds(library_of(DOCUMENT, unknown), SETTINGS)}
    root, name = etree.fromstring(found["industry/agri.crop.xml"]), "{http://www.w3.org/2005/Atom}"
    assert root.find(f"{name}entry") is None and root.findtext(f"{name}updated") == "2023-02-26T00:00:00Z"
