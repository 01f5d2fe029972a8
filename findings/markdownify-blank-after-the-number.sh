#!/bin/sh
# markdownify 1.2.3 (PyPI): the blank between an article's number and its words is lost where it stands within the bold number, <b>第一条　</b>为了, as Word's pages have
# it: **第一条**为了. It is the ideographic space, which every law prints there; a blank of ASCII in the same place is moved behind the stars.
# Guess before the run: behind the stars, as the other blank.
# Seen: **第一条**为了 and **第一条** 为了.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install markdownify==1.2.3 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import markdownify

seen = [markdownify.markdownify(f"<p><b>第一条{blank}</b>为了</p>").strip() for blank in ("\u3000", " ")]
print(seen)
assert seen == ["**第一条**为了", "**第一条** 为了"], seen
PYTHON
