"""Programs that read the site's pages, data and linked data: python tables_clients.py SITE. One JSON object on standard
output.

Needs pandas, duckdb, frictionless, pyld, rdflib, trafilatura, readability-lxml, feedparser, langchain-text-splitters;
called by run.py.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import cast

Told = dict[str, object]
SITE = Path(sys.argv[1])


def clauses() -> list[dict[str, str]]:
    """The lines of clauses.jsonl."""
    return [json.loads(line) for line in (SITE / "data/clauses.jsonl").read_text(encoding="utf-8").splitlines()]


def policies() -> list[dict[str, str]]:
    """The documents of policies.json."""
    told = json.loads((SITE / "data/policies.json").read_text(encoding="utf-8"))
    return cast(list[dict[str, str]], told if isinstance(told, list) else told["policies"])


def linked_data(html: str) -> object:
    """The JSON-LD of a page."""
    found = re.search(r'<script type="?application/ld\+json"?>(.*?)</script>', html, re.S)
    return json.loads(found[1]) if found else {}


def pandas_reads() -> Told:
    """Paths and anchors as text, numbers as numbers."""
    import pandas

    table = pandas.read_csv(SITE / "data/duties.csv")
    targets = pandas.read_csv(SITE / "data/targets.csv")
    return {"version": version("pandas"),
            "right": bool(table["path"].str.startswith("§").all()) and targets["value"].dtype.kind == "f",
            "saw": f"path {table['path'].dtype}，value {targets['value'].dtype}"}


def duckdb_reads() -> Told:
    """CSV, JSON lines and Parquet give the same clauses."""
    import duckdb

    paths = duckdb.sql(f"SELECT typeof(path), count(*) FROM '{SITE}/data/duties.csv' GROUP BY 1").fetchall()
    ask = "SELECT count(*), count(DISTINCT policy || anchor) FROM '{}'"
    # a relation has no fetchone() from 2.0 on
    ((rows, keys),) = duckdb.sql(ask.format(SITE / "data/clauses.jsonl")).fetchall()
    file = SITE / "data/clauses.parquet"
    same = not file.is_file() or duckdb.sql(ask.format(file)).fetchall() == [(rows, keys)]
    return {"version": version("duckdb"), "right": [kind for kind, _ in paths] == ["VARCHAR"] and rows == keys and same,
            "saw": f"path {paths[0][0]}；{rows} 条，Parquet 相同"}


def frictionless_reads() -> Told:
    """The descriptor fits every table."""
    from frictionless import Package

    report = Package(str(SITE / "data/datapackage.json")).validate()
    errors = report.flatten(["title", "message"])
    return {"version": version("frictionless"), "right": report.valid,
            "saw": f"{len(report.tasks)} 张表，{len(errors)} 处错误 {errors[:2]}"}


def graph() -> Told:
    """All pages into one graph, by two libraries; three questions."""
    import rdflib
    from pyld import jsonld

    whole, expanded = rdflib.Graph(), 0
    for page in sorted(SITE.rglob("*.html")):
        data = linked_data(page.read_text(encoding="utf-8"))
        if data:
            whole.parse(data=json.dumps(data), format="json-ld")
            expanded += len(jsonld.flatten(data))
    ask = "PREFIX s: <http://schema.org/> SELECT (count(DISTINCT ?x) AS ?n) WHERE { %s }"
    questions = {
        "文件": "?x a s:Legislation; s:legislationIdentifier ?number; s:hasPart ?part",
        "条款": "?d s:hasPart ?x . ?x s:name ?name",
        "引用": "?d a s:Legislation; s:isBasedOn|s:citation|s:legislationEnsuresImplementationOf|s:legislationRepeals"
                "|s:legislationChanges ?x",
    }
    counts = {name: int(next(iter(whole.query(ask % where)))[0]) for name, where in questions.items()}
    blank = {s for s, _, o in whole.triples((None, rdflib.RDF.type, rdflib.URIRef("http://schema.org/Legislation")))
             if isinstance(s, rdflib.BNode)}
    return {"version": f"PyLD {version('pyld')}, rdflib {version('rdflib')}",
            "right": all(counts.values()) and not blank,
            "saw": f"{len(whole)} 个三元组，PyLD {expanded} 个结点，{counts}，没有网址的文件 {len(blank)}"}


def kept_by(extract: Callable[[str], str], client: str, most: float) -> Told:
    """How long what an extractor keeps is, in lengths of the text, and how many clauses begin in it; a clause of which
    much is links may be taken for a menu (trafilatura).
    """
    told = []
    for page in sorted((SITE / "p").glob("*.html")):
        own = [line for line in clauses() if line["policy"] == page.stem]
        got = squeezed(extract(page.read_text(encoding="utf-8")))
        found = [re.split("[。；]", squeezed(line["text"] or line["full"]))[0] in got for line in own]
        length = len(got) / len(squeezed("".join(line["full"] for line in own)))
        told.append((length, sum(found), len(own), "TY-" in got or "责任单位市" in got))
    return {"version": version(client),
            "right": all(length < most and found >= 0.95 * held and not ours for length, found, held, ours in told),
            "saw": "；".join(f"长度 {length:.2f} 倍，条款 {found}/{held}" for length, found, held, _ in told)}


def squeezed(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)


def trafilatura_keeps() -> Told:
    """Its extraction with recall favoured."""
    import trafilatura

    return kept_by(lambda page: trafilatura.extract(page, favor_recall=True, include_comments=False) or "",
                   "trafilatura", 1.15)


def readability_keeps() -> Told:
    """Its summary of the page."""
    import lxml.html
    from readability import Document

    return kept_by(lambda page: lxml.html.fromstring(Document(page).summary()).text_content(), "readability-lxml", 1.1)


def feeds() -> Told:
    """Every feed: well formed, an address of its own, entries with their address, a day they were changed, and the day
    they were issued where the document tells one.
    """
    import feedparser

    dates = {item["url"]: item["issue_date"] or item["publish_date"] for item in policies()}
    files = sorted(file for file in SITE.rglob("*.xml") if b"<feed " in file.read_bytes()[:200])
    read = {file.relative_to(SITE).as_posix(): feedparser.parse(file.read_bytes()) for file in files}
    ids = {feed.feed.id for feed in read.values()}
    wrong = [name for name, feed in read.items() if feed.bozo or not feed.feed.updated
             or not (feed.entries or "没有写明日期" in feed.feed.get("subtitle", "")) or any(
        not entry.id.startswith("http") or not entry.updated
        or (entry.link in dates and (dates[entry.link] or "") != entry.get("published", "")[:10])
        for entry in feed.entries)]
    return {"version": version("feedparser"), "right": len(ids) == len(read) and not wrong,
            "saw": f"{len(read)} 个订阅源，编号各不相同 {len(ids)} 个，"
                   f"{sum(len(feed.entries) for feed in read.values())} 条；有错的 {wrong[:3]}"}


def chunks() -> Told:
    """The Markdown archive split at headings: chunks with the address of their clause."""
    from langchain_text_splitters import MarkdownHeaderTextSplitter

    levels = [("#" * level, f"h{level}") for level in range(1, 7)]
    archive = zipfile.ZipFile(io.BytesIO((SITE / "data/markdown.zip").read_bytes()))
    texts = [archive.read(name).decode() for name in archive.namelist()]
    parts = [chunk for text in texts
             for chunk in MarkdownHeaderTextSplitter(levels).split_text(text.partition("\n---\n\n")[2])]
    named = sum(any("{#" in value for value in part.metadata.values()) for part in parts)
    titles = [len(re.findall(r"^# ", text, re.M)) for text in texts]
    return {"version": version("langchain-text-splitters"), "right": set(titles) == {1} and named > len(parts) // 2,
            "saw": f"{len(parts)} 段，{named} 段带锚；一级标题 {titles}"}


CLIENTS = {"pandas": pandas_reads, "DuckDB": duckdb_reads, "Frictionless": frictionless_reads, "PyLD, rdflib": graph,
           "trafilatura": trafilatura_keeps, "readability-lxml": readability_keeps, "feedparser": feeds,
           "LangChain": chunks}

if __name__ == "__main__":
    out: dict[str, Told] = {}
    for client, check in CLIENTS.items():
        try:
            out[client] = check()
        except (ImportError, PackageNotFoundError) as error:
            out[client] = {"missing": str(error)}
        except Exception as error:
            out[client] = {"right": False, "saw": repr(error)[:300]}
    print(json.dumps(out, ensure_ascii=False, indent=1))
