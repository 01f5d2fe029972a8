"""What the texts of the library call each industry, so that a question for money can be led to the list of money with
its industry chosen (search-money.js).
"""

from __future__ import annotations

from collections import Counter, defaultdict

from tiaowen.model import OutputFile
from tiaowen.render.json_text import script_file
from tiaowen.render.library import Library

FILE = "data/industry-words.js"


def industry_words(library: Library) -> OutputFile:
    """``tiaowenIndustries([[industry of the first level, words], …])``: names of the industries, and the words of
    site_config/industries.yml that stand in clauses about them; a word of several where it stands most often.
    """
    known = library.corpus.industries
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for policy in library.policies.values():
        for mention in policy.facts.industries:
            if mention.role == "subject":
                for term in mention.terms:
                    counted[term][mention.industry.partition(".")[0]] += 1
    said: dict[str, set[str]] = defaultdict(set)
    for term, found in counted.items():
        said[min(found, key=lambda i: (-found[i], i))].add(term)
    for industry_id, record in known.items():
        said[industry_id.partition(".")[0]].add(record.name)
    rows = [[known[i].name, sorted(words)] for i, words in sorted(said.items()) if i in known]
    return script_file(FILE, "tiaowenIndustries", rows)
