#!/bin/sh
# PyLD 3.3.0 and rdflib 7.6.0 (PyPI): the same JSON-LD becomes two different sets of triples as text: PyLD writes the language of "@language": "zh-CN"
# in small letters, rdflib keeps it. A SHA-256 over sorted N-Quads, the usual check that a graph is the same, differs.
# Guess before the run: rdflib writes small letters and PyLD keeps them; it is the other way round.
# Seen: PyLD "..."@zh-cn, from expand() on; rdflib "..."@zh-CN.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install PyLD==3.3.0 rdflib==7.6.0
"$work/venv/bin/python" - <<'PYTHON'
import json

from pyld import jsonld
from rdflib import Graph

document = {"@id": "urn:a", "urn:title": {"@value": "title", "@language": "zh-CN"}}
by_pyld = jsonld.to_rdf(document, {"format": "application/n-quads"}).strip()
by_rdflib = Graph().parse(data=json.dumps(document), format="json-ld").serialize(format="nt").strip()
expanded = jsonld.expand(document)[0]["urn:title"][0]["@language"]
print(by_pyld, by_rdflib, expanded)
assert by_pyld == '<urn:a> <urn:title> "title"@zh-cn .' and by_rdflib == '<urn:a> <urn:title> "title"@zh-CN .', (by_pyld, by_rdflib)
assert expanded == "zh-cn", expanded
PYTHON
