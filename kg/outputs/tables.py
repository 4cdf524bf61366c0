"""Everything as columnar tables for counting over many lists: one Parquet data set a table, partitioned by county."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain
from pathlib import Path

from kg.outputs import PARTS, Built, Old, One, Whole, _between, adjustments, differences, link
from kg.outputs._county import successions
from kg.tables import columns, parquet, parts

FILE = "tables"
FIXED = True
TITLE = ("全部表格（Parquet，按县分区）", "every table (Parquet, by county)")

_COLUMNS = {name: tuple(every) for name, every in columns.SCHEMA.items()}
_BETWEEN = ("common", "changes")
"""Tables of what is said between lists: their rows come of the county as a whole, not of a list."""


def of_list(one: One, path: Path) -> None:
    """Write the rows of one list, a file a table."""
    path.mkdir(parents=True)
    for table, rows in one.rows.items():
        parquet.write_rows(path / f"{table}.jsonl", table, rows)


def of_all(whole: Whole, path: Path) -> None:
    """Write the data sets; a county in which nothing changed is taken over from the old build."""
    if path.exists():
        return
    counties: dict[str, list[Built]] = {}
    for one in whole.lists:
        counties.setdefault(parquet.partition(one.place.county), []).append(one)
    changed = {
        county for county, lists in counties.items() if not _take_over(whole, path, county, lists)
    }
    if not changed:
        return
    said = _said(whole, {one.id for county in changed for one in counties[county]})
    with parquet.writer() as connection:
        for county in sorted(changed):
            lists = counties[county]
            making = parts.Making(
                county, lists[0].place.county, *whole.program, whole.base,
                tuple(map(held, lists)), _COLUMNS,
            )  # fmt: skip
            sources = {name: _sources(whole, name, county, lists, said) for name in columns.SCHEMA}
            parts.write(path, making, partial(_write, connection, sources))


def made(whole: Whole) -> Path:
    """Return the folder, written if it is not there yet: the start page counts on it."""
    path = whole.folder / FILE
    of_all(whole, path)
    return path


def held(one: Built) -> parts.Held:
    """Return what a part says of a list."""
    return parts.Held(one.id, one.place, one.issued, one.document, one.sha256)


def _write(
    connection: parquet.Connection,
    sources: Mapping[str, Sequence[tuple[str, Path]]],
    table: str,
    target: Path,
) -> None:
    parquet.write(connection, table, target, sources[table])


def holds(old: Old, one: Built) -> bool:
    """Say whether the old build still has the rows of a list, so that they need not be made again."""
    found = _old_part(old, parquet.partition(one.place.county))
    return all(table in found for table in columns.SCHEMA)


def _old_part(old: Old, county: str) -> dict[str, str]:
    """Return table → file of a county in the old build; empty where it is not whole."""
    found = {}
    for path in old.under(FILE):
        table, folder, *_ = *path.removeprefix(f"{FILE}/").split("/"), ""
        if folder == county:
            found[table] = path
    return found


def _take_over(whole: Whole, path: Path, county: str, lists: Sequence[Built]) -> bool:
    """Link a county's files of the old build, if it has the same lists and none of them changed."""
    if whole.old is None:
        return False
    before = [one.id for one in whole.old.lists if parquet.partition(one.place.county) == county]
    if before != [one.id for one in lists] or not whole.same.issuperset(before):
        return False
    found = [*_old_part(whole.old, county).values()]
    manifest = f"{FILE}/{parts.FOLDER}/{Path(found[0]).stem}.json"
    if whole.old.find(manifest) is None:
        return False
    for file in (*found, manifest):
        link(whole.old.folder / file, path.parent / file)
    return True


def _sources(
    whole: Whole, table: str, county: str, lists: Sequence[Built], said: Mapping[str, Path]
) -> list[tuple[str, Path]]:
    """Return for each list where its rows of a table are: in the old build, or just written."""
    if table in _BETWEEN:
        return [(one.id, said[f"{table}/{one.id}"]) for one in lists if f"{table}/{one.id}" in said]
    return [(one.id, _source(whole, table, county, one)) for one in lists]


def _source(whole: Whole, table: str, county: str, one: Built) -> Path:
    if whole.old is not None and one.id in whole.same:
        return whole.old.folder / _old_part(whole.old, county)[table]
    return whole.part(FILE, one) / f"{table}.jsonl"


def _said(whole: Whole, wanted: AbstractSet[str]) -> dict[str, Path]:
    """Write what is said between some lists, a file a table and list; return table/list → file."""
    found: dict[str, _between.Rows] = {"common": _between.common(differences.about(whole, wanted))}
    if made := adjustments.made(whole):
        newer = (after for _, after in successions(whole.lists))
        read = (duties for one in newer if (duties := whole.records(one)) is not None)
        known = _between.departments(read, whole.base)
        found["changes"] = _between.changes(chain.from_iterable(map(_lines, made)), known)
    folder = whole.folder / PARTS / "between"
    written: dict[str, Path] = {}
    for table, lists in found.items():
        for id, rows in lists.items():
            path = folder / f"{len(written)}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            parquet.write_rows(path, table, rows)
            written[f"{table}/{id}"] = path
    return written


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().splitlines()
