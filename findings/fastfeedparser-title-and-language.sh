#!/bin/sh
# fastfeedparser 0.6.5 (PyPI): an Atom entry whose title has markup (type="xhtml", RFC 4287, 3.1.1.3) has an empty title, though content of the same type is read; and
# the language of an RSS channel is None: it is looked for as xml:lang alone, and RSS has an element for it.
# Guess before the run: the title's words with or without markup, and zh-cn.
# Seen: '' beside the words of the content; None.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install fastfeedparser==0.6.5 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import fastfeedparser

text = '<{0} type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">关于<em>甲</em>的通知</div></{0}>'
entry = f'<entry><id>urn:a</id>{text.format("title")}<updated>2024-05-01T00:00:00Z</updated>{text.format("content")}</entry>'
atom = fastfeedparser.parse(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>urn:b</id><updated>2024-05-01T00:00:00Z</updated>{entry}</feed>')
item = "<item><title>甲</title><guid>a</guid></item>"
rss = fastfeedparser.parse(f'<rss version="2.0"><channel><title>t</title><link>https://a.cn/</link><description>d</description><language>zh-cn</language>{item}</channel></rss>')
seen = atom.entries[0].title, "通知" in atom.entries[0].content[0]["value"], rss.feed.language
print(seen)
assert seen == ("", True, None), seen
PYTHON
