"""One generated page, from the closed dialect to the article that Python-Markdown would make of it, much faster.

``generator/tiaowen/render/dialect.py`` says what the dialect is; markdown-it-py reads it. A block rule of ours takes
the three shapes that make up almost all of a page: HTML without an empty line, a heading with its id, a paragraph with
its attributes. Tables are left to markdown-it's own rules. Whatever else turns up, such as a list or a code block, is
outside the dialect, and the page goes to Python-Markdown.

1. Article text, ids, links, title and table of contents are those of Python-Markdown with attr_list, md_in_html, tables
   and toc.
2. A link to a page is rewritten as MkDocs does it. A link to what is not there is not ours to judge: the page goes to
   MkDocs, which says so.
3. ASCII punctuation that was an entity in Markdown is written as itself where HTML gives it no meaning: the same text
   in fewer bytes.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import TypedDict

from markdown.extensions.toc import nest_toc_tokens
from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mkdocs.utils import get_relative_url
from msgspec import Struct

_FRONT = re.compile(r"---\n(.*?\n)---\n\s*", re.DOTALL)
_HTML = re.compile(r"</?([a-z][a-z0-9]*)(?=[\s/>])")
# these do not end at an empty line; markdown-it knows where
_VERBATIM = frozenset({"script", "style", "pre", "textarea"})
_BLOCKS = frozenset(block_names) - _VERBATIM
_RAW = re.compile("(<s(?:cript|tyle)[ >].*?</s(?:cript|tyle)>)", re.DOTALL)  # an entity is no entity there
_HEADING = re.compile(r"(#{1,6}) (.+) \{(#[A-Za-z][\w-]*(?: \.[a-z][a-z0-9-]*)*)\}")
_PARAGRAPH = re.compile(r"(?![-+>#|=~:\s]|\d+[.)])(.+)(?:\n\{: ((?:[#.][A-Za-z][\w-]*)(?: \.[a-z][a-z0-9-]*)*) \})?")
_LINK = re.compile(r'\[([^][]*)\]\(([A-Za-z0-9._~/#-]+)(?: "([^"]*)")?\)')
_TAG = r"</?[A-Za-z][^<>]*>"
_TAGS = re.compile(_TAG)
# what is left of a text of ours once its links are taken out
_INERT = re.compile(rf"(?:[^\]\[*_`\\<&{{}}]++|&#\d++;|{_TAG})*+")
_ID = re.compile(' id="([^"]+)"')  # a quotation mark of a text is an entity, so that this is an attribute
_ENTITY = re.compile("&#(?:3[35-7]|4[0-7]|5[89]|6[134]|9[1-6]|12[3-6]|12288);")
_AS_ITSELF = {f"&#{code};": chr(code) for code in (*range(0x21, 0x7F), 0x3000)}
_DIALECT_TOKENS = frozenset({
    "dialect", "html_block", "inline", "table_open", "table_close", "thead_open", "thead_close",
    "tbody_open", "tbody_close",
    "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
})


class OutsideDialectError(Exception):
    """The page holds Markdown that the dialect has not; Python-Markdown renders it."""


class TocToken(TypedDict):
    """A heading as Python-Markdown's toc extension tells it."""

    level: int
    id: str
    name: str
    children: list[TocToken]


class Article(Struct, frozen=True, kw_only=True):
    """A rendered page. ``anchors``: its ids, each between two line feeds. ``links``: page it links to → anchor → the
    link as it was written.
    """

    html: str
    toc: list[TocToken]
    anchors: str
    links: dict[str, dict[str, str]]


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The metadata and the Markdown of a generated page. Every value of the dialect's front matter is JSON, and on one
    line.
    """
    front = _FRONT.match(text)
    if front is None:
        raise OutsideDialectError("no front matter")
    values: dict[str, object] = {}
    for line in front[1].splitlines():
        key, _, value = line.partition(": ")
        try:
            values[key] = json.loads(value)
        except ValueError as error:
            raise OutsideDialectError(line) from error
    return values, text[front.end():]


class Reader:
    """Renders pages; ``pages`` are the source paths of all Markdown files of the site, each with its address."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = pages
        self._addresses: dict[tuple[str, str], tuple[str, str]] = {}

    @cached_property
    def _markdown(self) -> MarkdownIt:
        # what is generated has one kind of line end
        reader = MarkdownIt("commonmark", {"html": True}).enable("table").disable("normalize")
        reader.block.ruler.before("table", "dialect", _dialect_block)
        reader.core.ruler.at("inline", _inline)
        reader.add_render_rule("dialect", _whole)
        return reader

    def knows(self, page: str) -> bool:
        """Whether there is such a page to link to."""
        return page in self._pages

    def render(self, page: str, text: str) -> Article:
        """The article of the page at that source path. Raises OutsideDialectError."""
        links: dict[str, dict[str, str]] = {}

        def rewritten(link: re.Match[str]) -> str:
            label, url, title = link.groups()
            told = f' title="{title}"' if title else ""
            return f'<a href="{self._address(page, url, links)}"{told}>{label}</a>'

        if "\r" in text or "\0" in text:
            raise OutsideDialectError("line ends")
        tokens = self._markdown.parse(text, {"link": rewritten})
        for token in tokens:
            if (
                token.type not in _DIALECT_TOKENS
                or (token.type == "html_block" and not token.content.rstrip().endswith(">"))
            ):
                # a block of HTML that does not end with a tag has swallowed Markdown
                raise OutsideDialectError(token.content or token.type)
        html = self._markdown.renderer.render(tokens, self._markdown.options, {})
        html = "".join(piece if number % 2 else _ENTITY.sub(_itself, piece) for number,
                       piece in enumerate(_RAW.split(html)))
        anchors = "\n".join(["", *_ID.findall(html), ""])
        return Article(html=html.rstrip("\n"), toc=nest_toc_tokens(_headings(tokens)), anchors=anchors, links=links)

    def _address(self, page: str, url: str, links: dict[str, dict[str, str]]) -> str:
        """The address that a link on the page has in HTML; its anchor is noted in ``links`` for MkDocs to check."""
        path, _, anchor = url.partition("#")
        if not path:
            links.setdefault(page, {}).setdefault(anchor, url)
            return url
        folder = dirname(page)
        if (folder, path) not in self._addresses:
            target = normpath(join(folder, path))
            if path.startswith("/") or target not in self._pages:
                raise OutsideDialectError(url)
            self._addresses[folder, path] = target, get_relative_url(self._pages[target], self._pages[page])
        target, address = self._addresses[folder, path]
        anchors = links.setdefault(target, {})
        if not anchor:
            return address
        anchors.setdefault(anchor, url)
        return f"{address}#{anchor}"


def _dialect_block(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """markdown-it's block rule for the dialect's own shapes, each of which ends at an empty line."""
    start = state.bMarks[line]
    if silent or state.blkIndent or state.tShift[line]:
        return False
    stop = state.src.find("\n\n", start)
    text = state.src[start:stop] if stop >= 0 else state.src[start:].rstrip("\n")
    tag = _HTML.match(text)
    if tag and tag[1] in _VERBATIM:
        return False
    if tag and tag[1] in _BLOCKS:
        state.push("html_block", "", 0).content = f"{text}\n"
    elif heading := _HEADING.fullmatch(text):
        _push(state, f"h{len(heading[1])}", heading[2], heading[3])
    elif paragraph := _PARAGRAPH.fullmatch(text):
        _push(state, "p", paragraph[1], paragraph[2] or "")
    else:
        return False
    state.line = bisect_left(state.bMarks, start + len(text), line + 1)
    return True


def _push(state: StateBlock, tag: str, text: str, attributes: str) -> None:
    """One token for a whole heading or paragraph: ``info`` is its id."""
    token = state.push("dialect", tag, 0)
    token.content = text
    names, _, classes = attributes.partition(".") if attributes.startswith(".") else attributes.partition(" .")
    token.info = names[1:]
    if classes:
        token.attrs["class"] = classes.replace(" .", " ")
    if names:
        token.attrs["id"] = token.info


def _inline(state: StateCore) -> None:
    """The text of headings, paragraphs and cells: links become elements, everything else is inert already and stays."""
    for token in state.tokens:
        if token.type in ("dialect", "inline"):
            text = token.content
            linked = "[" in text
            if not _INERT.fullmatch(_LINK.sub("", text) if linked else text):
                raise OutsideDialectError(text)
            if linked:
                token.content = _LINK.sub(state.env["link"], text)
            if token.type == "inline":
                token.children = [Token("html_inline", "", 0, content=token.content)]


def _whole(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    """A heading or a paragraph as HTML."""
    token = tokens[index]
    attributes = "".join(f' {name}="{value}"' for name, value in token.attrs.items())
    return f"<{token.tag}{attributes}>{token.content}</{token.tag}>\n"


def _itself(entity: re.Match[str]) -> str:
    return _AS_ITSELF[entity[0]]


def _headings(tokens: Sequence[Token]) -> list[TocToken]:
    """The page's headings in order, as the toc extension tells them."""
    return [
        {"level": int(token.tag[1]), "id": token.info,
         "name": _ENTITY.sub(_itself, " ".join(_TAGS.sub("", token.content).split())), "children": []}
        for token in tokens if token.type == "dialect" and token.tag != "p"
    ]
