"""Figures that lie: a number of a table and the length of what it opens, under any filter and in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from playwright.sync_api import Page

CELLS = (
    "nodes => nodes.map(n => [n.getAttribute('data-at'), n.getAttribute('href'), n.textContent])"
)
#: Columns of the burden whose figures are duties; those of the others are steps.
DUTIES = ("duties", "means", "asked", "taken")


def cells(page: Page, name: str) -> list[list[str]]:
    """Return the figures of a table: key, address, text of each."""
    found: list[list[str]] = page.eval_on_selector_all(f"{name} td a", CELLS)
    return found


def _of_burden(page: Page, key: str) -> int:
    duties = key.rpartition("-")[2] in DUTIES
    return page.locator("#panel .clauses" if duties else "#panel .clauses li").count()


def _of_loads(page: Page, _: str) -> int:
    return page.locator("#panel .clauses, #panel .rows li").count()


def _of_cells(page: Page, _: str) -> int:
    return page.locator("#panel .clauses").count()


#: Each table and how long what one of its figures opened is.
TABLES: dict[str, Callable[[Page, str], int]] = {
    ".burden": _of_burden,
    ".loads": _of_loads,
    ".cells tbody": _of_cells,
}


def lies(page: Page, go: Callable[[Page, str], None], most: int = 5) -> Iterator[str]:
    """Yield the figures of the page's table that are not the length of what they open: of some, first to last."""
    for name, opened in TABLES.items():
        figures = [one for one in cells(page, name) if re.fullmatch(r"[\d:]+", one[2])]
        for key, href, text in figures[:: max(1, len(figures) // most)]:
            go(page, href)
            told = sum(int(part) for part in text.split(":"))
            if opened(page, key) != told:
                yield f"{href}: {text} opens {opened(page, key)}"
