"""Records → the pages' bytes: a list's page and the start page of a build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.matters import MATTER, thesaurus
from kg.model import DutyList, Finding
from kg.names import load
from kg.table import Table

if TYPE_CHECKING:
    from kg.views.county.built import Listed


def list_page(duties: DutyList, findings: Sequence[Finding] = (), *, start: str = "") -> bytes:
    """Return the page of a list as UTF-8; ``start`` is the view it opens at (see ``kg.views.record.route``)."""
    from kg.views.desk import Desk
    from kg.views.page import render

    spellings = load()
    desk = Desk(
        duties,
        tuple(findings),
        aliases=aliases(duties),
        category_en={zh: category.en for zh, category in spellings.categories.items()},
        matters=_matters(duties),
        matter_names={iri: (m.zh, m.en) for iri, m in thesaurus().matters.items()},
    )
    return render(desk, start).encode("utf-8", "replace")


def start_page(
    lists: Sequence[Listed],
    read: Callable[[str], DutyList | None] = lambda _: None,
    unread: Sequence[tuple[str, str, str]] = (),
    before: tuple[bytes, Collection[str]] | None = None,
) -> bytes:
    """Return the county's start page: the lists, what they have in common, what changed.

    ``read`` gives what was read of a list, by its id. ``unread`` are the files that were not read: name,
    reason with cure in Chinese and in English. ``before`` is the page of an earlier build, and which lists
    nothing was changed about since: what it says between them is not found again.
    """
    from kg.views.county.earlier import EarlierPage
    from kg.views.index import render_index

    earlier = EarlierPage.of(*before) if before else None
    return render_index(lists, read, unread=unread, before=earlier).encode("utf-8", "replace")


def aliases(duties: DutyList) -> dict[str, tuple[str, ...]]:
    """Return other spellings of each department of a list: those of the files, and those the list itself prints."""
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


def _matters(duties: DutyList) -> dict[str, tuple[str, ...]]:
    """Return, for each matter, the duties whose title is about it."""
    found: dict[str, dict[str, None]] = {}
    for duty in duties.duties:
        for mark in duty.marks:
            if mark.scheme == "matter":
                found.setdefault(MATTER + mark.concept, {})[duty.key] = None
    return {iri: tuple(keys) for iri, keys in sorted(found.items())}


def table_page(
    table: Table, labels: Mapping[str, str], kinds: Mapping[str, str], note: str = ""
) -> bytes:
    """Return a picture of a table with IRIs: the things of a row are joined in the order of the columns.

    ``labels`` and ``kinds`` name the IRIs; a row's numbers stand on its edges, or behind the label
    of its only thing.
    """
    from kg.views.result import ResultEdge, ResultNode, render_result

    nodes: dict[str, ResultNode] = {}
    edges: list[ResultEdge] = []
    for row in table.rows:
        things = [
            (c.zh or c.name, v)
            for c, v in zip(table.columns, row, strict=True)
            if isinstance(v, str) and v in labels
        ]
        numbers = " · ".join(str(v) for v in row if isinstance(v, int | float))
        for column, iri in things:
            tail = f" {numbers}" if numbers and len(things) == 1 else ""
            nodes.setdefault(iri, ResultNode(iri, labels[iri] + tail, kinds.get(iri, column)))
        edges += [ResultEdge(a, b, numbers) for (_, a), (_, b) in pairwise(things) if a != b]
    title = f"{table.title_zh} {table.title_en}"
    return render_result(title, tuple(nodes.values()), tuple(edges), note=note).encode(
        "utf-8", "replace"
    )


def graph_page(
    title: str,
    triples: Sequence[tuple[str, str, str]],
    labels: Mapping[str, str],
    kinds: Mapping[str, str],
) -> bytes:
    """Return a picture of triples (subject, predicate, object), as a CONSTRUCT gives them; a literal is a thing too."""
    from kg.views.result import ResultEdge, ResultNode, render_result

    nodes: dict[str, ResultNode] = {}
    for subject, _, object in triples:
        for term in (subject, object):
            nodes.setdefault(term, ResultNode(term, labels.get(term, term), kinds.get(term, "")))
    edges = [ResultEdge(s, o, p.rpartition("#")[2].rpartition("/")[2]) for s, p, o in triples]
    return render_result(title, tuple(nodes.values()), edges).encode("utf-8", "replace")
