"""A site's own registries: a slip in the name of one is told."""

from pathlib import Path

from tiaowen.catalog.registry import not_read


def test_a_file_that_nothing_asks_for_is_told(tmp_path: Path) -> None:
    (tmp_path / "site_config" / "permalinks").mkdir(parents=True)
    for name in ("agencies.yml", "site.yml", "redirects.yml", "places.tsv", "notes.txt", "agency.yml", "Site.yml",
                 "agencies.yaml", "lexicon.yml", "places_peoples.yml"):
        (tmp_path / "site_config" / name).write_text("", encoding="utf-8")
    told = {item.path: item.message for item in not_read(tmp_path)}
    names = ("Site.yml", "agencies.yaml", "agency.yml", "lexicon.yml", "places_peoples.yml")
    assert sorted(told) == [f"site_config/{name}" for name in names]
    assert "是不是 agencies.yml？" in told["site_config/agencies.yaml"]
    assert "是不是 site.yml？" in told["site_config/Site.yml"]
