#!/bin/sh
# Zensical 0.0.73 (PyPI): an entry of nav whose page is not there is no issue, with --strict either: the menu of every page links to ./missing.md, which
# the site does not have. A link to a missing page in the text is an issue, and MkDocs 1.6.1 --strict ends on the entry.
# Guess before the run: a warning, and the end of the build with --strict, which is said to abort on warnings.
# Seen: status 0, "No issues found", href="./missing.md".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install zensical==0.0.73 mkdocs==1.6.1
cd "$work"
mkdir docs
echo "# A" >docs/index.md
cat >mkdocs.yml <<'YAML'
site_name: S
nav:
  - A: index.md
  - B: missing.md
YAML
said=$(venv/bin/zensical build --strict 2>&1)
link=$(grep -o 'href="[^"]*missing[^"]*"' site/index.html | sort -u)
if venv/bin/mkdocs build --strict --site-dir other >/dev/null 2>&1; then other=0; else other=1; fi
seen="$(echo "$said" | grep -o "No issues found"), $link, mkdocs $other"
echo "$seen"
test "$seen" = 'No issues found, href="./missing.md", mkdocs 1'
