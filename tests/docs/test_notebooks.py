"""The notebooks run on a clean kernel and show what is saved in them; they import kg and define nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from docs.notebooks import FOLDER, names, read, run, shown

LARGEST = 400_000
EXPECTED = [
    "01-first-look", "02-questions-in-sparql", "03-departments-and-matters", "04-overlaps", "05-your-own-list",
    "06-a-county",
]  # fmt: skip


def test_the_six_are_there() -> None:
    assert names() == EXPECTED


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPECTED)
def test_a_run_shows_what_is_saved(name: str) -> None:
    for number, (saved, made) in enumerate(
        zip(shown(read(name)), shown(run(name, FOLDER)), strict=True), 1
    ):
        assert made == saved, f"cell {number} of {name}: python -m docs.notebooks {name}"


@pytest.mark.parametrize("name", EXPECTED)
def test_outputs_are_kept_and_small(name: str) -> None:
    path = FOLDER / f"{name}.ipynb"
    assert path.stat().st_size < LARGEST
    book = read(name)
    assert any(cell.outputs for cell in book.cells if cell.cell_type == "code")
    assert all(output.output_type != "error" for c in book.cells for output in c.get("outputs", ()))


@pytest.mark.parametrize("name", EXPECTED)
def test_it_defines_nothing(name: str) -> None:
    for cell in read(name).cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                assert not isinstance(
                    node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef
                ), cell.source


def test_the_folder_holds_notebooks_only() -> None:
    assert [
        path.suffix for path in sorted(Path(FOLDER).iterdir()) if not path.name.startswith(".")
    ] == [".ipynb"] * 6
