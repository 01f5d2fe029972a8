#!/bin/sh
# mkdocs-llmstxt 0.5.1 (PyPI; MkDocs 1.6.1): in the text it writes for language models every item of a numbered list is number 1, so that who reads the file finds
# no item 2 in a rule. Source and page have 1 and 2.
# Guess before the run: the numbers of the source; a file that no browser will count again has to have them.
# Seen: "1. 甲" "1. 乙" "1. 丙".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install mkdocs==1.6.1 mkdocs-llmstxt==0.5.1
mkdir "$work/docs"
printf '# A\n\n1. 甲\n2. 乙\n3. 丙\n' > "$work/docs/index.md"
printf 'site_name: a\nsite_url: https://example.org/\ntheme: {name: mkdocs}\nplugins:\n  - llmstxt: {sections: {S: [index.md]}, full_output: full.txt}\n' > "$work/mkdocs.yml"
(cd "$work" && DISABLE_MKDOCS_2_WARNING=true venv/bin/mkdocs build --quiet >/dev/null 2>&1)
seen=$(grep '甲\|乙\|丙' "$work/site/full.txt")
echo "$seen"
grep -q '<ol>' "$work/site/index.html"
test "$(echo $seen)" = "1. 甲 1. 乙 1. 丙"
