"""What check says of citations: a document not held once a policy, a clause of its own that is not there, with file and
line.
"""

from pathlib import Path

from msgspec import structs
from tiaowen.catalog import load_catalog
from tiaowen.facts.citation import extract as citations
from tiaowen.facts.reference import extract as references
from tiaowen.link import link
from tiaowen.model import Facts, Policy

from tests.factories import clause, policy

CATALOG = load_catalog((Path(__file__).parents[2] / "site_config",))


def understood(given: Policy) -> Policy:
    return structs.replace(given, facts=Facts(citations=citations.extract(given, CATALOG),
                                              references=references.extract(given, CATALOG)))


def test_findings_name_file_and_line_once_a_document() -> None:
    citing = understood(policy(
        "a", clause("art1", "第一条 根据《甲省水域条例》和《威海市城市绿化办法》制定本办法。", line=3),
        clause("art2", "第二条 依照《甲省水域条例》第三条和本办法第九条执行。", line=5), title="办法甲",
        doc_number="威政发〔2020〕1号",
    ))
    held = policy("b", clause("art1", "第一条 内容。"), title="威海市城市绿化办法")
    corpus = link((citing, held), CATALOG)
    found = [(d.code, d.line, d.message) for d in corpus.diagnostics]
    assert found == [("F002", 3, "引用的文件没有收录：甲省水域条例"), ("F003", 5, "本文没有“第九条”所指的条款")]
    assert all(d.path == citing.source.path for d in corpus.diagnostics)
    targets = [f.target for p in corpus.policies if p.id == "a" for f in p.facts.citations]
    assert targets[1] == "p/b.html"
    assert targets[0] == targets[2] == f"cited/{next(iter(corpus.cited))}.html"
