"""Rules without a witness: leaves out one alternative or word at a time and asks whether any case of its group notices.

    python -m tests.rules                     a seeded sample of 100 of each group
    python -m tests.rules --all               every alternative and word
    python -m tests.rules --group duties      one group; --show prints what nothing noticed

The last line of a group is ``<group> <tried> <share> %``: the share that nothing noticed.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

import pytest
import tiaowen
import tiaowen.catalog
import yaml

from tests.rules.groups import GROUPS, Group
from tests.rules.mutants import mutants

ROOT = Path(__file__).parents[2]
_LOAD = tiaowen.catalog.load_catalog
_NO_WORDS = {"examples", "not_examples", "example", "counter", "id", "name", "title", "source", "note",
             "source_url", "number"}


class Rule(NamedTuple):
    """One part that can go: of the pattern ``name`` of ``module``, or the word at ``place`` of the registry
    ``module``.
    """

    module: str
    name: str
    left_out: str
    changed: str
    place: tuple[Any, ...] = ()


def rules(group: Group) -> list[Rule]:
    """Every alternative of the patterns and every word of the registries of a group."""
    found = []
    for module in _modules(group):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found += [Rule(module.__name__, name, *mutant) for mutant in mutants(value.pattern, value.flags)]
    for registry in group.registries:
        tree = yaml.load((ROOT / "site_config" / registry).read_text(encoding="utf-8"), yaml.CSafeLoader)
        found += [Rule(registry, "", str(word), "", place) for place, word in _words(tree)]
    return found


def _modules(group: Group) -> Iterator[Any]:
    for info in walk_packages(tiaowen.__path__, "tiaowen."):
        if any(info.name == prefix or info.name.startswith(f"{prefix}.") for prefix in group.modules):
            yield import_module(info.name)


def _words(tree: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every word that stands in a list of more than one, with the way to it; examples are no words."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key not in _NO_WORDS:
                yield from _words(value, (*place, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            if isinstance(value, str) and len(tree) > 1:
                yield (*place, index), value
            else:
                yield from _words(value, (*place, index))


def is_noticed(rule: Rule, tests: tuple[str, ...]) -> bool:
    """Whether a case fails, or the registry is refused, when the rule is gone."""
    if rule.place:
        return _without_word(rule, tests)
    module = import_module(rule.module)
    pattern: re.Pattern[str] = getattr(module, rule.name)
    changed = re.compile(rule.changed, pattern.flags)
    holders = [(holder, name) for holder in list(sys.modules.values())
               if getattr(holder, "__name__", "").startswith("tiaowen")
               for name, value in list(vars(holder).items()) if value is pattern]
    try:
        for holder, name in holders:
            setattr(holder, name, changed)
        return not _pass(tests)
    finally:
        for holder, name in holders:
            setattr(holder, name, pattern)


def _without_word(rule: Rule, tests: tuple[str, ...]) -> bool:
    tree = yaml.load((ROOT / "site_config" / rule.module).read_text(encoding="utf-8"), yaml.CSafeLoader)
    owner = tree
    for step in rule.place[:-1]:
        owner = owner[step]
    del owner[rule.place[-1]]
    with tempfile.TemporaryDirectory() as made:
        for file in (ROOT / "site_config").glob("*.*"):
            (Path(made) / file.name).write_bytes(file.read_bytes())
        (Path(made) / rule.module).write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
        try:
            catalog = _LOAD((Path(made),))
        except Exception:  # whatever the registry's own checks say, the word was missed
            return True
    return not _pass(tests, lambda folders: catalog)


def _pass(tests: tuple[str, ...], load: Callable[[Any], Any] | None = None) -> bool:
    """Whether all cases pass, with every cache of the program emptied before."""
    for module in [m for name, m in sys.modules.items() if name.startswith(("tiaowen", "tests."))]:
        if hasattr(module, "load_catalog"):
            module.load_catalog = load or _kept  # type: ignore[attr-defined]
    for item in gc.get_objects():
        if (
            callable(item) and hasattr(item, "cache_clear")
            and str(getattr(item, "__module__", "")).startswith("tiaowen")
        ):
            item.cache_clear()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]) == 0


_catalogs: dict[Any, Any] = {}


def _kept(folders: Any) -> Any:
    """The registries as they are, read once."""
    if folders not in _catalogs:
        _catalogs[folders] = _LOAD(folders)
    return _catalogs[folders]


def main() -> None:
    """Try the rules of each group and print the share that nothing noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--group", action="append", choices=GROUPS, help="only this group")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print what nothing noticed")
    options = parser.parse_args()
    for name in options.group or GROUPS:
        group = GROUPS[name]
        found = rules(group)
        tried = found if options.all else random.Random(options.seed).sample(found, min(options.sample, len(found)))
        with ProcessPoolExecutor(options.jobs) as pool:
            noticed = list(pool.map(partial(is_noticed, tests=group.tests), tried, chunksize=4))
        missed = [rule for rule, was in zip(tried, noticed, strict=True) if not was]
        for rule in missed if options.show else ():
            print(f"  {rule.module} {rule.name or rule.place}: {rule.left_out}")
        print(f"{name} {len(tried)} of {len(found)}")
        print(f"{name} {len(tried)} {100 * len(missed) / max(1, len(tried)):.0f} %", flush=True)


if __name__ == "__main__":
    main()
