"""Pages from small libraries: what a reader must find on each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from msgspec import structs
from pytest import MonkeyPatch
from tiaowen.config import Settings
from tiaowen.diagnostics import finding
from tiaowen.model import Deadline, Policy, Repair
from tiaowen.model.corpus import CitedDocument, ClauseRef, Corpus, Succession
from tiaowen.render import agency
from tiaowen.render.words import withheld

from tests.factories import SETTINGS, clause, duty, library_of, mention, pages_of, policy, shown, span_of, with_facts

TREE = (
    clause("preamble", "为做好工作，制定本意见。", line=2),
    clause("1", "一、总体要求", label="一、", heading="总体要求", line=3),
    clause("1.p1", "坚持统筹。", line=4),
    clause("2", "二、重点任务", label="二、", heading="重点任务", line=5),
    clause("2.3", "（三）招引项目", label="（三）", heading="招引项目", line=6),
    clause("2.3.15", "15.统筹管理。对项目给予奖励。", label="15.", heading="统筹管理", line=7),
    clause("2.3.15.p2", "另一段。", line=8),
    clause("2.3.15.d1", "——产业规模。达到1000亿元。", label="——", heading="产业规模", line=9),
)


def made(corpus: Corpus, settings: Settings = SETTINGS) -> dict[str, str]:
    return pages_of(shown(corpus, settings))


def page(item: Policy, settings: Settings = SETTINGS, **more: Any) -> str:
    return for_people(made(library_of(item, **more), settings)[f"p/{item.id}.md"])


def for_people(text: str) -> str:
    """A page without what it says to machines and for citing, which has its own tests."""
    text = re.sub(r"^head: .*\n", "", text, flags=re.MULTILINE)
    return re.sub(r'<details class="tw-citing".*?</script>\n', "", text, flags=re.DOTALL)


def test_an_agency_has_one_table_of_what_it_must_do_and_links_its_kin() -> None:
    first = clause("1", "一、2025年底前完成，2027年底前验收。（牵头单位：市财政局；责任单位：市财政局、市教育局）",
                   label="一、", line=3)
    second = clause("2", "二、一起做。（责任单位：市财政局、市教育局）", label="二、", line=4)
    both = {"市财政局": "weihai-caizhengju", "市教育局": "weihai-jiaoyuju"}
    due = Deadline(path="1", anchor="c-1", quote="2025年底前", span=span_of(first.full, "2025年底前"),
                   date="2025-12-31", what="完成", line=3)
    later = structs.replace(due, quote="2027年底前", span=span_of(first.full, "2027年底前"), date="2027-12-31")
    item = with_facts(policy("a", first, second), duties=[
        duty(first, "牵头单位：市财政局", {"市财政局": "weihai-caizhengju"}, role="lead"),
        duty(first, "责任单位：市财政局、市教育局", both),
        duty(second, "（责任单位：市财政局、市教育局）", both),
    ], deadlines=[due, later])
    corpus = library_of(item)
    kin = Succession(agency_id="weihai-jiaoyuju", name="市教育局", direction="predecessor", date="2019", certain=False,
                     source="改革方案")
    record = structs.replace(corpus.agencies["weihai-caizhengju"], full_name="威海市财政局", succession=(kin,))
    text = made(structs.replace(corpus, agencies=corpus.agencies | {record.id: record}))["agency/weihai-caizhengju.md"]
    assert "# 威海市财政局 {#top}" in text
    before = (
        '<a href="weihai-jiaoyuju.html">市教育局</a> <span class="tw-of">2019年 改革方案</span> <span '
        'class="tw-tag">不确定</span>'
    )
    assert f"<div><dt>前身</dt><dd>{before}</dd></div>" in text and "1 份文件，3 项，牵头 1 项" in text
    one, other = text[text.index("<tbody>"):text.index("</tbody>")].strip().split("</tr>")[:2]
    assert one.count("<tr") == other.count("<tr") == 1 and 'id="in-a"' in one and " id=" not in other
    assert ">牵头、责任单位<" in one and ">责任单位<" in other, "the same words in two lists of bodies are one row"
    assert 'data-choice="2025；2027"' in one  # either year finds it
    assert ">2025年12月31日<" in one and 'data-value=""' in other and ">—<" in other
    assert one.count('<a href="weihai-jiaoyuju.html">市教育局</a>') == other.count("weihai-jiaoyuju") == 1
    assert "../p/a.html#c-1" in one and "../p/a.html#c-2" in other



def test_of_an_agency_with_many_documents_the_table_says_that_it_holds_the_newest(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(agency, "WHOLE", 1)
    owner = clause("1", "一、办好。（责任单位：市财政局）", label="一、", line=3)
    owed = duty(owner, "（责任单位：市财政局）", {"市财政局": "weihai-caizhengju"})
    old, new = (with_facts(policy(name, owner, issue_date=day), duties=[owed])
                for name, day in (("old", "2019-01-01"), ("new", "2024-01-01")))
    text = made(library_of(old, new))["agency/weihai-caizhengju.md"]
    assert "下表是最新 1 份文件中的；其余 1 份文件的条数在表后。" in text and text.count("<td class=\"tw-what\">") == 1
    assert "下表是最新" not in made(library_of(new))["agency/weihai-caizhengju.md"]


def test_every_kind_of_page_is_there_and_documents_are_linked_from_it() -> None:
    owner = clause("1", "一、发展打印设备。（责任单位：市财政局）", label="一、", heading="", line=3)
    duties = [duty(owner, "（责任单位：市财政局）", {"市财政局": "weihai-caizhengju"})]
    item = policy("a", owner, doc_number="威发〔2023〕3号", issue_date="2023-02-24")
    item = with_facts(item, industries=[mention(owner, "it.printer", "打印设备")], duties=duties)
    ref = ClauseRef(policy_id="a", anchor="c-1", path="1")
    cited = CitedDocument(id="guobanfa-2017-7", title="意见", doc_number="国办发〔2017〕7号", kind="policy_document",
                          cited_by=(ref,))
    doubt = finding("P011", path="docs_src/policies/x.txt", detail="征求意见稿")
    held = structs.replace(policy("", title="草案"), status="held", diagnostics=(doubt,))
    files = made(library_of(item, cited={cited.id: cited}, unpublished=(held,)))
    listing = ("index", "policies", "place/weihai", "industry/it", "industry/it.printer", "agency/weihai-caizhengju",
               "cited/guobanfa-2017-7")
    for path in listing:
        assert re.search(r'href="(\.\./)?p/a\.html', files[f"{path}.md"]), path
    assert "<td>这是征求意见稿或草案。</td>" in files["quality.md"]
    assert ">草案<" in files["quality.md"]
    assert {"targets.md", "incentives.md", "agencies.md", "industries.md", "about.md", "search.md"} <= set(files)


def test_the_page_of_quality_counts_every_repair_and_speaks_to_readers() -> None:
    """What stands in 整理说明 is counted here too; what editors do about a file is said at the console."""
    owner = clause("1", "一、办理。", label="一、", line=3)
    repairs = [Repair(rule=rule, line=3, before="a", after="b", certain=True)
               for rule in ("half-width", "half-width", "space", "pinyin")]
    item = policy("a", owner, repairs=tuple(repairs))
    double = finding("L001", path="docs_src/policies/b.txt", other="docs_src/policies/c.txt", number="某发1号",
                     same="相同")
    held = policy("", title="某意见", doc_number="某发1号", status="held", diagnostics=(double,))
    text = made(library_of(item, unpublished=(held,)))["quality.md"]
    cells = re.findall(r'data-value="(\d+)"', text)
    assert cells == ["0", "0", "0", "1", "3", "0"]
    row = text.partition('id="unpublished"')[2] or text.partition("{#unpublished}")[2]
    assert "某发1号" in row and "另有一份来源的文号和发文机关与它相同，核对之前不发布。" in row
    assert "docs" not in row.partition("errata")[0] and "旁注文件" not in row
    assert withheld("refused", ["R008"]) == ("来源文件读不出政策的正文",) != withheld("held", [])


def test_a_page_is_of_the_newest_day_of_the_documents_it_is_about() -> None:
    def issued(name: str, day: str) -> Policy:
        owner = clause("1", "一、办。（责任单位：市财政局）", label="一、", line=3)
        return with_facts(policy(name, owner, issue_date=day, doc_number=name), duties=[
            duty(owner, "（责任单位：市财政局）", {"市财政局": f"weihai-{name}"})])

    def days(*items: Policy) -> dict[str, str]:
        found = ((path, re.search(r'^lastmod: "(.*)"$', text, re.MULTILINE)) for path, text in
                 made(library_of(*items)).items())
        return {path: day[1] for path, day in found if day}

    before, after = days(issued("a", "2023-02-24")), days(issued("a", "2023-02-24"), issued("b", "2025-01-01"))
    assert {before[path] for path in ("p/a.md", "agency/weihai-a.md", "place/weihai.md", "index.md")} == {"2023-02-24"}
    assert {path for path in before if before[path] != after[path] and "/" in path} == {
        "place/shandong.md", "place/weihai.md"}
    assert after["place/weihai.md"] == after["index.md"] == "2025-01-01"
    assert not days(policy("c", *TREE))


def test_pages_are_the_same_bytes_every_time_and_hold_no_empty_line_inside_a_block() -> None:
    corpus = library_of(policy("a", *TREE))
    files = made(corpus)
    assert files == made(corpus)
    for path, text in files.items():
        for block in re.split(r"\n\n+", text):
            opened = len(re.findall(r"<(?:div|ul|ol|dl|nav|section|table|details)\b", block))
            assert opened == len(re.findall(r"</(?:div|ul|ol|dl|nav|section|table|details)>", block)), (path, block)


def test_all_links_of_a_page_lead_to_pages_that_are_made() -> None:
    owner = clause("1", "一、发展打印设备。（责任单位：市财政局）", label="一、", line=3)
    item = with_facts(policy("a", owner), industries=[mention(owner, "it.printer", "打印设备")],
                      duties=[duty(owner, "（责任单位：市财政局）", {"市财政局": "weihai-caizhengju"})])
    files = made(library_of(item))
    for path, text in files.items():
        for link in re.findall(r'href="([^"#]+)(?:#[^"]*)?"|\]\(([^)#]+)', text):
            target = next(filter(None, link)).split("?")[0]
            if not target or target.startswith(("data:", "webcal://example.org/tiaowen/data/")):
                continue
            known = (Path("/") / Path(path).parent / target).resolve().as_posix()[1:].replace(".html", ".md")
            data = re.search(r"\.(json|jsonl|xml|txt|csv|zip|ics|ris|bib|epub)$", known)
            assert known in files or data, (path, target)
