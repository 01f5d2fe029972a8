#!/bin/sh
# feedparser 6.0.14 (PyPI): a list that counts A, B (<ol type="A">) is a list that counts a, b: the value of every type attribute is put into small letters, and
# here, alone in HTML, its case is its meaning (I and i, too). What a rule calls A is a for whoever reads the feed.
# Guess before the run: the list as it was written; type and start are on the list of what the sanitizer keeps.
# Seen: <ol start="3" type="a">.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install feedparser==6.0.14
"$work/venv/bin/python" - <<'PYTHON'
import feedparser

FEED = ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">&lt;ol type="A" start="3"&gt;&lt;li&gt;甲&lt;/li&gt;&lt;/ol&gt;'
        "</content></entry></feed>")
seen = feedparser.parse(FEED).entries[0].content[0].value
print(seen)
assert seen == '<ol start="3" type="a"><li>甲</li></ol>', seen
PYTHON
