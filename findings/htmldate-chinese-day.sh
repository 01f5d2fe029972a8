#!/bin/sh
# htmldate 1.11.0 (PyPI; trafilatura's finder of dates): a page whose only date is 发布时间：2024年5月10日 is dated the first of January 2024. The day
# is not read and nothing says that only the year was; the same date as 2024-05-10 or 2024/5/10 is read, and a text with a year alone looks the same.
# Guess before the run: 2024-05-10, or nothing.
# Seen: 2024-01-01 for 2024年5月10日, the same for 2024年 alone; nothing with extensive_search=False.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install htmldate==1.11.0
"$work/venv/bin/python" - <<'PYTHON'
from htmldate import find_date

def dated(words, **options):
    text = "<p>为了规范扶持资金的管理，制定本办法，请遵照执行。</p>" * 4
    page = f'<html lang="zh"><head><title>办法</title></head><body><article><h1>办法</h1><p>发布时间：{words}</p>{text}</article></body></html>'
    return find_date(page, max_date="2026-01-01", **options)

seen = [dated("2024年5月10日"), dated("2024年"), dated("2024-05-10"), dated("2024/5/10"), dated("2024年5月10日", extensive_search=False)]
print(seen)
assert seen == ["2024-01-01", "2024-01-01", "2024-05-10", "2024-05-10", None], seen
PYTHON
