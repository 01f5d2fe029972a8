"""A newcomer's ten files, published: every link holds below /repo/ on http, and the offline archive works from disk
without a network.

The files are real ones beside the checkout; where these are absent, the five texts of the checkout stand in for them.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html

from tests.browser.conftest import PATIENCE, serving
from tests.browser.firefox import Firefox
from tests.browser.test_tables import Open, expect
from tests.made_once import made_once
from tests.site_folder import ROOT, SITE_URL, tiaowen

REAL = ROOT.parent / "shared" / "corpus" / "policies"
TEN = ("govcn-03.html", "zj-16.html", "cq-08.html", "gz-13.html", "hb-03.txt", "tj-03.txt",
       "law-2017-shandong-fakuan.md", "pdf-guangzhou-dixia.txt",
       "yihao-2018.txt", "page-xuke-qingdan-2022.html")
CRAWL = """async ([root, published]) => {
  const ids = new Map(), links = [], queue = ['index.html', '404.html'].map((page) => root + page), seen = new Set(queue);
  const wrong = new Set();
  const visit = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) { wrong.add(`${answer.status} ${address}`); return; }
    if (!address.endsWith('.html')) { await answer.arrayBuffer(); return; }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    ids.set(address, new Set([...page.querySelectorAll('[id]')].map((element) => element.id)));
    for (const element of page.querySelectorAll('a[href], link[href]:not([rel^="schema."]), img[src], script[src]')) {
      const written = element.getAttribute('href') ?? element.getAttribute('src');
      const target = new URL(written.startsWith(published) ? root + written.slice(published.length) : written, address);
      if (!/^https?:/.test(target.protocol)) continue;
      if (!target.href.startsWith(root)) {
        if (element.localName !== 'a' || target.origin === location.origin) wrong.add(`outside: ${written} on ${address}`);
        continue;
      }
      const [file, anchor] = [target.origin + target.pathname, decodeURIComponent(target.hash.slice(1))];
      links.push([address, file, anchor]);
      if (!seen.has(file)) { seen.add(file); queue.push(file); }
    }
  };
  while (queue.length) await Promise.all(queue.splice(0, 8).map(visit));
  for (const [from, file, anchor] of links) {
    if (anchor && ids.has(file) && !ids.get(file).has(anchor)) wrong.add(`no #${anchor} in ${file} on ${from}`);
  }
  return { wrong: [...wrong], pages: ids.size, links: links.length };
}"""  # noqa: E501
ADDRESSES = (
    "[...document.querySelectorAll('a[href], link[rel=stylesheet], img[src], script[src]')].map((e) => e.href || e.src)"
)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site folder made as the tutorial says, with the address of a project page and the archive beside."""
    files = [REAL / name for name in TEN] if REAL.is_dir() else sorted((ROOT / "docs_src/policies").glob("*.txt"))

    def make(folder: Path) -> None:
        for arguments in (["init", "."], ["add", "--yes", *map(str, files)],
                          ["build", "--site-url", SITE_URL, "--offline-zip", "offline/copy.zip"]):
            done = tiaowen(folder, *arguments)
            assert done.returncode == 0, done.stdout + done.stderr

    return made_once(tmp_path_factory, "newcomer", make)


@pytest.fixture(scope="session")
def unpacked(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, unpacked where a clerk would: below a folder with Chinese characters and a space in its name."""
    def make(folder: Path) -> None:
        with zipfile.ZipFile(published / "offline/copy.zip") as archive:
            assert all(name.isascii() and len(name) <= 180 for name in archive.namelist())
            archive.extractall(folder)

    return made_once(tmp_path_factory, "新建 文件夹", make) / "copy"


def test_every_link_resolves_below_the_path_of_a_project_page(browser: Any, published: Path) -> None:
    with serving(published / "site") as address:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}index.html")
        found = page.evaluate(CRAWL, [address, SITE_URL])
        page.close()
    documents = len(list((published / "site/p").glob("*.html")))
    assert documents >= 5
    assert found["wrong"] == []
    assert found["pages"] >= documents + 10
    assert found["links"] > 1000


def test_every_link_of_the_archive_resolves_on_disk(browser: Any, unpacked: Path) -> None:
    context = browser.new_context(offline=True)
    context.set_default_timeout(PATIENCE)
    page, ids, wrong = context.new_page(), dict[Path, set[str]](), []
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    pages = {*unpacked.glob("*.html"), *unpacked.glob("p/*.html"), *sorted(unpacked.glob("*/*.html"))[::8]}
    for file in sorted(pages - {unpacked / "404.html"}):  # the error page is a server's
        page.goto(file.as_uri())
        for target in page.evaluate(ADDRESSES):
            address, anchor = urldefrag(target)
            if urlsplit(address).scheme == "file":
                wrong += (
                    [] if resolves(Path(unquote(urlsplit(address).path)), unquote(anchor), ids)
                    else [f"{file.name}: {target}"]
                )
    context.close()
    assert wrong == []


def resolves(file: Path, anchor: str, ids: dict[Path, set[str]]) -> bool:
    if anchor and file not in ids and file.is_file():
        ids[file] = {str(found) for found in html.document_fromstring(file.read_bytes()).xpath("//@id")}
    return file.is_file() and (not anchor or anchor in ids[file])


@pytest.mark.slow
@pytest.mark.xdist_group("firefox")  # with those of test_firefox.py: started once
def test_the_archive_opens_in_firefox_without_a_network(firefox: Firefox, unpacked: Path) -> None:
    assert firefox.run(
        "return fetch('https://www.example.org/').then(() => 'reached').catch(() => 'blocked')") == "blocked"
    firefox.open((unpacked / "index.html").as_uri())
    assert firefox.run(
        "return getComputedStyle(document.querySelector('.md-header')).position !== 'static'"), "the styles are not there"  # noqa: E501
    firefox.open(f"{(unpacked / 'search.html').as_uri()}?q=补助")
    address = firefox.wait("return document.querySelector('.tw-hit a')?.href")
    assert "补助" in firefox.run(
        "return [...document.querySelectorAll('.tw-hit mark')].map((mark) => mark.textContent)")
    firefox.open(address)
    anchor = urlsplit(address).fragment
    assert firefox.wait("return document.getElementById(arguments[0])?.matches(':target')", anchor)
    assert firefox.wait("return document.querySelectorAll('mark.tw-mark').length") > 0
    assert firefox.run(
        "return performance.getEntriesByType('resource').every(({name}) => /^(file|data|blob):/.test(name))")
    twins = firefox.run(
        "return [...document.querySelectorAll('a[href$=\".json\"], a[href$=\".txt\"], a[href$=\".xml\"]')].map((a) => "
        "a.href)")
    assert twins
    assert all(Path(unquote(urlsplit(twin).path)).is_file() for twin in twins)


def test_the_archive_finds_and_shows_in_chromium_without_a_network(visit: Open, unpacked: Path) -> None:
    for size in ("desktop", "phone"):
        shown = visit("index.html", "file", size, folder=unpacked)
        shown.goto(f"{(unpacked / 'search.html').as_uri()}?q=补助")
        shown.locator(".tw-hit a").first.click()
        shown.locator("mark.tw-mark").first.wait_for()
        assert shown.evaluate("document.querySelector(':target') !== null")


@pytest.mark.parametrize("address", ["feed.xml", "place/weihai.xml"])
def test_a_feed_that_is_opened_in_a_browser_can_be_read(visit: Open, transport: str, address: str) -> None:
    shown = visit(address, transport, "phone")
    first = shown.evaluate("""() => ['feed', 'entry > title', 'entry > summary', 'feed > id'].map(
      (part) => getComputedStyle(document.querySelector(part)).display)""")
    assert first == ["block", "block", "block", "none"]
    told = shown.evaluate("getComputedStyle(document.documentElement, '::before').content")
    assert "订阅文件" in told
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("address", ["/other/p/weifa-2023-4.html", "/other/x/y/z/", "/a/b/p/weifa-2023-4.html"])
def test_a_page_that_is_not_found_finds_its_site_wherever_that_is_served(
    browser: Any, site: Path, address: str) -> None:
    """A copy below another folder than that of the public address: its styles, its links and what it proposes."""
    base = "/a/b/" if address.startswith("/a") else "/other/"

    def answer(route: Any) -> None:
        path = urlsplit(route.request.url).path
        file = site / path.removeprefix(base)
        if path.startswith(base) and file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404, path=site / "404.html", content_type="text/html")

    context = browser.new_context()
    shown = context.new_page()
    shown.route("http://copy.example/**", answer)
    shown.goto(f"http://copy.example{address}")
    home = shown.get_by_role("link", name="首页").last
    expect(home).to_have_attribute("href", f"{base}index.html")
    assert shown.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    if "weifa" in address:
        expect(shown.locator("#tw-nearest a").first).to_have_attribute(
            "href", f"http://copy.example{base}p/weifa-2023-3.html")
    context.close()


def test_the_file_of_a_document_is_named_as_every_system_allows(visit: Open) -> None:
    shown = visit("p/weifa-2023-3.html")
    for title, name in (("关于A/B:“C”？*的<通知>", "关于A B “C”？ 的 通知（威发〔2023〕3号）.html"),
                        ("长" * 300, f"{'长' * 50}（威发〔2023〕3号）.html"), (" . ", "文件（威发〔2023〕3号）.html")):
        shown.locator("h1").evaluate("(head, title) => head.replaceChildren(title)", title)
        with shown.expect_download() as taken:
            shown.get_by_role("button", name="存为一个文件").click()
        assert taken.value.suggested_filename == name and len(name.encode()) < 255
