"""Libraries of any size for measurements: from the real laws beside the checkout, or, without them, from seeded words.
No parser takes part.
"""

from __future__ import annotations

import random
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from tiaowen.model import Clause, Duty, Facts, IndustryMention, Jurisdiction, Policy, SourceInfo, Span
from tiaowen.model.corpus import AgencyRecord, Corpus, IndustryRecord, PlaceRecord
from tiaowen.text import sha256

SHARED = Path(__file__).parents[3] / "shared"
PLACES = ("cn", "shandong", "weihai", "weifang", "binzhou", "shanghai", "guangdong", "shenzhen")
AGENCIES = ("发展改革委", "工业和信息化局", "财政局", "科技局", "商务局", "自然资源局",
            "人力资源社会保障局", "市场监管局")
INDUSTRIES = ("it", "auto", "food", "textile", "steel", "chemical", "medicine", "logistics")


def clause(number: int, text: str) -> Clause:
    """One paragraph as an article-like clause; a text such as 第三条　… keeps its label."""
    match = re.match(
        r"(第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?|[一二三四五六七八九十]+、"
        r"|（[一二三四五六七八九十]+）)", text)
    label = match[1] if match else ""
    heading = text[len(match[0]):].lstrip().partition("。")[0][:30] if match and not label.startswith("第") else ""
    return Clause(anchor=f"art-{number}", path=f"art{number}", kind="article", level=1, label=label, heading=heading,
                  text=text, full=text, line=number, sha256=sha256(text))


def policy(number: int, title: str, paragraphs: list[str], rng: random.Random) -> Policy:
    """A policy of these paragraphs, with places, agencies and industries dealt out by the generator of random
    numbers.
    """
    place, year = rng.choice(PLACES), rng.randint(2005, 2025)
    clauses = tuple(clause(index, text) for index, text in enumerate(paragraphs, 1))
    duties, mentions = [], []
    for item in clauses:
        if rng.random() < 0.3:
            names = rng.sample(AGENCIES, rng.randint(1, 3))
            duties.append(Duty(path=item.path, anchor=item.anchor, role="responsible", agencies=tuple(names),
                               agency_ids=tuple(f"{place}-{AGENCIES.index(name)}" for name in names), where="tail",
                               quote="", span=Span(0, 0), scope=Span(0, 0), line=item.line))
        if rng.random() < 0.1:
            mentions.append(IndustryMention(path=item.path, anchor=item.anchor, industry=rng.choice(INDUSTRIES),
                                            role="mention", terms=()))
    return Policy(id=f"doc-{number:05d}", title=title, doc_number=f"{place[:2]}府发〔{year}〕{number % 300 + 1}号",
                  issue_date=f"{year}-05-01",
                  document_type=title[-2:], validity="现行有效", jurisdiction=Jurisdiction(place_id=place),
                  source=SourceInfo(path=f"{number}.txt", format="text", encoding="utf-8", sha256="0" * 64, size=0),
                  clauses=clauses, facts=Facts(duties=tuple(duties), industries=tuple(mentions)))


def library(policies: tuple[Policy, ...]) -> Corpus:
    """The policies with the records their facts name."""
    return Corpus(
        policies=policies,
        agencies={f"{place}-{i}": AgencyRecord(id=f"{place}-{i}", name=name, place_id=place, known="registered")
                  for place in PLACES for i, name in enumerate(AGENCIES)},
        industries={key: IndustryRecord(id=key, name=key, parent="") for key in INDUSTRIES},
        places={key: PlaceRecord(id=key, name=key, level="city", code="", parent="") for key in PLACES})


def laws() -> Iterator[tuple[str, list[str]]]:
    """Title and paragraphs of each law of the shared corpus, by name. Nothing when it is not beside the checkout."""
    archive = SHARED / "corpus" / "laws.tar.xz"
    if not archive.exists():
        return
    with tarfile.open(archive) as tar:
        texts = {member.name: stream.read().decode("utf-8") for member in tar if member.name.endswith(".md")
                 and (stream := tar.extractfile(member))}
    for _, text in sorted(texts.items()):
        head, _, body = text.partition("<!-- INFO END -->")
        lines = [line.strip(" #\t") for line in (body or head).splitlines()]
        yield head.splitlines()[0].strip("# ") if head else "", [line for line in lines if line]


def real(count: int, size: int = 28_000, seed: int = 1) -> Corpus:
    """``count`` documents of about ``size`` bytes: the laws in a seeded order end to end and, when they run out, again
    with clauses shuffled.
    """
    rng = random.Random(seed)
    texts = list(laws())
    rng.shuffle(texts)
    paragraphs = [(title, paragraph) for title, body in texts for paragraph in body]
    policies: list[Policy] = []
    at = 0
    while len(policies) < count:
        title, part, held = paragraphs[at % len(paragraphs)][0], [], 0
        while held < size:
            if at and at % len(paragraphs) == 0:
                rng.shuffle(paragraphs)
            text = paragraphs[at % len(paragraphs)][1]
            part.append(text)
            held += len(text.encode())
            at += 1
        policies.append(policy(len(policies), title, part, rng))
    return library(tuple(policies))


def made(count: int, size: int = 28_000, seed: int = 1) -> Corpus:
    """``count`` documents of about ``size`` bytes of seeded words: harder to compress than real text."""
    rng = random.Random(seed)
    chars = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    words = ["".join(rng.choices(chars, k=rng.choice((2, 2, 2, 3, 4)))) for _ in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    policies = []
    for number in range(count):
        part, held = [], 0
        while held < size:
            sentences = ["".join(rng.choices(words, weights, k=rng.randint(3, 12))) for _ in range(rng.randint(3, 12))]
            part.append("，".join(sentences)
                        + f"，增长{rng.randint(1, 99)}.{rng.randint(0, 9)}%，2025年达到{rng.randint(1, 999)}亿元。")
            held += len(part[-1].encode())
        policies.append(policy(number, "关于" + "".join(rng.choices(words, weights, k=4)) + "的意见", part, rng))
    return library(tuple(policies))
