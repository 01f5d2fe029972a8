"""Fast rendering inside MkDocs: the dialect against Python-Markdown, and rebuilds against clean builds."""

import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.config import Settings
from tiaowen.render import dialect
from tiaowen.site.build import build_site
from tiaowen.site.mkdocs_plugin.markdown import OutsideDialectError, Reader, split_front_matter

from tests.made_once import made_once

PAGES = {f"{name}.md": f"{name}.html" for name in ("index", "p/a", "p/b", "agency/c")}
SOUP = [
    "一、", "15.", "* ", "_x_", "**b**", "`c`", "# ", "> ", "- ", "| a |", "{#id}", "{: .x }", "<b>", "</p>",
    "<!-- x -->", "<script>", "&amp;",
    "&#42;", "\\", "[a](b.md)", "[a]: b", "![x](y)", "http://x.y", "\n", "\n\n", "    ", "\u3000", "\xa0", "\x02", "🙂",
    '"', "威发〔2023〕3号",
]
soup = st.lists(st.sampled_from(SOUP) | st.text(max_size=5), max_size=10).map("".join)
SETTINGS = Settings(site_name="试验库", site_url="https://x.example/repo/")
ROOT = Path(__file__).parents[3]
EPOCH = 1_700_000_000


class Elements(HTMLParser):
    """Every element with its attributes, and the text of the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements, self.text = [], ""
        self.feed(html)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, sorted(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def ours(text: str, page: str = "p/a.md") -> str:
    return Reader(PAGES).render(page, text).html


def stock(text: str) -> str:
    html = markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables", "toc", "fenced_code"])
    return re.sub(r'(href="[^"]*)\.md([#"])', r"\1.html\2", html)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(soup, soup, st.lists(st.lists(soup, min_size=2, max_size=3), min_size=2, max_size=3))
def test_the_dialect_is_read_as_python_markdown_reads_it(title: str, body: str, rows: list[list[str]]) -> None:
    link = dialect.link("甲" + body, "../agency/c.html#top", title)
    block = f'<div class="tw-note" title="{dialect.escape(body)}">\n<p id="x">{dialect.escape(title)}</p>\n</div>'
    text = "\n".join(
        map(str, (dialect.heading(2, "甲" + title, "c-1", ["tw-k"]),
                  dialect.paragraph("乙" + body, "c-1-p1", ["tw-body"]),
                  dialect.paragraph(dialect.join(["见", link])), block, "",
                  dialect.table([["表" + row[0], *row[1:]] for row in rows]))))
    mine, theirs = Elements(ours(text)), Elements(stock(text))
    assert (mine.elements, mine.text) == (theirs.elements, theirs.text)


@pytest.mark.parametrize("text", [
    "- 列\n", "1. 列\n", "> 引\n", "    码\n", "```\n码\n```\n", "***\n", "标题\n===\n", "# 没有地址\n", "**粗**\n",
    "`码`\n", "![图](a.png)\n",
    "[没有](none.md)\n", "[外](https://x.y/)\n", "[甲]: b\n", "a &copy; b\n", "甲\\*\n",
    "<div>\n甲\n</div>\n乙 {: .x }\n", "<span>x</span> *y*\n",
    "甲\r\n乙\n",
])
def test_what_the_dialect_has_not_is_left_to_python_markdown(text: str) -> None:
    with pytest.raises(OutsideDialectError):
        Reader(PAGES).render("p/a.md", text)


def test_links_are_rewritten_and_told() -> None:
    article = Reader(PAGES).render("p/a.md",
                                   "[甲](../agency/c.md#x)和[乙](b.md)、[本页](#c-1)、[自己](a.md#c-2)\n{: #c-1 }\n")
    assert re.findall('href="([^"]*)"', article.html) == ["../agency/c.html#x", "b.html", "#c-1", "a.html#c-2"]
    assert article.links == {"agency/c.md": {"x": "../agency/c.md#x"}, "p/b.md": {},
                             "p/a.md": {"c-1": "#c-1", "c-2": "a.md#c-2"}}
    assert article.anchors == "\nc-1\n"


def test_punctuation_is_itself_where_html_gives_it_no_meaning() -> None:
    text = (
        '<div>\n5&#46;0&#37; &#60;b&#62; &#38;amp; &#34;\n</div>\n\n<script '
        'type="application/json">{"a":"5&#46;"}</script>\n'
    )
    assert ours(
        text) == '<div>\n5.0% &#60;b&#62; &#38;amp; &#34;\n</div>\n<script type="application/json">{"a":"5&#46;"}</script>'  # noqa: E501


def test_front_matter_is_json_on_one_line_each() -> None:
    values = {"title": "《甲》", "hide": ["toc"], "head": '<meta name="a">\n<link>'}
    assert split_front_matter(dialect.front_matter(values) + "# 甲 {#top}\n") == (values, "# 甲 {#top}\n")
    for text in ("# 甲\n", "---\ntitle: 甲\n---\n# 甲\n", "---\nhide: [toc]\n---\n"):
        with pytest.raises(OutsideDialectError):
            split_front_matter(text)


def generated(title: str, body: str) -> str:
    return dialect.front_matter({"title": title, "kind": "policy", "hide": ["navigation"],
                                 "search": {"exclude": True}}) + body


def write(folder: Path) -> None:
    docs = folder / "build/docs"
    for room in ("p", "agency"):
        (docs / room).mkdir(parents=True)
    shutil.copytree(ROOT / "templates/theme", folder / "build/theme")
    for name in re.findall(r"^ +- .*: (\w+)\.md$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE):
        (docs / f"{name}.md").write_text(f"# {name} {{#top}}\n", encoding="utf-8")
    for number in range(70):
        body = (
            f"# 文件{number} {{#top}}\n\n## 一、总则 {{#c-1}}\n\n正文，见[下一份](d{(number + 1) % 70}.md#c-1)。\n{{: "
            f"#c-1-p1 }}\n"
        )
        (docs / f"p/d{number}.md").write_text(generated(f"文件{number}", body), encoding="utf-8")
        (docs / f"p/d{number}.json").write_text(f"{number}", encoding="utf-8")
    (docs / "agency/x.md").write_text(generated("某局", "# 某局 {#top}\n\n<p><a href=\"../p/d0.html\">文件</a></p>\n"),
                                      encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


@pytest.fixture
def built(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """The same with its site; time stamps as when it was built."""

    def make(folder: Path) -> None:
        write(folder)
        assert build_site(folder, folder / "site", SETTINGS, epoch=EPOCH, jobs=2) == []

    return Path(shutil.copytree(made_once(tmp_path_factory, "plugin", make), tmp_path / "built"))


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def clean(folder: Path, beside: Path, settings: Settings = SETTINGS) -> dict[str, bytes]:
    """What a build from nothing gives."""
    shutil.copytree(folder, beside, ignore=shutil.ignore_patterns("*.msgpack", "site"))
    build_site(beside, beside / "site", settings, epoch=EPOCH, jobs=1)
    return tree(beside / "site")


def change_a_page(folder: Path) -> None:
    page = folder / "build/docs/p/d3.md"
    page.write_text(page.read_text(encoding="utf-8").replace("正文", "新的正文"), encoding="utf-8")


def change_the_theme(folder: Path) -> None:
    (folder / "build/theme/partials/contents.html").write_text(
        "{% for item in page.toc %}<b>另{{ item.title }}</b>{% endfor %}", encoding="utf-8")


def take_a_page_out(folder: Path) -> None:
    (folder / "build/docs/p/d5.md").unlink()
    page = folder / "build/docs/p/d4.md"
    page.write_text(page.read_text(encoding="utf-8").replace("d5.md", "d6.md"), encoding="utf-8")


def break_a_page_of_the_site(folder: Path) -> None:
    (folder / "site/p/d7.html").write_text("broken", encoding="utf-8")


def damage_the_records(folder: Path) -> None:
    (folder / "build/pages.msgpack").write_bytes(b"\x92\xa1x\x80")


@pytest.mark.parametrize("change", [change_a_page, change_the_theme, take_a_page_out, break_a_page_of_the_site,
                                    damage_the_records])
def test_a_rebuild_gives_what_a_clean_build_gives(built: Path, change: Callable[[Path], None]) -> None:
    change(built)
    assert build_site(built, built / "site", SETTINGS, epoch=EPOCH, jobs=2) == []
    assert tree(built / "site") == clean(built, built / "clean")


OTHERS = [Settings(site_name="另一库", site_url=SETTINGS.site_url),
          Settings(site_name="试验库", site_url="https://y.example/")]


@pytest.mark.parametrize("settings", OTHERS)
def test_a_site_with_other_settings_is_as_a_clean_one(built: Path, settings: Settings) -> None:
    build_site(built, built / "site", settings, epoch=EPOCH)
    assert tree(built / "site") == clean(built, built / "clean", settings)


def test_only_what_changed_is_written(folder: Path) -> None:
    build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    before = {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in (folder / "site/p").iterdir()}
    change_a_page(folder)
    build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    after = {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in (folder / "site/p").iterdir()}
    assert [file.name for file in before if before[file] != after[file]] == ["d3.html"]


def in_a_script(folder: Path) -> None:
    script = folder / "build/theme/assets/own/notes.js"
    script.parent.mkdir()
    script.write_text("document.body.className = 'tabbed-set';\n", encoding="utf-8")


def in_a_page_by_hand(folder: Path) -> None:
    page = folder / "docs_src/pages/about.md"
    page.parent.mkdir(parents=True)
    page.write_text('# 关于\n\n<div class="tabbed-set" markdown>注意</div>\n', encoding="utf-8")
    shutil.copy(page, folder / "build/docs/about.md")


@pytest.mark.parametrize("use", [in_a_script, in_a_page_by_hand])
def test_a_rule_of_the_theme_stays_where_the_site_itself_uses_it(folder: Path, use: Callable[[Path], None]) -> None:
    def styles() -> str:
        assert build_site(folder, folder / "site", SETTINGS, epoch=EPOCH) == []
        (sheet,) = (folder / "site/assets/stylesheets").glob("main.*.css")
        return sheet.read_text(encoding="utf-8")

    assert ".tabbed-set" not in styles()
    use(folder)
    assert ".tabbed-set" in styles()


def test_unknown_links_and_anchors_are_findings_on_every_page(folder: Path) -> None:
    for name, link in (("d1", "none.md"), ("d2", "d3.md#nope"), ("d4", "d5.md#c-1")):
        page = folder / f"build/docs/p/{name}.md"
        page.write_text(re.sub(r"\(d\d+\.md#c-1\)", f"({link})", page.read_text(encoding="utf-8")), encoding="utf-8")
    expected = [("build/docs/p/d1.md", "none.md"), ("build/docs/p/d2.md", "#nope")]
    for _ in range(2):
        found = build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
        assert [(item.path, item.code) for item in found] == [(path, "S001") for path, _ in expected]
        assert all(part in item.message for item, (_, part) in zip(found, expected, strict=True))


@pytest.mark.parametrize("lines", [
    "markdown_extensions:\n  - attr_list\n  - md_in_html\n  - tables\n  - sane_lists\n  - toc:\n      permalink: "
    "false\n",
    "hooks:\n  - hook.py\n",
])
def test_where_the_sites_own_configuration_may_change_pages_mkdocs_renders_all(built: Path, lines: str) -> None:
    own = (built / "build/mkdocs.yml").read_text(encoding="utf-8").replace("docs_dir: docs",
                                                                            "docs_dir: build/docs").replace(
                                                                                'docs_dir: "docs"',
                                                                                "docs_dir: build/docs").replace(
                                                                                    'custom_dir: "theme"',
                                                                                    "custom_dir: build/theme")
    if lines.startswith("markdown"):
        own = own[: own.index("markdown_extensions:")]
    (built / "hook.py").write_text("def on_page_content(html, **_):\n    return html.replace('正文', '钩子')\n",
                                    encoding="utf-8")
    (built / "mkdocs.yml").write_text(own + "\n" + lines, encoding="utf-8")
    records = (built / "build/pages.msgpack").stat().st_mtime_ns
    build_site(built, built / "site", SETTINGS, epoch=EPOCH)
    page = (built / "site/p/d1.html").read_text(encoding="utf-8")
    assert ("钩子" in page) == lines.startswith("hooks")
    assert '<a href="d2.html#c-1">' in page
    assert (built / "build/pages.msgpack").stat().st_mtime_ns == records


@pytest.mark.parametrize("partial", ["{{ page.meta.title | truncate(4, true, '…', 0) }}", "{{ page.url }}",
                                     "{{ page.meta.title | length }}"])
def test_a_theme_that_prints_a_page_in_its_own_way_is_rendered_page_by_page(folder: Path, partial: str) -> None:
    main = folder / "build/theme/main.html"
    main.write_text(main.read_text(encoding="utf-8").replace("<article", f"<i>{partial}</i><article"), encoding="utf-8")
    for number in (10, 11):
        page = folder / f"build/docs/p/d{number}.md"
        page.write_text(page.read_text(encoding="utf-8").replace(f'title: "文件{number}"',
                                                                 f'title: "很长很长的题名{number}"'), encoding="utf-8")
    build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    told = [re.findall("<i>(.*?)</i>", (folder / f"site/p/d{number}.html").read_text(encoding="utf-8"))[0]
            for number in (1, 10, 11)]
    assert told in (["文件1", "很长很…", "很长很…"], ["p/d1.html", "p/d10.html", "p/d11.html"], ["3", "9", "9"])
