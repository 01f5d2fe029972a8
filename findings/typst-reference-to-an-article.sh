#!/bin/sh
# Typst 0.15.2 (PyPI): a reference to a heading numbered "第一条" prints 小节 一: the 第 and 条 of the number are taken away, as brackets and stops around a number are,
# and the word for a section stands before what is left. 见@a therefore names no article; the heading itself is 第一条.
# Guess before the run: 第一条, or at worst 小节 第一条; what stands between the marks of a pattern is kept.
# Seen: 见小节 一; for "第一章第一条" 见小节 一章第一.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install typst==0.15.2
cd "$work"
cat > a.typ <<'TYPST'
#set text(lang: "zh", region: "cn")
#set heading(numbering: "第一条")
= 目的 <a>
见@a
#set heading(numbering: "第一章第一条")
== 范围 <b>
见@b
TYPST
"$work/venv/bin/python" - <<'PYTHON'
import html
import re

import typst

page = html.unescape(typst.compile("a.typ", format="html").decode())
seen = [link.replace("\xa0", " ") for link in re.findall(r'<a href="#.">(.*?)</a>', page)]
headings = re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", page)
print(seen, headings)
assert seen == ["小节 一", "小节 一章第一"], seen
assert headings == ["第一条 目的", "第一章第一条 范围"], headings
PYTHON
