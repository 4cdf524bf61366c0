"""The page of a list: opens offline by a double click."""

from __future__ import annotations

from pathlib import Path

from kg.outputs import One

FILE = "graph.html"
TITLE = ("职责图谱（双击打开）", "the page (double click)")


def of_list(one: One, path: Path) -> None:
    """Write the page of a list."""
    from kg import rdf
    from kg.pages import list_page

    graph = [*one.lines, *rdf.thesaurus_lines(one.base)] if one.engine else None
    page = list_page(one.parsed.list, one.findings, answers=one.answers, home=True, graph=graph)
    path.write_bytes(page)
