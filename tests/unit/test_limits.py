"""A file that costs too much is refused, and says so."""

import signal
from pathlib import Path

import pytest
from tiaowen.catalog import load_catalog
from tiaowen.config import Limits
from tiaowen.data import packaged
from tiaowen.pipeline import document
from tiaowen.pipeline.document import understand


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
