"""The part of a graph that is read into records: what it says of each subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.vocab import DUTY, ORG

Triples = Iterable[tuple[str, str, str]]
Ask = Callable[[str], Triples]
"""Runs a query with the variables ``?s ?p ?o`` and yields the rows as text."""
Graph = dict[str, dict[str, list[str]]]
"""Subject → predicate → objects."""

_OF_DUTY = """SELECT ?s ?p ?o WHERE {{ GRAPH <{list}> {{
  {{ VALUES ?s {{ <{list}> <{duty}> }} ?s ?p ?o }}
  UNION {{ ?s a <{table}> ; <{in_list}> <{list}> ; ?p ?o }}
  UNION {{ ?s <{step_of}> <{duty}> ; ?p ?o }}
  UNION {{ ?s <{mention_of}>|<{mark_of}> <{duty}> ; ?p ?o }}
  UNION {{ ?step <{step_of}> <{duty}> . ?s <{mention_of}>|<{mark_of}> ?step ; ?p ?o }}
}} }}"""
_NAMED = (
    DUTY.organization,
    DUTY.category,
    DUTY.place,
    DUTY.jurisdiction,
    DUTY.within,
    ORG.classification,
)
"""Properties that lead from a duty to what lists share, step by step."""


class Node:
    """What the graph says of one subject: predicate → objects."""

    def __init__(self, graph: Graph, iri: str) -> None:
        self._graph = graph
        self.iri = iri
        self._values = graph.get(iri, {})

    def all(self, predicate: str) -> list[str]:
        """Return the objects of a predicate."""
        return self._values.get(predicate, [])

    def get(self, predicate: str, default: str = "") -> str:
        """Return the first object of a predicate."""
        values = self.all(predicate)
        return values[0] if values else default

    def number(self, predicate: str) -> int:
        """Return a number that a predicate gives, 0 where it gives nothing."""
        return int(self.get(predicate, "0"))

    def node(self, predicate: str) -> Node:
        """Return what a predicate leads to."""
        return Node(self._graph, self.get(predicate))


def of_list(ask: Ask, list_iri: str, shared_iri: str) -> Graph:
    """Return what a store says of a list, and what lists share."""
    graph: Graph = {}
    for name in (list_iri, shared_iri):
        _add(graph, ask(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"))
    return graph


def of_duty(ask: Ask, list_iri: str, shared_iri: str, duty_iri: str) -> Graph:
    """Return what a store says of one duty: some hundred quads, where a list has 50,000."""
    terms = {
        "table": DUTY.Table, "in_list": DUTY.inList, "step_of": DUTY.stepOf,
        "mention_of": DUTY.mentionOf, "mark_of": DUTY.markOf,
    }  # fmt: skip
    graph: Graph = {}
    query = _OF_DUTY.format(list=list_iri, duty=duty_iri, **terms)
    while query:
        wanted = _add(graph, dict.fromkeys(ask(query)))
        missing = " ".join(f"<{iri}>" for iri in sorted(wanted - graph.keys()))
        shared = f"GRAPH <{shared_iri}> {{ VALUES ?s {{ {missing} }} ?s ?p ?o }}"
        query = f"SELECT ?s ?p ?o WHERE {{ {shared} }}" if missing else ""
    return graph


def _add(graph: Graph, triples: Triples) -> set[str]:
    """Add triples, and return what they lead to among what lists share."""
    wanted = set()
    for s, p, o in triples:
        graph.setdefault(s, {}).setdefault(p, []).append(o)
        if p in _NAMED:
            wanted.add(o)
    return wanted
