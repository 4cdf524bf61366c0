"""Rows as they are printed: each physical row of a table, and the row of one duty, which may take several."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kg.model import Severity
from kg.parse.serial import Serial
from kg.readers import RawRow

_MOST_TOGETHER = 10
"""Numbers that one row may stand for: 3-5."""


@dataclass(frozen=True, slots=True)
class Physical:
    """One row as it stands in the table, as wide as the head; ``section`` is the category that a row above it names."""

    row: RawRow
    cells: tuple[str, ...]
    section: str


@dataclass(slots=True)
class Joint:
    """The texts of one column of a duty, put together at the end: a cell that grows takes its square."""

    pieces: list[str]
    length: int
    starts: list[int] = field(default_factory=lambda: [0])

    @classmethod
    def of(cls, text: str) -> Joint:
        """Begin with the text of the first row."""
        kept = text.rstrip()
        return cls([kept], len(kept))

    def add(self, between: str, text: str) -> None:
        """Add the text of a further row; ``between`` parts it from the one before, if there is any."""
        more = text.strip()
        if not self.length:
            between = ""
        self.starts.append(self.length + len(between))
        self.pieces += [between, more]
        self.length += len(between) + len(more)


@dataclass(slots=True)
class Printed:
    """The row of one duty, joined from its physical rows.

    ``parts`` are the columns whose text comes from several rows, with the offsets at which each
    row's text begins; ``joints`` are those texts by the column's position, until they are put
    together.
    """

    row: RawRow
    cells: list[str]
    section: str
    serial: Serial
    number: int | None
    category: str = ""
    kind: str = ""
    rows: int = 1
    parts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    joints: dict[int, Joint] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last number of its cell: 14 of 13,14; of 4-1, which is a part of 4, that is 4."""
        number = self.number or 0
        printed = [int(part) for part in re.findall(r"\d+", self.serial.printed)]
        several = self.serial.form == "several" and printed == sorted(set(printed))
        if several and printed[-1] - printed[0] < _MOST_TOGETHER:
            return printed[-1]
        return number


class Report(Protocol):
    """Notes an oddity (:meth:`kg.parse.reading.Reading.report`)."""

    def __call__(
        self, code: str, severity: Severity, at: RawRow | None, zh: str, en: str, column: str = ""
    ) -> None:
        """Note one oddity."""


def rows_of(parts: Sequence[int], start: int) -> int:
    """Return which physical row the text at ``start`` of a joined cell comes from, from 0."""
    return max(bisect_right(parts, start) - 1, 0)
