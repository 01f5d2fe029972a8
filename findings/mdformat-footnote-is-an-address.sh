#!/bin/sh
# mdformat 1.0.0 (PyPI): the words of a footnote are turned into an address: [^1]: 见附件 becomes [^1]: %E8%A7%81%E9%99%84%E4%BB%B6. Without a plugin for footnotes the line is a
# reference to a page of that name, which CommonMark lets be written either way; a note of two words gets backslashes before its mark and is none either.
# Guess before the run: the line as it is, since the program promises not to change what the page shows.
# Seen: [^1]: %E8%A7%81%E9%99%84%E4%BB%B6 and \[^1\]: 见 附件.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install mdformat==1.0.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import mdformat

seen = [mdformat.text(f"甲[^1]\n\n[^1]: {note}\n").splitlines()[-1] for note in ("见附件", "见 附件")]
print(seen)
assert seen[0] == "[^1]: %E8%A7%81%E9%99%84%E4%BB%B6" and "附件" in seen[1], seen
PYTHON
