"""Traditional texts that keep their script: understood in Simplified characters, shown as they are written.

Every rule and every word of site_config is in Simplified characters; ``in_simplified`` gives the parser such a twin of
the lines, character for character, and ``as_written`` puts the characters of the text back into all that is shown of
it. What a fact says (a body, a metric, a unit) stays in Simplified characters, so that it is found and compared with
others; what it quotes is as shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from tiaowen.clean.script import simplified
from tiaowen.model import Clause, CleanText, Facts, Policy, Span
from tiaowen.text import sha256

_NAMES = ("title", "issuers", "addressees", "publisher")  # of the document, as it writes them


def is_kept(text: CleanText) -> bool:
    """Whether the lines are still in Traditional characters."""
    return text.script == "hant" and not any(repair.rule == "simplified" for repair in text.repairs)


def in_simplified(text: CleanText) -> CleanText:
    """The lines in Simplified characters, each as long as it was; one whose length would change stays."""
    twins = ((line, simplified(line.text)) for line in text.lines)
    return replace(text, lines=tuple(replace(line, text=twin) if len(twin) == len(line.text) else line
                                     for line, twin in twins))


def as_written(policy: Policy, text: CleanText) -> Policy:
    """The policy that was understood from ``in_simplified(text)``, with the characters of ``text`` in its clauses,
    header and quotes.
    """
    shown = [line.text for line in text.lines]
    shown += [item.text for item in text.furniture]  # the title may stand in the facts of the page alone
    twins = ((words, simplified(words)) for words in shown)
    whole = _Written([twin if len(twin) == len(words) else words for words, twin in twins], shown)
    clauses = tuple(_clause(clause, whole) for clause in policy.clauses)
    whole.rewind()
    names = {name: whole.of(getattr(policy, name)) for name in _NAMES if policy.provenance.get(name) != "sidecar"}
    return replace(
        policy, clauses=clauses, **names,
        header=tuple(replace(line, text=whole.of(line.text)) for line in policy.header),
        parts=tuple(replace(part, title=whole.of(part.title)) for part in policy.parts),
        furniture=tuple(replace(item, text=whole.of(item.text)) for item in policy.furniture),
        facts=_facts(policy.facts, {clause.path: clause.full for clause in clauses}, whole),
    )


class _Written:
    """A text in both scripts, without white space; ``of`` finds words of the one in it, from where it last found some,
    and gives the other.
    """

    def __init__(self, plain: Sequence[str], shown: Sequence[str]) -> None:
        self._plain = "".join("".join(plain).split())
        self._shown = "".join("".join(shown).split())
        self._at = 0

    def rewind(self) -> None:
        """Search from the beginning again."""
        self._at = 0

    def of(self, words: Any) -> Any:
        """The words, or each of a tuple of words, as they are written; unchanged where the text does not have them."""
        if isinstance(words, tuple):
            return tuple(self.of(word) for word in words)
        key = "".join(words.split())
        at = self._plain.find(key, self._at)
        if at < 0:
            at = self._plain.find(key)
        if at < 0 or not key:
            return words
        self._at = at
        letters = iter(self._shown[at : at + len(key)])
        return "".join(char if char.isspace() else next(letters) for char in words)


def _clause(clause: Clause, whole: _Written) -> Clause:
    full = whole.of(clause.full)
    inside = _Written([clause.full], [full])
    label, heading = inside.of(clause.label), inside.of(clause.heading)
    tails = tuple(
        replace(tail, text=_Written([clause.full[tail.span.start :]], [full[tail.span.start :]]).of(tail.text))
        for tail in clause.tails)
    body = _without(clause.full, clause), _without(full, clause)
    inside.rewind()
    return replace(
        clause, label=label, heading=heading, full=full, sha256=sha256(full),
        cells=inside.of(clause.cells), tails=tails,
        tail=_Written([tail.text for tail in clause.tails], [tail.text for tail in tails]).of(clause.tail),
        text=_Written([body[0]], [body[1]]).of(clause.text),
    )


def _without(full: str, clause: Clause) -> str:
    """The body of a clause without its duty tails, which ``text`` leaves out."""
    start, pieces = clause.body_start, []
    for tail in clause.tails:
        pieces.append(full[start : tail.span.start])
        start = max(start, tail.span.end)
    return "".join([*pieces, full[start:]])


def _facts(facts: Facts, fulls: dict[str, str], whole: _Written) -> Facts:
    def written(fact: Any) -> Any:
        full = fulls.get(fact.path, "")
        if hasattr(fact, "terms"):
            return (
                replace(fact, terms=tuple(full[span.start : span.end] for span in fact.spans)) if fact.spans else fact
            )
        quote = _of_span(full, fact.span) if fact.path in fulls else whole.of(fact.quote)
        titles = {name: whole.of(getattr(fact, name)) for name in ("title", "full_title") if hasattr(fact, name)}
        return replace(fact, quote=quote if len(quote) == len(fact.quote) else fact.quote, **titles)

    return Facts(**{name: tuple(written(fact) for fact in getattr(facts, name)) for name in facts.__struct_fields__})


def _of_span(full: str, span: Span) -> str:
    return full[span.start : span.end]
