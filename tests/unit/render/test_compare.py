"""Comparing places: who speaks of an industry, and what they say side by side."""

from __future__ import annotations

import json

from msgspec import structs
from tiaowen.model import Incentive, Jurisdiction, Policy, Target
from tiaowen.model.corpus import PlaceRecord
from tiaowen.render import compare
from tiaowen.render.library import Link

from tests.factories import clause, duty, library_of, mention, policy, span_of, with_facts
from tests.unit.render.test_pages import made

PLACES = {i: PlaceRecord(id=i, name=name, level="city", code="", parent="") for i, name in (
    ("weihai", "威海市"), ("weifang", "潍坊市"), *((f"p{n:02}", f"第{n:02}市") for n in range(12)))}


def of(place: str, policy_id: str, date: str, *, role: str = "subject") -> Policy:
    owner = clause("1", f"一、打印设备{policy_id}。奖100万元，到2025年达到10家。（责任单位：市财政局）",
                   label="一、", line=3)
    item = policy(policy_id, owner, issue_date=date, jurisdiction=Jurisdiction(city=PLACES[place].name, place_id=place))
    duties = [duty(owner, "（责任单位：市财政局）", {"市财政局": f"{place}-caizhengju"})]
    target = Target(path="1", anchor="c-1", quote="达到10家", span=span_of(owner.full, "达到10家"), metric="企业",
                    value=10, unit="家",
                    deadline="2025", kind="target", line=3)
    paid = Incentive(path="1", anchor="c-1", quote="奖100万元", span=span_of(owner.full, "奖100万元"),
                     beneficiary="企业", amount=100,
                     unit="万元", line=3)
    industries = [mention(owner, "it", "打印设备", role=role)]
    return with_facts(item, industries=industries, duties=duties, targets=[target], incentives=[paid])


def pages_of(*policies: Policy) -> dict[str, str]:
    at: dict[str, tuple[str, ...]] = {}
    for item in policies:
        at[item.jurisdiction.place_id] = (*at.get(item.jurisdiction.place_id, ()), item.id)
    return made(structs.replace(library_of(*policies), places=PLACES, policies_at=at))


def test_the_newest_document_of_each_place_stands_beside_the_others() -> None:
    text = pages_of(of("weihai", "old", "2020"), of("weihai", "new", "2023"),
                    of("weifang", "other", "2021"))["industry/it.md"]
    beside = text[text.index("{#compare}"):text.index("{#incentives}")]
    assert "威海市" in beside and "潍坊市" in beside
    assert "../p/new.html#c-1" in beside and "../p/other.html#c-1" in beside and "../p/old.html" not in beside
    assert "企业 10 家 2025年" in beside and "企业 100 万元" in beside


def test_one_place_alone_is_not_compared() -> None:
    text = pages_of(of("weihai", "a", "2020"), of("weifang", "b", "2021", role="mention"))
    assert "{#compare}" not in text["industry/it.md"]
    assert "还没有两个以上地区都专门规定的产业" in text["compare.md"]


def test_any_place_can_be_chosen_where_an_industry_has_no_room_for_all() -> None:
    many = [of(f"p{n:02}", f"d{n:02}", "2020") for n in range(6)]
    files = pages_of(*many, of("weihai", "a", "2020"))
    assert 'data-tw-compare=' not in pages_of(*many)["compare.md"] and compare.FILE not in pages_of(*many)
    assert all(text in files["compare.md"] for text in ('<option value="威海市">', 'data-tw-compare="data/compare.js"'))
    told = json.loads(files[compare.FILE].removeprefix("tiaowenCompare(").removesuffix(");\n"))
    [industry], [function] = told["tables"]
    at = str(told["places"].index("威海市"))
    assert industry[1] == "industry/it.html#compare"
    assert industry[2][at] == [1, "", "目标 1", "奖补 1", "最大 100 万元"]
    said = files["data/compare-it.js"].removeprefix("tiaowenClauses(").removesuffix(");\n")
    [[title, number, clauses]] = json.loads(said)["威海市"]
    assert len(clauses) == 1 and clauses[0][1] == "p/a.html#c-1" and title
    assert clauses[0][2:] == [["企业 10 家 2025年"], [["企业 100 万元", 1000000]]]
    assert "data/compare-it.js" not in pages_of(*many)
    assert function[:2] == ["市财政局", ""] and function[2][at] == [1, "agency/weihai-caizhengju.html"]


def test_places_that_do_not_fit_are_named() -> None:
    """Twelve columns of fourteen, those with most clauses; six documents side by side and the other places by name."""
    many = [of(f"p{n:02}", f"d{n:02}", "2020") for n in range(12)]
    text = pages_of(*many, of("weihai", "a", "2020"), of("weihai", "b", "2021"),
                    of("weifang", "c", "2021", role="mention"))
    assert 'href="place/weihai.html"' in text["compare.md"] and 'href="place/weifang.html"' not in text["compare.md"]
    assert "条款最多的 12 个地区；另外 2 个地区" in text["compare.md"]
    beside = text["industry/it.md"][text["industry/it.md"].index("{#compare}"):]
    assert beside.count('<th scope="col">第') + beside.count('<th scope="col">威海市') == 6
    assert "也有规定的地区：" in beside and beside.count(' title="') >= 7


def test_the_overview_counts_industries_and_functions_by_place() -> None:
    text = pages_of(of("weihai", "a", "2020"), of("weifang", "b", "2021"))["compare.md"]
    assert text.count('href="industry/it.html#compare"') == 3  # the name and a number for each place: no number twice
    assert text.count("<span>目标 1</span> <span>奖补 1</span> <span>最大 100 万元</span>") == 2
    assert 'href="agency/weihai-caizhengju.html">1<' in text and 'href="agency/weifang-caizhengju.html">1<' in text
    assert "<svg" not in text and "各地专门规定各产业的条款数" in text


def test_the_fuller_a_field_the_darker() -> None:
    fields = tuple(compare.Field(count=count, address="") for count in (1, 5, 9))
    row = compare.Row(name=Link(text="市财政局"), fields=(*fields, None))
    assert [field and field.shade for field in compare.shaded([row])[0].fields] == [1, 3, 5, None]
    assert compare.shaded([structs.replace(row, fields=fields[:1])])[0].fields[0].shade == 1  # type: ignore[union-attr]


def test_what_is_said_of_one_matter_stands_on_one_line() -> None:
    """Targets beside targets, a branch beside the same branch; a place that says nothing of it has a dash there."""
    both, other = of("weihai", "a", "2020"), of("weifang", "b", "2021")
    branch = mention(both.clauses[0], "it.printer", "打印设备", role="subject")
    both = structs.replace(both, facts=structs.replace(both.facts, industries=(branch,)))
    text = pages_of(both, other)["industry/it.md"]
    rows = {row.split("</th>")[0]: row.count('<td data-th="') - row.count("tw-none")
            for row in text[text.index('class="tw-beside"'):].split('<tr><th scope="row">')[1:]}
    assert rows == {"文件": 2, "目标": 2, "奖补": 2, "it&#46;printer": 1, "总的规定": 1}


def test_a_place_none_of_whose_bodies_has_a_duty_has_no_column_of_dashes() -> None:
    other = of("p00", "c", "2022")
    idle = structs.replace(other, facts=structs.replace(other.facts, duties=()))
    text = pages_of(of("weihai", "a", "2020"), of("weifang", "b", "2021"), idle)["compare.md"]
    industries, _, functions = text.partition("{#functions}")
    assert (
        "第00市" in industries and "第00市" not in functions.partition("agencies-by-place.csv")[0]
        and "<td>—</td>" not in functions
    )
