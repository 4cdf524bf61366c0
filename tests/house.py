"""The figures of the house: thoughts a line, length of rooms and lines; ``python -m tests.house`` prints them.

A comprehension, a nested one and a conditional expression are counted for every hundred statements of ``kg/``; a line's
columns as a terminal shows them, so that a full-width character takes two.
"""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from radon.complexity import cc_visit

ROOT = Path(__file__).resolve().parent.parent
LOOPS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
WIDEST = 100
MOST_PATHS = 15
"""The cyclomatic complexity (radon's) that a function may have."""


@dataclass(frozen=True)
class Figures:
    """What may not grow: see ``tests/test_house.py`` for the limits and CONTRIBUTING.md for the reasons."""

    comprehensions: float
    nested: float
    conditionals: float
    chained: int
    complex_functions: int
    wide_lines: int
    longest_room: int


def sources() -> list[Path]:
    """Return the program's own files, sorted."""
    return sorted((ROOT / "kg").rglob("*.py"))


def columns(line: str) -> int:
    """Return how many columns of a terminal a line takes.

    >>> columns("ab事项")
    6
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def measure(paths: list[Path]) -> Figures:
    """Return the figures of some files together."""
    complicated = sum(1 for path in paths for _ in complicated_functions(path))
    statements = comprehensions = nested = conditionals = chained = wide = longest = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        longest = max(longest, len(lines))
        wide += sum(columns(line) > WIDEST for line in lines)
        for node in ast.walk(ast.parse(text)):
            statements += isinstance(node, ast.stmt)
            comprehensions += isinstance(node, LOOPS)
            nested += _is_nested(node)
            conditionals += isinstance(node, ast.IfExp)
            chained += isinstance(node, ast.IfExp) and isinstance(node.orelse, ast.IfExp)
    share = 100 / statements
    return Figures(
        round(comprehensions * share, 2),
        round(nested * share, 2),
        round(conditionals * share, 2),
        chained,
        complicated,
        wide,
        longest,
    )


def _is_nested(node: ast.AST) -> bool:
    if not isinstance(node, LOOPS):
        return False
    return len(node.generators) > 1 or any(
        isinstance(inner, LOOPS) for inner in ast.walk(node) if inner is not node
    )


def complicated_functions(path: Path) -> Iterator[str]:
    """Yield the functions of a file that have more than :data:`MOST_PATHS` paths, methods under their class once."""
    for block in cc_visit(path.read_text(encoding="utf-8")):
        if not hasattr(block, "methods") and block.complexity > MOST_PATHS:
            yield f"{path.relative_to(ROOT)}:{block.lineno}: {block.name} has {block.complexity} paths"


def places(paths: list[Path]) -> Iterator[str]:
    """Yield where nested comprehensions and chained conditional expressions are, for whoever mends them."""
    for path in paths:
        yield from complicated_functions(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            chain = isinstance(node, ast.IfExp) and isinstance(node.orelse, ast.IfExp)
            if _is_nested(node) or chain:
                yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {'chain' if chain else 'nested'}"


if __name__ == "__main__":
    figures = measure(sources())
    for field in fields(figures):
        print(f"{field.name:<16} {getattr(figures, field.name)}")
    print(*places(sources()), sep="\n")
