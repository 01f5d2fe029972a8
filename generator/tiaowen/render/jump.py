"""What the jump box knows: every document by id, number and title. The clause is found on the document's own page,
which knows its labels.
"""

from __future__ import annotations

import re

from tiaowen.anchors import page_name
from tiaowen.clause_path import last
from tiaowen.document_names import mark_of
from tiaowen.model import OutputFile, Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render.json_text import script_file

_DECIMAL = re.compile(r"\d+[.．、]?\s*")
FILE = "data/jump.js"


def jump_data(corpus: Corpus) -> OutputFile:
    """``tiaowenJump.load([[id, number, title, last clause cited as 第…条, mark], …])``; earlier versions
    and withdrawn documents by id alone, so that their permalinks are known.
    """
    rows: list[list[str | int]] = [[policy.id, policy.doc_number, policy.title, _articles(policy), mark_of(policy)]
                                   for policy in corpus.policies]
    rows += [[page_name(policy.id, policy.version), "", ""] for policy in (*corpus.versions, *corpus.withdrawn)]
    return script_file(FILE, "tiaowenJump.load", rows)


def _articles(policy: Policy) -> int:
    """The highest number of its articles, or of the headings that are cited as such (15.: ``locator.py``)."""
    parts = ((last(clause.path), clause.label) for clause in policy.clauses)
    return max((part.number for part, label in parts if part.name == "art" or _DECIMAL.fullmatch(label)), default=0)
