#!/bin/sh
# newspaper4k 0.9.6 (PyPI): of a page of twenty paragraphs in the Chinese of official texts nothing is left; with the small words of speech (的, 我们)
# in every paragraph all are. What counts as text is told by stop words, and a rule that orders something has few.
# Guess before the run: all paragraphs in both; there is nothing else on the page.
# Seen: 0 characters of the formal text, all twenty paragraphs of the other.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install newspaper4k==0.9.6 jieba==0.42.1
"$work/venv/bin/python" - <<'PYTHON' 2>/dev/null
from newspaper import Article

def characters(sentence):
    article = Article("https://example.org/a.html", language="zh")
    text = f"<p>{sentence}</p>" * 20
    article.download(input_html=f'<html lang="zh"><head><title>A</title></head><body><article><h1>A</h1>{text}</article></body></html>')
    article.parse()
    return article.text.count(sentence)

formal = characters("为规范全市产业扶持资金管理，根据有关法律法规，结合本市实际，制定本办法，请认真遵照执行。")
spoken = characters("我们为了规范全市的产业扶持资金的管理，根据国家的有关规定，结合我们的实际，制定了这个办法。")
print(formal, spoken)
assert (formal, spoken) == (0, 20), (formal, spoken)
PYTHON
