#!/bin/sh
# htmldocx 0.0.6 and html-for-docx 1.2.1 (PyPI): a quotation (<blockquote>) and the terms of a glossary (<dl>) become the end of the paragraph before them: in the file 甲。 and what is quoted
# after it are one sentence, and a term and its meaning one word.
# Guess before the run: paragraphs of their own, with or without a style, as <p> and <div> are.
# Seen: one paragraph, 甲。第一条术语释义.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install htmldocx==0.0.6 html-for-docx==1.2.1 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import docx
import html4docx
import htmldocx

seen = []
for program in (htmldocx, html4docx):
    document = docx.Document()
    program.HtmlToDocx().add_html_to_document("<p>甲。</p><blockquote>第一条</blockquote><dl><dt>术语</dt><dd>释义</dd></dl><p>乙</p>", document)
    seen.append([paragraph.text for paragraph in document.paragraphs])
print(seen)
assert seen == [["甲。第一条术语释义", "乙"]] * 2, seen
PYTHON
