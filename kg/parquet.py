"""The columnar tables on disk: Parquet, one data set a table, partitioned by county (``county=…/part.parquet``).

DuckDB writes them: it is a third of the size of Polars, and it also answers SQL about them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
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

    They write what is not a plain letter as percent and digits, and read it back; so every locale
    can say the name.

    >>> partition("奇台县"), partition("")
    ('county=%E5%A5%87%E5%8F%B0%E5%8E%BF', 'county=__HIVE_DEFAULT_PARTITION__')
    """
    return f"county={quote(county, safe='', errors='replace') or _NOWHERE}"


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write rows of one table of one list as JSON: what :func:`write` makes partitions of."""
    path.write_bytes(json.dumps(list(rows), ensure_ascii=False).encode("utf-8", "replace"))


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
        For each list, in order, where its rows are: a file of :func:`write_rows`, or an earlier
        partition.
    """
    columns = SCHEMA[table]
    names = ", ".join(f'"{name}"' for name in columns)
    shape = ", ".join(f"'{name}': '{_TYPES[type]}'" for name, type in columns.items())
    parts = [_part(id, path, shape) for id, path in sources if path.stat().st_size]
    rows = " UNION ALL ".join(f"SELECT {names} FROM {part}" for part in parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Put together first: written straight from its sources, a file's bytes depend on which of them
    # are new.
    connection.execute(f"CREATE OR REPLACE TEMP TABLE rows AS {rows}")
    connection.execute(f"COPY rows TO {_quoted(_text(target))} (FORMAT parquet, COMPRESSION zstd)")


def _part(id: str, path: Path, shape: str) -> str:
    """Return what SQL calls the rows of a list in a file."""
    file = _quoted(_text(path))
    if path.suffix == ".parquet":
        return f"read_parquet({file}, hive_partitioning = false) WHERE list = {_quoted(id)}"
    longest = max(1 << 20, path.stat().st_size)
    return f"read_json({file}, format = 'array', maximum_object_size = {longest}, columns = {{{shape}}})"


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
