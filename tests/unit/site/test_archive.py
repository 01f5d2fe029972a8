"""The offline archive: same bytes, safe names, opens below one folder."""

import hashlib
import zipfile
from pathlib import Path

import pytest
from tiaowen.site.archive import offline_zip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for path in ("p/a.html", "index.html", "assets/x.js"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, encoding="utf-8")
    return root


def test_two_archives_of_one_site_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    first = offline_zip(site, tmp_path / "a" / "site.zip", epoch=1_700_000_000)
    (site / "index.html").touch()
    second = offline_zip(site, tmp_path / "b" / "site.zip", epoch=1_700_000_000)
    assert first.sha256 == second.sha256
    data = (tmp_path / "a/site.zip").read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (first.size, first.sha256)
    assert (tmp_path / "a/site.zip.sha256").read_text(encoding="utf-8") == f"{first.sha256}  site.zip\n"


def test_entries_are_sorted_below_one_folder_with_the_given_time(site: Path, tmp_path: Path) -> None:
    offline_zip(site, tmp_path / "政策 offline.zip", epoch=0)
    with zipfile.ZipFile(tmp_path / "政策 offline.zip") as archive:
        assert archive.namelist() == ["offline/assets/x.js", "offline/index.html", "offline/p/a.html"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_an_archive_inside_the_site_does_not_hold_itself(site: Path) -> None:
    first = offline_zip(site, site / "offline.zip", epoch=0)
    for _ in range(2):
        assert offline_zip(site, site / "offline.zip", epoch=0) == first
        with zipfile.ZipFile(site / "offline.zip") as archive:
            assert "offline/offline.zip" not in archive.namelist()


def test_a_name_that_windows_cannot_hold_is_refused(site: Path, tmp_path: Path) -> None:
    (site / "p" / ("x" * 180 + ".html")).write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match="longer"):
        offline_zip(site, tmp_path / "site.zip", epoch=0)


def test_what_did_not_change_is_taken_from_the_last_archive_and_the_bytes_are_the_same(
    site: Path, tmp_path: Path) -> None:
    for number in range(80):
        (site / f"p/{number}.html").write_text(f"{number}" * 999, encoding="utf-8")
    offline_zip(site, tmp_path / "last/site.zip", epoch=0)
    (site / "p/3.html").write_text("3" * 998 + "4", encoding="utf-8")
    (site / "p/4.html").unlink()
    again = offline_zip(site, tmp_path / "again/site.zip", epoch=0, last=tmp_path / "last/site.zip", jobs=2)
    clean = offline_zip(site, tmp_path / "clean/site.zip", epoch=0, jobs=1)
    assert again == clean
    with zipfile.ZipFile(tmp_path / "again/site.zip") as archive:
        assert archive.testzip() is None
        assert archive.read("site/p/3.html").endswith(b"4")


@pytest.mark.parametrize("damage", [b"", b"no archive", None])
def test_a_damaged_last_archive_is_as_none(site: Path, tmp_path: Path, damage: bytes | None) -> None:
    clean = offline_zip(site, tmp_path / "clean/site.zip", epoch=0)
    last = tmp_path / "last.zip"
    if damage is not None:
        last.write_bytes(damage)
    assert offline_zip(site, tmp_path / "again/site.zip", epoch=0, last=last) == clean


def test_a_last_archive_whose_files_are_damaged_is_as_none(site: Path, tmp_path: Path) -> None:
    last = tmp_path / "last/site.zip"
    clean = offline_zip(site, last, epoch=0)
    whole = last.read_bytes()
    for cut in range(0, whole.index(b"PK\x01\x02"), 7):
        last.write_bytes(whole[:cut] + bytes([whole[cut] ^ 0xFF]) + whole[cut + 1 :])
        assert offline_zip(site, tmp_path / "again/site.zip", epoch=0, last=last) == clean
