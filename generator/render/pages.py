"""Corpus + templates → the Markdown pages of the site, one table of which pages there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jinja2 import Environment

from generator import anchors
from generator.catalog import Catalog
from generator.config import Settings
from generator.corpus import Corpus
from generator.model import OutputFile
from generator.render import citations, compare, dialect, lists, overview, places, rows
from generator.render.citing import citing
from generator.render.difference import difference, difference_page
from generator.render.document import document, document_page, withdrawn
from generator.render.jump import jump_data
from generator.render.library import Library, href, library, metadata

View = dict[str, object]
INDEXES: tuple[tuple[str, str, str, Callable[[Library, str], View]], ...] = (
    ("home", "首页", "index.html", overview.home),
    ("policies", "政策文件", "policies.html", lists.all_policies),
    ("places", "地区", "places.html", places.places),
    ("agencies", "责任单位", "agencies.html", lists.agencies),
    ("industries", "产业", "industries.html", lists.industries),
    ("targets", "目标与期限", "targets.html", rows.targets),
    ("incentives", "奖补与优惠", "incentives.html", rows.incentives),
    ("compare", "各地对照", "compare.html", compare.overview),
    ("citations", "引用关系", "citations.html", citations.citations),
    ("quality", "文本质量", "quality.html", overview.quality),
    ("search", "检索", "search.html", lambda lib, page: {}),
    ("cite", "怎样引用", "cite.html", overview.example),
    ("data", "数据", "data.html", lambda lib, page: {}),
    ("about", "关于", "about.html", lambda lib, page: {}),
)


def pages(corpus: Corpus, settings: Settings, catalog: Catalog, templates: Environment) -> Iterator[OutputFile]:
    """Every page below build/docs, as Markdown: the documents with their earlier versions, the indexes, and a page for each thing indexed."""
    lib = library(corpus, settings, catalog)
    for policy in (*corpus.policies, *corpus.versions):
        yield _page(templates, "policy", document_page(policy), document(policy, lib) | citing(policy, lib, templates))
    for policy in corpus.versions:
        if policy.id in lib.policies:
            page = difference_page(policy)
            yield _titled(templates, "diff", f"版本比较：{policy.doc_number or policy.title}", page, difference(policy, lib), lib)
    yield jump_data(corpus)
    for policy in corpus.withdrawn:
        yield _page(templates, "withdrawn", document_page(policy), withdrawn(policy, lib))
    for kind, title, page, view in INDEXES:
        yield _titled(templates, kind, title, page, view(lib, page), lib)
    for agency_id in corpus.agencies:
        page = anchors.agency_page(agency_id)
        yield _titled(templates, "agency", lib.agency_title(agency_id), page, lists.agency(agency_id, lib, page), lib)
    for industry_id, industry in corpus.industries.items():
        page = anchors.industry_page(industry_id)
        yield _titled(templates, "industry", industry.name, page, lists.industry(industry_id, lib, page), lib)
    yield from _places(lib, templates)
    for cited_id, cited in corpus.cited.items():
        page = anchors.cited_page(cited_id)
        yield _titled(templates, "cited", cited.title or cited.doc_number, page, citations.cited(cited_id, lib, page), lib)


def _places(lib: Library, templates: Environment) -> Iterator[OutputFile]:
    """A page for each place, one for the targets and one for the incentives of its documents; the years, where one list cannot hold all."""
    for place_id, place in lib.corpus.places.items():
        page = anchors.place_page(place_id)
        yield _titled(templates, "place", place.name, page, places.place(place_id, lib, page), lib)
        for kind, count in rows.facts_at(place_id, lib).items():
            if count:
                page = anchors.place_facts_page(place_id, kind)
                yield _titled(templates, "place_facts", f"{place.name}{places.FACTS[kind]}", page, places.place_facts(place_id, kind, lib, page), lib)
    for year in lists.years(lib):
        page = anchors.year_page(year)
        yield _titled(templates, "year", f"{lists.year_name(year)}的政策文件", page, lists.of_year(year, lib, page), lib)


def _titled(templates: Environment, kind: str, title: str, page: str, view: View, lib: Library) -> OutputFile:
    front = dialect.front_matter(metadata(title, kind=kind))
    shared: View = {
        "front": front, "title": dialect.heading(1, title, "top"), "page": page, "to": lambda address: href(address, page),
        "settings": lib.settings,
    }
    return _page(templates, kind, page, shared | view)


def _page(templates: Environment, kind: str, page: str, view: View) -> OutputFile:
    text = templates.get_template(f"pages/{kind}.md.j2").render(view)
    tidy = re.sub(r"\n{3,}", "\n\n", text.strip())
    return OutputFile(path=page.removesuffix(".html") + ".md", data=f"{tidy}\n".encode())
