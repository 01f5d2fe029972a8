"""Numbers as text that a script can hold, in nearly as few bits as they need, so that gzip finds nothing left to
shorten.

A number is written as its class, how many binary digits it plus one has after the first, in a Huffman code, then these
digits. A flag goes with the class. Each kind of number has a code of its own, made from how often its classes occur.
Six bits are one character. ``search-postings.js`` reads the same.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from copy import copy
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SYMBOLS = "".join(chr(code) for code in range(35, 100) if chr(code) != "\\")  # six bits each
LONGEST = 12  # binary digits of a code; no number has more than 21 besides, so that one number is at most 33
KINDS = 64
CLASSES = 64  # class and flag of a number, as numbers below this
_SIX = {symbol: f"{value:06b}" for value, symbol in enumerate(SYMBOLS)}
_SYMBOLS = np.frombuffer(SYMBOLS.encode(), np.uint8)

# for each kind of number: for each class with flag the length of its code, as a hexadecimal digit, 0 when it does not
# occur
Code = Sequence[str]
Bits = NDArray[np.uint64]
Lengths = NDArray[np.uint8]


class Items(NamedTuple):
    """Numbers to write: the class with flag of each, counted from 64 × its kind; its digits after the first."""

    symbol: NDArray[np.uint16]
    rest: NDArray[np.int32]


def items(kinds: NDArray[np.uint8] | int, values: NDArray[np.int32], flags: NDArray[np.bool_] | int = 0) -> Items:
    """Numbers from 0 up, each of a kind and with a flag."""
    more = values + np.int32(1)
    classes = (np.frexp(more.astype(np.float32) if int(more.max(initial=0)) < 1 << 24
                        else more)[1] - 1).astype(np.uint8)
    rest = more - (np.int32(1) << classes.astype(np.int32))
    symbol = (np.asarray(kinds, np.uint16) << 6) | (classes << 1) | np.asarray(flags, np.uint8)
    return Items(symbol.astype(np.uint16, copy=False), rest)


def code_of(numbers: Iterable[Items]) -> Code:
    """The best code for all these numbers."""
    counts = np.zeros((KINDS, CLASSES), np.int64)
    for some in numbers:
        counts += np.bincount(some.symbol, minlength=counts.size).reshape(counts.shape)
    kinds = int(np.flatnonzero(counts.any(axis=1)).max(initial=-1)) + 1
    return ["".join(f"{length:x}" for length in _huffman(row)).rstrip("0") for row in counts[:kinds].tolist()]


def _huffman(counts: list[int]) -> list[int]:
    """The length of the code of each symbol. None is seldomer than 1 in 256, so that none is longer than LONGEST."""
    least = sum(counts) >> 8
    heap = [(max(count, least), symbol, [symbol]) for symbol, count in enumerate(counts) if count]
    lengths = [0] * len(counts)
    if len(heap) == 1:
        lengths[heap[0][1]] = 1
    heapq.heapify(heap)
    while len(heap) > 1:
        (one, first, some), (other, _, more) = heapq.heappop(heap), heapq.heappop(heap)
        for symbol in some + more:
            lengths[symbol] += 1
        heapq.heappush(heap, (one + other, first, some + more))
    return lengths


def _codes(lengths: str) -> dict[int, tuple[int, int]]:
    """Of each symbol its code and the length of that: canonical, shorter ones first, equal ones in order of the
    symbols.
    """
    ordered = sorted((int(length, 16), symbol) for symbol, length in enumerate(lengths) if length != "0")
    codes, next_code, before = {}, 0, 0
    for length, symbol in ordered:
        next_code <<= length - before
        codes[symbol] = next_code, length
        next_code, before = next_code + 1, length
    return codes


def write(numbers: Items, code: Code) -> tuple[Bits, Lengths]:
    """The binary digits of each number, and how many."""
    codes, lengths = np.zeros(len(code) * CLASSES, np.uint64), np.zeros(len(code) * CLASSES, np.uint8)
    for kind, of_kind in enumerate(code):
        for symbol, (digits, length) in _codes(of_kind).items():
            classes = symbol >> 1
            codes[kind * CLASSES + symbol], lengths[kind * CLASSES + symbol] = digits << classes, length + classes
    bits = codes[numbers.symbol]
    bits |= numbers.rest.astype(np.uint64)
    return bits, lengths[numbers.symbol]


class Writer:
    """So many binary digits, to be written anywhere, in order within each call."""

    def __init__(self, size: int) -> None:
        self._words = np.zeros(size // 32 + 3, np.uint32)

    def put(self, bits: Bits, ends: NDArray[np.int64]) -> None:
        """Writes numbers of at most 33 digits so that each ends before a place."""
        if not len(bits):
            return
        last = ends - 1
        words = last >> 5
        shifted = bits << (31 - (last & 31)).astype(np.uint64)
        starts = np.flatnonzero(np.append(True, words[1:] != words[:-1]))
        self._words[words[starts]] |= np.bitwise_or.reduceat(shifted.astype(np.uint32), starts)
        shifted >>= np.uint64(32)
        over = np.flatnonzero(shifted)
        self._words[words[over] - 1] |= shifted[over].astype(np.uint32)

    def text(self) -> str:
        """Six digits a character."""
        octets = self._words.astype(">u4").view(np.uint8)
        threes = octets[: len(octets) // 3 * 3].reshape(-1, 3).astype(np.uint8)
        one, two, three = threes[:, 0], threes[:, 1], threes[:, 2]
        sixes = np.stack((one >> 2, (one & 3) << 4 | two >> 4, (two & 15) << 2 | three >> 6, three & 63), axis=1)
        return _SYMBOLS[sixes].tobytes().decode("ascii")


class Reader:
    """Reads the numbers of a text one after the other."""

    def __init__(self, text: str, code: Sequence[dict[str, int]]) -> None:
        self._bits, self._at, self._code = "".join(map(_SIX.__getitem__, text)), 0, code

    def again(self) -> Reader:
        """Another one that stands at the same place."""
        return copy(self)

    def number(self, kind: int) -> tuple[int, int]:
        """The next number, which is of this kind, and its flag."""
        symbols, bits, end = self._code[kind], self._bits, self._at + 1
        while (symbol := symbols.get(bits[self._at : end])) is None:
            end += 1
        self._at = end + (symbol >> 1)
        return int("1" + bits[end : self._at], 2) - 1, symbol & 1


def readable(code: Code) -> list[dict[str, int]]:
    """For each kind: binary digits → symbol."""
    return [{f"{digits:0{length}b}": symbol for symbol, (digits, length) in _codes(lengths).items()}
            for lengths in code]
