#!/bin/sh
# zhon 2.1.1 (PyPI): its pattern of a Chinese sentence (zhon.hanzi.sentence) begins behind the last figure or Latin letter, so the sentences that findall()
# gives of a rule have lost their beginning: the day it comes into force, the number of the document that it repeals.
# Guess before the run: whole sentences; a sentence ends at 。！？, and figures stand in most sentences of official texts.
# Seen: '日起施行。' of 本办法自2024年5月1日起施行。, and '号文件同时废止。'
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install zhon==2.1.1
"$work/venv/bin/python" - <<'PYTHON'
import re

import zhon.hanzi

seen = re.findall(zhon.hanzi.sentence, "本办法自2024年5月1日起施行。原国发〔2019〕3号文件同时废止。本办法由财政部负责解释。")
print(seen)
assert seen == ["日起施行。", "号文件同时废止。", "本办法由财政部负责解释。"], seen
PYTHON
