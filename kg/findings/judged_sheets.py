"""Verdicts that people gave in a workbook: the column 判断 beside 编号, on any sheet.

A workbook of the English page has the same columns by their English heads. 备注, 判断人 and
判断日期 are read where there are such columns. 版本 and 文字标记 say on which edition, and on
which words, people judge there; what stands under 沿用自 was judged on another one. Who empties
确认 beside it confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kg import sheets
from kg.errors import ReadError
from kg.findings.holding import edition, place_of
from kg.findings.verdicts import Verdict, is_day
from kg.model import is_pending
from kg.words import section

_ID, _VERDICT, _NOTE, _DUTIES = "finding", "verdict", "note", "duties"
_BY, _WHEN = "by", "when"
_CARRIED, _PENDING, _EDITION, _WORDING = "carried", "pending", "edition", "wording"
_COLUMNS: Final = (
    _ID, _VERDICT, _NOTE, _DUTIES, _BY, _WHEN, _CARRIED, _PENDING, _EDITION, _WORDING,
)  # fmt: skip
_FIRST_DAY: Final = date(1899, 12, 30)
"""Day 0 of a workbook: a cell that Excel took for a date holds the days since."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says: a verdict as given on the sheet's edition; None where one is taken back.

    ``former`` is the other edition that it was given on, unless somebody confirmed it here.
    """

    said: Verdict | None
    edition: str
    former: str


def read(path: Path) -> dict[str, Row]:
    """Return finding's id → what its row says. A blank cell says nothing.

    Raises
    ------
    ReadError
        If it is no workbook, has no such columns, or holds a cell that is not a verdict: each such
        cell is named, and nothing of the file is taken.
    """
    found: dict[str, Row] = {}
    refused: list[str] = []
    is_there = False
    for heads, row in _rows(path):
        is_there = True
        cells = {name: row.cells.get(letter, "").strip() for name, letter in heads.items()}
        if not cells[_VERDICT] and not cells.get(_NOTE, ""):
            continue
        known, at = _row(cells), found.get(cells[_ID])
        if isinstance(known, str) or (at is not None and not _agree(at, known)):
            wrong = known if isinstance(known, str) else _VERDICT
            refused.append(f"{row.sheet}!{heads[wrong]}{row.number} “{cells[wrong][:40]}”")
        else:
            found.setdefault(cells[_ID], known)
    if refused or not is_there:
        raise _refusal(path, refused)
    return found


def _row(cells: Mapping[str, str]) -> Row | str:
    """Return what a row says, or the name of the cell that says nothing that is known."""
    word = cells[_VERDICT].lower()
    if word not in _meanings() or not cells[_ID]:
        return _VERDICT
    when = _day(cells.get(_WHEN, ""))
    if when is None:
        return _WHEN
    duties = tuple(_duty(label) for label in cells.get(_DUTIES, "").split("、") if label)
    note, by = cells.get(_NOTE, ""), cells.get(_BY, "")
    return _dated(cells, Verdict(_meanings()[word], note, duties, by, when))


def _duty(label: str) -> str:
    """Return what a duty is called, in Chinese.

    >>> _duty("Cooperative 42"), _duty("配合 42")
    ('配合 42', '配合 42')
    """
    words = {en.capitalize(): zh for zh, en in section("list").values()}
    kind, blank, number = label.partition(" ")
    return f"{words.get(kind, kind)}{blank}{number}"


def _dated(cells: Mapping[str, str], said: Verdict) -> Row:
    """Return what a row says: its verdict, and which edition it was taken over from."""
    here, carried = cells.get(_EDITION, ""), cells.get(_CARRIED, "")
    place, issued = place_of(here)
    is_confirmed = is_pending(carried, issued) and not cells.get(_PENDING, "")
    former = edition(place, carried) if carried and not is_confirmed else ""
    given = replace(said, edition=here, clauses=cells.get(_WORDING, ""))
    return Row(given if said.verdict else None, here, former)


def _agree(one: Row, other: Row) -> bool:
    """Tell whether two rows of one finding say the same of it, on whatever edition."""

    def told(row: Row) -> tuple[str, ...]:
        said = row.said
        return (said.verdict, said.note, said.by, said.when) if said else ()

    return told(one) == told(other)


def _day(text: str) -> str | None:
    """Return the day that a person wrote in a cell, or None if it is not a date.

    >>> _day("2026/11/7"), _day("2026年11月7日"), _day("46333"), _day(""), _day("上周")
    ('2026-11-07', '2026-11-07', '2026-11-07', '', None)
    """
    if not text:
        return ""
    if re.fullmatch(r"\d{5}(\.0*)?", text):
        return (_FIRST_DAY + timedelta(int(text[:5]))).isoformat()
    parts = re.match(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?!\d)", text)
    if not parts:
        return None
    day = f"{parts[1]}-{parts[2]:0>2}-{parts[3]:0>2}"
    return day if is_day(day) else None


def _refusal(path: Path, refused: list[str]) -> ReadError:
    if not refused:
        return ReadError(
            "没有“编号”“判断”两列", "no columns “编号” and “判断” (id, verdict)",
            where=str(path),
            cure=("请用 kg report 写出的表", "use a workbook of kg report"),
        )  # fmt: skip
    cells, words = "；".join(refused), "、".join(word for word in _meanings() if not word.isascii())
    return ReadError(
        f"{len(refused)} 格不是判断，全部未读入：{cells}",
        f"{len(refused)} cells are no verdict, nothing was taken: {cells}",
        where=str(path), cure=(f"可写 {words}", f"write one of: {words}"),
    )  # fmt: skip


def _meanings() -> Mapping[str, str]:
    """Return what may be written in a cell → verdict; empty for one that is taken back."""
    words: dict[str, str] = {}
    for name, (zh, en) in section("verdict").items():
        words |= dict.fromkeys((zh, name, en, f"{zh} {en}"), name)
    zh, en = section("state")["taken_back"]
    return {**words, **dict.fromkeys((zh, "none", en, f"{zh} {en}"), "")}


def _heads(cells: Mapping[str, str]) -> dict[str, str]:
    """Return column → its letter, of a row of heads in Chinese, in English, or in both."""
    letters: dict[str, str] = {}
    for letter, text in cells.items():
        letters |= dict.fromkeys((" ".join(text.lower().split()), *text.split()[:1]), letter)
    found: dict[str, str] = {}
    for name in _COLUMNS:
        zh, en = section("heading")[name]
        column = letters.get(zh) or letters.get(en)
        if column:
            found[name] = column
    return found


def _rows(path: Path) -> Iterator[tuple[Mapping[str, str], sheets.Read]]:
    """Yield the rows below a head with 编号 and 判断, with the letters of its columns."""
    heads: dict[str, str] = {}
    before = ""
    try:
        for row in sheets.read(path):
            if row.sheet != before:
                heads, before = {}, row.sheet
            named = _heads(row.cells)
            if {_ID, _VERDICT} <= named.keys():
                heads = named
            elif heads:
                yield heads, row
    except (OSError, ValueError) as error:
        raise ReadError(
            f"不是能读的工作簿（{error}）", f"no workbook that can be read ({error})",
            where=str(path), cure=("请另存为 .xlsx", "save it as .xlsx"),
        ) from None  # fmt: skip
