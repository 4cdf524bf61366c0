"""The columns that name departments: split as printed, resolved, with the role that column and words give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.model import Mention, Organization, Place, Role, Span
from kg.names import Directory
from kg.parse import steps
from kg.parse.reading import Row

DECLARING = ("lead", "departments", "assisting", "receiving")
"""Columns that declare departments, in the order that their names are kept."""

# 区公安局和区住建局: two names, where 人力资源和社会保障局 is one.
_BESIDE = "(?<=[局委办队会院部室社站])(?:以及|和|及|与)(?=[县区市州旗盟省][一-龥])"
_NAME = re.compile(
    r"(?:牵头(?:部门|单位)|(?:配合|责任|主管)(?:部门|单位))?[：:]?[★☆▲△*＊※\s]*([^（(：:★☆▲△*＊※]+)"
)
_LEAD_AFTER = re.compile(r"\s{0,9}[（(]牵头")
_LEAD_BEFORE = re.compile(r"牵头(?:部门|单位)?[：:]\s{0,9}$")
# 县公安局（县禁毒办）: the office in brackets is a body of its own, and may act under its own name.
_OFFICE = re.compile(
    r"[（(]((?:[县区市州旗盟省]|[一-龥]{2,6}[县区市旗])?(?!牵头|配合|责任|主办|协办)[一-龥]{2,12}"
    r"(?:办|办公室|局|中心|[大支]队|委员会|指挥部))[）)]"
)
# 承接部门：县民政局。工作方式：…: the receiver is named as such.
_RECEIVER = re.compile(
    r"(?:\s|<[^<>]*>)*(?:承接|收回|责任|主管)(?:部门|单位)\s*[：:]\s*"
    r"([^：:。；，\s<（(]{2,60})(?=[。；，\s<（(]|$)"
)
# 区人社局等部门: one name, and others that the text does not name.
_AND_OTHERS = re.compile(
    r"(?<=[局委办会队院部室心])等(?:\d+个)?(?:(?:多个|有关|相关)?(?:部门|单位))?$"
)
_OTHERS = re.compile(
    r"(?<=[局委办会队院部室心]等)(?:多个|有关|相关)?(?:部门|单位)(?=$|[、，,；;<\s])"
)
_LEVELS = frozenset("县区市旗州")
_BACK = 20
"""Characters before a name that may say that it leads."""


def split_departments(cell: str, county: str) -> list[str]:
    """Return the names in a department column, as printed, in printed order.

    >>> split_departments("青河区应急管理局及其他负有安全生产监督管理职责的部门、青河区公安局（牵头）", "青河区")
    ['青河区应急管理局', '其他负有安全生产监督管理职责的部门', '青河区公安局']
    """
    return [cell[start:end] for start, end in places(cell, county)]


@lru_cache(maxsize=256)
def _separator(county: str) -> re.Pattern[str]:
    again = "|".join(filter(None, ("其他", "其它", re.escape(county))))
    return re.compile(rf"(?:<[^<>]*>|[、,，;；/\s]|(?:以及|和|及|与)(?={again})|{_BESIDE})+")


def places(cell: str, county: str) -> list[tuple[int, int]]:
    """Return start and end of the names in a department column.

    >>> cell = "青河区公安局（区禁毒办）、青河区司法局"
    >>> [cell[start:end] for start, end in places(cell, "青河区")]
    ['青河区公安局', '区禁毒办', '青河区司法局']
    """
    found = []
    position = 0
    for match in [*_separator(county).finditer(cell), None]:
        end = match.start() if match else len(cell)
        name = _NAME.match(cell, position, end)
        if name and name[1].strip():
            others = _AND_OTHERS.search(name[1])
            stop = name.end(1)
            if others:
                stop = name.start(1) + others.start()
            found += _glued(cell, name.start(1), stop, county)
            office = _OFFICE.match(cell, name.end(1), end)
            if office:
                found.append(office.span(1))
        if match:
            position = match.end()
    return found


def _glued(cell: str, start: int, end: int, county: str) -> list[tuple[int, int]]:
    """Return the names in 县公安局县司法局, lines of a cell whose breaks were lost; one name is itself.

    >>> split_departments("县公安局县司法局", ""), split_departments("市生态环境局青河县分局", "青河县")
    (['县公安局', '县司法局'], ['市生态环境局青河县分局'])
    """
    begins = cell[start : start + 1]
    if county and cell.startswith(county, start):
        begins = county
    elif begins not in _LEVELS:
        return [(start, end)]
    pieces = list(_one_name(begins).finditer(cell, start, end))
    ends = [piece.end() for piece in pieces]
    tiled = [start, *ends[:-1]] == [piece.start() for piece in pieces]
    if len(pieces) < 2 or not tiled or ends[-1] != end:
        return [(start, end)]
    return [piece.span() for piece in pieces]


@lru_cache(maxsize=256)
def _one_name(begins: str) -> re.Pattern[str]:
    return re.compile(
        rf"{re.escape(begins)}(?!级|直|域)[一-龥]{{1,14}}?"
        rf"(?:[局部办联社]|委员会|中心|[大支]队|联合会|办公室|总工会)(?={re.escape(begins)}|$|[、，,；;/\s（(<*★])"
    )


def headed_names(found: Sequence[Row], place: Place) -> list[str]:
    """Return the names in the headings that methods begin with, where no column of its own names who receives."""
    patterns = [_RECEIVER]
    if place.county:
        begins = re.escape(place.county)
        patterns.append(re.compile(rf"(?:\s|<[^<>]*>)*({begins}[^：:。；，\s<]{{2,40}})[：:]"))
    names = []
    for row in found:
        matches = [pattern.match(row.text("method")) for pattern in patterns]
        for match in filter(None, matches):
            names += split_departments(match[1], place.county)
    return names


def declared(row: Row, directory: Directory) -> tuple[Mention, ...]:
    """Return the departments that a row's columns declare, and those of them that are said to lead."""
    found: list[Mention] = []
    for column in DECLARING:
        cell = row.text(column)
        for start, end in places(cell, directory.place.county):
            printed = cell[start:end]
            span = Span(row.line, column, start, end)
            organization = directory.resolve(printed)
            if organization.kind == "external" and column != "receiving":
                organization = replace(organization, kind="class")
            role = _role(row, column)
            found.append(Mention(organization, printed, role, "column", span))
            if column == "lead" or _is_lead(cell, start, end):
                found.append(Mention(organization, printed, "lead", "column", span))
        found += _others(row, column, cell)
    return tuple(found)


def _others(row: Row, column: str, cell: str) -> Iterator[Mention]:
    """Yield the open class of 区人社局等部门: the name before it is not the only one."""
    for match in _OTHERS.finditer(cell):
        span = Span(row.line, column, match.start(), match.end())
        role = _role(row, column)
        body = Organization(match[0], "", match[0], "class")
        yield Mention(body, match[0], role, "column", span)


def _role(row: Row, column: str) -> Role:
    """Return what a name in a column is: who takes a recalled duty over, else who is declared."""
    if column == "receiving" or row.kind == "recalled":
        return "receiving"
    return "declared"


def _is_lead(cell: str, start: int, end: int) -> bool:
    """Tell whether the words round a name in its cell say that it leads."""
    before = cell[max(0, start - _BACK) : start]
    return bool(_LEAD_AFTER.match(cell, end) or _LEAD_BEFORE.search(before))


def receiving(raw: str, row: Row, directory: Directory) -> tuple[Mention, ...]:
    """Return the departments that receive a recalled duty: its method's headings, else the subjects, else all named."""
    found: list[Mention] = []
    for step in steps.split(raw, directory.find):
        if step.heading is not None:
            start, text = step.heading_start, step.heading
        else:
            first = re.match(r"[^，。；：:]{0,60}", step.text)
            start, text = step.start, first[0] if first else ""
        for entity in directory.find(text):
            is_body = entity.organization.kind in ("department", "class")
            if is_body and (step.heading is not None or entity.start <= 1):
                span = Span(row.line, "method", start + entity.start, start + entity.end)
                found.append(
                    Mention(entity.organization, entity.printed, "receiving", "column", span)
                )
    if not found:
        first_named = next(
            (e for e in directory.find(raw) if e.organization.kind == "department"), None
        )
        if first_named is not None and first_named.start <= 4:
            span = Span(row.line, "method", first_named.start, first_named.end)
            found.append(
                Mention(first_named.organization, first_named.printed, "receiving", "column", span)
            )
    unique = {mention.name: mention for mention in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda m: m.span.start))
