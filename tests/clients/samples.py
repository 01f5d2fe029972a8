"""What clients are given: a document with a clause, a law with its article, a repealed one, one of which nothing is
known, one without an address.
"""

from __future__ import annotations

from msgspec import structs
from tiaowen.anchors import anchor_of
from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.model import Clause, Policy, SourceInfo
from tiaowen.render.cite import STYLES, cite, reference
from tiaowen.render.environment import templates_of
from tiaowen.text import sha256

ACCESSED = "2026-11-22"
AT = Settings(site_url="https://example.org/zc/")


def _clause(path: str, label: str) -> Clause:
    return Clause(anchor=anchor_of(path), path=path, kind="heading", level=1, label=label, full=label, line=1,
                  sha256=sha256(label))


def _policy(*clauses: Clause) -> Policy:
    info = SourceInfo(path="a.txt", format="text", encoding="utf-8", sha256="0" * 64, size=1)
    return Policy(id="weizhengbanfa-2024-12", title="威海市人民政府办公室关于促进育苗的若干措施",
                  doc_number="威政办发〔2024〕12号",
                  issuers=("威海市人民政府办公室", "威海市财政局"), issue_date="2024-05-10", document_type="措施",
                  source=info, clauses=clauses)


def samples() -> dict[str, dict[str, str]]:
    """Name → style → the citation."""
    heading, article = (_clause("1", "一、"), _clause("1.1", "（一）")), (_clause("art12", "第十二条"),
                                                                          _clause("art12.2", "（二）"))
    law = structs.replace(_policy(*article), id="minfadian", title="中华人民共和国民法典", doc_number="",
                          issuers=("全国人民代表大会",),
                          issue_date="2020-05-28", document_type="法")
    unknown = structs.replace(_policy(), id="nd-cuoshi", title="关于促进育苗的若干措施", doc_number="", issuers=(),
                              issue_date=None)
    cases = {
        "document": (_policy(*heading), None, AT), "clause": (_policy(*heading), heading[1], AT),
        "law": (law, article[1], AT),
        "rule": (_policy(*article), article[1], AT),
        "repealed": (structs.replace(_policy(), validity="已废止"), None, AT),
        "unknown": (unknown, None, AT), "offline": (_policy(*heading), heading[1], Settings()),
    }
    templates = templates_of(packaged("templates").parent)
    return {
        name: {style: cite(reference(policy, clause, settings, accessed=ACCESSED), style, templates)
               for style in STYLES}
        for name, (policy, clause, settings) in cases.items()
    }
