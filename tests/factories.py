"""Builders of small policies and libraries for tests: only what a test is about has to be said."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from jinja2 import Environment
from msgspec import structs
from tiaowen.anchors import anchor_of
from tiaowen.catalog import Catalog
from tiaowen.catalog.quantities import load_quantities
from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.model import (
    Citation,
    Clause,
    Duty,
    Facts,
    Incentive,
    IndustryMention,
    Jurisdiction,
    Policy,
    SourceInfo,
    Span,
    Target,
)
from tiaowen.model.corpus import AgencyRecord, ClauseRef, Corpus, DutyRef, IndustryRecord, IndustryRef, PlaceRecord
from tiaowen.render.environment import templates_of
from tiaowen.render.library import Library, library
from tiaowen.render.pages import plan, render
from tiaowen.text import sha256

SETTINGS = Settings(site_url="https://example.org/tiaowen/")
CATALOG = cast(Catalog, SimpleNamespace(  # all that rendering asks of one
    noise=SimpleNamespace(rules=()), quantities=load_quantities((packaged("site_config"),), [])))


@cache
def templates() -> Environment:
    """The program's own templates: each is compiled once."""
    return templates_of(packaged("templates").parent)


def clause(path: str, full: str, *, label: str = "", heading: str = "", kind: str = "", line: int = 1, level: int = 0,
           **more: Any) -> Clause:
    """A clause; the kind follows from the path, the body starts after label and heading."""
    parts = path.split(".")
    start = len(label) + (len(heading) if heading else 0)
    if heading and full[start:start + 1] == "。":
        start += 1
    guessed = {"p": "paragraph", "d": "dash", "t": "table",
               "r": "row"}.get(parts[-1][0], "article" if parts[-1].startswith("art") else "heading")
    return Clause(
        path=path, anchor=anchor_of(path), full=full, label=label, heading=heading, body_start=start, text=full[start:],
        kind=more.pop("kind", None) or kind or ("paragraph" if path in {"preamble", "closing"} else guessed),  # type: ignore[arg-type]
        level=level or len(parts), line=line, parent=".".join(parts[:-1]), sha256=sha256(full), **more,
    )


def span_of(full: str, quote: str) -> Span:
    """Where the quote stands in the text."""
    start = full.index(quote)
    return Span(start, start + len(quote))


def duty(owner: Clause, quote: str, agencies: dict[str, str], *, role: str = "responsible", **more: Any) -> Duty:
    """A duty; ``agencies`` maps names to ids."""
    return Duty(path=owner.path, anchor=owner.anchor, role=role, agencies=tuple(agencies),
                agency_ids=tuple(agencies.values()),  # type: ignore[arg-type]
                where="tail", quote=quote, span=span_of(owner.full, quote), scope=Span(0, len(owner.full)),
                line=owner.line, **more)


def citation(owner: Clause, quote: str, **more: Any) -> Citation:
    """A citation of a title or number."""
    title = more.pop("title", quote.strip("《》"))
    return Citation(path=owner.path, anchor=owner.anchor, title=title, quote=quote, span=span_of(owner.full, quote),
                    line=owner.line,
                    kind=more.pop("kind", "policy_document"), **more)


def mention(owner: Clause, industry: str, term: str, *, role: str = "subject") -> IndustryMention:
    """A clause about an industry."""
    return IndustryMention(path=owner.path, anchor=owner.anchor, industry=industry, role=role, terms=(term,),  # type: ignore[arg-type]
                           spans=(span_of(owner.full, term),))


def incentive(owner: Clause, quote: str, amount: float = 1000) -> Incentive:
    """So many ten thousand yuan for enterprises."""
    return Incentive(path=owner.path, anchor=owner.anchor, quote=quote, span=span_of(owner.full, quote),
                     beneficiary="企业", amount=amount, unit="万元", line=owner.line)


def target(owner: Clause, deadline: str, metric: str = "企业", *, damaged: bool = False) -> Target:
    """A target, quoted from the first two characters of its clause."""
    return Target(path=owner.path, anchor=owner.anchor, quote=owner.full[:2], span=Span(0, 2), metric=metric,
                  kind="target", line=owner.line, deadline=deadline, damaged=damaged)


def policy(policy_id: str = "weifa-2023-3", *clauses: Clause, **more: Any) -> Policy:
    """A published policy."""
    source = more.pop("source", None) or SourceInfo(
        path=f"docs_src/policies/{policy_id or 'x'}.txt", format="text", encoding="utf-8", size=1000,
        sha256=sha256(policy_id + more.get("title", "")),
    )
    more.setdefault("title", "关于推动产业发展的实施意见")
    more.setdefault("jurisdiction", Jurisdiction(province="山东省", city="威海市", place_id="weihai"))
    return Policy(id=policy_id, source=source, clauses=clauses, **more)


def library_of(*policies: Policy, **more: Any) -> Corpus:
    """A corpus with the indexes of the policies; agencies and industries are named by their ids where nothing else is
    said.
    """
    duties: dict[str, list[DutyRef]] = {}
    mentions: dict[str, list[IndustryRef]] = {}
    names: dict[str, str] = {}
    for item in policies:
        for index, fact in enumerate(item.facts.duties):
            for name, agency_id in zip(fact.agencies, fact.agency_ids, strict=True):
                if agency_id:
                    names.setdefault(agency_id, name)
                    ref = ClauseRef(policy_id=item.id, anchor=fact.anchor, path=fact.path)
                    duties.setdefault(agency_id, []).append(DutyRef(clause=ref, duty=index, leads=fact.role == "lead"))
        for index, found in enumerate(item.facts.industries):
            ref = ClauseRef(policy_id=item.id, anchor=found.anchor, path=found.path)
            mentions.setdefault(found.industry, []).append(IndustryRef(clause=ref, mention=index))
    industries = {i: IndustryRecord(id=i, name=i, parent=i.rpartition(".")[0]) for key in mentions
                  for i in {key, key.partition(".")[0]}}
    base = Corpus(
        policies=policies, duties_of={k: tuple(v) for k, v in duties.items()},
        clauses_of={k: tuple(v) for k, v in mentions.items()},
        agencies={i: AgencyRecord(id=i, name=name, place_id=i.rpartition("-")[0], known="registered") for i,
                  name in sorted(names.items())},
        industries=industries,
        places={
            "shandong": PlaceRecord(id="shandong", name="山东省", level="province", code="370000", parent=""),
            "weihai": PlaceRecord(id="weihai", name="威海市", level="city", code="371000", parent="shandong"),
        },
        policies_at={"weihai": tuple(sorted(p.id for p in policies))},
    )
    return structs.replace(base, **more)


def shown(corpus: Corpus, settings: Settings = SETTINGS) -> Library:
    """What the pages of a corpus are made from."""
    return library(corpus, settings, CATALOG)


def pages_of(lib: Library) -> dict[str, str]:
    """Every page that is made, without sources and twins, by its path."""
    files = (render(page, lib, templates(), Path.cwd()) for page in plan(lib) if page.kind != "source"
             and not page.kind.startswith("twin."))
    return {file.path: file.data.decode() for file in files if file}


def made(*policies: Policy) -> dict[str, str]:
    """The pages of a library of these policies."""
    return pages_of(shown(library_of(*policies)))


def with_facts(item: Policy, **facts: Any) -> Policy:
    """The policy with facts."""
    return structs.replace(item, facts=Facts(**{name: tuple(values) for name, values in facts.items()}))


# a place in the words of a label → as the law journals write it; by the command and by the page's script
LAW_LOCATORS = [
    ("第十二条第一款第（二）项", "第12条第1款第2项"), ("第一百二十条之一第二款", "第120条之一第2款"),
    ("附件1第五条第（三）项第2目", "附件1第5条第3项第2目"),
    ("第一部分第（一）项第15条", "第一部分第（一）项第15条"), ("第（一）项第3条", "第（一）项第3条"),
    ("第二章第一节", "第二章第一节"),
]
