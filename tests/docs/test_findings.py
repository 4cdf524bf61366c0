"""``docs/findings-kanerzi.md`` is made from the list: made again, it is the same."""

from __future__ import annotations

from docs.findings import PAGE, page
from kg.parse import Parsed


def test_the_page_is_what_the_analyses_say(real_parsed: Parsed) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(real_parsed.list)
