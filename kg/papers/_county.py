"""The report of a county: its lists beside each other, what differs, what changed, an annex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from kg.names.short import without_place
from kg.papers import County, words
from kg.papers._figures import Figures, Sentences, chinese
from kg.papers._word import Cell, Column, Paper
from kg.table import Value
from kg.words import section

_MOST: Final = 15
"""Rows of a table that shows only the largest figures, or the first differences."""
_FOLDED: Final = ("wording", "category", "names")
"""Kinds of differences that are only counted in the report and in its annex."""


class _Report(Sentences):
    """A county's report that is being written."""

    def __init__(self, county: County) -> None:
        compared = county.compared
        figures: Figures = {
            "county": county.name, "lists": len(county.desks),
            "duties": sum(len(desk.duties.duties) for desk in county.desks),
            "common": compared.common, "alike": compared.alike,
        }  # fmt: skip
        super().__init__(words("county"), figures)
        self.county = county
        self.paper = Paper("".join(self.lines("cover")))

    def short(self, text: object) -> str:
        """Return a text without the county's name, which the cover says."""
        return without_place(str(text), self.county.name)

    def column(self, name: str, share: float, *, number: bool = False) -> Column:
        """Return a column with its head."""
        return Column(self.say("heads", name), share, "right" if number else "left")


def encode(county: County) -> bytes:
    """Return the report of a county."""
    report = _Report(county)
    paper = report.paper
    paper.cover(report.lines("cover"), report.say("edition"), report.lines("imprint"))
    paper.contents(report.say("contents"))
    _counts(report)
    _burden(report)
    _differences(report)
    _changes(report)
    _annex(report)
    return paper.encode()


def _chapter(report: _Report, name: str, *, new_page: bool = False) -> None:
    report.paper.heading(1, report.say(name, "heading"), new_page=new_page)
    report.paper.text(report.say(name, "text"))


def _counts(report: _Report) -> None:
    _chapter(report, "counts")
    columns = [report.column("place", 4)]
    columns += [Column(zh, 1.4, "right") for zh, _ in section("list").values()]
    columns.append(Column(report.say("all"), 1.4, "right"))
    rows: list[list[Cell]] = []
    for name, *numbers in report.county.compared.counts.rows:
        rows.append([report.short(chinese(name).replace(" median", "")), *numbers])
    report.paper.table(columns, rows, report.say("counts", "caption"))


def _burden(report: _Report) -> None:
    _chapter(report, "burden")
    sums: dict[str, list[int]] = {}
    for row in report.county.compared.burden:
        found = sums.setdefault(str(row["department"]), [0, 0, 0, 0])
        figures = (1, row["duties"], row["sole"], row["steps"])
        for place, figure in enumerate(figures):
            found[place] += int(figure or 0)
    names = ("places", "duties", "sole", "steps")
    columns = [report.column("department", 4)]
    columns += [report.column(name, 1.6, number=True) for name in names]
    most = sorted(sums.items(), key=lambda entry: (-entry[1][1], entry[0]))[:_MOST]
    rows: list[list[Cell]] = [[report.short(name), *figures] for name, figures in most]
    report.paper.table(columns, rows, report.say("burden", "caption"))


def _differences(report: _Report) -> None:
    _chapter(report, "differences")
    table = list(report.county.compared.differences)
    counts = Counter(str(row["kind"]) for row in table)
    kinds = [(name, zh) for name, (zh, _) in section("difference").items() if counts[zh]]
    columns = [report.column("kind", 4), report.column("count", 2, number=True)]
    rows: list[list[Cell]] = [[zh, counts[zh]] for _, zh in kinds]
    report.paper.table(columns, rows, report.say("differences", "caption"))
    columns = [report.column("title", 5), report.column("fact", 8)]
    shown = [zh for name, zh in kinds if name not in _FOLDED]
    for number, kind in enumerate(shown, 1):
        found = [row for row in table if row["kind"] == kind]
        title = report.say("differences", "part", number=number, kind=kind, count=len(found))
        report.paper.heading(2, title)
        _kind(report, columns, found)


def _kind(report: _Report, columns: Sequence[Column], found: Sequence[Mapping[str, Value]]) -> None:
    """Write the differences of one kind: the first ones as a table, what is ordinary as a sentence."""
    told = [row for row in found if not row["ordinary"]]
    rows: list[list[Cell]] = [[str(row["title"]), report.short(row["fact"])] for row in told]
    if rows:
        report.paper.table(columns, rows[:_MOST])
    if len(rows) > _MOST:
        report.paper.note(report.say("differences", "more", rest=len(rows) - _MOST))
    ordinary = dict.fromkeys(str(row["title"]) for row in found if row["ordinary"])
    if ordinary:
        count, titles = len(found) - len(rows), "；".join(ordinary)
        report.paper.text(report.say("differences", "ordinary", count=count, titles=titles))


def _changes(report: _Report) -> None:
    if not report.county.changes:
        return
    _chapter(report, "changes")
    columns = [report.column("kind", 3), report.column("count", 1, number=True)]
    for change in report.county.changes:
        caption = report.say(
            "changes", "caption", name=report.short(change.name), old=change.old, new=change.new
        )
        rows: list[list[Cell]] = [[kind, count] for kind, count in change.counts]
        report.paper.table(columns, rows, caption)
        for line in change.sums:
            report.paper.note(line)


def _annex(report: _Report) -> None:
    """Quote the clauses of every difference."""
    _chapter(report, "annex", new_page=True)
    for number, row in enumerate(report.county.compared.differences, 1):
        report.paper.heading(3, f"{number}. {row['kind']}　{row['title']}")
        report.paper.quote(report.short(row["fact"]))
        for side in ("here", "usual"):
            if row[side]:
                _quote(report, side, str(row[side]).split("\n"))


def _quote(report: _Report, side: str, lines: Sequence[str]) -> None:
    for line in lines:
        report.paper.quote(report.sentences["annex"][side].format(text=line))
