"""Run a question: a table of IRIs and values (:class:`~kg.table.Table`), or a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.asking.menu import help_text, menu
from kg.asking.questions import Question, bind, parse, question, questions, read
from kg.engines.answer import YES, triples, value
from kg.errors import AsksElsewhere, QueryError
from kg.graph.sparql import check_terms, explain, form, graphs, guard, prefix_lines, with_prefixes
from kg.graph.store import Store
from kg.plugins import names
from kg.table import Heading, Table
from kg.vocab import PREFIXES

__all__ = [
    "Graph", "Question", "bind", "builds_graph", "graph", "help_text",
    "menu", "parse", "question", "questions", "read", "run", "with_prefixes",
]  # fmt: skip


def run(
    store: Store,
    asked: Question,
    values: Mapping[str, Sequence[str]] | None = None,
    *,
    timeout: float | None = None,
    limit: int | None = None,
    service: bool = False,
) -> Table:
    """Run a question and return its table, with the columns its header names.

    Parameters
    ----------
    values : mapping, optional
        Parameter → SPARQL terms.
    timeout : float, optional
        Seconds after which the query is given up.
    limit : int, optional
        Rows above which the table is cut; a note says so.

    Raises
    ------
    QueryError
        If the query is not understood, would change data, or takes too long; with line and column.
    """
    text = _guarded(store, asked, values or {}, service=service)
    ours = _is_ours(asked)
    try:
        rows = store.select(with_prefixes(text), timeout=timeout, limit=limit, trusted=ours)
    except QueryError as error:
        raise explain(error, text, asked.name) from None
    known = {heading.name: heading for heading in asked.headings}
    headings = tuple(known.get(name, Heading(name)) for name in rows.variables)
    found = tuple(tuple(map(value, row)) for row in rows.rows)
    notes = (*asked.notes, *rows.notes)
    if rows.more:
        cut = f"只列前 {limit} 行，还有更多，可加大 --limit / the first {limit} rows; there are more: raise --limit"
        notes = (*notes, cut)
    return Table(asked.zh, asked.en, headings, found, notes)


def _guarded(
    store: Store, asked: Question, values: Mapping[str, Sequence[str]], *, service: bool
) -> str:
    """Return the text that will be run, its parameters filled in, after it has been guarded as a whole.

    Were it guarded before, a value of ``--param`` could let a request out.
    """
    for name, terms in values.items():
        check_terms(name, terms, asked.name)
    text = bind(asked, values)
    if not values and _is_ours(asked):
        return text  # a test holds each of our own to the guard
    guard(text, service=service, where=asked.name)
    if not service:
        _refuse_foreign_graphs(store, text, asked.name)
    return text


def _refuse_foreign_graphs(store: Store, text: str, where: str) -> None:
    """Refuse a FROM that an endpoint might fetch from the network: a graph that it does not hold."""
    if not store.location.lower().startswith(("http://", "https://")):
        return
    prologue = "".join(f"{word} " for word in prefix_lines(text))
    for graph in graphs(text):
        ask = with_prefixes(f"{prologue}ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        if store.select(ask).rows[0][0] != YES:
            raise AsksElsewhere(
                f"端点没有图 {graph}，FROM 可能让它去网上取",
                f"the endpoint holds no graph {graph}; FROM may have it fetched from the network",
                where=where,
                cure=(
                    "请去掉 FROM，或写端点有的图",
                    "leave out FROM, or name a graph that is there",
                ),
            )


def _is_ours(asked: Question) -> bool:
    """Tell whether a question is one of the package's own, word for word."""
    return asked.name in names("kg.queries", ".rq") and question(asked.name).text == asked.text


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer of a CONSTRUCT or DESCRIBE: ``data`` is N-Triples, a line a triple, sorted."""

    data: bytes

    def __len__(self) -> int:
        return self.data.count(b"\n")

    def triples(self) -> list[tuple[str, str, str]]:
        """Return the triples as text, sorted."""
        import pyoxigraph

        found = triples(pyoxigraph.parse(self.data, format=pyoxigraph.RdfFormat.N_TRIPLES))
        return [(s[0], p[0], o[0]) for s, p, o in found]

    def table(self) -> Table:
        """Return one row a triple."""
        headings = (
            Heading("subject", "主语", "subject"), Heading("predicate", "谓语", "predicate"), Heading("object", "宾语", "object"),
        )  # fmt: skip
        return Table("图", "Graph", headings, tuple(self.triples()))

    def to_text(self, format: str = "ttl") -> str:
        """Return the graph as Turtle (``ttl``), its IRIs shortened by the usual prefixes, or N-Triples (``nt``)."""
        import pyoxigraph

        if format == "nt":
            return self.data.decode()
        found = (
            quad.triple
            for quad in pyoxigraph.parse(self.data, format=pyoxigraph.RdfFormat.N_TRIPLES)
        )
        turtle = pyoxigraph.serialize(
            found, format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(PREFIXES)
        )
        return (turtle or b"").decode()


def builds_graph(text: str) -> bool:
    """Tell whether a query gives a graph (CONSTRUCT, DESCRIBE), not a table."""
    return form(text) in ("CONSTRUCT", "DESCRIBE")


def graph(
    store: Store,
    asked: Question,
    values: Mapping[str, Sequence[str]] | None = None,
    *,
    timeout: float | None = None,
    limit: int | None = None,
    service: bool = False,
) -> Graph:
    """Run a CONSTRUCT or DESCRIBE; the arguments and errors are those of :func:`run`, ``limit`` counts triples."""
    text = _guarded(store, asked, values or {}, service=service)
    try:
        found = store.graph(
            with_prefixes(text), timeout=timeout, limit=limit, trusted=_is_ours(asked)
        )
    except QueryError as error:
        raise explain(error, text, asked.name) from None
    return Graph(found)
