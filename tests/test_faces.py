"""Each fact once: check, analysis, findings, questions, page and SHACL give the same rows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import check, findings, plugins, rdf, shapes
from kg.analyses.gaps import gaps
from kg.model import Oddity
from kg.names import load
from kg.network import Network
from kg.parse import Parsed, read_list
from kg.rdf.iris import BASE
from tests.variants import VARIANTS

LISTS = ("real", *list(VARIANTS)[:3])


class Row(NamedTuple):
    """A warning: its rule, its duty, and the line and column of what it is about."""

    code: str
    duty: str
    line: int
    column: str


@pytest.fixture(scope="module", params=LISTS)
def parsed(request: pytest.FixtureRequest, real_list: Path, tmp_path_factory: pytest.TempPathFactory) -> Parsed:
    """Return the real list, or one of three variants of it."""
    if request.param == "real":
        return read_list(real_list)
    text = (real_list / "source.txt").read_text(encoding="utf-8")
    return read_list(VARIANTS[request.param].write(tmp_path_factory.mktemp("faces") / "list", text))


def rows(found: tuple[Oddity, ...]) -> Counter[Row]:
    return Counter(Row(o.code, o.duty, o.line, o.column) for o in found)


def test_the_published_rules_give_the_rows_of_the_check(parsed: Parsed) -> None:
    lines = rdf.list_lines(parsed.list, parsed.directory, load())
    assert rows(shapes.validate(parsed.list, lines, BASE)) == rows(check.rules(parsed.list))


def test_the_check_gives_the_rows_of_the_analysis(parsed: Parsed) -> None:
    said = Counter(o.code for o in check.rules(parsed.list) if o.severity == "warning")
    found = Counter(check.CODES[gap.kind] for gap in gaps(Network([parsed.list])) if gap.kind in check.CODES)
    assert found == {code: said[code] for code in check.CODES.values()}


def test_no_name_means_two_things() -> None:
    questions = {name.removesuffix(".rq") for name in plugins.names("kg.queries", ".rq")}
    analyses = set(plugins.names("kg.analyses"))
    assert not questions & analyses
    assert not questions & set(findings.kinds()) - {"silent", "undeclared", "unassigned", "no_lead"}, "one fact each"
