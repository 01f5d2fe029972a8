#!/bin/sh
# pandoc 3.9 (pypandoc-binary 1.17, PyPI): Chinese in RTF that is written as bytes of GBK (\'b9\'fa), as programs before Unicode and many forms still do, is
# read as Latin letters. With \ansicpg936 a warning says so; a font's \fcharset134, which means GBK too, is passed over without a word. \u is right.
# Guess before the run: 国务 in all, as word processors and striprtf 0.0.35 read them.
# Seen: ¹úÎñ for both kinds of bytes, 国务 for \u; striprtf 国务 for all.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypandoc-binary==1.17 striprtf==0.0.35
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import pypandoc
from striprtf.striprtf import rtf_to_text

TEXTS = (r"{\rtf1\ansi\ansicpg936 \'b9\'fa\'ce\'f1\par}",
         r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 \'b9\'fa\'ce\'f1\par}",
         r"{\rtf1\ansi\ansicpg936\uc2 \u22269\'b9\'fa\u21153\'ce\'f1\par}")
seen = [pypandoc.convert_text(text, "plain", "rtf").strip() for text in TEXTS]
other = [rtf_to_text(text).strip() for text in TEXTS]
print(seen, other)
assert seen == ["¹úÎñ", "¹úÎñ", "国务"], seen
assert other == ["国务"] * 3, other
PYTHON
