"""The theme around an article, rendered once for all pages that share it.

A page's HTML is the theme's template with a few texts of the page in it: title, description, head, contents, article.
For each kind of page the template is rendered once with marks in their places; a page is then the pieces between the
marks, joined with its own texts.

1. Everything else that the page's metadata says is part of the kind, so that the template may depend on it as it likes.
2. A kind counts only when a second page, whose address and texts are others and hostile, comes out of the pieces
   exactly as the template renders it. A template that shortens a title or prints an address of its page fails this; its
   pages are rendered one by one.
3. Of the theme's own white space no more than one line feed is kept in a place (a third of what stands around the
   article).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping
from posixpath import dirname
from urllib.parse import urljoin

from jinja2 import BaseLoader, Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc
from msgspec import Struct

from tiaowen.site.mkdocs_plugin.markdown import TocToken

CONTENTS = "partials/contents.html"  # the one partial of the theme that stands for a whole region of the page
# metadata that the theme prints as it stands, or not at all
_TEXTS = ("title", "description", "running", "head", "lastmod")
_MARK = re.compile("\x02([a-z]+)(?:<h1)?\x03")
_SPACE = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
_HOSTILE = "《甲 & \"乙\" <b>C</b> {{ x }} 'd'》 " + "长" * 300 + " \n末"


class Shell(Struct, frozen=True, kw_only=True):
    """The pieces of a kind of page and which text follows each but the last; ``digest`` tells it from any other."""

    pieces: tuple[str, ...]
    texts: tuple[str, ...]
    digest: str

    def around(self, texts: Mapping[str, str]) -> str:
        """The page with these texts."""
        parts = [self.pieces[0]]
        for name, piece in zip(self.texts, self.pieces[1:], strict=True):
            parts += (texts[name], piece)
        return "".join(parts)


class Theme:
    """Renders pages of one build with the theme's main template."""

    def __init__(self, environment: Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> None:
        if environment.loader is not None:
            environment.loader = _Markable(environment.loader)
        self._environment, self._config, self._nav = environment, config, nav
        self._pages = files.documentation_pages()
        self._shells: dict[str, Shell | None] = {}

    def page(self, page: Page) -> tuple[str, str, str]:
        """The HTML of a page whose metadata, contents and article are set; its kind, and the digest of the kind's shell
        ('' without one).
        """
        kind = kind_of(page)
        shell = self.shell(kind)
        if shell is None:
            return self._rendered(page), kind, ""
        return shell.around(self._texts(page, shell.texts)), kind, shell.digest

    def blank(self, path: str) -> Page:
        """A page of that source path with nothing in it."""
        return Page(None, File(path, self._config.docs_dir, self._config.site_dir, False), self._config)

    def shell(self, kind: str) -> Shell | None:
        """The shell of a kind, None when the theme has none for it."""
        if kind not in self._shells:
            try:
                self._shells[kind] = self._make(kind)
            # of a template, whatever it is: a page of the site will show whether it is the template's fault
            except Exception:
                self._shells[kind] = None
        return self._shells[kind]

    def _make(self, kind: str) -> Shell | None:
        marked = _probe(kind, self._config, "probe", {name: _mark(name) for name in (*_TEXTS, "canonical", "content")})
        split = _MARK.split(_squeezed(self._rendered(marked, tiaowen_marks=True)))
        texts = dict.fromkeys(_TEXTS, _HOSTILE) | {"content": f"<h1>{_HOSTILE}</h1>",
                                                   "canonical": urljoin("https://x.example/", _HOSTILE)}
        hostile = _probe(kind, self._config, "another-address", texts)
        # What is no piece but decides a page all the same: how the theme sets the contents, and the address that
        # canonical ones begin with.
        told = "\x02".join((*split, *self._texts(hostile, tuple(split[1::2])).values(), self._config.site_url or ""))
        shell = Shell(pieces=tuple(split[::2]), texts=tuple(split[1::2]),
                      digest=hashlib.sha256(told.encode()).hexdigest()[:32])
        return (
            shell if _flat(shell.around(self._texts(hostile, shell.texts))) == _flat(self._rendered(hostile)) else None
        )

    def _rendered(self, page: Page, template: str = "main.html", **more: object) -> str:
        page.active = True
        return self._environment.get_template(template).render(
            {**get_context(self._nav, self._pages, self._config, page), **more})

    def _texts(self, page: Page, wanted: Collection[str]) -> dict[str, str]:
        texts = {name: str(value) for name in _TEXTS if (value := page.meta.get(name)) is not None}
        texts |= {"canonical": page.canonical_url or "", "content": page.content or ""}
        if "contents" in wanted:
            texts["contents"] = _squeezed(self._rendered(page, CONTENTS))
        return texts


class _Markable(BaseLoader):
    """The theme's templates; the contents of a page are a mark when the page is rendered with ``tiaowen_marks``."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def list_templates(self) -> list[str]:
        """As the other loader does."""
        return self._loader.list_templates()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """As the other loader does."""
        source, file, current = self._loader.get_source(environment, template)
        if template == CONTENTS:
            source = f"{{% if tiaowen_marks %}}{_mark('contents')}{{% else %}}{source}{{% endif %}}"
        return source, file, current


def kind_of(page: Page) -> str:
    """What decides the page's shell, as JSON: its folder, its metadata but for the printed texts, which of these it
    has, and its first id.
    """
    rest = {key: value for key, value in page.meta.items() if key not in _TEXTS}
    texts = [name for name in _TEXTS if page.meta.get(name)]
    first = next((item.id for item in page.toc), "")
    told = [dirname(page.file.src_uri), rest, texts, first, bool(page.canonical_url), "<h1" in (page.content or "")]
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _probe(kind: str, config: MkDocsConfig, name: str, texts: Mapping[str, str]) -> Page:
    """A page of that kind which is no page of the site."""
    folder, rest, has, first, canonical, titled = json.loads(kind)
    page = Page(None, File(f"{folder}/{name}.md" if folder else f"{name}.md", config.docs_dir, config.site_dir, False),
                config)
    page.markdown, page.meta = "", rest | {key: texts[key] for key in has}
    page.content = texts["content"] if titled else texts["content"].replace("<h1", "")
    page.canonical_url = texts["canonical"] if canonical else None
    page.toc = _toc(first, texts["title"])
    return page


def _toc(first: str, title: str) -> TableOfContents:
    below: list[TocToken] = [{"level": 2, "id": "x", "name": title,
                              "children": [{"level": 3, "id": "y", "name": title, "children": []}]}]
    return get_toc([{"level": 1, "id": first, "name": title, "children": below}] if first else [])


def _mark(name: str) -> str:
    """The theme sets a title of its own above an article without ``<h1``, so the article's mark holds one."""
    return f"\x02{name}<h1\x03" if name == "content" else f"\x02{name}\x03"


def _squeezed(html: str) -> str:
    """White space with a line feed in it as one line feed, but for the inside of elements that keep theirs."""
    return _SPACE.sub(lambda found: found[1] or "\n", html)


def _flat(html: str) -> str:
    return re.sub(r"\s+", " ", html)
