"""Texts that are gone, withdrawn or taken down: their addresses stay, and of what was taken down no word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.ledger_folder import CHANGED, TEXT, found, freeze, pages, with_a_text, write
from tests.site_folder import tiaowen


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return with_a_text(tmp_path)


@pytest.mark.parametrize("left", [None, "", "正文丢失了"])
def test_a_text_that_is_gone_is_withdrawn_as_the_finding_says(site: Path, left: str | None) -> None:
    write(site, TEXT.replace("4号", "5号").replace("渔业", "旅游"), "b.txt")
    freeze(site)
    text = site / "docs_src" / "policies" / "b.txt"
    text.unlink()
    if left is not None:
        write(site, left, "b.txt")
    assert "L102" in found(site)
    text.with_suffix(".yml").write_text("id: haizhengfa-2022-5\npublish: false\n", encoding="utf-8", newline="\n")
    assert found(site) == {}
    assert "撤下" in pages(site)["haizhengfa-2022-5"] and "c-2-1" in pages(site)["haizhengfa-2022-5"]


def test_a_former_draft_is_withdrawn(site: Path) -> None:
    write(site, TEXT.replace("意见", "意见（征求意见稿）", 1))
    sidecar = site / "docs_src" / "policies" / "a.yml"
    sidecar.write_text("publish: true\n", encoding="utf-8", newline="\n")
    freeze(site)
    sidecar.write_text("publish: false\n", encoding="utf-8", newline="\n")
    assert found(site) == {}


@pytest.mark.parametrize("keep", [True, False])
def test_of_a_text_that_was_taken_down_no_word_stays(site: Path, keep: bool) -> None:
    # a word of no registry, which the search page brings along
    other = TEXT.replace("4号", "5号").replace("渔业发展", "蓑笠编织")
    write(site, other.replace("60个", "60个，联系人欧阳某某"), "b.txt")
    freeze(site)
    write(site, other, "b.txt")
    freeze(site)
    tiaowen(site, "build", "--no-site")
    text = site / "docs_src" / "policies" / "b.txt"
    text.with_suffix(".yml").write_text("id: haizhengfa-2022-5\npublish: removed\n", encoding="utf-8", newline="\n")
    if not keep:
        text.unlink()
    assert "L109" in found(site) and "L102" not in found(site)
    assert freeze(site) == 0
    assert found(site) == {}
    shown = pages(site)
    assert {"haizhengfa-2022-5", "haizhengfa-2022-5--2022-09-08"} <= shown.keys()
    assert "c-2-1" in shown["haizhengfa-2022-5"] and "c-2-2" in shown["haizhengfa-2022-5--2022-09-08"]
    for file in [*(site / "build").rglob("*"), *(site / "site_config").rglob("*")]:
        if file.is_file():
            assert not any(word.encode() in file.read_bytes() for word in ("欧阳", "蓑笠", "促进蓑笠")), file
    stub = site / "site_config/permalinks/versions/haizhengfa-2022-5--2022-09-08.1.json"
    stub.write_bytes(re.sub(rb'"sha256": "[0-9a-f]{6}', b'"sha256": "000000', stub.read_bytes(), count=1))
    assert "L108" in found(site)


def test_a_text_that_was_taken_down_and_comes_back_is_compared_only_with_what_is_there(site: Path) -> None:
    freeze(site)
    write(site, CHANGED)
    freeze(site)
    sidecar = site / "docs_src" / "policies" / "a.yml"
    sidecar.write_text("publish: removed\n", encoding="utf-8", newline="\n")
    freeze(site)
    sidecar.unlink()
    write(site, TEXT.replace("8个", "9个"))
    freeze(site)
    shown = pages(site)
    assert {"haizhengfa-2022-4", "haizhengfa-2022-4--2022-09-08"} <= shown.keys()
    linked = {name for text in shown.values() for name in re.findall(r"([\w-]+--diff)(?:\.|&#46;)html", text)}
    assert linked <= shown.keys()


def test_another_document_in_the_same_file_leaves_the_old_one_published(site: Path) -> None:
    freeze(site)
    write(site, TEXT.replace("4号", "66号").replace("2022", "2023").replace("促进渔业", "促进养殖业"))
    told = found(site)
    assert "haizhengfa-2022-4" in tiaowen(site, "check").stdout and "L107" in told and "L102" not in told
    freeze(site)
    shown = pages(site)
    assert "〔2022〕4号" in shown["haizhengfa-2022-4"] and "养殖业" not in shown["haizhengfa-2022-4"]
    assert "养殖业" in shown["haizhengfa-2023-66"]
    assert "渔业" in (site / "build/docs/p/haizhengfa-2022-4.source.txt").read_text(encoding="utf-8")


def test_a_text_of_another_issuer_or_year_never_takes_an_address(site: Path) -> None:
    plain = TEXT.replace("海政发〔2022〕4号\n", "").replace("海州市人民政府关于促进渔业发展的意见",
                                                            "关于公布渔船名录的通知", 1)
    write(site, plain)
    freeze(site)
    (site / "docs_src" / "policies" / "a.txt").unlink()
    write(site, plain.replace("海州市", "临河县"), "b.txt")
    write(site, plain.replace("2022年9月8日", "2023年9月9日"), "c.txt")
    done = tiaowen(site, "build", "--no-site")
    assert done.returncode == 1 and "L102" in done.stderr
    assert "写 id: " in done.stderr and "b.txt" in done.stderr


def test_names_that_only_a_taken_down_text_said_go_with_it(site: Path) -> None:
    write(site, TEXT.replace("4号", "5号").replace("海州市", "威海市").replace("市渔业局", "市蓑笠局、市财政局"),
          "b.txt")
    write(site, TEXT.replace("海州市", "威海市").replace("市渔业局", "市财政局"))
    freeze(site)
    (site / "docs_src" / "policies" / "b.yml").write_text("publish: removed\n", encoding="utf-8", newline="\n")
    freeze(site)
    assert found(site) == {}
    pages(site)
    agencies = {file.stem: file.read_text(encoding="utf-8") for file in (site / "build/docs/agency").glob("*.md")}
    assert "已撤下" in agencies["weihai-suoliju"] and "市财政局" in agencies["weihai-caizhengju"]
    for file in [*(site / "build/docs").rglob("*"), *(site / "site_config").rglob("*")]:
        assert not file.is_file() or "蓑笠".encode() not in file.read_bytes(), file
    (site / "docs_src" / "policies" / "b.yml").unlink()
    freeze(site)
    assert "蓑笠" in pages(site)["haizhengfa-2022-5"]
    assert "蓑笠局" in (site / "build/docs/agency/weihai-suoliju.md").read_text(encoding="utf-8")


def test_a_taken_down_text_whose_sidecar_is_torn_is_told_and_nothing_is_built(site: Path) -> None:
    for text in (TEXT, CHANGED):
        write(site, text)
        freeze(site)
    sidecar = site / "docs_src" / "policies" / "a.yml"
    sidecar.write_text("publish: removed\n", encoding="utf-8", newline="\n")
    freeze(site)
    sidecar.write_text("<<<<<<< HEAD\npublish: removed\n=======\npublish: false\n>>>>>>> other\n",
                       encoding="utf-8", newline="\n")
    assert "L102" in found(site)
