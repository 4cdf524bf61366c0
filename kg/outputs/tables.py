"""Everything as columnar tables for counting over many lists: one Parquet data set a table, partitioned by county."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg import columns, parquet
from kg.outputs import Built, Old, One, Whole, link

FILE = "tables"
TITLE = ("全部表格（Parquet，按县分区）", "every table (Parquet, by county)")


def of_list(one: One, path: Path) -> None:
    """Write the rows of one list, a file a table."""
    path.mkdir(parents=True)
    for table, rows in one.rows.items():
        parquet.write_rows(path / f"{table}.jsonl", rows)


def of_all(whole: Whole, path: Path) -> None:
    """Write the data sets; a county in which nothing changed is taken over from the old build."""
    counties: dict[str, list[Built]] = {}
    for one in whole.lists:
        counties.setdefault(parquet.partition(one.place.county), []).append(one)
    changed = {
        county for county, lists in counties.items() if not _take_over(whole, path, county, lists)
    }
    if not changed:
        return
    with parquet.writer() as connection:
        for county in sorted(changed):
            for table in columns.SCHEMA:
                sources = [(one.id, _source(whole, table, county, one)) for one in counties[county]]
                parquet.write(connection, table, path / table / county / parquet.NAME, sources)


def holds(old: Old, one: Built) -> bool:
    """Say whether the old build still has the rows of a list, so that they need not be made again."""
    county = parquet.partition(one.place.county)
    return all(old.find(_place(table, county)) for table in columns.SCHEMA)


def _place(table: str, county: str) -> str:
    return f"{FILE}/{table}/{county}/{parquet.NAME}"


def _take_over(whole: Whole, path: Path, county: str, lists: Sequence[Built]) -> bool:
    """Link a county's files of the old build, if it has the same lists and none of them changed."""
    if whole.old is None:
        return False
    before = [one.id for one in whole.old.lists if parquet.partition(one.place.county) == county]
    if before != [one.id for one in lists] or not whole.same.issuperset(before):
        return False
    for table in columns.SCHEMA:
        link(whole.old.folder / _place(table, county), path / table / county / parquet.NAME)
    return True


def _source(whole: Whole, table: str, county: str, one: Built) -> Path:
    """Return where the rows of a list are: in the old build, or just written."""
    if whole.old is not None and one.id in whole.same:
        return whole.old.folder / _place(table, county)
    return whole.part(FILE, one) / f"{table}.jsonl"
