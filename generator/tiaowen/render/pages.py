"""Corpus + templates → the Markdown pages of the site and the twins beside them: which there are (``plan``), and each
of them (``render``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Meta, Struct

from tiaowen import anchors
from tiaowen.config import Settings, Twin
from tiaowen.kinds import KINDS, Kind
from tiaowen.model import OutputFile, Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render import (
    agencies,
    agency,
    beside,
    changes,
    citations,
    compare,
    dialect,
    fact_pages,
    industry_words,
    jump,
    lists,
    long_tables,
    money_choices,
    overview,
    places,
)
from tiaowen.render.citing import citing
from tiaowen.render.difference import difference
from tiaowen.render.document import document, document_page, withdrawn
from tiaowen.render.head import description_of, page_tags
from tiaowen.render.library import Library, Link, href, metadata
from tiaowen.render.moved import MOVED, canonical, moved
from tiaowen.render.rows import facts_at
from tiaowen.render.search_page import search_page
from tiaowen.render.sources import raw_name, raw_source
from tiaowen.render.twins import TWINS

View = dict[str, object]


class Page(Struct, frozen=True, kw_only=True):
    """A file that is made of one entry of the library."""

    kind: Annotated[str, Meta(description="name of its row in PAGES")]
    key: Annotated[
        str, Meta(description="id of the entry, with --version for an earlier version; empty for a list of all")] = ""
    path: Annotated[str, Meta(description="below build/docs")]


Make = Callable[[Page, Library, Environment, Path], OutputFile | None]


class PageKind(Struct, frozen=True, kw_only=True):
    """A kind of page, or of file beside the pages: of what there is one, and how it is made."""

    name: str
    files: Annotated[
        Callable[[Library], Iterable[tuple[str, str]]], Meta(description="key of each and its path below build/docs")]
    make: Make
    title: Annotated[str, Meta(description="of a page of which there is one")] = ""
    tab: Annotated[str, Meta(description="its name in the navigation (mkdocs.yml); empty: it is not there")] = ""
    light: Annotated[bool, Meta(description="quickly made; the others are begun first")] = False


def _one(name: str, title: str, look: Callable[[Library, str], View], *, tab: str = "", template: str = "") -> PageKind:
    """A page of the whole library. ``look``: what its template shows, from the library and the page's address."""
    address = "index.html" if name == "home" else f"{name}.html"
    return PageKind(
        name=name, title=title, tab=tab, files=lambda lib: (("", _markdown(address)),),
        make=lambda page, lib, templates, folder: _titled(templates, template or name, title, address,
                                                          look(lib, address), lib),
    )


def _data(name: str, path: str, make: Callable[[Library], OutputFile],
          wanted: Callable[[Library], bool] = lambda lib: True) -> PageKind:
    """A file of data that scripts of pages load."""
    return PageKind(name=name, files=lambda lib: (("", path),) if wanted(lib) else (),
                    make=lambda page, lib, templates, folder: make(lib))


def _each(
    name: str, keys: Callable[[Library], Iterable[str]], called: Callable[[str, Library], tuple[str, str]],
    look: Callable[[str, Library, str], View], *, address: Callable[[str], str] | None = None, below: str = "",
    template: str = "", light: bool = False,
) -> PageKind:
    """A page for each of these things. ``called``: its title, and its name in the way to it from the page ``below``
    which it stands; ``address``: its page, where it is not a folder of that name with a page for each key.
    """
    at = address or partial(anchors.page_of, name)

    def make(page: Page, lib: Library, templates: Environment, _folder: Path) -> OutputFile:
        here, (title, short) = at(page.key), called(page.key, lib)
        view = look(page.key, lib, here)
        return _titled(templates, template or name, title, here,
                       _below(below, view, short, here) if below else view, lib)

    return PageKind(name=name, files=lambda lib: ((key, _markdown(at(key))) for key in keys(lib)), make=make,
                    light=light)


def _of_places(kind: Kind) -> PageKind:
    """The page of a kind of fact for each place that has some."""
    return _each(
        f"place_{kind.name}", lambda lib: (i for i in lib.corpus.places if facts_at(i, lib)[kind.name]),
        lambda key, lib: (lib.corpus.places[key].name + kind.title, kind.title),
        lambda key, lib, page: fact_pages.of_place(key, kind, lib, page),
        address=lambda key: anchors.place_facts_page(key, kind.name), below="places.html", template="place_facts",
    )


def _documents(lib: Library) -> Iterator[str]:
    yield from (*lib.policies, *lib.versions)


def _policy(page: Page, lib: Library, templates: Environment, _folder: Path) -> OutputFile:
    policy = lib.documents[page.key]
    return _page(templates, "policy", document_page(policy), document(policy, lib) | citing(policy, lib, templates))


def _twin(form: Twin, write: Callable[[Policy, Corpus, Settings], bytes]) -> PageKind:
    """A machine-readable form beside each document."""
    return PageKind(
        name=f"twin.{form}", light=True,
        files=lambda lib: ((key, f"p/{key}.{form}") for key in _documents(lib) if form in lib.settings.twins),
        make=lambda page, lib, templates, folder: OutputFile(
            path=page.path, data=write(lib.documents[page.key], lib.corpus, lib.settings)),
    )


def _withdrawn(page: Page, lib: Library, templates: Environment, _folder: Path) -> OutputFile:
    policy = lib.withdrawn[page.key]
    return _page(templates, "withdrawn", document_page(policy), withdrawn(policy, lib))


def _silent(page: Page, lib: Library, templates: Environment, _folder: Path) -> OutputFile:
    view: View = {"cited": page.key.startswith("cited")}
    return _titled(templates, "silent", "已撤下", lib.corpus.silent[page.key], view, lib)


def _moved(page: Page, lib: Library, templates: Environment, _folder: Path) -> OutputFile:
    view: View = moved(page.key, lib)
    return _titled(templates, "moved", str(view["called"]), page.key, view, lib)


def _version(key: str, lib: Library) -> tuple[str, str]:
    title = f"版本比较：{lib.versions[key].doc_number or lib.versions[key].title}"
    return title, title


def _cited(key: str, lib: Library) -> tuple[str, str]:
    cited = lib.corpus.cited[key]
    return cited.title or cited.doc_number, cited.doc_number or cited.title


PAGES: tuple[PageKind, ...] = (
    PageKind(name="policy", files=lambda lib: ((key, f"p/{key}.md") for key in _documents(lib)), make=_policy,
             light=True),
    *(_twin(form, row.write) for form, row in TWINS.items() if row.write),
    PageKind(name="source", files=lambda lib: ((policy.id, f"p/{raw_name(policy)}") for policy in lib.corpus.policies),
             make=lambda page, lib, templates, folder: raw_source(lib.policies[page.key], folder), light=True),
    _each("diff", lambda lib: (key for key, policy in lib.versions.items() if policy.id in lib.policies),
          _version, lambda key, lib, page: difference(lib.versions[key], lib),
          address=lambda key: anchors.policy_page(f"{key}--diff")),
    _data("jump", jump.FILE, lambda lib: jump.jump_data(lib.corpus)),
    _data("industry_words", industry_words.FILE, industry_words.industry_words),
    _data("money_choices", money_choices.FILE, money_choices.money_choices),
    _data("agency_names", agencies.FILE, agencies.agency_names, agencies.is_long),
    _data("places_to_compare", compare.FILE, lambda lib: compare.every_place(lib, "compare.html"), compare.has_choices),
    PageKind(name="clauses_to_compare", files=beside.clause_files,
             make=lambda page, lib, templates, folder: beside.clauses_by_place(page.key, lib, "compare.html")),
    PageKind(name="rows", files=long_tables.rows_beside,
             make=lambda page, lib, templates, folder: long_tables.more_rows(page.key, lib, templates)),
    PageKind(name="withdrawn", files=lambda lib: ((key, f"p/{key}.md") for key in lib.withdrawn), make=_withdrawn),
    _one("home", "首页", overview.home, tab="首页"),
    _one("policies", "政策文件", lists.all_policies, tab="政策文件"),
    _one("agencies", "责任单位", agencies.agencies, tab="责任单位"),
    _one("industries", "产业", lists.industries, tab="产业"),
    _one("places", "地区", places.places, tab="地区"),
    *(_one(kind.name, kind.title, fact_pages.view_of(kind), tab=kind.short,
           template="" if kind.name in fact_pages.OWN else "facts")
      for kind in KINDS if kind.page),
    _one("compare", "各地对照", compare.overview, tab="对照"),
    _one("citations", "引用关系", citations.citations, tab="引用关系"),
    _one("changes", "更新", changes.changes),
    _one("search", "检索", search_page, tab="检索"),
    _one("data", "数据", lambda lib, page: {"kinds": KINDS, "forms": TWINS}, tab="数据"),
    _one("about", "关于", changes.about, tab="关于"),
    _one("quality", "文本质量", overview.quality),
    _one("cite", "怎样引用", overview.how_to_cite),
    _each("agency", lambda lib: lib.corpus.agencies,
          lambda key, lib: (lib.agency_title(key), lib.corpus.agencies[key].name), agency.agency,
          below="agencies.html", light=True),
    _each("industry", lambda lib: lib.corpus.industries,
          lambda key, lib: (lib.corpus.industries[key].name,) * 2, lists.industry, below="industries.html"),
    _each("place", lambda lib: lib.corpus.places,
          lambda key, lib: (lib.corpus.places[key].name,) * 2, places.place, below="places.html"),
    *(_of_places(kind) for kind in KINDS if kind.of_places),
    _each("cited", lambda lib: lib.corpus.cited, _cited, citations.cited, below="citations.html"),
    PageKind(name=MOVED, files=lambda lib: ((key, _markdown(key)) for key in lib.corpus.moved), make=_moved,
             light=True),
    PageKind(name="silent", files=lambda lib: ((key, _markdown(address)) for key, address in lib.corpus.silent.items()),
             make=_silent, light=True),
    _each("year", lists.years,
          lambda key, lib: (f"{lists.year_name(key)}的政策文件", lists.year_name(key)), lists.of_year,
          address=anchors.year_page, below="policies.html"),
    _each("year_of_changes", changes.years,
          lambda key, lib: (f"{lists.year_name(key)}的更新", lists.year_name(key)), changes.of_year,
          address=anchors.changes_page, below="changes.html", template="changes"),
)
_BY_NAME = {kind.name: kind for kind in PAGES}
LIGHT = {kind.name for kind in PAGES if kind.light}


def plan(lib: Library) -> Iterator[Page]:
    """Every page, twin and raw source of the library. A page that leads on stands back where there is another."""
    taken: set[str] = set()
    for kind in sorted(PAGES, key=lambda kind: kind.name == MOVED):
        for key, path in kind.files(lib):
            if kind.name != MOVED or path.lower() not in taken:
                taken.add(path.lower())
                yield Page(kind=kind.name, key=key, path=path)


def render(page: Page, lib: Library, templates: Environment, folder: Path) -> OutputFile | None:
    """The file, from what the library says of its entry now; None when a raw source cannot be read. ``folder``: of the
    site.
    """
    return _BY_NAME[page.kind].make(page, lib, templates, folder)


def _below(index: str, view: View, name: str, page: str) -> View:
    """The view with the way to its page: home, the list of such pages, what the view names above it (``above``), the
    page itself.
    """
    listed = _BY_NAME[index.removesuffix(".html")].title
    above = view.get("above", ())
    way = (Link(text="首页", address=href("index.html", page)), Link(text=listed, address=href(index, page)))
    return view | {"crumbs": (*way, *(above if isinstance(above, tuple) else ()), Link(text=name))}


def _titled(templates: Environment, kind: str, title: str, page: str, view: View, lib: Library) -> OutputFile:
    """A page with its title; what its head says of it is taken from the page as it is rendered."""
    shared: View = {
        "front": Markup(), "title": dialect.heading(1, title, "top"), "page": page,
        "to": lambda address: href(address, page),
        "settings": lib.settings,
    }
    text = _rendered(templates, kind, shared | view)
    description = lib.settings.site_description if kind == "home" else description_of(title, text)
    crumbs = view.get("crumbs", ())
    tags = page_tags(kind, title, description, page, crumbs if isinstance(crumbs, tuple) else (), lib,
                     str(view.get("feed", "")))
    if kind == MOVED:
        tags = Markup("\n").join((canonical(lib.corpus.moved[page], page, lib.settings), tags))
    front = dialect.front_matter(metadata(title, kind=kind)
                                 | {"description": dialect.html_text(description), "head": tags}
                                 | ({"moved": True} if kind == MOVED else {})
                                 | ({"lastmod": day} if (day := _last_day(page, lib)) else {}))
    return OutputFile(path=_markdown(page), data=f"{front}{text}\n".encode())


def _last_day(page: str, lib: Library) -> str:
    """The newest day of the documents that the page is about: of a page of a place its own, of a list of all the
    library's.
    """
    return lib.newest.get(re.sub(r"--\w+(?=\.html$)", "", page) if "/" in page else "", "")


def _page(templates: Environment, kind: str, page: str, view: View) -> OutputFile:
    return OutputFile(path=_markdown(page), data=f"{_rendered(templates, kind, view)}\n".encode())


def _rendered(templates: Environment, kind: str, view: View) -> str:
    text = templates.get_template(f"pages/{kind}.md.j2").render(view)
    return re.sub(r"\n{3,}", "\n\n", text.strip())


def _markdown(page: str) -> str:
    return page.removesuffix(".html") + ".md"
