#!/bin/sh
# MkDocs 1.6.1 (PyPI): the address of a clause as a browser's address bar gives it, #%E7%AC%AC…, is a missing anchor in the check of links (validation: anchors) and
# ends a --strict build, though the link works in the page. The path before the # may be written either way.
# Guess before the run: both parts are decoded before they are looked up, or neither is (RFC 3986, 2.4 makes no difference between them).
# Seen: path encoded: status 0; fragment encoded: "does not contain an anchor", status 1.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install mkdocs==1.6.1
mkdir "$work/docs"
printf '# A\n\n## 第一条 {#第一条}\n' > "$work/docs/办法.md"
printf 'site_name: a\ntheme: {name: mkdocs}\nmarkdown_extensions: [attr_list]\nvalidation: {anchors: warn}\nplugins: []\n' > "$work/mkdocs.yml"
build() {
    printf '# B\n\n[c](%s)\n' "$1" > "$work/docs/index.md"
    status=0
    (cd "$work" && DISABLE_MKDOCS_2_WARNING=true venv/bin/mkdocs build --strict > log 2>&1) || status=$?
    echo "$1 $status"
    grep -c 'does not contain an anchor' "$work/log" || true
}
plain=$(build '办法.md#第一条')
path=$(build '%E5%8A%9E%E6%B3%95.md#第一条')
fragment=$(build '办法.md#%E7%AC%AC%E4%B8%80%E6%9D%A1')
echo "$plain" "$path" "$fragment"
test "$(echo $plain $path $fragment)" = "办法.md#第一条 0 0 %E5%8A%9E%E6%B3%95.md#第一条 0 0 办法.md#%E7%AC%AC%E4%B8%80%E6%9D%A1 1 1"
