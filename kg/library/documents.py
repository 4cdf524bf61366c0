"""Documents: read one, check some, build everything from them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.errors import ReadError

if TYPE_CHECKING:
    from kg.build import Summary
    from kg.folders import Unread
    from kg.model import DutyList, Oddity
    from kg.parse import Parsed
    from kg.table import Table
    from kg.tabling import Tabled


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read: the records, and what was odd about it."""

    list: DutyList
    oddities: tuple[Oddity, ...]

    def table(self, *, steps: bool = False) -> Table:
        """Return the duties as a table, one row a duty, or one row a step."""
        from kg.records import duties_table, steps_table

        return steps_table(self.list) if steps else duties_table(self.list)

    def to_json(self) -> str:
        """Return the duties as JSON, one object a duty: the contract of ``kg read --format json``."""
        from kg.records import duty_json

        rows = [duty_json(duty) for duty in self.list.duties]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"

    @property
    def doubts(self) -> int:
        """How many warnings and violations there are (infos are not counted)."""
        return sum(oddity.severity != "info" for oddity in self.oddities)


Tracked = Literal["final", "original", "accepted", "rejected"]
"""Word's tracked changes accepted (``final``) or rejected (``original``)."""


def read(name: str | Path, *, strict: bool = False, revisions: Tracked = "final") -> Reading:
    """Read a document into records.

    Parameters
    ----------
    name : str or Path
        A bundled list (``kanerzi-2025-07``), the folder of a list, or a document.
    strict : bool
        Fail at the first warning instead of keeping it among the oddities.
    revisions : {"accepted", "rejected"}
        Word's tracked changes; ``final`` and ``original`` mean the same.

    Raises
    ------
    ReadError, ParseError
        If the document cannot be read, or holds no duty list.
    CheckFailed
        If ``strict`` and something is odd.
    """
    from kg.lists import find_list
    from kg.parse import read_list

    taken: Literal["final", "original"] = "final"
    if revisions in ("original", "rejected"):
        taken = "original"
    parsed = read_list(find_list(str(name)), strict=strict, revisions=taken)
    return Reading(parsed.list, parsed.oddities)


@dataclass(frozen=True, slots=True)
class Check:
    """What a check of one or many lists found: each oddity with the identifier of its list, in the order of the lists."""

    lists: tuple[str, ...]
    found: tuple[tuple[str, Oddity], ...]
    unread: tuple[Unread, ...] = ()
    """Files of the folders that are not lists, each with reason and cure."""

    @property
    def broken(self) -> bool:
        """Whether a rule is broken that the graph cannot be without."""
        return any(oddity.severity == "violation" for _, oddity in self.found)

    def counts(self, list: str) -> Counter[str]:
        """Return how many oddities of each severity one list has."""
        return Counter(oddity.severity for id, oddity in self.found if id == list)

    def table(self) -> Table:
        """Return every oddity as a table, infos too."""
        from kg.check import as_table
        from kg.table import Table

        tables = [as_table([o for id, o in self.found if id == one], one) for one in self.lists]
        tables.append(as_table([_not_read(one) for one in self.unread]))
        empty = as_table([])
        rows = tuple(row for table in tables for row in table.rows)
        return Table(empty.title_zh, empty.title_en, empty.columns, rows)

    def text(self, *, infos: bool = False) -> str:
        """Return the oddities by groups, a line each as a linter prints them, with or without the infos."""
        from kg.doubts import lines as grouped

        lines: list[str] = []
        if self.unread:
            lines += [
                f"没有读入的文件 files not read（{len(self.unread)}）",
                *(one.line for one in self.unread),
                "",
            ]
        for one in self.lists:
            shown = [o for id, o in self.found if id == one and (infos or o.severity != "info")]
            lines += grouped(shown, f"{one}/")
        return "".join(f"{line}\n" for line in lines)


def check(*names: str | Path, shacl: bool = False) -> Check:
    """Check lists: the expected number of duties, the rules, what is odd in the source.

    Parameters
    ----------
    *names : str or Path
        As for :func:`read`; a folder of lists means all of them; none: the bundled lists.
    shacl : bool
        Ask the rules of the graph, as ``ontology/shapes.ttl`` publishes them (needs pySHACL, takes
        seconds), instead of the records; the rows are the same.
    """
    from kg import check as checks
    from kg.parse.several import read_several

    ids: list[str] = []
    every: list[tuple[str, Oddity]] = []
    read, others = read_several(_named(names))
    for _, parsed in read:
        rules = _published(parsed) if shacl else checks.rules(parsed.list)
        found = sorted([*parsed.oddities, *rules], key=checks.in_order)
        ids.append(parsed.list.id)
        every += [(parsed.list.id, oddity) for oddity in found]
    return Check(tuple(ids), tuple(every), tuple(others))


def _not_read(file: Unread) -> Oddity:
    """Return a file that is not a list as a row of the check."""
    from kg.model import Oddity

    cure = (f"；{file.cure_zh}", f"; {file.cure_en}") if file.cure_zh else ("", "")
    return Oddity("unread-file", "warning", file.path, file.zh + cure[0], file.en + cure[1])


def _published(parsed: Parsed) -> tuple[Oddity, ...]:
    """Return what the published shapes say of a list's graph."""
    from kg import rdf, shapes
    from kg.names import load
    from kg.rdf.iris import BASE

    lines = rdf.list_lines(parsed.list, parsed.directory, load())
    return shapes.validate(parsed.list, lines, BASE)


def build(
    *names: str | Path,
    output: str | Path = "build",
    base: str | None = None,
    strict: bool = False,
    verdicts: str | Path | None = "verdicts.toml",
    jobs: int | None = None,
    fresh: bool = False,
    patient: bool = False,
    sparql: bool = False,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Summary:
    """Build graph, tables and pages from lists, all of it or nothing; :func:`summary` puts the result in words.

    Parameters
    ----------
    *names : str or Path
        As for :func:`check`.
    output : str or Path
        The folder for everything; of an earlier build in it only what that build wrote is replaced.
    base : str, optional
        What the IRIs of the data begin with.
    strict : bool
        Fail at the first warning.
    verdicts, jobs, fresh, patient, sparql, progress
        See :func:`kg.build.build`.
    """
    from kg import build as job
    from kg.rdf.iris import BASE, based

    paths = _named(names)
    if not paths:
        raise ReadError(
            "没有可以建图谱的清单", "no list to build", where="data/lists",
            cure=("请写出清单的路径", "name a list"),
        )  # fmt: skip
    return job.build(
        paths, Path(output), base=based(base or BASE), strict=strict, verdicts=Path(verdicts) if verdicts else None,
        jobs=jobs, fresh=fresh, patient=patient, sparql=sparql, progress=progress,
    )  # fmt: skip


def tabulate(
    *names: str | Path,
    output: str | Path = "tables",
    base: str | None = None,
    verdicts: str | Path | None = "verdicts.toml",
    jobs: int | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Tabled:
    """Write the tables of lists alone, into a data set that many machines may write at once.

    Parameters
    ----------
    *names : str or Path
        As for :func:`check`.
    output : str or Path
        The data set; :func:`kg.library.tables` reads it.
    base, verdicts, jobs, progress
        See :func:`kg.tabling.tabulate`.

    Raises
    ------
    WriteError
        If ``output`` is not a folder.
    """
    from kg import files, tabling
    from kg.rdf.iris import BASE, based

    if os.path.lexists(output):
        files.make_folder(Path(output))  # a file, a device, a pipe: said before the work
    said = Path(verdicts) if verdicts else None
    return tabling.tabulate(
        _named(names),
        Path(output),
        base=based(base or BASE),
        verdicts=said,
        jobs=jobs,
        progress=progress,
    )


def summary(built: Summary) -> str:
    """Return what a build says at its end, for a person."""
    from kg.summary import text

    return text(built)


def outputs() -> list[tuple[str, tuple[str, str]]]:
    """Return what a build leaves: where each output is in its folder, and what it is called (Chinese, English)."""
    from kg import outputs

    found = []
    for _, output in outputs.every():
        place = f"<清单 list>/{output.FILE}" if outputs.is_of_list(output) else output.FILE
        found.append((place, output.TITLE))
    return sorted(found)


def _named(names: Sequence[str | Path]) -> list[Path]:
    """Return the paths that some names mean; without names those of the bundled lists."""
    from kg import lists

    return [lists.find_list(str(name)) for name in names] or lists.bundled()
