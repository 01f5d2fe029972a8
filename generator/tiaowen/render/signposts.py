"""Files at the root of the site that tell programs where what is: ``robots.txt`` for search engines, ``llms.txt`` for
language models.
"""

from __future__ import annotations

import re

from tiaowen import anchors
from tiaowen.config import Settings
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render import words
from tiaowen.render.library import day, title_of

LISTED = 500  # documents named one by one: what such a reader takes in at once
DATA = (
    ("data/clauses.jsonl", "每行一个条款：正文、编号、永久地址"), ("data/policies.json", "全部文件的目录"),
    ("data/markdown.zip", "全部文件的 Markdown，标题带条款编号"),
    ("data/datapackage.json", "各数据表的栏目说明"),
)


def robots(settings: Settings) -> bytes:
    """Everything may be read. Texts without a page around them are named, since extractors drop paragraphs that are
    mostly links.
    """
    lines = ["# 全文可读；不带网页的正文：每份文件页的地址换成 .txt，或见 llms.txt", "User-agent: *", "Allow: /"]
    return ("\n".join([*lines, *([f"Sitemap: {settings.site_url}sitemap.xml"] if settings.site_url else [])])
            + "\n").encode()


def llms(corpus: Corpus, settings: Settings) -> bytes:
    """Markdown in the form of llmstxt.org: what the site is, its data, and its newest documents with the address of
    their text. Details stand below the summary, and nothing but links below a heading: the form's own reader
    (llms-txt 0.0.7) takes a summary without details for details, and fails on any other line.
    """
    documents = sorted(sorted(corpus.policies, key=lambda policy: policy.id), key=day, reverse=True)
    form = next((twin for twin in ("md", "txt") if twin in settings.twins), "html")
    rest = f"列出的是最新的 {LISTED} 份，其余见 data/policies.json。" if len(documents) > LISTED else ""
    lines = [
        f"# {settings.site_name}", "",
        f"> {settings.site_description}。共 {len(documents)} 份文件。", "",
        f"每个条款有永久地址 p/<编号>.html#<条款>，引用时请给出它。{rest}",
        "", "## 数据", "", *(f"- [{path}]({settings.site_url}{path}): {what}" for path, what in DATA),
        "", "## 文件", "", *(_line(policy, form, settings) for policy in documents[:LISTED]),
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _line(policy: Policy, form: str, settings: Settings) -> str:
    address = settings.site_url + anchors.policy_page(policy.id).removesuffix("html") + form
    told = "，".join(
        filter(None, (policy.doc_number, "、".join(policy.issuers),
                      words.date(policy.issue_date or policy.publish_date))))
    title = re.sub(r"[\[\]\\\s]+", " ", title_of(policy)).strip()
    return f"- [{title}]({address})" + (f": {told}" if told else "")
