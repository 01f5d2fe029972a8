"""What of a clause's notes stands beside its text."""

from __future__ import annotations

from markupsafe import Markup
from tiaowen.render.margin import margin

AIM = "<p><b>目标</b> 绿色工厂 80 家 · 2025年</p>"
TRADES = '<p><b>产业</b> <a href="../industry/a.html">绿色制造与绿色园区</a>、<a href="../industry/b.html">电力</a></p>'
BODIES = '<p data-duty class="tw-more"><b>责任单位</b> <a href="../agency/a.html">市财政局</a></p>'
REPAIRS = '<p class="tw-more"><b>整理</b> <a href="#source-line-7">3 处</a></p>'


def written(*paragraphs: str) -> Markup:
    return Markup("\n" + "\n".join(paragraphs) + "\n")


def test_what_fits_beside_the_text_stands_there() -> None:
    beside = margin(written(AIM, AIM, TRADES), "字" * 200)
    assert beside.shown == "\n".join((AIM, AIM, TRADES)) and not beside.folded and not beside.silent


def test_what_is_taller_than_the_text_is_folded_in_its_order_and_named() -> None:
    beside = margin(written(AIM, AIM, AIM, TRADES), "字" * 80)
    assert beside.shown == AIM and beside.folded == "\n".join((AIM, AIM, TRADES)) and beside.name == "目标 2、产业"
    assert not beside.quiet


def test_beside_one_line_only_the_line_that_opens_the_rest() -> None:
    beside = margin(written(AIM, TRADES), "一行")
    assert not beside.shown and beside.name == "目标、产业"


def test_a_warning_is_never_folded() -> None:
    warning = '<p class="tw-warn">本条在<a href="a--2023-02-26.html">早先版本（2023年2月26日）</a>中文字不同</p>'
    beside = margin(written(warning, AIM), "一行")
    assert beside.shown == warning and beside.folded == AIM


def test_what_the_text_says_already_is_always_folded_and_takes_no_room() -> None:
    beside = margin(written(BODIES, AIM, REPAIRS), "字" * 40)
    assert beside.shown == AIM and beside.folded == "\n".join((BODIES, REPAIRS))
    assert beside.quiet and not beside.silent and beside.name == "责任单位、整理"
    assert margin(written(BODIES, REPAIRS), "字").silent


def test_what_must_be_shown_is_folded_before_what_need_not() -> None:
    beside = margin(written(BODIES, AIM, AIM), "字")
    assert beside.folded == "\n".join((AIM, AIM, BODIES)) and beside.name == "目标 2" and not beside.quiet


def test_below_a_table_everything_is_folded() -> None:
    beside = margin(written('<p><a href="#a1-t1-r2">附件第2行</a></p>', AIM), None)
    assert not beside.shown and beside.name == "目标"
