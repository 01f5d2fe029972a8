#!/bin/sh
# WeasyPrint 70.0 (PyPI): the counter styles that count in Chinese as law does, simp-chinese-informal, trad-chinese-informal and cjk-ideographic (CSS Counter
# Styles 3, 7.1), count in figures without a warning, 第10条, where the Japanese and Korean ones of the same section count in Han characters.
# Guess before the run: 第十条 for all, as browsers have it; who has the styles of one section has its first.
# Seen: 第10条 for the three of Chinese, 第十条 for japanese-informal and korean-hanja-informal; nothing in the log.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install weasyprint==70.0
"$work/venv/bin/python" - <<'PYTHON'
import logging

from weasyprint import HTML

STYLES = "simp-chinese-informal", "trad-chinese-informal", "cjk-ideographic", "japanese-informal", "korean-hanja-informal"
told = []
handler = logging.Handler()
handler.emit = told.append
logging.getLogger("weasyprint").addHandler(handler)
rules = "".join(f'.{name}::before {{ content: "第" counter(a, {name}) "条" }}' for name in STYLES)
items = "".join(f'<p class="{name}" style="counter-set: a 10"></p>' for name in STYLES)
page = HTML(string=f"<!doctype html><html lang=zh><style>{rules}</style>{items}").render().pages[0]._page_box
seen = ["".join(box.text for box in line.descendants() if hasattr(box, "text"))
        for line in page.descendants() if type(line).__name__ == "LineBox"]
print(seen, len(told))
assert seen == ["第10条"] * 3 + ["第十条"] * 2, seen
assert not told, told
PYTHON
