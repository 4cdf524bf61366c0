"""What goes to a meeting, in the office's own formats: one file here a kind of paper.

A paper has ``FILE``, the name of its file or folder; ``TITLE``, what it is (zh, en); and

``of_list(desk)``
    returns the files made of one list: path → bytes. The path is ``FILE`` or in that folder.
``of_county(county)``, optional
    the same for several lists together; with ``TOGETHER`` it takes the place of ``of_list``.

Every figure is a question's, an analysis' or a count of records: a paper defines nothing. Its
sentences are in ``data/papers``, where an office can change them. What nobody has judged is 待核.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import ModuleType
from typing import Any, Final

from kg import plugins
from kg.alignment.told import NOTHING, Told
from kg.errors import UnknownName
from kg.model import DutyList, Finding
from kg.resources import data_path, read_toml
from kg.table import Table

Files = Mapping[str, bytes]
"""Path, with ``/`` between folders → content."""

ORDER: Final = ("settle", "lawful", "")
"""Verdicts in the order in which findings are told; what is called wrong is not told."""


@dataclass(frozen=True)
class Desk:
    """A list with what is known of it: what a paper is made of.

    Parameters
    ----------
    duties : DutyList
        The records.
    findings : tuple of Finding
        All findings of the list, each with the reader's verdict if there is one.
    ask : callable
        Answers a question of that list by name.
    analyse : callable
        Runs an analysis on that list by name.
    counts : Table, optional
        How many duties each list of the same county has, with median, where there are several.
    version : str, optional
        The program's.
    chosen : tuple of str, optional
        Identifiers of findings that negotiation sheets are wished for, whatever their verdict.
    before : DutyList, optional
        An older edition: the proposal then shows what changed since.
    pairs : Told
        What the reader says of pairs of duties.
    """

    duties: DutyList
    findings: tuple[Finding, ...]
    ask: Callable[[str], Table]
    analyse: Callable[[str], Table]
    counts: Table | None = None
    version: str = ""
    chosen: tuple[str, ...] = ()
    before: DutyList | None = None
    pairs: Told = NOTHING

    @cached_property
    def told(self) -> tuple[Finding, ...]:
        """The findings that a paper tells: judged ones first, without those called wrong."""
        kept = [finding for finding in self.findings if finding.verdict in ORDER]
        return tuple(sorted(kept, key=lambda finding: ORDER.index(finding.verdict)))

    def of(self, *kinds: str, grades: Sequence[int] = ()) -> tuple[Finding, ...]:
        """Return the told findings of some kinds, and of some grades if any are named."""
        found = (finding for finding in self.told if finding.kind in kinds)
        return tuple(finding for finding in found if not grades or finding.grade in grades)


@dataclass(frozen=True)
class Compared:
    """Lists beside each other: how many duties they have in common and how many of them are alike.

    ``counts``, ``burden`` and ``differences`` are the tables of ``kg compare``.
    """

    common: int
    alike: int
    counts: Table
    burden: Table
    differences: Table


@dataclass(frozen=True)
class Changed:
    """What changed of one list: editions, changes by kind, the sum of each table in words."""

    name: str
    old: str
    new: str
    counts: tuple[tuple[str, int], ...]
    sums: tuple[str, ...]


@dataclass(frozen=True)
class County:
    """Several lists together: what a county's papers are made of."""

    name: str
    desks: tuple[Desk, ...]
    compared: Compared
    changes: tuple[Changed, ...] = ()


def every() -> Iterator[tuple[str, ModuleType]]:
    """Yield the kinds of papers, sorted by name; a new file in this folder is one more."""
    for name in plugins.names("kg.papers"):
        yield name, plugins.load("kg.papers", name, "FILE", "TITLE", "of_list")


def pick(kinds: Sequence[str]) -> list[tuple[str, ModuleType]]:
    """Return some kinds of papers; all of them if none is named.

    Raises
    ------
    UnknownName
        If there is no such kind.
    """
    known = dict(every())
    for kind in kinds:
        if kind not in known:
            raise UnknownName(
                f"没有 “{kind}” 这种材料", f'no paper "{kind}"', cure="、".join(known)
            )
    return [(name, paper) for name, paper in known.items() if not kinds or name in kinds]


@cache
def words(name: str) -> Mapping[str, Any]:
    """Return the sentences of a paper: ``data/papers/NAME.toml``.

    Raises
    ------
    ReadError
        If the file is missing or is not TOML.
    """
    return read_toml(data_path() / "papers" / f"{name}.toml")
