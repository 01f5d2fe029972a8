"""The postconditions of cleaning, on generated texts and on seeded mutations of real ones."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.clean import clean
from tiaowen.clean.draft import Draft
from tiaowen.model import CleanText, Line, SourceText, Span

ROOT = Path(__file__).parents[2]
PIECES = [
    "一、总体要求", "（一）指导思想。", "1.加强管理。", "第一条 ", "关于加强管理的意见", "威发〔2023〕3 号",
    "(责任单位:市委组织部、市财政局)",
    "??坚持", "——", "發(fā)展", "產(chǎn)業(yè)", "更新?lián)Q代", "擔;\ue2ae稹7e極", "\u200b", "\u00a0",
    "\u3000\u3000", "  ", "，", ",", "。", "；",
    "(", ")", "《", "》", "“", "”", "2020 年", "10:30", "http://a.cn/?b", "\n", "\n\n", "\t", "\r", "\x0b", "分享到:",
    "责任编辑：张三",
    "发布时间：2020-01-01 来源：某网", "近日，市政府印发《方案》，为贯彻落实精神，", "记者从会上获悉，", "- 1 -", " 2 ",
    "&lt;", "⽂⺠", "<b>", "熱門推薦", "為貫徹落實", "著力", "某市人民政府", "中共", "\ud800", "\U00020000", "𠮷",
    "abc def", "１２", "",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=50).map("".join)


@cache
def catalog() -> Catalog:
    return load_catalog((ROOT / "site_config",))


def source_of(text: str) -> SourceText:
    lines = tuple(Line(number=i, text=t) for i, t in enumerate(text.split("\n"), 1))
    return SourceText(path="x.txt", format="text", sha256="0" * 64, size=1, lines=lines)


def characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace() and char not in "\u200b\ufeff\u2060")


def account_adds_up(source: SourceText, result: CleanText) -> bool:
    left = characters(line.text for line in source.lines)
    left.subtract(characters(repair.before for repair in result.repairs))
    left.update(characters(repair.after for repair in result.repairs))
    right = characters(line.text for line in result.lines) + characters(item.text for item in result.furniture)
    return {c: n for c, n in left.items() if n} == dict(right)


def replayed(source: SourceText, result: CleanText) -> Counter[str]:
    """The source with every repair made again, in order, from its line and column."""
    texts = {line.number: line.text for line in source.lines}
    for repair in result.repairs:
        text = texts[repair.line]
        assert text[repair.col:repair.col + len(repair.before)] == repair.before
        texts[repair.line] = text[:repair.col] + repair.after + text[repair.col + len(repair.before):]
    return characters(texts.values())


def check(text: str) -> CleanText:
    source = source_of(text)
    result = clean(source, catalog())
    assert account_adds_up(source, result)
    assert replayed(source, result) == characters(line.text for line in result.lines) + characters(
        item.text for item in result.furniture)
    assert all(line.text and line.text == line.text.strip() for line in result.lines)
    assert [line.number for line in result.lines] == sorted(line.number for line in result.lines)
    assert all(0 < offset <= len(line.text) for line in result.lines for offset, _ in line.wraps)
    return result


@settings(max_examples=500, derandomize=True, deadline=None)
@given(TEXTS)
def test_every_character_is_published_repaired_or_left_out(text: str) -> None:
    check(text)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(TEXTS)
def test_cleaning_twice_changes_only_what_a_new_text_would_show(text: str) -> None:
    once = check(text)
    again = check("\n".join(line.text for line in once.lines))
    assert sum(len(line.text) for line in again.lines) <= sum(len(line.text) for line in once.lines) + sum(
        len(r.after) for r in again.repairs)


def mutated(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 6)):
        kind, at, other = chance.randrange(7), chance.randrange(len(lines)), chance.randrange(len(lines))
        if kind == 0:
            lines[at] = lines[at][:chance.randrange(len(lines[at]) + 1)]
        elif kind == 1:
            lines[at] += lines.pop(other) if len(lines) > 1 and other != at else ""
        elif kind == 2:
            chance.shuffle(lines)
        elif kind == 3:
            lines.insert(at, lines[other])
        elif kind == 4:
            lines[at:at] = lines[other:other + 20]
        elif kind == 5:
            lines[at] = "".join(c if chance.random() > 0.03 else chr(chance.randrange(32, 0x9fff)) for c in lines[at])
        else:
            lines[at] = lines[at].replace("。", "。\n", 2).replace("，", chance.choice([",", " ", "\u3000\u3000"]), 3)
        if not lines:
            lines = [""]
    return "\n".join(lines)


@pytest.mark.parametrize("file", sorted((ROOT / "docs_src" / "policies").glob("*.txt")), ids=lambda path: path.stem)
def test_mutations_of_real_texts(file: Path) -> None:
    chance = random.Random(file.stem)
    text = file.read_text(encoding="utf-8")
    check(text)
    for _ in range(8):
        check(mutated(text, chance))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(alphabet="甲乙丙 ,()", min_size=1, max_size=30), st.data())
def test_bold_ranges_follow_their_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    draft = Draft(Line(number=1, text=text, bold=(Span(start, end),)))
    draft.edit("space", [(i, i + 1, "") for i, c in enumerate(text) if c == " "])
    assert "".join(draft.text[s.start:s.end] for s in draft.bold) == text[start:end].replace(" ", "")
