"""Marker soup through the dialect: two Markdown readers show exactly the text that was written, no more markup than
ours, and every id.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tiaowen.model import Span
from tiaowen.render import dialect
from tiaowen.render.marks import Mark, inline, settled

PIECES = [
    "一、", "（三）", "15.", "——", "* ", "_x_", "**b**", "`c`", "```", "# ", "## ", "> ", "- ", "1) ",
    "| a | b |", "---", "===",
    "{#id}", "{: .x }", "{", "}",
    "<b>", "</p>", "<!-- x -->", "<script>alert(1)</script>", "&amp;", "&", "&#42;", "\\", "\\*", "[a](b)", "[a]: b",
    "![x](y)", "<http://x.y>",
    "http://x.y", "\n", "\n\n", "    ", "\t", "\u3000", "\u200b", "\xa0", "\u2028", "\x02",
    "\x03", "\x85", "🙂", "𠮷", "\ud800", "^[1]", "[^1]", ":smile:", "$$", "%}",
    "{{ x }}", "威发〔2023〕3号",
]
soup = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map("".join)
shown = settings(max_examples=150, deadline=None, derandomize=True)


class Reader(HTMLParser):
    """The text of a page, its ids and the names of its elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.ids, self.tags = "", [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def python_markdown(text: str) -> Reader:
    return read(markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables", "toc"]))


def markdown_it(text: str) -> Reader:
    """CommonMark with tables; it knows no attribute lists, so ours are taken off first."""
    bare = re.sub(r" \{#[^}\n]*\}$|^\{: [^}\n]* \}$", "", text, flags=re.MULTILINE)
    return read(MarkdownIt("commonmark", {"html": True}).enable("table").render(bare))


def visible(text: str) -> str:
    """A text as a page can show it: white space runs are one space, what no page may hold is a replacement
    character.
    """
    kept = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    return re.sub(r"\s+", " ", kept).strip()


@shown
@given(soup, soup)
def test_headings_and_paragraphs_show_their_text_and_keep_their_ids(title: str, body: str) -> None:
    text = f"{dialect.heading(3, '甲' + title, 'c-1')}\n{dialect.paragraph('乙' + body, 'c-1-p1', ['tw-body'])}"
    for reader in (python_markdown(text), markdown_it(text)):
        assert visible(reader.text) == visible(f"甲{title} 乙{body}")
        assert reader.tags == ["h3", "p"]
    assert python_markdown(text).ids == ["c-1", "c-1-p1"]


@shown
@given(st.lists(st.lists(soup, min_size=1, max_size=3), min_size=1, max_size=4))
def test_tables_lose_no_cell(rows: list[list[str]]) -> None:
    marked = [["甲" + row[0], *row[1:]] for row in rows]
    text = str(dialect.table(marked))
    expected = "".join(re.sub(r"\s+", "", visible(cell)) for row in marked for cell in row)
    for reader in (python_markdown(text), markdown_it(text)):
        assert re.sub(r"\s+", "", visible(reader.text)) == expected
        assert set(reader.tags) <= {"table", "thead", "tbody", "tr", "th", "td"}
        assert reader.tags.count("tr") == max(2, len(rows))


@shown
@given(soup, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
       st.lists(st.integers(0, 60), max_size=4))
def test_links_and_bold_add_nothing_to_the_text(text: str, places: list[tuple[int, int]], bold: list[int]) -> None:
    full = "甲" + text + "乙"
    marks = settled(Mark(span=Span(min(a, b), min(max(a, b), len(full))), address=f"../p/a.html#c-{a}")
                    for a, b in places)
    cuts = sorted(set(bold))
    ranges = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    out = dialect.paragraph(inline(full, marks, ranges), "c-1")
    for reader in (python_markdown(str(out)), markdown_it(str(out))):
        assert visible(reader.text) == visible(full)
        assert set(reader.tags) <= {"p", "a", "strong"}


@shown
@given(soup)
def test_an_html_block_of_ours_holds_any_text_in_an_attribute_and_between_tags(text: str) -> None:
    block = (
        f'<div class="tw-gap" title="{dialect.escape(text)}">\n<p>甲{dialect.escape(text)}</p>\n</div>'
        f'\n\n{dialect.paragraph("后", "c-2")}'
    )
    for reader in (python_markdown(block), markdown_it(block)):
        assert visible(reader.text) == visible(f"甲{text} 后")
        assert reader.tags == ["div", "p", "p"]
