"""A file that costs too much is refused, or read in part, and says so."""

import os
import signal
import sys
from pathlib import Path

import openpyxl
import pytest
from tiaowen.catalog import load_catalog
from tiaowen.config import Limits
from tiaowen.data import packaged
from tiaowen.diagnostics import finding
from tiaowen.model import Policy
from tiaowen.pipeline import document
from tiaowen.pipeline.document import refused, understand
from tiaowen.pipeline.sources import _in_processes, understand_all
from tiaowen.read import read

from tests.properties.binary_formats import as_pdf, as_xls
from tests.properties.text_formats import as_xlsx

ROWS = [["任务", "比例", "单位"], ["甲", "一", "市水务局"], ["乙", "二", "市教育局"]]


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


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where nothing else runs: a server of other tests in a thread would have each process load the program anew."""
    monkeypatch.setattr("tiaowen.pipeline.workers.threading.active_count", lambda: 1)


def _ends_its_process(file: Path) -> tuple[Policy, float]:
    if file.name == "b.pdf":
        os._exit(3)
    return refused(file.name, finding("R001", path=file.name)), 1.0


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked there")
@pytest.mark.usefixtures("forking")
def test_a_file_that_ends_its_process_costs_only_itself(tmp_path: Path) -> None:
    files = [tmp_path / f"{letter}.pdf" for letter in "abcdef"]
    told = [policy.diagnostics[0].code for policy, _ in _in_processes(_ends_its_process, files, 2, tmp_path)]
    assert told == ["R001", "R095", *["R001"] * 4]


def _of_a_folder(*given: object) -> tuple[Policy, float]:
    return _ends_its_process(given[-1])  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked there")
@pytest.mark.usefixtures("forking")
def test_on_one_core_too_no_file_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiaowen.pipeline.sources._understand_in", _of_a_folder)
    files = [tmp_path / f"{letter}.pdf" for letter in "ab"]
    told = [policy.diagnostics[0].code for policy, _ in understand_all(tmp_path, files, jobs=1, keep=False)]
    assert told == ["R001", "R095"]


@pytest.mark.parametrize(("data", "limits", "told"), [
    (as_pdf(["一、甲乙丙。"], pages=3), Limits(pages=2), "前 2 页，共 3 页"),
    (as_xls(ROWS), Limits(rows=2), "前 2 行，共 3 行"), (as_xls(ROWS), Limits(columns=2), "前 2 列，共 3 列"),
    (as_xlsx(ROWS), Limits(rows=2), "前 2 行，共 3 行"), (as_xlsx(ROWS), Limits(columns=2), "前 2 列，共 3 列"),
    (as_pdf(["一、甲乙丙。"], drawn="0 0 m 9 9 l S " * 4), Limits(drawn=3), "第 1 页是图纸"),
])
def test_of_a_file_that_is_too_long_the_rest_is_told(data: bytes, limits: Limits, told: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(data)
    part, whole = read(tmp_path / "a", "a", limits), read(tmp_path / "a", "a")
    assert any(told in item.message for item in part.diagnostics) and part.lines
    assert not whole.diagnostics


def test_a_file_refused_for_a_limit_is_read_when_the_limit_is_raised(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<!--{'x' * 2**20}--><p>一、甲乙丙。</p>", encoding="utf-8")

    def codes(limits: Limits) -> set[str]:
        (policy, _), = understand_all(tmp_path, [tmp_path / "a.html"], jobs=1, limits=limits)
        return {item.code for item in policy.diagnostics}

    assert "R094" in codes(Limits(megabytes=1)) and "R094" not in codes(Limits(megabytes=2))


def test_a_reader_that_takes_every_error_for_damage_does_not_hide_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def short(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(openpyxl, "load_workbook", short)
    (tmp_path / "a.xlsx").write_bytes(as_xlsx(ROWS))
    policy = understand(tmp_path / "a.xlsx", "a.xlsx", load_catalog((packaged("site_config"),)))
    assert [item.code for item in policy.diagnostics] == ["R094"]
