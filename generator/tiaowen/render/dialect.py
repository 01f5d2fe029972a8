"""The closed Markdown that the program writes (design: architecture, "Data"): the only place that escapes text or forms
markup.

What there is: headings with an id, paragraphs with an id and a class, pipe tables, links, and HTML blocks of our own
that hold no empty line. Everything that came from a source goes through ``escape``; ready markup is ``Markup`` and
passes as it is.

1. ``escape`` writes every piece of ASCII punctuation as a numeric entity. The result is inert in a Markdown paragraph,
   heading, table cell and HTML block, in HTML text and in a quoted HTML attribute: one rule for all places, so that
   none can be forgotten.
2. What a reader sees of an escaped text is the text itself, white space runs apart.
3. A heading keeps its id whatever its text holds (Python-Markdown loses the id of a heading whose text holds `` {``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

_PUNCTUATION = {c: f"&#{c};" for c in range(0x21, 0x7F) if not chr(c).isalnum()}
# Spaces that Python-Markdown would strip or treat as its own; the ideographic space of an indent is the common case.
_SPACES = {c: f"&#{c};" for c in (0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)}
# Characters that no HTML document may hold; Python-Markdown marks its own places with two of them.
_CONTROLS = dict.fromkeys([*range(0x09), 0x0B, 0x0E, 0x0F, *range(0x10, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0),
                           0xFFFE, 0xFFFF], "\ufffd")
_CONTROLS |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_TABLE: dict[int, str] = _PUNCTUATION | _SPACES | _CONTROLS
_SPECIAL = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_HTML = {ord(c): f"&#{ord(c)};" for c in "&<>\"'{}"} | _CONTROLS
_UNSAFE = re.compile(f"[{re.escape(''.join(map(chr, _HTML)))}]")
_BREAK = re.compile(r"[\t\n\x0c\r\x85 ]+")  # as a reference, &#133; would be read as windows-1252
_ID = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_CLASS = re.compile(r"[a-z][a-z0-9-]*")
_URL_MARKS = frozenset(":/?#@!$*+,;=%._~-")
_ADDRESS = re.compile(r"[A-Za-z0-9._~/#-]*")


def escape(text: object) -> Markup:
    """Text as inert markup; ``Markup`` passes unchanged, None is nothing. A run of white space is one space."""
    if isinstance(text, Markup):
        return text
    if text is None:
        return Markup("")
    plain = str(text)
    if plain.isalnum():  # most of what a page shows; no character of the table is a letter or a digit
        return _marked(plain)
    # faster than str.translate, which looks up every Han character
    flat = _SPECIAL.sub(_reference, _BREAK.sub(" ", plain))
    inner = flat.strip(" ")
    if inner != flat:  # a space at either end, which Markdown would strip
        before = flat[: len(flat) - len(flat.lstrip(" "))]
        flat = f"{'&#32;' if before else ''}{inner}{'&#32;' if inner and flat.endswith(' ') else ''}"
    return _marked(flat)


def _marked(text: str) -> Markup:
    """``Markup(text)`` without looking at what is known to be text: a page has thousands of values."""
    return str.__new__(Markup, text)


def _reference(match: re.Match[str]) -> str:
    return _TABLE[ord(match[0])]


def join(parts: Iterable[object], between: str = "") -> Markup:
    """The parts one after another, text escaped."""
    return _marked(str.join(escape(between), [escape(part) for part in parts]))


def own_address(address: str) -> Markup:
    """A relative address of the site as markup: its characters need no entity. Raises ValueError when it is no address
    of ours.
    """
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"no address of this site: {address!r}")
    return _marked(address)


def outside_address(address: str) -> Markup:
    """An address outside the site for a quoted attribute: web or mail only, its marks kept, whatever could end the
    attribute as an entity.

    Raises ValueError for any other scheme.
    """
    if not address.startswith(("https://", "http://", "mailto:")):
        raise ValueError(f"no web or mail address: {address!r}")
    return Markup("".join(char if char in _URL_MARKS or char.isalnum() and char.isascii() else escape(char)
                          for char in address))


def link(text: object, address: str, title: str = "") -> Markup:
    """A Markdown link to a page of the site: ``address`` relative, to ``.html``; written as ``.md``, which MkDocs
    checks and turns back.

    Raises ValueError when the address is not one of ours (letters, digits and the marks of a relative address).
    """
    told = f' "{escape(title)}"' if title else ""
    return Markup(f"[{escape(text)}]({markdown_address(address)}{told})")


def markdown_address(address: str) -> str:
    """The relative address of a page as its Markdown file: ../p/a.html#c-1 → ../p/a.md#c-1."""
    page, mark, fragment = own_address(address).partition("#")
    return (page.removesuffix(".html") + ".md" if page.endswith(".html") else page) + mark + fragment


def tag(name: str, content: object, /, **attributes: object) -> Markup:
    """An inline HTML element; an attribute that is None or False is left out, ``class_`` is ``class``, ``_`` is
    ``-``.
    """
    return Markup(f"<{name}{_attributes(attributes)}>{escape(content)}</{name}>")


def _attributes(attributes: Mapping[str, object]) -> str:
    shown = ((key.rstrip("_").replace("_", "-"), value) for key,
             value in attributes.items() if value is not None and value is not False)
    return "".join(f" {key}" if value is True else f' {key}="{escape(value)}"' for key, value in shown)


def heading(level: int, text: object, anchor: str, classes: Sequence[str] = ()) -> Markup:
    """A heading of level 1 to 6 with its id."""
    if not 1 <= level <= 6:
        raise ValueError(f"no heading level: {level}")
    return Markup(f"{'#' * level} {escape(text)} {{{_attribute_list(anchor, classes)}}}\n")


def paragraph(text: object, anchor: str = "", classes: Sequence[str] = ()) -> Markup:
    """A paragraph, with its id and classes when it has any."""
    attributes = f"\n{{: {_attribute_list(anchor, classes)} }}" if anchor or classes else ""
    return Markup(f"{escape(text) or Markup('&#8203;')}{attributes}\n")


def _attribute_list(anchor: str, classes: Sequence[str]) -> str:
    if anchor and not _ID.fullmatch(anchor):
        raise ValueError(f"no id: {anchor!r}")
    if any(not _CLASS.fullmatch(name) for name in classes):
        raise ValueError(f"no classes: {classes!r}")
    return " ".join([*([f"#{anchor}"] if anchor else []), *(f".{name}" for name in classes)])


def table(rows: Sequence[Sequence[object]]) -> Markup:
    """A pipe table; its first row is the header, an empty one when there is a single row (readers disagree about a
    table without a body).

    Rows are filled up to the longest, so that no cell is lost.
    """
    width = max(len(row) for row in rows)
    cells = [[*(escape(cell) for cell in row), *[Markup("")] * (width - len(row))] for row in rows]
    if len(cells) == 1:
        cells.insert(0, [Markup("")] * width)
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return Markup("\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]) + "\n")


def mark(anchor: str) -> Markup:
    """An empty element that carries an id, for a place that has none of its own (a table row)."""
    return Markup(f'<span id="{_attribute_list(anchor, ())[1:]}"></span>')


def front_matter(values: Mapping[str, object]) -> Markup:
    """The page's metadata. Every value is JSON, which YAML reads the same; the theme writes the title into HTML as it
    stands.
    """
    lines = [f"{key}: {_yaml(value)}" for key, value in values.items()]
    return Markup("---\n" + "\n".join(lines) + "\n---\n\n")


def _yaml(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]", "\ufffd", text)


def html_text(text: str) -> str:
    """Text for a front-matter value that the theme puts into HTML without escaping: only what HTML gives a meaning."""
    return _UNSAFE.sub(lambda found: _HTML[ord(found[0])], _BREAK.sub(" ", text))


def css_string(text: str) -> str:
    """Text for the inside of a quoted CSS string that stands in a ``style`` element: everything but letters and digits
    as an escape.
    """
    return "".join(char if char.isalnum() else f"\\{ord(char):06x}"
                   for char in _BREAK.sub(" ", text).translate(_CONTROLS))
