"""Pages as portals serve them: the text of the document, the rest left out with a reason, nothing of the markup."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.catalog import Catalog
from tiaowen.clean import clean
from tiaowen.model import SourceText
from tiaowen.read.html import read_html
from tiaowen.read.source import Source

SENTENCE = "各区市人民政府要加强组织领导，落实工作责任，完善考核机制，确保各项任务按期完成。"


def page(markup: str, encoding: str = "utf-8") -> SourceText:
    return read_html(Source(name="x.html", data=markup.encode(encoding)))


def kept(markup: str) -> list[str]:
    return [line.text for line in page(markup).lines if not line.left_out]


def test_runs_are_joined_and_numerals_stay_whole() -> None:
    assert kept("<p><span>渝府发〔</span><span><b>2021</b></span><span>〕29</span>号</p>") == ["渝府发〔2021〕29号"]


def test_white_space_as_a_browser_shows_it() -> None:
    assert kept("<p>为加强\n   管理，  制定&nbsp;本 办法</p>") == ["为加强管理， 制定\u00a0本 办法"]


def test_breaks_and_blocks_end_lines() -> None:
    assert kept("<h2>关于扶持产业<br>发展的意见</h2><div>一、目标<p>甲</p>乙</div>") == [
        "关于扶持产业", "发展的意见", "一、目标", "甲", "乙"]


@pytest.mark.parametrize("hidden", [
    "<script>var a='泄漏';</script>", "<style>p{content:'泄漏'}</style>", "<!-- 泄漏 <li>泄漏</li> -->",
    '<p style="display: none">泄漏</p>',
    "<p hidden>泄漏</p>",
    "<dialog><p>泄漏</p></dialog>",
    "<noscript>泄漏</noscript>", "<iframe>泄漏</iframe>", "<template><p>泄漏</p></template>",
    '<img alt="泄漏" title="泄漏">', "<?php 泄漏 ?>",
    "<select><option>泄漏</option></select>",
])
def test_what_nobody_sees_never_leaks(hidden: str) -> None:
    assert all("泄漏" not in line.text
               for line in page(f"<div><p>{SENTENCE}</p>{hidden}<p>{SENTENCE}二</p></div>").lines)


def test_preformatted_text_keeps_its_lines() -> None:
    assert kept("<pre>第一条 甲。\n第二条 乙。</pre>") == ["第一条 甲。", "第二条 乙。"]


def test_bold_by_tag_and_by_style() -> None:
    line = page(
        '<p>一<b>二</b><span style="font-weight:700">三</span><strong style="font-weight: normal">四</strong></p>').lines[0]  # noqa: E501
    assert [line.text[s.start:s.end] for s in line.bold] == ["二三"]


CHROME = """<html><head><title>关于加强管理的通知 - 某市人民政府</title>
<meta name="PubDate" content="2021-02-09 17:53"><meta name="SiteName" content="某市政府网"></head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="box"><h1>关于加强管理的通知</h1><div class="info">发布日期：2021-02-09 来源：某市政府办</div><div class="x">BODY</div></div>
<div class="foot"><a href="#">网站地图</a> 主办单位：某市政府办公室 京ICP备1号</div></body></html>"""  # noqa: E501


def test_the_text_of_a_portal_page() -> None:
    texts = ("关于加强管理的通知", "某发〔2021〕3号", "各区人民政府：", SENTENCE, f"一、{SENTENCE}",
             f"二、{SENTENCE}", "某市人民政府")
    body = "".join(f"<p>{text}</p>" for text in texts)
    source = page(CHROME.replace("BODY", body))
    assert [line.text for line in source.lines if not line.left_out] == list(texts)
    assert {line.left_out for line in source.lines if line.left_out} == {"网页页眉和导航", "网页页脚和相关链接"}
    assert source.portal == {
        "publish_date": "2021-02-09 17:53", "publisher": "某市政府网",
        "page_title": "关于加强管理的通知 - 某市人民政府"}


def test_the_page_heading_is_the_title_when_the_text_has_none() -> None:
    lines = kept(CHROME.replace("BODY", f"<p>各区人民政府：</p><p>{SENTENCE}</p><p>一、{SENTENCE}</p>"))
    assert lines[:2] == ["关于加强管理的通知", "各区人民政府："]


def test_a_short_text_is_found_beside_long_lists_of_links() -> None:
    links = "".join(f'<li><a href="/{i}">某市关于推进某项重点工作任务落实情况的新闻报道之{i}</a></li>'
                    for i in range(60))
    markup = (
        f"<body><div><ul>{links}</ul></div><div><p>省政府办公厅：</p><p>省政府决定，任命张丰为某公司总经理。"
        f"</p><p>某省人民政府</p></div></body>"
    )
    assert kept(markup) == ["省政府办公厅：", "省政府决定，任命张丰为某公司总经理。", "某省人民政府"]


def test_data_tables_are_rows_and_layout_tables_are_not() -> None:
    data = (
        "<table><tr><th>任务</th><th>单位</th></tr><tr><td "
        "rowspan=2>环境</td><td>发改委</td></tr><tr><td>商务局</td></tr></table>"
    )
    layout = f"<table><tr><td><p>{SENTENCE}</p>{data}</td></tr></table>"
    rows = [(line.table, line.text) for line in page(layout).lines]
    assert rows == [(0, SENTENCE), (1, "任务\t单位"), (1, "环境\t发改委"), (1, "环境\t商务局")]


def test_numbers_of_ordered_lists_are_what_a_browser_prints() -> None:
    assert kept(f"<p>{SENTENCE}</p><ol start=3><li>甲</li><li>乙</li></ol>")[1:] == ["3.甲", "4.乙"]


def test_charset_declared_wrongly() -> None:
    source = page(f'<meta charset="utf-8"><p>{SENTENCE}</p>', "gb18030")
    assert [item.code for item in source.diagnostics] == ["R004"] and source.lines[-1].text == SENTENCE


def test_only_images_is_refused() -> None:
    assert [item.code for item in page('<body><p><img src="a.jpg"></p></body>').diagnostics] == ["R006"]


@pytest.mark.parametrize("depth", [1000, 3000, 20_000])
def test_deep_nesting_loses_no_word(depth: int) -> None:
    source = page("<div>" * depth + f"<p>{SENTENCE}</p>" + "</div>" * depth)
    assert [line.text for line in source.lines] == [SENTENCE]
    assert [item.code for item in source.diagnostics] == (["R007"] if depth > 2000 else [])


SOUP = st.lists(st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td rowspan=99999999>", "</table>", "<b>", "</b>", "<br>",
    "<!--", "-->", "<script>",
    "<ol start=-5>", "<li>", "&lt;", "&#0;", "&#xd800;", "<a href=x>", "</a>", "第一条", "，", " ", "\n",
    "<p style='font-weight:bold", "'>", "\x00", "<![CDATA[", "]]>", "<?xml?>", "</html>",
]), max_size=60).map("".join)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(SOUP)
def test_any_markup_gives_an_answer(markup: str) -> None:
    source = page(markup)
    assert source.lines or source.diagnostics
    assert all(0 <= s.start < s.end <= len(line.text) for line in source.lines for s in line.bold)


@pytest.mark.parametrize("name", ["cq-08", "cq-09"])
def test_a_document_is_the_same_from_html_and_from_text(name: str, catalog: Catalog) -> None:
    from .texts import CORPUS, lines_of

    if not CORPUS.is_dir():
        pytest.skip("the shared corpus is not here")
    pair = [[line.text for line in lines_of(Path(CORPUS / f"{name}.{suffix}"), catalog)] for suffix in ("html", "txt")]
    assert pair[0] == pair[1]


def test_header_tables_are_metadata_with_or_without_colons(catalog: Catalog) -> None:
    rows = (("索 引 号", "000/1", "发文字号：", "国发〔2020〕1号"), ("成文日期", "2020年1月2日", "有效性", ""))
    table = "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
                                for row in rows) + "</table>"
    cleaned = clean(page(f"<div>{table}<p>关于加强管理的意见</p><p>一、{SENTENCE}</p><p>二、{SENTENCE}</p></div>"),
                    catalog)
    assert cleaned.source.portal == {"index_number": "000/1", "doc_number": "国发〔2020〕1号",
                                     "issue_date": "2020年1月2日"}
    assert [line.text for line in cleaned.lines][0] == "关于加强管理的意见"


def test_a_table_of_documents_is_no_metadata(catalog: Catalog) -> None:
    table = "<table><tr><td>文件名称</td><td>文号</td></tr><tr><td>某办法</td><td>某发〔2019〕1号</td></tr></table>"
    cleaned = clean(page(f"<div><p>关于废止文件的决定</p><p>{SENTENCE}</p>{table}</div>"), catalog)
    assert [line.text for line in cleaned.lines if line.table] == ["文件名称\t文号", "某办法\t某发〔2019〕1号"]


def test_a_header_that_ends_the_page_before_the_text_ends_nothing() -> None:
    header = "<html><body><ul><li>首页</li><li>|</li><li>登录</li></ul></body></html>"
    foot = "<div><p>主办单位：某某市人民政府办公室</p><p>地址：某某市人民路1号　电话：010-12345678</p></div>"
    text = f"<div><p>某某市关于授予荣誉称号的决定</p><p>{SENTENCE}</p></div>"
    assert kept(f"<!DOCTYPE html>{header}<div>{text}{foot}</div></body></html>") == [
        "某某市关于授予荣誉称号的决定", SENTENCE]


ARTICLES = "".join(f"<p>第{n}条　管理单位应当做好第{n}类设施的日常维护。</p>" for n in "三四五六七八")


@pytest.mark.parametrize("markup", [
    f"<div><p>第一条　为规范管理，制定本办法。</p><p>第二条　市园林局负责监督。"
    f"</p><font>{ARTICLES}</font><p>2021年6月3日</p></div>",
    f"<div><div><p>第一条　为规范管理，制定本办法。</p></div><div><p>第二条　甲。"
    f"</p>{ARTICLES}</div><div><p>2021年6月3日</p></div></div>",
])
def test_what_an_editor_put_in_a_block_of_its_own_is_text(markup: str) -> None:
    lines = kept(
        f"<body><ul><li><a href='/'>首页</a></li></ul>{markup}<div><a href='/x'>联系我们</a> 版权所有</div></body>")
    assert lines[0].startswith("第一条") and lines[-1] == "2021年6月3日"


def test_forms_behind_the_label_of_an_annex_in_a_section_of_their_own_are_text() -> None:
    text = f"<h1>渡口管理办法</h1><p>第一条 {SENTENCE}</p><p>第二条 {SENTENCE * 3}</p>"
    form = (
        "<p>附表2</p><p>渡船检验表</p><table><tr><td>船名</td><td>吨位</td></tr><tr><td>结论</td><td>合格</td></tr></ta"
        "ble>"
    )
    foot = "<div><a href=a>网站地图</a><a href=b>联系我们</a></div>"
    found = kept(f"<body><div><div>{text}</div></div><div>{form}</div>{foot}</body>")
    assert found[-4:] == ["附表2", "渡船检验表", "船名\t吨位", "结论\t合格"]


@pytest.mark.parametrize("head", [
    "<table><tr><td align=center>关于规范路灯养护的通知</td></tr></table><div>发布时间：2021-06-03</div>",
    "<div>关于规范路灯</div><div>养护的通知</div>",
])
def test_a_title_in_a_plain_block_above_the_text_comes_back(head: str, catalog: Catalog) -> None:
    body = f"<div><p>各区人民政府：</p><p>{SENTENCE}</p><p>一、{SENTENCE}</p></div>"
    source = page(f"<title>某市政府网</title><body><ul><li><a href='/'>首页</a></li></ul>{head}{body}</body>")
    assert "".join(line.text for line in clean(source,
                                               catalog).lines).startswith("关于规范路灯养护的通知各区人民政府：")


def test_a_body_that_a_script_shows_is_not_hidden() -> None:
    assert kept(f'<body style="visibility: hidden"><p>{SENTENCE}</p></body>') == [SENTENCE]


@pytest.mark.parametrize("body", [
    '<div id="app"></div><script src="/static/chunk-vendors.js"></script>',
    '<noscript><strong>本站需要启用 JavaScript 才能正常使用。</strong></noscript><div></div><script></script>',
    '<ul><li>首页</li><li>政务公开</li></ul><div class="article-con">\n</div><script>load(17)</script>',
    "<h1>{{ detail.title }}</h1><div>{{ detail.html }}</div><script src=x.js></script>",
    "<p>正在加载，请稍候…</p><script src=x.js></script>",
])
def test_a_page_that_a_script_would_write_says_so(body: str) -> None:
    assert [(item.code, item.severity)
            for item in page(f"<html><body>{body}</body></html>").diagnostics] == [("R023", "error")]


@pytest.mark.parametrize("body", [
    f'<div id="app"></div><script src="x.js"></script><p>{SENTENCE}</p>',
    '<p>甲政发〔2025〕3号</p><script src="x.js"></script>',
    '<div id="content"></div><p>甲政发〔2025〕3号</p>',
])
def test_a_page_with_words_of_its_own_is_read(body: str) -> None:
    assert not page(f"<html><body>{body}</body></html>").diagnostics


def test_the_head_that_a_wiki_keeps_in_a_comment_states_the_title() -> None:
    head = "<!--\ntitle: 某市渡口条例（某令〔2019〕5号）\ndescription: \npublished: true\n-->\n"
    assert page(head + "<h2>引言</h2><p>制定本条例。</p>").portal == {"title": "某市渡口条例（某令〔2019〕5号）"}
    assert page("<p>制定本条例。</p>" + head).portal == {}


def test_the_number_of_an_order_above_the_block_that_holds_its_rule_is_text() -> None:
    articles = "".join(f"<p>第{n}条　{SENTENCE}</p>" for n in "一二三四五")
    order = "<p><strong>国家渡口管理总局令第35号</strong></p>"
    rule = f"<div><p>《渡口办法》已经通过，现予公布。</p>{articles}</div>"
    assert kept(f"<div>{order}{rule}</div>")[0] == "国家渡口管理总局令第35号"
