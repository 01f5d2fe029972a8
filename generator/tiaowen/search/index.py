"""The search index as files that a page loads with script tags: no fetch, no worker, so that it works from disk too.

Every file calls ``tiaowenSearch.load(name, data)``. ``search/index.js`` names everything else; all other names are
hashes of what they hold, those of segments of what they are made from. Postcondition: a clause is found by a text
exactly when the text's fold is a substring of the fold of the clause's ``full`` (issue 6).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from tiaowen.catalog import Catalog
from tiaowen.model import OutputFile
from tiaowen.model.corpus import Corpus
from tiaowen.search.catalogue import catalogue, lunr_script
from tiaowen.search.cited import cited
from tiaowen.search.facets import facets
from tiaowen.search.fold import common_and_rare, folds
from tiaowen.search.phrases import phrases
from tiaowen.search.segments import FORMAT, Segment, segment_files, split
from tiaowen.search.vocabulary import vocabulary, word_groups

FOLDER = "search"


def files(corpus: Corpus, catalog: Catalog, before: Path | None = None) -> Iterator[OutputFile]:
    """The files of the index, below ``search/``. A segment that stands complete below ``before``, the last build's
    folder, is taken from there.
    """
    segments: list[dict[str, object]] = []
    alphabet: set[str] = set()
    groups = word_groups(catalog)
    for policies in split(corpus.policies):
        segment, (counted, shards) = Segment(policies, groups), facets(policies, corpus)
        name = content_hash(to_json(segment.source()), fold_digest(), to_json([counted, shards]))
        kept = _kept(before / FOLDER / name) if before else []
        if kept:
            yield from kept
        else:
            yield from (output(f"{name}/{part}", to_json(data)) for part, data in segment.files())
            yield from (output(f"{name}/k{number}", to_json(shard)) for number, shard in enumerate(shards))
            yield output(f"{name}/f", to_json(counted))
        segments.append({"name": name, "documents": len(policies), "clauses": segment.clauses})
        alphabet |= segment.alphabet()
    common, rare = common_and_rare(alphabet)
    index: dict[str, object] = {"format": FORMAT, "segments": segments, "fold": common}
    tables = {part: to_json(table) for part, table in rare.items()}
    index["rare"] = {part: f"rare-{content_hash(data)}" for part, data in tables.items()}
    yield from (output(f"rare-{content_hash(data)}", data) for data in tables.values())
    for part, data in (("catalogue", catalogue(corpus)), ("words", vocabulary(corpus, catalog)),
                       ("phrases", phrases(corpus, catalog)), ("cited", cited(corpus))):
        encoded = to_json(data)
        index[part] = f"{part}-{content_hash(encoded)}"
        yield output(f"{part}-{content_hash(encoded)}", encoded)
    yield OutputFile(path=f"{FOLDER}/lunr.js", data=lunr_script())
    yield output("index", to_json(index))


@cache
def fold_digest() -> bytes:
    """What changes with the table of folds, and so with any key."""
    return to_json(sorted(folds().items()))


def _kept(folder: Path) -> list[OutputFile]:
    """The files of a segment as they stand; none when one is missing."""
    manifest = folder / "m.js"
    if not manifest.is_file():
        return []
    try:
        shards = data_of((folder / "f.js").read_bytes())["shards"]
        names = [*segment_files(data_of(manifest.read_bytes())), *(f"k{number}" for number in range(shards))]
        return [OutputFile(path=f"{FOLDER}/{folder.name}/{name}.js", data=(folder / f"{name}.js").read_bytes())
                for name in names]
    except (OSError, ValueError, KeyError):
        return []


def to_json(value: object) -> bytes:
    """The value as JSON that is a JavaScript expression too, halves of surrogate pairs escaped."""
    try:
        text = msgspec.json.encode(value)
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False,
                          separators=(",", ":")).encode("utf-8", "backslashreplace")
    return text.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")


def output(name: str, data: bytes) -> OutputFile:
    """The file that hands the data to the search in the page."""
    return OutputFile(path=f"{FOLDER}/{name}.js",
                      data=b"tiaowenSearch.load(" + json.dumps(name).encode() + b"," + data + b");\n")


def data_of(file: bytes) -> Any:
    """The data in a file that ``output`` made."""
    return json.loads(file[file.index(b",") + 1 : file.rindex(b")")])


def content_hash(*parts: bytes) -> str:
    """Twelve hex digits that change with any of the parts."""
    digest = hashlib.sha256()
    for part in (str(FORMAT).encode(), *parts):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]
