"""After any edit, what is kept and what is made anew are together, byte for byte, what a clean build gives; nothing
changed: nothing is done.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tiaowen import pipeline
from tiaowen.config import load_settings
from tiaowen.pipeline import pages
from tiaowen.render.pages import render

from tests.bench.library import documents, write_library

SIZE = 3
AT_ONCE = 4  # edits between two builds
Edit = Callable[[Path, random.Random], None]


def quiet(stage: str, done: int, total: int) -> None:
    """Progress that is not shown."""


def request(folder: Path) -> pipeline.Request:
    settings = load_settings(folder / "site_config" / "site.yml")
    return pipeline.Request(folder=folder, settings=settings, sources=folder / settings.sources, out=folder / "site",
                            jobs=1, site=False)


def built(folder: Path) -> dict[str, bytes]:
    pipeline.build(request(folder), quiet)
    build = folder / "build"
    return {f.relative_to(build).as_posix(): f.read_bytes() for top in ("docs", "theme")
            for f in (build / top).rglob("*") if f.is_file()}


def clean(folder: Path, aside: Path) -> dict[str, bytes]:
    """What the same folder gives where nothing was ever built."""
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(folder, aside, ignore=shutil.ignore_patterns("build", "site"))
    return built(aside)


def text(folder: Path, rng: random.Random) -> Path:
    return rng.choice(sorted(folder.joinpath("docs_src").rglob("*.txt")))


def replace(file: Path, before: str, after: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8", newline="\n")


def change_a_word(folder: Path, rng: random.Random) -> None:
    file = text(folder, rng)
    lines = file.read_text(encoding="utf-8").splitlines()
    at = rng.randrange(4, len(lines) - 2)
    lines[at] = lines[at].replace("。", "，并抓好落实。", 1)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def add_a_line(folder: Path, rng: random.Random) -> None:
    file = text(folder, rng)
    lines = file.read_text(encoding="utf-8").splitlines()
    lines.insert(rng.randrange(5, len(lines) - 2), "2025年底前建成公共服务平台7个，支持养老服务和食品产业发展。")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def another_heading(folder: Path, rng: random.Random) -> None:
    file = text(folder, rng)
    lines = file.read_text(encoding="utf-8").splitlines()
    at = rng.choice([number for number,
                     line in enumerate(lines) if line.startswith(("一、", "二、", "（一）", "（二）"))])
    lines[at] = lines[at].replace("、", "、大力", 1).replace("）", "）切实", 1)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def another_agency(folder: Path, rng: random.Random) -> None:
    replace(text(folder, rng), "责任单位：市", "责任单位：市档案局、市")


def another_title(folder: Path, rng: random.Random) -> None:
    file = text(folder, rng)
    title = file.read_text(encoding="utf-8").splitlines()[0]
    replace(file, title, title.replace("关于", "关于进一步", 1))


def another_number(folder: Path, rng: random.Random) -> None:
    replace(text(folder, rng), "号\n各区", f"{rng.randint(1, 9)}号\n各区")


def add_a_text(folder: Path, rng: random.Random) -> None:
    name, added = list(documents(3, seed=rng.randint(2, 10**6)))[-1]
    folder.joinpath("docs_src/policies",
                    f"added-{rng.randint(1, 10**6)}.txt").write_text(added, encoding="utf-8", newline="\n")


def remove_a_text(folder: Path, rng: random.Random) -> None:
    text(folder, rng).unlink()


def rename_a_text(folder: Path, rng: random.Random) -> None:
    file = text(folder, rng)
    file.rename(file.with_name(f"zz-{file.name}"))


def write_a_sidecar(folder: Path, rng: random.Random) -> None:
    text(folder, rng).with_suffix(".yml").write_text("validity: 已废止\nsource_url: https://example.org/1\n",
                                                     encoding="utf-8")


def change_a_setting(folder: Path, rng: random.Random) -> None:
    folder.joinpath("site_config/site.yml").write_text(f"site_name: 条文{rng.randint(1, 99)}\ntwins: [json]\n",
                                                       encoding="utf-8")


def change_a_template(folder: Path, rng: random.Random) -> None:
    file = folder / "templates" / "pages" / "places.md.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{{{{ front }}}}\n{{{{ title }}}}\n\n第{rng.randint(1, 99)}版\n", encoding="utf-8")


def write_a_page_over_a_generated_one(folder: Path, rng: random.Random) -> None:
    file = folder / "docs_src" / "pages" / "places.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# 地区\n", encoding="utf-8")


def take_the_page_away(folder: Path, rng: random.Random) -> None:
    folder.joinpath("docs_src/pages/places.md").unlink(missing_ok=True)


def freeze_the_addresses(folder: Path, rng: random.Random) -> None:
    pipeline.freeze(request(folder), quiet)


def touch_a_generated_file(folder: Path, rng: random.Random) -> None:
    rng.choice(sorted((folder / "build" / "docs").rglob("*.md"))).write_text("# x\n", encoding="utf-8")


def delete_a_generated_file(folder: Path, rng: random.Random) -> None:
    rng.choice(sorted((folder / "build" / "docs" / "p").iterdir())).unlink()


def damage_the_records(folder: Path, rng: random.Random) -> None:
    file = folder / "build" / "markdown.msgpack"
    file.write_bytes(file.read_bytes()[:-7])


def change_a_file_of_data(folder: Path, rng: random.Random) -> None:
    file = rng.choice(sorted(folder.joinpath("build/docs/data").glob("*.[cjz]*")))
    file.write_bytes(file.read_bytes().replace("市".encode(), "县".encode())[:-1])


def damage_the_records_of_data(folder: Path, rng: random.Random) -> None:
    file = folder / "build" / "exports.msgpack"
    file.write_bytes(file.read_bytes()[:-7])


EDITS: tuple[Edit, ...] = (
    change_a_word, add_a_line, another_heading, another_agency, another_title, another_number, add_a_text,
    remove_a_text, rename_a_text,
    write_a_sidecar, change_a_setting, change_a_template, write_a_page_over_a_generated_one, take_the_page_away,
    touch_a_generated_file,
    delete_a_generated_file, damage_the_records, change_a_file_of_data, add_a_line, damage_the_records_of_data,
)
# from here on a text that is missing keeps the old pages
FROZEN: tuple[Edit, ...] = (freeze_the_addresses, change_a_word, another_title)


@pytest.mark.slow
def test_after_any_edit_the_tree_is_that_of_a_clean_build(tmp_path: Path) -> None:
    """``EDITS_SEED=7`` tries another order."""
    rng = random.Random(int(os.environ.get("EDITS_SEED", "2")))
    folder = tmp_path / "site"
    write_library(folder, SIZE, seed=2)
    built(folder)
    edits = [*rng.sample(EDITS, len(EDITS)), *FROZEN]
    for at in range(0, len(edits), AT_ONCE):
        for edit in edits[at:at + AT_ONCE]:
            edit(folder, rng)
        kept, anew = built(folder), clean(folder, tmp_path / "clean")
        assert kept.keys() == anew.keys(), edits[at:at + AT_ONCE]
        assert [path for path in kept if kept[path] != anew[path]] == [], edits[at:at + AT_ONCE]


def test_nothing_is_done_when_nothing_changed(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_library(folder, 3)
    first = pipeline.build(request(folder), quiet)
    again = pipeline.build(request(folder), quiet)
    assert list(again.seconds) == ["compare"]
    assert (again.findings, again.documents, again.written) == (first.findings, first.documents, 0)
    file = next(folder.joinpath("build/docs/p").glob("*.json"))
    file.write_text("{}", encoding="utf-8")
    assert pipeline.build(request(folder), quiet).written == 1
    assert file.read_bytes() != b"{}"


def test_one_changed_text_leaves_the_pages_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    write_library(folder, SIZE)
    built(folder)
    texts = {f: f.stat().st_mtime_ns for f in folder.joinpath("build/docs/p").glob("*.md")}
    file = min(folder.joinpath("docs_src").rglob("*.txt"))
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[5] += "切实抓好落实。"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    made: list[str] = []
    monkeypatch.setattr(pages, "render", lambda page, *rest: made.append(page.path) or render(page, *rest))  # type: ignore[func-returns-value]
    built(folder)
    assert sum(f.stat().st_mtime_ns != stamp for f, stamp in texts.items()) == 1
    assert len([path for path in made if path.startswith("p/")
                and not path.endswith(".md")]) == 4, "twins of other documents were made again"
    industries = len(list(folder.joinpath("build/docs/industry").glob("*.md")))
    assert len([path for path in made
                if path.startswith("industry/")]) * 3 < industries, "pages that do not show the clause were made again"
