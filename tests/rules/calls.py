"""What the cases ask of each pattern, recorded once: a rule that changes no answer is one that no case can notice; none
need be run to know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Call = tuple[str, tuple[Any, ...], tuple[tuple[str, Any], ...]]


class Recorder:
    """Stands in for a pattern and keeps what it is asked, each question once."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.calls: dict[Call, None] = {}

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._pattern, name)
        if not callable(value):
            return value

        def asked(*arguments: Any, **named: Any) -> Any:
            # what a match becomes is the caller's: only where the matches are
            kept = ("finditer", arguments[1:2], ()) if name in {"sub", "subn"} else (name, arguments, (*named.items(),))
            self.calls[kept] = None
            return value(*arguments, **named)

        return asked


def answers_alike(one: re.Pattern[str], other: re.Pattern[str], calls: dict[Call, None]) -> bool:
    """Whether two patterns answer every question in the same way."""
    return all(_answer(one, call) == _answer(other, call) for call in calls)


def _answer(pattern: re.Pattern[str], call: Call) -> Any:
    name, arguments, named = call
    answer = getattr(pattern, name)(*arguments, **dict(named))
    if isinstance(answer, re.Match):
        return answer.regs, answer.groupdict()
    if isinstance(answer, Iterator):
        return [(match.regs, match.groupdict()) for match in answer]
    return answer
