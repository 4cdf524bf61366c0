"""DuckDB: in this process, one file, nothing to start. The default."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from kg.tables import parquet

if TYPE_CHECKING:
    from kg.sql import Rows

TITLE = ("本机，无须安装", "in this process; comes with kg")


class DuckDB:
    """A connection whose views are the tables."""

    SECONDS: ClassVar[float] = 60

    def __init__(self) -> None:
        self._connection = parquet.connect()

    def scan(self, view: str, files: Sequence[str]) -> None:
        """Call some files of one shape a view."""
        listed = ", ".join(map(parquet.quoted, files))
        self.define(view, f"SELECT * FROM read_parquet([{listed}], hive_partitioning = false)")

    def define(self, view: str, sql: str) -> None:
        """Call what a SELECT gives a view."""
        self._connection.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS {sql}")

    def rows(self, sql: str) -> Rows:
        """Return what a SELECT gives, in its order."""
        found = self._connection.execute(sql)
        return [str(column[0]) for column in found.description or ()], found.fetchall()

    def stop(self) -> None:
        """Give up what is being asked."""
        self._connection.interrupt()

    def close(self) -> None:
        """End it."""
        self._connection.close()


def open() -> DuckDB:
    """Start it."""
    return DuckDB()
