"""The site check: one small good site, then one fault at a time; each fault gives exactly its finding."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tiaowen.site import check as checking
from tiaowen.site.check import check_site, measure
from tiaowen.site.page_check import check_page, resolve

HOME = (
    '<html><head><link rel="stylesheet" href="assets/a.css"></head><body><h1 id="top-1">家</h1><a '
    'href="p/a.html#c-1">一</a></body></html>'
)
DOCUMENT = (
    '<html><body><h2 id="c-1">一、</h2><p id="c-1-p1">文</p><a href="../index.html">家</a> <a '
    'href="#c-1-p1">本条</a></body></html>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for path, text in {"index.html": HOME, "p/a.html": DOCUMENT, "assets/a.css": "body{background:url(b.png)}",
                       "assets/b.png": "x",
                       "404.html": '<a href="/repo/index.html">家</a>'}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    sitemap(root, "index.html", "p/a.html")
    return root


def sitemap(root: Path, *pages: str) -> None:
    urls = "".join(f"<url><loc>https://x.example/repo/{page.removeprefix('index.html')}</loc></url>" for page in pages)
    (root / "sitemap.xml").write_text(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>',
                                      encoding="utf-8")


def add(html: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        page = root / "p/a.html"
        page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"\n{html}</body>"), encoding="utf-8")
    return change


def codes(root: Path, site_url: str = "https://x.example/repo/") -> list[tuple[str, str]]:
    return [(item.path, item.code) for item in check_site(root, site_url=site_url)]


def test_a_good_site_has_no_finding(site: Path) -> None:
    assert codes(site) == []


@pytest.mark.parametrize(("html", "code"), [
    ('<a href="b.html">坏</a>', "S002"),
    ('<a href="../../index.html">站外</a>', "S002"),
    ('<a href="../p/">文件夹没有 index</a>', "S002"),
    ('<img src="x.png">', "S002"),
    ('<img srcset="../assets/b.png 1x, x.png 2x">', "S002"),
    ('<script src="x.js"></script>', "S002"),
    ('<form action="nowhere.html"></form>', "S002"),
    ('<meta http-equiv="refresh" content="0; url=x.html">', "S002"),
    ('<style>p{background:url("x.png")}</style>', "S002"),
    ('<a href="https://x.example/repo/p/none.html">全址</a>', "S002"),
    ('<a href="#c-9">无此锚</a>', "S003"),
    ('<a href="../index.html#nope">无此锚</a>', "S003"),
    ('<a href="https://x.example/repo/p/a.html#c-9">全址</a>', "S003"),
    ('<p id="c-1">重复</p>', "S004"),
    ('<script src="https://cdn.example/x.js"></script>', "S005"),
    ('<img src="//cdn.example/x.png">', "S005"),
    ('<link rel="preconnect" href="https://fonts.example">', "S005"),
    ('<p style="background:url(https://cdn.example/x.png)">x</p>', "S005"),
    ('<style>@import "https://cdn.example/x.css";</style>', "S005"),
    ('<iframe src="https://cdn.example/"></iframe>', "S005"),
    ('<video poster="https://cdn.example/x.png"></video>', "S005"),
    ('<object data="https://cdn.example/x.swf"></object>', "S005"),
    ('<svg><image xlink:href="https://cdn.example/x.png"/></svg>', "S005"),
    ('<a href="x" ping="https://cdn.example/">x</a>', "S005"),
    ('<a href="/p/a.html">绝对</a>', "S006"),
])
def test_each_fault_has_its_finding_at_its_page(site: Path, html: str, code: str) -> None:
    add(html)(site)
    assert ("site/p/a.html", code) in codes(site)
    assert {c for _, c in codes(site)} <= {code, "S002"}


@pytest.mark.parametrize("html", [
    '<a href="https://www.gov.cn/">站外链接只在点击时打开</a>',
    '<a href="mailto:a@example.org">信</a>',
    '<a href="data:text/plain,x" download="x.bib">引用</a>',
    '<img src="data:image/png;base64,AAAA">',
    '<a href="../index.html?q=1#top-1">带参数</a>',
    '<a href="#">顶</a>',
    '<a href="#c-1:~:text=文">文字片段</a>',
    '<a name="old"></a><a href="#old">旧式锚</a>',
    '<a href="./a.html#c-1">同页</a>',
    '<svg><use href="#c-1"/></svg>',
])
def test_what_is_good_stays_without_a_finding(site: Path, html: str) -> None:
    add(html)(site)
    assert codes(site) == []


CHANGES: tuple[tuple[str, str, str], ...] = (
    ("p/a.html", "</body>", '<a href="../index.html#nope">坏</a></body>'),
    ("index.html", 'id="top-1"', 'id="nope"'),  # mends one page without touching it
    ("p/a.html", 'id="c-1"', 'id="c-2"'),  # breaks another without touching it
    ("index.html", "#c-1", "#c-2"),
    ("p/a.html", '<h2 id="c-2">', '<h2 id="c-2"><b id="c-2">'),
)


def test_what_was_found_before_is_found_again_and_nothing_else(site: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    url = "https://x.example/repo/"
    assert check_site(site, site_url=url, memory=kept) == []
    seen = []
    for path, old, new in CHANGES:
        page = site / path
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        found = check_site(site, site_url=url, memory=kept)
        assert found == check_site(site, site_url=url)
        seen.append([(item.path, item.code) for item in found])
    wrong, home = ("site/p/a.html", "S003"), ("site/index.html", "S003")
    assert seen == [[wrong], [], [home], [], [("site/p/a.html", "S004")]]


def test_a_page_that_goes_breaks_those_that_lead_to_it(site: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    check_site(site, memory=kept)
    (site / "p/a.html").unlink()
    found = check_site(site, memory=kept)
    assert ("site/index.html", "S002") in [(item.path, item.code) for item in found]
    assert found == check_site(site)


@pytest.mark.parametrize("damage", [b"", b"\xff\xff", b"\x92\xa1x\x80"])
def test_a_damaged_file_of_what_was_found_is_as_none(site: Path, tmp_path: Path, damage: bytes) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(damage)
    add('<a href="b.html">坏</a>')(site)
    assert [item.code for item in check_site(site, site_url="https://x.example/repo/", memory=kept)] == ["S002"]


def test_an_unchanged_page_is_not_read_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept"
    url = "https://x.example/repo/"
    check_site(site, site_url=url, memory=kept)
    read: list[str] = []
    monkeypatch.setattr(checking, "check_page",
                        lambda path, data, url: read.append(path) or check_page(path, data, url))
    check_site(site, site_url=url, memory=kept)
    assert read == []
    add('<p id="c-2">新</p>')(site)
    check_site(site, site_url=url, memory=kept)
    assert read == ["p/a.html"], "pages that lead to one with another id more were read"


def test_stylesheets_are_read_too(site: Path) -> None:
    (site / "assets/a.css").write_text(
        '/* url(x.png) */ @import "https://c.example/a.css"; p{background:url(gone.png)}', encoding="utf-8")
    assert codes(site) == [("site/assets/a.css", "S002"), ("site/assets/a.css", "S005")]


def test_a_stylesheet_that_is_no_utf_8_is_read_all_the_same(site: Path) -> None:
    (site / "assets/a.css").write_bytes("/* 字体 */ p{background:url(gone.png)}".encode("gb18030"))
    assert codes(site) == [("site/assets/a.css", "S002")]


def test_the_site_map_names_every_page_once(site: Path) -> None:
    sitemap(site, "index.html", "index.html", "p/gone.html")
    assert codes(site) == [("site/sitemap.xml", "S007")] * 3


def test_a_canonical_address_is_the_pages_own(site: Path) -> None:
    add('<link rel="canonical" href="https://x.example/repo/p/b.html">')(site)
    assert codes(site) == [("site/p/a.html", "S007")]


def test_without_a_public_address_there_is_no_site_map_to_check(site: Path) -> None:
    (site / "sitemap.xml").unlink()
    (site / "404.html").write_text('<a href="/index.html">家</a>', encoding="utf-8")
    assert codes(site, "") == []


def test_paths_fit_every_system(site: Path) -> None:
    (site / "p" / "政策.txt").write_text("", encoding="utf-8")
    (site / "p" / "A.html").write_text(DOCUMENT, encoding="utf-8")
    sitemap(site, "index.html", "p/a.html", "p/A.html")
    assert {path for path, code in codes(site) if code == "S008"} == {"site/p/政策.txt", "site/p/a.html"}


def test_an_empty_page_is_read(site: Path) -> None:
    (site / "p/empty.html").write_bytes(b"")
    sitemap(site, "index.html", "p/a.html", "p/empty.html")
    assert codes(site) == []


@pytest.mark.parametrize(("address", "file"), [
    ("", "p/a.html"), ("b.html", "p/b.html"), ("../index.html", "index.html"), ("..", "index.html"),
    ("../agency/", "agency/index.html"),
    ("/index.html", "index.html"), ("../../x", ""), ("%E6%94%BF.html", "p/政.html"),
])
def test_addresses_resolve_as_in_a_browser(address: str, file: str) -> None:
    assert resolve("p/a.html", address) == file


def test_room_on_github_pages_is_counted_from_the_mean_document(site: Path) -> None:
    size = measure(site)
    assert size.documents == 1
    assert size.files == 6
    assert 19_000 < size.room <= 20_000


def test_what_grows_with_documents_counts_as_theirs(site: Path) -> None:
    for number in range(3):
        (site / f"agency-{number}.txt").write_text("", encoding="utf-8")  # in the root: does not grow
    alone = measure(site)
    (site / "agency").mkdir()
    (site / "agency/x.html").write_text("", encoding="utf-8")
    assert measure(site).room == (alone.room - 1) // 2


@pytest.mark.parametrize(("files", "word"), [(0, ""), (161, "接近"), (201, "超出")])
def test_a_site_too_large_for_github_pages_is_said_before_it_is_too_late(
    tmp_path: Path, files: int, word: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tiaowen.site.check.PAGES_FILES", 200)  # of 20,000
    root = tmp_path / "site"
    (root / "p").mkdir(parents=True)
    for number in range(files):
        (root / "p" / f"{number}.txt").touch()
    found = [item for item in check_site(root) if item.code == "S009"]
    assert [word in item.message for item in found] == ([True] if word else [])
