"""After ``tiaowen build --no-site`` other builders give the same content: article text, ids, links and title of every
page.

Stock MkDocs is compared more closely, in test_rendering.py.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

pytestmark = pytest.mark.site
COMMANDS = {
    "properdocs": ["-m", "properdocs", "build", "--strict", "-f"],
    "zensical": ["-m", "zensical", "build", "-f"],
}


def content(page: Path) -> tuple[str, list[str], list[str], str]:
    document = html.document_fromstring(page.read_bytes())
    article = document.find(".//article")
    assert article is not None, page
    ids = [element.get("id") for element in article.iter() if isinstance(element.tag, str) and element.get("id")]
    links = sorted({element.get("href") for element in article.iter("a") if element.get("href")})
    return document.findtext(".//title") or "", ids, links, "".join(article.text_content().split())


@pytest.mark.parametrize("builder", sorted(COMMANDS))
def test_the_same_content_from_another_builder(builder: str, five: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec(builder) is None:
        pytest.skip(f"{builder} is not installed")
    shutil.copytree(five / "build", tmp_path / "build")
    command = [sys.executable, *COMMANDS[builder], "build/mkdocs.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
                          env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    ours, theirs = five / "site", tmp_path / "build" / "site"
    pages = sorted(p.relative_to(ours) for p in ours.rglob("*.html") if p.name != "404.html")
    assert sorted(p.relative_to(theirs) for p in theirs.rglob("*.html") if p.name != "404.html") == pages
    different = [str(page) for page in pages if content(ours / page) != content(theirs / page)]
    assert not different
