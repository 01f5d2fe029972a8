"""Names of public bodies: how they end, and what a bracket looks like that holds nothing but them
(site_config/lexicon.yml).

Shape only. Which body a name means, and whether there is one, the registry of agencies says.
"""

from __future__ import annotations

import re

from tiaowen.language.lexicon import pattern
from tiaowen.text import HAN

ENDS_AS_BODY = pattern(r"{body_end}$")
_ALIKE = pattern(r"{body_end}$|{body_alone}")
YOU_IN_WORD = pattern(r"{you_in_word}")
_DEFINED = r"（(?:以下)?(?:统称|简称)[^（）]{1,30}）|\((?:以下)?(?:统称|简称)[^()]{1,30}\)"
DEFINITION = re.compile(_DEFINED)
_LONGEST = 45  # characters of a name
_ITEM = re.compile(rf"[{HAN}（）()〔〕［］“”\dA-Za-z+]{{2,{_LONGEST}}}")
_SURE = pattern(r"^{body_level}.*{body_end}$|{body_end_sure}$")
_ETC = re.compile("等(?:部门|单位|部门单位|有关部门|相关单位|单位和部门)?$")
_SPLIT = re.compile("[、，；,;]|以及")
_NO_ITEM = re.compile("^(?:含|包括|如|即|例如|详见|见|不含|除|其中|附|注|按|指|原|现|以下|上述|或)")
_NESTED = re.compile(r"[（(〔\[［][^（）()〔〕\[\]［］]{0,30}[）)〕\]］]")


def is_body_like(name: str) -> bool:
    """Whether the words end as the name of a body does, an aside or a definition in brackets left out:
    市财政局（牵头）.
    """
    plain = _NESTED.sub("", name).strip()
    return (
        len(plain) > 1 and bool(_ITEM.fullmatch(plain)) and bool(_ALIKE.search(_ETC.sub("", plain)))
        and not _NO_ITEM.match(plain)
    )


def is_sure(name: str) -> bool:
    """Whether the words are a body's name wherever they stand: they say whose it is, or end as nothing else does."""
    return is_body_like(name) and bool(_SURE.search(_ETC.sub("", _NESTED.sub("", name).strip())))


def items_of(text: str) -> list[str]:
    """The items of a list of names; what stands in brackets is cut nowhere: 各市、县〔市、区〕政府 has two."""
    hidden = _NESTED.sub(lambda match: "\x00" * len(match[0]), text)
    cuts = [(m.start(), m.end()) for m in _SPLIT.finditer(hidden)]
    edges = zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)], strict=True)
    return [item for start, end in edges if (item := text[start:end].strip())]


def only_bodies(text: str) -> bool:
    """Whether the words are a list of bodies and nothing else, one of them certain: 市公安局、市消防救援支队."""
    items = items_of(text.strip().rstrip("。"))
    return bool(items) and all(map(is_body_like, items)) and any(map(is_sure, items))
