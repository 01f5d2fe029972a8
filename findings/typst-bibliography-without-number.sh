#!/bin/sh
# Typst 0.15.2 (PyPI) with its style gb-7714-2015-numeric: the number of a law, a notice or a standard, by which Chinese documents are found, is left out; a report
# keeps it. A standard is [Z], "other", and not [S].
# Guess before the run: number in each, as the style of the same name gives it in citeproc-js (公文格式: GB/T 9704—2012[S]).
# Seen: 甲办法[Z]. 2024. 公文格式[Z]. 2012. 丙报告: 14号[R]. 2024.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install typst==0.15.2
cd "$work"
cat > a.bib <<'BIB'
@legislation{a, title={甲办法}, number={国发〔2024〕12号}, date={2024}}
@standard{b, title={公文格式}, number={GB/T 9704—2012}, date={2012}}
@report{c, title={丙报告}, number={14号}, date={2024}}
BIB
echo '#bibliography("a.bib", style: "gb-7714-2015-numeric", full: true)' > a.typ
"$work/venv/bin/python" - <<'PYTHON'
import html
import re

import typst

page = html.unescape(typst.compile("a.typ", format="html").decode())
seen = re.findall(r"[甲公丙][^<]*20\d\d\.", page)
print(seen)
assert seen == ["甲办法[Z]. 2024.", "公文格式[Z]. 2012.", "丙报告: 14号[R]. 2024."], seen
PYTHON
