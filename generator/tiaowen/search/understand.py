"""What a person means by a query: its words with what else they are called, places, bodies, years, numbers, and what a
question is after.

The page does the same (assets/tiaowen/search-understand.js, where each step is explained); both are tested on the same
cases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, structs

from tiaowen.search.fold import fold
from tiaowen.search.pieces import forms_of, laws, pieces
from tiaowen.search.terms import Term
from tiaowen.search.word_lists import homes

SYNONYM, LOOK = 0.92, 0.7
DEPARTMENTS = ("部门", "主管部门", "行政部门", "行政主管部门", "管理部门")
_SAME_UNIT = {"平米": "平方米", "块": "元", "块钱": "元"}
_ALSO = {"天": "日", "日": "天", "岁": "周岁"}  # what a number counts is called so too
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
_PREFIX = re.compile(
    "^(?:中国共产党|中共|共青团)?.{1,8}?(?:省|自治区|市|自治州|州|盟|县|区)"
    "(?:委员会(?=.)|委(?=.)|人民政府(?=.)|政府(?=.))?")
_LEVEL = re.compile("^[市省县区](?!场)(?=.{2})")  # 市环保局, but not 市场监管局
_JOINED = re.compile("^的(?![士确])")  # 以上的项目 after 以上, but not 的士
# 交多少 and 最长几年 are words, and ask
_ASKS = (("money", re.compile("多少钱?$")), ("duration", re.compile("(?:多久|几年|几天|几个月|多长时间|多少[年天])$")))
_WHETHER = re.compile(r"([\u3400-\u9fff])[不没](?=\1)")  # 放不放假 asks whether 放假
_DOCUMENT = re.compile(
    r"([\u3400-\u9fff]{2,10}?)[\s〔［\[【（(〈]*((?:19|20)[0-9][0-9])[\s〕］\]】）)〉年]*第?\s*([0-9]{1,5})\s*号")
_UNDATED = re.compile(r"([\u3400-\u9fff]{1,8}(?:发|字|办|函|令|规|文|通|知|复|政|批))\s*第?\s*([0-9]{1,4})\s*号")
_BEFORE_CODE = re.compile("^.*(?:废止|修改|修订|印发|转发|根据|依据|文件|哪个|了|的|被|由|把|在)")


class Concept(Struct, frozen=True, kw_only=True):
    """One thing asked for: ``keys`` are looked for, each with how much it counts; clauses with a value of the facet
    count too.
    """

    kind: str
    text: str
    keys: tuple[tuple[str, float], ...] = ()
    weight: float = 1.0
    need: bool = True
    facet: str = ""
    ids: tuple[str, ...] = ()
    about: str = ""
    look: tuple[str, ...] = ()
    absent: bool = False
    code: str = ""
    year: str = ""
    serial: str = ""
    unit: str = ""
    before: str = ""
    after: str = ""
    state: str = ""  # what it says of whole documents: 已废止


class Lexicon:
    """The words known before the query: of the vocabulary, and of the facets the names (id → name) of bodies and
    industries.
    """

    def __init__(self, words: Mapping[str, Any], agencies: Mapping[str, str], industries: Mapping[str, str]) -> None:
        self.entries: dict[str, list[dict[str, Any]]] = {}
        self.alike: dict[str, set[str]] = {}
        several = list(groups(words["synonyms"]))
        self.homes = homes([*([*own, *asked] for own, asked, _ in several[: words["listed"]]),
                            *(look for _, _, look, _ in words["questions"])])
        for own, asked, fact in several:
            for word in own:
                self._add(word, kind="word", others=own, fact=fact, asked=False)
            for word in asked:
                self._add(word, kind="word", others=own, fact=fact, asked=True)
        for kind, said, look, fact in words["questions"]:
            for word in said:
                self._question(kind, word, look, fact)
        for called, fields in words["offices"]:
            for word in called:
                self._add(word, kind="office", names=called, fields=fields)
        for place, called, _ in words["places"]:
            for word in called:
                self._add(word, kind="place", id=place)
        for word in words["elsewhere"].split():
            self._add(word, kind="elsewhere")
        for industry, name in industries.items():
            if len(name) > 1:
                self._add(name, kind="industry", id=industry)
        self.weak = {word for word, held in self.entries.items() if len(word) == 1
                     and any(entry["kind"] == "leave" for entry in held)}
        self.above: dict[str, list[str]] = {place: above for place, _, above in words["places"]}
        self.bodies = [(agency, _forms((_ASIDE.sub("", name), *words["bodies"].get(agency, ())))) for agency,
                       name in agencies.items()]

    def _add(self, word: str, **entry: Any) -> None:
        self.entries.setdefault(word, []).append(entry)

    def _question(self, kind: str, word: str, look: Sequence[str], fact: str) -> None:
        if kind == "validity":
            self._add(word, kind=kind, look=look)
        elif kind == "alike":
            for char in word:
                self.alike.setdefault(char, set()).update(word)
        elif kind in ("leave", "named", "aside"):
            self._add(word, kind=kind, look=look)
        else:
            self._add(word, kind="ask", about=kind, others=look, fact=fact)

    def bodies_named(self, text: str) -> tuple[str, ...]:
        """The ids of the bodies that a text names."""
        bare = _LEVEL.sub("", text)
        return tuple(agency for agency, forms in self.bodies if any(_abbreviates(text, form) or _abbreviates(bare, form)
                                                                    for form in forms))


def groups(packed: str) -> Iterator[tuple[list[str], list[str], str]]:
    """Words, asked and kind of fact of each group of synonyms (``vocabulary``)."""
    for group in filter(None, packed.split(";")):
        own, asked, fact = group.split("/")
        yield own.split(), asked.split(), fact


def _forms(names: Iterable[str]) -> list[str]:
    forms = dict.fromkeys(form for name in names for form in (name, _PREFIX.sub("", name), _LEVEL.sub("", name)))
    return [form for form in forms if len(form) > 1]


def _abbreviates(short: str, long: str) -> bool:
    """Whether the short name keeps characters of the long one in their order, from its first to the last word of it."""
    if short == long:
        return True
    if len(short) < 3 or not long or short[0] != long[0]:
        return False
    at = 0
    for char in short:
        at = long.find(char, at) + 1
        if not at:
            return False
    return len(long) - at < 3


def _office_keys(text: str, entries: Iterable[dict[str, Any]]) -> tuple[tuple[str, float], ...]:
    """A body's names, and as laws call it by its field of work: 科学技术部门."""
    keys = {text: 1.0}
    for entry in entries:
        if entry["kind"] == "office":
            for name in entry["names"]:
                keys.setdefault(name, SYNONYM)
            keys.update({field + end: SYNONYM for field in entry["fields"] for end in DEPARTMENTS})
    return tuple(keys.items())


def _known(text: str, entries: Sequence[dict[str, Any]]) -> Concept | None:
    concept = _concept(text, entries)
    state = next((entry["look"][0] for entry in entries if entry["kind"] == "validity"), "")
    if not state:
        return concept
    return structs.replace(concept or Concept(kind="word", text=text, keys=((text, 1),)), state=state)


def _concept(text: str, entries: Sequence[dict[str, Any]]) -> Concept | None:
    kinds = {entry["kind"] for entry in entries}
    words = [entry for entry in entries if entry["kind"] == "word"]
    if "place" in kinds:
        return Concept(kind="place", text=text, keys=((text, 1),),
                       ids=tuple(entry["id"] for entry in entries if entry["kind"] == "place"))
    if "office" in kinds:
        others = tuple((other, SYNONYM) for entry in words for other in entry["others"])
        return Concept(kind="body", text=text, keys=_office_keys(text, entries) + others, weight=1.1)
    if "named" in kinds:
        return Concept(kind="named", text=text, keys=((text, 1),),
                       look=tuple(word for entry in entries for word in entry.get("look") or ()))
    if "elsewhere" in kinds:
        return Concept(kind="elsewhere", text=text, keys=((text, 1),))
    if words or "industry" in kinds:
        return _word(text, words, [entry["id"] for entry in entries if entry["kind"] == "industry"])
    if "aside" in kinds:
        return aside(text, entries)
    ask = next((entry for entry in entries if entry["kind"] == "ask"), None)
    if ask is None:
        return None
    keys = tuple((word, LOOK) for word in ask["others"])
    fact = ask["fact"]
    unit = _SAME_UNIT.get(ask.get("unit", ""), ask.get("unit", ""))
    return Concept(kind="ask", text=text, keys=keys, weight=0.3, need=False, about=ask["about"],
                   facet="kind" if fact else "", ids=(fact,) if fact else (), unit=unit)


def aside(text: str, entries: Iterable[dict[str, Any]]) -> Concept:
    """What counts a little and is never needed: this year, or 修 as 维修."""
    others = (word for entry in entries if entry["kind"] == "aside" for word in entry["look"])
    return Concept(kind="word", text=text, keys=((text, 1), *((word, SYNONYM) for word in others)), weight=0.3,
                   need=False)


def _word(text: str, words: Sequence[dict[str, Any]], industries: Sequence[str]) -> Concept:
    keys = {text: 1.0}
    for entry in words:
        for other in entry["others"]:
            keys.setdefault(other, SYNONYM if entry["asked"] else SYNONYM - 0.05)
    fact = next((entry["fact"] for entry in words if entry["fact"]), "")
    weight = 1.0 if len(text) > 1 else 0.5
    if fact:
        return Concept(kind="word", text=text, keys=tuple(keys.items()), weight=weight, facet="kind", ids=(fact,))
    if industries:
        return Concept(kind="industry", text=text, keys=tuple(keys.items()), weight=weight, facet="industry",
                       ids=(industries[0],))
    return Concept(kind="word", text=text, keys=tuple(keys.items()), weight=weight)


def _meaning(text: str, entry: dict[str, Any] | None, known: Lexicon, before: str, after: str) -> Concept | None:
    if entry is None:
        if all(char in known.weak for char in text):
            return None
        run = _JOINED.sub("", text)
        return Concept(kind="run", text=run, keys=((run, 1),), before=before, after=after)
    if entry["kind"] == "law":
        return Concept(kind="law", text=text, keys=((text, 1),), weight=1.3)
    if entry["kind"] == "year":
        return Concept(kind="year", text=text, keys=((entry["year"], 1),), weight=0.7, facet="year",
                       ids=(entry["year"],))
    if entry["kind"] == "number":
        return _number(text, entry)
    if entry["kind"] == "body":
        return Concept(kind="body", text=text, keys=_office_keys(text, entry["entries"]), weight=1.2, facet="agency",
                       ids=entry["ids"])
    return _known(text, entry["entries"])


def _number(text: str, entry: dict[str, Any]) -> Concept:
    forms = dict.fromkeys((*forms_of(entry["number"]), *([entry["typed"]] if entry["typed"] else [])))
    short, unit = len(entry["number"]) < 2, _SAME_UNIT.get(entry["unit"], entry["unit"])
    keys: list[tuple[str, float]] = []
    for form in forms:
        keys.append((form + unit, 1))
        if unit in _ALSO:
            keys.append((form + _ALSO[unit], 1))
        if unit and not short:
            keys.append((form, 0.7))
    return Concept(kind="number", text=text, keys=tuple(keys), weight=0.5 if short else 1)


def _whether(part: str, known: Lexicon) -> str:
    """放不放假 as 放假; 能不能 is a word of its own."""
    return _WHETHER.sub(lambda match: match[0] if match[0] + match[1] in known.entries else "", part)


def understand(terms: Sequence[Term], known: Lexicon, document: Concept | None = None) -> list[Concept]:
    """What the terms of a query mean; those in quotation marks stay as they are, excluded ones are left out."""
    found: list[Concept] = [document] if document else []

    def add(concept: Concept | None) -> None:
        if concept and not any((other.kind, other.text) == (concept.kind, concept.text) for other in found):
            found.append(concept)

    wanted = [term for term in terms if not term.exclude]
    for term in wanted:
        if term.quoted:
            add(Concept(kind="exact", text=term.key, keys=((term.key, 1),), weight=1.5))
            continue
        for part in filter(None, term.key.split("|")):
            found_here = laws(pieces(_whether(part, known), known))
            for at, (text, entry) in enumerate(found_here):
                before = found_here[at - 1][0][-1] if at else ""
                after = found_here[at + 1][0][0] if at + 1 < len(found_here) else ""
                add(_meaning(text, entry, known, before, after))
                if entry and entry["kind"] == "known":
                    add(next((Concept(kind="ask", text=text, weight=0.3, need=False, about=about)
                              for about, asks in _ASKS if asks.search(text)), None))
    if not any(concept.need for concept in found):
        for term in wanted:
            add(Concept(kind="run", text=term.key, keys=((term.key, 1),)))
    return found


def document_in(query: str) -> tuple[Concept | None, str]:
    """The document number in a query, whose year, brackets and spaces may be left out, and the query without it; 號 is
    号.
    """
    flat = re.sub("[\u3400-\u9fff]", lambda found: fold(found[0]), unicodedata.normalize("NFKC", query))
    dated = _DOCUMENT.search(flat)
    match = dated or _UNDATED.search(flat)
    if not match or re.search("[\"“”]", query):
        return None, query
    code = _BEFORE_CODE.sub("", match[1])
    year, serial = (match[2], match[3]) if dated else ("", match[2])
    if len(code) < 2:
        return None, query
    before = len(match[1]) - len(code)
    keys = ((f"{code[-3:]}{year}{int(serial)}号", 1),) if year else ()
    concept = Concept(kind="number of document", text=match[0][before:], keys=keys, weight=2, code=code, year=year,
                      serial=str(int(serial)))
    return concept, flat.replace(match[0], match[1][:before] + " ", 1)
