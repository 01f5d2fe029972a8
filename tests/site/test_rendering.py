"""Our rendering against stock MkDocs + Python-Markdown, page by page: the five texts and a small hostile library."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from lxml import html

from tests.site_folder import SITE_URL, tiaowen, tree

pytestmark = pytest.mark.site
NOT_IN_NAV = ("p", "agency", "industry", "place", "cited")
HOSTILE = """关于“<script>alert(1)</script>”和 {{ x }} {#id} 的通知

某发〔2024〕7号

各县（区）人民政府：

一、总则 {#c-9} # `代码` [甲](javascript:alert(1)) **粗** _斜_
（一）<img src=x onerror=alert(1)>&amp;&lt;b&gt; \\* \\\\ {: .x }
1. 2024年增长8.5%以上，达到100亿元。（责任单位：市财政局、市发展改革委）
| a | b |
|---|---|
| <td> | &#124; |
二、附则 <!-- 注 --> ~~删~~ ==标== http://x.y <http://x.y> x@y.z
　　本通知自2024年1月1日起施行。\x20\x20
- 列表
> 引用
    四个空格
***
某市人民政府
2024年1月1日
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    texts = folder / "docs_src/policies"
    texts.mkdir(parents=True)
    for number in range(3):
        (texts / f"soup-{number}.txt").write_text(HOSTILE.replace("7号", f"{number + 1}号"), encoding="utf-8")
    own = folder / "docs_src/pages"
    own.mkdir(parents=True)
    (own / "own.md").write_text("# 自己的\n\n1. 列\n2. 表\n\n    code\n\n[目标](targets.md#top) *斜* `码`\n",
                                encoding="utf-8")
    done = tiaowen(folder, "build", "--site-url", SITE_URL)
    assert (folder / "site").is_dir(), done.stdout + done.stderr
    return folder


def told(page: Path) -> dict[str, object]:
    """What must not differ: the whole head and page text, every id, link and class in order, white space runs as one
    space.
    """
    document = html.document_fromstring(page.read_bytes())
    elements = [element for element in document.iter() if isinstance(element.tag, str)]
    article = document.find(".//article")
    return {
        "article": b" ".join(html.tostring(article).split()) if article is not None else b"",  # every word in its place
        "elements": [(element.tag, sorted((name, " ".join(value.split())) for name, value in element.attrib.items()))
                     for element in elements],
        "text": [" ".join(text.split()) for text in document.itertext() if text.strip()],
        "title": document.findtext(".//title"),
        "canonical": [link.get("href") for link in document.iter("link") if link.get("rel") == "canonical"],
    }


@pytest.mark.parametrize("library", ["five", "hostile"])
def test_every_page_is_what_stock_mkdocs_makes(library: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    folder = request.getfixturevalue(library)
    stock = plainly(folder, tmp_path / "build")
    names, expected = ({name for name in tree(site) if name.endswith(".html")} for site in (folder / "site", stock))
    assert names == expected
    for name in sorted(names):
        assert told(folder / "site" / name) == told(stock / name), name


def plainly(folder: Path, out: Path) -> Path:
    """The generated Markdown and theme of a site folder, built by MkDocs alone for the same public address."""
    shutil.copytree(folder / "build", out)
    file = out / "mkdocs.yml"
    file.write_text(re.sub("^site_url: .*$", f'site_url: "{SITE_URL}"', file.read_text(encoding="utf-8"),
                           flags=re.MULTILINE), encoding="utf-8")
    # never with -q: it hides what strict counts
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return out / "site"


@pytest.mark.parametrize("library", ["five", "hostile"])
def test_every_generated_page_is_rendered_by_us(library: str, request: pytest.FixtureRequest) -> None:
    """Otherwise the comparison above compares nothing."""
    folder = request.getfixturevalue(library)
    rendered = msgspec.msgpack.decode((folder / "build/pages.msgpack").read_bytes())[1]
    assert set(rendered) == {f"{room}/{page.name}" for room in NOT_IN_NAV
                             for page in (folder / "build/docs" / room).glob("*.md")}
