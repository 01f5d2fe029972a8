"""Labels and verbs of duty brackets, by their shape: <words><单位|部门|…>： says who is charged, whatever the words
(lexicon.yml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tiaowen.language.bodies import is_sure, items_of
from tiaowen.language.lexicon import pattern
from tiaowen.model import DutyRole
from tiaowen.needed import words_needed
from tiaowen.text import HAN

_NOUN = r"{duty_noun}(?:[、和与及/]?(?:[\u4e00-\u9fff]{0,4}{duty_noun}|责任人))?"
_PERSON = pattern(r"^[\u4e00-\u9fff、和及]{0,10}{label_person}$|^(?:领导|人)$")
_PERSON_WORD = pattern(r"(?:{label_person}|领导|人)$")
_UNIT = pattern(rf"^(?:[\u4e00-\u9fff、和及与/]{{0,12}}?){_NOUN}$")
_BARE = pattern(r"^(?:责任|{label_lead}|{label_support})$")
_LEAD, _SUPPORT = pattern(r"{label_lead}"), pattern(r"{label_support}")
_CHARGE, _IDLE = pattern(r"{label_charge}"), pattern(
    r"^[\u4e00-\u9fff]{0,4}{label_idle}{duty_noun}$|^{duty_noun}{label_idle}$")
# A field of a bracket: words and a colon. (单位) may stand between: 责任（单位）：
FIELD = re.compile(
    rf"(?:^|(?<=[；;，,。\n（(［\[【〔])|(?<=\s)|(?<=[一二三四五六七八九十\d][）)]))\s*"
    rf"(?P<label>[{HAN}](?:[{HAN}、/]|\s(?=[{HAN}]{{0,4}}[：:])){{1,13}})"
    rf"(?P<noun>[（(](?:单位|部门|科室)[）)])?\s*[：:]\s*"
)
_COLONS = words_needed(FIELD)
TIME = pattern(r"{duty_time}")
ROLE_END = pattern(
    r"(?:{duty_verb_lead}(?:{duty_verb})?|{duty_verb_support}|(?:分别|共同|具体|按(?:照)?(?:各自)?(?:职责"
    r"|职能)(?:分工)?(?:分别|协同|共同)?|分工|等)*{duty_verb}+"
    r"|(?:做好|抓好)[^，。；、]{0,6}|为(?:责任|牵头|配合|参与)(?:单位|部门))\s*[。；]?\s*$"
)

class Field(Struct, frozen=True):
    """A label with its colon in a text: where it begins, where its value begins, and what it says."""

    start: int
    value: int
    label: str
    role: DutyRole | None


def role_of_label(label: str) -> DutyRole | None:
    """What the words before a colon say: a role; None for what is no list of bodies (完成时限, 责任人, 适用范围,
    计量单位).
    """
    if _PERSON.search(label):
        return None
    if _BARE.search(label) or _UNIT.search(label):
        if _IDLE.search(label) and not _CHARGE.search(label):
            return None
        if _LEAD.search(label):
            return "lead"
        return "support" if _SUPPORT.search(label) else "responsible"
    return None


def charges(label: str) -> bool:
    """Whether a label says by itself that it charges whom it names, bodies or persons: 责任单位, 牵头领导; not 单位,
    申报单位.
    """
    if role_of_label(label):
        return bool(_CHARGE.search(label))
    person = _PERSON_WORD.search(label) if _PERSON.search(label) else None
    # 监管处联系人 charges nobody
    return person is not None and any(person.start() <= charge.end() for charge in _CHARGE.finditer(label))


def fields(text: str, start: int = 0, end: int | None = None) -> Iterator[Field]:
    """The labels with a colon in ``text[start:end]``, in order."""
    if not any(colon in text for colon in _COLONS):
        return
    for match in FIELD.finditer(text, start, len(text) if end is None else end):
        label = re.sub(r"\s", "", match["label"]) + ("单位" if match["noun"] else "")
        yield Field(match.start("label"), match.end(), label, role_of_label(label))


def charging_fields(text: str) -> list[Field]:
    """The fields that charge somebody: a label that says so, or any <words>单位： before a body."""
    found = list(fields(text))
    stops = [*(field.start for field in found[1:]), *([len(text)] if found else [])]
    return [
        field for field, stop in zip(found, stops, strict=True)
        if charges(field.label) or field.role and len(field.label) > 2
        and any(map(is_sure, items_of(text[field.value:stop])))
    ]
