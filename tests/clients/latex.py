"""BibTeX in LaTeX: the gbt7714 style with bibtex, biblatex-gb7714-2015 with biber and xelatex. Needs, of Debian,
texlive-lang-chinese, texlive-bibtex-extra, texlive-xetex, biber, poppler-utils and fonts-noto-cjk.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

from tests.clients.given import ITEM, Given, Row, ask, debian

DOCUMENT = r"""\documentclass{article}
\usepackage[UTF8,fontset=none]{ctex}
\setCJKmainfont{Noto Serif CJK SC}
\usepackage[style=gb7714-2015]{biblatex}
\addbibresource{in.bib}
\begin{document}\nocite{*}\printbibliography\end{document}
"""
NUMBERLESS = ("这个旧版（1.1k）有网址时不印编号；1.1v（2025 年 6 月）起印出。有网址时不印页码处的条款，"
              "条款在网址里：docs/how-to/cite.md")


def rows(given: Given) -> dict[str, Row]:
    """One for each of the two, from the samples in one file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        named = (re.sub(r"^@report\{[^,]*", f"@report{{{key}", forms["bibtex"]) for key, forms in given.made.items())
        (folder / "in.bib").write_text("\n\n".join(named), encoding="utf-8")
        newer = given.work / "biblatex-gb7714-2015"
        found = _gbt7714(folder, given) | {"LaTeX, biblatex-gb7714-2015, TeX Live 2022": _biblatex(
            folder, given, debian("texlive-bibtex-extra"), "")}
        if newer.is_dir():
            at = ask(["git", "-C", str(newer), "rev-parse", "--short", "HEAD"]).strip()
            found |= {"LaTeX, biblatex-gb7714-2015": _biblatex(folder, given, at, f"{newer}//:")}
        return found


def _gbt7714(folder: Path, given: Given) -> dict[str, Row]:
    (folder / "a.aux").write_text("\\relax\n\\bibstyle{gbt7714-numerical}\n\\citation{*}\n\\bibdata{in}\n")
    subprocess.run(["bibtex", "-terse", "a"], cwd=folder, capture_output=True, timeout=120, check=False)
    parts = re.split(r"\\bibitem\[.*?\]\{(\w+)\}", (folder / "a.bbl").read_text(encoding="utf-8"), flags=re.DOTALL)
    printed = {key: _plain(entry) for key, entry in zip(parts[1::2], parts[2::2], strict=True)}
    issuers = "、".join(("威海市人民政府办公室", "威海市财政局"))
    right = all((ITEM in printed[key]) == (ITEM in forms["bibtex"]) and issuers not in printed[key]
                for key, forms in given.made.items()) and "第一部分第（一）项" in printed["clause"]
    return {"LaTeX, gbt7714": {"version": debian("texlive-lang-chinese"), "right": right, "saw": printed}}


def _plain(entry: str) -> str:
    words = re.sub(r"\\(newblock|allowbreak|url|end\{thebibliography\})|[{}]", "", entry)
    return re.sub(r"\s+", " ", words).strip()


def _biblatex(folder: Path, given: Given, version: str, styles: str) -> Row:
    """``styles``: where LaTeX looks before its own folders."""
    (folder / "b.tex").write_text(DOCUMENT, encoding="utf-8")
    for command in (["xelatex", "-interaction=batchmode", "b"], ["biber", "-q", "b"],
                    ["xelatex", "-interaction=batchmode", "b"]):
        subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=True,
                       env=os.environ | {"TEXINPUTS": styles})
    page = ask(["pdftotext", "-layout", "b.pdf", "-"], folder=folder)
    text = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", page)
    printed = [re.sub(r"\s+", " ", entry).strip() for entry in re.split(r"\[\d\](?=[^\x00-\x7f])", text)[1:]]
    wanted = sum(ITEM in forms["bibtex"] for forms in given.made.values())
    row: Row = {"version": f"{version}, {debian('biber')}", "saw": printed,
                "right": sum(ITEM in re.sub(r"\s", "", entry) for entry in printed) == wanted}
    return row if row["right"] else row | {"reason": NUMBERLESS}
