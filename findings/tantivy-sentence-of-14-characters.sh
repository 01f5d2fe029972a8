#!/bin/sh
# tantivy 0.27.0 (PyPI): a Chinese title of 14 characters is not in the index, of 13 it is: a run of Han is one word to the default tokenizer, and words of
# more than 40 octets of UTF-8 are left out. The title is not found by itself, with or without quotation marks, and nothing is told.
# Guess before the run: both are found by the whole title; who does not cut Chinese finds whole runs.
# Seen: 1 for 13 characters, 0 for 14.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install tantivy==0.27.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import tantivy

builder = tantivy.SchemaBuilder()
builder.add_text_field("title", stored=True)
index = tantivy.Index(builder.build())
writer = index.writer()
titles = ["国务院关于加强政府信息公开", "国务院关于加强政务信息公开的"]
for title in titles:
    writer.add_document(tantivy.Document(title=title))
writer.commit()
index.reload()
queries = [*titles, f'"{titles[1]}"']
seen = [len(index.searcher().search(index.parse_query(query, ["title"]), 9).hits) for query in queries]
print([len(title) for title in titles], seen)
assert seen == [1, 0, 0], seen
PYTHON
