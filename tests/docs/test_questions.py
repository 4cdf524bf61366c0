"""The pages of questions are made from the graph: made again, they are the same."""

from __future__ import annotations

import re

import pytest

import kg
from docs import questions as pages
from kg.library import questions


@pytest.mark.slow
def test_the_pages_of_a_list_are_what_the_graph_says() -> None:
    data = kg.open("kanerzi-2025-07")
    assert pages.PAGE.read_text(encoding="utf-8") == pages.page(data)
    assert pages.CHINESE_PAGE.read_text(encoding="utf-8") == pages.chinese_page(data)


def test_the_pages_of_a_county_are_what_the_example_says() -> None:
    data = kg.open(pages.COUNTY)
    assert pages.COUNTY_PAGE.read_text(encoding="utf-8") == pages.county_page(data)
    assert pages.CHINESE_COUNTY_PAGE.read_text(encoding="utf-8") == pages.chinese_county_page(data)


def test_the_chinese_pages_are_chinese_and_whole() -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for path in (pages.CHINESE_PAGE, pages.CHINESE_COUNTY_PAGE)
    )
    assert all(f"`kg query {name} " in text for name in questions().column("name"))
    # A command, an option or a file may be named; the rest is Chinese.
    named = r"`[^`]*`|\]\([^)]*\)|kg [a-z]+( [a-z_]+)?|--[a-z]+( [a-z]+)?|data/[a-z./]+"
    prose = re.sub(named, "", text)
    foreign = set(re.findall(r"[A-Za-z]{3,}", prose)) - {"Excel", "SPARQL"}
    assert not foreign
