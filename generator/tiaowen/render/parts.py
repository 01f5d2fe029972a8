"""Files of the whole library that hold one document's part after another: the part of a document that is as it was is
taken from the last build.

``build/exports.msgpack`` tells what each part was made from (a digest) and how long it is. The parts themselves are in
the files below ``build/docs``; a file that is not the one that was made then is made anew whole.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate, pairwise
from pathlib import Path

from msgspec import Struct

from tiaowen.cache import keep, kept, program_digest
from tiaowen.config import Settings
from tiaowen.model import OutputFile, Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render.entries import digest
from tiaowen.zip_members import Moment, Packed, add, as_packed, deflated, pack, store

RECORDS = "exports.msgpack"
MOMENT: Moment = (1980, 1, 1, 0, 0, 0)  # the same bytes on every run


class _File(Struct, frozen=True, array_like=True):
    """A file as it was made: its digest, and the length of its head and of every document's part (of an archive
    none).
    """

    sha256: bytes
    lengths: tuple[int, ...] = ()


class _Records(Struct, frozen=True, array_like=True):
    """Everything that is kept. ``documents``: id → digest, in the order of the parts."""

    documents: dict[str, bytes] = {}
    files: dict[str, _File] = {}


class Parts:
    """The parts of one library's files: those in the last build below ``build``, and those made now. ``None``: nothing
    is taken or kept.
    """

    def __init__(self, corpus: Corpus, settings: Settings, build: Path | None) -> None:
        self._policies, self._build = corpus.policies, build
        self._files: dict[str, _File] = {}
        if build is not None:
            self._made_for = digest((program_digest(()), settings)).hex()
            self._digests = {policy.id: digest((policy, _looked_up(policy, corpus))) for policy in corpus.policies}
            self._then = kept(build / RECORDS, self._made_for, _Records) or _Records()

    def joined(self, path: str, head: bytes, part: Callable[[Policy], bytes], tail: bytes = b"") -> OutputFile:
        """The head, then every document's part, in order of the documents, then the tail."""
        before = self._slices(path)
        parts = [head, *(before[policy.id] if policy.id in before else part(policy) for policy in self._policies)]
        data = b"".join(parts) + tail
        self._files[path] = _File(hashlib.sha256(data).digest(), tuple(map(len, parts)))
        return OutputFile(path=path, data=data)

    def archived(self, path: str, name: Callable[[str], str], part: Callable[[Policy], bytes],
                 besides: Mapping[str, bytes] | None = None, first: tuple[str, bytes] | None = None) -> OutputFile:
        """A zip archive with one file a document, in order of path, then those ``besides``.

        ``name``: id → path in the archive; ``first``: path and data of a member that stands first, not packed.
        """
        members, out = dict(self._members(path, name)), io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            if first:
                store(archive, first[0], MOMENT, first[1])
            for member, policy in sorted((name(policy.id), policy) for policy in self._policies):
                add(archive, member, MOMENT, members[member] if member in members else pack(part(policy)))
            for member, data in (besides or {}).items():
                add(archive, member, MOMENT, pack(data))
        self._files[path] = _File(hashlib.sha256(out.getvalue()).digest())
        return OutputFile(path=path, data=out.getvalue())

    def save(self) -> None:
        """Keep what the next build needs, when all files are made."""
        if self._build is not None:
            keep(self._build / RECORDS, self._made_for, _Records(self._digests, self._files))

    def _last(self, path: str) -> tuple[Path, bytes, _File] | None:
        """The file of the last build with what is known of it, when it still holds what was made."""
        if self._build is None or path not in self._then.files:
            return None
        file, made = self._build / "docs" / path, self._then.files[path]
        data = file.read_bytes() if file.is_file() else b""
        return (file, data, made) if hashlib.sha256(data).digest() == made.sha256 else None

    def _as_they_were(self) -> set[str]:
        return {policy_id for policy_id,
                made_from in self._digests.items() if self._then.documents.get(policy_id) == made_from}

    def _slices(self, path: str) -> Mapping[str, memoryview]:
        """Id → part of the documents that are as they were."""
        if (last := self._last(path)) is None:
            return {}
        _, data, made = last
        whole, same = memoryview(data), self._as_they_were()
        ends = pairwise(accumulate(made.lengths))
        return {policy_id: whole[start:end] for policy_id,
                (start, end) in zip(self._then.documents, ends, strict=True) if policy_id in same}

    def _members(self, path: str, name: Callable[[str], str]) -> Iterator[tuple[str, Packed]]:
        """The packed files of the documents that are as they were."""
        if (last := self._last(path)) is not None:
            entries = deflated(last[0])
            yield from ((name(policy_id), as_packed(last[0], entries[name(policy_id)]))
                        for policy_id in self._as_they_were() if name(policy_id) in entries)


def _looked_up(policy: Policy, corpus: Corpus) -> list[object]:
    """Every record of the library that a document's part can name: its place, the bodies of its duties, its
    industries.
    """
    bodies = {i for duty in policy.facts.duties for i in duty.agency_ids}
    industries = {i for mention in policy.facts.industries
                  for i in (mention.industry, mention.industry.partition(".")[0])}
    return [corpus.places.get(policy.jurisdiction.place_id),
            [corpus.agencies.get(i) for i in sorted(bodies)], [corpus.industries.get(i) for i in sorted(industries)]]
