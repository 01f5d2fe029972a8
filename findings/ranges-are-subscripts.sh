#!/bin/sh
# pymdown-extensions 13.1.2 (tilde and caret, of the set that Material for MkDocs recommends) and mistune 3.4.0 (PyPI): of a rule with two ranges, 处5~10倍罚款，并限3~5年禁入, what stands between
# is a subscript, and of two areas, 5m^2，共9m^2, the words between are a superscript. A blank between the signs would forbid it, and Chinese has none.
# Guess before the run: the line as it is; the English for it, 5~10 times, 3~5 years, is.
# Seen: <sub>10倍罚款，并限3</sub> and <sup>2，共9m</sup>.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pymdown-extensions==13.1.2 mistune==3.4.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import markdown
import mistune

texts = ["处5~10倍罚款，并限3~5年禁入", "5m^2，共9m^2", "5~10 times, 3~5 years"]
readers = (lambda text: markdown.markdown(text, extensions=["pymdownx.tilde", "pymdownx.caret"]), mistune.create_markdown(plugins=["subscript", "superscript"]))
seen = [[read(text).strip() for text in texts] for read in readers]
print(seen)
assert seen == [["<p>处5<sub>10倍罚款，并限3</sub>5年禁入</p>", "<p>5m<sup>2，共9m</sup>2</p>", "<p>5~10 times, 3~5 years</p>"]] * 2, seen
PYTHON
