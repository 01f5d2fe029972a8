"""Which choices of the list of money leave rows: of each place, for each industry, which kinds of receiver; so that a
question for money is led to the list with no choice that leaves nothing (search-money.js).
"""

from __future__ import annotations

from collections import defaultdict

from tiaowen.model import OutputFile
from tiaowen.render import words
from tiaowen.render.citing import script_data
from tiaowen.render.concerned import Concerned
from tiaowen.render.library import Library
from tiaowen.render.long_tables import incentives_listed
from tiaowen.render.rows import places_above

FILE = "data/money-choices.js"  # a script, because pages opened from disk cannot fetch
ANYWHERE = ""
_KINDS = tuple(name for kind, name in words.BENEFICIARIES.items() if kind != "unknown")


def money_choices(library: Library) -> OutputFile:
    """``tiaowenMoneyChoices({kinds, industries, places})``: ``places`` has for each name the kinds of its rows (bit n:
    kind n; the bit behind them: any), first those of all its rows, then those of the rows that name each industry. A
    place has the rows of those above it and in it (tables-choices.js: ``withinPlaces``); "" has all.
    """
    rows: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    concerned: dict[str, Concerned] = {}
    for policy, fact in incentives_listed(library):
        of = concerned.setdefault(policy.id, Concerned(policy, library.corpus))
        kind = words.BENEFICIARIES[fact.beneficiary_type]
        mask = 1 << len(_KINDS) | (1 << _KINDS.index(kind) if kind in _KINDS else 0)
        for industry in ("", *of.industries(fact)):
            rows[places_above(policy, library)][industry] |= mask
    industries = sorted({name for found in rows.values() for name in found if name})
    places: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for chain, found in rows.items():
        within = {place for other in rows if chain[0] in other for place in other[:other.index(chain[0])]}
        for place in {ANYWHERE, *chain, *within}:
            for industry, mask in found.items():
                places[place][industry] |= mask
    data = {"kinds": list(_KINDS), "industries": industries,
            "places": {place: [found[name] for name in ("", *industries)] for place, found in sorted(places.items())}}
    return OutputFile(path=FILE, data=f"tiaowenMoneyChoices({script_data(data)});\n".encode())
