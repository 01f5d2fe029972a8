#!/bin/sh
# atoma 0.0.17 (PyPI) and @extractus/feed-extractor 8.0.3 (npm): an Atom entry whose content is type="xhtml", one of the three forms of text
# that RFC 4287 (3.1.1, 4.1.3) gives it, is read as one without content. The same words as type="html" are read.
# Guess before the run: the words of the content, with or without their markup.
# Seen: None and an empty description.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install atoma==0.0.17
cd "$work"
npm install --silent --no-audit --no-fund @extractus/feed-extractor@8.0.3 >/dev/null
"$work/venv/bin/python" - <<'PYTHON'
FEED = ('<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><title>A</title><updated>2024-05-01T00:00:00Z</updated><entry><id>urn:b</id>'
        '<title>B</title><link href="https://example.org/b"/><updated>2024-05-01T00:00:00Z</updated>{}</entry></feed>')
CONTENT = {"xhtml": '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>words</p></div></content>',
           "html": '<content type="html">&lt;p&gt;words&lt;/p&gt;</content>'}
import atoma

for name, content in CONTENT.items():
    with open(f"{name}.xml", "w") as file:
        file.write(FEED.format(content))
seen = {name: atoma.parse_atom_file(f"{name}.xml").entries[0].content for name in CONTENT}
print(seen)
assert seen["xhtml"] is None, seen
assert seen["html"].value == "<p>words</p>", seen
PYTHON
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { extractFromXml } from "@extractus/feed-extractor";
const words = (name) => extractFromXml(readFileSync(`${name}.xml`, "utf8")).entries[0].description || "none";
console.log(`xhtml ${words("xhtml")}, html ${words("html")}`);
JS
seen=$(node read.mjs)
echo "$seen"
test "$seen" = "xhtml none, html words"
