#!/bin/sh
# cmarkgfm 2025.10.22 (PyPI; GitHub's own reader): of a rule with two ranges, 处5~10倍罚款，并限3~5年禁入, what stands between the first ~ and the second is struck out, 5<del>10倍罚款，并限3</del>5年:
# a deletion may be marked by one ~ on each side. mistune 3.4.0 (two of them) and markdown-it-py 4.3.0 leave the line alone.
# Guess before the run: the line as it is in all three; a deletion is marked by two of them (~~), and a range is no mark at all.
# Seen: <del>10倍罚款，并限3</del>.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install cmarkgfm==2025.10.22 mistune==3.4.0 markdown-it-py==4.3.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import cmarkgfm
import markdown_it
import mistune

text = "处5~10倍罚款，并限3~5年禁入。"
readers = (cmarkgfm.github_flavored_markdown_to_html, mistune.create_markdown(plugins=["strikethrough"]), markdown_it.MarkdownIt().enable("strikethrough").render)
seen = [read(text).strip() for read in readers]
print(seen)
assert seen == ["<p>处5<del>10倍罚款，并限3</del>5年禁入。</p>"] + [f"<p>{text}</p>"] * 2, seen
PYTHON
