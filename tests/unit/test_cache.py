"""The key of what was understood: good for the same program, libraries and registries only."""

from pathlib import Path

import pytest
from tiaowen import cache


def test_another_version_of_a_library_is_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.program_digest(())
    monkeypatch.setattr(cache, "_versions", lambda: b"1.0")
    assert cache.program_digest(()) != before


def test_every_library_is_there_to_be_asked() -> None:
    assert cache._versions().count(b"\0") == len(cache.LIBRARIES) + len(cache.EXTRAS) - 1


def test_another_registry_is_another_program(tmp_path: Path) -> None:
    (tmp_path / "agencies.yml").write_text("[]\n", encoding="utf-8")
    before = cache.program_digest([tmp_path])
    (tmp_path / "agencies.yml").write_text("[ ]\n", encoding="utf-8")
    assert cache.program_digest([tmp_path]) != before


def test_a_sidecar_that_is_no_file_is_told_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、甲。", encoding="utf-8")
    kept = cache.PolicyCache(tmp_path / "cache", "")
    assert kept.key(tmp_path / "a.txt", "a.txt")
    (tmp_path / "a.yml").mkdir()
    assert not kept.key(tmp_path / "a.txt", "a.txt")
