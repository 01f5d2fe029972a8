"""Stage 2, clean: SourceText → CleanText, lines the parser can trust, with every change and everything left out
recorded.

Postconditions (white space not counted): 1. characters of the source − ``before`` + ``after`` of all repairs =
characters of the lines + of the furniture; 2. replaying the repairs of a line in order on its source gives its clean
text; 3. lines are in source order, not empty, without outer white space; 4. cleaning the clean text again changes
nothing more than white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec.structs import replace

from tiaowen.catalog import Catalog
from tiaowen.clean.characters import (
    decode_entities,
    remove_invisible,
    remove_line_marks,
    remove_spaces,
    unify_compatibility,
    widen_punctuation,
)
from tiaowen.clean.doubled import REASON as DOUBLED
from tiaowen.clean.doubled import second_copy
from tiaowen.clean.draft import Draft, within
from tiaowen.clean.furniture import take_furniture
from tiaowen.clean.heading import restore_title
from tiaowen.clean.layout import Layout
from tiaowen.clean.metadata import page_metadata
from tiaowen.clean.mojibake import damage_left, realign_inserted, realign_shifted
from tiaowen.clean.page import Page
from tiaowen.clean.pages import RUNNING_HEAD
from tiaowen.clean.pinyin import remove_pinyin
from tiaowen.clean.script import is_of_the_mainland, script_of, simplify
from tiaowen.clean.strung import restore_paragraphs
from tiaowen.clean.wraps import join_wraps
from tiaowen.diagnostics import finding
from tiaowen.formats import FORMATS
from tiaowen.model import CleanText, Diagnostic, Furniture, Line, Repair, Script, SourceText

_CONFLICT = re.compile(r"\s*(?:<{7}|>{7})(?:\s|$)")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(source: SourceText, catalog: Catalog, *, script: Literal["auto", "keep"] = "auto") -> CleanText:
    """The repaired and unwrapped lines of a source. ``script``: keep leaves Traditional text as it is."""
    page_title = source.portal.get("title") or source.portal.get("page_title", "")
    source = replace(source, lines=restore_title(source.lines, catalog.document_types, page_title))
    drafts = [Draft(line) for line in source.lines if not line.left_out]
    furniture = [Furniture(line=line.number, text=line.text, reason=line.left_out) for line in source.lines
                 if line.left_out]
    found, converted = _repaired(drafts, catalog, script)
    once, positions = _lines(drafts)
    copy = second_copy(once)
    furniture += [Furniture(line=once[i].number, text=once[i].text, reason=DOUBLED) for i in copy]
    rest = [i for i in range(len(once)) if i not in copy]
    page = Page([once[i] for i in rest], [positions[i] for i in rest], catalog,
                simplify=found == "hant" and not converted)
    kept = take_furniture(page)
    layout = Layout(
        [draft.source for draft in drafts], page.pages, numbered=FORMATS[source.format].typed,
        paginated=FORMATS[source.format].printed)
    lines = join_wraps(kept, page.positions, layout)
    damage = damage_left(drafts)
    damaged: tuple[Diagnostic, ...] = (
        (finding("C001", path=source.path, count=len(damage), example=damage[0]),) if damage else ()
    )
    repairs: list[Repair] = [repair for draft in drafts for repair in draft.repairs]
    damaged += (*_turned(repairs, source.path), *_conflicts(source))
    # What a browser prints above a page (2026/7/24 15:30) is the day of printing, not of publication.
    chrome = [line for line in source.lines if line.left_out and line.left_out != RUNNING_HEAD] + page.metadata
    return CleanText(
        source=replace(source, portal={**page_metadata(chrome, catalog.noise), **source.portal}),
        lines=tuple(lines), repairs=tuple(repairs), script=found, diagnostics=(*source.diagnostics, *damaged),
        furniture=tuple(sorted([*furniture, *page.furniture], key=lambda item: item.line)),
    )


def _repaired(drafts: list[Draft], catalog: Catalog, script: Literal["auto", "keep"]) -> tuple[Script, bool]:
    """Repair every line. Returns the script that they were written in, and whether they were converted to
    Simplified.
    """
    for draft in drafts:
        draft.doubt()
    restore_paragraphs(drafts)
    for draft in drafts:
        remove_invisible(draft)
        decode_entities(draft)
        unify_compatibility(draft)
    remove_line_marks(drafts)
    realign_inserted(drafts)
    scraped = remove_pinyin(drafts)
    if scraped:
        realign_shifted(drafts)
    found = script_of(drafts)
    convert = found == "hant" and script == "auto" and is_of_the_mainland(drafts, catalog, scraped=scraped)
    for draft in drafts:
        if convert:
            simplify(draft)
        _repair(draft, catalog)
    return found, convert


def _turned(repairs: Sequence[Repair], path: str) -> Iterator[Diagnostic]:
    """Bidirectional controls show a text in another order than it is read in: people should know where they stood."""
    found = [(repair.line, control[0]) for repair in repairs if repair.rule == "invisible"
             and (control := _DIRECTION.search(repair.before))]
    if found:
        line, example = found[0]
        yield finding("C002", path=path, line=line, count=len(found), example=f"U+{ord(example):04X}")


def _conflicts(source: SourceText) -> Iterator[Diagnostic]:
    """Marks of a merge that was not finished (<<<<<<< ours, =======, >>>>>>> theirs): both texts stand in the file."""
    marks = [line for line in source.lines if _CONFLICT.match(line.text)]
    opened = next((line for line in marks if line.text.lstrip().startswith("<")), None)
    if opened and any(line.text.lstrip().startswith(">") for line in marks):
        yield finding("C003", path=source.path, line=opened.number, example=opened.text.strip()[:20])


def _repair(draft: Draft, catalog: Catalog) -> None:
    for rule, pattern in catalog.noise.of_kind("repair"):
        draft.sub(rule.id, pattern, rule.replace, certain=rule.certain)
    remove_spaces(draft)
    widen_punctuation(draft)


def _lines(drafts: Sequence[Draft]) -> tuple[list[Line], list[int]]:
    """The drafts as lines without outer white space, empty ones left away, and which draft each comes from."""
    lines: list[Line] = []
    positions: list[int] = []
    for position, draft in enumerate(drafts):
        whole = Line(number=draft.source.number, text=draft.text, bold=draft.bold, table=draft.source.table)
        start = 0
        for piece in draft.text.split("\n"):
            if piece.strip():
                lines.append(within(whole, start, start + len(piece)))
                positions.append(position)
            start += len(piece) + 1
    return lines, positions
