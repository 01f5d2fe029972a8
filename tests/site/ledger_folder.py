"""A site folder of one text and its ledger, as the tests of a damaged one and of texts that are gone use it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.site_folder import tiaowen

TEXT = """海州市人民政府关于促进渔业发展的意见
海政发〔2022〕4号
各区人民政府：
一、总体目标。到2026年建成海洋牧场8个。
二、重点工作
（一）更新渔船。每艘给予30万元补助。（责任单位：市渔业局）
（二）培育品牌。培育品牌60个。
三、附则。本意见自印发之日起施行。
海州市人民政府
2022年9月8日
"""
CHANGED = TEXT.replace("培育品牌60个", "新建码头5座，优先安排用地")
RECORDS = "site_config/permalinks/policies/haizhengfa-2022-4.jsonl"
NAMES = "site_config/permalinks/names.jsonl"
FIRST = "site_config/permalinks/versions/haizhengfa-2022-4--2022-09-08.1.json"


def with_a_text(folder: Path) -> Path:
    """The folder, with the text."""
    (folder / "docs_src" / "policies").mkdir(parents=True)
    (folder / "site_config").mkdir()
    write(folder, TEXT)
    return folder


def write(site: Path, text: str, name: str = "a.txt") -> None:
    (site / "docs_src" / "policies" / name).write_text(text, encoding="utf-8", newline="\n")


def freeze(site: Path) -> int:
    """How many addresses are new, or have something new recorded of them."""
    done = tiaowen(site, "freeze")
    assert done.returncode == 0, done.stderr
    return sum(map(int, re.findall(r"(?:登记|更新)了 (\d+) 个", done.stderr)))


def found(site: Path, *options: str) -> dict[str, str]:
    """Code → path and message of each finding on the ledger."""
    done = tiaowen(site, "check", "--locked", "--format", "json", *options)
    assert done.returncode in {0, 1}, done.stderr
    return {item["code"]: f"{item['path']} {item['message']}" for item in json.loads(done.stdout)
            if item["code"].startswith("L")}


def anchors(site: Path) -> set[str]:
    return set(re.findall(r'"anchor":"([^"]+)"', (site / RECORDS).read_text(encoding="utf-8")))


def pages(site: Path) -> dict[str, str]:
    done = tiaowen(site, "build", "--no-site", "--locked")
    assert done.returncode == 0, done.stderr
    return {file.stem: file.read_text(encoding="utf-8") for file in (site / "build" / "docs" / "p").glob("*.md")}
