#!/bin/sh
# trafilatura 2.3.1 (PyPI): items that stand in a <div> each within the <div> of their article, as many portals print them, are joined to the article's words: （一） and
# （二） begin no line, and a program that looks for them at the beginning of one finds a rule without items. With <p> within the <div> they are lines.
# Guess before the run: a line for each, as a browser prints them and as <div>s beside each other come out.
# Seen: 第一条　…下列材料：（一）申请书；（二）证明。 in one line; three lines with <p>.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install trafilatura==2.3.1 lxml_html_clean==0.4.3
"$work/venv/bin/python" - <<'PYTHON'
import trafilatura

def lines(tag):
    items = f"<{tag}>（一）申请书；</{tag}><{tag}>（二）证明。</{tag}>"
    articles = "".join(f"<div>第{number}条　申请人应当向所在地县级人民政府农业农村主管部门提出书面申请，并提交下列材料：{items}</div>" for number in "一二三四五六")
    page = f'<html><body><div id="content"><h1>甲办法</h1>{articles}</div></body></html>'
    return sum(line.startswith(("（一）", "（二）")) for line in trafilatura.extract(page).split("\n"))

seen = lines("div"), lines("p")
print(seen)
assert seen == (0, 12), seen
PYTHON
