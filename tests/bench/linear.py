"""Hostile shapes of text at n, 2n and 4n through every stage of one document: the CPU may at most double, and a half,
with the size.

``python -m tests.bench.linear [SHAPE…]`` prints a table and ends with 1 when a ratio is above the limit.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import packaged
from tiaowen.pipeline.document import understand

LIMIT = 2.3  # CPU ratio for twice the text
NOISE = 0.02  # seconds; what the clock and the collector add to any run
SIZE = 30_000  # characters at n
SENTENCE = "各区市人民政府要加强组织领导，落实工作责任。"
Shape = Callable[[int], str]


def repeated(unit: str, end: str = "") -> Shape:
    """The unit as often as the size holds."""
    return lambda size: unit * (size // len(unit)) + end


def numbered(unit: str) -> Shape:
    """Lines with a running number in place of {}."""
    return lambda size: "\n".join(unit.replace("{}", str(number)) for number in range(1, size // len(unit)))


def _twice(size: int) -> str:
    return "\n".join(f"{SENTENCE}{number}" for number in range(size // 50)) * 2


def _skewed(size: int) -> str:
    return "".join(f"{'　' * (number % 40)}{'一（1第'[number % 4]}{number}、甲乙。\n" for number in range(size // 12))


TEXT: dict[str, Shape] = {
    "one sentence after another": repeated(SENTENCE), "brackets open": repeated("("), "brackets close": repeated("甲)"),
    "brackets nested": lambda size: "（" * (size // 2) + "甲" + "）" * (size // 2), "titles open": repeated("《"),
    "quotes open": repeated("“"),
    "spaces": repeated(" ", "甲"), "a space after each": repeated("甲 "), "ideographic spaces": repeated("甲。　　乙"),
    "digits": repeated("1 甲"),
    "one long number": repeated("9"),
    "blank lines": repeated("\n"),
    "short lines": repeated("甲\n"),
    "a dash": repeated("—"),
    "tabs": repeated("甲\t"),
    "hard wraps": repeated("各区市人民政府要加强组织领导落实工作责任，推进\n"),
    "one label": repeated("一、甲\n"),
    "articles": numbered("第{}条 甲乙丙。"),
    "articles in one line": lambda size: numbered("第{}条 甲乙丙。")(size).replace("\n", ""),
    "decimals": numbered("1.{} 甲乙"),
    "skewed labels": _skewed,
    "labels in one line": repeated("一、甲。（一）乙。1.丙。"),
    "titles cited": repeated("《关于加强管理的意见》（威政发〔2020〕3号）、"),
    "numbers of a list": repeated("为〔2020〕3号令威政发单位"),
    "short titles": repeated("执行《意见》。废止《甲乙》，"),
    "names of documents": numbered("《关于做好第{}项工作的通知》、"),
    "names in one clause": lambda size: numbered("《关于做好第{}项工作的通知》、")(size).replace("\n", ""),
    "numbers in one clause": lambda size: numbered("海政发〔2020〕{}号、")(size).replace("\n", ""),
    "middle dots": repeated("·"), "dots in contents": lambda size: f"目录\n一、甲{'·' * size}",
    "names with dots": repeated("甲·乙、"), "quotation marks": repeated("“甲乙”"),
    "labels of every kind": repeated("第一章 甲\n一、乙\n（一）丙\n1.丁\n"),
    "self citations": repeated("本意见第三条第二款、前款、"),
    "duty tails": repeated("甲。（责任单位：市财政局、市教育局）"),
    "bodies": repeated("市财政局、"),
    "agents": repeated("奖补办法由市财政局会同市税务局另行制定，"), "bare tails": repeated("甲。（财政部）"),
    "dealt": lambda size: f"对评为{'三星级、' * (size // 8)}的企业，分别奖励{'1万元、' * (size // 8)}",
    "conditions": lambda size: f"对{'市级发展资金，按标准，' * (size // 11)}给予奖励1万元。",
    "duty brackets": repeated("（责任单位：（"), "leads": repeated("由市财政局牵头，"),
    "targets": repeated("到2025年，产值达到100亿元，增长5%；"),
    "deadlines": repeated("到2025年，达到100万元，。"),
    "metrics": repeated("到2025年，引导企业从甲到乙建立国家级、省级平台5家、基本建成10家，"),
    "until": repeated("2025年6月底前，对企业购房可申请给予补贴，"), "allowed": repeated("允许企业在2025年6月底前完成"),
    "deadlines with bodies": repeated("2025年6月底前完成，市财政局负责。"),
    "percentages": repeated("5%、"), "incentives": repeated("对企业给予最高100万元奖励，"),
    "incentives alike": repeated("组织旅游团队，达到300人的，奖励150元/人。"),
    "incentives labelled": repeated("发展方面：对企业奖励1万元。"),
    "set-ups": lambda size: f"{'在本市的，' * (size // 5)}对企业奖励1万元。",
    "limits of loans": repeated("购房的，公积金最高贷款额度从50万元调整为80万元；"),
    "industries": repeated("新能源汽车、集成电路、"),
    **{f"clauses of {piece}": repeated(piece) for piece in (
        "奖励1万元", "奖励1万元，", "对企业", "的", "对", "给予", "1万元、", "最高", "（1万元）", "每",
        "分别奖励1万元、",
        "1", "1,", "一", "1个", "1—", "2025年", "到2025年，", "“", "（1个）", "分别", "全部", "个以上",
        "1+", "a1", "十四五",
    )},
    "dates": repeated("2020年1月1日"), "years": repeated("2021—2025年"), "keys": repeated("来源："),
    "key lines": repeated("来源：甲\n"),
    "title lines": repeated("关于加强管理的意见\n"),
    "flat points": lambda size: "".join(f"{n // 90 + 1}.{n // 9 % 10 + 1}.{n % 9 + 1}甲乙丙丁。"
                                        for n in range(size // 11)),
    "flat chapters": lambda size: "1总则1.1甲。1.2乙。1.3丙。1.4丁。"
    + "".join(f"{n}甲乙。" for n in range(2, size // 5)),
    "flat contents": lambda size: "目录" + "".join(f"第{n}章甲乙丙{n}" for n in range(1, size // 20)) * 2,
    "two labels": repeated("一、（一）甲乙。\n"), "run-in items": repeated("查明：（一）甲。（二）乙。\n（三）丙。\n"),
    "half brackets": numbered("{}）甲\n（{}）乙"), "stops": repeated("甲乙丙丁甲乙丙丁甲乙."),
    "cells": numbered("{}\n甲\n乙"),
    "headings over articles": numbered("（一）甲\n第{}条 乙：\n（一）丙；"),
    "notes": repeated("① 甲。\n", "第一条 甲。"),
    "issuers": repeated("某某市人民政府\n"),
    "attached texts": repeated("附件\n关于加强管理的办法\n第一条 甲。\n"),
    "lead-ins": repeated("近日，市政府印发《方案》\n"),
    "page numbers": numbered("甲乙丙丁\n{}"),
    "printed twice": _twice,
    "entities": repeated("&lt;"),
    "menu": repeated("首页 政务 "), "bread crumbs": repeated("甲>"), "share": repeated("分享到"),
    "pinyin left": repeated("業(yè)"),
    "shifted bytes": repeated("業(yè)更新?lián)Q代"),
    "Traditional": repeated("為貫徹落實著力國務院人民政府"),
    "contents": numbered("第{}章 甲 ........ 1"), "headings alone": repeated("一、甲乙\n二、丙丁\n（一）戊己\n"),
    "glued addressees": repeated("来源：某市交通局各县交通局：\n"),
    "facts of a site": lambda size: "发布日期：2020-03-02\n发布机构：某局\n" + "采集批次：第三批\n" * (size // 9),
    "amendments": repeated("将第三条修改为：“第三条 甲。”\n"),
    "table rows": numbered("{}\t甲\t100万元"),
    "signatures": repeated("市财政局\n2020年1月1日\n"),
}
HTML: dict[str, Shape] = {
    "nested boxes": repeated("<div>", SENTENCE), "paragraphs": repeated(f"<p>{SENTENCE}</p>"),
    "spans": repeated("<span>甲</span>"),
    "table rows": lambda size: "<table>" + "<tr><td>甲<td>乙" * (size // 14),
    "nested tables": repeated("<table><tr><td>甲"),
    "spans of cells": lambda size: "<table>" + "<tr><td rowspan=200 colspan=200>甲<td>乙" * (size // 40),
    "line breaks": repeated("甲<br>"),
    "list": lambda size: "<ol>" + "<li>甲" * (size // 5),
    "nested lists": repeated("<ol><li>甲"),
    "attributes": lambda size: "<p " + 'a="b" ' * (size // 6) + ">甲",
    "less than": repeated("<"),
    "ampersands": repeated("&"),
    "comments open": repeated("<!--"),
    "bold": repeated("<b>", "甲"),
    "links": repeated("<a href=x>甲</a>"),
}
MARKDOWN: dict[str, Shape] = {
    "brackets": repeated("["), "stars": repeated("*a "), "quotes": repeated("> 甲\n"), "ticks": repeated("`甲"),
    "list": repeated("- 甲\n"),
    "table": lambda size: "|a|b|\n|-|-|\n" + "|1|2|\n" * (size // 6),
    "boxes": repeated("<div>\n"),
    "links open": repeated("[a](b"),
    "headings": numbered("# 第{}章"),
    "images open": repeated("![a]("), "underscores": repeated("_a_ "), "backslashes": repeated("\\"),
    "paragraphs": repeated(f"{SENTENCE}\n\n"),
}
FORMATS: dict[str, dict[str, Shape]] = {"txt": TEXT, "html": HTML, "md": MARKDOWN}


def cost(file: Path, catalog: Catalog) -> float:
    """CPU seconds to understand the file, the better of two runs."""
    best = float("inf")
    for _ in range(2):
        gc.collect()
        start = time.process_time()
        understand(file, file.name, catalog)
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    """Measure every shape, or those named; 1 when one grows faster than the limit."""
    catalog, wanted, over = load_catalog((packaged("site_config"),)), sys.argv[1:], []
    print(f"{'shape':<34}{'n s':>8}{'2n s':>8}{'4n s':>8}{'2n/n':>7}{'4n/2n':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for suffix, shapes in FORMATS.items():
            file = Path(folder) / f"shape.{suffix}"
            understand_once(file, catalog)
            for name, shape in shapes.items():
                if wanted and name not in wanted:
                    continue
                seconds = []
                for times in (1, 2, 4):
                    file.write_text(shape(SIZE * times), encoding="utf-8", newline="\n")
                    seconds.append(cost(file, catalog))
                ratios = [(b - NOISE) / max(a, NOISE) for a, b in zip(seconds, seconds[1:], strict=False)]
                if max(ratios) > LIMIT:
                    over.append(f"{suffix} {name}")
                print(f"{suffix + ' ' + name:<34}" + "".join(f"{s:>8.3f}" for s in seconds)
                      + "".join(f"{r:>7.2f}" for r in ratios), flush=True)
    print(f"above {LIMIT}: {over or 'none'}")
    return bool(over)


def understand_once(file: Path, catalog: Catalog) -> None:
    """Loads what a first run loads, so that no measured run pays for it."""
    file.write_text(f"一、甲\n{SENTENCE}", encoding="utf-8", newline="\n")
    understand(file, file.name, catalog)


if __name__ == "__main__":
    sys.exit(main())
