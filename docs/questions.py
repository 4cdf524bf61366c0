"""Write ``docs/questions.md`` and ``docs/county-questions.md``: every named question, its answer, and its SPARQL.

The questions of one list are answered on the bundled one, those of a county on the made-up example. ``python -m
docs.questions`` writes both pages; a test makes them again and compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.library import Dataset
from kg.questions import Question, over_places, questions
from kg.table import Table, Value

PAGE = Path(__file__).with_name("questions.md")
COUNTY_PAGE = Path(__file__).with_name("county-questions.md")
COUNTY = Path(__file__).parent.parent / "data" / "examples" / "example-county"
ROWS = 6
_WIDEST = 60


def page(data: Dataset) -> str:
    """Return the page of the questions of one list, for a dataset."""
    title = data.lists[0].title
    head = [
        "# 三十一个问题 The questions",
        "",
        f"Answers on the bundled list, {title} ({data.lists[0].issued}); at most {ROWS} rows of each are shown.",
        "Made from the graph by `python -m docs.questions`. All rows, with quotations: `kg query NAME --evidence -o 答案.xlsx`.",
    ]
    return "\n".join([*head, *_page(data, "")]) + "\n"


def county_page(data: Dataset) -> str:
    """Return the page of the questions of a county, for a dataset of several places and editions."""
    head = [
        "# 一个县的问题 The questions of a county",
        "",
        "示例，虚构：下面的县、乡镇和变化都是编的，只为看清每个问题答什么。",
        "The county, its townships and the changes are invented, to show what each question answers.",
        f"It lies in `data/examples/example-county`; at most {ROWS} rows of each answer are shown.",
        "",
        "`kg build example-county -o 示例`, then `kg query missing --store 示例`; `--list 甲山镇` narrows it",
        "to a place, `--evidence -o 答案.xlsx` makes it a workbook.",
    ]
    return "\n".join([*head, *_page(data, "county")]) + "\n"


def _page(data: Dataset, scope: str) -> Iterator[str]:
    group = ""
    for asked in questions():
        if asked.scope != scope:
            continue
        if asked.group != group:
            group = asked.group
            yield ""
            yield f"## {group}"
        yield ""
        yield from _question(asked, data.query(asked.name, timeout=None).for_people)


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
    if asked.places:
        yield f"- {over_places(asked.places)}"
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
    COUNTY_PAGE.write_text(county_page(kg.open(COUNTY)), encoding="utf-8")
