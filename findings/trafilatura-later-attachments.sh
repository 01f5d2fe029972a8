#!/bin/sh
# trafilatura 2.3.1 (PyPI): of the attachments of a notice, each a link in a line of its own, the first is kept, since 附件： stands before its link, and the others are
# left out: the notice seems to have one attachment. A line that is nothing but a link is taken for navigation wherever it stands.
# Guess before the run: all three or none; they stand within the text, between its last article and its issuer.
# Seen: 附件：1.甲表.doc and then 财政部.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install trafilatura==2.3.1 lxml_html_clean==0.4.3
"$work/venv/bin/python" - <<'PYTHON'
import trafilatura

ARTICLES = "".join(f"<p>第{number}条　为了规范行政行为，保障和监督行政机关有效实施行政管理，制定本办法，各地各部门应当遵照执行。</p>" for number in "一二三四五六")
ATTACHED = ('<p>附件：<a href="a.doc">1.甲表.doc</a></p><p><a href="b.doc">2.乙表.doc</a></p><p><a href="c.doc">3.丙表.doc</a></p>')
page = f'<html><body><div id="content"><h1>甲办法</h1>{ARTICLES}{ATTACHED}<p>财政部</p></div></body></html>'
seen = trafilatura.extract(page).split("\n")[7:]
print(seen)
assert seen == ["附件：1.甲表.doc", "财政部"], seen
PYTHON
