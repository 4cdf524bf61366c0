"""``docs/questions.md`` is made from the graph: made again, it is the same."""

from __future__ import annotations

import pytest

import kg
from docs.questions import PAGE, page


@pytest.mark.slow
def test_the_page_is_what_the_graph_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(kg.open("kanerzi-2025-07"))
