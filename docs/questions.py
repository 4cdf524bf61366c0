"""Write ``docs/questions.md``: every named question, its answer on the bundled list, and its SPARQL.

``python -m docs.questions`` writes it; a test makes it again and compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.library import Dataset
from kg.questions import Question, questions
from kg.table import Table, Value

PAGE = Path(__file__).with_name("questions.md")
ROWS = 6
_WIDEST = 60


def page(data: Dataset) -> str:
    """Return the page for a dataset."""
    return "\n".join(_page(data)) + "\n"


def _page(data: Dataset) -> Iterator[str]:
    title = data.lists[0].title
    yield "# 二十五个问题 The questions"
    yield ""
    yield f"Answers on the bundled list, {title} ({data.lists[0].issued}); at most {ROWS} rows of each are shown."
    yield "Made from the graph by `python -m docs.questions`. All rows, with quotations: `kg query NAME --evidence -o 答案.xlsx`."
    group = ""
    for asked in questions():
        if asked.group != group:
            group = asked.group
            yield ""
            yield f"## {group}"
        yield ""
        yield from _question(asked, data.query(asked.name, timeout=None))


def _question(asked: Question, table: Table) -> Iterator[str]:
    yield f"### {asked.number}. {asked.zh} {asked.en}"
    yield ""
    yield from (line for line in (asked.why_zh, asked.why_en) if line)
    yield ""
    yield f"`kg query {asked.name}` · {len(table)} 行 rows"
    yield ""
    yield "| " + " | ".join(column.label for column in table.columns) + " |"
    yield "|" + " --- |" * len(table.columns)
    for row in table.rows[:ROWS]:
        yield "| " + " | ".join(_cell(value) for value in row) + " |"
    if len(table) > ROWS:
        yield "| …" + " |" * len(table.columns)
    yield ""
    for note in asked.notes:
        yield f"- {note}"
    yield ""
    yield "<details><summary>SPARQL</summary>"
    yield ""
    yield "```sparql"
    yield "\n".join(line for line in asked.text.splitlines() if not line.startswith("#:")).strip()
    yield "```"
    yield ""
    yield "</details>"


def _cell(value: Value) -> str:
    text = (
        f"{value:.3g}"
        if isinstance(value, float)
        else ""
        if value is None
        else " ".join(str(value).split())
    )
    text = text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    import kg

    PAGE.write_text(page(kg.open("kanerzi-2025-07")), encoding="utf-8")
