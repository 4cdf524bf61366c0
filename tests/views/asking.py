"""What a page's engine answers beside what the native store does."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph

from kg.asking.questions import Question, questions
from kg.graph.sparql import with_prefixes

Rows = list[list[str]]
LISTED = [one for one in questions() if not one.scope]
EVERY = [*questions()]
#: What the engine in the page answers to texts, as the worker gives it: one after the other.
ASK = """async (texts) => {
  const found = [];
  for (const text of texts) {
    const { rows } = await (window.kgPage || kgCounty).engine.ask(text, { most: 1e6 });
    found.push(rows.map((row) => row.map((term) => (term ? term[1] : ''))));
  }
  return found;
}"""


def rows_of(store: pyoxigraph.Store, asked: Question) -> Rows:
    """Return the native rows; what a cell joins has no order of its own."""
    found = store.query(with_prefixes(asked.text), use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [["" if term is None else str(term.value) for term in row] for row in found]


def unordered(rows: Rows) -> Rows:
    """Return rows in an order of their own, the parts of each cell too."""
    return sorted([[" ".join(sorted(cell.split())) for cell in row] for row in rows])


def differing(
    native: pyoxigraph.Store, answered: list[Rows], asked: Sequence[Question] = LISTED
) -> list[str]:
    """Return the questions whose rows are not those of the native store."""
    pairs = zip(asked, answered, strict=True)
    return [one.name for one, rows in pairs if unordered(rows) != unordered(rows_of(native, one))]
