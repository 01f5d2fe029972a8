"""A file that costs too much is refused, and says so."""

import os
import signal
import sys
from pathlib import Path

import pytest
from tiaowen.catalog import load_catalog
from tiaowen.config import Limits
from tiaowen.data import packaged
from tiaowen.model import Policy
from tiaowen.pipeline import document
from tiaowen.pipeline.document import refused, understand
from tiaowen.pipeline.sources import _in_processes


def test_a_file_above_the_size_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b" " * (2**20 + 1))
    policy = understand(file, "a.txt", load_catalog((packaged("site_config"),)), Limits(megabytes=1))
    assert [item.code for item in policy.diagnostics] == ["R094"] and policy.status == "refused"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such clock on this system")
def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr(document, "parse", endless)
    (tmp_path / "a.txt").write_text("一、甲。", encoding="utf-8")
    policy = understand(tmp_path / "a.txt", "a.txt", load_catalog((packaged("site_config"),)), Limits(seconds=1))
    assert [item.code for item in policy.diagnostics] == ["R094"]


@pytest.mark.skipif(sys.platform != "linux", reason="no such limit on this system")
def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "parse", lambda *_: bytearray(2**31))
    (tmp_path / "a.txt").write_text("一、甲。", encoding="utf-8")
    policy = understand(tmp_path / "a.txt", "a.txt", load_catalog((packaged("site_config"),)), Limits(memory=500))
    assert [item.code for item in policy.diagnostics] == ["R094"] and "500 MB" in policy.diagnostics[0].message
    bytearray(2**29)  # the limit is gone with the file


def _ends_its_process(file: Path) -> tuple[Policy, float]:
    if file.name == "b.pdf":
        os._exit(3)
    return refused(file.name, "R001"), 1.0


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked there")
def test_a_file_that_ends_its_process_costs_only_itself(tmp_path: Path) -> None:
    files = [tmp_path / f"{letter}.pdf" for letter in "abcdef"]
    told = [policy.diagnostics[0].code for policy, _ in _in_processes(_ends_its_process, files, 2, tmp_path)]
    assert told == ["R001", "R095", *["R001"] * 4]
