#!/bin/sh
# MkDocs 1.6.1 (PyPI): build --strict, which ends on a warning, does not end on one when --quiet is given beside it: what is not printed is not counted.
# The same site ends with status 1 without --quiet.
# Guess before the run: --quiet takes away the words alone; status 1 in both.
# Seen: 1 with --strict, 0 with --strict --quiet, for an entry of nav whose page is not there.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install mkdocs==1.6.1
cd "$work"
mkdir docs
echo "# A" >docs/index.md
printf 'site_name: S\nnav:\n  - A: index.md\n  - B: missing.md\n' >mkdocs.yml
status() {
    if venv/bin/mkdocs build "$@" >/dev/null 2>&1; then echo 0; else echo 1; fi
}
seen="strict $(status --strict), strict and quiet $(status --strict --quiet)"
echo "$seen"
test "$seen" = "strict 1, strict and quiet 0"
