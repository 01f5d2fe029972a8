#!/bin/sh
# nh3 0.3.8 (PyPI; ammonia): of the three ways in which a list says its numbers, <ol start> stays and <ol type> and <li value> are cleaned away: item 7 of a page is item 4, C. is 3., and
# nothing else of the list is touched. lang stays.
# Guess before the run: all three stay; none can do harm, and a list of allowed attributes that has start has value.
# Seen: <ol start="3"><li>甲</li><li lang="zh">乙</li></ol>.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install nh3==0.3.8 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import nh3

seen = nh3.clean('<ol start="3" type="A"><li>甲</li><li value="7" lang="zh">乙</li></ol>')
print(seen)
assert seen == '<ol start="3"><li>甲</li><li lang="zh">乙</li></ol>', seen
PYTHON
