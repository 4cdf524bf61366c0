"""The records of a list, packed: what analyses read, so that they need not ask the graph for everything."""

from __future__ import annotations

from pathlib import Path

from kg import archive
from kg.outputs import One

FILE = archive.FILE
TITLE = ("全部记录（程序自用）", "the records, for the program itself")


def of_list(one: One, path: Path) -> None:
    """Write the records of a list."""
    path.write_bytes(archive.pack(one.parsed.list))
