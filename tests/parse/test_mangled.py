"""Rows of the real document, mangled: never a traceback, and no row is lost without an oddity that says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.parse import Parsed, read_list
from tests.variants import ROW, half_width

HEADS = (
    "序号\t事项类别\t事项名称",
    "序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责",
    "序号\t事项类别\t事项名称\t承接部门及工作方式",
)
TITLES = ("基本履职事项清单", "配合履职事项清单", "上级部门收回事项清单")
COVER = "江南省云州市\n青河区东山街道\n履职事项清单\n2025年3月\n"

Mangle = Callable[[str, int], str]
"""A row and a number that says where → the row as somebody's computer left it."""


def cut(row: str, at: int) -> str:
    place = at % len(row)
    return row[:place] + "\n" + row[place:]


def cut_at_a_tab(row: str, at: int) -> str:
    return _at_a_tab(row, at, "\t\n")


def doubled_tab(row: str, at: int) -> str:
    return _at_a_tab(row, at, "\t\t")


def lost_tab(row: str, at: int) -> str:
    return _at_a_tab(row, at, "")


def _at_a_tab(row: str, at: int, instead: str) -> str:
    tabs = [m.start() for m in re.finditer("\t", row)]
    place = tabs[at % len(tabs)]
    return row[:place] + instead + row[place + 1 :]


def empty_number(row: str, at: int) -> str:
    return re.sub(r"^\d+", "", row)


def lost_number(row: str, at: int) -> str:
    return re.sub(r"^\d+\t", "", row)


def wide_number(row: str, at: int) -> str:
    return re.sub(r"^\d+", lambda m: "".join(chr(ord(c) + 0xFEE0) for c in m[0]), row)


def word_number(row: str, at: int) -> str:
    return re.sub(r"^\d+", "第一项", row)


def merged_cell(row: str, at: int) -> str:
    cells = row.split("\t")
    cells[1 + at % (len(cells) - 1)] = ""
    return "\t".join(cells)


def cut_short(row: str, at: int) -> str:
    cells = row.split("\t")
    return "\t".join(cells[: max(2, at % len(cells))])


def line_breaks(row: str, at: int) -> str:
    return re.sub(r"</?p>\s*", "<br>", row)


def lost_tags(row: str, at: int) -> str:
    return re.sub(r"<[^<>]*$|</p>", "", row)


def half(row: str, at: int) -> str:
    return half_width(row)


def spaced(row: str, at: int) -> str:
    return "  " + row.replace("\t", " \t　") + "\t\t "


def twice(row: str, at: int) -> str:
    return f"{row}\n{row}"


def page_break(row: str, at: int) -> str:
    return f"{row}\n\n— {at % 99 + 1} —\n"


def as_it_is(row: str, at: int) -> str:
    return row


MANGLES: tuple[Mangle, ...] = (
    as_it_is, cut, cut_at_a_tab, doubled_tab, lost_tab, empty_number, lost_number, wide_number, word_number, merged_cell,
    cut_short, line_breaks, lost_tags, half, spaced, twice, page_break,
)  # fmt: skip


class Tables:
    """The rows of the real document's three tables; its ``repr`` is short, for Hypothesis prints it."""

    def __init__(self, text: str) -> None:
        self.rows: tuple[list[str], ...] = ([], [], [])
        for row in ROW.findall(text):
            self.rows[{3: 0, 6: 1, 4: 2}[row.count("\t") + 1]].append(row)

    def __repr__(self) -> str:
        return "tables"


@pytest.fixture(scope="module")
def tables(real_text: str) -> Tables:
    return Tables(real_text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mangled")


def read_or_refuse(path: Path) -> Parsed | KgError:
    """Return what is read, or the one line it is refused with; any other exception fails the test."""
    try:
        return read_list(path)
    except KgError as error:
        return error


def accounted(parsed: Parsed, text: str) -> None:
    """Every cell of every line, but a page's number, stands in a duty, or an oddity names its line."""
    reported = {o.line for o in parsed.oddities if o.severity != "info"}
    kept = {"".join(cell.text.split()) for duty in parsed.list.duties for cell in duty.cells}
    everything = "\0".join(sorted(kept))
    heads = {"".join(head.split()) for head in HEADS}
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        squeezed = "".join(line.split())
        inside = inside or squeezed in heads
        if (
            not inside
            or squeezed in heads
            or line.strip() in TITLES
            or re.fullmatch(r"—?\d+—?", squeezed)
        ):
            continue
        for cell in line.split("\t"):
            words = "".join(cell.split())
            assert words in everything or number in reported, f"line {number} is lost: {line!r}"


row_mangles = st.tuples(st.integers(0, 400), st.sampled_from(MANGLES), st.integers(0, 4000))


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    picks=st.tuples(*[st.lists(row_mangles, max_size=4) for _ in HEADS]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    heads=st.booleans(),
)
def test_no_row_is_lost_in_silence(
    tables: Tables,
    folder: Path,
    picks: tuple[list[tuple[int, Mangle, int]], ...],
    encoding: str,
    newline: str,
    heads: bool,
) -> None:
    lines = [COVER]
    for head, title, rows, chosen in zip(HEADS, TITLES, tables.rows, picks, strict=True):
        lines += ["", title, "", head]
        for number, (index, mangle, at) in enumerate(chosen, 1):
            row = re.sub(r"^\d+", str(number), rows[index % len(rows)])
            lines += [mangle(row, at), *(["", head] if heads and at % 5 == 0 else [])]
    text = "\n".join(lines)
    path = folder / "list.txt"
    path.write_bytes(text.replace("\n", newline).encode(encoding))
    parsed = read_or_refuse(path)
    if isinstance(parsed, KgError):
        assert not any(chosen for chosen in picks), parsed.line
        return
    accounted(parsed, text)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_document_cut_anywhere_is_read_or_refused_in_one_line(
    tables: Tables, folder: Path, data: st.DataObject
) -> None:
    whole = "\n".join(
        [COVER, TITLES[1], HEADS[1], *tables.rows[1][:6], TITLES[2], HEADS[2], *tables.rows[2][:4]]
    ).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    noise = data.draw(st.binary(max_size=6))
    path = folder / "cut.txt"
    path.write_bytes(whole[:start] + noise + whole[end:])
    parsed = read_or_refuse(path)
    if isinstance(parsed, KgError):
        assert parsed.line.startswith("cut.txt: ")
    else:
        assert all(duty.cells for duty in parsed.list.duties)


@pytest.mark.parametrize("mangle", MANGLES)
def test_a_mangled_row_keeps_its_neighbours(tables: Tables, folder: Path, mangle: Mangle) -> None:
    before, row, after = (
        re.sub(r"^\d+", str(i), r) for i, r in enumerate(tables.rows[1][40:43], 1)
    )
    text = "\n".join([COVER, TITLES[1], HEADS[1], before, mangle(row, 3), after])
    (folder / "three.txt").write_text(text, encoding="utf-8")
    parsed = read_list(folder / "three.txt")
    titles = [duty.title for duty in parsed.list.duties]
    assert titles[0] == before.split("\t")[2]
    assert titles[-1] == after.split("\t")[2]
    assert parsed.list.duties[0].number == 1
    assert parsed.list.duties[-1].number == 3
    accounted(parsed, text)


@pytest.mark.parametrize(
    ("numbers", "code", "said"),
    [
        ((1, 2, 4), "number-gap", "the numbering jumps from 2 to 4"),
        ((1, 2, 2), "number-repeat", "the number 2 repeats or goes back"),
        ((2, 3), "number-gap", "the numbering starts at 2"),
        ((1, 3, 2), "number-repeat", "the number 2 repeats or goes back"),
    ],
)
def test_numbers_that_jump_or_repeat(
    tables: Tables, folder: Path, numbers: tuple[int, ...], code: str, said: str
) -> None:
    rows = [
        re.sub(r"^\d+", str(number), tables.rows[0][index]) for index, number in enumerate(numbers)
    ]
    (folder / "numbers.txt").write_text("\n".join([HEADS[0], *rows]), encoding="utf-8")
    parsed = read_list(folder / "numbers.txt")
    assert [duty.number for duty in parsed.list.duties] == list(numbers)
    assert len({duty.key for duty in parsed.list.duties}) == len(numbers)
    assert (code, said) in [(o.code, o.en) for o in parsed.oddities]


def test_a_row_with_too_few_cells(tables: Tables, folder: Path) -> None:
    short = "\t".join(tables.rows[1][0].split("\t")[:4])
    (folder / "short.txt").write_text("\n".join([HEADS[1], short]), encoding="utf-8")
    parsed = read_list(folder / "short.txt")
    assert "too few cells: 上级部门职责、乡镇配合职责 missing" in [o.en for o in parsed.oddities]
    assert len(parsed.list.duties[0].cells) == 6
