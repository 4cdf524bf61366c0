"""What findings are worth beside a reader's judgement; the figures that may not fall are in ``tests/gold/floor.json``."""

from __future__ import annotations

import json

import pytest

from kg.analyses import gaps, handover, recalls
from kg.model import Finding
from kg.network import Network
from tests.gold import findings as judged

FLOOR = json.loads(judged.GOLD.with_name("floor.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(network: Network) -> list[Finding]:
    return [*gaps.findings(network), *handover.findings(network), *recalls.findings(network)]


def test_no_kind_of_finding_falls_below_its_figures(found: list[Finding]) -> None:
    scores = judged.scores(found)
    assert scores.keys() == FLOOR["findings"].keys()
    for kind, floor in FLOOR["findings"].items():
        assert scores[kind].precision >= floor["precision, at least"], kind
        assert scores[kind].recall >= floor["recall, at least"], kind


def test_grades_of_broken_handovers(found: list[Finding]) -> None:
    good, grave = judged.grades(found)
    floor = FLOOR["handover grades"]
    assert good >= floor["exact or as good, at least"]
    assert grave >= floor["recall of grade 3, at least"]
