"""Pictures: every mark says what it is, leads somewhere, and cannot be broken by what it is called."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markupsafe import Markup
from tiaowen.render import charts

EVIL = '</svg><script>alert(1)</script>" onload="x'


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(re.sub(r"&#\d+;", "x", svg))


def test_bars_are_as_long_as_their_numbers() -> None:
    svg = charts.bars([charts.Mark(name="2021年", value=10, address=Markup("targets.html")),
                       charts.Mark(name="2025年", value=40)], "各年", "项")
    lengths = [int(rect.get("width", "0")) for rect in parsed(svg).iter("rect")]
    assert abs(lengths[1] - 4 * lengths[0]) <= 4  # whole units
    assert (
        'aria-label="2021年：10 项"' in svg and '<title>2021年：10 项</title>' in svg and 'href="targets.html"' in svg
    )


def test_what_cites_and_what_is_cited_stand_on_either_side() -> None:
    above, below = charts.Mark(name="上位文件", note="依据"), charts.Mark(name="下位文件", note="被引用")
    svg = charts.neighbourhood([above], "威发〔2023〕3号", [below], "引用关系")
    assert svg.index("上位文件") < svg.index("威发〔2023〕3号") < svg.index("下位文件")


def test_long_names_are_cut_and_said_whole() -> None:
    name = "关于" + "推进" * 30
    svg = charts.neighbourhood([charts.Mark(name=name)], name, [], "引用")
    assert name in svg and "…" in svg


def test_names_cannot_break_the_picture_and_nothing_is_outside_it() -> None:
    mark = charts.Mark(name=EVIL, value=3, note=EVIL, address=Markup("a.html"))
    for svg in (charts.bars([mark], EVIL, EVIL),
                charts.neighbourhood([mark], EVIL, [mark], EVIL)):
        root = parsed(svg)
        assert {element.tag for element in root.iter()} <= {"svg", "a", "g", "title", "text", "tspan", "rect",
                                                            "circle", "line"}
        assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
        width, height = (float(n) for n in root.get("viewBox", "").split()[2:])
        for rect in root.iter("rect"):
            right, bottom = (float(rect.get(at, 0)) + float(rect.get(size, 0)) for at,
                             size in (("x", "width"), ("y", "height")))
            assert right <= width and bottom <= height
        assert "\n\n" not in svg
