"""Seeded edits of a frozen site, and what a browser shows at each address that meant something else: the banner, what
stood there, the link to the version that says so and the link to where that text stands now, as the ledger has it.

The expectation is worked out from the records and archives of the ledger, not from what the pages are made of.
``EDITS=1500 pytest tests/browser/test_edits.py`` tries many; the suite a few.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, to_builtins
from tiaowen.config import Settings
from tiaowen.ledger import Ledger, read_ledger
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.pipeline.library import LEDGER, read_library
from tiaowen.render.environment import templates_of
from tiaowen.render.library import Library, library
from tiaowen.render.pages import Page, plan, render
from tiaowen.site.mkdocs_plugin.markdown import Reader, split_front_matter
from tiaowen.text import squeeze

from tests.properties.site_edits import EDITS
from tests.properties.site_simulation import Site, silent

KNOWN_BY = 8  # characters of a clause from which on its words tell it
# What is wrong at the addresses of an open page, each opened in turn. A banner belongs to the clause before it; a stone
# stands for itself.
LOOK = """({ live, past, stones }) => {
  const wrong = [], owners = new Set(live.map((id) => document.getElementById(id)));
  const marks = [...document.querySelectorAll("[id], .tw-past")].filter((part) => owners.has(part) || part.classList.contains("tw-past"));
  const seen = (part) => part && part.getClientRects().length > 0 && getComputedStyle(part).visibility === "visible";
  const bare = (text) => text.replace(/\\s+/g, "");
  for (const { anchor, owner, links, text, now } of past) {
    location.hash = anchor; // the banner is for who comes to the address
    const at = document.getElementById(anchor), from = marks.indexOf(document.getElementById(owner));
    if (!seen(at) || from < 0) { wrong.push(`dead ${anchor}`); continue; }
    const banners = [];
    for (let next = from + 1; next < marks.length && !owners.has(marks[next]); next++) banners.push(marks[next]);
    const shown = banners.filter(seen).find((part) => [...part.querySelectorAll("a")].some((link) => links.includes(link.getAttribute("href"))));
    if (!shown) { wrong.push(`silent ${anchor}`); continue; }
    const told = [...shown.children];
    const start = told.findIndex((part) => [...part.querySelectorAll("a")].some((link) => links.includes(link.getAttribute("href"))));
    const end = told.findIndex((part, index) => index > start && part.matches("p") && part.querySelector("b"));
    const own = told.slice(start, end < 0 ? undefined : end);
    if (text && !own.some((part) => part.matches("blockquote") && bare(part.textContent) === bare(text))) wrong.push(`other words ${anchor}`);
    const inner = own.flatMap((part) => [...part.querySelectorAll("a")]).map((link) => link.getAttribute("href")).filter((link) => link.startsWith("#"));
    if (now.length && !now.includes(owner) && !inner.some((link) => now.includes(link.slice(1)))) wrong.push(`no link ${anchor} → ${now}`);
    wrong.push(...inner.filter((link) => !document.getElementById(link.slice(1))).map((link) => `dead link ${link}`));
  }
  for (const { anchor, links, text, now } of stones) {
    const stone = document.getElementById(anchor);
    if (!seen(stone)) { wrong.push(`dead stone ${anchor}`); continue; }
    const hrefs = [...stone.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    if (text && bare(stone.querySelector("blockquote")?.textContent ?? "") !== bare(text)) wrong.push(`other words at stone ${anchor}`);
    if (links.length && !hrefs.some((link) => links.includes(link))) wrong.push(`no version at stone ${anchor}`);
    if (now.length && !hrefs.some((link) => now.includes(link.slice(1)))) wrong.push(`no link at stone ${anchor} → ${now}`);
  }
  return wrong;
}"""  # noqa: E501


class Meant(Struct, frozen=True):
    """An address that meant another text: the clause that has it now (``owner``), the links to versions that say so,
    what it said, and the clauses that have this text now, word for word.
    """

    anchor: str
    owner: str
    links: tuple[str, ...]
    text: str
    now: tuple[str, ...]


class Expected(Struct, frozen=True):
    """What the ledger says of a page: its clauses, the addresses that meant something else, and those that are gone."""

    live: tuple[str, ...]
    past: tuple[Meant, ...]
    stones: tuple[Meant, ...]


def expected(policy: Policy, ledger: Ledger) -> Expected:
    """What the records and archives of a current document say of its addresses."""
    entry = ledger.entries[policy.id]
    holders = {anchor: clause for clause in policy.clauses for anchor in (clause.anchor, *clause.aliases)}
    standing: dict[str, list[str]] = {}
    for clause in policy.clauses:
        standing.setdefault(_bare(clause.full, clause.label), []).append(clause.anchor)
    pages = {version.slug for version in policy.versions}
    said: dict[tuple[str, str], list[str]] = {}
    texts: dict[tuple[str, str], str] = {}
    labels: dict[tuple[str, str], str] = {}
    for slug in pages:
        for anchor, record in entry.of(slug).items():
            key = (anchor, record.sha256)
            said.setdefault(key, []).append(f"{entry.id}--{slug}.html#{anchor}")
            texts[key], labels[key] = ledger.texts(entry.id, slug).get(anchor, ""), record.label
    past = [Meant(key[0], holders[key[0]].anchor, tuple(links), texts[key],
                  tuple(standing.get(_bare(texts[key], labels[key]), ())))
            for key, links in said.items() if key[0] in holders and holders[key[0]].sha256 != key[1]]
    stones = []
    for anchor, record in entry.anchors().items():
        if anchor not in holders:
            links = tuple(said.get((anchor, record.sha256), ()))
            text = ledger.texts(entry.id, record.version).get(anchor, "")
            stones.append(Meant(anchor, "", links, text, tuple(standing.get(_bare(text, record.label), ()))))
    return Expected(tuple(clause.anchor for clause in policy.clauses), tuple(past), tuple(stones))


def _bare(full: str, label: str) -> str:
    """A clause's words without its number, which a renumbering changes; empty for what is too short to be known by."""
    words = squeeze(full.removeprefix(label))
    return words if len(words) >= KNOWN_BY else f"{label}{words}"


class Shown:
    """A site folder, and its documents' pages as they are after each edit, in the frame of a site that was built."""

    def __init__(self, folder: Path, seed: int, built: Path) -> None:
        """``built``: a site of which the frame and what it loads is taken; its pages of documents are overwritten."""
        self.site = Site(folder, random.Random(seed))
        self.site.freeze()
        self.built = built
        self.looked: Counter[str] = Counter()  # how many pages, and how many of their addresses, were looked at
        frame = next(file for file in sorted((built / "p").glob("*.html"))).read_text(encoding="utf-8")
        self.before, _, rest = frame.partition('<article class="md-content__inner md-typeset">')
        self.after = rest.partition("</article>")[2]
        assert self.after
        self.templates = templates_of(folder)

    def edit(self) -> str:
        """One edit, frozen; its kind."""
        rng = self.site.rng
        kind = rng.choices(list(EDITS), [weight for weight, _ in EDITS.values()])[0]
        EDITS[kind][1](self.site)
        self.site.settle()
        return kind

    def pages(self) -> tuple[Corpus, Ledger]:
        """The library and the ledger as they are now."""
        corpus, _ = read_library(self.site.request, self.site.catalog, silent, keep=True)
        return corpus, read_ledger(self.site.folder / LEDGER)

    def write(self, key: str, lib: Library) -> None:
        """The page of a document, or of an earlier version of it, into the site."""
        pages = {page.path: f"{page.path.removesuffix('.md')}.html" for page in plan(lib)}
        made = render(Page(kind="policy", key=key, path=f"p/{key}.md"), lib, self.templates, self.site.folder)
        assert made is not None
        article = Reader(pages).render(made.path, split_front_matter(made.data.decode())[1])
        html = f'{self.before}<article class="md-content__inner md-typeset">{article.html}</article>{self.after}'
        (self.built / "p" / f"{key}.html").write_text(html, encoding="utf-8", newline="\n")


def wrong_in_browser(shown: Shown, tab: Any) -> Iterator[str]:
    """What is wrong, after an edit, on the page of one document that has something to tell, and where its address
    opens.
    """
    corpus, ledger = shown.pages()
    told = [(policy, found) for policy in corpus.policies if policy.id in ledger.entries
            and ((found := expected(policy, ledger)).past or found.stones)]
    if not told:
        return
    policy, found = shown.site.rng.choice(told)
    shown.looked.update(pages=1, past=len(found.past), stones=len(found.stones))
    lib = library(corpus, Settings(), shown.site.catalog)
    shown.write(policy.id, lib)
    base = (shown.built / "p").as_uri()
    meant = shown.site.rng.choice((*found.past, *found.stones))
    tab.goto("about:blank")
    tab.goto(f"{base}/{policy.id}.html#{meant.anchor}")
    try:
        tab.wait_for_function(
            """(id) => { const { top } = document.getElementById(id).getBoundingClientRect(); """
            """return 0 <= top && top < innerHeight; }""", arg=meant.anchor, timeout=30_000)
    except Exception as error:  # whatever it is: the address did not open at its place
        yield f"{policy.id}: opens elsewhere {meant.anchor} {type(error).__name__}"
    for wrong in tab.evaluate(LOOK, to_builtins(found)):
        yield f"{policy.id}: {wrong}"
    for link in meant.links[-1:]:
        page, _, anchor = link.partition("#")
        shown.write(page.removesuffix(".html"), lib)
        tab.goto(f"{base}/{link}")
        there = tab.evaluate("(id) => (document.getElementById(id)?.closest('.tw-stone, .tw-row, tr') ?? "
                             "document.getElementById(id)?.parentElement)?.textContent ?? null", anchor)
        if there is None:
            yield f"{policy.id}: the version has no {anchor}"
