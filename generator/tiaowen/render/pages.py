"""Corpus + templates → the Markdown pages of the site and the twins beside them: which there are (``plan``), and each of them (``render``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Meta, Struct

from tiaowen import anchors
from tiaowen.model import OutputFile
from tiaowen.render import agencies, citations, compare, deadlines, dialect, lists, overview, places, rows
from tiaowen.render.citing import citing
from tiaowen.render.difference import difference, difference_page
from tiaowen.render.document import document, document_page, withdrawn
from tiaowen.render.exports import twin
from tiaowen.render.head import description_of, page_tags
from tiaowen.render.jump import FILE as JUMP
from tiaowen.render.jump import jump_data
from tiaowen.render.library import Library, Link, href, metadata
from tiaowen.render.sources import raw_name, raw_source

View = dict[str, object]
INDEXES: tuple[tuple[str, str, str, Callable[[Library, str], View]], ...] = (
    ("home", "首页", "index.html", overview.home),
    ("policies", "政策文件", "policies.html", lists.all_policies),
    ("places", "地区", "places.html", places.places),
    ("agencies", "责任单位", "agencies.html", agencies.agencies),
    ("industries", "产业", "industries.html", lists.industries),
    ("targets", "目标与期限", "targets.html", rows.targets),
    ("incentives", "奖补与优惠", "incentives.html", rows.incentives),
    ("deadlines", "期限", "deadlines.html", deadlines.deadlines),
    ("compare", "各地对照", "compare.html", compare.overview),
    ("citations", "引用关系", "citations.html", citations.citations),
    ("quality", "文本质量", "quality.html", overview.quality),
    ("search", "检索", "search.html", lambda lib, page: {}),
    ("cite", "怎样引用", "cite.html", overview.example),
    ("data", "数据", "data.html", lambda lib, page: {}),
    ("about", "关于", "about.html", lambda lib, page: {}),
)


class Page(Struct, frozen=True, kw_only=True):
    """A file that is made of one entry of the library."""

    kind: Annotated[str, Meta(description="kind of page (its template), or source, jump, agency_names, twin")]
    key: Annotated[str, Meta(description="id of the entry, with --version for an earlier version; empty for a list of all")] = ""
    path: Annotated[str, Meta(description="below build/docs")]


def plan(lib: Library) -> Iterator[Page]:
    """Every page, twin and raw source: the documents with their earlier versions, the indexes, and a page for each thing indexed."""
    corpus, twins = lib.corpus, lib.settings.twins
    for key in (*lib.policies, *lib.versions):
        yield Page(kind="policy", key=key, path=f"p/{key}.md")
        yield from (Page(kind="twin", key=key, path=f"p/{key}.{twin}") for twin in twins if twin != "md")  # written with the site
    for policy in corpus.policies:
        yield Page(kind="source", key=policy.id, path=f"p/{raw_name(policy)}")
    for key, policy in lib.versions.items():
        if policy.id in lib.policies:
            yield Page(kind="diff", key=key, path=_markdown(difference_page(policy)))
    yield Page(kind="jump", path=JUMP)
    if agencies.is_long(lib):
        yield Page(kind="agency_names", path=agencies.FILE)
    yield from (Page(kind="withdrawn", key=key, path=f"p/{key}.md") for key in lib.withdrawn)
    yield from (Page(kind=kind, path=_markdown(page)) for kind, _, page, _ in INDEXES)
    entries = (("agency", corpus.agencies), ("industry", corpus.industries), ("place", corpus.places), ("cited", corpus.cited))
    for kind, ids in entries:
        yield from (Page(kind=kind, key=key, path=f"{kind}/{key}.md") for key in ids)
    yield from (Page(kind="former", key=key, path=f"agency/{key}.md") for key in corpus.former_bodies if key not in corpus.agencies)
    for place_id in corpus.places:
        facts = (kind for kind, count in rows.facts_at(place_id, lib).items() if count)
        yield from (Page(kind=f"place_{kind}", key=place_id, path=_markdown(anchors.place_facts_page(place_id, kind))) for kind in facts)
    yield from (Page(kind="year", key=year, path=_markdown(anchors.year_page(year))) for year in lists.years(lib))


def render(page: Page, lib: Library, templates: Environment, folder: Path) -> OutputFile | None:
    """The file, from what the library says of its entry now; None when a raw source cannot be read. ``folder``: of the site."""
    key = page.key
    match page.kind:
        case "policy":
            policy = lib.held(key)
            return _page(templates, "policy", document_page(policy), document(policy, lib) | citing(policy, lib, templates))
        case "twin":
            return OutputFile(path=page.path, data=twin(lib.held(key), page.path.rpartition(".")[2], lib.corpus, lib.settings))
        case "source":
            return raw_source(lib.policies[key], folder)
        case "diff":
            policy = lib.versions[key]
            title = f"版本比较：{policy.doc_number or policy.title}"
            return _titled(templates, "diff", title, difference_page(policy), difference(policy, lib), lib)
        case "jump":
            return jump_data(lib.corpus)
        case "agency_names":
            return agencies.agency_names(lib)
        case "withdrawn":
            policy = lib.withdrawn[key]
            return _page(templates, "withdrawn", document_page(policy), withdrawn(policy, lib))
        case "agency" | "former" | "industry" | "place" | "cited" | "year":
            title, address, view = _entry(page.kind, key, lib)
            return _titled(templates, page.kind, title, address, view, lib)
        case "place_targets" | "place_incentives":
            kind: anchors.PlaceFacts = "targets" if page.kind == "place_targets" else "incentives"
            address = anchors.place_facts_page(key, kind)
            title = f"{lib.corpus.places[key].name}{places.FACTS[kind]}"
            view = _below("places.html", places.place_facts(key, kind, lib, address), places.FACTS[kind], address)
            return _titled(templates, "place_facts", title, address, view, lib)
        case _:
            title, address, look = next((title, address, look) for kind, title, address, look in INDEXES if kind == page.kind)
            return _titled(templates, page.kind, title, address, look(lib, address), lib)


def _entry(kind: str, key: str, lib: Library) -> tuple[str, str, View]:
    """Title, address and view of the page of one thing indexed."""
    if kind == "agency":
        page = anchors.agency_page(key)
        return lib.agency_title(key), page, _below("agencies.html", lists.agency(key, lib, page), lib.corpus.agencies[key].name, page)
    if kind == "former":
        page, now = anchors.agency_page(key), lib.corpus.former_bodies[key]
        name = lib.corpus.agencies[now].name
        return lib.agency_title(now), page, _below("agencies.html", {"agency": lib.agency_link(now, page)}, name, page)
    if kind == "industry":
        page, name = anchors.industry_page(key), lib.corpus.industries[key].name
        return name, page, _below("industries.html", lists.industry(key, lib, page), name, page)
    if kind == "place":
        page, name = anchors.place_page(key), lib.corpus.places[key].name
        return name, page, _below("places.html", places.place(key, lib, page), name, page)
    if kind == "year":
        page, name = anchors.year_page(key), lists.year_name(key)
        return f"{name}的政策文件", page, _below("policies.html", lists.of_year(key, lib, page), name, page)
    page = anchors.cited_page(key)
    cited = lib.corpus.cited[key]
    view = _below("citations.html", citations.cited(key, lib, page), cited.doc_number or cited.title, page)
    return cited.title or cited.doc_number, page, view


def _below(index: str, view: View, name: str, page: str) -> View:
    """The view with the way to its page: home, the list of such pages, what the view names above it (``above``), the page itself."""
    listed = next(title for _, title, address, _ in INDEXES if address == index)
    above = view.get("above", ())
    way = (Link(text="首页", address=href("index.html", page)), Link(text=listed, address=href(index, page)))
    return view | {"crumbs": (*way, *(above if isinstance(above, tuple) else ()), Link(text=name))}


def _titled(templates: Environment, kind: str, title: str, page: str, view: View, lib: Library) -> OutputFile:
    """A page with its title; what its head says of it is taken from the page as it is rendered."""
    shared: View = {
        "front": Markup(), "title": dialect.heading(1, title, "top"), "page": page, "to": lambda address: href(address, page),
        "settings": lib.settings,
    }
    text = _rendered(templates, kind, shared | view)
    description = lib.settings.site_description if kind == "home" else description_of(title, text)
    crumbs = view.get("crumbs", ())
    tags = page_tags(kind, title, description, page, crumbs if isinstance(crumbs, tuple) else (), lib)
    front = dialect.front_matter(metadata(title, kind=kind) | {"description": dialect.html_text(description), "head": tags})
    return OutputFile(path=_markdown(page), data=f"{front}{text}\n".encode())


def _page(templates: Environment, kind: str, page: str, view: View) -> OutputFile:
    return OutputFile(path=_markdown(page), data=f"{_rendered(templates, kind, view)}\n".encode())


def _rendered(templates: Environment, kind: str, view: View) -> str:
    text = templates.get_template(f"pages/{kind}.md.j2").render(view)
    return re.sub(r"\n{3,}", "\n\n", text.strip())


def _markdown(page: str) -> str:
    return page.removesuffix(".html") + ".md"
