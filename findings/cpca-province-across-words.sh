#!/bin/sh
# cpca 0.5.5 (PyPI): a province's short name is found across the border of two words, so 黄河|南岸 lies in 河南省, 长江|西路 in 江西省 and 沿海|南岸 in 海南省. The
# columns look like those of a real address, and the rest of the address has lost the two characters.
# Guess before the run: no province in the first and third, as none is named; a short name counts at the beginning or behind another division.
# Seen: 河南省 岸治理工程, 江西省 路, 海南省 岸.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install cpca==0.5.5 2>/dev/null
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import cpca

seen = [tuple(row) for row in cpca.transform(["黄河南岸治理工程", "长江西路", "沿海南岸"])[["省", "地址"]].values]
print(seen)
assert seen == [("河南省", "岸治理工程"), ("江西省", "路"), ("海南省", "岸")], seen
PYTHON
