"""Which rule took or refused each candidate fact of a text (``tiaowen inspect --why``).

The rules know nothing of it: while a text is read, the returns of the functions that judge a candidate are watched, and
the condition under which one returned is read from its source.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import CodeType, FrameType
from typing import Any, TypeVar

from msgspec import Struct

from tiaowen.facts.judges import JUDGES, Judge
from tiaowen.kinds import KINDS
from tiaowen.model import Clause
from tiaowen.text import shortened

Read = TypeVar("Read")
_LONGEST = 120  # characters of a condition that are told
_DEEPEST = 8  # functions, each the result of the one before


class Reason(Struct, frozen=True, kw_only=True):
    """What became of a candidate of a clause. ``rules``: the functions that decided, outermost first, then the
    condition under which the last of them did.
    """

    path: str
    kind: str
    said: str
    taken: bool
    rules: tuple[str, ...]


def watched(read: Callable[[], Read]) -> tuple[Read, list[Reason]]:
    """What ``read`` returns, and what was judged meanwhile, in the order of judging, each once."""
    judges = {judge.function.__code__: judge for judge in JUDGES}
    reasons: dict[Reason, None] = {}
    ends: dict[CodeType, int] = {}  # the line on which each function last returned

    def watch(frame: FrameType, event: str, result: Any) -> None:
        if event != "return" or "tiaowen" not in frame.f_code.co_filename:
            return
        ends[frame.f_code] = frame.f_lineno
        if judge := judges.get(frame.f_code):
            reasons.update(dict.fromkeys(_reasons(judge, frame, result, ends)))

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        return read(), list(reasons)
    finally:
        sys.setprofile(before)


def told(reasons: Sequence[Reason], clauses: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Lines for a console: a clause, then a line for each candidate."""
    short = {kind.name: kind.short for kind in KINDS}
    for clause in clauses:
        own = [reason for reason in reasons if reason.path == clause["path"]]
        if own:
            yield f"#{clause['anchor']}"
        for reason in own:
            verdict = "取" if reason.taken else "不取"
            yield f"  {short[reason.kind]} {verdict} “{reason.said}”：{' › '.join(reason.rules)}"


def _reasons(judge: Judge, frame: FrameType, result: Any, ends: Mapping[CodeType, int]) -> Iterator[Reason]:
    clause = _clause_around(frame)
    if clause is None:
        return
    name = f"{judge.function.__module__.removeprefix('tiaowen.')}.{judge.function.__name__}"
    for said, taken, by in judge.verdicts(frame.f_locals, result):
        rules = (by,) if by else tuple(_decided(judge.function.__code__, frame.f_globals, ends))
        yield Reason(path=clause.path, kind=judge.kind, said=said, taken=taken, rules=(name, *rules))


def _clause_around(frame: FrameType | None) -> Clause | None:
    """The clause that is being read, from the nearest caller that holds one."""
    while frame is not None:
        for name in ("clause", "named", "around"):
            held = frame.f_locals.get(name)
            found = held if isinstance(held, Clause) else getattr(held, "clause", None)
            if isinstance(found, Clause):
                return found
        frame = frame.f_back
    return None


def _decided(code: CodeType, names: Mapping[str, Any], ends: Mapping[CodeType, int]) -> Iterator[str]:
    """The condition under which a function last returned; where it returned what another did, that one, and so on."""
    for _ in range(_DEEPEST):
        condition, called = _ending(code, ends[code])
        function = names.get(called) if called else None
        if not inspect.isfunction(function) or function.__code__ not in ends:
            if condition:
                yield condition
            return
        code, names = function.__code__, function.__globals__
        yield function.__name__


@cache
def _ending(code: CodeType, line: int) -> tuple[str, str]:
    """Of the ``return`` on a line: the condition it stands under, or what it returns; the function that it calls."""
    lines, first = inspect.getsourcelines(code)
    tree = ast.parse(textwrap.dedent("".join(lines)))
    tests: list[ast.If] = []
    found: ast.Return | None = None
    for node in ast.walk(tree):
        end = getattr(node, "end_lineno", None)
        if end is None or not node.lineno + first - 1 <= line <= end + first - 1:  # type: ignore[attr-defined]
            continue
        if isinstance(node, ast.If):
            tests.append(node)
        elif isinstance(node, ast.Return):
            found = node
    value = found.value if found else None
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "bool":
        value = value.args[0]
    called = value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
    said = value is None or isinstance(value, ast.Constant | ast.Call)  # what is returned says nothing of why
    shown = ast.unparse(tests[-1].test) if said and tests else "" if value is None or called else ast.unparse(value)
    return shortened(shown, _LONGEST), called
