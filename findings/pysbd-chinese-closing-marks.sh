#!/bin/sh
# pysbd 0.3.4 (PyPI): its rules for Chinese end a sentence between 。 and the quotation mark or bracket that closes behind it, so the next sentence begins
# with ” or ）. In the rules for English the closing mark stays with the sentence.
# Guess before the run: the closing mark stays with the sentence that it closes, as in English; GB/T 15834 lets it not even begin a line.
# Seen: '规定：“甲。' and '”乙。'; '（以下简称《条例》。' and '）各地执行。'
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pysbd==0.3.4
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import pysbd

chinese, english = (pysbd.Segmenter(language=language, clean=False).segment for language in ("zh", "en"))
quoted, bracketed, plain = chinese("规定：“甲。”乙。"), chinese("（以下简称《条例》。）各地执行。"), english('He said "Go." They went.')
print(quoted, bracketed, plain)
assert quoted == ["规定：“甲。", "”乙。"], quoted
assert bracketed == ["（以下简称《条例》。", "）各地执行。"], bracketed
assert not any(sentence.startswith('"') for sentence in plain), plain
PYTHON
