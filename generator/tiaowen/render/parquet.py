"""``data/clauses.parquet``: the clauses as a column store, written by DuckDB where it is installed (``pip install
tiaowen[parquet]``).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory


def available() -> bool:
    """Whether DuckDB is installed."""
    return find_spec("duckdb") is not None


def parquet(lines: bytes, fields: Iterable[str]) -> bytes:
    """The JSON lines as Parquet; every field is text. One thread and the order of the lines: the same lines give the
    same bytes.
    """
    import duckdb

    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in fields)
    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": "1",
                                                                "autoinstall_known_extensions": "false"}) as connection:
        given, made = Path(folder, "clauses.jsonl"), Path(folder, "clauses.parquet")
        given.write_bytes(lines)
        read = (
            f"read_json($given, format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = 268435456)"
        )
        connection.execute(
            f"COPY (SELECT * FROM {read}) TO '{made.as_posix().replace(chr(39), chr(39) * 2)}' (FORMAT parquet, "
            f"COMPRESSION zstd)",
                           {"given": str(given)})
        return made.read_bytes()
