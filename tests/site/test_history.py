"""Documents that are amended and repealed: timeline, text of a day and news are those of a table that was written
first.

``CHAINS=12 DOCUMENTS=300 pytest tests/site/test_history.py`` tries a library; the suite three chains among nine
documents.
"""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.site_folder import tiaowen

pytestmark = pytest.mark.site
CHAINS, DOCUMENTS = int(os.environ.get("CHAINS", "3")), int(os.environ.get("DOCUMENTS", "12"))
THINGS = ["港口", "渔船", "海岛", "盐田", "船厂", "码头", "灯塔", "滩涂", "航道", "鱼市", "冰库", "渔村"]


class Chain(NamedTuple):
    """A measure, its revised text, the decision that revises it and the one that repeals it, each by its day; the last
    two may be missing.
    """

    thing: str
    issued: str
    revised: str
    amended: str
    repealed: str


def chains() -> list[Chain]:
    """Every third is only revised, every third only repealed."""
    made = []
    for number in range(CHAINS):
        thing = THINGS[number % len(THINGS)] + ("" if number < len(THINGS) else f"第{number}类")
        year = 2010 + number
        made.append(Chain(thing, f"{year}-03-01", f"{year + 2}-05-06" if number % 3 != 1 else "",
                          f"{year + 2}-05-06" if number % 3 != 1 else "",
                          f"{year + 5}-07-08" if number % 3 != 2 else ""))
    return made


def in_words(day: str) -> str:
    return "{}年{}月{}日".format(*map(int, day.split("-")))


def text(title: str, number: str, day: str, *clauses: str) -> str:
    return "\n".join((f"海州市人民政府关于{title}", number, "各区人民政府：", *clauses, "海州市人民政府",
                      in_words(day))) + "\n"


def write(folder: Path, name: str, content: str) -> None:
    (folder / "docs_src/policies" / f"{name}.txt").write_text(content, encoding="utf-8", newline="\n")


def measure(at: int, chain: Chain, *, revised: bool) -> str:
    grown = "每户补助改按实际支出核定，并先公示七日。" if revised else "每户补助按登记册核定。"
    return text(f"{chain.thing}管理的办法", f"海政发〔{chain.issued[:4]}〕{at + 1}号",
                chain.revised if revised else chain.issued,
                f"第一条 为加强{chain.thing}管理，制定本办法。", f"第二条 {grown}", "第三条 本办法自发布之日起施行。")


def decided(at: int, chain: Chain, verb: str, day: str, offset: int) -> str:
    return text(f"{verb}《海州市人民政府关于{chain.thing}管理的办法》的决定",
                f"海政发〔{day[:4]}〕{offset + at}号", day,
                f"经研究，决定{verb}《海州市人民政府关于{chain.thing}管理的办法》（海政发"
                f"〔{chain.issued[:4]}〕{at + 1}号）。")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the library as they are written for MkDocs."""
    folder = tmp_path_factory.mktemp("history")
    (folder / "docs_src/policies").mkdir(parents=True)
    (folder / "site_config").mkdir()
    for at, chain in enumerate(chains()):
        write(folder, f"m{at}", measure(at, chain, revised=False))
    for number in range(DOCUMENTS - 3 * CHAINS):
        other = text(f"做好第{number}次普查的通知", f"海政发〔2005〕{number + 1}号", "2005-01-02",
                     "一、清查登记。按期完成登记。")
        write(folder, f"x{number}", other)
    assert tiaowen(folder, "freeze").returncode == 0
    for at, chain in enumerate(chains()):
        if chain.revised:
            write(folder, f"m{at}", measure(at, chain, revised=True))
        if chain.amended:
            write(folder, f"a{at}", decided(at, chain, "修改", chain.amended, 100))
        if chain.repealed:
            write(folder, f"r{at}", decided(at, chain, "废止", chain.repealed, 300))
    done = tiaowen(folder, "build", "--no-site")
    assert done.returncode == 0, done.stderr
    return folder / "build/docs"


def plain(line: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<.*?>", "", line)).strip()


def test_every_timeline_is_that_of_the_table(library: Path) -> None:
    for at, chain in enumerate(chains()):
        page = unescape((library / f"p/haizhengfa-{chain.issued[:4]}-{at + 1}.md").read_text(encoding="utf-8"))
        lines = re.findall(r"<li(.*?)>(.*)</li>", page.partition("tw-timeline")[2].partition("</ol>")[0])
        told = [(plain(line).partition(" ")[0], plain(line).partition(" ")[2][:2]) for _,
                line in lines if "施行" not in line and "成文" not in line]
        latest = "最后" if chain.repealed else "现行"
        wanted = [(chain.issued, "早先"), (chain.revised, latest)] if chain.revised else []
        wanted += [(chain.amended, "修改")] * bool(chain.amended) + [(chain.repealed, "废止")] * bool(chain.repealed)
        assert sorted(told) == sorted((in_words(day), what) for day, what in wanted), chain
        starts = re.findall(r'data-from="(.*?)"', " ".join(attributes for attributes, _ in lines))
        assert starts == ([chain.issued, chain.revised] if chain.revised else [])


def test_the_news_is_that_of_the_table(library: Path) -> None:
    page = unescape((library / "changes.md").read_text(encoding="utf-8"))
    told = {(plain(event), plain(title), day) for event, title, day in re.findall(
        r'<li><span class="tw-tag">(.*?)</span> (.*?) <span class="tw-of">(\d+年\d+月\d+日)', page)}
    for chain in chains():
        name = f"海州市人民政府关于{chain.thing}管理的办法"
        wanted = {("新收", name, chain.issued), ("有新版本", name, chain.revised), ("已修改", name, chain.amended),
                  ("已废止", name, chain.repealed)}
        assert {item for item in told if item[1] == name} == {(event, title, in_words(day)) for event, title,
                                                              day in wanted if day}
