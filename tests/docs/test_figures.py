"""Every figure comes from the graph: one duty less in a copy of the list, and every place follows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from docs import findings, questions
from docs.figures import UNITS, figures
from docs.notebooks import SPACES, read
from docs.pages import sources
from docs.session import CHECKOUT
from kg.findings import kinds

LIST = Path("data") / "lists" / "kanerzi-2025-07"


def shorten(folder: Path) -> str:
    """Take the last cooperative duty out of a list, and say so in its ``list.toml``; return the duty's title."""
    text = (folder / "source.txt").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    last = max(number for number, line in enumerate(lines) if line.startswith("97\t"))
    title = lines[last].split("\t")[2]
    (folder / "source.txt").write_text(
        "".join(lines[:last] + lines[last + 1 :]), encoding="utf-8", newline=""
    )
    about = (
        (folder / "list.toml")
        .read_text(encoding="utf-8")
        .replace("cooperative = 97", "cooperative = 96")
    )
    kept = [line for line in about.splitlines() if not line.startswith("sha256")]
    (folder / "list.toml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return title


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the checkout whose list lacks a duty."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("kg", "data", "ontology", "docs", "notebooks", "tests"):
        shutil.copytree(
            CHECKOUT / name,
            folder / name,
            ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
        )
    shorten(folder / LIST)
    return folder


def test_the_figures_of_the_pages_follow(checkout: Path) -> None:
    before, after = figures(kg.open("kanerzi-2025-07")), figures(kg.open(checkout / LIST))
    assert (before["the"]["duties"], after["the"]["duties"]) == (239, 238)
    assert (before["the"]["cooperative"], after["the"]["cooperative"]) == (97, 96)
    assert before["the"]["steps"] > after["the"]["steps"]
    assert before["facts"] != after["facts"]


def test_a_figure_is_the_fact_and_no_count_of_rows() -> None:
    data = kg.open("kanerzi-2025-07")
    facts = figures(data)["facts"]
    assert UNITS.keys() <= kinds().keys() <= facts.keys()
    table = data.query("no_lead")
    assert (
        facts["no_lead"].count
        == sum("无牵头" in str(lead) for lead in table.column("lead"))
        < len(table)
    )
    assert (str(facts["no_lead"]), facts["no_lead"].zh) == (
        "24 cooperative duties",
        "24 项配合事项",
    )
    assert facts["several"].count == facts["no_lead"].count + len(
        [
            duty
            for duty in data.lists[0].of_kind("cooperative")
            if len({m.name for m in duty.declared}) > 1 and duty.leads
        ]
    )


def test_every_figure_of_a_page_is_known() -> None:
    known = figures(kg.open("kanerzi-2025-07"))
    for path in sources():
        for group, name in re.findall(r"\{\{ (\w+)\.(\w+)", path.read_text(encoding="utf-8")):
            assert name in known[group], path.name


def test_the_generated_pages_follow(checkout: Path) -> None:
    data = kg.open(checkout / LIST)
    asked = questions.page(data)
    assert asked != questions.PAGE.read_text(encoding="utf-8")
    found = findings.page(data.lists[0])
    assert "配合 97" in findings.PAGE.read_text(encoding="utf-8")
    assert "配合 97" not in found


@pytest.mark.slow
def test_notebooks_and_pages_follow(checkout: Path) -> None:
    def run(*words: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(checkout)}
        done = subprocess.run(
            [sys.executable, *words],
            cwd=checkout,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run("-m", "docs.notebooks", "01-first-look")
    made = SPACES.sub(
        " ", (checkout / "notebooks" / "01-first-look.ipynb").read_text(encoding="utf-8")
    )
    saved = SPACES.sub(" ", str(read("01-first-look")))
    assert "239 duties" in saved
    assert "238 duties" in made and "239 duties" not in made
    (checkout / "docs" / "_source" / "only.md").write_text(
        "# Figures\n\n{{ the.duties }} duties, {{ the.cooperative }} cooperative\n"
    )
    run("-m", "docs.pages", "only")
    made = (checkout / "docs" / "only.md").read_text(encoding="utf-8")
    assert "238 duties, 96 cooperative" in made
