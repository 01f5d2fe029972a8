#!/bin/sh
# normattiva2md 2.1.15 (PyPI), a converter from Akoma Ntoso to Markdown: the words of an article that has its content at once, without a numbered
# paragraph around it, are left out, and so is the whole body of a <doc>; the run is told to be a success. Both are forms of Akoma Ntoso 3.0.
# Guess before the run: number, heading and words of every article and section, whatever stands between them.
# Seen: "## 第一条 - 目的" and nothing below; of the <doc> its title; with <paragraph><num>1.</num> around the content the words are there.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install normattiva2md==2.1.15
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import subprocess
from pathlib import Path

def level(name, uri):
    return (f'<FRBR{name}><FRBRthis value="{uri}"/><FRBRuri value="{uri}"/><FRBRdate date="2024-05-01" name="issue"/><FRBRauthor href="#a"/>'
            + {"Work": '<FRBRcountry value="cn"/>', "Expression": '<FRBRlanguage language="zho"/>', "Manifestation": ""}[name] + f"</FRBR{name}>")

WORK = "/akn/cn/act/2024/1"
META = ('<meta><identification source="#a">' + level("Work", WORK) + level("Expression", f"{WORK}/zho@") + level("Manifestation", f"{WORK}/zho@.xml")
        + '</identification><references source="#a"><TLCOrganization eId="a" href="/o/a" showAs="A"/></references></meta>'
        '<preface><longTitle><p><docTitle>甲办法</docTitle></p></longTitle></preface>')
CONTENT = "<content><p>甲条文字</p></content>"
ARTICLE = '<article eId="art_1"><num>第一条</num><heading>目的</heading>{}</article>'
TEXTS = {
    "content": f'<act name="办法">{META}<body>{ARTICLE.format(CONTENT)}</body></act>',
    "paragraph": f'<act name="办法">{META}<body>{ARTICLE.format(f"<paragraph><num>1.</num>{CONTENT}</paragraph>")}</body></act>',
    "doc": f'<doc name="意见">{META}<mainBody><section><num>一、</num><heading>目的</heading>{CONTENT}</section></mainBody></doc>',
}
seen = {}
for name, text in TEXTS.items():
    Path(f"{name}.xml").write_text(f'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">{text}</akomaNtoso>', encoding="utf-8")
    subprocess.run(["venv/bin/normattiva2md", f"{name}.xml", f"{name}.md"], check=True, capture_output=True)
    written = Path(f"{name}.md").read_text(encoding="utf-8").rpartition("---")[2]
    seen[name] = [line for line in written.splitlines() if line]
print(seen)
assert seen == {"content": ["# 甲办法", "## 第一条 - 目的"], "paragraph": ["# 甲办法", "## 第一条 - 目的", "1. 甲条文字"], "doc": ["# 甲办法"]}, seen
PYTHON
