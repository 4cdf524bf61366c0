"""What the chapters of a report share: sentences with figures, tables of findings, pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from kg.model import Finding
from kg.names.short import without_place
from kg.papers import Desk
from kg.papers._charts import bars
from kg.papers._figures import Sentences, chinese, figures
from kg.papers._told import Numbers, states
from kg.papers._word import Cell, Column, Paper
from kg.table import Table


class Report(Sentences):
    """A report that is being written.

    Parameters
    ----------
    desk : Desk
        What it is about.
    sentences : mapping
        Its file in ``data/papers``.
    """

    def __init__(self, desk: Desk, sentences: Mapping[str, Any]) -> None:
        super().__init__(sentences, figures(desk))
        self.desk = desk
        self.numbers = Numbers()
        self.paper = Paper("".join(self.lines("cover")))
        self._answers: dict[str, Table] = {}

    def column(
        self, name: str, share: float, align: Literal["left", "center", "right"] = "left"
    ) -> Column:
        """Return a column with its head."""
        return Column(self.say("heads", name), share, align)

    def findings(
        self,
        columns: Sequence[Column],
        entries: Sequence[tuple[Sequence[Finding], Sequence[Cell]]],
        caption: str,
    ) -> None:
        """Write a table of findings: a row an entry, its numbers in front, its state behind.

        Where none is judged, the caption says so and there is no column of states.
        """
        if not entries:
            return
        judged = any(finding.verdict for findings, _ in entries for finding in findings)
        columns = [self.column("number", 1.45, "center"), *columns]
        if judged:
            columns.append(self.column("state", 1.8))
        else:
            caption += self.say("unjudged")
        rows: list[list[Cell]] = []
        for findings, cells in entries:
            row: list[Cell] = [self.numbers.of(findings), *cells]
            rows.append([*row, states(findings)] if judged else row)
        self.paper.table(columns, rows, caption)

    def ask(self, question: str) -> Table:
        """Return a question's answer; each is asked once."""
        if question not in self._answers:
            self._answers[question] = self.desk.ask(question)
        return self._answers[question]

    @cached_property
    def _county(self) -> str:
        return self.desk.duties.place.county

    def short(self, text: str) -> str:
        """Return a text without the list's own county, which the cover names."""
        return without_place(text, self._county)


def load(report: Report, most: int) -> None:
    """Write the table of the departments that ask for most, and its picture."""
    rows = list(report.ask("load"))
    top = rows[:most]
    names = ("duties", "sole", "steps", "own", "share")
    heads = ("cooperative", "alone", "steps", "own", "share")
    columns = [
        report.column("department", 4.4),
        *(report.column(name, 1.5, "right") for name in heads),
    ]
    cells = [[report.short(str(row["department"])), *(row[name] for name in names)] for row in top]
    report.paper.table(columns, cells, report.say("load", "caption"))
    if len(rows) > len(top):
        report.paper.note(report.say("load", "rest", rest=len(rows) - len(top)))
    labels = [report.short(str(row["department"])) for row in top]
    alone = [float(row["sole"] or 0) for row in top]
    joint = [float(row["duties"] or 0) - float(row["sole"] or 0) for row in top]
    series = [(report.say("load", "alone"), alone), (report.say("load", "joint"), joint)]
    _picture(report, bars(labels, series), "load")


def kinds_of_work(report: Report, most: int) -> None:
    """Write the table of the kinds of work, and its picture."""
    rows = sorted(report.ask("kinds_of_work"), key=lambda row: -float(row["township"] or 0))
    rows = [row for row in rows if row["townshipWords"]][:most]
    names = ("township", "townshipShare", "superior", "superiorShare")
    heads = ("township", "township_share", "superior", "superior_share")
    columns = [report.column("kind", 2.4), *(report.column(name, 2, "right") for name in heads)]
    cells = [[chinese(row["kind"]), *(row[name] for name in names)] for row in rows]
    report.paper.table(columns, cells, report.say("load", "kinds_caption"))


def _picture(report: Report, png: bytes | None, chapter: str) -> None:
    """Put a picture, where this machine has a font to draw it."""
    if png is not None:
        report.paper.picture(png, report.say(chapter, "picture"), 150)
