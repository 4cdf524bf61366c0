"""Findings as the library hands them out: a sequence that can also be a table, a text, an overview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.errors import ReadError

if TYPE_CHECKING:
    from kg.findings import Verdict, Verdicts
    from kg.findings.merging import Conflict
    from kg.model import Finding
    from kg.table import Table


class Findings(tuple["Finding", ...]):
    """Findings, each of one list: a tuple of :class:`~kg.model.Finding` with three ways to see it."""

    lists: tuple[str, ...]
    """The identifier of each finding's list."""
    owners: Mapping[str, str]
    """List's IRI → whose it is, where there are several lists."""
    note: str
    """Which lists they are of, where there are others too; else empty."""

    @classmethod
    def of(
        cls, pairs: Iterable[tuple[str, Finding]], owners: Mapping[str, str], note: str = ""
    ) -> Self:
        """Return the findings of pairs of a list's identifier and a finding."""
        every = list(pairs)
        made = cls(finding for _, finding in every)
        made.lists, made.owners, made.note = tuple(id for id, _ in every), owners, note
        return made

    @property
    def pairs(self) -> list[tuple[str, Finding]]:
        """The findings, each with the identifier of its list."""
        return list(zip(self.lists, self, strict=True))

    @property
    def of_lists(self) -> tuple[Finding, ...]:
        """Those that speak of what a list says, not of how places differ."""
        from kg.findings import is_between

        return tuple(one for one in self if not is_between(one))

    def table(self) -> Table:
        """Return one row a finding, with the clauses and their places."""
        from kg import findings
        from kg.labels import plain

        table = plain(findings.as_table(self.pairs, findings.kinds(), owners=self.owners))
        return self._noted(table)

    def overview(self) -> Table:
        """Return how many there are of each kind and grade."""
        from kg import findings

        return self._noted(findings.overview(self, findings.kinds()))

    def _noted(self, table: Table) -> Table:
        return replace(table, notes=(*table.notes, self.note)) if self.note else table

    def text(self, *, every: bool = False) -> str:
        """Return the findings for a terminal, by group; ``every``: those too that are only for who asks."""
        from kg import findings

        text = findings.as_text(self.pairs, findings.kinds(), self.owners, every=every)
        return f"{text}{self.note}\n" if self.note else text

    def __repr__(self) -> str:
        return f"<Findings: {len(self)}; .table(), .overview(), .text()>"

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


class Adopted(int):
    """How many verdicts a file held; its ``conflicts`` with those that were known."""

    conflicts: tuple[Conflict, ...]

    def text(self) -> str:
        """Return one line a conflict: the finding, and who says what of it."""
        from kg.words import chinese

        words = {**chinese("verdict"), **chinese("pair")}

        def told(one: Verdict) -> str:
            return " ".join(filter(None, (one.by or "（未署名）", one.when, words[one.verdict])))

        lines = (f"{one.name}: {told(one.known)} ≠ {told(one.given)}\n" for one in self.conflicts)
        return "".join(lines)


def adopt(
    file: str | Path, verdicts: str | Path = "verdicts.toml", *, by: str = "", over: bool = False
) -> Adopted:
    """Take the verdicts of a file over into another; return how many there are.

    The file is one that a page saved, another reader's, or a workbook of ``kg report`` or ``kg
    findings -o``. One person's later word goes before the earlier one; two who agree are both
    named; where two differ, what is known stays and the conflict is told.

    Parameters
    ----------
    file, verdicts : str or Path
        Where the verdicts come from, and where they go.
    by : str
        Who judged what the file gives no name for.
    over : bool
        Take the file's verdict where two people differ.

    Raises
    ------
    ReadError
        If the file is missing or holds no verdicts; of a workbook each refused cell is named.
    """
    from kg import findings
    from kg.findings import merging
    from kg.swap import alone_with

    if not Path(file).is_file():
        raise ReadError(
            "没有这个文件", "no such file", where=str(file), cure=("请检查路径", "check the path")
        )
    with alone_with(Path(verdicts)):
        known = findings.read_verdicts(Path(verdicts))
        given = _given(Path(file), known, by.strip())
        kept, conflicts = merging.merged(known, given, over=over)
        findings.write_verdicts(Path(verdicts), kept)
    adopted = Adopted(len(given))
    adopted.conflicts = conflicts
    return adopted


def _given(file: Path, known: Verdicts, by: str) -> Mapping[str, Verdict | None]:
    """Return the verdicts of a page's file or a workbook; None where one is taken back."""
    from kg import findings
    from kg.findings import judged_sheets

    is_book = file.suffix.lower() == ".xlsx"
    read: Callable[[Path], Mapping[str, Verdict | None]]
    read = judged_sheets.read if is_book else findings.read_given
    return {id: _signed(said, known.get(id), by) for id, said in read(file).items()}


def _signed(said: Verdict | None, known: Verdict | None, by: str) -> Verdict | None:
    """Return a verdict with the name of who hands the file in, where it has none of its own.

    What was changed in a sheet while name and day beside it were left is signed anew, with today.
    """
    if said is None:
        return None
    today = date.today().isoformat()
    if known and said != known and _signature(said) == _signature(known) and any(_signature(said)):
        return replace(said, by=by or said.by, when=today)
    return replace(said, by=by, when=said.when or today) if by and not said.by else said


def _signature(verdict: Verdict) -> tuple[str, str]:
    return verdict.by, verdict.when


def verdicts() -> dict[str, str]:
    """Return what may be said of a finding, or of a pair: word → its meaning (Chinese, English)."""
    from kg.words import both

    return {**both("verdict"), **both("pair"), **both("withdrawn")}
