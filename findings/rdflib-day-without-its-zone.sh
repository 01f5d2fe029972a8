#!/bin/sh
# rdflib 7.6.0 (PyPI): a day with its zone, "2024-05-01+08:00"^^xsd:date, is read as the day without one, and so written again: the eight hours by which a day in China is another
# span of time than one in London are gone from the data. A time with its zone keeps it.
# Guess before the run: the words of the literal are kept; what is made one form keeps its value (XML Schema 2, 3.2.9).
# Seen: 2024-05-01 and 10:00:00+08:00.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install rdflib==7.6.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from rdflib import Graph

text = '@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . <a:a> <a:day> "2024-05-01+08:00"^^xsd:date ; <a:time> "2024-05-01T10:00:00+08:00"^^xsd:dateTime .'
seen = sorted(str(value) for value in Graph().parse(data=text, format="turtle").objects())
print(seen)
assert seen == ["2024-05-01", "2024-05-01T10:00:00+08:00"], seen
PYTHON
