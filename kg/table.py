"""Columns and rows, and their text, CSV, JSON and Excel forms."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import sheets, terminal
from kg.files import write_whole
from kg.sheets import Value, in_xml, is_formula
from kg.words import in_chinese, section

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["FORMATS", "Heading", "Table", "Value", "heading", "in_xml", "records", "write_whole"]

FORMATS = ("text", "csv", "json", "xlsx", "md", "html")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its ``name`` in JSON and the library, and its header in both languages.

    A ``quiet`` one is for programs: JSON and the library have it, what people read has not.
    """

    name: str
    zh: str = ""
    en: str = ""
    quiet: bool = field(default=False, repr=False)

    @property
    def label(self) -> str:
        """Header for people: Chinese, the English behind it where it says more."""
        if self.zh and self.en:
            return f"{self.zh} {self.en}"
        return self.zh or self.en or self.name


def heading(name: str) -> Heading:
    """Return the column that several tables have: its words are in ``data/words.toml``.

    >>> heading("duty")
    Heading(name='duty', zh='事项', en='duty')
    """
    return Heading(name, *section("heading")[name])


POSITION = replace(heading("position"), quiet=True)
"""The place of a step among those of its cell: a step is called by the number that is printed."""


@dataclass(frozen=True, slots=True)
class Table:
    """A result: ``notes`` say unit, denominator and rule; they are printed under the rows."""

    title_zh: str
    title_en: str
    columns: tuple[Heading, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> list[Value]:
        """Return one column's values."""
        index = [column.name for column in self.columns].index(name)
        return [row[index] for row in self.rows]

    def beside(self, name: str, heading: Heading, of: Callable[[Value], Value]) -> Table:
        """Return the table with one more column, the last: what ``of`` makes of each value of ``name``.

        A table without ``name`` stays as it is.
        """
        if name not in [column.name for column in self.columns]:
            return self
        made = zip(self.rows, map(of, self.column(name)), strict=True)
        rows = tuple((*row, value) for row, value in made)
        return replace(self, columns=(*self.columns, heading), rows=rows)

    @property
    def for_people(self) -> Table:
        """The table without the columns that are for programs."""
        kept = [place for place, column in enumerate(self.columns) if not column.quiet]
        columns = tuple(self.columns[place] for place in kept)
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return replace(self, columns=columns, rows=rows)

    @property
    def in_chinese(self) -> Table:
        """The table with Chinese heads, and the Chinese of values in two languages, for an office."""
        heads = tuple(replace(column, en="") for column in self.columns)
        rows = tuple(tuple(map(in_chinese, row)) for row in self.rows)
        return replace(self, columns=heads, rows=rows)

    def head(self, rows: int) -> Table:
        """Return the first ``rows`` rows."""
        return replace(self, rows=self.rows[:rows])

    def to_text(self, *, widest: int = 0) -> str:
        """Return the table for a terminal of ``widest`` columns, cells wrapped; 0: as wide as it comes, a row a line."""
        shown = self.for_people
        heads = [
            (_plain(column.zh or column.name), _plain(column.en) if column.zh else "")
            for column in shown.columns
        ]
        rows = [list(map(_plain, row)) for row in shown.rows]
        right = list(map(shown._is_numeric, range(len(heads))))
        notes: list[str] = []
        for note in map(terminal.printable, self.notes):
            notes += terminal.wrap(note, widest) if widest else [note]
        return (
            "\n".join([*terminal.columns(heads, rows, right, widest), "", *notes]).rstrip("\n")
            + "\n"
        )

    def _is_numeric(self, column: int) -> bool:
        """Tell whether a column has numbers only, and one at least."""
        return bool(self.rows) and all(isinstance(row[column], int | float) for row in self.rows)

    def to_csv(self) -> str:
        """Return the table as CSV; a cell that a spreadsheet would take for a formula is neutralised."""
        import csv

        out = io.StringIO()
        writer, shown = csv.writer(out, lineterminator="\r\n"), self.for_people
        writer.writerow([_neutral(column.label) for column in shown.columns])
        writer.writerows([list(map(_neutral, row)) for row in shown.rows])
        return out.getvalue()

    def to_json(self) -> str:
        """Return the rows as a JSON array of objects."""
        import json

        return json.dumps([_finite(row) for row in self], ensure_ascii=False, indent=1) + "\n"

    def to_markdown(self) -> str:
        """Return the table as Markdown (GitHub's tables), the notes under it as a list."""
        shown = self.for_people
        heads = [_in_markdown(_plain(column.label)) for column in shown.columns]
        lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
        for row in shown.rows:
            cells = [_in_markdown(_plain(value)) for value in row]
            lines.append(f"| {' | '.join(cells)} |")
        notes = [f"- {_in_markdown(_plain(note))}" for note in self.notes]
        return (
            "\n".join(
                [f"## {_plain(f'{self.title_zh} {self.title_en}')}", "", *lines, "", *notes]
            ).rstrip("\n")
            + "\n"
        )

    def to_html(self) -> str:
        """Return the table as a page of its own that opens offline."""
        title = _escaped(f"{self.title_zh} {self.title_en}")
        style = (
            "body{font:15px/1.5 sans-serif;margin:2em}table{border-collapse:collapse}"
            "caption{font-weight:bold;text-align:left;padding-bottom:.5em}"
            "th,td{border:1px solid #ccd3da;padding:.2em .6em;text-align:left;vertical-align:top}"
        )
        head = f'<meta charset="utf-8"><title>{title}</title><style>{style}</style>'
        return f'<!doctype html>\n<html lang="zh">{head}<body>{self._repr_html_()}</body></html>\n'

    def to_xlsx(self) -> bytes:
        """Return an Excel workbook: header frozen, filter on, widths set, every text a text and no formula."""
        book = sheets.book()
        sheet = sheets.add(book, self.title_zh)
        shown = self.for_people
        sheets.fill(sheet, [column.label for column in shown.columns], shown.rows)
        sheets.lay_for_print(sheet, self.title_zh)
        if self.notes:
            notes = sheets.add(book, "说明")
            notes.column_dimensions["A"].width = 100
            for line in (f"{self.title_zh} / {self.title_en}", *self.notes):
                sheets.put(notes.cell(notes.max_row + 1, 1), line)
        return sheets.encode(book)

    def encode(self, format: str) -> bytes:
        """Return the table as a file's bytes: CSV with a mark (Excel reads it as UTF-8), the rest UTF-8."""
        if format == "xlsx":
            return self.to_xlsx()
        if format == "csv":
            return self.to_csv().encode("utf-8-sig", "replace")
        forms = {"json": self.to_json, "md": self.to_markdown, "html": self.to_html}
        return forms.get(format, self.to_text)().encode("utf-8", "replace")

    def write(self, path: Path, format: str) -> None:
        """Write the table to ``path``, whole or not at all."""
        write_whole(path, self.encode(format))

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas data frame (needs pandas).

        Raises
        ------
        ReadError
            If pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            from kg.errors import ReadError

            raise ReadError(
                "没有安装 pandas", "pandas is not installed", cure="pip install pandas"
            ) from None

        return pandas.DataFrame(list(self), columns=[column.name for column in self.columns])

    def to_polars(self) -> polars.DataFrame:
        """Return a Polars data frame (needs polars).

        Raises
        ------
        ReadError
            If polars is not installed.
        """
        try:
            import polars
        except ImportError:
            from kg.errors import ReadError

            raise ReadError(
                "没有安装 polars", "polars is not installed", cure="pip install polars"
            ) from None

        names = [column.name for column in self.columns]
        return polars.DataFrame({n: self.column(n) for n in names}, strict=False)

    def _repr_html_(self) -> str:
        shown = self.for_people
        head = "".join(f"<th>{_escaped(column.label)}</th>" for column in shown.columns)
        body = "".join(map(_html_row, shown.rows))
        notes = "".join(f"<p><small>{_escaped(note)}</small></p>" for note in self.notes)
        title = _escaped(f"{self.title_zh} {self.title_en}")
        return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"


def records(
    title_zh: str, title_en: str, rows: Sequence[dict[str, Any]], headings: Sequence[Heading]
) -> Table:
    """Return a table of dictionaries, their values in the order of ``headings``."""
    names = [heading.name for heading in headings]
    return Table(
        title_zh, title_en, tuple(headings), tuple(tuple(map(row.get, names)) for row in rows)
    )


def _escaped(text: str) -> str:
    """Return a text as it may stand in HTML; what escapes it is loaded when a page is wanted."""
    from html import escape

    return escape(text)


def _html_row(row: Sequence[Value]) -> str:
    cells = "".join(f"<td>{_escaped(_plain(value))}</td>" for value in row)
    return f"<tr>{cells}</tr>"


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return terminal.printable(" ".join(str(value).split()))


def _in_markdown(text: str) -> str:
    r"""Return a text as a cell of Markdown: what would be taken for markup is escaped.

    >>> _in_markdown("a|b <c>")
    'a\\|b &lt;c>'
    """
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _finite(row: dict[str, Value]) -> dict[str, Value]:
    """Return a row that JSON can hold: it has no NaN and no infinity."""
    return {
        name: str(v) if isinstance(v, float) and not isfinite(v) else v for name, v in row.items()
    }


def _neutral(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value
