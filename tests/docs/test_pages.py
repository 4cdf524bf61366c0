"""The pages that visitors open are what their sources say, run again: commands, snippets, figures, charts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import kg
from docs.figures import figures
from docs.pages import CHARTS, FOLDER, SOURCES, code_of, page_of, rendered, same, sources
from docs.session import blocks

ROOT = FOLDER.parent
NAMES = [source.relative_to(SOURCES).with_suffix("").as_posix() for source in sources()]
READ = sorted(
    path
    for path in (*FOLDER.rglob("*.md"), *ROOT.glob("*.md"))
    if not {"_source", "_build"} & set(path.parts)
)
FENCE = re.compile(r"^(```+)(?!`).*?^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)|(?:href|src)=\"(?!https?:)([^\"]+)\"")


@pytest.fixture(scope="session")
def known() -> dict[str, dict[str, Any]]:
    return figures(kg.open("kanerzi-2025-07"))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_what_its_source_prints_today(name: str, known: dict[str, Any]) -> None:
    source = SOURCES / f"{name}.md"
    [(page, text)] = rendered([source], lambda: known)
    written = page_of(source).read_text(encoding="utf-8")
    if not same(written, text):
        assert written == text, f"python -m docs.pages {name}"
    for chart, data in page.charts.items():
        drawn = (CHARTS / chart).read_bytes()
        assert code_of(drawn) == code_of(data), f"{chart} is old: python -m docs.pages {name}"


@pytest.mark.parametrize("path", sources(), ids=NAMES)
def test_every_command_is_in_a_block_that_runs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ours = [block for block in blocks(text) if block.kind in ("console", "install")]
    run = sum(line.startswith("$ ") for block in ours for line in block.text.splitlines())
    assert run == len(re.findall(r"^\$ ", text, re.MULTILINE))


@pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_that_is_read_is_a_template(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"^```+\{", text, re.MULTILINE)
    assert "{{ " not in FENCE.sub("", text)


@pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for link in (one or other for one, other in LINK.findall(text)):
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        assert there.exists() and ROOT in there.parents, f"{path.name}: {link}"
        if anchor and there.suffix == ".md":
            heads = re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(slug, heads), f"{path.name}: {link}"


def slug(head: str) -> str:
    """Return the anchor that a heading gets where Markdown is shown."""
    return re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-")


def test_pages_and_charts_without_a_source_are_written_by_hand() -> None:
    made = [path for path in FOLDER.rglob("*.md") if "made from it by python" in first(path)]
    here = {path for path in made if "_source" not in path.parts}
    assert here == {page_of(source) for source in sources()}
    shown = "".join(path.read_text(encoding="utf-8") for path in here)
    assert all(chart.name in shown for chart in CHARTS.glob("*.png"))


def first(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0]
