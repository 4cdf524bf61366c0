"""The tables of a build that people open in Excel: Chinese heads and Chinese words."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from kg.outputs.sheets import FILES
from kg.table import Heading, Table


@pytest.mark.parametrize("name", sorted(FILES))
def test_heads_and_words_of_the_csv_are_chinese(built: Path, name: str) -> None:
    (path,) = built.glob(f"*/csv/{name}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    assert not [head for head in heads if re.search("[A-Za-z]", head)]
    assert rows
    for head in ("类型", "方", "角色", "依据", "栏", "等级", "判断", "事项"):
        if head in heads and not (head == "依据" and name == "findings.csv"):
            column = {row[heads.index(head)] for row in rows}
            assert not [value for value in column if re.search("[A-Za-z]", value)], head


def test_a_table_in_chinese_keeps_what_stands_in_one_language() -> None:
    table = Table(
        "题",
        "title",
        (Heading("a", "甲", "a"), Heading("b")),
        (("无牵头 no lead", "配合 42"), (3, None)),
    )
    assert table.in_chinese.rows == (("无牵头", "配合 42"), (3, None))
    assert [column.label for column in table.in_chinese.columns] == ["甲", "b"]
