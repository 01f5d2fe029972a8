"""What a document's page holds for citing it: the panel with every citation form, and what its script fills in for a
single clause.

The forms are made once for the document and once more for a clause, with marks in place of what differs between
clauses: the label in words, the anchor, the hash and the day of reading. ``cite.js`` puts the clause's own in their
place. So the page says what ``tiaowen cite`` says, and weighs little.
"""

from __future__ import annotations

import re
from os.path import commonprefix
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct, structs

from tiaowen.model import Policy
from tiaowen.render.cite import STYLE_NAMES, STYLES, Reference, Style, cite, reference
from tiaowen.render.dialect import escape
from tiaowen.render.json_text import script_data
from tiaowen.render.library import Library
from tiaowen.render.locator import label_in_words

LOCATOR, LAW_LOCATOR, HASH = "\ue000", "\ue001", "\ue002"  # private use: no document holds them
ANCHOR = "~anchor~"  # stands in addresses, which would be written with % otherwise
ACCESSED = "9999-12-31"  # the day of reading, which only the reader's machine knows
_BLANKS = {ord(" "): "&#32;", ord("\n"): "&#10;"}
# white space, controls, and marks that an address, HTML or Markdown gives a meaning
_NOT_IN_ADDRESS = re.compile(
    r"""[\x00-\x20!"#$%&'*<>?\[\\\]^`{|}~\x7f-\xa0\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff]""")
DOWNLOADS: dict[Style, tuple[str, str]] = {
    "gbt7714-2025": ("txt", "text/plain"),
    "bibtex": ("bib", "application/x-bibtex"),
    "ris": ("ris", "application/x-research-info-systems"),
    "csl-json": ("json", "application/vnd.citationstyles.csl+json"),
}


class Form(Struct, frozen=True, kw_only=True):
    """The document in one citation style; ``file`` and ``data`` are empty when the style has no file of its own."""

    style: Style
    name: str
    text: Markup
    file: str = ""
    data: Markup = Markup("")


def citing(policy: Policy, library: Library, templates: Environment) -> dict[str, object]:
    """What the template ``_citing.md.j2`` shows: the forms of the document, and the data its script needs."""
    plain = reference(policy, None, library.settings)
    return {
        "forms": tuple(_form(style, plain, templates) for style in STYLES),
        "citing_data": script_data(_data(policy, library, templates)),
    }


def _form(style: Style, ref: Reference, templates: Environment) -> Form:
    text = cite(ref, style, templates)
    made = Form(style=style, name=STYLE_NAMES[style], text=verbatim(text))
    if style not in DOWNLOADS:
        return made
    suffix, media = DOWNLOADS[style]
    return structs.replace(made, file=f"{ref.key}.{suffix}", data=download(f"{text}\n", media))


def download(text: str, media: str) -> Markup:
    """Text as an address that downloads it: what an address may hold stands as it is, so that a page that shows the
    same text is sent as one of them; the rest, and all that HTML gives a meaning, is written with %.
    """
    inner = _NOT_IN_ADDRESS.sub(lambda found: quote(found[0], safe=""), text)
    return Markup(f"data:{media};charset=utf-8,{inner}")


def _data(policy: Policy, library: Library, templates: Environment) -> dict[str, object]:
    """``forms``: style → the form of a clause and what tells that of the document from it, with marks; ``clauses``: see
    ``_clauses``.
    """
    whole = reference(policy, None, library.settings, accessed=ACCESSED)
    part = structs.replace(
        whole, key=f"{whole.key}:{ANCHOR}", locator=LOCATOR, law_locator=LAW_LOCATOR, sha256=HASH,
        url=f"{whole.url}#{ANCHOR}" if whole.url else "",
    )
    return {
        "forms": {style: _both(cite(whole, style, templates), cite(part, style, templates)) for style in STYLES},
        "clauses": _clauses(policy),
    }


def _both(whole: str, part: str) -> list[object]:
    """The form of a clause, and what to change in it to get the document's: where the changed piece begins, what the
    document has in its place, and where it ends. Counted as JavaScript counts.
    """
    start = len(commonprefix([whole, part]))
    shared = len(commonprefix([whole[start:][::-1], part[start:][::-1]]))
    return [part, _units(part[:start]), whole[start:len(whole) - shared], _units(part[:len(part) - shared])]


def _units(text: str) -> int:
    """Its length in JavaScript, where a rare character is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _clauses(policy: Policy) -> list[list[object]]:
    """Anchor, label in words and hash of every clause; of the label only what differs from the one before, behind the
    count of what does not.
    """
    out: list[list[object]] = []
    before = ""
    by_path = {clause.path: clause for clause in policy.clauses}
    for clause in policy.clauses:
        label = label_in_words(policy, clause, by_path)
        shared = len(commonprefix([before, label]))
        out.append([clause.anchor, shared, label[shared:], clause.sha256[:16]])
        before = label
    return out


def verbatim(text: str) -> Markup:
    """Text for a ``pre`` element: inert as everything is, but its spaces and line breaks stay."""
    return Markup("").join(Markup(piece.translate(_BLANKS)) if piece[:1] in {" ", "\n"} else escape(piece)
                           for piece in re.split("([ \n]+)", text) if piece)
