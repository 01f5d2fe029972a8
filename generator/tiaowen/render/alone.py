"""One document as one HTML file that works alone: styles inside, nothing to fetch, nothing to run; in a file manager or
a messenger on a phone too.
"""

from __future__ import annotations

from lxml import etree

from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.model import OutputFile, Policy
from tiaowen.render.chapter import chapter
from tiaowen.render.elements import sub
from tiaowen.render.head import language_of
from tiaowen.render.json_text import script_file
from tiaowen.render.library import title_of

FILE = "data/alone.js"


def style() -> str:
    """The style sheet of a document away from the site."""
    return (packaged("templates") / "export" / "alone.css").read_text(encoding="utf-8")


def alone(policy: Policy, settings: Settings) -> bytes:
    """The file, UTF-8 (``tiaowen export --html``)."""
    page = etree.Element("html", {"lang": language_of(policy)})
    head = sub(page, "head")
    sub(head, "meta", charset="utf-8")
    sub(head, "meta", name="viewport", content="width=device-width,initial-scale=1")
    sub(head, "title", title_of(policy))
    sub(head, "style", style())
    sub(page, "body").append(chapter(policy, settings))
    text: bytes = etree.tostring(page, encoding="utf-8", method="html", doctype="<!doctype html>")
    return text + b"\n"


def style_for_pages() -> OutputFile:
    """The same style sheet for the button that saves the open document (``alone.js``)."""
    return script_file(FILE, "tiaowenAlone.load", style())
