"""A document's page: what it is, its text, what it cites and who cites it, and how the text was made."""

from __future__ import annotations

import re
from itertools import islice

from markupsafe import Markup
from msgspec import Struct, structs

from tiaowen import anchors
from tiaowen.anchors import Address
from tiaowen.model import Policy
from tiaowen.render import charts, dialect, words
from tiaowen.render.apparatus import apparatus
from tiaowen.render.clauses import Block, blocks
from tiaowen.render.concerned import bodies_of
from tiaowen.render.days import last_day
from tiaowen.render.dialect import html_text, own_address
from tiaowen.render.difference import comparison
from tiaowen.render.head import DESCRIBED, document_tags, language_of
from tiaowen.render.library import ClauseLine, Library, Link, href, metadata, title_of, twins_of
from tiaowen.render.moved import canonical
from tiaowen.render.sources import source
from tiaowen.render.summary import called, summary
from tiaowen.render.timeline import timeline
from tiaowen.render.tombstones import tombstones
from tiaowen.render.validity import validity
from tiaowen.text import shortened

SHOWN = (
    "doc_number", "issuers", "issue_date", "publish_date", "effective_date", "expiry_date", "document_type",
    "jurisdiction", "validity", "addressees",
)
REMOVED = "已撤下的文件"
HALF_LINE = 30  # characters of a value that stand in one of the panel's two columns
NO_SIGN = "文件没有写明{}，本站所收文件中也没有修改或废止它的"
# characters of text that fill a window below the facts; a block of many times that is a table of its own length
SIGHT = 400
DESCRIBING = 3  # clauses whose words may stand in a description, which shows the first of them
NEIGHBOURS = 12  # documents on either side in the picture of citations
# what a reader looks for: named in one line where it is missing
EXPECTED = ("doc_number", "issuers", "issue_date", "jurisdiction")


class Field(Struct, frozen=True, kw_only=True):
    """A line of the facts panel. ``provenance`` is empty when the document itself says so; ``note`` is what else a
    reader must know.
    """

    name: str
    values: tuple[Link, ...]
    provenance: str
    note: str = ""

    @property
    def long(self) -> bool:
        """Whether half a line of the panel is too short for it."""
        return sum(len(value.text) + 1 for value in self.values) + len(self.note) > HALF_LINE


class OutgoingCitation(Struct, frozen=True, kw_only=True):
    """A document that the policy cites, and from which clauses."""

    relation: str
    title: str
    doc_number: str
    address: str
    held: bool
    clauses: tuple[Link, ...]


def document_page(policy: Policy) -> str:
    """Address of the page of a policy, or of one of its earlier versions."""
    return anchors.policy_page(policy.id, policy.version)


def document(policy: Policy, library: Library) -> dict[str, object]:
    """What the template ``policy.md.j2`` shows, besides the citation forms."""
    page = document_page(policy)
    cites = outgoing(policy, page)
    text = list(blocks(policy, library, page))
    notes = [note for block in text for note in (block.note, *block.rows) if note]
    way = crumbs(policy, library, page)
    known = validity(policy, library, page)
    return {
        "page": page,
        "front": _front_matter(policy, library, page, way),
        "title": dialect.heading(1, title_of(policy), "top"),
        "crumbs": way,
        "policy": policy,
        "fields": fields(policy, library, page),
        "validity": known,
        "timeline": timeline(policy, known, library, page),
        "summary": summary(policy, library),
        "silent": _silent(policy),
        "versions": _versions(policy, library, page),
        "called": words.version(policy.version, library.policies.get(policy.id, policy)),
        "current": href(anchors.policy_page(policy.id), page) if policy.version else "",
        "latest": words.latest(library.policies.get(policy.id, policy)),
        "compare": comparison(policy.id, policy.version, library, page),
        "blocks": text,
        "pause": _first_sight(text),
        "choice": len({agency.text for note in notes for duty in note.duties for agency in duty.agencies}) > 1,
        "bodies_called": _bodies_called(policy, library),
        "folded": any(note.repairs or any(duty.linked for duty in note.duties) for note in notes),
        "tombstones": tombstones(policy, page),
        "cites": cites,
        "near": _neighbourhood(policy, cites, library, page),
        "cited_by": () if policy.version else incoming(policy, library, page),
        "record": apparatus(policy, library.catalog),
        "source": source(policy),
        "settings": library.settings,
        "twins": tuple((twin.upper(), own_address(f"{page.rpartition('/')[2].removesuffix('.html')}.{twin}"))
                       for twin in twins_of(policy, library.settings)),
    }


def _bodies_called(policy: Policy, library: Library) -> str:
    """What the bodies are called that the document prints otherwise, each behind its id: of the choice 谁来办."""
    printed = {body for duty in policy.facts.duties for body in bodies_of(duty, library.corpus) if body[1]}
    other = sorted({i for name, i in printed if name != called(i, library)})
    return "；".join(f"{i} {called(i, library)}" for i in other)


def _front_matter(policy: Policy, library: Library, page: str, way: tuple[Link, ...]) -> Markup:
    """What the page's head says of the document."""
    title, told = title_of(policy), _description(policy)
    front = {"description": html_text(told), "running": dialect.css_string(title),
             "head": document_tags(policy, library, page, way, told)}
    # Traditional that was not converted keeps its fonts
    front |= {"lang": "zh-Hant"} if language_of(policy) == "zh-Hant" else {}
    front |= {"lastmod": changed} if (changed := last_day(policy)) else {}
    return dialect.front_matter(metadata(title, kind="policy", toc=True) | front)


def _first_sight(text: list[Block]) -> int:
    """Index of the clause before which a browser may paint: what is above fills the first window. -1 when the whole
    text is no longer than that.
    """
    seen = 0
    for index, block in enumerate(text):
        size = len(block.markup.striptags()) + len(block.body.striptags())
        if block.kind in {"clause", "part"} and (seen >= SIGHT or seen + size > 4 * SIGHT):
            return index
        seen += size
    return -1


def withdrawn(policy: Policy, library: Library) -> dict[str, object]:
    """What the template ``withdrawn.md.j2`` shows: a document that was withdrawn, or taken down (no word of it), and
    every address it had.
    """
    page = document_page(policy)
    title = policy.title or REMOVED
    policy = structs.replace(policy, title=title)
    now = library.policies.get(policy.moved_to)
    meta = metadata(title, kind="withdrawn")
    if now:
        meta |= {"moved": True, "head": canonical(document_page(now), page, library.settings)}
    return {
        "front": dialect.front_matter(meta), "now": library.policy_link(now.id, page) if now else None,
        "title": dialect.heading(1, title, "top"), "removed": policy.status == "removed",
        "crumbs": crumbs(policy, library, page), "policy": policy,
        "tombstones": tombstones(policy, page),
    }


def _description(policy: Policy) -> str:
    """Number, issuers, date, and the words that the text begins with; the title stands beside it wherever it is
    shown.
    """
    parts = [policy.doc_number, "、".join(policy.issuers), words.date(policy.issue_date or policy.publish_date)]
    begins = (clause.full for clause in policy.clauses if clause.full.strip())
    told = re.sub(r"\s+", " ", " ".join(part for part in [*parts, *islice(begins, DESCRIBING)] if part))
    return shortened(told, DESCRIBED)


def crumbs(policy: Policy, library: Library, page: str) -> tuple[Link, ...]:
    """Home, the places from the widest, and the document itself."""
    chain = tuple(library.place_link(place, page) for place in library.place_chain(policy.jurisdiction.place_id))
    start = (Link(text="首页", address=href("index.html", page)),
             Link(text="政策文件", address=href("policies.html", page)))
    return (*start, *chain, Link(text=policy.doc_number or title_of(policy)))


def fields(policy: Policy, library: Library, page: str) -> tuple[Field, ...]:
    """The facts panel: each value with where it comes from, where that is not the document itself."""
    out = []
    for name in SHOWN:
        values = _values(policy, name, library, page)
        # until when stands above
        if name == "validity" and not values and not policy.expiry_date and not _touched(policy, library):
            values = (Link(text=NO_SIGN.format("到何时为止" if policy.effective_date else "")),)
        if values:
            provenance = words.PROVENANCE.get(policy.provenance.get(name, "text"), "")
            out.append(Field(name=words.FIELDS[name], values=values, provenance=provenance))
    return tuple(out)


def _silent(policy: Policy) -> str:
    """What the text does not say of itself, and what nobody has said of its source, in one line: 成文日期、来源网址."""
    missing = [words.FIELDS[name] for name in EXPECTED
               if not (policy.jurisdiction.place_id if name == "jurisdiction" else getattr(policy, name))]
    told = (("来源网址", source(policy).url), ("取得日期", policy.source.retrieved))
    return "、".join([*missing, *(name for name, value in told if not value)])


def _touched(policy: Policy, library: Library) -> bool:
    """Whether it is an earlier version, or another document of this site amends or repeals it."""
    if policy.version:
        return True
    target = anchors.policy_page(policy.id)
    citing = (library.policies[ref.policy_id] for ref in library.corpus.cited_by.get(policy.id, ())
              if ref.policy_id in library.policies)
    return any(f.relation in {"amends", "repeals"} and Address.parse(f.target).page == target for other in citing
               for f in other.facts.citations)


def _values(policy: Policy, name: str, library: Library, page: str) -> tuple[Link, ...]:
    if name.endswith("_date"):
        text = words.date(getattr(policy, name))
        return (Link(text=text),) if text else ()
    if name == "jurisdiction":
        place = policy.jurisdiction.place_id
        return tuple(library.place_link(i, page) for i in library.place_chain(place))
    if name == "issuers":
        return tuple(_issuer(issuer, policy, library, page) for issuer in policy.issuers)
    value = getattr(policy, name)
    return tuple(Link(text=text) for text in ((value,) if isinstance(value, str) else value or ()) if text)


def _issuer(name: str, policy: Policy, library: Library, page: str) -> Link:
    ids = dict(zip(policy.issuers, library.corpus.issuer_ids.get(policy.id, ()), strict=False))
    agency_id = ids.get(name, "")
    return Link(text=name, address=href(anchors.agency_page(agency_id), page) if agency_id else "")


def _versions(policy: Policy, library: Library, page: str) -> tuple[Link, ...]:
    """The other versions; ``note``: the address of their comparison, where there is one."""
    return tuple(
        Link(text=words.version(version.slug, policy),
             address=href(anchors.policy_page(policy.id, version.slug), page),
             note=comparison(policy.id, version.slug, library, page))
        for version in policy.versions if version.slug != policy.version
    )


def outgoing(policy: Policy, page: str) -> tuple[OutgoingCitation, ...]:
    """The documents that the policy cites, each once, with the clauses; in the order of first mention."""
    by_path = {clause.path: clause for clause in policy.clauses}
    found: dict[tuple[str, str], list[int]] = {}
    for index, fact in enumerate(policy.facts.citations):
        if fact.kind != "not_a_document":
            found.setdefault((Address.parse(fact.target).page or fact.full_title or fact.title, fact.doc_number),
                             []).append(index)
    out = []
    for indexes in found.values():
        facts = [policy.facts.citations[i] for i in indexes]
        first = min(facts, key=lambda f: (f.relation == "mentions", not f.title))
        target = Address.parse(next((f.target for f in facts if f.target), "")).page
        clauses = dict.fromkeys((f.path, f.anchor) for f in facts)
        out.append(OutgoingCitation(
            relation=words.RELATIONS[first.relation], title=first.full_title or first.title,
            doc_number=first.doc_number,
            address=href(target, page) if target else "", held=target.startswith("p/"),
            clauses=tuple(
                Link(text=words.labels(by_path[path], by_path), address=own_address(f"#{anchor}")) if anchor
                else Link(text="题注", address="")
                for path, anchor in clauses
            ),
        ))
    return tuple(out)


def incoming(policy: Policy, library: Library, page: str) -> tuple[ClauseLine, ...]:
    """The clauses of other documents that cite the policy."""
    return tuple(library.clause_line(ref.policy_id, ref.path, page)
                 for ref in library.corpus.cited_by.get(policy.id, ()))


def _neighbourhood(policy: Policy, cites: tuple[OutgoingCitation, ...], library: Library, page: str) -> object:
    """A picture of what the policy cites and what cites it; nothing when there is neither enough to draw nor too much
    to read.
    """
    citing = (
        dict.fromkeys(ref.policy_id for ref in library.corpus.cited_by.get(policy.id, ())) if not policy.version else {}
    )
    if not 1 < len(cites) + len(citing) <= 2 * NEIGHBOURS:
        return ""
    above = [charts.Mark(name=c.title or c.doc_number, address=c.address, note=c.relation) for c in cites[:NEIGHBOURS]]
    below = [charts.Mark(name=link.text, address=link.address, note="被引用")
             for link in (library.policy_link(p.id, page) for p in library.newest_first(citing)[:NEIGHBOURS])]
    return charts.neighbourhood(above, policy.doc_number or title_of(policy), below, "引用关系")
