"""Numbers as text: what is written is read, at every length and in every kind."""

import random

import numpy as np
from tiaowen.search.bits import LONGEST, SYMBOLS, Reader, Writer, code_of, items, readable, write


def written(kinds: list[int], values: list[int], flags: list[bool]) -> tuple[str, list[dict[str, int]]]:
    numbers = items(np.array(kinds, np.uint8), np.array(values, np.int32), np.array(flags))
    code = code_of([numbers])
    bits, lengths = write(numbers, code)
    ends = np.cumsum(lengths, dtype=np.int64)
    writer = Writer(int(ends[-1]))
    writer.put(bits, ends)
    return writer.text()[: (int(ends[-1]) + 5) // 6], readable(code)


def test_what_is_written_is_read() -> None:
    dice = random.Random(1)
    values = [dice.randrange(1 << dice.randrange(22)) for _ in range(5000)]
    kinds, flags = [dice.randrange(9) for _ in values], [dice.random() < 0.1 for _ in values]
    text, code = written(kinds, values, flags)
    reader = Reader(text, code)
    assert [reader.number(kind) for kind in kinds] == list(zip(values, flags, strict=True))


def test_codes_are_short_and_none_is_longer_than_what_the_page_looks_up() -> None:
    values = [(1 << power) - 1 for power in range(22) for _ in range(3 ** min(power, 8))]
    text, code = written([0] * len(values), values, [False] * len(values))
    assert max(map(len, code[0])) <= LONGEST
    assert min(map(len, code[0])) < 4
    assert set(text) <= set(SYMBOLS)


def test_one_value_alone_needs_one_bit() -> None:
    text, code = written([0] * 12, [0] * 12, [False] * 12)
    assert len(text) == 2
    assert Reader(text, code).number(0) == (0, 0)
