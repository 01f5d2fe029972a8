"""Wraps of texts whose lines mark the ends of paragraphs (a space that a PDF leaves there)."""

from __future__ import annotations

from tiaowen.catalog import Catalog
from tiaowen.clean import clean
from tiaowen.model import Line, SourceText

_FULL = "坚持生态优先和绿色发展统筹山水林田湖草沙系统治理工作全面推进实施"


def test_an_open_title_goes_on_where_the_line_is_short_and_not_marked(catalog: Catalog) -> None:
    """《…并监督实│施的若干意见》: whatever the width says, the bracket that is open closes on the next line."""
    opened = "根据《中共中央 国务院关于建立国土空间规划体系并监督实"
    printed = ["某某市专项规划 ", *[_FULL, _FULL, "并落实各项保障措施。 "] * 6, opened, "施的若干意见》制定本规划。 "]
    lines = tuple(Line(number=number, text=text) for number, text in enumerate(printed, 1))
    source = SourceText(path="plan.txt", format="text", sha256="0" * 64, size=1, lines=lines)
    cleaned = [line.text for line in clean(source, catalog).lines]
    assert cleaned[-1] == f"{opened}施的若干意见》制定本规划。"
    assert cleaned[1] == f"{_FULL}{_FULL}并落实各项保障措施。"
