#!/bin/sh
# DuckDB 2.0.1 for Python: a relation, what duckdb.sql() returns, has no fetchone() any more; fetchall() is there.
# The guess was: the DB-API methods of 1.x stay.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install duckdb==2.0.1 2>/dev/null
seen=$("$folder/env/bin/python" - <<'PY'
import duckdb

relation = duckdb.sql("SELECT 1")
print(hasattr(relation, "fetchone"), relation.fetchall())
PY
)
echo "$seen"
test "$seen" = "False [(1,)]"
