"""The search index as files that a page loads with script tags: no fetch, no worker, so that it works from disk too.

Every file calls ``tiaowenSearch.load(name, data)``. Postcondition: a clause is found by a text exactly when the fold of the text
is a substring of the fold of the clause's ``full`` (issue 6; the plain scan in tests is the oracle).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from generator.config import Settings
from generator.corpus import Corpus
from generator.model import OutputFile
from generator.search.fold import encode_table, fold

FOLDER = "search"


def files(corpus: Corpus, settings: Settings) -> Iterator[OutputFile]:
    """The files of the index, below ``search/``."""
    documents = [[policy.id, policy.title, policy.doc_number,
                  [[clause.anchor, clause.path, clause.label, clause.heading, clause.full] for clause in policy.clauses]]
                 for policy in corpus.policies]
    keys = (fold(clause.full) for policy in corpus.policies for clause in policy.clauses)
    yield OutputFile(path=f"{FOLDER}/fold.js", data=script("fold", encode_table(set().union(*keys))))
    yield OutputFile(path=f"{FOLDER}/index.js", data=script("index", {"documents": documents}))


def script(name: str, data: object) -> bytes:
    """A file that hands the data to the search in the page; U+2028 and U+2029 end a line in old scripts."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"tiaowenSearch.load({json.dumps(name)},{text});\n".encode()


def read_script(file: Path) -> object:
    """The data of a file that ``script`` made."""
    text = file.read_text(encoding="utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])
