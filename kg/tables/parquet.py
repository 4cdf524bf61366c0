"""The columnar tables on disk: Parquet, a data set a table, by county (``county=…/PART.parquet``).

DuckDB writes them: it is a third of the size of Polars, and it also answers SQL about them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.tables.columns import SCHEMA, Row

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

_TYPES = {"str": "VARCHAR", "int": "INTEGER", "bool": "BOOLEAN", "float": "DOUBLE"}
_NOWHERE = "__HIVE_DEFAULT_PARTITION__"
"""What engines call the partition of rows without a value."""


def partition(county: str) -> str:
    """Return the folder of a county's rows, as Hive, DuckDB and Spark name it.

    They write what is not a plain letter as percent and digits, and read it back; so every locale
    can say the name.

    >>> partition("奇台县"), partition("")
    ('county=%E5%A5%87%E5%8F%B0%E5%8E%BF', 'county=__HIVE_DEFAULT_PARTITION__')
    """
    return f"county={quote(county, safe='', errors='replace') or _NOWHERE}"


def write_rows(path: Path, table: str, rows: Sequence[Row]) -> None:
    """Write one list's rows of a table as JSON, by columns, for :func:`write`."""
    _write_json(path, {name: [row.get(name) for row in rows] for name in SCHEMA[table]})


def _write_json(path: Path, data: object) -> None:
    path.write_bytes(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))


def connect() -> Connection:
    """Give a connection that holds nothing yet: :mod:`kg.sql.duckdb` asks the tables by it.

    It comes without DuckDB's classes for people, which take longer to load than tables.
    """
    try:
        from _duckdb import connect as connected
    except ImportError:  # before version 1.4 it was called otherwise
        from duckdb import connect as connected
    connection = connected()
    # a bar would be drawn into the output of whatever takes two seconds
    connection.execute("SET enable_progress_bar = false")
    return connection


@contextmanager
def writer() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give what :func:`write` needs; one thread, so that a table is the same bytes every time."""
    with connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute("SET preserve_insertion_order = true")
        try:
            yield connection
        except Exception as error:
            # its class is known by name: DuckDB's classes for people are not loaded here
            if type(error).__name__ == "IOException":  # a full disk, in DuckDB's words
                raise OSError(str(error)) from None
            if "interrupt" in str(error).lower():  # a signal ends its work, as an error of its own
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
        For each list, in order, where its rows are: a file of :func:`write_rows`, or an earlier
        partition. Without any the file has no rows.
    """
    columns = SCHEMA[table]
    parts = [_part(id, path, columns) for id, path in sources if path.stat().st_size]
    empty = ", ".join(f'CAST(NULL AS {_TYPES[type]}) AS "{name}"' for name, type in columns.items())
    rows = " UNION ALL ".join(parts) or f"SELECT {empty} WHERE false"
    target.parent.mkdir(parents=True, exist_ok=True)
    # Put together first: written straight from its sources, a file's bytes depend on which of them
    # are new.
    connection.execute(f"CREATE OR REPLACE TEMP TABLE rows AS {rows}")
    connection.execute(f"COPY rows TO {quoted(_text(target))} (FORMAT parquet, COMPRESSION zstd)")


def write_small(path: Path, rows: Iterable[Row]) -> None:
    """Write a file of some rows of texts."""
    rows_file = path.with_suffix(".json")
    _write_json(rows_file, list(rows))
    with connect() as connection:
        source = f"read_json({quoted(_text(rows_file))}, format = 'array')"
        connection.execute(f"COPY (FROM {source}) TO {quoted(_text(path))} (FORMAT parquet)")


def _part(id: str, path: Path, columns: Mapping[str, str]) -> str:
    """Return SQL for the rows of a list in a file."""
    file = quoted(_text(path))
    if path.suffix == ".parquet":
        names = ", ".join(f'"{name}"' for name in columns)
        source = f"read_parquet({file}, hive_partitioning = false)"
        return f"SELECT {names} FROM {source} WHERE list = {quoted(id)}"
    names = ", ".join(f'unnest("{name}") AS "{name}"' for name in columns)
    shape = ", ".join(f"'{name}': '{_TYPES[type]}[]'" for name, type in columns.items())
    longest = max(1 << 20, path.stat().st_size)
    how = f"format = 'newline_delimited', maximum_object_size = {longest}"
    return f"SELECT {names} FROM read_json({file}, {how}, columns = {{{shape}}})"


def read(folder: Path, table: str, columns: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """Return the rows of a table of a build, all or some of its columns.

    Parameters
    ----------
    folder : Path
        Where the data sets are: ``build/tables``.
    """
    names = ", ".join(f'"{name}"' for name in columns or SCHEMA[table])
    files = sorted(map(_text, (folder / table).glob("county=*/*.parquet")))
    with connect() as connection:
        return connection.execute(
            f"SELECT {names} FROM read_parquet(?, hive_partitioning = true)", [files]
        ).fetchall()


def _text(path: Path) -> str:
    """Return a path as DuckDB wants it: the locale (LC_ALL=C) may have read its bytes as something else."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
