"""Agency names in running text: the places a document speaks of, and what looks like the name of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from tiaowen.catalog import Catalog
from tiaowen.catalog.agency_names import LEVEL_MARKS
from tiaowen.language.bodies import ENDS_AS_BODY
from tiaowen.language.lexicon import pattern
from tiaowen.model import Policy
from tiaowen.text import HAN

OWN_NAME = re.compile(
    r"(?:公司|集团|银行|分行|支行|医院|大学|学院|企业|商会|协会|基金|铁塔|电信|移动|联通|管委会|管委|管理委员会"
    r"|党工委)$|^(?:国网|中国|国家|全国|中央|南方电网)"
)
# Words that begin with 市, 县 … and say no level: 市政设施部门 (but 市政府), 市场主体登记机关, 县级部门.
_WORD = re.compile(r".(?:级|域|际)|市场|市容|市政(?![府协法研务数管企])")
_DEFINED = re.compile(r"[（(](?:以下)?简称[:：]?[“‘]?(?P<short>[^（）()“”‘’，、]{2,14})[”’]?[）)]")
_BEFORE_DEFINITION = pattern(rf"{{body_level}}[{HAN}]{{2,24}}$")
_ASIDE_IN_ZONE = re.compile(r"（[^（）]{1,6}）(?=区)")  # 开发（度假）区管委会
TOWN_MARKS = ("镇", "乡", "街道")
_TOWN = re.compile(
    rf"([{HAN}]{{1,5}}?(?:镇|乡|街道))(?=党|人民|委|政府|办|工作)|(?!关于|各|全)"
    rf"([{HAN}]{{2,4}}街道|[{HAN}]{{1,3}}[镇乡](?=关于|20\d\d))"
)


class Naming:
    """Names in one document: its place, the towns that issue it, and the registry."""

    def __init__(self, policy: Policy, catalog: Catalog) -> None:
        self.registry = catalog.agencies
        self.places = catalog.places
        self.place_id = policy.jurisdiction.place_id
        self._namers = (*policy.issuers, policy.title)
        self.defined = dict(_definitions(policy))

    @cached_property
    def towns(self) -> tuple[str, ...]:
        """Full and short names of the towns that issue the document or that its title begins with: 茂林镇, 茂林."""
        found: list[str] = []
        for issuer in self._namers:
            hit = self.places.at(issuer, 0, self.place_id)
            match = _TOWN.match(issuer, hit[1] if hit else 0)
            if match:
                town = match[1] or match[2]
                found += [town, re.sub(r"(?:镇|乡|街道)$", "", town)]
        return tuple(name for name in dict.fromkeys(found) if len(name) > 1)

    def mark(self, name: str) -> str:
        """The level word or place name that a name begins with: 市 of 市财政局, 威海市 of 威海市财政局; empty when it
        has none.
        """
        hit = self.places.at(name, 0, self.place_id)
        if hit and hit[1] < len(name) and name[hit[1] - 1] in LEVEL_MARKS and hit[0].level != "zone":
            return name[:hit[1]]
        if self.registry.is_bare(name):
            return ""
        return next((m for m in (*LEVEL_MARKS, *TOWN_MARKS) if name.startswith(m) and len(name) > len(m)
                     and not _WORD.match(name)), "")

    def place_end(self, name: str) -> int:
        """Where the place that the name begins with ends; 0 when it begins with none."""
        hit = self.places.at(name, 0, self.place_id)
        return hit[1] if hit else 0

    def is_place(self, name: str) -> bool:
        """Whether the name is that of a place, nothing more: 文登区, 济南."""
        return self.place_end(name) == len(name)

    def begins_with_place(self, name: str) -> bool:
        """Whether the name begins with a place or a town of the issuers: 威海海关, 茂林司法所."""
        return self.place_end(name) > 0 or name.startswith(self.towns)

    def is_near(self, name: str) -> bool:
        """Whether the place of that name lies in the document's place, or the document's place in it; true for a
        document of no place.
        """
        hit = self.places.at(name, 0, self.place_id)
        return (
            hit is None or not self.place_id or self.places.within(hit[0].id, self.place_id)
            or self.places.within(self.place_id, hit[0].id)
        )

    def is_group(self, name: str) -> bool:
        """Whether the name is no body of its own."""
        return self.registry.is_group(name, self.place_id) or (
            "）区" in name and self.registry.is_group(_ASIDE_IN_ZONE.sub("", name), self.place_id))

    def is_known(self, name: str) -> bool:
        """Whether the registry knows or derives the body."""
        return self.registry.is_known(self.defined.get(name, name), self.place_id)

    def is_unregistered(self, name: str) -> bool:
        """Whether neither an entry nor a rule says what body it is."""
        return self.registry.identify(self.defined.get(name, name), self.place_id).known == "unregistered"

    def is_body(self, name: str) -> bool:
        """Whether the name can be that of a body or a group of bodies."""
        plain = re.sub(r"[（(〔][^（）()〔〕]*[）)〕]$", "", name)
        return 1 < len(name) <= 45 and (self.is_known(name) or self.is_group(name) or bool(ENDS_AS_BODY.search(plain)))

    def id_of(self, name: str) -> str:
        """The agency id, empty for a group."""
        return "" if self.is_group(name) else self.registry.id_of(self.defined.get(name, name), self.place_id)


def _definitions(policy: Policy) -> Iterator[tuple[str, str]]:
    """The short names that a document gives to bodies, with the full ones: 县农业管理局（以下简称县农管局）."""
    for clause in policy.clauses:
        for match in _DEFINED.finditer(clause.full) if "简称" in clause.full else ():
            body = _BEFORE_DEFINITION.search(clause.full, max(0, match.start() - 30), match.start())
            if body and ENDS_AS_BODY.search(match["short"]) and match["short"] != body[0]:
                yield match["short"], body[0]
