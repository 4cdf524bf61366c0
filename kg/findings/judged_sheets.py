"""Verdicts that people gave in a workbook: the column 判断 beside 编号, on any sheet.

备注, 判断人 and 判断日期 are read where there are such columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kg import sheets
from kg.errors import ReadError
from kg.findings.verdicts import Verdict, is_day
from kg.words import section

_ID, _VERDICT, _NOTE, _DUTIES = "编号", "判断", "备注", "事项"
_BY, _WHEN = "判断人", "判断日期"
_FIRST_DAY: Final = date(1899, 12, 30)
"""Day 0 of a workbook: a cell that Excel took for a date holds the days since."""


def read(path: Path) -> dict[str, Verdict | None]:
    """Return finding's id → verdict; None where one is taken back. A blank cell says nothing.

    Raises
    ------
    ReadError
        If it is no workbook, has no such columns, or holds a cell that is not a verdict: each such
        cell is named, and nothing of the file is taken.
    """
    found: dict[str, Verdict | None] = {}
    refused: list[str] = []
    is_there = False
    for heads, row in _rows(path):
        is_there = True
        cells = {name: row.cells.get(letter, "").strip() for name, letter in heads.items()}
        word, note = cells[_VERDICT], cells.get(_NOTE, "")
        if not word and not note:
            continue
        address = f"{row.sheet}!{heads[_VERDICT]}{row.number}"
        if word not in _meanings() or not cells[_ID]:
            refused.append(f"{address} “{word[:40]}”")
            continue
        verdict = _meanings()[word]
        duties = tuple(filter(None, cells.get(_DUTIES, "").split("、")))
        when = _day(cells.get(_WHEN, ""))
        if when is None:
            refused.append(f"{row.sheet}!{heads[_WHEN]}{row.number} “{cells[_WHEN][:40]}”")
            continue
        by = cells.get(_BY, "")
        given = Verdict(verdict, note, duties, by, when) if verdict else None
        if found.setdefault(cells[_ID], given) != given:
            refused.append(f"{address} “{word}” ≠ {cells[_ID]}")
    if refused or not is_there:
        raise _refusal(path, refused)
    return found


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
            "没有“编号”“判断”两列", "no columns “编号” and “判断”", where=str(path),
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
        words |= {zh: name, name: name, f"{zh} {en}": name}
    zh, en = section("state")["taken_back"]
    return {**words, zh: "", "none": "", f"{zh} {en}": ""}


def _rows(path: Path) -> Iterator[tuple[Mapping[str, str], sheets.Read]]:
    """Yield the rows below a head with 编号 and 判断, with the letters of its columns."""
    heads: dict[str, str] = {}
    before = ""
    try:
        for row in sheets.read(path):
            if row.sheet != before:
                heads, before = {}, row.sheet
            named = {text.split()[0]: letter for letter, text in row.cells.items() if text.split()}
            if {_ID, _VERDICT} <= named.keys():
                heads = named
            elif heads:
                yield heads, row
    except (OSError, ValueError) as error:
        raise ReadError(
            f"不是能读的工作簿（{error}）", f"no workbook that can be read ({error})",
            where=str(path), cure=("请另存为 .xlsx", "save it as .xlsx"),
        ) from None  # fmt: skip
