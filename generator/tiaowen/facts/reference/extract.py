"""References to other clauses of the same document: 前款, 前条, 本条第二款, 本办法第十条, 第三条第二款
(facts.references).

Postconditions: 1. ``quote`` is the clause's ``full`` at ``span``; 2. ``target`` is # and the anchor of another clause
of this policy, or empty where 本办法第十条 names one that is not there; 3. an article of another document
(《公司法》第三条, 刑法第三条) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from tiaowen import clause_path
from tiaowen.catalog import Catalog
from tiaowen.facts.citation.locators import WITHIN, chain, number, path_within
from tiaowen.model import Anchor, Clause, Path, Policy, Reference, Span
from tiaowen.references import places_of
from tiaowen.text import NUMERAL

_OWN = re.compile(
    "本(?:实施)?(?:法|条例|办法|规定|规则|细则|意见|通知|决定|方案|章程|规范|解释|措施|标准|制度|政策|准则|公约|规程"
    "|计划|规划)的?$"
)
_FREE = re.compile(
    "(?:^|[，。；：、（(“‘？！,;:]|依照|按照|根据|依据|违反|符合|适用|具备|属于|不服|执行|参照|以及|有|除|和|与|及|或"
    "|对|由|在|将|经|因|如|即|见|按|依|受)$"
)
_NEAR = re.compile(
    rf"(?:前(?P<back>[{NUMERAL}两])?款|前(?P<articles>[{NUMERAL}两]{{1,2}})?条|前项|本条(?=第)|本款(?=第))")
_BACK = 12  # paragraphs before a place that 前…款 can reach: ten, and its own


class _Place(Struct, frozen=True, kw_only=True):
    """Where a clause stands: the prefix of its document part, its article or heading, and that one's last paragraphs up
    to here.
    """

    prefix: str
    base: Path
    paragraphs: tuple[Path, ...]


def extract(policy: Policy, _catalog: Catalog) -> tuple[Reference, ...]:
    """The references of every clause, in document order."""
    anchors = {clause.path: clause.anchor for clause in policy.clauses}
    earlier = {path: before for before,
               path in pairwise(clause.path for clause in policy.clauses if clause.kind == "article")}
    paragraphs: dict[Path, list[Path]] = {}
    found: list[Reference] = []
    for clause in policy.clauses:
        base = _base(clause.path)
        if clause.path == base or re.fullmatch(r"p\d+", clause.path.removeprefix(f"{base}.")):
            paragraphs.setdefault(base, []).append(clause.path)
        annex = clause_path.root(clause.path)
        prefix = f"{annex}." if annex not in ("", "notice", clause.path) else ""
        place = _Place(prefix=prefix, base=base, paragraphs=tuple(paragraphs.get(base, ())[-_BACK:]))
        for start, end, named in _named(clause.full, place, earlier, anchors):
            target = next((anchors[path] for path in places_of(named) if path in anchors), "")
            if target != clause.anchor and (target or _OWN.search(clause.full, max(0, start - 12), start)):
                found.append(_reference(clause, start, end, f"#{target}" if target else ""))
    return tuple(found)


def _base(path: Path) -> Path:
    """The article that a path is in, else its nearest labelled unit: art5.p2.1 → art5, 2.3.15.p2 → 2.3.15."""
    match = re.match(r"(?:A\d+\.)?art\d+(?:-\d+)?(?:z\d+)?", path)
    return match[0] if match else clause_path.labelled(path)


def _placed(path: Path, known: Mapping[Path, Anchor]) -> Path:
    """A chapter named alone, where it stands in a part of the law: ch2 → bian1.ch2, when there is one such."""
    if not path.startswith("ch") or path in known:
        return path
    found = [each for each in known if each.endswith(f".{path}") and each.startswith("bian")]
    return found[0] if len(found) == 1 else path


def _named(text: str, place: _Place, earlier: dict[Path, Path],
           anchors: Mapping[Path, Anchor]) -> Iterator[tuple[int, int, Path]]:
    """Every reference of the text as (start, end, path it names); the path is empty when there is nothing to name."""
    end = 0
    for match in re.finditer(f"{_NEAR.pattern}|(?P<locator>第)", text):
        if match.start() < end:
            continue
        before = text[max(0, match.start() - 12) : match.start()]
        if match["locator"]:
            links = list(chain(text, match.start())) if match.start() else []  # its own label is no reference
            alone = WITHIN.match(text, match.start()) if match.start() and not links else None
            if links:
                end = links[-1].end
                own = bool(_OWN.search(before))
                if own or _FREE.search(before) and not links[0].path.startswith("ch"):
                    yield from ((link.start, link.end, place.prefix + _placed(link.path, anchors)) for link in links)
            elif alone and alone.end() > match.start() and _FREE.search(before):  # 依照第二款处理: of this article
                end = alone.end()
                yield match.start(), end, path_within(place.base, number(alone["paragraph"]), number(alone["item"]))
            continue
        within = WITHIN.match(text, match.end())
        end = within.end() if within else match.end()
        for path in _near(match, within, place, earlier):
            yield match.start(), end, path


def _near(match: re.Match[str], within: re.Match[str] | None, place: _Place,
          earlier: dict[Path, Path]) -> Iterator[Path]:
    """The paths that 前款, 前条, 前三条, 本条第二款 mean from a place; none when there is nothing before it."""
    paragraph, item = (number(within["paragraph"]), number(within["item"])) if within else (0, 0)
    word = match[0]
    if word.startswith("前") and word.endswith("条"):
        base, found = place.base, []
        for _ in range(2 if match["articles"] == "两" else number(match["articles"]) or 1):
            base = earlier.get(base, "")
            found += [path_within(base, paragraph, item)] if base else []
        yield from reversed(found)
    elif word == "本条":
        yield path_within(place.base, paragraph, item)
    elif word == "本款":
        yield path_within(place.paragraphs[-1], 0, item) if place.paragraphs and item else ""
    elif word != "前项":
        back = 2 if match["back"] == "两" else number(match["back"]) or 1
        yield path_within(place.paragraphs[-1 - back], 0, item) if len(place.paragraphs) > back else ""


def _reference(clause: Clause, start: int, end: int, target: str) -> Reference:
    return Reference(path=clause.path, anchor=clause.anchor, quote=clause.full[start:end], span=Span(start, end),
                     target=target, line=clause.line)
