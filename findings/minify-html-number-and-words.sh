#!/bin/sh
# minify-html 0.18.1 (PyPI): the blank between an article's number and its words is taken away where both are <span>s of a <div>: 第一条 为了 is printed 第一条为了. In a <p>, with the same
# <span>s, it stays: what kind of element is around them decides, not how a browser prints them.
# Guess before the run: one blank in both; a minifier leaves what is seen alone.
# Seen: none in the <div>, one in the <p>.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install minify-html==0.18.1 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import minify_html

spans = "<span>第一条</span> <span>为了</span>"
seen = [minify_html.minify(f"<{name}>{spans}</{name}>", keep_closing_tags=True) for name in ("div", "p")]
print(seen)
assert seen == ["<div><span>第一条</span><span>为了</span></div>", "<p><span>第一条</span> <span>为了</span></p>"], seen
PYTHON
