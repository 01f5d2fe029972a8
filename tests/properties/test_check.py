"""After any edits of a site the check that keeps what it read finds what a fresh one finds, and both what is known to
be wrong.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from msgspec import Struct
from tiaowen.site.check import check_site

URL = "https://x.example/repo/"
NAMES = [f"{folder}{name}.html" for folder in ("", "p/", "agency/") for name in "abcd"]
IDS = ("c-1", "c-2", "第三条", "top")
FAULTS = ('<img src="https://c.example/x.png">', '<a href="/p/a.html">x</a>', '<img src="none.png">', "")


class Page(Struct):
    """A page of the site as it is meant: ids, leads to (page, anchor) and one more fault."""

    ids: list[str]
    leads: list[tuple[str, str]]
    fault: str = ""


def some_page(rng: random.Random) -> Page:
    leads = [(rng.choice(NAMES), rng.choice(("", *IDS))) for _ in range(rng.randrange(5))]
    return Page(rng.sample(IDS[:3], rng.randrange(4)), leads, rng.choice(FAULTS) if rng.random() < 0.3 else "")


def edit(site: dict[str, Page], rng: random.Random) -> None:
    name = rng.choice(NAMES)
    if name not in site or rng.random() < 0.2:
        site[name] = some_page(rng)
    elif rng.random() < 0.2:
        del site[name]
    elif rng.random() < 0.5:
        site[name].ids = some_page(rng).ids * rng.choice((1, 1, 1, 2))
    else:
        site[name].leads = some_page(rng).leads


def write(root: Path, site: dict[str, Page], stamp: int) -> None:
    """Only pages that differ, each change with a time of its own, as time passes between two builds."""
    for name in NAMES:
        file = root / name
        if name not in site:
            file.unlink(missing_ok=True)
            continue
        up = "../" * name.count("/")
        page = site[name]
        ids = "".join(f'<p id="{i}">x</p>\n' for i in page.ids)
        leads = "".join(f'<a href="{up}{to}{"#" if anchor else ""}{anchor}">{number}</a>\n' for number,
                        (to, anchor) in enumerate(page.leads))
        text = f"<html><body>\n{ids}{leads}{page.fault}</body></html>"
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            os.utime(file, (stamp, stamp))


def wrong(site: dict[str, Page]) -> set[tuple[str, str]]:
    """Page and code of every lead that is known to be broken and every id that stands twice."""
    found = {(f"site/{name}", "S004") for name, page in site.items() if len(set(page.ids)) < len(page.ids)}
    for name, page in site.items():
        found |= {(f"site/{name}", "S002") for to, _ in page.leads if to not in site}
        found |= {(f"site/{name}", "S003") for to, anchor in page.leads
                  if to in site and anchor not in ("", "top") and anchor not in site[to].ids}
    return found


@pytest.mark.parametrize("seed", range(3))
def test_kept_or_fresh_the_check_finds_the_same(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    site = {name: some_page(rng) for name in NAMES[:9]}
    root, kept = tmp_path / "site", tmp_path / "kept"
    root.mkdir()
    seen: set[str] = set()
    for step in range(40):
        write(root, site, 1_000_000 + step)
        found = check_site(root, site_url=URL, memory=kept)
        assert found == check_site(root, site_url=URL), step
        faulty = {f"site/{name}" for name, page in site.items() if "none.png" in page.fault}
        broken = {(item.path, item.code) for item in found if item.code in {"S002", "S003", "S004"}}
        assert broken == wrong(site) | {(path, "S002") for path in faulty}, step
        seen |= {item.code for item in found}
        for _ in range(rng.randrange(1, 4)):
            edit(site, rng)
    assert seen == {"S002", "S003", "S004", "S005", "S006", "S007"}
