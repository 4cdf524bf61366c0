"""Start pages to test with: one list, a county, editions, forty lists; figures of findings are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.folders import survey
from kg.model import Duty, DutyList
from kg.parse import read_list
from kg.resources import data_path
from kg.views import shell
from kg.views.county.built import Entry, Listed
from kg.views.index import render_index

EDITIONS = Path(__file__).resolve().parents[1] / "editions"
UNREAD = (
    ("扫描.pdf", "是扫描的图片；请先做文字识别", "scanned pictures; run OCR first"),
    ("</script><b>.zip", "压缩文件；请先解压", "an archive; unpack it first"),
)


@cache
def county() -> tuple[DutyList, ...]:
    """Return the six lists of one county."""
    return tuple(
        read_list(one.path, id=one.id).list for one in survey([EDITIONS / "county-dev"]).lists
    )


@cache
def editions() -> tuple[DutyList, ...]:
    """Return three editions of one township."""
    real = data_path() / "lists" / "kanerzi-2025-07"
    first = read_list(real).list
    second = replace(read_list(EDITIONS / "dev-1").list, id="dev-1", issued="2026-03")
    third = replace(read_list(EDITIONS / "dev-2").list, id="dev-2", issued="2026-09")
    return first, second, third


@cache
def forty() -> tuple[DutyList, ...]:
    """Return forty townships of one county: the six lists again and again, a few duties short each."""
    found = []
    for number in range(40):
        one = county()[number % 6]
        place = replace(one.place, township=f"第{number + 1}{'乡镇'[number % 2]}")
        duties = tuple(duty for at, duty in enumerate(one.duties) if (at + number) % 17)
        found.append(replace(one, id=f"town-{number:02}", place=place, duties=duties))
    return tuple(found)


@cache
def renewed() -> tuple[DutyList, ...]:
    """Return forty townships of one county and three editions of a forty-first: a county's page with every tab."""
    place = replace(forty()[0].place, township="坎尔孜乡")
    return (*forty(), *(replace(one, place=place) for one in editions()))


@cache
def long_names() -> tuple[DutyList, ...]:
    """Return the county with a township and departments whose names have 96 characters, and editions of one."""
    name = ("克孜勒苏柯尔克孜自治州哈拉峻乡人民政府与第一百二十三农牧团场及边境管理区" * 3)[:96]
    first, second, *others = county()
    place = replace(first.place, township=name)
    editions_ = [
        replace(one, place=replace(place, township=f"{name[:90]}镇")) for one in editions()
    ]
    duties = tuple(_of_body(duty, name) for duty in second.duties)
    return (
        replace(first, place=place, title=f"{name}履职事项清单"),
        replace(second, duties=duties),
        *others,
        *editions_,
    )


def _of_body(duty: Duty, name: str) -> Duty:
    if not duty.number or duty.number % 5:
        return duty
    declared = []
    for mention in duty.declared:
        body = replace(mention.organization, name=name, function=name)
        declared.append(replace(mention, organization=body))
    return replace(duty, declared=tuple(declared))


def listed(one: DutyList, judged: int = 4) -> Listed:
    """Return a list as a build hands it to the start page."""
    basic, cooperative, recalled = (
        len(one.of_kind(kind)) for kind in ("basic", "cooperative", "recalled")
    )
    entries = (
        Entry(f"{one.id}/graph.html", "职责图谱", "the page"),
        Entry(f"{one.id}/duties.csv", "事项表", "duties"),
    )
    return Listed(
        id=one.id,
        title=one.title,
        place=one.place,
        issued=one.issued,
        entries=entries,
        duties=(basic, cooperative, recalled),
        steps=(
            sum(len(duty.superior_steps) for duty in one.duties),
            sum(len(duty.township_steps) for duty in one.duties),
        ),
        departments=len(one.departments),
        findings=(("overlap", 20), ("remnant", 3), ("silent", 2), ("no_lead", 1)),
        judged=judged,
        open=26 - judged,
    )


def page(
    lists: Sequence[DutyList], unread: Sequence[tuple[str, str, str]] = (), **more: Any
) -> str:
    """Return the start page of some lists."""
    return render_index(
        [listed(one) for one in lists],
        {one.id: one for one in lists}.get,
        unread=unread,
        **more,
    )


def data_of(html: str) -> Mapping[str, Any]:
    """Return the data block of a start page."""
    return shell.data_of(html.encode())


def write(html: str, folder: Path) -> Path:
    """Write a start page into a folder with a Chinese name, and return its path."""
    path = folder / "清河县 结果#1" / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")
    return path
