"""Citations: the documents that a clause names, by title in 《》, by number, by a short form it defined, or by a law's
common name.

Postconditions: 1. ``quote`` is the clause's ``full`` at ``span``, and spans of one clause do not overlap; 2. the
document itself, the text attached to it and its annexes are no citations of it; 3. a number belongs to the title it
stands beside, and is no second citation; 4. order is that of the document. What a title is and what the clause does
with it: site_config/citations.yml.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import repeat

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.catalog.citations import Kind
from tiaowen.facts.citation.listed import governed, listed_titles
from tiaowen.facts.citation.locators import chain
from tiaowen.facts.citation.own import Names, own_names
from tiaowen.facts.citation.scan import Named, bracket_after, find_named
from tiaowen.model import Citation, Clause, HeaderLine, Policy, Relation, Span
from tiaowen.text import HAN

_MARKS = re.compile("[《“]|号")
_SENTENCE = re.compile("[。；;！？\n]")
_LINK = re.compile(rf"\s*(?:等)?(?:文件)?\s*(?:[，,]|(?:、|和|与|及|以及|或者?|暨)?\s*(?:[{HAN}]{{2,20}})?)\s*")
_VERB = re.compile(
    "根据|依据|按照|依照|贯彻|落实|实施|转发|废止|修改|执行|规定|要求|精神|修正|修订|"
    "(?:印发|编制|制定|起草|出台|发布|公布)(?!的)")
_ISSUED_BY = re.compile("(?:联合)?(?:印发|发布|公布|颁布|制定|批转|转发|出台|下发|通过|批准)的?$")
# a standard by its number: （GB/T 26341-2010）
_STANDARD = re.compile(r"^[（(]\s*(?:GB|DB|JGJ|CJJ|HJ|NY|YY|QB|T/)[A-Z/]*\s*\d")
_NUMBER_LINE = re.compile(
    r"[\s\-*#（(【\[]*(?:(?:文件编号|发文字号|发文文号|文件文号|文号|编号)[\s*]*[：:][\s*]*)?[\s\-*）)】\]]*")
LONGEST_SENTENCE = 2000  # characters before and behind a title that tell what is done with it; more is no sentence
ISSUER_WITHIN = 60  # characters before a title in which its issuer stands
_NOTES = {"revision", "note", "decree"}
_BODY = re.compile(
    rf"(?P<body>[{HAN}]{{1,20}}(?:[、 　][{HAN}]{{1,20}}){{0,4}}(?:院|委|会|政府|厅|室|部|局|署|党组))$"
)
_NO_BODY = re.compile(
    "^(?:.*(?:根据|依据|依照|按照|遵照|参照|贯彻|落实好?|执行|遵守|违反|适用|实施|符合|结合|围绕|以及|的|日|系(?!统)|达到"
    "|[按将由经]))?(?:同时)?[和与及]?")


def extract(policy: Policy, catalog: Catalog) -> tuple[Citation, ...]:
    """The citations of every clause, in document order, those of the revision note (题注) first, without a path."""
    names = own_names(policy)
    lists = governed(policy)
    found = [fact for line in policy.header if line.role in _NOTES for fact in _of_header(line, names, catalog)]
    for clause in policy.clauses:
        found.extend(_of_clause(clause, names, catalog, lists.get(clause.path)))
    return tuple(found)


def _of_clause(clause: Clause, names: Names, catalog: Catalog, listed: Relation | None = None) -> Iterator[Citation]:
    """``listed``: what the list that the clause stands in does with its documents."""
    text = clause.full
    items = listed_titles(clause, catalog.document_types) if listed else []
    if not items and not _MARKS.search(text) and not any(catalog.citations.names.find(text)):
        return
    items = items or find_named(text, catalog.citations.names)
    if (
        len(items) == 1 and items[0].sort == "number" and clause.kind != "row"
        and _NUMBER_LINE.fullmatch(text[:items[0].start] + text[items[0].end:])
    ):
        return  # a line that is a number and nothing else is the document's own
    sentences = Sentences(text)
    for item, (before, after) in zip(items, _around(sentences, items), strict=True):
        names.learn(text, item)
        relation = catalog.citations.relation_of(item.title, before, after)
        if listed and item is items[0] and relation == "mentions":
            relation = listed
        if names.is_own(text, item) and not (relation == "repeals" and names.is_predecessor(text, item)):
            continue
        full = names.full_title(item)
        if full != "":
            fact = _citation(clause, item, relation, full or "", sentences, catalog)
            # 按照要求填写《申报书》, 做好《健康之城》杂志编制
            form = fact.kind == "not_a_document" and relation in ("based_on", "implements")
            yield structs.replace(fact, relation="mentions") if form else fact


def _of_header(line: HeaderLine, names: Names, catalog: Catalog) -> Iterator[Citation]:
    """The documents with a title that a revision note names; a number alone there is the document's own. The note is no
    clause: no path.
    """
    note = Clause(path="", anchor="", kind="paragraph", level=1, full=line.text, line=line.line, sha256="")
    return (fact for fact in _of_clause(note, names, catalog) if fact.title)


def _citation(
    clause: Clause, item: Named, relation: Relation, full: str, sentences: Sentences, catalog: Catalog,
) -> Citation:
    text = clause.full
    locator = next(chain(text, item.after + text.startswith("的", item.after)), None)
    named = catalog.citations.named.get(item.title)
    full = full or (named.title if named else "")
    return Citation(
        path=clause.path, anchor=clause.anchor, title=item.title, doc_number=item.number,
        kind=_kind(sentences, item, full, catalog), relation=relation,
        full_title="" if full == item.title else full,
        issuer=issuer_before(text[max(0, item.start - ISSUER_WITHIN):item.start]),
        locator=locator.path if locator else "",
        quote=text[item.start : item.end], span=Span(item.start, item.end), line=clause.line,
    )


def _kind(sentences: Sentences, item: Named, full: str, catalog: Catalog) -> Kind:
    """What the document is. Rules decide; a title that none knows is a document when it has a number, a 文种 or the
    length of one.
    """
    if item.sort == "plan":
        return "plan"
    if item.sort == "name":
        return catalog.citations.named[item.title].kind
    if item.sort == "number":
        return "policy_document"
    title = full or item.title
    start, end = sentences.around(item.start, item.end)
    known = catalog.citations.kind_of(title, sentences.text[start:item.start], sentences.text[item.after:end])
    if known:
        return known
    if _STANDARD.search(bracket_after(sentences.text, item.end)):
        return "policy_document"
    return (
        "policy_document" if item.number or catalog.document_types.of_title(title) or len(title) > 16
        else "not_a_document"
    )


class Sentences:
    """The sentences of a clause, by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [mark.end() for mark in _SENTENCE.finditer(text)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a range, no further than a sentence goes; a full stop inside the range (a title may hold
        one) does not count.
        """
        before, behind = bisect_right(self._ends, start), bisect_right(self._ends, end)
        begin = self._ends[before - 1] if before else 0
        stop = self._ends[behind] if behind < len(self._ends) else len(self.text)
        return max(begin, start - LONGEST_SENTENCE), min(stop, end + LONGEST_SENTENCE)


def _around(sentences: Sentences, items: list[Named]) -> Iterator[tuple[str, str]]:
    """Of each item the sentence before and after the list of titles that it is in: 《A》、《B》和《C》同时废止."""
    text, first = sentences.text, 0
    while first < len(items):
        last = first
        while last + 1 < len(items) and _linked(text, items[last], items[last + 1]):
            last += 1
        begin, end = sentences.around(items[first].start, items[last].after)
        if last + 1 < len(items) and items[last + 1].start < end:  # what is said of the next list is not said of this
            end = max((text.rfind(mark, items[last].after, items[last + 1].start) for mark in "，、；"), default=-1)
            end = items[last].after if end < 0 else end
        yield from repeat((text[begin:items[first].start], text[items[last].after:end]), last + 1 - first)
        first = last + 1


def _linked(text: str, left: Named, right: Named) -> bool:
    gap = text[left.after : right.start]
    return bool(_LINK.fullmatch(gap)) and not _VERB.search(gap)


def issuer_before(before: str) -> str:
    """The body whose document the title after ``before`` is: 根据国务院 → 国务院, 市政府办公室印发的 → 市政府办公室;
    empty when none is named.
    """
    words = re.split("[。；;，,：:（）()《》“”]", _ISSUED_BY.sub("", before[-ISSUER_WITHIN:]))[-1]
    words = words.strip().removeprefix("自")  # 自国家税务总局《公告》印发之日起
    match = _BODY.search(_NO_BODY.sub("", words).strip())
    return match["body"] if match and match["body"][0] not in "你我本该贵其原" else ""
