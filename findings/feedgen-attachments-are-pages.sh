#!/bin/sh
# feedgen 1.0.0 with feedparser 6.0.14 (PyPI): an entry's link that was given as rel="enclosure" is written to Atom without rel, so that it is another address of the
# entry itself (RFC 4287, 4.2.7.2): a reader opens the last one, the attachment, where it should open the page. Links of the feed keep their rel.
# Guess before the run: rel="enclosure"; the library checks the name of the relation when it is given.
# Seen: two links without rel; the entry's address is a.pdf.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install feedgen==1.0.0 feedparser==6.0.14 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import re

import feedparser
from feedgen.feed import FeedGenerator

feed = FeedGenerator()
feed.id("https://example.cn/")
feed.title("t")
feed.link(href="https://example.cn/feed", rel="self")
entry = feed.add_entry()
entry.id("https://example.cn/a")
entry.title("甲")
entry.link(href="https://example.cn/a", rel="alternate")
entry.link(href="https://example.cn/a.pdf", rel="enclosure", type="application/pdf")
text = feed.atom_str().decode()
print(re.findall(r"<link[^>]*>", text))
seen = feedparser.parse(text).entries[0]
print(seen.link, seen.enclosures)
assert (seen.link, seen.enclosures) == ("https://example.cn/a.pdf", []) and 'rel="self"' in text, text
PYTHON
