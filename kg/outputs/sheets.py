"""The tables that people open in Excel: CSV with Chinese heads and Chinese words, formulas neutralised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from kg import columns, findings
from kg.model import COLUMN_ZH, KIND_ZH, SIDE_ZH
from kg.outputs import One
from kg.show import ROLE_ZH, RULE_ZH
from kg.table import Heading, Table, Value

FILE = "csv"
TITLE = ("表格（Excel 可打开）", "tables (CSV, for Excel)")
FILES: Final = {
    "duties.csv": ("事项表", "duties"),
    "steps.csv": ("步骤表", "steps"),
    "participations.csv": ("谁做什么", "who does what"),
    "mentions.csv": ("提到的部门", "bodies that are named"),
    "findings.csv": ("分析发现", "findings"),
}

_HEADS: Final = {
    "list": ("清单", "list"), "duty": ("事项编号", "duty"), "label": ("事项", "label"), "kind": ("类型", "kind"),
    "number": ("序号", "number"), "category": ("事项类别", "category"), "title": ("事项名称", "title"),
    "line": ("行", "line"), "superior_steps": ("上级步骤数", "superior steps"),
    "township_steps": ("乡镇步骤数", "township steps"), "side": ("方", "side"), "position": ("第几步", "position"),
    "ordinal": ("步骤序号", "ordinal"), "ordinal_printed": ("序号为原文所印", "ordinal printed"),
    "heading": ("小标题", "heading"), "text": ("步骤原文", "text"), "column": ("栏", "column"),
    "start": ("起", "start"), "end": ("止", "end"), "department": ("部门", "department"), "role": ("角色", "role"),
    "rule": ("依据", "rule"), "printed": ("原文名称", "as printed"), "organization": ("部门 IRI", "organization"),
    "iri": ("IRI", "IRI"),
}  # fmt: skip
_BODIES: Final = {
    "department": "部门",
    "township": "乡镇",
    "class": "部门类",
    "external": "其他主体",
}
_WORDS: Final[dict[str, dict[str, str]]] = {
    "kind": {**{str(kind): zh for kind, zh in KIND_ZH.items()}, **_BODIES},
    "side": {str(side): zh for side, zh in SIDE_ZH.items()},
    "role": {"declared": "列名 declared", "receiving": "承接 receives", **ROLE_ZH},
    "rule": RULE_ZH,
    "column": COLUMN_ZH,
}
"""Column → word of the program → word for people."""


def of_list(one: One, path: Path) -> None:
    """Write the tables of a list, a file each."""
    path.mkdir(parents=True)
    places = {duty.key: duty.place for duty in one.parsed.list.duties if duty.place}
    for file, title in FILES.items():
        name = file.removesuffix(".csv")
        table = (
            _findings(one) if name == "findings" else _table(name, title, one.rows[name], places)
        )
        (path / file).write_bytes(table.encode("csv"))


def _findings(one: One) -> Table:
    found = [(one.parsed.list.id, finding) for finding in one.findings]
    return findings.as_table(found, findings.kinds())


def _table(
    name: str, title: tuple[str, str], rows: list[columns.Row], places: Mapping[str, str]
) -> Table:
    """Return a table in words; ``places`` says where the lines of a duty are found, if not by their number."""
    names = columns.SCHEMA[name]
    heads = [Heading(column, *_HEADS[column]) for column in names]
    found = []
    for row in rows:
        place = places.get(row["duty"])
        found.append(_words({**row, "line": place} if place else row, names))
    return Table(*title, tuple(heads), tuple(found))


def _words(row: columns.Row, names: Iterable[str]) -> tuple[Value, ...]:
    return tuple(_word(name, row[name]) for name in names)


def _word(column: str, value: Value) -> Value:
    if isinstance(value, bool):
        return "是" if value else "否"
    return _WORDS.get(column, {}).get(value, value) if isinstance(value, str) else value
