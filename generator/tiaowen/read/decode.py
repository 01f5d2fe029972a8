"""Bytes → characters: byte order marks, UTF-8/16/32, GB18030, Big5; what is declared is checked against what is there.

Postconditions: 1. the text has no byte order mark; 2. a wrong declaration is an R004 finding; 3. bytes that are no text
are an R001, R002 or R003 error and give an empty text.
"""

from __future__ import annotations

import codecs
import re

import charset_normalizer
from msgspec import Struct

from tiaowen.diagnostics import finding
from tiaowen.formats import FORMATS
from tiaowen.model import Diagnostic

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf",
          b"\x1f\x8b\x08", b"BM\x00")
# The characters that run through every Chinese text: decoding with the wrong table does not produce them.
_FUNCTION = re.compile("[，。、；：（）“”《》的在和为不是了有一人中国大年市工会发業業业這这個个對对]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_GLYPH = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs",
            "utf8": "utf-8"}


# Characters that GB 18030-2022 holds in Unicode and that Python's codec, of the edition of 2000, still maps to private
# ones (FE59 is 龴).
_PRIVATE = dict(zip(
    (*range(0xE78D, 0xE797), 0xE7C7, 0xE816, 0xE817, 0xE818, 0xE81E, 0xE826, 0xE82B,
     0xE82C, 0xE831, 0xE832, 0xE83B, 0xE843, 0xE854, 0xE855, 0xE864),
    (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A), 0x1E3F, 0x20087, 0x20089, 0x200CC, 0x9FB4, 0x9FB5, 0x9FB6,
     0x9FB7, 0x215D7, 0x9FB8, 0x2298F, 0x9FB9, 0x9FBA, 0x241FE, 0x9FBB), strict=True))


class Decoded(Struct, frozen=True, kw_only=True):
    """The text, the encoding it was read with, and what was wrong."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """The characters of the bytes. Never raises; what is no text comes back empty with an error."""
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        return _refused("R001", name)
    if data.startswith(_MAGIC):
        return _refused("R002", name)
    bom = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")
    encoding, text = _best(data, bom or _known(declared))
    if not encoding:
        code = "R002" if _is_binary(data) else "R003"
        return _refused(code, name)
    found: list[Diagnostic] = []
    if declared and _canonical(declared) not in (encoding, _canonical(bom)) and not text.isascii():
        found.append(finding("R004", path=name, declared=declared, used=encoding.upper()))
    text = text.removeprefix("\ufeff").translate(_PRIVATE if encoding == "gb18030" else {})
    mended, wrong = _misread(text)
    if mended:
        found.append(finding("R014", path=name, used=wrong.upper()))
    return Decoded(text=mended or text, encoding=encoding, diagnostics=tuple(found))


def _misread(text: str) -> tuple[str, str]:
    """What a text was before somebody read its UTF-8 as another encoding and saved that (鍏充簬 was 关于), and which
    encoding it was.
    """
    here = _plausible(text)
    if here >= 0.03 or len(text) < 20:
        return "", ""
    for encoding in ("gb18030", "cp1252", "latin-1", "big5hkscs"):
        for source in ("utf-8", "gb18030"):
            before = text.encode(encoding, "ignore").decode(source, "replace")
            # what the misreading lost cannot come back; cleaning counts it as damage
            whole = before.replace("\ufffd", "")
            if encoding != source and len(whole) * 10 > len(before) * 9 and _plausible(whole) >= max(0.1, 3 * here):
                return before, encoding
    return "", ""


def is_meaningless(text: str) -> bool:
    """Whether the characters stand for no writing: codes of glyphs without a character, or Han characters without a
    function word among them.
    """
    visible = "".join(text.split())
    codes = _NO_GLYPH.findall(visible)
    if visible and len("".join(codes)) * 10 > len(visible):
        return True
    han = sum("\u4e00" <= c <= "\u9fff" for c in visible)
    return han >= 300 and len(_FUNCTION.findall(visible)) * 200 < len(visible)


def _refused(code: str, name: str) -> Decoded:
    tried, remedy = "UTF-8、UTF-16、GB18030、Big5 都不合", FORMATS["binary"].remedy
    return Decoded(text="", encoding="", diagnostics=(finding(code, path=name, detail=tried, remedy=remedy),))


def _canonical(name: str) -> str:
    try:
        plain = codecs.lookup(name.strip()).name
    except LookupError:
        plain = name.strip().lower()
    return {"utf-8-sig": "utf-8"}.get(_ALIASES.get(plain, plain), _ALIASES.get(plain, plain))


def _known(declared: str) -> str:
    try:
        codecs.lookup(declared)
    except (LookupError, ValueError):
        return ""
    return _canonical(declared)


def _best(data: bytes, preferred: str) -> tuple[str, str]:
    """The encoding that fits and its text; two empty strings when none does. ``preferred`` wins unless another fits
    clearly better.
    """
    if preferred.startswith(("utf-16", "utf-32", "utf-8-sig")):
        text = _try(data, preferred)
        if text is not None and not _is_noise(text):
            return _canonical(preferred), text
    strict = _try(data, "utf-8")
    if strict is not None and "\x00" not in strict and not _is_noise(strict):
        return "utf-8", strict
    scores: dict[str, float] = {}
    texts: dict[str, str] = {}
    for encoding in dict.fromkeys(filter(None, (preferred, "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8"))):
        text = _try(data, encoding, lenient=True)
        if text is not None:
            texts[encoding], scores[encoding] = text, _plausible(text) + (0.02 if encoding == preferred else 0)
    winner = max(scores, key=lambda e: scores[e], default="")
    declared = winner == preferred and _try(data, winner) is not None and not _is_noise(texts[winner])
    if winner and (scores[winner] >= 0.1 or declared and scores[winner] > 0):
        return _canonical(winner), texts[winner]
    short = _try(data, "gb18030")
    if short and _common_share(short) >= 0.6:
        return "gb18030", short
    guess = charset_normalizer.from_bytes(data[:200_000]).best() if not _is_binary(data) else None
    text = _try(data, guess.encoding) if guess else None
    return (_canonical(guess.encoding), text) if guess and text and _plausible(text) >= 0.05 else ("", "")


def _try(data: bytes, encoding: str, *, lenient: bool = False) -> str | None:
    """The decoded text, or None. Lenient: up to one bad byte in two hundred becomes U+FFFD (a flipped bit costs no
    file).
    """
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        if not lenient:
            return None
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") * 200 <= len(text) + 200 else None


def _plausible(text: str) -> float:
    """Share of Chinese function characters and punctuation in the characters beyond ASCII, 0 to 1; noise counts
    against.

    Tags, scripts, numbers and addresses are ASCII in every encoding and say nothing about which it is.
    """
    sample = text[:200_000]
    visible = len(_NOT_ASCII.findall(sample)) or 1
    odd = sum(1 for c in sample if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " and c not in "\t\n\r\f\x1a")
    return (len(_FUNCTION.findall(sample)) - 4 * odd) / visible


def _common_share(text: str) -> float:
    """Share of the characters beyond ASCII that GB 2312 holds: nearly all of a Chinese text, few of anything else read
    as GB 18030.
    """
    beyond = _NOT_ASCII.findall(text)
    return sum(len(c.encode("gb2312", "ignore")) == 2 for c in beyond) / len(beyond) if beyond else 0.0


def _is_noise(text: str) -> bool:
    """Whether the characters are control codes rather than writing."""
    sample = text[:50_000]
    control = sum(1 for c in sample if c < " " and c not in "\t\n\r\f\x1a\x0b")
    return control * 50 > len(sample)


def _is_binary(data: bytes) -> bool:
    sample = data[:8192]
    return sample.count(0) > 0 or sum(1 for b in sample if b < 32 and b not in b"\t\n\r\f\x1a\x0b") * 20 > len(sample)
