"""A citation of what stands, or once stood, at an address; or of a clause that is named as people name it:
威发〔2023〕3号第15条.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from tiaowen.anchors import clause_address, page_name, policy_page, split_clause_address
from tiaowen.document_names import find_numbers, number_key
from tiaowen.model import Clause, FormerText, Policy, Tombstone
from tiaowen.model.corpus import Corpus
from tiaowen.pipeline.library import Request, read_library
from tiaowen.pipeline.sources import catalog_of
from tiaowen.render.cite import Style, cite, reference
from tiaowen.render.environment import own_templates, templates_of
from tiaowen.render.locator import label_in_words, locate
from tiaowen.render.notes import is_said_by
from tiaowen.text import shortened

_EXCERPT = 40  # characters of a former text that are shown on a console
_SHOWN = 5  # clauses named where several may be meant


class Cited(Struct, frozen=True, kw_only=True):
    """A citation, and what a person must know of the address besides: a sentence each, in Chinese."""

    text: str
    notes: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    """What an address or a number names: a document, or a clause of it."""

    policy: Policy
    clause: Clause | None = None
    notes: tuple[str, ...] = ()


def cite_address(request: Request, address: str, style: Style, *, accessed: str) -> Cited:
    """A citation of the document or clause at a permalink, as it is or as it was; a document's number may stand for its
    page.

    Raises LookupError, with a sentence, when nothing is published there or several clauses may be meant.
    """
    corpus, _ = read_library(request, catalog_of(request.folder), lambda stage, done, total: None)
    place = place_at(address, corpus)
    with own_templates(request.folder):
        ref = reference(place.policy, place.clause, request.settings, accessed=accessed)
        return Cited(text=cite(ref, style, templates_of(request.folder)), notes=place.notes)


def place_at(address: str, corpus: Corpus) -> Place:
    """What stands at a permalink, or what 威发〔2023〕3号第15条 names. Raises LookupError with a sentence."""
    return _numbered(address, corpus) or _linked(address, corpus)


def _pages(corpus: Corpus) -> dict[str, Policy]:
    return {page_name(policy.id, policy.version): policy
            for policy in (*corpus.withdrawn, *corpus.versions, *corpus.policies)}


def _linked(address: str, corpus: Corpus) -> Place:
    """What a permalink leads to: a clause, or one that is gone."""
    page, anchor = split_clause_address(address)
    pages = _pages(corpus)
    policy = pages.get(page)
    if policy is None and (target := corpus.moved.get(policy_page(page), "")).startswith("p/"):
        return _led_on(target, anchor, corpus)
    if policy is None:
        raise LookupError(f"网站里没有这个地址：{address}（从页面上复制链接，或写文号；查地址：tiaowen search 词语）")
    if policy.status == "removed":
        raise LookupError(f"这份文件已撤下，本站不再保留它的文字：{address}")
    gone = _gone(policy, anchor) if policy in corpus.withdrawn else ()
    if not anchor:
        return Place(policy, None, gone)
    clause = next((c for c in policy.clauses if anchor in {c.anchor, *c.aliases}), None)
    if clause is not None:
        return Place(policy, clause, (*gone, *_formerly(policy, anchor)))
    stone = next((stone for stone in policy.tombstones if stone.anchor == anchor), None)
    if stone is None:
        raise LookupError(f"文件里没有这一条：{address}")
    return _buried(policy, stone, pages, gone)


def _led_on(target: str, anchor: str, corpus: Corpus) -> Place:
    """What stands where a page that was never frozen leads on to, its clause at the same anchor."""
    page, there = split_clause_address(target)
    now = clause_address(page, there or anchor)
    place = _linked(now, corpus)
    return structs.replace(place, notes=(f"这份文件现在的地址是 {now}，请引用它。", *place.notes))


def _gone(policy: Policy, anchor: str) -> tuple[str, ...]:
    """Of a document that is not at this address any more: that it was withdrawn, or what its address is now."""
    if not policy.moved_to:
        return ("这份文件已从本站撤下。",)
    stone = next((stone for stone in policy.tombstones if stone.anchor == anchor), None)
    return (f"这份文件现在的地址是 {clause_address(policy.moved_to, stone.moved_to if stone else '')}，请引用它。",)


def _buried(policy: Policy, stone: Tombstone, pages: dict[str, Policy], gone: tuple[str, ...]) -> Place:
    """A clause that is gone: as it stands in the earlier version that has a page, else as the ledger remembers it."""
    there = clause_address(page_name(policy.id, policy.version), stone.moved_to)
    now = (f"与它最相近的条款现在是 {there}。",) if stone.moved_to else ()
    page, anchor = split_clause_address(stone.version)
    before = pages.get(page)
    clause = next((c for c in before.clauses if c.anchor == anchor), None) if before else None
    if before and clause:
        return Place(before, clause, ("这一条已不在现行文本中，引用的是早先的版本。", *now))
    return Place(policy, _as_it_was(stone, policy), gone or ("这一条已不在现行文本中。", *now))


def _formerly(policy: Policy, anchor: str) -> tuple[str, ...]:
    """What the address said in the newest version in which it was another text, and where that text stands now."""
    former = next((former for former in policy.former_texts if former.anchor == anchor), None)
    return () if former is None else (f"注意：这个地址在早先的版本（{former.version}）中{_difference(former, policy)}",)


def _difference(former: FormerText, policy: Policy) -> str:
    said = f"“{shortened(former.text, _EXCERPT)}”" if former.text else "另一段文字"
    if not former.moved_to:
        return f"是{said}，这段文字已不在现行文本中；引用的是现在的文字。"
    own = next(c for c in policy.clauses if c.anchor == former.moved_to)
    if former.anchor in {own.anchor, *own.aliases}:
        return f"写作{said}；引用的是现在的文字。"
    how = "这段文字现在是" if is_said_by(own, former) else "与它最相近的条款现在是"
    there = clause_address(page_name(policy.id, policy.version), former.moved_to)
    return f"是{said}，{how} {there}；引用的是现在的文字。"


def _numbered(text: str, corpus: Corpus) -> Place | None:
    """The clause that 威发〔2023〕3号第15条 names; None when the text begins with no number of a held document."""
    number = next(iter(find_numbers(text)), None)
    found = _of_number(number.text, corpus) if number else []
    if number is None or not found:
        return None
    if len(found) > 1:
        raise LookupError(
            f"有 {len(found)} 份文件用“{number.text}”这个文号：{_listed(p.id for p in found)}。请写其中一个")
    wanted = text[number.end:].strip(" 的，,。")
    if found[0].status == "removed":
        raise LookupError(f"这份文件已撤下，本站不再保留它的文字：{number.text}")
    gone = _gone(found[0], "") if found[0] in corpus.withdrawn else ()
    if not wanted:
        return Place(found[0], None, gone)
    clauses = locate(found[0], wanted)
    stones = [] if clauses else _located_gone(found[0], wanted)
    if len(stones) == 1:
        return _buried(found[0], stones[0], _pages(corpus), gone)
    if len(clauses) != 1:
        words = _listed((f"{label_in_words(found[0], c)}（#{c.anchor}）" for c in clauses) if clauses
                        else (f"{stone.label}（#{stone.anchor}）" for stone in stones))
        raise LookupError(f"“{wanted}”可能指：{words}" if words else f"{number.text}里没有“{wanted}”")
    return Place(found[0], clauses[0], _formerly(found[0], clauses[0].anchor))


def _of_number(number: str, corpus: Corpus) -> list[Policy]:
    """The documents of a number; where none is published, those that were; the numbers of what was taken down stand in
    the sidecars' policies alone.
    """
    wanted = number_key(number)

    def of_it(policies: Iterable[Policy]) -> list[Policy]:
        return [p for p in policies if p.doc_number and number_key(p.doc_number) == wanted]

    return (of_it(corpus.policies) or of_it(p for p in corpus.withdrawn if not p.version and not p.moved_to)
            or of_it(p for p in corpus.unpublished if p.status == "removed"))


def _located_gone(policy: Policy, wanted: str) -> list[Tombstone]:
    """The clauses that are gone and that the words can mean."""
    stones = {stone.anchor: stone for stone in policy.tombstones}
    kept = (_as_it_was(stone, policy) for stone in policy.tombstones)
    found = locate(structs.replace(policy, clauses=(*policy.clauses, *kept)), wanted)
    return [stones[clause.anchor] for clause in found if clause.anchor in stones]


def _as_it_was(stone: Tombstone, policy: Policy) -> Clause:
    return Clause(anchor=stone.anchor, path=stone.path, kind="item", level=1, label=stone.label, full=stone.text,
                  line=0, sha256=policy.source.sha256)


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    return "、".join(shown[:_SHOWN]) + ("等" if len(shown) > _SHOWN else "")
