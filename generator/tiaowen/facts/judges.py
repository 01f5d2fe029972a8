"""The functions that judge a candidate fact, for who asks what took or refused it (``tiaowen inspect --why``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tiaowen.facts.citation.own import Names
from tiaowen.facts.deadline.extract import RULES, deadline_of
from tiaowen.facts.duty.extract import make
from tiaowen.facts.duty.subjects import is_sure
from tiaowen.facts.incentive.frame import party_of
from tiaowen.facts.industry.extract import is_subject
from tiaowen.facts.target.rules import is_target
from tiaowen.language.amounts import amounts
from tiaowen.language.governing import OFFERED

_AROUND = 10  # characters of the text before and after a number, to know it by


class Verdict(NamedTuple):
    """What was judged, in words of the text; whether it was taken; by what, where that is not to be seen in the code
    of the judge.
    """

    said: str
    taken: bool
    by: str = ""


class Judge(NamedTuple):
    """One of them. ``kind``: name of the kind of fact in ``KINDS``; ``verdicts``: what it judged, from its arguments
    and its result.
    """

    kind: str
    function: Callable[..., object]
    verdicts: Callable[[Mapping[str, Any], Any], Iterable[Verdict]]


def _takes(said: Callable[[Mapping[str, Any]], str]) -> Callable[[Mapping[str, Any], Any], list[Verdict]]:
    """Of one that takes what it is true of."""
    return lambda given, result: [Verdict(said(given), bool(result))]


def _refuses(said: Callable[[Mapping[str, Any]], str]) -> Callable[[Mapping[str, Any], Any], list[Verdict]]:
    """Of one that refuses what it is true of, and says nothing of anything else."""
    return lambda given, result: [Verdict(said(given), False)] if result else []


def _roles(given: Mapping[str, Any], found: Any) -> Iterator[Verdict]:
    """Amounts in their roles, with the words that gave them these: a threshold or a fee is no benefit."""
    text = given["reading"].text
    for amount in found:
        start, end, cue = amount.quantity.start, amount.quantity.end, amount.cue
        by = f"{amount.role}（{text[cue.start:cue.end]}）" if cue else amount.role
        yield Verdict(text[max(0, start - _AROUND):end], amount.role in OFFERED, by)


def _number(given: Mapping[str, Any]) -> str:
    seen = given["s"]
    return f"{seen.before[-_AROUND:]}{seen.printed}{seen.after[:_AROUND]}"


def _award(given: Mapping[str, Any]) -> str:
    reading, amount = given["reading"], given["amount"]
    return str(reading.text[reading.segments[amount.segment].start:amount.quantity.end])


def _time(given: Mapping[str, Any]) -> str:
    return str(given["named"].time)


def _document(given: Mapping[str, Any]) -> str:
    item = given["item"]
    return str(given["text"][item.start:item.end])


def _industry(given: Mapping[str, Any], subject: Any) -> list[Verdict]:
    """An industry that is named is a fact either way."""
    return [Verdict(given["group"][0].term.text, True, "subject" if subject else "mention")]


JUDGES: tuple[Judge, ...] = (
    Judge("duties", is_sure, _takes(lambda given: str(given["name"]))),
    Judge("duties", make, _takes(lambda given: "、".join(name.name for name in given["names"]))),
    Judge("targets", is_target, _takes(_number)),
    Judge("incentives", amounts.__wrapped__, _roles),
    Judge("incentives", party_of, _takes(_award)),
    Judge("citations", Names.is_own, _refuses(_document)),
    *(Judge("deadlines", rule, _refuses(_time)) for rule in RULES),
    Judge("deadlines", deadline_of, _takes(_time)),
    Judge("industries", is_subject, _industry),
)
