"""One source file as a policy with its facts. EXTRACTORS and FINDINGS are the literal lists; the rest of the order is ``understand``."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.clean import clean
from tiaowen.diagnostics import finding
from tiaowen.facts import corrections
from tiaowen.facts.citation import extract as citations
from tiaowen.facts.deadline import extract as deadlines
from tiaowen.facts.duty import extract as duties
from tiaowen.facts.incentive import extract as incentives
from tiaowen.facts.industry import extract as industries
from tiaowen.facts.reference import extract as references
from tiaowen.facts.target import extract as targets
from tiaowen.model import Diagnostic, Mention, Policy, SourceInfo, SourceText
from tiaowen.parse import parse
from tiaowen.parse.dates import out_of_order
from tiaowen.read import read
from tiaowen.sidecar import apply_sidecar, read_sidecar, sidecar_of

EXTRACTORS: tuple[tuple[str, Callable[[Policy, Catalog], tuple[Any, ...]]], ...] = (
    ("duties", duties.extract),
    ("citations", citations.extract),
    ("references", references.extract),
    ("targets", targets.extract),
    ("incentives", incentives.extract),
    ("deadlines", deadlines.extract),
    ("mentions", lambda policy, catalog: _in_order(policy, *(kind.mentions(policy, catalog) for kind in (duties, targets, incentives)))),
    ("industries", industries.extract),
)
_NOT_UTF_8 = re.compile(r"\\udc[89a-f][0-9a-f]|[\udc80-\udcff]")  # bytes of a path, written out as ``source_name`` does or not
FINDINGS: tuple[Callable[[Policy, Catalog], tuple[Diagnostic, ...]], ...] = (duties.unregistered, targets.damaged, out_of_order)


def _in_order(policy: Policy, *found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """What several kinds could not read for certain, in document order."""
    places = {clause.path: number for number, clause in enumerate(policy.clauses)}
    return tuple(sorted((fact for group in found for fact in group), key=lambda fact: (places[fact.path], fact.span)))


def understand(file: Path, name: str, catalog: Catalog) -> Policy:
    """One source file as a policy with its facts: read → clean → parse → sidecar → facts → corrections.

    ``name`` is the path relative to the site folder. Never raises on content: a file that cannot be used is refused with its findings.
    """
    if _NOT_UTF_8.search(name):
        return _refused(SourceText(path=name, format="text", sha256="", size=0), (finding("R016", path=name),))
    sidecar, wrong = read_sidecar(file, name)
    source = read(file, name)
    found = (*source.diagnostics, *wrong)
    if any(item.severity == "error" for item in found):
        return _refused(source, found)
    policy = parse(clean(source, catalog, script=sidecar.script), catalog)
    policy = apply_sidecar(policy, sidecar)
    for kind, extract in EXTRACTORS:  # a kind may read those before it: a deadline, the duties of its clause
        policy = structs.replace(policy, facts=structs.replace(policy.facts, **{kind: extract(policy, catalog)}))
    policy = corrections.correct(policy, sidecar.facts, catalog, sidecar_of(Path(name)).as_posix())
    noticed = tuple(item for look in FINDINGS for item in look(policy, catalog))
    return structs.replace(policy, diagnostics=(*policy.diagnostics, *noticed))


def _refused(source: SourceText, found: tuple[Diagnostic, ...]) -> Policy:
    info = SourceInfo(path=source.path, format=source.format, encoding=source.encoding, sha256=source.sha256, size=source.size)
    return Policy(status="refused", source=info, diagnostics=found)
