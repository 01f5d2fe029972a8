"""Agency names in running text: the places a document speaks of, and what looks like the name of a body."""

from __future__ import annotations

import re
from functools import cached_property

from tiaowen.catalog import Catalog
from tiaowen.catalog.agency_names import LEVEL_MARKS
from tiaowen.model import Policy
from tiaowen.text import HAN

# What the name of a public body ends in: how Chinese names bodies, no list of them.
BODY = re.compile(
    r"(?:部|委|局|厅|办|署|院|会|府|行|社|处|室|中心|公司|集团|单位|部门|机关|机构|总队|支队|大队|队|站|所|校|大学|银行|总部|联|馆|组|专班|企业|台|协会|基金"
    r"|管委|工委|街道|区|县|市|镇|乡|旗|盟|州|省|党校|总社|总会|办事处|军分区|警备区|军区|兵团|海关|党组|高校|院校|医院|商会|团体|媒体|园|(?<![学专本理文内外])科|股)$"
)
OWN_NAME = re.compile(
    r"(?:公司|集团|银行|分行|支行|医院|大学|学院|企业|商会|协会|基金|铁塔|电信|移动|联通|管委会|管委|管理委员会|党工委)$|^(?:国网|中国|国家|全国|中央|南方电网)"
)
# Words that begin with 市, 县 … and say no level: 市政设施部门 (but 市政府), 市场主体登记机关, 县级部门.
_WORD = re.compile(r".(?:级|域|际)|市场|市容|市政(?![府协法研务数管企])")
TOWN_MARKS = ("镇", "乡", "街道")
_TOWN = re.compile(
    rf"([{HAN}]{{1,5}}?(?:镇|乡|街道))(?=党|人民|委|政府|办|工作)|(?!关于|各|全)([{HAN}]{{2,4}}街道|[{HAN}]{{1,3}}[镇乡](?=关于|20\d\d))"
)


class Naming:
    """Names in one document: its place, the towns that issue it, and the registry."""

    def __init__(self, policy: Policy, catalog: Catalog) -> None:
        self.registry = catalog.agencies
        self.places = catalog.places
        self.place_id = policy.jurisdiction.place_id
        self._namers = (*policy.issuers, policy.title)

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
        """The level word or place name that a name begins with: 市 of 市财政局, 威海市 of 威海市财政局; empty when it has none."""
        hit = self.places.at(name, 0, self.place_id)
        if hit and hit[1] < len(name) and name[hit[1] - 1] in LEVEL_MARKS and hit[0].level != "zone":
            return name[:hit[1]]
        if self.registry.is_bare(name):
            return ""
        return next((m for m in (*LEVEL_MARKS, *TOWN_MARKS) if name.startswith(m) and len(name) > len(m) and not _WORD.match(name)), "")

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

    def is_group(self, name: str) -> bool:
        """Whether the name is no body of its own."""
        return self.registry.is_group(name, self.place_id)

    def is_known(self, name: str) -> bool:
        """Whether the registry knows or derives the body."""
        return self.registry.is_known(name, self.place_id)

    def is_unregistered(self, name: str) -> bool:
        """Whether neither an entry nor a rule says what body it is."""
        return self.registry.identify(name, self.place_id).known == "unregistered"

    def is_body(self, name: str) -> bool:
        """Whether the name can be that of a body or a group of bodies."""
        plain = re.sub(r"[（(][^（）()]*[）)]$", "", name)
        return 1 < len(name) <= 45 and (self.is_known(name) or self.is_group(name) or bool(BODY.search(plain)))

    def id_of(self, name: str) -> str:
        """The agency id, empty for a group."""
        return "" if self.is_group(name) else self.registry.id_of(name, self.place_id)
