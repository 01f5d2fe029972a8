"""Promised addresses are looked for in the bytes of the pages, however an id is written."""

from pathlib import Path

import pytest
from tiaowen.site.addresses import missing_addresses


@pytest.mark.parametrize(("tag", "there"), [
    ('<p id="c-1">', True), ("<p id='c-1'>", True), ("<p id=c-1>", True), ('<p class="x"\nid = "c-1">', True),
    ('<p\tid="c-1" id2="x">', True),
    ('<p data-id="c-1">', False), ('<p data-x="" xid="c-1">', False), ('<p id="c-1-p1">', False),
    ("<p>id=c-1</p>", False), ("", False),
])
def test_an_id_is_found_however_it_is_written(tmp_path: Path, tag: str, there: bool) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a.html").write_text(f"<html><body>{tag}</body></html>", encoding="utf-8")
    found = [item.message for item in missing_addresses(tmp_path, ["p/a.html", "p/a.html#c-1"])]
    assert len(found) == (not there)
    assert all("p/a.html#c-1" in message for message in found)


def test_a_page_that_is_not_there_misses_every_address(tmp_path: Path) -> None:
    found = list(missing_addresses(tmp_path, ["p/a.html", "p/a.html#c-1", "agency/b.html"]))
    assert [(item.code, item.path) for item in found] == [("L103", f"{tmp_path.name}/{path}")
                                                          for path in ("p/a.html", "p/a.html", "agency/b.html")]
