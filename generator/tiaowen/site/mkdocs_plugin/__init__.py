"""Fast rendering inside MkDocs (issue 9): a plugin that ``tiaowen build`` adds to the loaded configuration; mkdocs.yml
stays plain.

Generated pages are read by ``markdown.py``, set into the theme by ``shell.py`` and written by ``pages.py``, on every
core and only where something changed. MkDocs keeps the rest: configuration, files, navigation, hand-written pages, the
check of links and anchors, its templates.

A page that a person wrote is rendered by Python-Markdown, always. So is everything when the site's own mkdocs.yml has
plugins that want to see pages, or other Markdown extensions: they may change what a page says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from tiaowen.cache import keep, kept, program_digest
from tiaowen.folders import write_if_changed
from tiaowen.site.mkdocs_plugin.markdown import OutsideDialectError, Reader, split_front_matter
from tiaowen.site.mkdocs_plugin.pages import Press, Rendered, second_name
from tiaowen.site.mkdocs_plugin.shell import Theme
from tiaowen.site.mkdocs_plugin.styles import sources, used, words

_SEES_PAGES = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page", "env",
               "template_context")
_SEARCH = {"search", "material/search"}  # looks at a page, and leaves it alone when it says search: exclude
_EXTENSIONS = {"attr_list", "fenced_code", "md_in_html", "tables", "toc"}
# the theme's own scripts, which no page of ours loads, and data that is none for the looks
_NOT_LOADED = ("assets/javascripts/", "search/", "data/")
_ARTICLE = re.compile("<article.*</article>", re.DOTALL)
_DONE = "tiaowen/done.html"  # an empty template: the page is written, MkDocs writes nothing more


def renders(config: MkDocsConfig) -> bool:
    """Whether the configuration leaves our pages what Python-Markdown and the theme make of them, so that we may make
    it ourselves.
    """
    listeners = {config.plugins._event_origins.get(method, "") for name in _SEES_PAGES
                 for method in config.plugins.events[name]}
    return (
        listeners <= _SEARCH and set(config.markdown_extensions) == _EXTENSIONS and not config.use_directory_urls
        and {name: options for name, options in config.mdx_configs.items()
             if options} in ({}, {"toc": {"permalink": False}})
    )


class _Finished:
    """Stands for a page that has been read: MkDocs reads and renders it, and nothing happens."""

    def __init__(self, page: Page) -> None:
        self.file, self.meta, self.markdown, self.content = (
            page.file, page.meta, page.markdown or "", page.content or ""
        )

    def read_source(self, config: MkDocsConfig) -> None:
        """Read already."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Rendered already, or about to be with all others."""


class _Anchors:
    """The ids of a page as MkDocs asks for them: is this one there? A set would take ten times the memory."""

    def __init__(self, anchors: str) -> None:
        self._anchors = anchors

    def __contains__(self, anchor: str) -> bool:
        return f"\n{anchor}\n" in self._anchors


class GeneratedPages(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Renders the generated pages of one build.

    ``by_hand``: source paths of the pages that people wrote. ``last``: the folder of the last site. ``records``: the
    file of what is known of its pages. ``jobs``: processes at most, 0 for one a core. ``templates``: the words of the
    templates that articles are made from.
    """

    def __init__(self, *, by_hand: Collection[str], last: Path, records: Path, jobs: int = 0,
                 templates: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._words = templates
        self._by_hand, self._last, self._records, self._jobs = by_hand, last, records, jobs
        self._pages: dict[str, Page] = {}
        self._later: list[File] = []
        self.press: Press | None = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Files that MkDocs only copies get a second name instead: they are not written again, nor do they take room
        twice.
        """
        for file in list(files):
            if file.src_dir == config.docs_dir and not file.is_documentation_page():
                files.remove(file)
                files.append(_Shared(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls,
                                     inclusion=file.inclusion))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Settle which pages are ours: generated ones, those of the navigation one by one, all others together."""
        pages = {file.src_uri: file.url for file in files.documentation_pages() if file.name != "index"
                 or file.src_uri.endswith("index.md")}
        self._reader = Reader(pages)
        self._nav, self._files = nav, files
        shown = {page.file.src_uri for page in nav.pages}
        self._later = [
            file for file in files.documentation_pages()
            if file.inclusion is InclusionLevel.NOT_IN_NAV and file.src_uri not in shown
            and file.src_uri not in self._by_hand
        ]
        self._waiting = {file.src_uri for file in self._later}
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page | None:
        """Read a generated page of the navigation here; leave any other generated page for later and a hand-written one
        to MkDocs.
        """
        if page.file.src_uri in self._by_hand:
            return page
        if page.file.src_uri not in self._waiting and not self._read(page):
            return page
        return _Finished(page)  # type: ignore[return-value]

    def _read(self, page: Page) -> bool:
        try:
            page.meta, markdown = split_front_matter(page.file.content_string)
            article = self._reader.render(page.file.src_uri, markdown)
        except OutsideDialectError:
            page.meta = {}
            return False
        page.markdown, page.content, page.toc = markdown, article.html, get_toc(article.toc)
        self._tell(page, article.anchors, article.links)
        return True

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Every page is read that the navigation shows: write all others, and tell MkDocs what it needs to check
        links.
        """
        self._words |= words([str(config.theme["palette"])])
        compiled = self._records.with_name("templates")
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
        self.press = press = Press(self._reader, Theme(env, config, self._nav, files), self._last,
                                   kept(self._records, program_digest(()), dict[str, Rendered]) or {})
        done: dict[str, Rendered] = {}
        for path, rendered in press.pages(self._later, self._jobs):
            file = files.get_file_from_path(path)
            assert file is not None and file.page is not None
            if rendered is None:
                file.page.read_source(config)
                file.page.render(config, files)
                continue
            done[path] = rendered
            file.page.meta = {"template": _DONE, "search": {"exclude": True}, "lastmod": rendered.lastmod,
                              "moved": rendered.moved}
            file.page.content = ""
            self._tell(file.page, rendered.anchors, rendered.links)
        self.done = done
        self._words |= words(self._frames(env, config))
        loaders = [DictLoader({_DONE: ""})]
        env.loader = ChoiceLoader([*loaders, env.loader] if env.loader else loaders)
        return env

    def _frames(self, env: Environment, config: MkDocsConfig) -> Iterator[str]:
        """What the theme set around the pages that were written here: as it did, or as it could where a page has no
        shell.
        """
        assert self.press is not None
        for kind in {rendered.kind for rendered in self.done.values()}:
            if (shell := self.press.shell(kind)) is None:
                yield from sources(env, "main.html", *config.theme.static_templates)
            else:
                yield from shell.pieces

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Note the words of a page that MkDocs renders; an article of ours is known by its template."""
        self._words |= words([output if page.file.src_uri in self._by_hand else _ARTICLE.sub("", output)])
        return output

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Note the words of a page that is the theme's own, as that of an address which is not there."""
        self._words |= words([output_content] if template_name.endswith(".html") else [])
        return output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Leave of the theme's style sheets what a page of the site could use."""
        site, pages = Path(config.site_dir), Path(config.docs_dir)
        scripts = (site / file.dest_uri for file in self._files if file.dest_uri.endswith(".js")
                   and not file.dest_uri.startswith(_NOT_LOADED))
        told = [*scripts, *(pages / path for path in self._by_hand if path.endswith((".md", ".html")))]
        known = self._words | words(file.read_text(encoding="utf-8-sig", errors="replace")
                                    for file in told if file.is_file())
        own, theirs = ({file: file.read_text(encoding="utf-8") for file in sorted(site.glob(pattern))}
                       for pattern in ("assets/tiaowen/*.css", "assets/stylesheets/*.css"))
        for file, css in theirs.items():
            others = frozenset(text for other, text in (own | theirs).items() if other != file)
            write_if_changed(file, used(css, known, others).encode())

    def _tell(self, page: Page, anchors: str, links: dict[str, dict[str, str]]) -> None:
        page.present_anchor_ids = _Anchors(anchors)  # type: ignore[assignment]
        found = {self._files.get_file_from_path(path): marks for path, marks in links.items() if marks}
        page.links_to_anchors = {file: marks for file, marks in found.items() if file is not None}

    def remember(self) -> None:
        """Keep what is known of the pages, once the site that holds them is in its place."""
        keep(self._records, program_digest(()), self.done)


class _Shared(File):
    """A file of the site that is also the file it is made from."""

    def copy_file(self, dirty: bool = False) -> None:
        """Give it its second name; where the system cannot, copy it."""
        assert self.abs_src_path is not None
        second_name(self.abs_src_path, self.abs_dest_path)
