"""A document → :class:`~kg.model.DutyList`, strictly: nothing is lost, nothing is invented, what is odd is reported."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from kg import readers
from kg.errors import CheckFailed, ParseError, ReadError
from kg.model import Duty, DutyList, Mention, Oddity, Place, Side, Span, Step
from kg.names import Directory, Spellings, load
from kg.names.jurisdiction import short_name
from kg.parse import actors, manifest, oddities, rows, steps
from kg.parse.marks import mark

__all__ = ["Parsed", "Spellings", "read_list"]

_TAGS = re.compile(r"<[^<>]*>")
# 区公安局和区住建局: two names, where 人力资源和社会保障局 is one.
_BESIDE = "(?<=[局委办队会院部室社站])(?:以及|和|及|与)(?=[县区市州旗盟省][一-龥])"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A list, what was odd about it, and the directory that resolved its names."""

    list: DutyList
    oddities: tuple[Oddity, ...]
    directory: Directory


def read_list(path: Path | str, *, strict: bool = False, revisions: readers.Revisions = "final") -> Parsed:
    """Read the list at ``path``: a folder with ``list.toml`` and a document, or a document alone.

    Parameters
    ----------
    path : Path
        A list's folder or a document of any format that ``kg.readers`` knows.
    strict : bool
        Fail at the first oddity above ``info`` instead of reporting it.
    revisions : {"final", "original"}
        Word's tracked changes: accepted, or rejected.

    Raises
    ------
    ReadError, ParseError
        If the document cannot be read or holds no duty table.
    CheckFailed
        If ``strict`` and the source is odd.
    """
    path = Path(path)
    facts = manifest.load(path)
    document = manifest.file_name(facts.document)
    spellings = load()
    try:
        data = facts.document.read_bytes() if facts.document.stat().st_size <= readers.LARGEST else b""
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror})", where=document, cure="check the path") from None
    tables = list(readers.read(facts.document, revisions=revisions))
    digest = hashlib.sha256(data).hexdigest()
    reading = rows.assemble(document, tables, spellings)
    if facts.sha256 and facts.sha256 != digest:
        reading.report(
            "another-document",
            "violation",
            0,
            f"文件不是 list.toml 记的那一份（sha256 {digest[:12]}…，应为 {facts.sha256[:12]}…）",
            f"the document is not the one of list.toml (sha256 {digest[:12]}…, expected {facts.sha256[:12]}…)",
        )
    if not reading.heads:
        raise manifest.no_table(document, reading.front)
    if not reading.rows:
        raise ParseError("a duty table's head, but no row under it", where=document, cure="read the whole document")
    place, issued = _place(facts, reading)
    own = not facts.place.county or facts.place.county == place.county
    cells = [split_departments(row.text(c), place.county) for row in reading.rows for c in ("departments", "receiving")]
    directory = Directory(spellings, place, [*chain(*cells), *_headed_names(reading.rows, place)], cells)
    directory.learn(cell.text for row in reading.rows for cell in row.cells)
    duties = rows_named([_duty(row, directory) for row in reading.rows])
    found = list(reading.oddities)
    found += oddities.of_counts(document, duties, facts.expected)
    found += oddities.of_names(document, duties, directory, spellings)
    for duty in duties:
        found += oddities.of_duty(document, duty)
    duty_list = DutyList(
        facts.id,
        (facts.title if own else "") or manifest.title_of(place),
        place,
        (facts.issuer if own else "") or place.name,
        facts.issued or issued,
        document,
        digest,
        tuple(reading.heads),
        duties,
    )
    found.sort(key=lambda o: (o.line, o.column, o.code, o.en))
    if strict and (first := next((o for o in found if o.severity != "info"), None)):
        raise CheckFailed(
            f"{first.zh} / {first.en}", where=first.where, cure="mend the source or read without --strict"
        )
    return Parsed(duty_list, tuple(found), directory)


def _place(facts: manifest.Manifest, reading: rows.Reading) -> tuple[Place, str]:
    cover, issued = manifest.from_cover(reading.front, [head.title for head in reading.heads])
    given = facts.place
    if given.county and cover.county and given.county != cover.county and not _names(reading, given.county):
        given = Place("", "", "", "")  # list.toml is of another document: believe the document
        reading.report(
            "another-place",
            "violation",
            0,
            f"list.toml 写的是{facts.place.name}，文件写的是{cover.name}，以文件为准",
            f"list.toml says {facts.place.name}, the document says {cover.name}: the document is believed",
        )
    place = Place(
        given.region or cover.region,
        given.prefecture or cover.prefecture,
        given.county or cover.county,
        given.township or cover.township,
    )
    names = [part for row in reading.rows for part in split_departments(row.text("departments"), "")]
    county, prefecture = manifest.county_of(names)
    rest = county[len(place.county) :]  # 辉县市孟庄镇 is read as 辉县 and 市孟庄镇
    if not given.county and rest and county.startswith(place.county) and place.township.startswith(rest):
        place = replace(place, county=county, township=place.township[len(rest) :])
    if not place.county or (county and not given.county and _columns_disagree(names, place.county, county)):
        place = replace(place, county=county, prefecture=place.prefecture or prefecture)
    return place, issued


def _columns_disagree(names: Sequence[str], cover: str, county: str) -> bool:
    """Tell whether most names of the department columns begin with a county, and hardly one with the cover's."""
    of_cover = sum(name.startswith((cover, short_name(cover))) for name in names)
    return 10 * of_cover < len(names) < 2 * sum(county in name[: len(county) + 8] for name in names)


def _names(reading: rows.Reading, county: str) -> bool:
    """Tell whether a document names a county anywhere."""
    return any(county in text for text in (*reading.front, *(h.title for h in reading.heads))) or any(
        county in cell.text for row in reading.rows for cell in row.cells
    )


def split_departments(cell: str, county: str) -> list[str]:
    """Return the names in a department column, as printed, in printed order.

    >>> split_departments("青河区应急管理局及其他负有安全生产监督管理职责的部门、青河区公安局（牵头）", "青河区")
    ['青河区应急管理局', '其他负有安全生产监督管理职责的部门', '青河区公安局']
    """
    return [cell[start:end] for start, end in _department_places(cell, county)]


def _department_places(cell: str, county: str) -> list[tuple[int, int]]:
    again = rf"其他|其它|{re.escape(county)}" if county else "其他|其它"
    separator = re.compile(rf"(?:<[^<>]*>|[、,，;；/\s]|(?:以及|和|及|与)(?={again})|{_BESIDE})+")
    places = []
    position = 0
    for match in [*separator.finditer(cell), None]:
        end = match.start() if match else len(cell)
        name = re.match(r"(?:牵头(?:部门|单位)|(?:配合|责任|主管)(?:部门|单位))?[：:]?([^（(：:]+)", cell[position:end])
        if name and name[1].strip():
            places.append((position + name.start(1), position + name.end(1)))
        position = match.end() if match else end
    return places


def _headed_names(found: Sequence[rows.Row], place: Place) -> list[str]:
    """Return the names in the headings that methods begin with, where no column of its own names who receives."""
    if not place.county:
        return []
    head = re.compile(rf"(?:\s|<[^<>]*>)*({re.escape(place.county)}[^：:。；，\s<]{{2,40}})[：:]")
    matches = [head.match(row.text("method")) for row in found]
    return [name for match in matches if match for name in split_departments(match[1], place.county)]


def _duty(row: rows.Row, directory: Directory) -> Duty:
    declared = _declared(row, directory)
    superior: tuple[Step, ...] = ()
    township: tuple[Step, ...] = ()
    for column, side in (
        ("superior", "superior"),
        ("method", "superior"),
        ("way", "superior"),
        ("township", "township"),
    ):
        raw = row.text(column)
        if not raw.strip():
            continue
        if column == "method":
            declared = _receiving(raw, row, directory)
        read = _steps(raw, "superior" if side == "superior" else "township", row.line, column, declared, directory)
        if side == "superior":
            superior = read
        else:
            township = read
    title = row.text("title")
    return Duty(
        row.kind,
        row.number,
        row.category,
        _TAGS.sub("", title).strip(),
        row.line,
        row.cells,
        declared,
        superior,
        township,
        mark(title, None, row.line, "title", 0, _names_in(title, directory)),
    )


def _declared(row: rows.Row, directory: Directory) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for column in ("departments", "receiving"):
        cell = row.text(column)
        for start, end in _department_places(cell, directory.place.county):
            printed = cell[start:end]
            span = Span(row.line, column, start, end)
            organization = directory.resolve(printed)
            if organization.kind == "external" and column == "departments":
                organization = replace(organization, kind="class")
            found.append(
                Mention(organization, printed, "receiving" if column == "receiving" else "declared", "column", span)
            )
            named_lead = re.match(r"\s*[（(]牵头", cell[end:]) or re.search(
                r"牵头(?:部门|单位)?[：:]\s*$", cell[:start]
            )
            if named_lead:
                found.append(Mention(organization, printed, "lead", "column", span))
    return tuple(found)


def _receiving(raw: str, row: rows.Row, directory: Directory) -> tuple[Mention, ...]:
    """Return the departments that receive a recalled duty: its method's headings, else the subjects, else all named."""
    found: list[Mention] = []
    for step in steps.split(raw, directory.find):
        if step.heading is not None:
            start, text = step.heading_start, step.heading
        else:
            first = re.match(r"[^，。；：:]{0,60}", step.text)
            start, text = step.start, first[0] if first else ""
        for entity in directory.find(text):
            if entity.organization.kind in ("department", "class") and (step.heading is not None or entity.start <= 1):
                span = Span(row.line, "method", start + entity.start, start + entity.end)
                found.append(Mention(entity.organization, entity.printed, "receiving", "column", span))
    if not found:
        entity_only = next((e for e in directory.find(raw) if e.organization.kind == "department"), None)
        if entity_only is not None and entity_only.start <= 4:
            span = Span(row.line, "method", entity_only.start, entity_only.end)
            found.append(Mention(entity_only.organization, entity_only.printed, "receiving", "column", span))
    unique = {mention.name: mention for mention in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda m: m.span.start))


def _steps(
    raw: str, side: Side, line: int, column: str, declared: Sequence[Mention], directory: Directory
) -> tuple[Step, ...]:
    context = actors.Context(directory, column, line, declared)
    found = []
    for position, step in enumerate(steps.split(raw, directory.find), 1):
        heading = Span(line, column, step.heading_start, step.heading_end) if step.heading is not None else None
        found.append(
            Step(
                side,
                position,
                step.ordinal,
                step.printed,
                step.heading,
                heading,
                step.text,
                Span(line, column, step.start, step.end),
                actors.who(step, side, context),
                mark(step.text, side, line, column, step.start),
            )
        )
    return tuple(found)


def _names_in(text: str, directory: Directory) -> list[tuple[int, int]]:
    """Return the places where a title names a department."""
    return [(e.start, e.end) for e in directory.find(text) if e.organization.kind == "department"]


def rows_named(duties: Sequence[Duty]) -> tuple[Duty, ...]:
    """Give the row inside its table to every duty without a number, or with that of an earlier one: none is lost."""
    rows: Counter[str] = Counter()
    seen: set[tuple[str, int | None]] = {("basic", None), ("cooperative", None), ("recalled", None)}
    kept = []
    for duty in duties:
        rows[duty.kind] += 1
        named = (duty.kind, duty.number)
        kept.append(replace(duty, row=rows[duty.kind]) if named in seen else duty)
        seen.add(named)
    return tuple(kept)
