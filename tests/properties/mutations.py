"""What a seeded mutation does to a file, by kind: to its lines, its bytes, a part of a container, its sidecar."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

WINDOW = 160  # lines of a file that one case works on: a case costs milliseconds, and borders fall everywhere
HOSTILE = (
    "<script>evil()</script>", "<img src=evil onerror=evil()>", "[点](javascript:evil())", "{: onclick=evil() }",
    "</script><svg/onload=evil()>",
    "<!--", "]]>", "{{ evil }}{% raw %}", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\u2028", "```", "~~~",
    "&lt;script&gt;evil()", "=evil()|' '!A1",
    "<iframe src=//evil>", "[x](https://evil/)", "![x](//evil/x.png)", "<https://evil>", "' onmouseover='evil()",
    '" onfocus="evil()', "\ud83d",
    "---\nevil: true\n---", "<base href=//evil>", "#" * 40, "|" * 200,
)
LABELS = ("第一编", "第一章", "第一节", "第一条", "一、", "（一）", "1.", "（1）", "①", "——", "1.1.1", "附件1")
Mutation = Callable[[list[str], random.Random], list[str]]


def cut(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.randrange(len(lines))
    return [*lines[:at], lines[at][:rng.randrange(len(lines[at]) + 1)], *lines[at + 1 + rng.randrange(4):]]


def joined(lines: list[str], rng: random.Random) -> list[str]:
    at, much = rng.randrange(len(lines)), rng.choice((2, 3, 20, len(lines)))
    return [*lines[:at], "".join(lines[at:at + much]), *lines[at + much:]]


def shuffled(lines: list[str], rng: random.Random) -> list[str]:
    return rng.sample(lines, len(lines))


def doubled(lines: list[str], rng: random.Random) -> list[str]:
    at, much = rng.randrange(len(lines)), rng.choice((1, 5, 30, len(lines)))
    return [*lines[:at + much], *lines[at:at + much], *lines[at + much:]]


def split(lines: list[str], rng: random.Random) -> list[str]:
    width = rng.choice((1, 7, 30, 42))
    at = rng.randrange(len(lines))
    return [*lines[:at], *re.findall(f".{{1,{width}}}", "".join(lines[at:at + 12]), re.DOTALL), *lines[at + 12:]]


def hostile(lines: list[str], rng: random.Random) -> list[str]:
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(lines))
        column = rng.randrange(len(lines[at]) + 1)
        lines = [*lines[:at], lines[at][:column] + rng.choice(HOSTILE) + lines[at][column:], *lines[at + 1:]]
    return lines


def nested(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.randrange(len(lines))
    deep = rng.choice(("（", "《", "“", "<div>", "<table><tr><td>", "<b>", "[", "> ")) * 1000
    return [*lines[:at], deep + lines[at], *(rng.choice(LABELS) + "内容：" for _ in range(1000)), *lines[at + 1:]]


def long_line(lines: list[str], rng: random.Random) -> list[str]:
    text = rng.choice(("".join(lines)[:4000] or "空", "一、（一）1.", "（责任单位：市财政局）",
                       "到2025年，达到100万元，", "《", "甲")) + "。"
    return [*lines[:3], (text * (2_000_000 // len(text.encode()) + 1)), *lines[3:6]]


SIDECAR = (
    "id: a-1\ntitle: 关于某事的意见\ndoc_number: 示政发〔2023〕1号\nissuers: [示例市人民政府]\nissue_date: 2023-05-06\n"
    "jurisdiction: {province: 山东省, city: 威海市}\nsource_url: https://x.example/a\npublish: auto\nvalidity: "
    "现行有效\n"
    "facts:\n  targets:\n    - {path: '1', quote: 达到100万元, metric: 产值, value: 100, unit: 万元}\n"
)
PIECES = (
    "&a ", "*a", "[" * 60, "{" * 60, "9" * 5000, "true", "null", "-1", "'", '"', "\t", "\x00", "\ud83d",
    "!!python/object:os.system x", "<<: *a",
    "? :", "- ",
)


def sidecar(rng: random.Random) -> bytes:
    """A sidecar of which some characters were taken out, doubled or put in."""
    text = SIDECAR
    for _ in range(rng.randint(1, 4)):
        at, much = rng.randrange(len(text)), rng.choice((0, 1, 5, 40))
        text = text[:at] + rng.choice((*PIECES, text[at:at + much] * 2, "")) + text[at + much:]
    return text.encode("utf-8", "surrogatepass")


MUTATIONS: dict[str, tuple[int, Mutation | None]] = {  # how many of 1,000 cases; None: the bytes themselves are flipped
    "bytes flipped": (150, None), "cut": (130, cut), "joined": (130, joined), "shuffled": (130, shuffled),
    "doubled": (130, doubled),
    "split": (129, split), "hostile": (180, hostile), "nested 1,000 deep": (20, nested),
    "one line of 2 MB": (1, long_line),
    "sidecar": (100, None), "part of a container": (60, None), "bytes moved": (60, None),
}
BINARY = {"part of a container", "bytes moved"}  # kinds of mutation that are made of files of binary formats alone


def mutated(data: bytes, kind: str, rng: random.Random) -> bytes:
    """Some lines of the file, changed once or twice in the given way."""
    change = MUTATIONS[kind][1]
    if kind == "part of a container" and (parts := _unpacked(data)):
        name = rng.choice(sorted(parts))
        return _packed(parts | {name: mutated(parts[name] or b"<", "bytes flipped", rng)})
    if kind == "sidecar":
        return data
    if kind == "bytes moved":
        at, to, much = rng.randrange(len(data)), rng.randrange(len(data)), rng.choice((1, 16, 512, 4096, len(data)))
        taken = data[at:at + much]
        return rng.choice((data[:at], data[at:], data[:at] + data[at + much:], data[:to] + taken + data[to:],
                           data[:at] + bytes(len(taken)) + data[at + much:]))
    if change is None:
        out = bytearray(data)
        for _ in range(min(len(out), rng.choice((1, 5, 50)))):
            at = rng.randrange(len(out))
            out[at:at + 1] = rng.choice((b"", bytes([rng.randrange(256)]), bytes([out[at] ^ 1 << rng.randrange(8)])))
        return bytes(out)
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    start = rng.choice((0, rng.randrange(len(lines))))
    lines = lines[start:start + WINDOW]
    for _ in range(1 if kind.startswith(("nested", "one line")) else rng.randint(1, 3)):
        lines = change(lines or [""], rng) or [""]
    return "\n".join(lines).encode("utf-8", "surrogatepass" if kind == "hostile" else "surrogateescape")


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a container; none of what is no container."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return {name: container.read(name) for name in container.namelist()}
    except zipfile.BadZipFile:
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return written.getvalue()
