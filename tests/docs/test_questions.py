"""``docs/questions.md`` and ``docs/county-questions.md`` are made from the graph: made again, they are the same."""

from __future__ import annotations

import pytest

import kg
from docs.questions import COUNTY, COUNTY_PAGE, PAGE, county_page, page


@pytest.mark.slow
def test_the_page_is_what_the_graph_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(kg.open("kanerzi-2025-07"))


def test_the_county_page_is_what_the_example_says() -> None:
    assert COUNTY_PAGE.read_text(encoding="utf-8") == county_page(kg.open(COUNTY))
