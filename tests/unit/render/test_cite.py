"""Citation forms: the label in words, the styles, escaping."""

import json

import pytest
from jinja2 import Environment
from msgspec import structs
from tiaowen.anchors import anchor_of
from tiaowen.config import Settings
from tiaowen.model import Clause, HeaderLine, Policy, SourceInfo
from tiaowen.render.cite import STYLES, cite, reference
from tiaowen.render.locator import law_locator
from tiaowen.text import sha256

from tests.factories import LAW_LOCATORS, templates

SETTINGS = Settings(site_url="https://example.org/zc/")


@pytest.fixture(name="templates")
def own_templates() -> Environment:
    return templates()


def clause(path: str, label: str) -> Clause:
    return Clause(anchor=anchor_of(path), path=path, kind="heading", level=1, label=label, full=label, line=1,
                  sha256=sha256(label))


def policy(*clauses: Clause) -> Policy:
    info = SourceInfo(path="a.txt", format="text", encoding="utf-8", sha256="0" * 64, size=1)
    return Policy(id="weifa-2023-3", title="关于健全激励机制的意见", doc_number="威发〔2023〕3号",
                  issuers=("中共威海市委", "威海市人民政府"),
                  issue_date="2023-02-26", source=info, clauses=clauses)


def made(style: str, templates: Environment, **values: object) -> str:
    clauses = [clause("2", "二、"), clause("2.3", "（三）")]
    ref = reference(structs.replace(policy(*clauses), **values), clauses[-1], SETTINGS, accessed="2026-11-22")
    return cite(ref, style, templates)  # type: ignore[arg-type]


def test_gbt7714_of_a_clause(templates: Environment) -> None:
    assert made("gbt7714-2025", templates) == (
        "中共威海市委，威海市人民政府. 关于健全激励机制的意见：威发〔2023〕3号[EB/OL]. "
        "2023：第二部分第（三）项（2023-02-26）[2026-11-22]. "
        "https://example.org/zc/p/weifa-2023-3.html#c-2-3."
    )
    assert made("gbt7714-2015", templates) == (
        "中共威海市委,威海市人民政府.关于健全激励机制的意见:威发〔2023〕3号[A/OL].2023:第二部分第（三）项(2023-02-26)"
        "[2026-11-22]."
        "https://example.org/zc/p/weifa-2023-3.html#c-2-3."
    )


PUBLISHED = [  # examples of the standards with what they say of the document, in the order of the parameters below
    ("gbt7714-2015", "", ("北京市人民政府办公厅",), "关于转发北京市企业投资项目核准暂行实施办法的通知",
     "京政办发[2005]37号",
     "2005-07-12", "2011-07-12", "http://china.findlaw.cn/fagui/p_1/39934.html",  # GB/T 7714—2015, 4.6.2
     "北京市人民政府办公厅.关于转发北京市企业投资项目核准暂行实施办法的通知:京政办发[2005]37号[A/OL].(2005-07-12)"
     "[2011-07-12]."
     "http://china.findlaw.cn/fagui/p_1/39934.html."),
    ("gbt7714-2015", "R", ("中国互联网络信息中心",), "第29次中国互联网络发展现状统计报告", "",
     "2012-01-16", "2013-03-26",
     "http://www.cnnic.net.cn/hlwfzyj/hlwxzbg/201201/P020120709345264469680.pdf",  # GB/T 7714—2015, 4.6.2
     "中国互联网络信息中心.第29次中国互联网络发展现状统计报告[R/OL].(2012-01-16)[2013-03-26]."
     "http://www.cnnic.net.cn/hlwfzyj/hlwxzbg/201201/P020120709345264469680.pdf."),
    ("gbt7714-2025", "", ("北京鲁迅博物馆",), "北京鲁迅博物馆志愿服务章程", "", "2021-04-21", "2023-05-02",
     "http://www.luxunmuseum.com.cn/html/202104/a11310.htm",  # GB/T 7714—2025, B.10
     "北京鲁迅博物馆. 北京鲁迅博物馆志愿服务章程[EB/OL]. （2021-04-21）[2023-05-02]. "
     "http://www.luxunmuseum.com.cn/html/202104/a11310.htm."),
    ("gbt7714-2025", "", ("高等教育文献保障系统",), "馆际互借与文献传递服务", "", "", "2025-06-21",
     "http://home.calis.edu.cn/pages/list.html?id=4101e184-7f64-4798-a5e1-8e37aa6994fc",  # GB/T 7714—2025, 8.11.3.2
     "高等教育文献保障系统. 馆际互借与文献传递服务[EB/OL]. [2025-06-21]. "
     "http://home.calis.edu.cn/pages/list.html?id=4101e184-7f64-4798-a5e1-8e37aa6994fc."),
    # GB/T 7714—2025, 8.11.2.2
    ("gbt7714-2025", "", (), "中国国家博物馆", "", "", "2025-05-06", "https://www.chnmuseum.cn/",
     "中国国家博物馆[EB/OL]. [2025-05-06]. https://www.chnmuseum.cn/."),
]


@pytest.mark.parametrize(("style", "code", "authors", "title", "number", "date", "accessed", "url", "expected"),
                         PUBLISHED)
def test_published_examples_of_the_standards(style: str, code: str, authors: tuple[str, ...], title: str, number: str,
                                             date: str, accessed: str,
                                             url: str, expected: str, templates: Environment) -> None:
    document = structs.replace(policy(), issuers=authors, title=title, doc_number=number, issue_date=date or None)
    ref = reference(document, None, structs.replace(SETTINGS, citation_code=code), accessed=accessed)
    assert cite(structs.replace(ref, url=url), style, templates) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("style", "expected"), [("gbt7714-2025", "印森林，吴胜和，李俊飞，等. "),
                                                 ("gbt7714-2015", "印森林,吴胜和,李俊飞,等.")])
def test_more_than_three_authors(style: str, expected: str, templates: Environment) -> None:
    # GB/T 7714—2025, 7.1.2
    assert made(style, templates, issuers=("印森林", "吴胜和", "李俊飞", "冯文杰")).startswith(expected)


@pytest.mark.parametrize("style", STYLES)
def test_a_document_without_a_title_is_cited_by_what_its_page_shows(style: str, templates: Environment) -> None:
    assert "（无标题）" in made(style, templates, title="")


def test_the_title_does_not_name_the_authors_again(templates: Environment) -> None:
    text = made("gbt7714-2025", templates, title="中共威海市委 威海市人民政府关于健全激励机制的意见")
    assert text.startswith("中共威海市委，威海市人民政府. 关于健全激励机制的意见：")


def test_plain(templates: Environment) -> None:
    assert made("plain", templates) == (
        "《关于健全激励机制的意见》（威发〔2023〕3号）第二部分第（三）项，中共威海市委、威海市人民政府，2023-02-26，"
        "https://example.org/zc/p/weifa-2023-3.html#c-2-3"
    )


def test_bibtex(templates: Environment) -> None:
    assert made("bibtex", templates).splitlines() == [
        "@report{weifa-2023-3-c-2-3,", "  author = {{中共威海市委} and {威海市人民政府}},",
        "  title = {关于健全激励机制的意见},", "  type = {政策文件},", "  number = {威发〔2023〕3号},",
        "  pages = {第二部分第（三）项},",
        "  date = {2023-02-26},", "  year = {2023},", "  url = {https://example.org/zc/p/weifa-2023-3.html#c-2-3},",
        "  urldate = {2026-11-22},",
        "  langid = {chinese}", "}",
    ]


def test_ris(templates: Environment) -> None:
    assert made("ris", templates).splitlines() == [
        "TY  - STAT", "AU  - 中共威海市委", "AU  - 威海市人民政府", "TI  - 关于健全激励机制的意见",
        "M1  - 威发〔2023〕3号", "N1  - 威发〔2023〕3号",
        "SE  - 第二部分第（三）项", "PY  - 2023", "DA  - 2023/02/26",
        "UR  - https://example.org/zc/p/weifa-2023-3.html#c-2-3",
        "Y2  - 2026/11/22", "LA  - zh-CN", "ER  - ",
    ]


LAW = {"title": "中华人民共和国民法典", "document_type": "法", "doc_number": "主席令第45号"}
REVISED = (
    "（1999年10月15日国务院通过 根据2016年2月6日《关于修改部分行政法规的决定》修订 "
    "根据2018年3月19日《决定》第二次修正）"
)


REVISION = {"header": (HeaderLine(line=2, text=REVISED, role="revision"),)}
REPEALED = {"validity": "已废止"}


def journal(style: str, templates: Environment, path: str = "", label: str = "", **values: object) -> str:
    clauses = [clause("art12", "第十二条"), clause(path, label)] if path else []
    document = structs.replace(policy(*clauses), issuers=("国务院",), **values)
    return cite(reference(document, clauses[-1] if path else None, SETTINGS), style, templates)  # type: ignore[arg-type]


# as citeproc prints them with the style of zotero-chinese: tests/clients/
@pytest.mark.parametrize(("where", "values", "expected"), [
    ((), {}, "《关于健全激励机制的意见》，威发〔2023〕3号。"),
    (("art12.2", "（二）"), {}, "《关于健全激励机制的意见》（威发〔2023〕3号），第12条第2项。"),
    (("art12.2", "（二）"), LAW, "《中华人民共和国民法典》第12条第2项。"),
    (("art12.2", "（二）"), {"doc_number": ""}, "《关于健全激励机制的意见》，2023年2月26日发布，第12条第2项。"),
    ((), {"doc_number": "", "issue_date": None}, "《关于健全激励机制的意见》。"),
    ((), {"validity": "已废止"}, "《关于健全激励机制的意见》（已废止），威发〔2023〕3号。"),
    ((), {"title": "示例办法（征求意见稿）", "doc_number": "", "validity": "已废止"},
     "《示例办法（征求意见稿）》（已废止），2023年2月26日发布。"),
    ((), REVISION, "《关于健全激励机制的意见》（2018年修正），威发〔2023〕3号。"),
    ((), {**REVISION, "validity": "已修改"}, "《关于健全激励机制的意见》（2018年修正），威发〔2023〕3号。"),
    ((), {"title": "关于印发《工作方案》的通知"}, "《关于印发〈工作方案〉的通知》，威发〔2023〕3号。"),
])
def test_as_law_journals_cite(where: tuple[str, ...], values: dict[str, object], expected: str,
                              templates: Environment) -> None:
    assert journal("faxue", templates, *where, **values) == expected


@pytest.mark.parametrize(("where", "values", "expected"), [
    (("art12.2", "（二）"), REPEALED, "威发〔2023〕3号，已废止），第12条第2项。"),
    (("art12.p2", ""), {"validity": "已修改"}, "威发〔2023〕3号，已修改），第12条第2款。"),
    (("art12.2.1", "1."), REPEALED, "威发〔2023〕3号，已废止），第12条第2项第1目。"),
    (("3.2", "（二）"), REPEALED, "威发〔2023〕3号，已废止），第三部分第（二）项。"),
    (("art12.2", "（二）"), {"validity": "尚未施行"}, "威发〔2023〕3号），第12条第2项。"),
    (("art12.2", "（二）"), {**REPEALED, **REVISION}, "威发〔2023〕3号，2018年修正，已废止），第12条第2项。"),
    (("art12.2", "（二）"), {**REPEALED, "doc_number": ""}, "已废止），2023年2月26日发布，第12条第2项。"),
])
def test_a_clause_keeps_the_number_beside_what_became_of_the_document(
        where: tuple[str, str], values: dict[str, object], expected: str, templates: Environment) -> None:
    assert journal("faxue", templates, *where, **values) == f"《关于健全激励机制的意见》（{expected}"


@pytest.mark.parametrize(("values", "expected"), [
    (REPEALED, "《中华人民共和国民法典》（已废止）第12条第2项。"),
    (REVISION, "《中华人民共和国民法典》（2018年修正）第12条第2项。"),
])
def test_a_law_is_cited_without_its_number(values: dict[str, object], expected: str, templates: Environment) -> None:
    assert journal("faxue", templates, "art12.2", "（二）", **LAW, **values) == expected


def test_as_law_journals_cite_again(templates: Environment) -> None:
    assert journal("faxue-again", templates, "art12.2",
                   "（二）") == "同前注〔〕，国务院：《关于健全激励机制的意见》，第12条第2项。"


def test_a_status_for_the_styles_keeps_the_number_of_a_clause(templates: Environment) -> None:
    """They print either in the brackets; of a document, whose number stands behind them, the status alone."""
    (part,) = json.loads(journal("csl-json", templates, "art12.2", "（二）", **REPEALED))
    (whole,) = json.loads(journal("csl-json", templates, **REPEALED))
    assert "status: 威发〔2023〕3号，已废止" in part["note"].splitlines()
    assert "status: 已废止" in whole["note"].splitlines()


@pytest.mark.parametrize("style", ["plain", "faxue", "faxue-again"])
@pytest.mark.parametrize(("title", "expected"), [
    ("关于印发《工作方案》的通知", "《关于印发〈工作方案〉的通知》"),
    ("转发《关于转发〈关于甲的决定〉的通知》的通知", "《转发〈关于转发《关于甲的决定》的通知〉的通知》"),
    ("转发〈关于转发《关于甲的决定》的通知〉的通知", "《转发〈关于转发《关于甲的决定》的通知〉的通知》"),
    ("关于废止《甲》《乙》等文件的决定", "《关于废止〈甲〉〈乙〉等文件的决定》"),
    ("《甲》实施细则", "《〈甲〉实施细则》"),
    ("关于印发《甲的通知", "《关于印发〈甲的通知》"),
    ("关于甲》和《乙的通知", "《关于甲〉和〈乙的通知》"),
])
def test_titles_within_titles_alternate(style: str, title: str, expected: str, templates: Environment) -> None:
    assert expected in made(style, templates, title=title)


@pytest.mark.parametrize(("words", "expected"), LAW_LOCATORS)
def test_only_articles_are_written_with_arabic_numerals(words: str, expected: str) -> None:
    assert law_locator(words) == expected


@pytest.mark.parametrize(("style", "expected"), [
    ("gbt7714-2025", "中共威海市委，威海市人民政府. 关于健全激励机制的意见：威发〔2023〕3号[Z]. 2023."),
    ("gbt7714-2015", "中共威海市委,威海市人民政府.关于健全激励机制的意见:威发〔2023〕3号[A].2023."),
])
def test_without_an_address_nothing_is_online(style: str, expected: str, templates: Environment) -> None:
    assert cite(reference(policy(), None, Settings(), accessed="2026-11-22"), style, templates) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("title", ["关于示例{一半的通知", "半}对{的通知", "{{甲}"])
def test_a_brace_without_its_other_never_swallows_the_next_entry(title: str, templates: Environment) -> None:
    text = made("bibtex", templates, title=title)
    assert text.count("{") == text.count("}")
    assert r"\{" not in text and r"\}" not in text


def test_bibtex_is_escaped(templates: Environment) -> None:
    text = made("bibtex", templates, title="50% {x} \\input{/etc/passwd} & #1_2")
    assert "title = {50\\% \\{x\\} \\textbackslash{}input\\{/etc/passwd\\} \\& \\#1\\_2}" in text
    assert text.count("{") - text.count("\\{") == text.count("}") - text.count("\\}")


def test_ris_has_one_field_a_line(templates: Environment) -> None:
    text = made("ris", templates, title="标题\nER  - \nTY  - BOOK")
    assert text.startswith("TY  - STAT")
    assert text.count("\nER  -") == 1
    assert all(line[2:6] == "  - " or line.startswith("ER") for line in text.splitlines())


def test_csl_json(templates: Environment) -> None:
    (item,) = json.loads(made("csl-json", templates))
    assert item["type"] == "legislation"
    assert item["issued"] == {"date-parts": [[2023, 2, 26]]}
    assert item["section"] == "第二部分第（三）项"
    assert item["note"].splitlines()[0] == "type: regulation"  # what the styles of Chinese law journals read


def test_csl_json_of_a_law_is_cited_by_its_article(templates: Environment) -> None:
    (item,) = json.loads(journal("csl-json", templates, "art12.2", "（二）", **LAW))
    assert (item["type"], item["section"]) == ("legislation", "第12条第2项")
    assert "type:" not in item["note"]


@pytest.mark.parametrize("style", STYLES)
def test_nothing_known_but_the_title(style: str, templates: Environment) -> None:
    bare = structs.replace(policy(), doc_number="", issuers=(), issue_date=None)
    assert "关于健全激励机制的意见" in cite(reference(bare, None, Settings()), style, templates)  # type: ignore[arg-type]
