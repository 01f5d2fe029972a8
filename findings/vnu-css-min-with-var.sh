#!/bin/sh
# Nu Html Checker 26.9.27: min(100%, var(--w)) in a style sheet is an error of type, calc(var(--w) * 1px) alone is none.
# The guess was: a value with var(), which no checker can type, is left alone wherever it stands (CSS Variables 1, 3).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts vnu-jar@26.9.27 >/dev/null
page() {
    printf '<!doctype html><html lang="en"><title>a</title><style>p { width: %s }</style><p>a</p>\n' "$1" >"$2"
}
page 'min(100%, var(--w))' least.html
page 'calc(var(--w) * 1px)' product.html
seen=$(java -jar node_modules/vnu-jar/build/dist/vnu.jar --format json least.html product.html 2>&1 |
    node -e 'const said = JSON.parse(require("fs").readFileSync(0, "utf8")).messages;
             console.log(said.map((one) => `${one.url.split("/").pop()} ${one.type}`).join(", "))')
echo "$seen"
test "$seen" = "least.html error"
