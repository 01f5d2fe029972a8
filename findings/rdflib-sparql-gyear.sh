#!/bin/sh
# rdflib 7.6.0 (PyPI): in SPARQL a month is before no later month, "2024-05"^^xsd:gYearMonth < "2024-06"^^xsd:gYearMonth, nor a year before a later
# year, and no error is told; the same FILTER lets a decimal and a full date pass, which cannot be compared with a month (SPARQL 1.1, 17.3).
# Guess before the run: the month passes, whose type has an order (XML Schema 2, 3.2.10), and nothing else.
# Seen: of a month, a date and a decimal the date and the decimal pass, the month does not.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install rdflib==7.6.0
"$work/venv/bin/python" - <<'PYTHON'
from rdflib import Graph

XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "

def before(limit, *values):
    graph = Graph().parse(data=f"{XSD} <urn:a> <urn:day> {', '.join(values)} .", format="turtle")
    return sorted(str(row[0]) for row in graph.query(f"{XSD} SELECT ?day WHERE {{ ?s ?p ?day FILTER(?day < {limit}) }}"))

months = before('"2024-06"^^xsd:gYearMonth', '"2024-05"^^xsd:gYearMonth', '"2024-05-01"^^xsd:date', "1.5")
years = before('"2025"^^xsd:gYear', '"2024"^^xsd:gYear')
dates = before('"2024-06-01"^^xsd:date', '"2024-05-01"^^xsd:date')
print(months, years, dates)
assert months == ["1.5", "2024-05-01"] and years == [] and dates == ["2024-05-01"], (months, years, dates)
PYTHON
