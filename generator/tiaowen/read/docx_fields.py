"""What Word prints for an equation field (EQ \\o\\ac(○,1) is ①), and the characters of its symbol fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiaowen.numbering import CIRCLED

_RING = frozenset("○〇◯⚪")
_SWITCH = re.compile(r"\\([a-z]+)", re.I)
_GENERAL = re.compile(r"""\\\*\s*(?:"[^"]*"|[^\s\\(]+)""")  # \\* jc2, \\* "Font:宋体": how it looks
_LOST = "\ufffd"
_SYMBOL = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)) | dict(
    zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×",
    0xB7: "·", 0xB8: "÷", 0xB9: "≠",
    0xBB: "≈", 0xBC: "…", 0xCE: "∈", 0xD6: "√", 0xD7: "·", 0xE5: "∑", 0x2D: "−", 0x2A: "*", 0x40: "≅", 0x7E: "~",
}
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x9E: "·",
    0x9F: "•", 0xA1: "○", 0xA4: "◎",
    0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xF0: "⇨", 0xFB: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0x46: "☞", 0x26: "📖", 0x28: "☎",
    0x2A: "✉", 0xAB: "★", 0x77: "◆", 0x73: "◆",
}
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0x4F: "✗", 0x2A: "□", 0xA3: "□", 0x9F: "■",
                0xA2: "■", 0x97: "●", 0x98: "●"}
_WINGDINGS |= {0x80: "⓪"} | {0x81 + n: CIRCLED[n] for n in range(10)}
_WINGDINGS_2 |= {0x6A + n: CIRCLED[n] for n in range(10)}
FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(code: str, font: str) -> str:
    """The character of a w:sym (``code``: hexadecimal) in that font; U+FFFD, which cleaning reports as damage, where no
    character is known.
    """
    try:
        value = int(code, 16) if code.isascii() else 0
    except ValueError:
        value = 0
    known = FONTS.get(font.lower())
    if known is not None:
        return known.get(value & 0xFF if 0xF000 <= value <= 0xF0FF else value, _LOST)
    if 0xF020 <= value <= 0xF07E:  # a font of signs that is none of these: a list's mark, a drawing
        return _LOST
    return chr(value) if 0x20 <= value < 0xD800 or 0xF900 <= value <= 0x10FFFF else _LOST


def equation(instruction: str) -> str | None:
    """The characters that an EQ field prints; None when the field is another. Readings above a base
    (\\o(\\s\\up(lín),临)) are not text.
    """
    name, _, rest = instruction.strip().partition(" ")
    if name.lower() != "eq":
        return None
    return _evaluate(_GENERAL.sub("", rest))


def _evaluate(text: str, depth: int = 0) -> str:
    pieces: list[str] = []
    at = 0
    while at < len(text):
        if text[at] == "\\" and depth < 20:
            switches, at = _switches(text, at)
            arguments, at = _arguments(text, at)
            pieces.append(_element(switches, [_evaluate(argument, depth + 1) for argument in arguments], arguments))
        else:
            pieces.append(text[at])
            at += 1
    return "".join("".join(pieces).split()) if depth == 0 else "".join(pieces).strip()


def _switches(text: str, at: int) -> tuple[list[str], int]:
    found: list[str] = []
    while at < len(text) and text[at] == "\\":
        match = _SWITCH.match(text, at)
        if not match:  # \( or \, is the character itself
            return found or [""], at + 1
        found.append(match[1].lower())
        at = match.end()
        number = re.compile(r"[\d.]*\s*").match(text, at)
        at = number.end() if number else at
    if found[:1] == ["*"]:
        return found, at
    return found, at


def _arguments(text: str, at: int) -> tuple[list[str], int]:
    """The arguments in the brackets that begin at ``at``, and where the text goes on."""
    if at >= len(text) or text[at] != "(":
        return [], at
    depth, start, found = 0, at + 1, list[str]()
    for place in _structure(text, at):
        if text[place] == "(":
            depth += 1
        elif text[place] == ")":
            depth -= 1
            if depth == 0:
                return [*found, text[start:place]], place + 1
        elif depth == 1:
            found.append(text[start:place])
            start = place + 1
    return [*found, text[start:]], len(text)


def _structure(text: str, at: int) -> Iterator[int]:
    """Places of brackets and separators that are not written as characters (\\()."""
    for place in range(at, len(text)):
        if text[place] in "(),;" and text[place - 1:place] != "\\":
            yield place


def _element(switches: list[str], values: list[str], raw: list[str]) -> str:
    kind = switches[0]
    if kind == "f" and len(values) == 2:
        return f"{values[0]}/{values[1]}"
    if kind == "r":
        return f"√({values[-1]})" if values else ""
    if kind == "o":
        bases = [value for value, argument in zip(values, raw, strict=True)
                 if not re.match(r"\s*\\s\s*\\(?:up|do)", argument, re.I)]
        if len(bases) == 2 and bases[0] in _RING:
            return _ringed(bases[1])
        return "".join(bases)
    return "".join(values)


def _ringed(text: str) -> str:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"({text})"
