"""Records → the pages' bytes: a list's page and the start page of a build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.matters import duties_by_matter, thesaurus
from kg.model import DutyList, Finding
from kg.names import load
from kg.table import Table
from kg.vocab import OWL, SKOS

if TYPE_CHECKING:
    from kg.alignment.told import Opinion
    from kg.asking.answers import Answers
    from kg.views.county.asked import Asked
    from kg.views.county.built import Listed


def list_page(
    duties: DutyList,
    findings: Sequence[Finding] = (),
    start: str = "",
    *,
    answers: Answers | None = None,
    home: bool = False,
    graph: Sequence[str] | None = None,
) -> bytes:
    """Return the page of a list as UTF-8.

    ``start`` is the view it opens at (see ``kg.views.record.route``); ``answers`` are the list's
    answers to the questions (:mod:`kg.asking.answers`); ``home`` says that the page lies in a build,
    below the county's page. ``graph``, the list's lines of N-Quads, gives it the query engine.
    """
    from kg.views.desk import Desk
    from kg.views.engine import engine
    from kg.views.page import render

    spellings = load()
    desk = Desk(
        duties,
        tuple(findings),
        aliases=aliases(duties),
        category_en={zh: (one.en, one.brief) for zh, one in spellings.categories.items()},
        matters=duties_by_matter(duties),
        matter_names={iri: (m.zh, m.en) for iri, m in thesaurus().matters.items()},
    )
    asking = None if graph is None else engine(graph, duties.id)
    return render(desk, start, answers, home=home, engine=asking).encode("utf-8", "replace")


def start_page(
    lists: Sequence[Listed],
    read: Callable[[str], DutyList | None] = lambda _: None,
    unread: Sequence[tuple[str, str, str]] = (),
    before: tuple[bytes, Collection[str]] | None = None,
    asked: Asked | bytes | None = None,
    graph: Iterable[Sequence[str]] | None = None,
    base: str = "",
    opinions: Sequence[Opinion] = (),
) -> bytes:
    """Return the county's start page: the lists, what they have in common, what changed.

    ``read`` gives what was read of a list, by its id. ``unread`` are the files that were not read:
    name, reason with cure in Chinese and in English. ``before`` is the page of an earlier build,
    and which lists nothing was changed about since: what it says between them is not found again.
    ``asked`` are the answers to the questions over all lists, or an earlier page that has them. ``graph``, the latest lists' lines of
    N-Quads, list by list, gives it the query engine too, unless they are too large for a page;
    ``base`` is what the IRIs of the data begin with. ``opinions`` are what readers say of pairs of
    duties.
    """
    from kg.views.county.earlier import EarlierPage
    from kg.views.engine import county_engine
    from kg.views.index import render_index

    earlier = EarlierPage.of(*before) if before else None
    engine = None if graph is None or asked is None else county_engine(graph, base)
    page = render_index(
        lists, read, unread=unread, before=earlier, asked=asked, engine=engine,
        is_crowd=graph is not None and engine is None, opinions=opinions,
    )  # fmt: skip
    return page.encode("utf-8", "replace")


def aliases(duties: DutyList) -> dict[str, tuple[str, ...]]:
    """Return other spellings of each department: those of the files, those the list prints."""
    known = {function.name: function.spellings for function in load().functions}
    found: dict[str, dict[str, None]] = {}
    for duty in duties.duties:
        for mention in duty.mentions:
            if mention.organization.kind == "department" and mention.role != "lead":
                names = found.setdefault(
                    mention.name, dict.fromkeys(known.get(mention.organization.function, ()))
                )
                names[mention.printed] = None
    return {name: tuple(filter(name.__ne__, names)) for name, names in sorted(found.items())}


def table_page(
    raw: Table, shown: Table, kinds: Mapping[str, str], flow: tuple[str, str] | None, source: str
) -> bytes:
    """Return the page of a question's answer: the table, and a picture of what goes where.

    Parameters
    ----------
    raw, shown : Table
        The answer with IRIs, and the same rows as people read them, with their clauses.
    kinds : mapping
        IRI → what kind of thing it is.
    flow : tuple of str, optional
        The columns between which something goes.
    source : str
        Of which lists the answer is.
    """
    from kg.views.answer import ResultEdge, ResultNode
    from kg.views.result import render_result

    nodes: dict[str, ResultNode] = {}
    edges: list[ResultEdge] = []
    columns = {column.name: column.zh or column.name for column in raw.columns}
    if flow is not None and columns.keys() >= set(flow):
        for row, said in zip(raw, shown, strict=True):
            if row[flow[0]] is None or row[flow[1]] is None:
                continue
            source_id, target = str(row[flow[0]]), str(row[flow[1]])
            for id, name in ((source_id, flow[0]), (target, flow[1])):
                node = ResultNode(id, str(said[name]), kinds.get(id, columns[name]))
                nodes.setdefault(id, node)
            edges.append(ResultEdge(source_id, target))
    html = render_result(shown, tuple(nodes.values()), edges, source=source)
    return html.encode("utf-8", "replace")


def graph_page(
    shown: Table, triples: Sequence[tuple[str, str, str]], kinds: Mapping[str, str], source: str
) -> bytes:
    """Return the page of a CONSTRUCT's triples, as rows and as a picture; a literal is a thing too.

    ``shown`` has the triples' rows as people read them.
    """
    from kg.views.answer import ResultEdge, ResultNode
    from kg.views.result import render_result
    from kg.views.terms import called, short

    nodes: dict[str, ResultNode] = {}
    edges = []
    names = zip(shown.column("subject"), shown.column("object"), strict=True)
    for (subject, term, object), labels in zip(triples, names, strict=True):
        for thing, label in zip((subject, object), map(str, labels), strict=True):
            nodes.setdefault(thing, ResultNode(thing, label, kinds.get(thing, "")))
        edges.append(ResultEdge(subject, object, called(term)[0], term not in _SYMMETRIC))
    relation = [column.name for column in shown.columns].index("predicate")
    rows = []
    for row, (_, term, _) in zip(shown.rows, triples, strict=True):
        name = "　".join(dict.fromkeys((called(term)[0], short(term))))
        rows.append((*row[:relation], name, *row[relation + 1 :]))
    named = replace(shown, rows=tuple(rows))
    html = render_result(named, tuple(nodes.values()), edges, source=source)
    return html.encode("utf-8", "replace")


_SYMMETRIC = frozenset(
    SKOS.NS + name for name in ("related", "exactMatch", "closeMatch", "relatedMatch")
) | {OWL.NS + "sameAs", OWL.NS + "differentFrom"}
"""Terms that go both ways, so that an arrow would say too much."""
