"""Who benefits and on what condition, read off the words before the benefit: 对 <condition> 的 <beneficiary>，给予…"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from generator.catalog.quantities import QuantityWords

Kind = Literal["enterprise", "person", "organization", "government", "unknown"]
_TOWARDS = re.compile(r"(?:^|[，；、]|可|并|继续|重点|要)(?:对于?|向|为|凡是?|给予?|支持|鼓励|凡被)([^，。；]{2,120})")
_GIVEN_TO = re.compile(
    r"(?:给予|奖励|补助|补贴|资助|发给|发放给|对)((?:每(?:个|家|户|名)|该)?[^，。；、\d]{1,12}?)(?:一次性|最高|不超过|奖励|补助|补贴|资助|每|按|\d)"
)
_VERB = re.compile(
    r"(?:，|^)?(?:一次性|分别|按照?|最高|每[^，。；]{1,6}|再|按规定|依照|可|予以|给予|实行|进行|享受|优先|视同|减少"
    r"|奖励|补助|补贴|资助|减按|免缴|免收|单独组织|不占)"
)
_FILLER = re.compile(r"^(?:对|凡|在|经|符合|我市|本市|全市|全县)+")
LONGEST = 60


class Party(NamedTuple):
    """The beneficiary as printed, its kind, and what it must have done."""

    name: str
    kind: Kind
    condition: str


def party(text: str, heading: str, before: Party | None, words: QuantityWords) -> Party:
    """The party of a benefit quoted as ``text``; taken over from the tier ``before`` when the text names none, else from the heading."""
    phrase = _phrase(text)
    name, condition = _split(phrase)
    kind = kind_of(name, words)
    if kind == "unknown" and (given := _GIVEN_TO.search(text)) and kind_of(given[1], words) != "unknown":
        name, kind, condition = given[1], kind_of(given[1], words), condition or phrase
    if kind == "unknown":
        subject = re.match(r"([^，。；：]{2,40}?)(?:的)?[，：]", text)
        if subject and kind_of(subject[1], words) != "unknown":
            name, kind = _split(subject[1])[0], kind_of(subject[1], words)
    if kind == "unknown" and before is not None and before.kind != "unknown":
        return Party(before.name, before.kind, (condition or name or before.condition)[:LONGEST * 2])
    if kind == "unknown" and (noun := _noun_in(heading, words)):
        return Party(noun, kind_of(noun, words), (condition or phrase)[:LONGEST * 2])
    return Party(name[-LONGEST:], kind, condition[:LONGEST * 2])


def _phrase(text: str) -> str:
    match = _TOWARDS.search(text)
    phrase = match[1] if match else ""
    verb = _VERB.search(phrase, 1)
    return (phrase[:verb.start()] if verb else phrase).strip("，、")


def _split(phrase: str) -> tuple[str, str]:
    """年营业收入首次突破100亿元（含）的工业企业 → (工业企业, 年营业收入首次突破100亿元（含）)."""
    if phrase.endswith("的"):
        return "", phrase[:-1]
    condition, of, name = phrase.rpartition("的")
    return (name, condition) if of else (phrase, "")


def kind_of(name: str, words: QuantityWords) -> Kind:
    """The kind of the head noun: the party word that ends last in the name, the longest of those."""
    best: tuple[int, int, Kind] | None = None
    name = re.sub(r"（[^（）]*）$", "", name)
    for entry in words.of_kind("party"):
        for match in words.patterns[entry.id].finditer(name[-LONGEST:]):
            rank = (match.end(), match.end() - match.start(), entry.id)
            if best is None or rank[:2] > best[:2]:
                best = rank  # type: ignore[assignment]
    return best[2] if best and best[0] >= len(name[-LONGEST:]) - 4 else "unknown"


def _noun_in(heading: str, words: QuantityWords) -> str:
    """The party that a heading names: 星级酒店创建 → 星级酒店."""
    bare = re.sub(r"(?:的)?(?:建设|创建|培育|发展|支持|扶持|奖励|补助|补贴|评定|引进|壮大|工程|行动|目标)+$", "", heading)
    return bare[-20:] if kind_of(bare, words) != "unknown" else ""
