"""Who leads: nobody unless the text says so, by a mark beside the name or a note about all lists (gold, trap 17)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from tiaowen.facts.duty.elided import Name
from tiaowen.facts.duty.lists import is_star
from tiaowen.model import DutyRole, Span

_FIRST = re.compile(
    r"(?:列|排)(?:名|序)?(?:在)?(?:最前|第一|首)位?(?:的|者)?(?:单位|部门|责任单位)?(?:的)?(?:为|是|系)?"
    r"(?:牵头|主办|总牵头)"
    r"|(?:第一个(?:责任)?|首位)(?:单位|部门)?(?:为|是)牵头"
)
_STAR = re.compile(
    r"(?:带|标|加|注)?(?:有)?(?:“)?[*★▲☆●＊](?:”)?(?:号)?[^，。；）)]{0,8}(?:为|是|系)(?:牵头|主办|总牵头)")
_BOLD = re.compile(r"(?:黑体|加粗|粗体)[^，。；）)]{0,12}(?:为|是|系)(?:牵头|主办|总牵头)")
_BEFORE_COMMA = re.compile(  # （逗号前为牵头单位，下同）
    r"(?:第一个|首个)?逗号(?:之|以)?前(?:面)?(?:的)?(?:责任)?(?:单位|部门)?(?:均)?(?:为|是|系)(?:牵头|主办|总牵头)")


class Leading(Struct):
    """What notes said so far: the first of a list leads (列第一位的为牵头单位), those before its comma, those in bold
    (标黑体字的为牵头单位), those with a star.
    """

    first: bool = False
    comma: bool = False
    bold: bool = False
    star: bool = False

    def learn(self, text: str) -> None:
        """Read a note: it holds from here on (下同)."""
        self.first = self.first or bool(_FIRST.search(text))
        self.comma = self.comma or bool(_BEFORE_COMMA.search(text))
        self.bold = self.bold or bool(_BOLD.search(text))
        self.star = self.star or bool(_STAR.search(text))

    def of(self, runs: list[list[Name]], role: DutyRole, bold: Iterable[Span]) -> tuple[str, ...]:
        """The names of those who lead in a list of that role, given as its runs between commas; ``bold``: the bold
        ranges of the text.
        """
        names = [name for run in runs for name in run]
        found = names if role == "lead" else list(self._marked(names, role, tuple(bold)))
        if not found and self.comma and len(runs) > 1 and role in ("responsible", "by_duty"):
            found = runs[0]
        return tuple(dict.fromkeys(name.name for name in found))

    def _marked(self, names: list[Name], role: DutyRole, bold: tuple[Span, ...]) -> Iterator[Name]:
        marked = [name for name in names if "牵头" in name.role or self.star and is_star(name.role)]
        if marked or role not in ("responsible", "by_duty"):
            yield from marked
            return
        strong = [name for name in names if _is_bold(name.span, bold)] if self.bold else []
        if strong and (len(strong) < len(names) or len(names) == 1):
            yield from strong
        elif self.first:
            yield names[0]


def said_in_bold(text: str) -> str:
    """The words of a note that those in bold lead; empty without one."""
    note = _BOLD.search(text)
    return note[0] if note else ""


def _is_bold(span: Span, bold: Iterable[Span]) -> bool:
    covered = sum(max(0, min(span.end, b.end) - max(span.start, b.start)) for b in bold)
    return covered * 2 > span.end - span.start
