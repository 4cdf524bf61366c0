"""What a build leaves: one file here an output.

An output has ``FILE``, where it is written; ``TITLE``, what it is called (Chinese and English); and
one or both of

``of_list(one, path)``
    writes it for one list; ``path`` is ``FILE`` in the folder of the list. It runs in a process of
    its own list.
``of_all(whole, path)``
    writes it for the whole build, after all lists; ``path`` is ``FILE`` in the build. What
    ``of_list`` of the same output wrote is then only a part, which :meth:`Whole.part` finds and
    which is not left in the build; by ``holds(old, one)`` the output says whether the build that is
    being replaced still has it.

An output that is a folder may name the files in it by ``FILES``, name → title; with ``FIXED`` they
keep their names, because programs read them by these. One that counts quads has ``count(folder)``.
Nothing else has to be changed for a new one, or where one is missing (``kg.html`` has no store):
the build, its help and the start page find it here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kg import archive, plugins
from kg.folders import Unread
from kg.model import DutyList, Finding, Oddity, Place
from kg.parse import Parsed

if TYPE_CHECKING:
    from kg.alignment.told import Told
    from kg.asking.answers import Answers
    from kg.findings import Verdict

PARTS = ".parts"
"""Where the parts of an output lie while a build is being made."""


@dataclass(frozen=True)
class One:
    """A list that was read, with its findings: what an output of one list is made of."""

    parsed: Parsed
    findings: tuple[Finding, ...]
    base: str
    engine: bool = False
    """Whether its page is to hold the query engine with its graph."""

    @cached_property
    def lines(self) -> list[str]:
        """Everything that is said of the list, as lines of N-Quads."""
        from kg import rdf, ties
        from kg.names import load

        duties = self.parsed.list
        tied = ties.of_list(duties, self.findings, base=self.base)
        said = rdf.list_lines(duties, self.parsed.directory, load(), base=self.base)
        found = rdf.finding_lines(duties, self.findings, base=self.base)
        return said + sorted(found + rdf.tie_lines(duties, tied, base=self.base))

    @cached_property
    def data(self) -> bytes:
        """The same as a file of N-Quads."""
        return "".join(self.lines).encode()

    @cached_property
    def answers(self) -> Answers | None:
        """Its answers to all questions; None where no store is installed."""
        from kg.asking import answers

        return answers.of_data(self.data, self.base)

    @cached_property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The list as rows of tables: table → rows (:data:`kg.tables.columns.SCHEMA`)."""
        from kg.tables import columns

        return columns.rows(self.parsed.list, self.base, self.findings)


@dataclass(frozen=True, slots=True)
class Built:
    """What is known of a list when it has been built."""

    id: str
    folder: str
    """The name of its folder in the build; another than its identifier where that would be in the way."""
    title: str
    place: Place
    issued: str
    duties: tuple[int, int, int]
    superior_steps: int
    township_steps: int
    departments: int
    oddities: tuple[Oddity, ...]
    findings: tuple[tuple[str, int, int], ...]
    """Kind, how many of it, and how many more for who asks (:func:`kg.grouping.tallies`)."""
    quads: int
    graphs: tuple[str, ...]
    """The named graphs that its quads are in; some are shared with other lists."""
    judged: int
    dropped: int
    pending: int
    open: int
    """How far the judging of its findings is (:class:`kg.grouping.Progress`)."""
    files: tuple[str, ...]
    """The files that outputs left in its folder."""
    source: str
    """What to call it on the command line: a folder of ``data/lists`` by its name, else its path."""
    document: str
    sha256: str
    """The name of its document, and the hash of it."""

    @property
    def heading(self) -> str:
        """What tells it from the other editions of its township: its title with the month of issue."""
        return f"{self.title} {self.issued}" if self.issued else self.title


class _Read:
    """The records of one county's lists, as far as they were read from disk."""

    def __init__(self) -> None:
        self._county: tuple[str, str, str] | None = None
        self._lists: dict[str, DutyList | None] = {}

    def of(self, one: Built, path: Path) -> DutyList | None:
        county = one.place.region, one.place.prefecture, one.place.county
        if county != self._county:
            self._county, self._lists = county, {}
        if one.id not in self._lists:
            self._lists[one.id] = archive.unpack(path.read_bytes())
        return self._lists[one.id]


@dataclass(frozen=True)
class Whole:
    """A build whose lists are done: what an output of the whole is made of."""

    folder: Path
    """Where the build is being made; what outputs of lists wrote is there."""
    lists: tuple[Built, ...]
    base: str
    same: frozenset[str] = frozenset()
    """Identifiers of the lists that nothing was changed about since the build that is being replaced."""
    old: Old | None = None
    """That build, if it was made by the same program."""
    is_alike: bool = False
    """Whether it has these lists, in this order: only verdicts on findings of some may be others."""
    unread: tuple[Unread, ...] = ()
    """Files of the folders that are not lists, each with reason and cure."""
    engine: bool = False
    """Whether pages are to hold the query engine with their graphs."""
    kept: tuple[str, ...] = ()
    """Paths of the user's files in the build that is being replaced; they stay."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """What the reader says of findings (:data:`kg.findings.Verdicts`)."""
    program: tuple[str, str] = ("", "")
    """Its version, and a hash of it and its data."""
    twins: dict[tuple[str, str], dict[str, str]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Two editions → key of a duty of the first → its key in the second, by who compares them."""
    _read: _Read = field(default_factory=lambda: _Read(), repr=False, compare=False)

    @cached_property
    def told(self) -> Told:
        """What the reader says of pairs of duties: not the same matter, or the same."""
        from kg.findings import told_of_pairs

        return told_of_pairs(self.verdicts)

    def records(self, one: Built) -> DutyList | None:
        """Return the records that a list of the build is kept as; None if they are damaged.

        Those of a county are kept until another county's are asked for: the graph and the start
        page compare the same lists.
        """
        return self._read.of(one, self.folder / one.folder / archive.FILE)

    def outline(self, one: Built) -> DutyList | None:
        """Return of the records of a list what :func:`kg.archive.outline` reads."""
        return archive.outline((self.folder / one.folder / archive.FILE).read_bytes())

    def part(self, output: str, one: Built) -> Path:
        """Return what ``of_list`` of an output wrote for a list (only for lists that are not the same)."""
        return self.folder / PARTS / one.folder / output

    def take_over(self, file: str) -> bool:
        """Link a file that the old build made of what lists say, if no list changed; say whether it did."""
        if self.old is None or not self.is_alike:
            return False
        found = self.old.find(file)
        if found is not None:
            link(found, self.folder / file)
        return found is not None


@dataclass(frozen=True)
class Old:
    """The build that is being replaced: only files that are proven to be as they were written are found in it."""

    folder: Path
    lists: tuple[Built, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    """Path → hash."""

    def find(self, path: str) -> Path | None:
        """Return a file of it, if it is there and unchanged."""
        return self.folder / path if path in self.files else None

    def under(self, folder: str) -> list[str]:
        """Return the paths of the files in a folder of it, sorted."""
        return sorted(path for path in self.files if path.startswith(f"{folder}/"))


def every() -> Iterator[tuple[str, ModuleType]]:
    """Yield the outputs, sorted by name; a new file in this folder is one more."""
    for name in plugins.names("kg.outputs"):
        yield name, plugins.load("kg.outputs", name)


def is_of_list(output: ModuleType) -> bool:
    """Say whether an output leaves a file in the folder of each list."""
    return hasattr(output, "of_list") and not hasattr(output, "of_all")


def write_list(one: One, folder: Path, parts: Path) -> tuple[str, ...]:
    """Write all that a build leaves of one list into its folder, and the parts of what it leaves of all lists.

    Returns the paths of the files in the folder, sorted.
    """
    for _, output in every():
        if not hasattr(output, "of_list"):
            continue
        target = (folder if is_of_list(output) else parts) / output.FILE
        target.parent.mkdir(parents=True, exist_ok=True)
        output.of_list(one, target)
    return tuple(
        sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    )


def write_all(whole: Whole) -> None:
    """Write all that a build leaves of its lists together."""
    for _, output in every():
        if hasattr(output, "of_all"):
            output.of_all(whole, whole.folder / output.FILE)


def is_held(old: Old, one: Built) -> bool:
    """Say whether the old build still has everything that was written of a list."""
    if not all(old.find(f"{one.folder}/{path}") for path in one.files):
        return False
    return all(output.holds(old, one) for _, output in every() if hasattr(output, "holds"))


def link(source: Path, target: Path) -> None:
    """Give a file that is never written again another name; copy it where the file system cannot."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target)


def reserved() -> frozenset[str]:
    """Return the names in a build that no list's folder may take, in lower case."""
    return frozenset(
        output.FILE.partition("/")[0].lower() for _, output in every() if hasattr(output, "of_all")
    )


def fixed() -> tuple[str, ...]:
    """Return the outputs in which our files keep their names, because programs read them by these."""
    return tuple(output.FILE for _, output in every() if getattr(output, "FIXED", False))


def count(folder: Path) -> int:
    """Return how many quads the store of a build holds; 0 if the build has no store."""
    return sum(output.count(folder) for _, output in every() if hasattr(output, "count"))


def files(output: ModuleType, folder: Path) -> Sequence[tuple[str, str, str]]:
    """Return what an output left in a folder: path in it and title (Chinese, English) of each file that is there."""
    if not (folder / output.FILE).is_dir():
        return [(output.FILE, *output.TITLE)] if (folder / output.FILE).is_file() else []
    titles: Mapping[str, tuple[str, str]] = getattr(output, "FILES", {})
    return [
        (f"{output.FILE}/{name}", *title)
        for name, title in titles.items()
        if (folder / output.FILE / name).is_file()
    ]
