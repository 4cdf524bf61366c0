"""What joins things is said in one place, and the graph says the same."""

from __future__ import annotations

import re
from pathlib import Path

from kg import rdf
from kg.names import load
from kg.parse import read_list
from kg.rdf.links import links

_LINE = re.compile(r"<([^>]*)> <([^>]*)> <([^>]*)> <[^>]*> \.")


def test_links_are_those_of_the_graph(real_list: Path) -> None:
    parsed = read_list(real_list)
    said = {tuple(link) for link in links(parsed.list, load())}
    terms = {term for _, term, _ in said}
    lines = rdf.list_lines(parsed.list, parsed.directory, load())
    found = [match for line in lines if (match := _LINE.match(line))]
    written = {match.groups() for match in found if match[2] in terms}
    assert said == written
    assert len(terms) > 12
