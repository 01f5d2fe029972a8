#!/bin/sh
# pandoc 3.9 with +smart (pypandoc-binary 1.17) and Python-Markdown 3.11.3 with smarty (PyPI): of the straight quotation marks of Chinese text both become closing
# ones, 按照”放管服”改革, since no blank stands before the first. Behind a bracket pandoc finds the pair, Python-Markdown not there either.
# Guess before the run: “放管服”; marks come in pairs, and neither side of a pair has a blank in Chinese.
# Seen: 按照”放管服”改革 in both; （“甲”） in pandoc, （”甲”） in Python-Markdown.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypandoc-binary==1.17 markdown==3.11.3
"$work/venv/bin/python" - <<'PYTHON'
import html

import markdown
import pypandoc

TEXTS = '按照"放管服"改革', '（"甲"）'
seen = [pypandoc.convert_text(text, "plain", "markdown+smart").strip() for text in TEXTS]
seen += [html.unescape(markdown.markdown(text, extensions=["smarty"]))[3:-4] for text in TEXTS]
print(seen)
assert seen == ["按照”放管服”改革", "（“甲”）", "按照”放管服”改革", "（”甲”）"], seen
PYTHON
