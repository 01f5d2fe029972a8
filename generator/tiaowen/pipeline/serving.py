"""Serving while a person edits: the document that was changed first, within a second; lists, search and check follow.

One process keeps what the last build left in memory: registries, library, templates, the theme around a page. A changed
text is understood alone and its page is shown at once, with the addresses and links that the library had; the build
that follows settles everything else, and what it makes takes the place of the page shown ahead. Nothing is written
ahead: the folder of the site holds complete builds only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from jinja2 import Environment
from msgspec import Struct, structs

from tiaowen.ledger import Ledger, settle
from tiaowen.model import Diagnostic, Policy
from tiaowen.model.corpus import Corpus
from tiaowen.pipeline.document import understand
from tiaowen.pipeline.library import Request
from tiaowen.pipeline.sources import catalog_of, source_name
from tiaowen.render.environment import templates_of
from tiaowen.render.library import Library, library
from tiaowen.render.pages import Page, render
from tiaowen.sidecar import sidecar_of
from tiaowen.site.mkdocs_plugin.pages import Press
from tiaowen.site.serve import serve as serve_site


class Ahead(Struct, frozen=True):
    """Pages shown ahead of the build by their path in the site, what was found in their texts, and the seconds that it
    took.
    """

    pages: dict[str, bytes]
    findings: tuple[Diagnostic, ...]
    seconds: float


class Preview:
    """What the last build left in memory; nothing before the first one."""

    def __init__(self) -> None:
        self._request: Request | None = None
        self._library: Library | None = None
        self._ledger: Ledger | None = None
        self._press: Press | None = None
        self._templates: Environment | None = None
        self._sources: dict[str, str] = {}  # path of a source or of its sidecar → id

    @property
    def ready(self) -> bool:
        """Whether a page can be shown ahead."""
        return self._library is not None and self._press is not None

    def keep(self, request: Request, corpus: Corpus, ledger: Ledger) -> None:
        """The library as it is built now."""
        self._request, self._ledger = request, ledger
        self._library = library(corpus, request.settings, catalog_of(request.folder))
        self._templates = templates_of(request.folder)
        self._sources = {name: p.id for p in corpus.policies
                         for name in (p.source.path, sidecar_of(Path(p.source.path)).as_posix())}

    def keep_press(self, press: Press) -> None:
        """The theme as the site that is there was built with."""
        self._press = press

    def warm_up(self) -> None:
        """Do once what the first page would wait for: templates compiled, dictionaries loaded, the shell of the page
        made.
        """
        if self._library is not None and self._request is not None and self._library.policies:
            first = next(iter(self._library.policies.values()))
            self.ahead([self._request.folder / first.source.path])

    def ahead(self, changed: Collection[Path]) -> Ahead | None:
        """The pages of the documents whose texts or sidecars were changed; None when something else was, or nothing is
        known yet.

        A text that cannot be published now gives findings and no page: the last good one stays.
        """
        began = time.perf_counter()
        if self._request is None or self._library is None or self._press is None:
            return None
        ids = [self._sources.get(source_name(self._request.folder, file)) for file in changed]
        pages: dict[str, bytes] = {}
        found: list[Diagnostic] = []
        for policy_id in dict.fromkeys(ids):
            if policy_id is None or len(ids) > 2:  # a text and its sidecar at most: a person edits one document
                return None
            policy = self._understood(self._library.policies[policy_id], self._request)
            found += policy.diagnostics
            if policy.status == "published":
                pages |= self._pages(policy, self._request.folder)
        return Ahead(pages, tuple(found), time.perf_counter() - began)

    def _understood(self, before: Policy, request: Request) -> Policy:
        """The document as its text now is, under the addresses it has, its citations leading where they led."""
        file = request.folder / before.source.path
        policy = understand(file, before.source.path, catalog_of(request.folder))
        assert self._ledger is not None
        policy, _ = settle(structs.replace(policy, id=before.id), self._ledger)
        known = {(fact.full_title, fact.title, fact.doc_number, fact.locator): fact.target
                 for fact in before.facts.citations}
        citations = tuple(
            structs.replace(fact, target=known.get((fact.full_title, fact.title, fact.doc_number, fact.locator), ""))
                          for fact in policy.facts.citations)
        return structs.replace(policy, facts=structs.replace(policy.facts, citations=citations))

    def _pages(self, policy: Policy, folder: Path) -> Mapping[str, bytes]:
        assert self._library is not None and self._press is not None and self._templates is not None
        anchored = {(policy.id, clause.anchor): clause for clause in policy.clauses}
        self._library = structs.replace(
            self._library, policies={**self._library.policies, policy.id: policy},
            documents={**self._library.documents, policy.id: policy},
            clauses={**self._library.clauses, policy.id: {clause.path: clause for clause in policy.clauses}},
            anchored={**self._library.anchored, **anchored}, lines={},
        )
        page = render(Page(kind="policy", key=policy.id, path=f"p/{policy.id}.md"), self._library,
                      self._templates, folder)
        html = self._press.html(page.path, page.data) if page else None
        return {f"p/{policy.id}.html": html} if html is not None else {}


def serve(
    request: Request, rebuild: Callable[[Preview | None, Callable[[], None]], bool],
    told: Callable[[Ahead | None], None], *,
    port: int, started: Callable[[str], None],
) -> None:
    """Build, then serve the site at 127.0.0.1 until interrupted, and build again after a change of a source, page,
    template or registry.

    ``rebuild`` builds, calls the function it is given wherever it may be broken off, and says whether there is a new
    site. ``told`` is given what is shown ahead of it, and None when everything that is needed for that is in memory.
    """
    folder, preview = request.folder, Preview()
    rebuild(None, lambda: None)

    def work(changed: frozenset[Path], show: Callable[[Mapping[str, bytes]], None],
             may_break_off: Callable[[], None]) -> bool:
        ahead = preview.ahead(changed) if changed else None
        if ahead is not None:
            show(ahead.pages)
            told(ahead)
        new = rebuild(preview, may_break_off)
        if not changed and preview.ready:
            preview.warm_up()
            told(None)
        return new

    watched = (request.sources, folder / request.settings.pages, folder / "site_config", folder / "templates",
               folder / "mkdocs.yml")
    serve_site(request.out, work, watched, port=port, started=started)
