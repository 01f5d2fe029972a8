#!/bin/sh
# extruct 0.18.0 (PyPI): RDFa loses the language of its words: <span property="title" lang="zh">条例</span> gives a value without @language, whatever lang the page has
# (RDFa in HTML, 3.1 takes lang). Microformats of the same page keep it.
# Guess before the run: {"@value": "条例", "@language": "zh"}; European portals give one title for each language in this way.
# Seen: {"@value": "条例"}.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install extruct==0.18.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import logging

import extruct

logging.disable()
law = '<div vocab="http://data.europa.eu/eli/ontology#" resource="#a"><span property="title" lang="zh">条例</span><span property="title" lang="en">Act</span></div>'
page = f'<html lang="zh"><body>{law}</body></html>'
found = extruct.extract(page, base_url="https://example.cn/", syntaxes=["rdfa"])["rdfa"]
(seen,) = (item["http://data.europa.eu/eli/ontology#title"] for item in found if "http://data.europa.eu/eli/ontology#title" in item)
print(seen)
assert sorted(value["@value"] for value in seen) == ["Act", "条例"] and all(list(value) == ["@value"] for value in seen), seen
PYTHON
