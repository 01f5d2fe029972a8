"""What pages read of the library is noted, whatever mapping or list somebody adds to it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from tiaowen.catalog import Catalog
from tiaowen.model.corpus import Corpus
from tiaowen.render.library import Library, library
from tiaowen.render.traced import traced

from tests.factories import SETTINGS, clause, policy

PLAIN = {"corpus", "settings", "catalog"}  # no pieces: part of the key of all pages


def test_no_mapping_or_list_is_read_unseen() -> None:
    held = library(Corpus(policies=(policy("a", clause("1", "正文。")),)), SETTINGS, cast(Catalog, SimpleNamespace()))
    looked_at, reads = traced(held)
    for owner, fields in ((looked_at, Library.__struct_fields__), (looked_at.corpus, Corpus.__struct_fields__)):
        assert not [name for name in fields if name not in PLAIN and type(getattr(owner, name)) in (dict, tuple)]
    looked_at.corpus.moved.get("x")
    assert reads == {"moved/x"}
