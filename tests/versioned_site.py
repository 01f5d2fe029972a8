"""A small site with a past: a document of two versions, one whose parser was mended since it was frozen, one that was
taken down.

``p/weifa-2023-3.html``: version of 2023-02-26, then one of 2024-03-01 with a clause reworded (c-1-1), one removed
(c-2-2), one moved (c-2-3 → c-2-2) and one added (c-3-1). ``p/weibanfa-2022-7.html``: c-1-p2 is an alias.
``p/weibanfa-2021-5.html``: tombstones only.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import structs
from tiaowen.anchors import anchor_of
from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.ledger import identify, pending, read_ledger, settle_all, write
from tiaowen.link import link
from tiaowen.model import Clause, Policy
from tiaowen.pipeline.document import understand
from tiaowen.text import sha256

from tests.site_folder import SITE_URL, tiaowen

CURRENT, OLD, DIFF = "p/weifa-2023-3.html", "p/weifa-2023-3--2023-02-26.html", "p/weifa-2023-3--2023-02-26--diff.html"
MENDED, DOWN = "p/weibanfa-2022-7.html", "p/weibanfa-2021-5.html"
HEAD = (
    "中共威海市委 威海市人民政府关于健全激励机制的意见\n威发〔2023〕3号\n\n各区市党委、人民政府:\n为推动经济发展,"
    "提出如下意见。\n"
)
FIRST = HEAD + """一、总体要求
(一)指导思想。深入贯彻新发展理念,推动高质量发展。
(二)基本原则。坚持质量第一、效益优先。
二、重点任务
(一)培育企业。对首次纳统的工业企业,给予10万元奖励。
(二)扩大投资。每年新开工项目不少于100个。
(三)引进人才。对引进的高层次人才,给予一次性安家补贴,并解决子女入学问题。
三、保障措施
各级各部门要加强领导,确保落实。

中共威海市委
威海市人民政府
2023年2月26日
"""
SECOND = FIRST.replace("推动高质量发展",
                       "推动绿色低碳高质量发展").replace("(二)扩大投资。每年新开工项目不少于100个。\n(三)引进",
                                                         "(二)引进").replace(
                                                             "确保落实。\n",
                                                             "确保落实。\n(一)加强督查。"
                                                             "市委督查室每季度通报一次进展情况。\n").replace(
                                                                 "2023年2月26日", "2024年3月1日")
OTHER = """威海市人民政府办公室关于促进消费的通知
威办发〔2022〕7号

各区市人民政府:
为促进消费,现通知如下。
一、发放消费券。对购车的个人给予消费补贴1000元。由市商务局负责。
二、加强监管。严肃查处哄抬物价的行为。

威海市人民政府办公室
2022年5月6日
"""
THIRD = OTHER.replace("促进消费的通知", "开展普查的通知").replace("〔2022〕7号",
                                                                  "〔2021〕5号").replace("2022年5月6日", "2021年3月3日")


def versioned_site(folder: Path, *options: str) -> Path:
    """Freezes the past in ``folder``, then builds the present; the site."""
    texts = folder / "docs_src" / "policies"
    texts.mkdir(parents=True)
    files = {"a.txt": FIRST, "b.txt": OTHER, "c.txt": THIRD}
    for name, text in files.items():
        (texts / name).write_text(text, encoding="utf-8", newline="\n")
    frozen_with_old_parser(folder, [texts / name for name in files])
    (texts / "a.txt").write_text(SECOND, encoding="utf-8", newline="\n")
    (texts / "a.yml").write_text("effective_date: 2099-05-01\n", encoding="utf-8", newline="\n")
    (texts / "b.yml").write_text("effective_date: 2022-06-01\nexpiry_date: 2024-12-31\n",
                                 encoding="utf-8", newline="\n")
    (texts / "c.yml").write_text("id: weibanfa-2021-5\npublish: false\n", encoding="utf-8", newline="\n")
    done = tiaowen(folder, "build", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def frozen_with_old_parser(folder: Path, files: list[Path]) -> None:
    """Freezes the texts as a parser would have read them that broke b.txt's first clause in two."""
    catalog = load_catalog((packaged("site_config"),))
    ledger = read_ledger(folder / "site_config" / "permalinks")
    policies = [_split(understand(file, file.relative_to(folder).as_posix(), catalog)) for file in files]
    settled, _ = settle_all(identify(policies, ledger), ledger)
    write(pending(link(settled, catalog, frozenset()), ledger))


def _split(policy: Policy) -> Policy:
    clauses: list[Clause] = []
    for clause in policy.clauses:
        head, mark, tail = clause.full.partition("由市商务局负责。")
        if not mark or policy.doc_number != "威办发〔2022〕7号":
            clauses.append(clause)
            continue
        path = f"{clause.path}.p2"
        clauses.append(structs.replace(clause, full=head, sha256=sha256(head), tails=()))
        clauses.append(structs.replace(clause, full=mark + tail, sha256=sha256(mark + tail), path=path,
                                       anchor=anchor_of(path), kind="paragraph",
                                       label="", heading="", body_start=0, parent=clause.path, tails=()))
    return structs.replace(policy, clauses=tuple(clauses))


__all__ = ["CURRENT", "DIFF", "DOWN", "MENDED", "OLD", "SITE_URL", "versioned_site"]
