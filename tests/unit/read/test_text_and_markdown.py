"""Plain text and Markdown: a line of the file is a line; marks of Markdown are layout."""

from pathlib import Path

import pytest
from tiaowen.model import SourceText
from tiaowen.read import read


def source(text: str, tmp_path: Path, name: str = "x.txt") -> SourceText:
    file = tmp_path / name
    file.write_bytes(text.encode())
    return read(file, name)


@pytest.mark.parametrize("text", ["一\r\n\r\n二\r\n", "一\n\n二\n", "一\r\r二\r"])
def test_lines_are_numbered_over_the_file_blank_ones_included(text: str, tmp_path: Path) -> None:
    assert [(line.number, line.text)
            for line in source(text, tmp_path).lines] == [(1, "一"), (2, ""), (3, "二"), (4, "")]


def test_pasted_rows_are_a_table_and_an_indented_or_single_line_is_none(tmp_path: Path) -> None:
    text = "名录\n序号\t名称\t乡镇\n1\t东渡\t甲镇\n注\t一\t二\t三\n\t甲\t乙\t丙\n\t丁\t戊\t己\n县\t乡\t村\n甲\t乙\t丙"
    assert [line.table for line in source(text, tmp_path).lines] == [0, 1, 1, 0, 0, 0, 2, 2]


def test_an_unknown_suffix_is_a_finding(tmp_path: Path) -> None:
    assert [item.code for item in source("正文", tmp_path, "x.css").diagnostics] == ["R005"]


MARKDOWN = """---
title: 甲
---
# 丽水市扬尘污染防治规定

2021年11月26日 通过

<!-- INFO END -->

## 第一章 总则

第一条 为了**加强**管理，制定
本规定，5*3*2个。

1. 甲
2. 乙
   续

- 项目

    缩进的段落

| 序号 | 名称 |
|---|---|
| 1 | a<br>b |

<div>块<b>粗</b></div>

&lt;关于&gt; \\*
15.建设
"""


def test_markdown(tmp_path: Path) -> None:
    result = source(MARKDOWN, tmp_path, "x.md")
    assert [(line.number, line.text) for line in result.lines if not line.left_out] == [
        (4, "丽水市扬尘污染防治规定"), (6, "2021年11月26日 通过"), (10, "第一章 总则"),
        (12, "第一条 为了加强管理，制定"), (13, "本规定，5*3*2个。"),
        (15, "1.甲"), (16, "2.乙"), (17, "续"), (19, "项目"), (21, "缩进的段落"), (23, "序号\t名称"),
        (25, "1\ta b"), (27, "块粗"),
        (29, "<关于> *"), (30, "15.建设"),
    ]
    assert [(line.text, line.left_out) for line in result.lines if line.left_out] == [
        ("---", "文件头信息"), ("title: 甲", "文件头信息"), ("---", "文件头信息"), ("<!-- INFO END -->", "注释标记")]
    article = next(line for line in result.lines if line.number == 12)
    assert [article.text[s.start:s.end] for s in article.bold] == ["加强"]
    assert [line.table for line in result.lines if line.table] == [1, 1]


CONTAINERS = """---
title: 某市渡口条例
author: 某市人民代表大会常务委员会
date: 2022-01-01
---

::: tip 修订信息

（2021年11月5日某市人民代表大会常务委员会通过）
:::

::: details 目录

::: tabs

@tab 章节

[[toc]]

- 第1~20条

:::

## 第一章 总则{align="center"}

第一条 制定本条例。

::: right

某市水务局

:::

::: warning 原文链接

<https://www.example.gov.cn/1.html>

:::
"""


def test_marks_of_containers_are_layout_and_contents_and_links_no_text(tmp_path: Path) -> None:
    found = source(CONTAINERS, tmp_path, "x.md")
    assert [line.text for line in found.lines if not line.left_out] == [
        "（2021年11月5日某市人民代表大会常务委员会通过）", "第一章 总则", "第一条 制定本条例。", "某市水务局"]
    assert [line.number for line in found.lines] == sorted(line.number for line in found.lines)
    assert found.portal == {"title": "某市渡口条例", "issuers": "某市人民代表大会常务委员会"}


@pytest.mark.parametrize("kept", ["::: note 目录\n\n第一条 制定本条例。\n", "第一条 :::\n", "::: 三类\n"])
def test_a_container_that_holds_sentences_is_text_whatever_it_is_called(kept: str, tmp_path: Path) -> None:
    lines = source(f"# 某市渡口条例\n\n{kept}", tmp_path, "x.md").lines
    assert lines[-1].text == kept.strip().split("\n")[-1] and not lines[-1].left_out


def test_an_author_who_is_no_body_issues_nothing(tmp_path: Path) -> None:
    assert source("---\ntitle: 甲\nauthor: 某某\n---\n正文", tmp_path, "x.md").portal == {"title": "甲"}


def test_a_break_tag_ends_a_line_of_the_text_and_none_of_the_file(tmp_path: Path) -> None:
    lines = source("甲。\n<br>　　乙。\n<br>　　丙。\n\n## 第一章 总则\n\n丁。<br>戊。\n己。\n", tmp_path, "x.md").lines
    assert [(line.number, line.text.strip()) for line in lines] == [
        (1, "甲。"), (2, "乙。"), (3, "丙。"), (5, "第一章 总则"), (7, "丁。"), (7, "戊。"), (8, "己。")]
