#!/bin/sh
# pandoc 3.9 (pypandoc-binary 1.17, PyPI): a document with lang: zh-CN gets no Chinese for the words that pandoc adds, and no English either: the title
# of the abstract is an empty div, with a warning that a file zh.yaml is not found. Chinese words are there under zh-Hans and zh-Hant only.
# Guess before the run: Chinese, as lang: de-AT gets German; BCP 47 (RFC 5646, 4.5) takes zh-CN for zh-Hans-CN.
# Seen: zh-CN and zh-Hans-CN nothing, zh-Hans 摘要, de-AT Zusammenfassung.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypandoc-binary==1.17
"$work/venv/bin/python" - <<'PYTHON' 2>/dev/null
import re

import pypandoc

def word(lang):
    text = f"---\ntitle: A\nlang: {lang}\nabstract: B\n---\n\nC\n"
    page = pypandoc.convert_text(text, "html", format="markdown", extra_args=["--standalone"])
    return re.search('<div class="abstract-title">(.*?)</div>', page)[1]

seen = {lang: word(lang) for lang in ("zh-CN", "zh-Hans-CN", "zh-Hans", "de-AT")}
print(pypandoc.get_pandoc_version(), seen)
assert seen == {"zh-CN": "", "zh-Hans-CN": "", "zh-Hans": "摘要", "de-AT": "Zusammenfassung"}, seen
PYTHON
