"""Verdicts that people gave in a workbook: the column 判断 beside 编号, on any sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kg import sheets
from kg.errors import ReadError
from kg.findings.verdicts import Verdict
from kg.words import section

_ID, _VERDICT, _NOTE, _DUTIES = "编号", "判断", "备注", "事项"


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
        given = Verdict(verdict, note, duties) if verdict else None
        if found.setdefault(cells[_ID], given) != given:
            refused.append(f"{address} “{word}” ≠ {cells[_ID]}")
    if refused or not is_there:
        raise _refusal(path, refused)
    return found


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
