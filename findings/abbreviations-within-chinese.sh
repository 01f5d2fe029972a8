#!/bin/sh
# Python-Markdown 3.11.3 (PyPI; abbr) and markdown-it-abbr 2.0.0 (npm): a term of a glossary, *[条例]: …, is marked in Chinese only where marks or blanks stand around
# it, never within a sentence: of 本条例所称条例，是指《条例》。 the last alone. Both look for the borders of words that Chinese does not write.
# Guess before the run: all three; a term of Han characters needs no border, and nothing warns of a term that is never marked.
# Seen: one of three in both.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install markdown==3.11.3
cd "$work"
npm install --silent --no-audit --no-fund markdown-it@15.0.3 markdown-it-abbr@2.0.0 >/dev/null
cat > mark.mjs <<'JS'
import MarkdownIt from "markdown-it";
import abbr from "markdown-it-abbr";
console.log(new MarkdownIt().use(abbr).render("*[条例]: 行政法规\n\n本条例所称条例，是指《条例》。").trim());
JS
node_seen=$(node mark.mjs)
python_seen=$("$work/venv/bin/python" -c 'import markdown; print(markdown.markdown("*[条例]: 行政法规\n\n本条例所称条例，是指《条例》。", extensions=["abbr"]))')
echo "$node_seen"
echo "$python_seen"
marked='<p>本条例所称条例，是指《<abbr title="行政法规">条例</abbr>》。</p>'
test "$node_seen" = "$marked"
test "$python_seen" = "$marked"
