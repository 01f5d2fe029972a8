"""What is left of a clause that is gone: its label, what became of it, and where its text can still be read."""

from __future__ import annotations

from msgspec import Struct

from tiaowen import anchors, clause_path
from tiaowen.model import Clause, Path, Policy, Tombstone
from tiaowen.render import words
from tiaowen.render.dialect import own_address
from tiaowen.render.library import Link, href


class Stone(Struct, frozen=True, kw_only=True):
    """A tombstone with its links."""

    anchor: str
    label: str
    text: str
    version: Link | None
    moved_to: Link | None


def tombstones(policy: Policy, page: str) -> tuple[Stone, ...]:
    """The addresses of a document that hold no clause any more."""
    there = href(anchors.policy_page(policy.moved_to), page) if policy.moved_to else ""
    by_path = {clause.path: clause for clause in policy.clauses}
    gone = {stone.path: stone.label for stone in policy.tombstones}
    return tuple(
        Stone(
            anchor=own_address(stone.anchor), label=_place_of(stone, by_path, gone), text=stone.text,
            version=Link(text="早先版本", address=href(stone.version, page)) if stone.version else None,
            moved_to=Link(text="现在最相近的条款", address=own_address(f"{there}#{stone.moved_to}"))
            if stone.moved_to else None,
        )
        for stone in policy.tombstones
    )


def _place_of(stone: Tombstone, by_path: dict[Path, Clause], gone: dict[Path, str]) -> str:
    """Where the clause stood: the labels above it as they are today, those of clauses that are gone too and its own as
    they were.
    """
    above = (gone[path] if path not in by_path and gone.get(path) else words.label(path, by_path)
             for path in clause_path.around(stone.path))
    return "".join([*above, stone.label or words.label(stone.path, by_path)])
