"""Findings as the library hands them out: a sequence that can also be a table, a text, an overview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.errors import ReadError

if TYPE_CHECKING:
    from kg.findings import Verdict, Verdicts
    from kg.findings.judged_sheets import Row
    from kg.findings.merging import Conflict
    from kg.model import Finding
    from kg.table import Table


class Findings(tuple["Finding", ...]):
    """Findings, each of one list: a tuple of :class:`~kg.model.Finding` with three ways to see it."""

    lists: tuple[str, ...]
    """The identifier of each finding's list."""
    owners: Mapping[str, str]
    """List's IRI → whose it is, where there are several lists."""
    editions: Mapping[str, str]
    """List's identifier → what a verdict calls its edition."""
    note: str
    """Which lists they are of, where there are others too; else empty."""

    @classmethod
    def of(
        cls,
        pairs: Iterable[tuple[str, Finding]],
        owners: Mapping[str, str],
        note: str = "",
        editions: Mapping[str, str] | None = None,
    ) -> Self:
        """Return the findings of pairs of a list's identifier and a finding."""
        every = list(pairs)
        made = cls(finding for _, finding in every)
        made.lists, made.owners, made.note = tuple(id for id, _ in every), owners, note
        made.editions = editions or {}
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
        from kg.asking.labels import plain

        table = findings.as_table(
            self.pairs, findings.kinds(), owners=self.owners, editions=self.editions
        )
        return self._noted(plain(table))

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
    """Return the verdicts of a page's file or a workbook; None where one is taken back.

    A file says of which edition its words are, and so of which place: what is known to be kept to
    that place goes by its name there.
    """
    from kg import findings
    from kg.findings import judged_sheets

    found: dict[str, Verdict | None] = {}
    if file.suffix.lower() == ".xlsx":
        for id, row in judged_sheets.read(file).items():
            name = _name_there(id, row.edition, known)
            found[name] = _of_row(row, known.get(name), by)
        return found
    for id, said in findings.read_given(file).items():
        name = _name_there(id, said.edition, known)
        found[name] = None if findings.is_taken_back(said) else _signed(said, by)
    return found


def _name_there(name: str, edition: str, known: Verdicts) -> str:
    """Return by what name a finding goes that is spoken of on the edition of a place."""
    from kg.findings import reach
    from kg.findings.holding import place_of

    place, _ = place_of(edition)
    there = reach(name, place)
    return there if there in known else name


def _of_row(row: Row, known: Verdict | None, by: str) -> Verdict | None:
    """Return what a row of a workbook says: what is known, unless somebody changed or confirmed it.

    What was changed, or confirmed, while name and day beside it were left is signed anew.
    """
    said = row.said
    if said is None:
        return None
    if known is None:
        return _signed(replace(said, edition=row.former or said.edition), by)
    is_new = _said(said) != _said(known)
    if not is_new and not _is_confirmed(row, known):
        return known
    if _signature(said) == _signature(known) and any(_signature(said)):
        return replace(said, by=by or said.by, when=date.today().isoformat())
    return _signed(said, by)


def _is_confirmed(row: Row, known: Verdict) -> bool:
    """Tell whether a row is of a later edition than what is known, and has been confirmed."""
    from kg.findings.holding import place_of
    from kg.model import is_pending

    (place, month), (here, issued) = place_of(known.edition), place_of(row.edition)
    return not row.former and place == here and is_pending(month, issued)


def _signed(said: Verdict, by: str) -> Verdict:
    """Return a verdict with the name of who hands the file in, where it has none of its own."""
    if not by or said.by:
        return said
    return replace(said, by=by, when=said.when or date.today().isoformat())


def _said(verdict: Verdict) -> tuple[str, str, str, str]:
    return verdict.verdict, verdict.note, verdict.by, verdict.when


def _signature(verdict: Verdict) -> tuple[str, str]:
    return verdict.by, verdict.when


def verdicts() -> dict[str, str]:
    """Return what may be said of a finding, or of a pair: word → its meaning (Chinese, English)."""
    from kg.words import both

    return {**both("verdict"), **both("pair"), **both("withdrawn")}
