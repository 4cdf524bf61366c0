"""A matter has the same duties wherever it is looked up: on the page and in the question ``matter``."""

from __future__ import annotations

import re
from pathlib import Path

import kg
from kg.matters import duties_by_matter, thesaurus
from kg.parse import read_list

_TITLED = re.compile(r"[12346] ")
"""The parts of the answer whose duties have the matter in their title; the others quote steps and findings."""


def test_a_matter_has_the_duties_that_the_question_has(real_list: Path) -> None:
    data = kg.open(real_list)
    found = duties_by_matter(read_list(real_list).list)
    known = thesaurus().matters
    several = sorted(found, key=lambda iri: (-len(found[iri]), iri))
    for iri in [*several[:6], *several[6::40]]:
        answer = data.query("matter", matter=known[iri].zh)
        asked = {row["duty"] for row in answer if _TITLED.match(str(row["part"]))}
        labels = {duty.label for duty in data.duties if duty.key in found[iri]}
        assert labels == asked, known[iri].zh


def test_fields_are_no_matters(real_list: Path) -> None:
    known = thesaurus().matters
    assert not any(known[iri].is_field for iri in duties_by_matter(read_list(real_list).list))
