"""Places side by side: those that a reader chooses, and what a number of the comparison counts."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tests.browser.test_tables import Open, expect


def test_places_that_no_column_has_room_for_are_chosen_for_columns(visit: Open, site: Path, transport: str,
                                                                  tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    page = (copy / "compare.html").read_text(encoding="utf-8")
    bar = ('<div class="tw-filters" data-tw-compare="data/compare.js"><label>地区一<input list="tw-places"></label>'
           '<label>地区二<input list="tw-places"></label>'
           '<datalist id="tw-places"><option value="甲市"><option value="乙市"></datalist><output></output></div>')
    (copy / "compare.html").write_text(re.sub("(?=<h2)", bar, page, count=1), encoding="utf-8", newline="\n")
    rows = [["航空", "industry/air.html", {"1": [3, "", "目标 2"]}],
            ["海洋", "industry/sea.html", {"0": [1, ""], "1": [5, ""]}],
            ["林业", "industry/wood.html", {"2": [9, ""]}]]
    told = json.dumps({"places": ["甲市", "乙市", "丙市"], "tables": [rows, []]}, ensure_ascii=False)
    (copy / "data/compare.js").write_text(f"tiaowenCompare({told});", encoding="utf-8", newline="\n")
    shown = visit("compare.html", transport, "phone", folder=copy)
    table = shown.locator("table[data-tw-compared='0']")
    before = table.inner_text()
    shown.get_by_label("地区一").fill("甲市")
    shown.get_by_label("地区二").fill("丁市")
    shown.get_by_label("地区二").blur()
    expect(shown.locator("output")).to_have_text("没有“丁市”")
    shown.get_by_label("地区二").fill("乙市")
    shown.get_by_label("地区二").blur()
    expect(shown.locator("output")).to_have_text("2 行；点产业，看目标、奖补和条款并列")
    assert table.inner_text().split()[1:] == ["产业", "甲市", "乙市", "航空", "—", "3", "目标", "2", "海洋", "1", "5"]
    (copy / "data/compare-sea.js").write_text(
        'tiaowenClauses({"甲市":[["某办法","",[["二、 渔业","p/a.html#c-2",[],[]]]]],'
        '"乙市":[["某意见","乙政发〔2024〕1号",[["一、 港口","p/b.html#c-1",["泊位 10 个"],'
        '[["企业 5 万元",50000],["企业 1 亿元",100000000]]]]]]});',
        encoding="utf-8", newline="\n")
    table.get_by_role("link", name="5").click()
    counted = shown.locator("#tw-counted")
    expect(counted.locator("h3")).to_have_text("乙市 · 海洋：5 条")
    assert counted.get_by_role("link", name="港口").get_attribute("href") == "p/b.html#c-1"
    assert "乙政发〔2024〕1号" in counted.inner_text()
    shown.reload()  # the address says which clauses are listed
    expect(counted.locator("h3")).to_have_text("乙市 · 海洋：5 条")
    table.get_by_role("link", name="海洋").click()  # what both say of it, side by side
    expect(counted.locator("h3")).to_have_text("海洋：甲市、乙市")
    assert [row.split("\n") for row in counted.locator("tbody tr").all_inner_texts()] == [
        ["目标", "—", "泊位 10 个 一、 乙政发〔2024〕1号"],
        ["奖补", "—", "企业 1 亿元 一、 乙政发〔2024〕1号", "企业 5 万元 一、 乙政发〔2024〕1号"],
        ["条款", "二、 渔业 某办法", "一、 港口 乙政发〔2024〕1号"]]
    shown.reload()
    expect(counted.locator("h3")).to_have_text("海洋：甲市、乙市")
    shown.get_by_label("地区二").fill("乙")  # 乙市 is the only one
    shown.get_by_label("地区二").blur()
    expect(shown.get_by_label("地区二")).to_have_value("乙市")
    expect(counted).to_have_count(0)
    shown.reload()
    expect(shown.locator("output")).to_have_text("2 行；点产业，看目标、奖补和条款并列")
    for name in ("地区一", "地区二"):
        shown.get_by_label(name).fill("")
        shown.get_by_label(name).blur()
    expect(shown.locator("output")).to_have_text("")
    assert table.inner_text() == before
