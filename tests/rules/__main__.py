"""Rules without a witness: leaves out one alternative or word at a time and asks whether any case of its group notices.

    python -m tests.rules                     a seeded sample of 100 of each group
    python -m tests.rules --all               every alternative and word
    python -m tests.rules --group duties      one group; --show prints what nothing noticed
    python -m tests.rules --texts FOLDER      marks of these with × what changes nothing in the files of a folder either

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
from collections.abc import Callable, Iterator, Mapping
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
from tiaowen.language.lexicon import fragment, lexicon
from tiaowen.pipeline.document import understand

from tests.rules.calls import Recorder, answers_alike
from tests.rules.groups import GROUPS, Group
from tests.rules.mutants import mutants

ROOT = Path(__file__).parents[2]
_LOAD = tiaowen.catalog.load_catalog
# what ``needed.headed`` sets before a pattern is no rule
HEAD = re.compile(r"\A\(\?=\[(?:[^]\\]|\\.)*\]\)\(\?:(.*)\)\Z", re.DOTALL)
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
    found: list[Rule] = []
    lists = [fragment(name) for name in lexicon()]  # tests/catalog/test_lexicon.py: each word has its example
    seen: set[re.Pattern[str]] = set()  # a pattern that other modules import is one rule
    for module in _modules(group):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and value not in seen:
                seen.add(value)
                found += [Rule(module.__name__, name, *mutant)
                          for mutant in mutants(HEAD.sub(r"\1", value.pattern), value.flags, lists)]
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
    pattern: re.Pattern[str] = getattr(import_module(rule.module), rule.name)
    changed = re.compile(rule.changed, pattern.flags)
    asked = _asked.get(pattern)
    if asked is not None and answers_alike(pattern, changed, asked.calls):
        return False
    with _instead({pattern: changed}):
        return not _pass(tests)


_asked: dict[re.Pattern[str], Recorder] = {}


def _recorded(tried: list[Rule], run: Callable[[], bool]) -> dict[re.Pattern[str], Recorder]:
    """What is asked of each pattern in a run; of none where the run does not end well so."""
    patterns = {getattr(import_module(rule.module), rule.name) for rule in tried if not rule.place}
    recorders = {pattern: Recorder(pattern) for pattern in patterns}
    with _instead(recorders):
        return recorders if run() else {}


def _understood(folder: Path) -> bool:
    """Read every file of a folder as the program does."""
    catalog = _kept((ROOT / "site_config",))
    for file in sorted(path for path in folder.iterdir() if path.is_file()):
        understand(file, file.name, catalog)
    return True


def _is_wanted(rule: Rule, texts: Mapping[re.Pattern[str], Recorder]) -> bool:
    """Whether a text is read otherwise without the rule; a word of a registry may be."""
    if rule.place:
        return True
    pattern = getattr(import_module(rule.module), rule.name)
    return not answers_alike(pattern, re.compile(rule.changed, pattern.flags), texts[pattern].calls)


@contextlib.contextmanager
def _instead(others: Mapping[re.Pattern[str], Any]) -> Iterator[None]:
    """Each pattern replaced wherever the program holds it: under a name, or in a tuple or table under one."""
    holders = [(module, name, value, _replaced(value, others)) for module in list(sys.modules.values())
               if getattr(module, "__name__", "").startswith("tiaowen") for name, value in list(vars(module).items())]
    held = [(module, name, value, other) for module, name, value, other in holders if other is not value]
    try:
        for module, name, _, other in held:
            setattr(module, name, other)
        yield
    finally:
        for module, name, value, _ in held:
            setattr(module, name, value)


def _replaced(value: Any, others: Mapping[re.Pattern[str], Any]) -> Any:
    if isinstance(value, re.Pattern):
        return others.get(value, value)
    if type(value) not in {tuple, list, dict}:
        return value
    parts = list(value.items() if isinstance(value, dict) else value)
    made = [_replaced(part, others) for part in parts]
    return type(value)(made) if any(new is not old for new, old in zip(made, parts, strict=True)) else value


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
    parser.add_argument("--texts", type=Path, help="a folder of real texts")
    parser.add_argument("--show", action="store_true", help="print what nothing noticed")
    options = parser.parse_args()
    for name in options.group or GROUPS:
        group = GROUPS[name]
        found = rules(group)
        tried = found if options.all else random.Random(options.seed).sample(found, min(options.sample, len(found)))
        _asked.update(_recorded(tried, partial(_pass, group.tests)))
        texts = _recorded(tried, partial(_understood, options.texts)) if options.texts else None
        with ProcessPoolExecutor(options.jobs) as pool:  # forked: each has what was recorded
            noticed = list(pool.map(partial(is_noticed, tests=group.tests), tried, chunksize=4))
        missed = [rule for rule, was in zip(tried, noticed, strict=True) if not was]
        for rule in missed if options.show else ():
            mark = " " if texts is None or _is_wanted(rule, texts) else "×"
            print(f"{mark} {rule.module} {rule.name or rule.place}: {rule.left_out}")
        print(f"{name} {len(tried)} of {len(found)}")
        print(f"{name} {len(tried)} {100 * len(missed) / max(1, len(tried)):.0f} %", flush=True)


if __name__ == "__main__":
    main()
