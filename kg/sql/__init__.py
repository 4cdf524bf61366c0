"""The counting questions in plain SQL, on whatever engine is there: the second face of the data.

An engine is a file of this folder with ``TITLE`` and ``open()``, which gives an :class:`Engine`.
All run the same text; what an engine spells otherwise, it changes by one function.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from kg import plugins

Rows = tuple[list[str], list[tuple[Any, ...]]]
"""What a SELECT gives: the names of its columns, and its rows."""


class Engine(Protocol):
    """What runs SQL on files of Parquet."""

    SECONDS: ClassVar[float]
    """How long a question may take where nobody says; what starts before it does not count."""

    def scan(self, view: str, files: Sequence[str]) -> None:
        """Call some files of one shape a view."""

    def define(self, view: str, sql: str) -> None:
        """Call what a SELECT gives a view."""

    def rows(self, sql: str) -> Rows:
        """Return what a SELECT gives, in its order."""

    def stop(self) -> None:
        """Give up what is being asked; another thread calls it."""

    def close(self) -> None:
        """End it."""


def engines() -> tuple[str, ...]:
    """Return the names of the engines.

    >>> engines()
    ('daft', 'duckdb', 'spark')
    """
    return plugins.names("kg.sql")


def open_engine(name: str) -> Engine:
    """Start an engine.

    Raises
    ------
    UnknownName
        If there is none of that name.
    QueryError
        If what it needs is not installed; the message says how to get it.
    """
    engine: Engine = plugins.load("kg.sql", name, "TITLE", "open").open()
    return engine
