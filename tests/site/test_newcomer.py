"""The newcomer's walk: texts of two cities that name no issuer, corrected one sidecar at a time; pages, ids, ledger and
messages are right at each step.
"""

from __future__ import annotations

import json
from pathlib import Path

from lxml import html

from tests.site_folder import SITE_URL, tiaowen

TEXT = """关于{topic}的实施意见

为贯彻落实上级部署，现提出如下意见。
一、加大支持。统筹安排专项资金1000万元。（责任单位：市财政局、市科技局）
二、强化保障。建立长效机制。（责任单位：市自然资源局）
2023年{month}月1日
"""
HERE, THERE = "2023-cujingongyewenzengzhangshishiyijian", "2023-tuijinnongyexiandaihuashishiyijian"
BODIES = ("shicaizhengju", "shikejiju", "shiziranziyuanju")


class Walk:
    """A site folder, and what each command says in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.texts = folder, folder / "docs_src" / "policies"
        self.texts.mkdir(parents=True)
        for name, topic, month in (("a", "促进工业稳增长", 3), ("b", "推进农业现代化", 4)):
            self.write(f"{name}.txt", TEXT.format(topic=topic, month=month))

    def write(self, name: str, text: str) -> None:
        (self.texts / name).write_text(text, encoding="utf-8", newline="\n")

    def found(self, *options: str) -> list[tuple[str, str, int]]:
        done = tiaowen(self.folder, "check", "--format", "json", *options)
        return [(item["code"], Path(item["path"]).name, item["line"]) for item in json.loads(done.stdout)]

    def pages(self, kind: str) -> set[str]:
        assert tiaowen(self.folder, "build", "--no-site").returncode == 0
        return {file.stem for file in (self.folder / "build" / "docs" / kind).glob("*.md")}

    def freeze(self) -> tuple[set[str], str]:
        done = tiaowen(self.folder, "freeze")
        assert done.returncode == 0
        return set(done.stdout.split()), done.stderr


def own(policy_id: str) -> set[str]:
    return {f"{policy_id}.{body}" for body in BODIES}


def test_a_newcomer_corrects_one_sidecar_after_the_other(tmp_path: Path) -> None:
    walk = Walk(tmp_path)

    # Nobody knows where they are from: one finding each, bodies of their own, nothing of them frozen.
    assert walk.found() == [("P015", "a.txt", 0), ("P015", "b.txt", 0)]
    assert "文件：2 份发布\n发现：2 个警告" in tiaowen(tmp_path, "check").stderr
    doctor = tiaowen(tmp_path, "doctor").stdout
    assert "文件：2 份发布\n" in doctor and "8 个地址还没有登记" in doctor
    assert walk.pages("agency") == own(HERE) | own(THERE) and walk.pages("p") >= {HERE, THERE}
    page = (tmp_path / "build/docs/agency" / f"{HERE}.shicaizhengju.md").read_text(encoding="utf-8")
    assert "地区未知" in page and THERE not in page
    names, told = walk.freeze()
    assert {f"p/{HERE}.html", f"p/{HERE}.html#c-1"} <= names
    assert not any("agency" in name or "place" in name for name in names)
    assert "地区未知的 6 个机构没有登记" in told and f"登记了 {len(names)} 个新地址" in told
    assert len(names) == 8  # two pages with three clauses each

    # A place that no table knows, and one that is several, are told where they are written; nothing moves.
    walk.write("a.yml", "publish: auto\njurisdiction: {province: 山东省, city: 威海是}\n")
    assert walk.found() == [("K024", "a.yml", 2), ("P015", "b.txt", 0)]
    assert "是不是威海市" in tiaowen(tmp_path, "check").stdout
    walk.write("a.yml", "jurisdiction: {county: 鼓楼区}\n")
    assert "江苏省南京市鼓楼区" in tiaowen(tmp_path, "check").stdout
    assert tiaowen(tmp_path, "freeze").stdout == ""

    # The place of one: its bodies are the city's, the former addresses lead on, the other document's stay its own.
    walk.write("a.yml", "jurisdiction: {province: 山东省, city: 威海市}\n")
    assert walk.found() == [("P015", "b.txt", 0)]
    assert walk.pages("agency") >= {"weihai-caizhengju", "weihai-kejiju"} | own(HERE) | own(THERE)
    former = (tmp_path / "build/docs/agency" / f"{HERE}.shicaizhengju.md").read_text(encoding="utf-8")
    assert "weihai-caizhengju.html" in former and "威海市财政局" in former
    names, told = walk.freeze()
    assert {"agency/weihai-caizhengju.html", "place/weihai.html", "place/shandong.html"} <= names
    assert not any(name.count(".") > 1 for name in names) and "地区未知的 3 个机构" in told

    # The place of the other, and an id that a person likes better than the one that is frozen.
    walk.write("b.yml", f"jurisdiction: {{city: 烟台}}\nid: yantai-nongye\nformer_ids: [{THERE}, nongye]\n")
    assert walk.found() == []
    names, told = walk.freeze()
    assert {"agency/yantai-caizhengju.html", "place/yantai.html", "p/yantai-nongye.html#c-1"} <= names
    assert "地区未知" not in told
    assert walk.freeze()[0] == set()

    done = tiaowen(tmp_path, "build", "--locked", "--strict", "--site-url", SITE_URL)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 份发布" in done.stdout and walk.found("--locked") == []
    site = tmp_path / "site"
    for address, now in ((f"agency/{HERE}.shicaizhengju.html", "agency/weihai-caizhengju.html"),
                         (f"agency/{THERE}.shicaizhengju.html", "agency/yantai-caizhengju.html"),
                         (f"p/{THERE}.html", "p/yantai-nongye.html"), ("p/nongye.html", "p/yantai-nongye.html")):
        leads_on(site, address, now)
    gone = html.fromstring((site / f"p/{THERE}.html").read_bytes())
    assert "yantai-nongye.html#c-2" in gone.get_element_by_id("c-2").xpath(".//a/@href")
    cited = tiaowen(tmp_path, "cite", f"p/{THERE}.html#c-2")
    assert cited.returncode == 0 and "p/yantai-nongye.html#c-2" in cited.stderr


def leads_on(site: Path, address: str, now: str) -> None:
    """A page with the canonical address of another one and a link to it, in no map of the site."""
    page = html.fromstring((site / address).read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == [SITE_URL + now]
    assert any(link.endswith(now.rpartition("/")[2]) for link in page.xpath("//div[@role='note']//a/@href"))
    assert f"{SITE_URL}{address}<" not in (site / "sitemap.xml").read_text(encoding="utf-8")
