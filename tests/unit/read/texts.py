"""Texts of the library and the corpus that are made into Word and PDF files, and how a result is compared."""

from __future__ import annotations

from pathlib import Path

from tiaowen.catalog import Catalog, load_catalog
from tiaowen.clean import clean
from tiaowen.model import Line, Policy
from tiaowen.parse import parse
from tiaowen.read import read

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus" / "policies"
POLICIES = ROOT / "docs_src" / "policies"
OWN = ("weihai-weifa-2023-3.txt", "binzhou-binbanzi-2019-68.txt", "shanghai-gongye-wenzengzhang-shishi-yijian.txt")
SHARED = ("cq-08.txt", "hb-01.txt", "hb-03.txt", "pdf-shanghai-ziranzaihai.txt", "yihao-2018.txt",
          "law1993-gongsi-raw.txt")


def originals() -> list[Path]:
    return [POLICIES / name for name in OWN] + [CORPUS / name for name in SHARED]


def load() -> Catalog:
    return load_catalog((ROOT / "site_config",))


def lines_of(file: Path, catalog: Catalog) -> tuple[Line, ...]:
    return clean(read(file, file.name), catalog).lines


def policy_of(file: Path, catalog: Catalog) -> Policy:
    return parse(clean(read(file, file.name), catalog), catalog)


def tree(policy: Policy) -> list[tuple[str, str, str]]:
    return [(clause.path, clause.label, "".join(clause.full.split())) for clause in policy.clauses]
