#!/bin/sh
# bibtex-tidy 1.14.0 (npm): three works with Chinese titles and authors are duplicates of each other, and --merge keeps the first alone: author and title are
# compared after everything but Latin letters and figures was taken out of them, and nothing is left. Three English works stay three.
# Guess before the run: three; works are compared by the letters of author and title (as the manual has it), of whatever script.
# Seen: "2 entries merged", one entry left.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund bibtex-tidy@1.14.0 >/dev/null
cat > a.bib <<'BIB'
@misc{a, title={甲办法}, author={{国务院办公厅}}, year={2024}}
@misc{b, title={乙通知}, author={{国务院办公厅}}, year={2023}}
@misc{c, title={丙条例}, author={{财政部}}, year={2022}}
BIB
sed 's/甲办法/First/; s/乙通知/Second/; s/丙条例/Third/; s/国务院办公厅/Council/; s/财政部/Ministry/' a.bib > b.bib
count() {
    npx bibtex-tidy "$1" --duplicates=citation --merge=combine --modify >/dev/null 2>&1
    grep -c '^@' "$1"
}
seen="$(count a.bib) $(count b.bib)"
echo "$seen"
test "$seen" = "1 3"
