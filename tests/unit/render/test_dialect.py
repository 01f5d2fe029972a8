"""The closed Markdown: what is written is what a reader sees."""

from __future__ import annotations

import re

import markdown
import pytest
from markupsafe import Markup
from tiaowen.render import dialect

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


def html(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS)


def test_every_ascii_punctuation_becomes_an_entity() -> None:
    marks = "".join(chr(c) for c in range(33, 127) if not chr(c).isalnum())
    assert dialect.escape(marks) == "".join(f"&#{ord(c)};" for c in marks)


def test_markup_passes_unchanged_and_none_is_nothing() -> None:
    assert dialect.escape(Markup("<b>")) == "<b>"
    assert dialect.escape(None) == ""
    assert dialect.escape(15) == "15"


@pytest.mark.parametrize(("text", "written"), [
    ("一\n二", "一 二"), ("\t甲", "&#32;甲"), ("甲 ", "甲&#32;"), (" ", "&#32;"), ("　　甲", "&#12288;&#12288;甲"),
    ("\x02klzzwxh:0\x03", "\ufffdklzzwxh&#58;0\ufffd"), ("\ud800", "\ufffd"),
])
def test_white_space_and_what_no_page_may_hold(text: str, written: str) -> None:
    assert dialect.escape(text) == written


@pytest.mark.parametrize("text",
                         ["一、总 {目标} #", "a {#other}", "{: #x .y }", "`code`", "## 二", "[x](y)", "5. 甲", "<b>"])
def test_a_heading_keeps_its_id_whatever_it_holds(text: str) -> None:
    found = re.fullmatch(r'<h3 class="tw-k-heading" id="c-1">(.*)</h3>',
                         html(dialect.heading(3, text, "c-1", ["tw-k-heading"])))
    assert found and "<" not in found[1]


def test_a_paragraph_with_id_and_class() -> None:
    assert html(dialect.paragraph("1. 甲", "c-1-p1", ["tw-body"])) == '<p class="tw-body" id="c-1-p1">1&#46; 甲</p>'


def test_an_empty_paragraph_still_carries_its_id() -> None:
    assert 'id="c-1-p1"' in html(dialect.paragraph("", "c-1-p1"))


def test_a_link_is_written_as_markdown_so_that_mkdocs_checks_it() -> None:
    assert dialect.link("市财政局", "../agency/weihai-caizhengju.html") == "[市财政局](../agency/weihai-caizhengju.md)"
    assert dialect.link("第二条", "#art-2") == "[第二条](#art-2)"
    assert dialect.link("[x](y)", "p/a.html#c-1") == "[&#91;x&#93;&#40;y&#41;](p/a.md#c-1)"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "a b", 'x"y', "http://x", "甲.html"])
def test_a_link_leads_only_into_the_site(address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        dialect.link("x", address)


def test_an_address_outside_cannot_leave_its_attribute_and_runs_nothing() -> None:
    assert dialect.outside_address(
        'https://x.y/?a="<b>&c=甲 \'') == "https://x.y/?a=&#34;&#60;b&#62;&#38;c=甲&#32;&#39;"
    for address in ("javascript:alert(1)", "data:text/html,x", "/x"):
        with pytest.raises(ValueError, match="no web"):
            dialect.outside_address(address)


def test_a_table_loses_no_cell_and_no_bar() -> None:
    out = html(dialect.table([["甲|乙"], ["丙", "丁"]]))
    assert out.count("<th>") == 2
    assert "甲&#124;乙" in out and "<td>丁</td>" in out


def test_attributes_are_quoted_and_inert() -> None:
    made = dialect.tag("span", "x", class_=Markup("tw-damaged"), title='"><script>', hidden=True, lang=None)
    assert made == '<span class="tw-damaged" title="&#34;&#62;&#60;script&#62;" hidden>x</span>'


def test_front_matter_is_yaml_and_its_title_is_html() -> None:
    import yaml

    text = dialect.front_matter({"title": dialect.html_text('《<b>&"\'{{x}}》'), "hide": ["toc"]})
    values = yaml.safe_load(text.strip().strip("-"))
    assert values == {"title": "《&#60;b&#62;&#38;&#34;&#39;&#123;&#123;x&#125;&#125;》", "hide": ["toc"]}


def test_a_css_string_cannot_end_its_string_or_its_element() -> None:
    assert dialect.css_string('关于"x"</style>') == "关于\\000022x\\000022\\00003c\\00002fstyle\\00003e"


@pytest.mark.parametrize(("level", "anchor", "classes"),
                         [(0, "a", []), (7, "a", []), (2, "a b", []), (2, "1", []), (2, "a", ["X y"])])
def test_what_is_no_heading_is_refused(level: int, anchor: str, classes: list[str]) -> None:
    with pytest.raises(ValueError):
        dialect.heading(level, "x", anchor, classes)
