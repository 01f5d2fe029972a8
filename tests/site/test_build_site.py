"""The five texts, whole chain: check is good, a second build writes nothing.

What else holds of them: test_rendering.py (as stock MkDocs makes it), test_windows.py (the same bytes elsewhere).
"""

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.site_folder import ROOT, SITE_URL, new_site, tiaowen, tree

pytestmark = pytest.mark.site
DOCUMENTS = 5


def test_five_documents_are_published(five: Path) -> None:
    pages = [p for p in (five / "site" / "p").glob("*.html") if "--" not in p.name]
    assert len(pages) == DOCUMENTS
    for page in pages:
        assert re.search(r'id="c-1(-|")', page.read_text(encoding="utf-8")), page.name


def test_check_finds_nothing_wrong_in_the_site(five: Path) -> None:
    done = tiaowen(five, "check", "--format", "json")
    assert done.returncode == 0, done.stdout
    assert '"code": "S' not in done.stdout


def test_a_second_build_writes_nothing(copy_of_five: Path) -> None:
    def stamps() -> dict[str, int]:
        return {p.relative_to(copy_of_five).as_posix(): p.stat().st_mtime_ns for p in sorted(copy_of_five.rglob("*"))}

    tiaowen(copy_of_five, "build", "--site-url", SITE_URL)  # time stamps of folders settle after the copy
    before = stamps()
    done = tiaowen(copy_of_five, "build", "--site-url", SITE_URL)
    assert done.returncode == 0, done.stderr
    assert stamps() == before


def test_the_first_stop_of_the_keyboard_says_where_it_leads(five: Path) -> None:
    for name in ("index.html", "p/weifa-2023-3.html"):
        page = (five / "site" / name).read_text(encoding="utf-8")
        assert re.search(r'class="md-skip">\s*跳到正文\s*</a>', page), name


def test_no_page_knows_where_it_was_built(five: Path) -> None:
    for name, data in tree(five / "site").items():
        assert str(five).encode() not in data, name


def test_order_and_names_of_files_change_nothing_but_the_names_themselves(five: Path, tmp_path: Path) -> None:
    other = new_site(tmp_path / "other")
    texts = other / "docs_src" / "policies"
    for number, file in enumerate(sorted(texts.glob("*.txt"), reverse=True)):
        file.rename(texts / f"{number}.txt")
    assert tiaowen(other, "build", "--no-site").returncode == 0
    pages, others = (sorted(p.name for p in (folder / "build/docs/p").glob("*.md")) for folder in (five, other))
    assert pages == others
    for name in pages:
        anchors = [re.findall(r"#([a-z][a-z0-9_-]*)[ }]", (folder / "build/docs/p" / name).read_text(encoding="utf-8"))
                   for folder in (five, other)]
        assert anchors[0] == anchors[1]


def test_one_text_taken_out_takes_its_pages_with_it(copy_of_five: Path) -> None:
    before = set(tree(copy_of_five / "site"))
    gone = copy_of_five / "docs_src/policies/binzhou-binbanzi-2019-68.txt"
    gone.unlink()
    assert tiaowen(copy_of_five, "build", "--site-url", SITE_URL).returncode == 0
    left = set(tree(copy_of_five / "site"))
    assert "p/binbanzi-2019-68.html" in before - left
    assert tiaowen(copy_of_five, "check").returncode == 0


def test_nothing_is_written_below_what_people_write(five: Path) -> None:
    for name in ("docs_src", "site_config/site.yml"):
        ours, theirs = ROOT / name, five / name
        same = ours.read_bytes() == theirs.read_bytes() if ours.is_file() else tree(ours) == tree(theirs)
        assert same, name


def test_a_template_of_the_sites_own_wins(copy_of_one: Path) -> None:
    own = copy_of_one / "templates/theme"
    for name, text in (("assets/tiaowen/site.css", "/* ours */"),
                       ("partials/contents-item.html", '<li class="ours">{{ toc_item.title }}</li>')):
        (own / name).parent.mkdir(parents=True)
        (own / name).write_text(text, encoding="utf-8")
    assert tiaowen(copy_of_one, "build").returncode == 0
    assert (copy_of_one / "site/assets/tiaowen/site.css").read_text(encoding="utf-8") == "/* ours */"
    pages = list((copy_of_one / "site/p").glob("*.html"))
    # though no document has changed
    assert pages and all('<li class="ours">' in page.read_text(encoding="utf-8") for page in pages)


def test_the_last_good_site_stays_when_a_template_is_broken(copy_of_one: Path) -> None:
    before = tree(copy_of_one / "site")
    broken = copy_of_one / "templates/theme"
    broken.mkdir(parents=True)
    (broken / "main.html").write_text("{% extends 'base.html' %}{% block nothing", encoding="utf-8")
    assert tiaowen(copy_of_one, "build").returncode != 0
    assert tree(copy_of_one / "site") == before


def test_the_offline_archive_opens_anywhere(copy_of_five: Path, tmp_path: Path) -> None:
    done = tiaowen(copy_of_five, "build", "--site-url", SITE_URL, "--offline-zip", "offline/库.zip")
    assert done.returncode == 0, done.stderr
    archive = copy_of_five / "offline/库.zip"
    assert (archive.parent / "库.zip.sha256").read_text(encoding="utf-8").split()[0] in done.stdout
    shutil.unpack_archive(archive, tmp_path / "stick")
    (folder,) = (tmp_path / "stick").iterdir()
    assert (folder / "index.html").is_file()
    held = {name: data for name, data in tree(copy_of_five / "site").items() if not name.startswith("offline/")}
    assert tree(folder) == held


def test_the_site_offers_its_own_archive(five: Path) -> None:
    """The one that readers download: the site without the archive, checked by its digest."""
    archive = five / "site/offline/site.zip"
    digest = (five / "site/offline/site.zip.sha256").read_text(encoding="utf-8").split()[0]
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == digest
    with zipfile.ZipFile(archive) as held:
        assert "site/index.html" in held.namelist()
        assert not [name for name in held.namelist() if "offline" in name]


def test_texts_may_be_kept_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    shutil.copy(ROOT / "docs_src/policies/binzhou-binbanzi-2019-68.txt", tmp_path / "texts")
    (tmp_path / "site folder").mkdir()
    done = tiaowen(tmp_path / "site folder", "build", "--sources", "../texts")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "site folder/site/p").glob("*.source.txt"))) == 1
    assert {p.name for p in tmp_path.iterdir()} == {"site folder", "texts"}


def test_a_plain_build_bears_the_sites_own_name(tmp_path: Path) -> None:
    (tmp_path / "docs_src/policies").mkdir(parents=True)
    shutil.copy(ROOT / "docs_src/policies/binzhou-binbanzi-2019-68.txt", tmp_path / "docs_src/policies")
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config/site.yml").write_text("site_name: '某市: #1 政策库'\nsite_url: https://x.example/\n",
                                                   encoding="utf-8")
    assert tiaowen(tmp_path, "build", "--no-site").returncode == 0
    assert not (tmp_path / "site").exists()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "build/mkdocs.yml"], cwd=tmp_path,
                   capture_output=True, check=True)
    home = (tmp_path / "build/site/index.html").read_text(encoding="utf-8")
    assert "某市: #1 政策库</title>" in home
    assert 'rel="canonical" href="https://x.example/"' in home
