#!/bin/sh
# OpenCC 1.4.2 (PyPI): tw2sp, from Taiwan's traditional characters to the mainland's with its words, puts words of computing into law: 行政程序法 becomes
# 行政进程法, 公文程式條例 公文程序条例, 檔案法 文件法, 執行 运行. 訴訟程序 stays, since it stands in the table. tw2s, characters alone, leaves the words.
# Guess before the run: 公文程式条例; a word stays where its neighbours are words of law.
# Seen: as above.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install opencc==1.4.2
"$work/venv/bin/python" - <<'PYTHON'
from opencc import OpenCC

words = ("行政程序法", "公文程式條例", "檔案法", "執行", "訴訟程序")
seen = {table: [OpenCC(table).convert(word) for word in words] for table in ("tw2sp", "tw2s")}
print(seen)
assert seen["tw2sp"] == ["行政进程法", "公文程序条例", "文件法", "运行", "诉讼程序"], seen
assert seen["tw2s"] == ["行政程序法", "公文程式条例", "档案法", "执行", "诉讼程序"], seen
PYTHON
