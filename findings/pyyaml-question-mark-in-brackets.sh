#!/bin/sh
# PyYAML 6.0.3 (PyPI): a word with a question mark in it, in a list in brackets (words: [甲?乙]), is read by the loader in C and refused by the loader
# in Python, so the same file is valid on one machine and invalid on another. YAML 1.1 and 1.2 allow the mark inside a plain word.
# Guess before the run: both loaders read the same files.
# Seen: CSafeLoader {'words': ['甲?乙']}; SafeLoader ParserError "while parsing a flow sequence".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install PyYAML==6.0.3
"$work/venv/bin/python" - <<'PYTHON'
import yaml

text = "words: [甲?乙]"
in_c = yaml.load(text, yaml.CSafeLoader)
try:
    in_python = yaml.load(text, yaml.SafeLoader)
except yaml.YAMLError as error:
    in_python = type(error).__name__
print(in_c, in_python)
assert in_c == {"words": ["甲?乙"]} and in_python == "ParserError", (in_c, in_python)
assert yaml.load("words:\n- 甲?乙", yaml.SafeLoader) == in_c
PYTHON
