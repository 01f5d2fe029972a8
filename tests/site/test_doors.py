"""Where does my change belong (docs/architecture.md): each change is made in one copy of the program, in as few files
as the table promises.

A change is a file → what is put before, in place of or behind a piece of it; a file that is not there is new. All are
made at once, and a small library is built by the changed program.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.made_once import made_once
from tests.site_folder import ROOT

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("doors")]
Change = dict[str, tuple[str, str]]
FEE = '''"""Fees: 收取工本费5元."""

import re

from tiaowen.catalog import Catalog
from tiaowen.model import Policy, Span
from tiaowen.model.facts import Fee


def extract(policy: Policy, catalog: Catalog) -> tuple[Fee, ...]:
    return tuple(
        Fee(path=c.path, anchor=c.anchor, quote=m[0], span=Span(*m.span()), what=m[1], amount=float(m[2]), line=c.line)
        for c in policy.clauses for m in re.finditer("收取([^，。]+?)([0-9]+)元", c.full)
    )
'''
RST = '''from tiaowen.model import SourceText
from tiaowen.read.source import Source
from tiaowen.read.text import text_lines


def read_rst(source: Source) -> SourceText:
    return source.result("rst", encoding="utf-8", lines=text_lines(source.data.decode().replace("**", "")))
'''
CHANGES: dict[str, tuple[int, Change]] = {  # at most so many files
    "fact kind": (5, {
        "generator/tiaowen/model/facts.py": ("class Facts(", '''class Fee(Struct, frozen=True, kw_only=True, gc=False):
    """What must be paid."""

    path: Path
    anchor: Anchor
    quote: str
    span: Span
    what: str = ""
    amount: float
    line: int
    corrected: bool = False


class Facts('''),
        "generator/tiaowen/model/facts.py#": ("    deadlines: tuple",
                                              "    fees: tuple[Fee, ...] = ()\n    deadlines: tuple"),
        "generator/tiaowen/kinds.py": ('    Kind(\n        name="mentions"', '''\
    Kind(
        name="fees", record=Fee, room="fee", title="收费", short="收费", about="收费：什么、多少", filter="收费标准",
        shown={"what": "项目", "amount": "元"},
    ),
    Kind(
        name="mentions"'''),
        "generator/tiaowen/kinds.py#": ("import Citation, Deadline, Duty,", "import Citation, Deadline, Duty, Fee,"),
        "generator/tiaowen/facts/fee/extract.py": ("", FEE),
        "mkdocs.yml": ("  - 对照: compare.md", "  - 收费: fees.md\n  - 对照: compare.md"),
        "tests/cases/fees.md": ("", "A fee\n.\n1 每证收取工本费5元。\n.\n1 工本费 5\n.\n"),
    }),
    "heading style": (2, {
        "generator/tiaowen/numbering.py": (
            '    Family(kind="circled"',
            '    Family(kind="boxed", rank=10.5, patterns=("【(?P<n>[0-9]{1,2})】",), value=_numeral),\n'
            '    Family(kind="circled"'),
        "generator/tiaowen/numbering.py#": ('"letter", "dash",', '"letter", "dash", "boxed",'),
    }),
    "duty label": (
        1, {"site_config/lexicon.yml": ("  words: [牵头]\n  examples: [",
                                        "  words: [牵头, 统揽]\n  examples: [统揽单位, ")}),
    "ending of a body": (1, {"site_config/lexicon.yml##": ("  words: [部, 委, 局,", "  words: [书坊, 部, 委, 局,")}),
    "format": (3, {
        "generator/tiaowen/formats.py": (
            '    Format(name="html"',
            '    Format(name="rst", label="reStructuredText", suffixes=(".rst",), reader="rst", as_text=True,\n'
            '           by_suffix=True),\n'
            '    Format(name="html"'),
        "generator/tiaowen/model/source.py": ('SourceFormat = Literal[', 'SourceFormat = Literal["rst", '),
        "generator/tiaowen/read/rst.py": ("", RST),
    }),
    "page of a thing": (3, {
        "generator/tiaowen/render/lists.py": ("def years(", '''def of_format(key: str, library: Library, page: str) -> dict[str, object]:
    """The documents of one format."""
    return {"rows": policy_rows([p for p in library.newest_first(library.policies) if p.source.format == key], library, page)}


def years('''),  # noqa: E501
        "generator/tiaowen/render/pages.py": ('    _each("year",', '''\
    _each("format", lambda lib: sorted({p.source.format for p in lib.policies.values()}),
          lambda key, lib: (f"格式 {key}", key), lists.of_format, below="policies.html"),
    _each("year",'''),  # noqa: E501
        "templates/pages/format.md.j2": (
            "",
            '{% import "pages/_parts.md.j2" as parts %}\n{{ front }}\n{{ parts.breadcrumbs(crumbs) }}\n\n{{ title '
            '}}\n\n'
                '{{ parts.policy_table(rows, "文件") }}\n'),
    }),
    "citation style": (2, {
        "generator/tiaowen/render/cite.py": ('Style = Literal[', 'Style = Literal["house", '),
        "generator/tiaowen/render/cite.py#": ('STYLE_NAMES: dict[Style, str] = {',
                                              'STYLE_NAMES: dict[Style, str] = {"house": "本刊",'),
        "templates/export/cite.house.j2": ("", "本刊引：{{ number }}"),
    }),
    "twin": (3, {
        "generator/tiaowen/config.py#": ('Twin = Literal[', 'Twin = Literal["tsv", '),
        "generator/tiaowen/render/twins.py": (
            '    "md": TwinForm(',
            '    "tsv": TwinForm("text/tab-separated-values", "一条一行", lambda policy, corpus, settings: b"\\t".join('
            'clause.path.encode() for clause in policy.clauses)),\n    "md": TwinForm('),
    }),
    "column of a fact": (1, {"generator/tiaowen/model/facts.py##": (
        '    what: Annotated[str, Meta(description="what is to be done, shortened',
        '    remark: str = "无"\n    what: Annotated[str, Meta(description="what is to be done, shortened')}),
    "setting": (1, {"generator/tiaowen/config.py": (
        "    notice: Annotated", '    motto: Annotated[str, Meta(description="一句话")] = ""\n    notice: Annotated')}),
    "finding code": (1, {"generator/tiaowen/diagnostics.py": (
        '    "P001": Code(', '    "P990": Code("info", "有{what}", "看看"),\n    "P001": Code(')}),
}
TEXT = """威海市人民政府关于规范收费的通知
威测发〔2024〕1号
各区市人民政府，市政府各部门：
一、收费标准
（一）证照。每证收取工本费5元。（统揽单位：市财政局；配合单位：市档案局、环翠书坊）
【1】申请。申请人到窗口提出。
【2】受理。窗口当场受理。2024年6月底前完成改造。
二、奖励。对企业给予10万元奖励。
威海市人民政府
2024年1月2日
"""
SCRIPT = """
import json, sys
from tiaowen.cli import run
status = run(["build", "--no-site", "--jobs", "1"])
from tiaowen.diagnostics import finding
from tiaowen.render.pages import PAGES
tabs = [[kind.tab, "index.md" if kind.name == "home" else kind.name + ".md"] for kind in PAGES if kind.tab]
print(json.dumps({"status": status, "finding": finding("P990", what="x").message, "tabs": tabs}))
"""


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the changed program: ``build/docs``, and beside it what the program said of itself
    (``said.json``).
    """

    def make(folder: Path) -> None:
        copy = folder / "program"
        for name in ("generator/tiaowen", "templates", "site_config", "docs_src/pages"):
            shutil.copytree(ROOT / name, copy / name)
        shutil.copy(ROOT / "mkdocs.yml", copy)
        for _, change in CHANGES.values():
            for name, (old, new) in change.items():
                file = copy / name.rstrip("#")
                file.parent.mkdir(parents=True, exist_ok=True)
                before = file.read_text(encoding="utf-8") if old else ""
                assert not old or old in before, f"{name} has no {old}"
                file.write_text(before.replace(old, new, 1) if old else new, encoding="utf-8", newline="\n")
        site = folder / "site"
        (site / "docs_src/policies").mkdir(parents=True)
        (site / "site_config").mkdir()
        (site / "site_config/site.yml").write_text("motto: 好\ntwins: [json, xml, txt, tsv]\n", encoding="utf-8")
        (site / "docs_src/policies/a.txt").write_text(TEXT, encoding="utf-8")
        (site / "docs_src/policies/a.yml").write_text("facts:\n  fees:\n    - {path: '2', quote: 10万元, amount: 7}\n",
                                                      encoding="utf-8")
        (site / "docs_src/policies/b.rst").write_text(TEXT.replace("1号", "2号").replace("规范", "**调整**"),
                                                      encoding="utf-8")
        done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=site, capture_output=True, text=True,
                              encoding="utf-8", check=False,
                              env=os.environ | {"PYTHONPATH": str(copy / "generator"), "PYTHONUTF8": "1"}, timeout=300)
        assert done.returncode == 0, done.stderr
        (folder / "said.json").write_text(done.stdout.strip().splitlines()[-1], encoding="utf-8")

    return made_once(tmp_path_factory, "changed", make)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_touches_few_files(name: str) -> None:
    most, change = CHANGES[name]
    assert len({file.rstrip("#") for file in change}) <= most


def page(changed: Path, name: str) -> str:
    return (changed / "site/build/docs" / name).read_text(encoding="utf-8-sig")


def document(changed: Path, name: str = "weicefa-2024-1") -> Any:
    return json.loads(page(changed, f"p/{name}.json"))


def test_a_kind_of_fact_is_in_data_tables_and_schema(changed: Path) -> None:
    fees = document(changed)["fees"]
    assert [(fee["what"], fee["amount"], fee["corrected"]) for fee in fees] == [("工本费", 5, False), ("", 7, True)]
    rows = list(csv.DictReader(page(changed, "data/fees.csv").splitlines()))
    assert [(row["what"], row["amount"], row["path"]) for row in rows][:2] == [("工本费", "5", "§1.1"), ("", "7", "§2")]
    assert "市财政局" in rows[0]["agency"]
    assert "fees" in [table["name"] for table in json.loads(page(changed, "data/datapackage.json"))["resources"]]
    assert "fees" in json.loads(page(changed, "data/schema.json"))["properties"]


def test_a_kind_of_fact_is_on_pages_in_the_margin_and_among_the_filters(changed: Path) -> None:
    assert (
        "<th scope=\"col\" data-sort=\"text\">项目</th>" in page(changed, "fees.md")
        and "<td>工本费</td><td>5</td>" in page(changed, "fees.md")
    )
    assert "<td>工本费</td>" in page(changed, "place/weihai--fees.md")
    assert 'href="weihai--fees.html"' in page(changed, "place/weihai.md")
    assert "<p><b>收费</b> 工本费 · 5</p>" in page(changed, "p/weicefa-2024-1.md")
    assert "data/fees.csv" in page(changed, "data.md")
    assert any("收费标准" in file.read_text(encoding="utf-8") for file in (changed / "site/build/docs").rglob("*.js"))


def test_the_tabs_of_the_navigation_are_those_of_the_pages(changed: Path) -> None:
    nav = (changed / "program/mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2].partition(
        "\nnot_in_nav")[0]
    said = json.loads((changed / "said.json").read_text(encoding="utf-8"))
    assert [line.strip(" -").split(": ") for line in nav.splitlines()] == said["tabs"]
    assert ["收费", "fees.md"] in said["tabs"]


def test_a_style_of_heading_a_label_and_an_ending_are_read(changed: Path) -> None:
    made = document(changed)
    assert {"1.1.1", "1.1.2"} <= {clause["path"] for clause in made["clauses"]}
    duties = [(duty["role"], duty["agencies"]) for duty in made["duties"]]
    assert duties == [("lead", ["市财政局"]), ("support", ["市档案局", "环翠书坊"])]


def test_a_format_is_read_offered_and_named(changed: Path) -> None:
    assert document(changed, "weicefa-2024-2")["policy"]["title"] == "威海市人民政府关于调整收费的通知"
    assert "reStructuredText" in page(changed, "p/weicefa-2024-2.md")


def test_a_page_of_a_thing_has_its_place_and_way(changed: Path) -> None:
    made = page(changed, "format/rst.md")
    assert (
        'href="../p/weicefa-2024-2.html"' in made and 'href="../policies.html"' in made and "weicefa-2024-1" not in made
    )


def test_a_twin_stands_beside_each_document_and_is_named(changed: Path) -> None:
    assert "1.1.2" in page(changed, "p/weicefa-2024-1.tsv").split("\t")
    assert (
        "text/tab-separated-values" in page(changed, "p/weicefa-2024-1.md") and "一条一行" in page(changed, "data.md")
    )


def test_a_style_of_citation_a_column_a_setting_and_a_code(changed: Path) -> None:
    assert "本刊引：威测发〔2024〕1号" in page(changed, "p/weicefa-2024-1.md").replace("&#12308;", "〔")
    deadlines = csv.DictReader(page(changed, "data/deadlines.csv").splitlines())
    assert [(row["remark"], row["quote"]) for row in deadlines] == [("无", "2024年6月底前完成改造")] * 2
    assert json.loads((changed / "said.json").read_text(encoding="utf-8"))["finding"] == "有x"
