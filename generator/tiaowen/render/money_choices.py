"""Which choices of the list of money leave rows, for each place and industry: so that a question for money is led to
the list without a choice that would leave nothing (search-money.js).
"""

from __future__ import annotations

from collections import defaultdict

from tiaowen.model import OutputFile
from tiaowen.render import words
from tiaowen.render.json_text import script_file
from tiaowen.render.library import Library
from tiaowen.render.long_tables import incentives_listed
from tiaowen.render.rows import places_above

FILE = "data/money-choices.js"
ANYWHERE = ""
_KINDS = tuple(name for kind, name in words.BENEFICIARIES.items() if kind != "unknown")


def money_choices(library: Library) -> OutputFile:
    """``tiaowenMoneyChoices({kinds, industries, places})``.

    ``places`` has for each name a list of masks: the first is of all rows, the others are of the rows that name each of
    ``industries``. Bit n of a mask says that a row is for the receiver ``kinds[n]``; the bit behind them, that there is
    any row. A place has the rows of the places above it and in it (tables-choices.js: ``withinPlaces``); "" has all.
    """
    rows: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for policy, fact, concerned in incentives_listed(library):
        kind = words.BENEFICIARIES[fact.beneficiary_type]
        mask = 1 << len(_KINDS) | (1 << _KINDS.index(kind) if kind in _KINDS else 0)
        for industry in ("", *concerned.industries(fact)):
            rows[places_above(policy, library)][industry] |= mask
    industries = sorted({name for found in rows.values() for name in found if name})
    places: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for places_of, found in rows.items():
        within = {place for other in rows if places_of[0] in other
                  for place in other[:other.index(places_of[0])]}
        for place in {ANYWHERE, *places_of, *within}:
            for industry, mask in found.items():
                places[place][industry] |= mask
    data = {"kinds": list(_KINDS), "industries": industries,
            "places": {place: [found[name] for name in ("", *industries)] for place, found in sorted(places.items())}}
    return script_file(FILE, "tiaowenMoneyChoices", data)
