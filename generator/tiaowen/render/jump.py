"""What the jump box knows: every document by id, number and title. The clause is found on the document's own page,
which knows its labels.
"""

from __future__ import annotations

from tiaowen.model import OutputFile
from tiaowen.model.corpus import Corpus
from tiaowen.render.citing import script_data

FILE = "data/jump.js"  # a script, because pages opened from disk cannot fetch


def jump_data(corpus: Corpus) -> OutputFile:
    """``tiaowenJump.load([[id, number, title], …])``; earlier versions and withdrawn documents by id alone, so that
    their permalinks are known.
    """
    rows = [[policy.id, policy.doc_number, policy.title] for policy in corpus.policies]
    rows += [[f"{policy.id}--{policy.version}", "", ""] for policy in corpus.versions]
    rows += [[f"{policy.id}--{policy.version}" if policy.version else policy.id, "", ""] for policy in corpus.withdrawn]
    return OutputFile(path=FILE, data=f"tiaowenJump.load({script_data(rows)});\n".encode())
