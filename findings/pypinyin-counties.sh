#!/bin/sh
# pypinyin 0.55.0 (PyPI): three counties are spelled by the common reading of their first character: 单县 dan, 浚县 jun, 涡阳 wo, and the region 长三角 zhang. The phrases that it reads as a
# whole have the other counties that schoolbooks warn of: 莘县 shen, 蚌埠 beng, 六安 lu, 枞阳 zong, 尉犁 yu.
# Guess before the run: shan, xun, guo, chang; who has 尉犁 has 单县, which a million people live in.
# Seen: dan xian, jun xian, wo yang, zhang san jiao.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypinyin==0.55.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from pypinyin import lazy_pinyin

seen = [" ".join(lazy_pinyin(name)) for name in ("单县", "浚县", "涡阳", "长三角", "莘县", "蚌埠", "六安", "枞阳", "尉犁")]
print(seen)
assert seen == ["dan xian", "jun xian", "wo yang", "zhang san jiao", "shen xian", "beng bu", "lu an", "zong yang", "yu li"], seen
PYTHON
