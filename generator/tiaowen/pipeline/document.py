"""One source file as a policy with its facts: each kind of fact in its turn (EXTRACTORS), then what is noticed of all
(FINDINGS).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET, structs

from tiaowen.catalog import Catalog
from tiaowen.catalog.places_stated import doubt, stated
from tiaowen.clean import clean
from tiaowen.config import Limits
from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.facts import corrections
from tiaowen.facts.duty import extract as duties
from tiaowen.facts.target import extract as targets
from tiaowen.folders import in_words
from tiaowen.kinds import KINDS
from tiaowen.model import Diagnostic, Policy, SourceInfo, SourceText
from tiaowen.parse import parse
from tiaowen.parse.dates import out_of_order
from tiaowen.parse.whereabouts import without_place
from tiaowen.pipeline.limits import TookTooLongError, at_most, within_memory
from tiaowen.pipeline.traditional import as_written, in_simplified, is_kept
from tiaowen.read import read, whole_characters
from tiaowen.sidecar import Sidecar, apply_sidecar, line_of, read_sidecar, sidecar_of

EXTRACTORS: tuple[tuple[str, Callable[[Policy, Catalog], tuple[Any, ...]]], ...] = tuple(
    (kind.name, import_module(f"tiaowen.facts.{kind.room}.extract").extract) for kind in KINDS
)
NO_LIMITS = Limits(megabytes=10_000, seconds=0, memory=0)  # for one file that a person asks about
DETAIL = 200  # characters of an error that a finding tells
# bytes of a path, written out as ``source_name`` does or not
_NOT_UTF_8 = re.compile(r"\\udc[89a-f][0-9a-f]|[\udc80-\udcff]")
FINDINGS: tuple[Callable[[Policy, Catalog], tuple[Diagnostic, ...]], ...] = (
    without_place, duties.unregistered, duties.without_bold, targets.damaged, out_of_order)


def understand(file: Path, name: str, catalog: Catalog, limits: Limits = NO_LIMITS) -> Policy:
    """One source file as a policy with its facts: read → clean → parse → sidecar → facts → corrections.

    ``name`` is the path relative to the site folder. Never raises: a file that cannot be read, or that the program
    fails on, is refused with its findings and costs only itself.
    """
    try:
        if file.stat().st_size > limits.megabytes * 2**20:
            return refused(name, finding("R094", path=name, much=f"{limits.megabytes} MB"))
        with at_most(limits.seconds), within_memory(limits.memory):
            policy = _understood(file, name, catalog, limits)
        msgspec.msgpack.encode(policy)  # half a surrogate pair can be written to no page
        return policy
    except TookTooLongError:
        wrong = finding("R094", path=name, much=f"{limits.seconds} 秒处理器时间")
    except MemoryError:
        wrong = finding("R094", path=name, much=f"{limits.memory} MB 内存" if limits.memory else "内存用完了")
    except OSError as error:
        wrong = finding("R091", path=name, detail=in_words(error))
    except ConfigurationError:
        raise
    except Exception as error:  # the frame around one file: whatever is wrong with the program there
        wrong = finding("R092", path=name, detail=f"{type(error).__name__}: {error}"[:DETAIL])
    return refused(name, wrong)


def _understood(file: Path, name: str, catalog: Catalog, limits: Limits) -> Policy:
    if _NOT_UTF_8.search(name):
        return refused(name, finding("R016", path=name))
    sidecar, wrong = read_sidecar(file, name)
    source = whole_characters(read(file, name, limits))
    found = (*source.diagnostics, *wrong)
    if any(item.severity == "error" for item in found):
        policy = _refused(source, found)
        return policy if wrong or sidecar.publish not in {"false", "removed"} else apply_sidecar(policy, sidecar)
    text = clean(source, catalog, script=sidecar.script)
    kept = is_kept(text)
    policy = parse(in_simplified(text) if kept else text, catalog)
    policy = in_its_place(apply_sidecar(policy, sidecar), sidecar, catalog, file)
    if policy.status == "removed":
        return policy
    policy = with_facts(policy, catalog)
    policy = as_written(policy, text) if kept else policy
    policy = corrections.correct(policy, sidecar.facts, catalog, sidecar_of(Path(name)).as_posix(),
                                 lambda key: line_of(key, file))
    noticed = tuple(item for look in FINDINGS for item in look(policy, catalog))
    return structs.replace(policy, diagnostics=(*policy.diagnostics, *noticed))


def in_its_place(policy: Policy, sidecar: Sidecar, catalog: Catalog, file: Path) -> Policy:
    """The policy with what follows from a person's corrections; called before bodies and ids are told by them.

    Its place follows from the place that is stated, or from the issuers, title or number that are; its type from the
    title. A place that no table knows, or that may be several, is a K024 about the sidecar of ``file``.
    """
    given = {name for name in ("title", "doc_number", "issuers") if getattr(sidecar, name) is not UNSET}
    if "title" in given and sidecar.document_type is UNSET:
        policy = structs.replace(policy,
                                 document_type=catalog.document_types.of_title(policy.title) or policy.document_type)
    if sidecar.jurisdiction is UNSET:
        found = catalog.places.locate(*policy.issuers, policy.title, policy.doc_number) if given else None
        return structs.replace(policy, jurisdiction=found) if found and found.place_id else policy
    place = stated(sidecar.jurisdiction, catalog.places)
    if place is not None:
        return structs.replace(policy, jurisdiction=place)
    said = sidecar.jurisdiction
    wrong = finding("K024", path=sidecar_of(Path(policy.source.path)).as_posix(), line=line_of("jurisdiction", file),
                    place="".join(filter(None, (said.province, said.city, said.county))),
                    hint=doubt(said, catalog.places))
    return structs.replace(policy, jurisdiction=structs.replace(policy.jurisdiction, place_id=""),
                           diagnostics=(*policy.diagnostics, wrong))


def with_facts(policy: Policy, catalog: Catalog) -> Policy:
    """The policy with every fact that its text states."""
    for kind, extract in EXTRACTORS:  # a kind may read those before it: a deadline, the duties of its clause
        policy = structs.replace(policy, facts=structs.replace(policy.facts, **{kind: extract(policy, catalog)}))
    return policy


def lone_sidecar(file: Path, name: str) -> Policy:
    """What a sidecar says that no text stands beside: a document that is gone is withdrawn by its id; anything else is
    a finding.
    """
    sidecar, wrong = read_sidecar(file, name)
    if wrong or sidecar.id is UNSET or sidecar.publish not in {"false", "removed"}:
        return refused(name, *wrong, finding("K021", path=name))
    return apply_sidecar(refused(name), sidecar)


def refused(name: str, *found: Diagnostic) -> Policy:
    """A file of which nothing could be read, with the findings that say why."""
    return _refused(SourceText(path=name, format="text", sha256="", size=0), found)


def _refused(source: SourceText, found: tuple[Diagnostic, ...]) -> Policy:
    info = SourceInfo(path=source.path, format=source.format, encoding=source.encoding, sha256=source.sha256,
                      size=source.size)
    return Policy(status="refused", source=info, diagnostics=found)
