#!/bin/sh
# Zensical 0.0.73 (PyPI): a theme's template of Jinja2 that calls methods of Python's texts and dictionaries, "a".startswith("a") or {}.items(), ends the
# build, where MkDocs 1.6.1 renders it.
# Guess before the run: both work, as a program that reads the themes of MkDocs must know them; only the % operator on texts does not.
# Seen: "unknown method" for startswith and items; the filter |format works.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install zensical==0.0.73 mkdocs==1.6.1 mkdocs-material==9.8.1
cd "$work"
mkdir docs theme
echo "# A" >docs/index.md
printf 'site_name: S\ntheme:\n  name: material\n  custom_dir: theme\n' >mkdocs.yml
build() {  # expression -> how each program ends with it in a template
    printf '{%% extends "base.html" %%}{%% block extrahead %%}%s{%% endblock %%}\n' "$1" >theme/main.html
    if venv/bin/zensical build --clean >log 2>&1; then one=renders; else one=$(grep -o "unknown method" log | head -1); fi
    if venv/bin/mkdocs build --quiet --site-dir other >/dev/null 2>&1; then two=renders; else two=fails; fi
    echo "$one, $two"
}
seen=$(build "{{ 'ab'.startswith('a') }}"; build "{% for key, value in {'a': 1}.items() %}{{ key }}{% endfor %}"; build "{{ '%s'|format(1) }}")
echo "$seen"
test "$seen" = "unknown method, renders
unknown method, renders
renders, renders"
