#!/bin/sh
# readability-lxml 0.9: an <aside> of 38 characters stays in the summary of an article; with the class "extra" it goes.
# The guess was: an aside, which HTML calls apart from the content around it, is left out, as Firefox's Reader mode does.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install readability-lxml==0.9 lxml==6.1.3 lxml-html-clean==0.4.6 2>/dev/null
seen=$("$folder/env/bin/python" - <<'PY'
from readability import Document

text = "<p>" + "The grant is paid once a year, on request, to each firm, and no later than June. " * 4 + "</p>"
note = "Note, by us: see page two of the list."
page = f"<html><body><article><h1>Grants</h1>{text}<aside><p>{note}</p></aside>{text}</article></body></html>"
for name, tag in (("plain", "<aside>"), ("extra", '<aside class="extra">')):
    print(name, "Note" in Document(page.replace("<aside>", tag)).summary())
PY
)
echo "$seen"
test "$seen" = "plain True
extra False"
