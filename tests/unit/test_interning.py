"""Interned policies are equal to what they were, and hold equal short texts once."""

from __future__ import annotations

import msgspec
from tiaowen.interning import SHORT, Interner
from tiaowen.model import Clause, Duty, Facts, Policy, SourceInfo, Span

LONG = "市财政局" * SHORT


def _policy() -> Policy:
    """As the cache gives it: no two texts are one object."""
    clause = Clause(anchor="c-1", path="1", kind="heading", level=1, label="一、", text=LONG, full=LONG,
                    line=1, sha256="")
    duty = Duty(path="1", anchor="c-1", role="lead", agencies=("市财政局", "市教育局"), where="tail", quote="市财政局",
                span=Span(0, 4), scope=Span(0, 4), line=1)
    source = SourceInfo(path="a.txt", format="text", encoding="utf-8", sha256="0" * 64, size=1)
    policy = Policy(title="市财政局", source=source, clauses=(clause,), facts=Facts(duties=(duty,)),
                    provenance={"title": "text"})
    return msgspec.msgpack.decode(msgspec.msgpack.encode(policy), type=Policy)


def test_nothing_that_compares_sees_a_difference() -> None:
    """Equal, and the same bytes."""
    interned = Interner().interned(_policy())
    assert interned == _policy()
    assert msgspec.msgpack.encode(interned) == msgspec.msgpack.encode(_policy())


def test_equal_short_texts_are_one_object() -> None:
    """Within a policy and between two; long ones are left alone."""
    interner = Interner()
    first, second = interner.interned(_policy()), interner.interned(_policy())
    duty, clause = first.facts.duties[0], first.clauses[0]
    assert duty.anchor is clause.anchor is second.clauses[0].anchor
    assert duty.agencies[0] is duty.quote is first.title is second.title
    assert first.clauses[0].text is not second.clauses[0].text
