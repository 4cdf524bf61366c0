"""Text that a PDF draws a line through: no font says so, only a thin rule at half the characters' height."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

Char = dict[str, Any]
"""A character as pdfplumber gives it: ``text``, ``x0``, ``x1``, ``top``, ``bottom``."""

_HIGHEST, _LOWEST = 0.35, 0.75
"""Where a rule crosses a character, from its top: an underline is lower, the rule of a table higher or lower."""
_COVERED = 0.6
"""How much of a rule lies on characters: the rules of a table are longer than the words that touch them."""


def crossed(chars: Sequence[Char], edges: Sequence[Any]) -> tuple[list[Char], list[Char]]:
    """Part the characters of a page into those that are shown and those that are struck through.

    Parameters
    ----------
    chars : sequence of Char
        The page's characters, in the order in which they are drawn.
    edges : sequence
        pdfplumber's edges of the page.
    """
    rules = [e for e in edges if e["orientation"] == "h" and e["x1"] - e["x0"] > 2]
    rules.sort(key=lambda edge: edge["top"])
    heights = [edge["top"] for edge in rules]
    touched: dict[int, list[int]] = {}
    for at, char in enumerate(chars):
        for rule in _through(char, rules, heights):
            touched.setdefault(rule, []).append(at)
    struck: set[int] = set()
    for rule, under in touched.items():
        length = rules[rule]["x1"] - rules[rule]["x0"]
        words = sum(chars[at]["x1"] - chars[at]["x0"] for at in under)
        if words >= _COVERED * length and any(chars[at]["text"].strip() for at in under):
            struck.update(under)
    shown = [char for at, char in enumerate(chars) if at not in struck]
    return shown, [chars[at] for at in sorted(struck)]


def _through(char: Char, rules: Sequence[Any], heights: Sequence[float]) -> list[int]:
    """Return the positions of the rules that cross most of a character at half its height."""
    height, width = char["bottom"] - char["top"], char["x1"] - char["x0"]
    first = bisect_left(heights, char["top"] + _HIGHEST * height)
    last = bisect_left(heights, char["top"] + _LOWEST * height)
    found = []
    for at in range(first, last):
        over = min(char["x1"], rules[at]["x1"]) - max(char["x0"], rules[at]["x0"])
        if over >= _COVERED * width:
            found.append(at)
    return found
