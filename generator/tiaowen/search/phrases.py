"""What people look for in this library, as phrases: titles, bodies, industries, quoted words, headings, names of
targets; with the readings of their characters. For suggestions while typing and for 是否想查 (search-correct.js,
correct.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tiaowen.catalog import Catalog
from tiaowen.model.corpus import Corpus
from tiaowen.search.fold import SEPARATOR, fold
from tiaowen.text import HAN

COUNT = 3000  # phrases, those that stand oftenest first: some 30 KB gzip
SHORTEST, LONGEST = 3, 12
_QUOTED = re.compile(rf"[“《]([{HAN}A-Za-z0-9]{{{SHORTEST},{LONGEST}}})[”》]")
_SUBJECT = re.compile("关于(?:印发|发布|公布|转发|修改|废止|进一步|加快|做好|开展|实施|同意|推进|加强|调整)*")
_KIND = re.compile("(?:的)?(?:通知|意见|决定|批复|函|公告|通告|办法|规定|方案|条例|细则|报告|通报|若干措施|若干意见)$")


def phrases(corpus: Corpus, catalog: Catalog) -> dict[str, object]:
    """``phrases``: key and how often it stands, the frequent first; ``titles``: keys of titles; ``readings``:
    character, pinyin without tones.
    """
    counts: Counter[str] = Counter()
    for phrase in _phrases(corpus):
        key = fold(phrase).replace(SEPARATOR, "")
        if SHORTEST <= len(key) <= LONGEST:
            counts[key] += 1
    texts = fold("\n".join(clause.full for policy in corpus.policies for clause in policy.clauses))
    for synonyms in catalog.search_words.synonyms:
        for word in map(fold, synonyms.words):
            if len(word) >= SHORTEST and SEPARATOR not in word and (found := texts.count(word)):
                counts[word] += found
    kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COUNT]
    titles = list(dict.fromkeys(fold(policy.title).replace(SEPARATOR, "") for policy in corpus.policies
                                if policy.title))
    letters = {char for key in (*(key for key, _ in kept), *titles) for char in key if "\u4e00" <= char <= "\u9fff"}
    return {"phrases": [list(item) for item in kept], "titles": titles, "readings": _readings(letters | _common())}


def _common() -> set[str]:
    """The 3,755 characters of the first level of GB 2312: those that are typed, rightly or wrongly."""
    return set(bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)
                     for byte in (high, low)).decode("gb2312", "ignore"))


def _readings(letters: set[str]) -> str:
    """Syllables without tones, each with its characters: ``a啊阿 ai哎…``. A character has its most frequent reading
    only.
    """
    from pypinyin import lazy_pinyin  # late: the dictionary takes a third of a second

    found: dict[str, list[str]] = {}
    for char in sorted(letters):
        found.setdefault(lazy_pinyin(char)[0], []).append(char)
    return " ".join(syllable + "".join(chars) for syllable, chars in sorted(found.items()) if syllable.isascii())


def _phrases(corpus: Corpus) -> Iterator[str]:
    for policy in corpus.policies:
        subject = _KIND.sub("", policy.title)
        match = _SUBJECT.search(subject)
        yield subject[match.end():] if match else subject
        for clause in policy.clauses:
            yield clause.heading.rstrip("。：:.")
            for found in _QUOTED.finditer(clause.full):
                yield found[1]
        for target in policy.facts.targets:
            yield target.metric
    for agency in corpus.agencies.values():
        yield agency.full_name or agency.name
    for industry in corpus.industries.values():
        yield industry.name
