"""What can be asked of a dataset: the named questions, and SPARQL of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.asking import labels
from kg.asking import query as asking
from kg.asking.query import Graph
from kg.asking.questions import Question, over_places, plainly
from kg.errors import UnknownName
from kg.graph.store import Store
from kg.lexicon import matter_asked
from kg.library.listed import Listed
from kg.library.menus import questions as questions_table
from kg.table import Table

_SAYS_ALL = {"matter": "matter", "department": "portfolio", "category": "portfolio"}
"""The question that says all about a word, by what the word is."""


class Asked(Listed):
    """A dataset's questions and their answers."""

    @property
    def questions(self) -> Table:
        """The named questions: number, name, what each asks, and its group."""
        return questions_table()

    def query(
        self,
        name: str | Question,
        *,
        department: str | None = None,
        category: str | None = None,
        matter: str | None = None,
        evidence: bool = False,
        iris: bool = False,
        timeout: float | None = 60,
        limit: int | None = None,
        service: bool = False,
        params: Mapping[str, str | Sequence[str]] | None = None,
        **more: str | Sequence[str],
    ) -> Table:
        """Ask a named question, or a SPARQL text of your own.

        Parameters
        ----------
        name : str or Question
            A question by name, number or words of its title (:attr:`questions` lists them); who
            does what about a matter, or any question, in plain words (养狗谁管, 谁没有牵头); the path of a ``.rq`` file; or
            SPARQL, in which the usual prefixes need not be declared.
        department, category, matter : str, optional
            Narrow it, by any name the graph knows (公安局, 社会保障, 消防).
        evidence : bool
            Add the quoted clauses and their places.
        iris : bool
            IRIs instead of labels.
        timeout : float, optional
            Seconds after which it is given up; None or 0: never.
        limit : int, optional
            The largest number of rows; a note says if there were more.
        service : bool
            Allow SERVICE, which asks another machine.
        params, **more : str or sequence of str
            Other parameters of the query, as SPARQL terms: a mapping, or keywords.

        Raises
        ------
        UnknownName, AmbiguousName, QueryError
        """
        store, whole = self._within(timeout)
        asked, about = self._told(name)
        values = _listed({**(params or {}), **more}) | about
        values |= narrowed(store, department=department, category=category, matter=matter)
        table = asking.run(store, asked, values, limit=limit, service=service)
        table = quoted(whole, table) if evidence else labels.plain(table)
        if asked.places and len(self.chosen) > 1:
            table = replace(table, notes=(*table.notes, over_places(asked.places)))
        return self._said(table if iris else labels.labelled(store, table, whole))

    def graph(
        self,
        name: str | Question,
        *,
        timeout: float | None = 60,
        limit: int | None = None,
        service: bool = False,
        params: Mapping[str, str | Sequence[str]] | None = None,
    ) -> Graph:
        """Ask for a graph: a CONSTRUCT or DESCRIBE of your own.

        Parameters
        ----------
        name : str or Question
            SPARQL, or the path of a ``.rq`` file.
        timeout, service, params
            As for :meth:`query`.
        limit : int, optional
            The largest number of triples.

        Raises
        ------
        QueryError
        """
        store, _ = self._within(timeout)
        asked = self._asked(name)
        return asking.graph(store, asked, _listed(params or {}), limit=limit, service=service)

    def gives_graph(self, name: str | Question) -> bool:
        """Tell whether a query gives a graph (CONSTRUCT, DESCRIBE), not a table."""
        return asking.builds_graph(self._asked(name).text)

    def _asked(self, name: str | Question) -> Question:
        """Return the question that a name, a file's name or a SPARQL text means."""
        if isinstance(name, Question):
            return name
        if any(mark in name for mark in "{}\n"):
            return sparql(name)
        word, may_be = word_in(name)
        return asking.question(_SAYS_ALL[may_be[0]]) if word else asking.read(name)

    def _told(self, name: str | Question) -> tuple[Question, dict[str, list[str]]]:
        """Return the question that is asked, and what its words narrow it by."""
        word, may_be = word_in(name)
        refused: list[UnknownName] = []
        for slot in may_be:
            try:
                values = narrowed(self.store, **{slot: word})
            except UnknownName as error:
                refused.append(error)
            else:
                return asking.question(_SAYS_ALL[slot]), values
        if refused:
            raise refused[0]
        return self._asked(name), {}


def word_in(name: str | Question) -> tuple[str, tuple[str, ...]]:
    """Return the word of which plain words ask who does what, and what it may be.

    Empty if they ask for something else.
    """
    if isinstance(name, Question) or any(mark in name for mark in "{}\n") or name.isascii():
        return "", ()
    from kg.asking.suggest import asked_about, look_up, may_be

    word = matter_asked(name)
    if not word or (plainly(name) and not look_up(word)):
        word = asked_about(name)
    return word, may_be(word) if word else ()


def sparql(text: str, where: str = "query") -> Question:
    """Return a SPARQL text as a question; ``where`` is what errors call it."""
    return asking.parse(where, text)


def _listed(values: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
    """Return the values of parameters as lists."""
    return {key: [value] if isinstance(value, str) else [*value] for key, value in values.items()}


def narrowed(store: Store, **words: str | None) -> dict[str, list[str]]:
    """Return the SPARQL terms of the words that narrow a question."""
    from kg.asking import narrow

    return {key: getattr(narrow, key)(store, word) for key, word in words.items() if word}


def quoted(store: Store, table: Table) -> Table:
    """Return a table with the clauses that each row rests on, and their places."""
    from kg import show
    from kg.asking import evidence

    return evidence.evidence(store, table, show.cite)
