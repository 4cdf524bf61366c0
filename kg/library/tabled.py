"""The counting questions asked of tables: one build, or a folder of many, by an engine for SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from kg import which
from kg.asking import labels, narrow
from kg.asking.questions import Question, over_places, question
from kg.errors import QueryError, StoreError, both
from kg.matters import thesaurus
from kg.model import Span, Step
from kg.names.schemes import schemes
from kg.program import code_stamp
from kg.rdf import iris
from kg.rdf.iris import Iris
from kg.sql import open_engine
from kg.sql._asking import Tables as Loaded
from kg.sql._held import survey
from kg.sql._text import COUNTS
from kg.stale import warn
from kg.swap import standing
from kg.table import Table
from kg.tables.parts import Part
from kg.which import Entry
from kg.words import section


class Tables:
    """The tables of a build, or of many: which lists they hold, and the counting questions."""

    def __init__(
        self, folder: Path, lists: str | Sequence[str] = (), edition: str | None = None
    ) -> None:
        warn(standing(folder))
        self._held = survey(standing(folder), code_stamp())
        self._wish = ((lists,) if isinstance(lists, str) else tuple(lists), edition)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All lists that count: id, place, month of issue."""
        return self._held.entries

    @property
    def said(self) -> tuple[str, ...]:
        """A line for each odd thing: what was written twice, by another version, or half."""
        return self._held.said

    @cached_property
    def chosen(self) -> tuple[Entry, ...]:
        """The lists that are asked of: those wished for, or each place's latest edition."""
        words, edition = self._wish
        return tuple(which.meant(words, self.entries, edition=edition))

    def query(
        self,
        name: str | Question,
        *,
        engine: str = "duckdb",
        department: str | None = None,
        category: str | None = None,
        matter: str | None = None,
        iris: bool = False,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Table:
        """Ask a counting question; the answer is the graph's, row by row.

        Parameters
        ----------
        name : str or Question
            A question by name, number or words of its title.
        engine : str
            ``duckdb``, ``daft`` or ``spark`` (:func:`kg.sql.engines`).
        department, category, matter : str, optional
            Narrow it, by any name the tables know.
        iris : bool
            IRIs instead of labels.
        timeout : float, optional
            Seconds after which it is given up, counted from when the engine has started; 0: never.
            None: what suits the engine, 60, and 600 for Spark. Daft cannot be stopped.
        limit : int, optional
            The largest number of rows; a note says if there were more.

        Raises
        ------
        UnknownName, AmbiguousName, QueryError
            A question that counts nothing is the graph's alone.
        """
        asked = name if isinstance(name, Question) else question(name)
        _counting(asked)
        words = {"department": department, "category": category, "matter": matter}
        with Loaded(open_engine(engine), self._taken(), self._held.taken, timeout) as loaded:
            narrowed = {key: _narrowed(loaded, key, word) for key, word in words.items() if word}
            table = loaded.answer(asked, narrowed)
            table = table if limit is None else _cut(table, limit)
            if not iris:
                table = labels.called(table, _names(loaded, table), self._told(table))
        return replace(table, notes=(*table.notes, *self._notes(asked), *self.said))

    def _taken(self) -> Mapping[Part, AbstractSet[str]]:
        """Return the parts with those of their lists that are asked of."""
        ids = {entry.id for entry in self.chosen}
        kept = {part: lists & ids for part, lists in self._held.taken.items()}
        return {part: lists for part, lists in kept.items() if lists}

    def _told(self, table: Table) -> list[labels.Told]:
        """Return what tells the lists of an answer apart: those asked of, or all."""
        bases = {id: part.base for part, lists in self._held.taken.items() for id in lists}
        every = {Iris(one.id, one.place, bases[one.id]).list: one for one in self.entries}
        here = {Iris(one.id, one.place, bases[one.id]).list for one in self.chosen}
        wider = labels.needs_others(_iris(table), here)
        return [
            (iri, one.place, one.issued)
            for iri, one in sorted(every.items())
            if wider or iri in here
        ]

    def _notes(self, asked: Question) -> Iterable[str]:
        if asked.places and len(self.chosen) > 1:
            yield over_places(asked.places)
        note = which.note(self.entries, self.chosen, wished=any(self._wish))
        if note:
            yield note


def tables(
    where: str | Path = "build", *, lists: str | Sequence[str] = (), edition: str | None = None
) -> Tables:
    """Open the tables of a build, of what :func:`tabulate` wrote, or of a folder of either.

    Parameters
    ----------
    where : str or Path
        Many builds in a folder are read as one: a list that is there twice counts once, and what is
        half written does not count; :attr:`Tables.said` names each.
    lists, edition
        As for :func:`kg.library.open`.

    Raises
    ------
    StoreError
        If there are no tables, or ``where`` is an endpoint.
    AmbiguousName
        If lists of two places have one id.
    """
    if str(where).startswith(("http://", "https://")):
        raise StoreError(
            "端点没有表格", "an endpoint has no tables", where=str(where),
            cure=("请去掉 --engine，向它提问", "leave out --engine: it answers itself"),
        )  # fmt: skip
    return Tables(Path(where), lists, edition)


def _counting(asked: Question) -> None:
    if asked.rows != COUNTS:
        raise QueryError(
            "这个问题不是计数，表格答不了", "it counts nothing: the tables cannot answer it",
            where=asked.name,
            cure=("请去掉 --engine，向图谱提问", "leave out --engine: the graph answers it"),
        )  # fmt: skip


def _cut(table: Table, limit: int) -> Table:
    if len(table) <= limit:
        return table
    zh = f"只列前 {limit} 行，还有更多，可加大 --limit"
    note = both(zh, f"the first {limit} rows; there are more: raise --limit")
    return replace(table.head(limit), notes=(*table.notes, note))


def _narrowed(loaded: Loaded, key: str, word: str) -> list[str]:
    """Return the IRIs of the things that a word means, among those of the tables."""
    if key == "matter":
        every = thesaurus().matters.values()
        known = [
            (one.iri, one.zh, name) for one in every for name in (one.zh, *one.words, *one.asked)
        ]
        return narrow.choose(word, known, narrow.MATTER)
    if key == "category":
        rows = loaded.rows(
            "SELECT DISTINCT category_iri, category FROM duties WHERE category <> ''"
        )
        return narrow.choose(word, [(iri, zh, zh) for iri, zh in rows], narrow.CATEGORY)
    rows = loaded.rows(
        "SELECT DISTINCT p.organization, b.name, p.printed FROM participations AS p "
        "JOIN bodies AS b ON b.organization = p.organization WHERE p.kind = 'department'"
    )
    known = [(iri, zh, name) for iri, zh, printed in rows for name in (zh, printed)]
    return narrow.choose(word, known, narrow.DEPARTMENT)


# --- what things are called ---


def _iris(table: Table) -> set[str]:
    found = {v for row in table.rows for v in row if isinstance(v, str) and "://" in v}
    return {iri for cell in found for iri in cell.split(" ")}


_CALLED = (
    "SELECT organization, name FROM bodies",
    "SELECT iri, title FROM lists",
    "SELECT DISTINCT category_iri, category FROM duties",
    "SELECT DISTINCT iri, name FROM changes WHERE what = 'department'",
)
"""What says how things are called; the earlier goes before the later."""


def _names(loaded: Loaded, table: Table) -> dict[str, str]:
    """Return what the things of an answer are called, as the graph calls them."""
    known = _concepts()
    found = _iris(table)
    wanted = {iri for iri in found if iris.duty_of(iri) is None}
    for sql in _CALLED:
        if wanted <= known.keys():
            break
        known = dict(loaded.rows(sql)) | known
    known = {iri: iris.label(iri) for iri in found} | known
    if "step" in [column.name for column in table.columns]:
        known |= _steps(loaded, {str(value) for value in table.column("step")})
    return known


def _concepts() -> dict[str, str]:
    return {
        iris.concept(scheme.name, one.id): one.zh for scheme in schemes() for one in scheme.concepts
    }


def _steps(loaded: Loaded, wanted: AbstractSet[str]) -> dict[str, str]:
    """Return what steps are called: 配合 42 乡镇职责 3."""
    sides = section("side")
    rows = loaded.rows(
        "SELECT s.iri, d.label, s.side, s.position, s.ordinal, s.ordinal_printed, s.heading, "
        "s.text FROM steps AS s JOIN duties AS d ON d.list = s.list AND d.duty = s.duty"
    )
    found = {}
    for iri, label, side, position, ordinal, printed, heading, text in rows:
        if iri in wanted:
            span = Span(0, side, 0, 0)
            step = Step(side, position, ordinal, printed, heading or None, span, text, span)
            found[iri] = f"{label} {sides[side][0]} {step.number}"
    return found
