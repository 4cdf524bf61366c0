"""The columnar tables on disk: Parquet, one data set a table, partitioned by county (``county=…/part.parquet``).

DuckDB writes them: it is a third of the size of Polars, and it also answers SQL about them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kg.columns import SCHEMA, Row

if TYPE_CHECKING:
    import duckdb

NAME: Final = "part.parquet"
_TYPES = {"str": "VARCHAR", "int": "INTEGER", "bool": "BOOLEAN", "float": "DOUBLE"}
_NOWHERE = "__HIVE_DEFAULT_PARTITION__"
"""What engines call the partition of rows without a value."""


def partition(county: str) -> str:
    """Return the folder of a county's rows, as Hive, DuckDB and Spark name it.

    They write what is not a plain letter as percent and digits, and read it back; so every locale can say the name.

    >>> partition("奇台县"), partition("")
    ('county=%E5%A5%87%E5%8F%B0%E5%8E%BF', 'county=__HIVE_DEFAULT_PARTITION__')
    """
    return f"county={quote(county, safe='', errors='replace') or _NOWHERE}"


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write rows of one table of one list, a line of JSON each: what :func:`write` makes partitions of."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text(
        "".join(f"{line}\n" for line in lines), encoding="utf-8", errors="replace", newline="\n"
    )


@contextmanager
def writer() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give what :func:`write` needs; one thread, so that a table is the same bytes every time."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SET preserve_insertion_order = true")
        try:
            yield connection
        except (
            RuntimeError
        ) as error:  # a signal ends DuckDB's work, which says so as an error of its own
            if "interrupt" in str(error).lower():
                raise KeyboardInterrupt from None
            raise


def write(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    target: Path,
    sources: Sequence[tuple[str, Path]],
) -> None:
    """Write one partition of a table.

    Parameters
    ----------
    sources : sequence of (list, path)
        For each list, in order, where its rows are: a file of :func:`write_rows`, or an earlier partition.
    """
    columns = SCHEMA[table]
    fields = ", ".join(f'"{name}" {_TYPES[type]}' for name, type in columns.items())
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE rows ({fields})")
    types: Mapping[str, str] = {name: _TYPES[type] for name, type in columns.items()}
    for id, path in sources:
        if path.suffix == ".parquet":
            known = f"SELECT {names} FROM read_parquet(?, hive_partitioning = false) WHERE list = ?"
            connection.execute(f"INSERT INTO rows {known}", [_text(path), id])
        elif path.stat().st_size:
            shape = ", ".join(f"'{name}': '{type}'" for name, type in types.items())
            longest = max(1 << 20, path.stat().st_size)
            read = f"read_json(?, format = 'nd', maximum_object_size = {longest}, columns = {{{shape}}})"
            connection.execute(f"INSERT INTO rows SELECT {names} FROM {read}", [_text(path)])
    target.parent.mkdir(parents=True, exist_ok=True)
    connection.execute(f"COPY rows TO {_quoted(_text(target))} (FORMAT parquet, COMPRESSION zstd)")


def read(folder: Path, table: str, columns: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """Return the rows of a table of a build, all or some of its columns.

    Parameters
    ----------
    folder : Path
        Where the data sets are: ``build/tables``.
    """
    import duckdb

    names = ", ".join(f'"{name}"' for name in columns or SCHEMA[table])
    files = sorted(_text(path / NAME) for path in (folder / table).iterdir() if path.is_dir())
    with duckdb.connect() as connection:
        return connection.execute(
            f"SELECT {names} FROM read_parquet(?, hive_partitioning = true)", [files]
        ).fetchall()


def _text(path: Path) -> str:
    """Return a path as DuckDB wants it: the locale (LC_ALL=C) may have read its bytes as something else."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
