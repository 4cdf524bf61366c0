"""Run a question → :class:`~kg.table.Table`; put labels for IRIs, and quotations beside the rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.edition import owners as tell_apart
from kg.engines.answer import YES, triples, value
from kg.errors import QueryError
from kg.plugins import names
from kg.questions import Question, bind, help_text, menu, parse, question, questions, read
from kg.rdf.iris import duty_of, list_id, list_of, position_of, text_of
from kg.sparql import check_terms, explain, form, graphs, guard, prefix_lines, with_prefixes
from kg.store import Store
from kg.table import POSITION, Heading, Table
from kg.vocab import DCT, DUTY, PREFIXES, RDFS, SKOS

__all__ = [
    "Graph", "Question", "bind", "builds_graph", "construct", "evidence", "graph", "help_text", "kinds_of", "labelled", "labels_of",
    "menu", "owners", "parse", "plain", "question", "questions", "read", "run", "with_prefixes",
]  # fmt: skip

_IRI = re.compile(r'https?://[^\s<>"{}|\\^`]+')
_BATCH = 500


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
    notes = asked.notes
    if rows.more:
        cut = f"只列前 {limit} 行，还有更多，可加大 --limit / the first {limit} rows; there are more: raise --limit"
        notes = (*notes, cut)
    return Table(asked.zh, asked.en, headings, found, notes)


def _guarded(
    store: Store, asked: Question, values: Mapping[str, Sequence[str]], *, service: bool
) -> str:
    """Return the text that will be run, its parameters filled in, after it has been guarded as a whole.

    Issue 9, item 9: guarded before, a ``--param`` let a request out.
    """
    for name, terms in values.items():
        check_terms(name, terms, asked.name)
    text = bind(asked, values)
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
            raise QueryError(
                f"端点没有图 {graph}，FROM 可能让它去网上取",
                f"the endpoint holds no graph {graph}; FROM may have it fetched from the network",
                where=where,
                cure=("如确需要，加 --service", "allow it with --service"),
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


def construct(
    store: Store, asked: Question, *, timeout: float | None = 60
) -> list[tuple[str, str, str]]:
    """Run a CONSTRUCT and return its triples as text, sorted."""
    return graph(store, asked, timeout=timeout).triples()


def plain(table: Table) -> Table:
    """Return the table without its ``evidence`` column, which is for :func:`evidence`."""
    kept = [index for index, column in enumerate(table.columns) if column.name != "evidence"]
    if len(kept) == len(table.columns):
        return table
    columns = tuple(table.columns[i] for i in kept)
    return replace(
        table, columns=columns, rows=tuple(tuple(row[i] for i in kept) for row in table.rows)
    )


def labelled(store: Store, table: Table, whole: Store | None = None) -> Table:
    """Return the table with the Chinese label of every IRI in its place (an IRI without one stays).

    Where the store holds several lists, a duty's label says whose it is: 奇台县坎尔孜乡 配合 42.
    A cell of several duties names each place once. A step is called by the number that is printed;
    ``position`` says which of its cell it is.

    Parameters
    ----------
    whole : Store, optional
        Of which ``store`` is a part: an answer on changes names duties of other editions.
    """
    cells = {v for row in table.rows for v in row if isinstance(v, str)}
    iris = {iri for cell in cells for iri in _iris(cell)}
    here = _lists(store)
    if whole is not None and {list_of(iri) for iri in iris} - {row[0] for row in here} - {""}:
        store, here = whole, _lists(whole)
    owned = _told_apart(here)
    known = labels_of(store, iris)
    shown = {cell: _shown(_iris(cell), known, owned) for cell in cells if _iris(cell)}
    placed = _placed(table)
    rows = tuple(tuple(shown.get(str(v), v) for v in row) for row in placed.rows)
    return replace(placed, rows=rows)


def _placed(table: Table) -> Table:
    """Return the table with the position of its steps beside them, if it has any."""
    of_step = next((name for name in ("step", "place") if _are_steps(table, name)), "")
    return table.beside(of_step, POSITION, position_of)


def _are_steps(table: Table, name: str) -> bool:
    """Whether a column has steps; the place of a quotation is a text."""
    named = name in [column.name for column in table.columns]
    return named and any(position_of(value) for value in table.column(name))


def _iris(cell: str) -> list[str]:
    """Return the IRIs of a cell that holds nothing else: one, or several duties in order."""
    words = cell.split(" ")
    if not all(map(_IRI.fullmatch, words)):
        return []
    names = {iri: name for iri in words if (name := duty_of(iri)) is not None}
    return sorted(names, key=lambda iri: names[iri].order) if len(words) > 1 else words


def _shown(iris: Sequence[str], known: Mapping[str, str], owned: Mapping[str, str]) -> str:
    """Return IRIs as a reader calls them; a place is named before the first of its duties."""
    said, before = [], ""
    for iri in iris:
        owner = owned.get(list_of(iri), "")
        label = known.get(iri, iri)
        if iri in owned:
            said.append(owner)
        elif owner and owner != before and iri in known:
            said.append(f"{owner} {label}")
        else:
            said.append(label)
        before = owner
    return "、".join(said)


def owners(store: Store) -> dict[str, str]:
    """Return what tells the lists of a store apart: list's IRI → place, with the edition where one has several.

    It is empty where the store holds one list only: then nothing needs to be told apart.
    """
    return _told_apart(_lists(store))


def _lists(store: Store) -> list[list[str]]:
    """Return IRI, place and month of issue of each list."""
    found = store.select(
        with_prefixes(
            "SELECT ?list ?place ?issued WHERE { ?list a duty:DutyList "
            "OPTIONAL { ?list duty:place ?township . ?township rdfs:label ?place } "
            "OPTIONAL { ?list dct:issued ?issued } } ORDER BY ?list"
        )
    )
    return [[term[0] if term else "" for term in row] for row in found.rows]


def _told_apart(lists: Sequence[Sequence[str]]) -> dict[str, str]:
    named = tell_apart((list, place, issued) for list, place, issued in lists)
    return {list: list_id(name) if name == list else name for list, name in named.items()}


def labels_of(store: Store, iris: set[str]) -> dict[str, str]:
    """Return the Chinese labels of those of ``iris`` that have one; a finding is called by its rule."""
    ranks: dict[str, int] = {term: rank for rank, term in enumerate(_LABELS)}
    # VALUES (?term ?rank) in place of the filter would have a store try every term of every thing.
    terms = ", ".join(f"<{term}>" for term in ranks)
    pattern = f"?x ?term ?label FILTER(?term IN ({terms})) FILTER(LANG(?label) = 'zh' || LANG(?label) = '')"
    labels: dict[str, tuple[int, str]] = {}
    for iri, term, label in _ask(store, "?x ?term ?label", pattern, iris):
        labels[iri] = min(labels.get(iri, (len(ranks), "")), (ranks[term], label))
    return {iri: label for iri, (_, label) in labels.items()}


_LABELS = (RDFS.label, SKOS.prefLabel, DCT.title, DUTY.rule)
"""The terms that name a thing, the first that it has."""


def kinds_of(store: Store, iris: set[str]) -> dict[str, str]:
    """Return the Chinese name of the most special class of each of ``iris``."""
    names = {
        DUTY.BasicDuty: "基本", DUTY.CooperativeDuty: "配合", DUTY.RecalledDuty: "收回", DUTY.Department: "部门",
        DUTY.Township: "乡镇", DUTY.SuperiorStep: "上级部门步骤", DUTY.TownshipStep: "乡镇步骤", DUTY.Finding: "发现",
        DUTY.ExternalActor: "其他执行者", DUTY.OpenClass: "部门（开放类）", SKOS.Concept: "概念",
    }  # fmt: skip
    found = (
        row[:2]
        for row in _ask(
            store,
            "?x ?t",
            f"?x a ?t FILTER(?t IN ({', '.join(f'<{iri}>' for iri in names)}))",
            iris,
        )
    )
    return {iri: names[type] for iri, type in found}


_QUOTED = """?x duty:text|dct:title ?text ; rdfs:label ?label FILTER(LANG(?label) = "zh")
  { ?x duty:stepOf ?duty ; duty:start ?start . ?duty duty:line ?row . BIND("" AS ?part) BIND(?duty AS ?of) }
  UNION { ?x a duty:Duty ; duty:line ?row . OPTIONAL { ?x duty:start ?from } BIND(COALESCE(?from, 0) AS ?start) BIND("title" AS ?part)
    BIND(?x AS ?of) }
  OPTIONAL { ?of duty:linePlace ?found }
  OPTIONAL { ?x duty:line ?own }
  OPTIONAL { ?x duty:column ?other }
  OPTIONAL { ?x duty:end ?last }
  ?x a ?type FILTER(?type != duty:Duty)
  BIND(COALESCE(?own, ?row) AS ?line)
  BIND(IF(?line = ?row, COALESCE(?found, ""), "") AS ?place)
  BIND(IF(?type = duty:SuperiorStep, "superior", IF(?type = duty:TownshipStep, "township", ?part)) AS ?usual)
  BIND(COALESCE(?other, ?usual) AS ?column)
  BIND(COALESCE(?last, ?start + STRLEN(?text)) AS ?end)"""


def evidence(store: Store, table: Table, cite: Callable[[int, str, int, int, str], str]) -> Table:
    """Return the table with two columns more: the clauses each row rests on, and their places.

    Every row's ``evidence`` (IRIs of steps and duties, of mentions and marks in them) is looked up; a row without any
    quotes the duty or step that stands in it. ``cite`` turns line, column, start and end into words.
    """
    names = [column.name for column in table.columns]
    rested: list[list[str]] = []
    for row in table.rows:
        value = row[names.index("evidence")] if "evidence" in names else None
        rested.append(
            sorted(set(_IRI.findall(str(value))))
            if value
            else [str(v) for v in row if isinstance(v, str) and _IRI.fullmatch(v)]
        )
    texts = {iri: text_of(iri) for iris in rested for iri in iris}
    quotes: dict[str, tuple[str, str, str]] = {}
    named = "?x ?label ?text ?line ?column ?start ?end ?place"
    for x, label, text, line, column, start, end, place in _ask(
        store, named, _QUOTED, set(texts.values())
    ):
        quotes[x] = (label, text, cite(int(line), column, int(start), int(end), place))
    shown = plain(table)
    columns = (
        *shown.columns,
        Heading("quote", "原文", "quotation"),
        Heading("place", "出处", "place"),
    )
    rows = []
    for row, iris in zip(shown.rows, rested, strict=True):
        found = sorted(
            {quotes[texts[iri]] for iri in iris if texts[iri] in quotes},
            key=_in_order,
        )
        rows.append(
            (*row, "\n".join(f"{q[0]}：{q[1]}" for q in found), "\n".join(q[2] for q in found))
        )
    return replace(shown, columns=columns, rows=tuple(rows))


def _in_order(quote: tuple[str, str, str]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return what quotations are ordered by: duty and side, then place; printed numbers (二、3) say no order."""
    label, _, place = quote
    return _natural(" ".join(label.split(" ")[:3])), _natural(place)


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


def _ask(store: Store, variables: str, pattern: str, iris: set[str]) -> list[tuple[str, ...]]:
    """Run one pattern about ``?x`` for many IRIs, in batches; only complete rows come back."""
    found: list[tuple[str, ...]] = []
    every = sorted(iri for iri in iris if _IRI.fullmatch(iri))
    for start in range(0, len(every), _BATCH):
        terms = " ".join(f"<{iri}>" for iri in every[start : start + _BATCH])
        text = (
            f"SELECT {variables} WHERE {{ VALUES ?x {{ {terms} }} {pattern} }} ORDER BY {variables}"
        )
        rows = store.select(with_prefixes(text)).rows
        found += [tuple(term[0] for term in row if term) for row in rows if all(row)]
    return found
