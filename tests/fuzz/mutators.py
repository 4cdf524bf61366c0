"""Small lists and what happens to them on the way: mutators of five kinds, each driven by a seeded ``random.Random``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.readers import office

COVER = ("江南省云州市", "青河区东山街道", "履职事项清单", "2025年3月")
TITLES = ("基本履职事项清单", "配合履职事项清单", "上级部门收回事项清单")
HEADS = (
    ("序号", "事项类别", "事项名称"),
    ("序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"),
    ("序号", "事项类别", "事项名称", "承接部门及工作方式"),
)
Rows = list[list[str]]


def small_list(random: Random, tables: Sequence[Sequence[str]]) -> list[Rows]:
    """Return a few rows of each of the real list's tables, numbered from 1."""
    found = []
    for rows in tables:
        picked = random.sample(range(len(rows)), random.randint(1, 4))
        found.append([[str(n), *rows[i].split("\t")[1:]] for n, i in enumerate(picked, 1)])
    return found


def text_of(small: list[Rows]) -> list[str]:
    """Return the lines of a list as text with tabs."""
    lines = [*COVER, ""]
    for title, head, rows in zip(TITLES, HEADS, small, strict=True):
        lines += [title, "\t".join(head), *("\t".join(row) for row in rows)]
    return lines


# --- text: lines and cells ---

Lines = list[str]


def _at(random: Random, lines: Lines) -> int:
    return random.randrange(5, len(lines))


def cut_line(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    place = random.randint(0, len(lines[at]))
    lines[at : at + 1] = [lines[at][:place], lines[at][place:]]


def join_lines(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    lines[at - 1 : at + 1] = [lines[at - 1] + lines[at]]


def lose_tab(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    lines[at] = lines[at].replace("\t", "", 1)


def double_tab(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    lines[at] = lines[at].replace("\t", "\t\t", random.choice([1, -1]))


def lose_number(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    lines[at] = re.sub(r"^\d+(\t?)", random.choice(["", r"\1"]), lines[at])


def odd_number(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    lines[at] = re.sub(
        r"^\d+",
        random.choice(["第一项", "（三）", "2,3", "４", "⑤", "2025-01-01", "4-1"]),
        lines[at],
    )


def lose_line(random: Random, lines: Lines) -> None:
    del lines[_at(random, lines)]


def repeat_line(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    lines.insert(at, lines[at])


def swap_lines(random: Random, lines: Lines) -> None:
    one, two = _at(random, lines), _at(random, lines)
    lines[one], lines[two] = lines[two], lines[one]


def swap_cells(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    cells = lines[at].split("\t")
    random.shuffle(cells)
    lines[at] = "\t".join(cells)


def misspell(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    place = random.randrange(len(lines[at]) + 1)
    lines[at] = (
        lines[at][:place]
        + random.choice("项序上 \u200b\ufeff_")
        + lines[at][place + random.randint(0, 1) :]
    )


def insert_note(random: Random, lines: Lines) -> None:
    notes = [
        "注：本表由县委编办负责解释。",
        "— 12 —",
        "合计\t3项",
        "填报人：张三",
        "",
        "附件2",
        "（以下无正文）",
    ]
    lines.insert(_at(random, lines), random.choice(notes))


def quote_cell(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    lines[at] = lines[at].replace(
        "\t", random.choice(['\t"', '"\t', '\t"', "\t“"]), random.choice([1, 2, -1])
    )


def other_separator(random: Random, lines: Lines) -> None:
    sign = random.choice([",", ";", "|", " | ", "  "])
    lines[:] = [line.replace("\t", sign) for line in lines]


def control_signs(random: Random, lines: Lines) -> None:
    at = _at(random, lines)
    lines[at] = lines[at].replace(
        "；", "；" + random.choice("\x0b\x0c\x07\x1e\x85\u2028\ufffe\x00")
    )


def draw(random: Random, lines: Lines) -> None:
    bar = random.choice("|│")
    lines[:] = [
        f"{bar}{line.replace(chr(9), bar)}{bar}" if "\t" in line else line for line in lines
    ]


TEXT: tuple[Callable[[Random, Lines], None], ...] = (
    cut_line, join_lines, lose_tab, double_tab, lose_number, odd_number, lose_line, repeat_line, swap_lines, swap_cells,
    misspell, insert_note, quote_cell, other_separator, control_signs, draw,
)  # fmt: skip


def mangled_text(random: Random, small: list[Rows], folder: Path) -> Path:
    """Write a list as text after one to four mutators of its lines and cells."""
    lines = text_of(small)
    for mutate in random.choices(TEXT, k=random.randint(1, 4)):
        mutate(random, lines)
    path = folder / random.choice(["x.txt", "x.txt", "x.csv", "x.md", "x.xls"])
    encoding = random.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
    newline = random.choice(["\n", "\r\n", "\r"])
    path.write_bytes(newline.join(lines).encode(encoding, "replace"))
    return path


# --- bytes ---


def flip(random: Random, data: bytearray) -> None:
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def drop(random: Random, data: bytearray) -> None:
    at = random.randrange(len(data))
    del data[at : at + random.choice([1, 1, 2, 40])]


def add(random: Random, data: bytearray) -> None:
    at = random.randrange(len(data))
    data[at:at] = random.randbytes(random.choice([1, 1, 3, 20]))


def truncate(random: Random, data: bytearray) -> None:
    del data[random.randrange(1, len(data)) :]


BYTES: tuple[Callable[[Random, bytearray], None], ...] = (flip, drop, add, truncate)


def mangled_bytes(random: Random, small: list[Rows], folder: Path) -> Path:
    """Write a list as a file of any kind and damage some bytes of it."""
    kind = random.choice(["txt", "txt", "txt", "xlsx", "docx", "html"])
    path = folder / f"x.{kind}"
    if kind == "xlsx":
        plain_workbook(small, path)
    elif kind == "docx":
        office.word(path, word_body(random, small, ()))
    elif kind == "html":
        body = "".join(
            f"<table>{_html(head, rows)}</table>" for head, rows in zip(HEADS, small, strict=True)
        )
        path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    else:
        encoding = random.choice(["utf-8", "gb18030", "utf-16", "utf-16-be"])
        path.write_bytes("\n".join(text_of(small)).encode(encoding))
    data = bytearray(path.read_bytes())
    for mutate in random.choices(BYTES, k=random.randint(1, 5)):
        if len(data) > 50:
            mutate(random, data)
    path.write_bytes(data)
    return path


def _html(head: Sequence[str], rows: Rows) -> str:
    lines = ["".join(f"<td>{cell}</td>" for cell in cells) for cells in (head, *rows)]
    return "".join(f"<tr>{line}</tr>" for line in lines)


# --- workbooks ---


def plain_workbook(small: list[Rows], path: Path) -> Any:
    """Write a sheet a table, its title above the head, and return the workbook."""
    book = Workbook()
    book.remove(book.active)
    for title, head, rows in zip(TITLES, HEADS, small, strict=True):
        sheet = book.create_sheet(title[:8])
        for cells in ([title], list(head), *rows):
            sheet.append(cells)
    book.save(path)
    return book


def merge(random: Random, sheet: Any) -> None:
    first, left = random.randint(1, sheet.max_row), random.randint(1, sheet.max_column)
    last = min(sheet.max_row, first + random.randint(0, 2))
    right = min(sheet.max_column, left + random.randint(0, 1))
    sheet.merge_cells(start_row=first, start_column=left, end_row=last, end_column=right)


def hide_row(random: Random, sheet: Any) -> None:
    sheet.row_dimensions[random.randint(1, sheet.max_row)].hidden = True


def hide_column(random: Random, sheet: Any) -> None:
    sheet.column_dimensions["ABCDEF"[random.randrange(6)]].hidden = True


def hide_sheet(random: Random, sheet: Any) -> None:
    if sum(one.sheet_state == "visible" for one in sheet.parent.worksheets) > 1:
        sheet.sheet_state = random.choice(["hidden", "veryHidden"])


def filter_rows(random: Random, sheet: Any) -> None:
    sheet.auto_filter.ref = sheet.dimensions
    sheet.auto_filter.add_filter_column(1, ["党的建设"])
    hide_row(random, sheet)


def strike(random: Random, sheet: Any) -> None:
    cell = sheet.cell(random.randint(1, sheet.max_row), random.randint(1, sheet.max_column))
    cell.font = Font(strike=True)


def typed(random: Random, sheet: Any) -> None:
    cell = sheet.cell(random.randint(1, sheet.max_row), random.randint(1, sheet.max_column))
    if type(cell).__name__ != "MergedCell":
        cell.value = random.choice(
            [date(2025, 1, 1), True, 2.5, "#REF!", None, "=1+1", "a\r\nb_x000B_c"]
        )


def blank_rows(random: Random, sheet: Any) -> None:
    sheet.insert_rows(random.randint(1, sheet.max_row), random.randint(1, 3))


def blank_column(random: Random, sheet: Any) -> None:
    sheet.insert_cols(random.randint(1, sheet.max_column))


def far_cell(random: Random, sheet: Any) -> None:
    sheet.cell(random.randint(1, 5000), random.randint(1, 500)).font = Font(bold=True)


SHEET: tuple[Callable[[Random, Any], None], ...] = (
    merge, hide_row, hide_column, hide_sheet, filter_rows, strike, typed, blank_rows, blank_column, far_cell,
)  # fmt: skip


def mangled_workbook(random: Random, small: list[Rows], folder: Path) -> Path:
    """Write a workbook after one to four mutators of its sheets."""
    path = folder / "x.xlsx"
    book = plain_workbook(small, path)
    for mutate in random.choices(SHEET, k=random.randint(1, 4)):
        sheet = random.choice(book.worksheets)
        if mutate in (blank_rows, blank_column) and sheet.merged_cells.ranges:
            continue  # openpyxl does not move merged ranges
        mutate(random, sheet)
    book.save(path)
    return path


# --- Word documents ---

WRAPPERS = (
    "<w:ins>{}</w:ins>", "<w:moveTo>{}</w:moveTo>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:smartTag>{}</w:smartTag>", "<w:hyperlink>{}</w:hyperlink>", "<w:fldSimple w:instr='X'>{}</w:fldSimple>",
    "<w:customXml>{}</w:customXml>", "<w:del>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>", "<w:x>{}</w:x>",
)  # fmt: skip
RUNS = ("<w:strike/>", "<w:vanish/>", "<w:dstrike/>", "<w:b/>")
CELLS = (
    '<w:vMerge w:val="restart"/>',
    "<w:vMerge/>",
    '<w:gridSpan w:val="2"/>',
    "<w:cellDel/>",
    "<w:cellIns/>",
)
ROWS = (
    "<w:del/>",
    "<w:ins/>",
    '<w:gridBefore w:val="1"/>',
    "<w:hidden/>",
    '<w:gridAfter w:val="2"/>',
)
ODDITIES = ("wrap", "run", "cell", "row", "nest", "box", "lose-cell", "paragraph", "wrap-row")


def word_body(random: Random, small: list[Rows], odd: Sequence[str]) -> str:
    """Return the body of a Word document whose cells carry some oddities; the text is as in ``small``."""
    from xml.sax.saxutils import escape

    def here(what: str) -> bool:
        return what in odd and random.random() < 0.12

    def one_cell(text: str) -> str:
        run = office.run(escape(text), random.choice(RUNS) if here("run") else "")
        if here("wrap"):
            run = random.choice(WRAPPERS).format(run)
        if here("box"):
            run += f"<w:r><w:pict><w:txbxContent>{office.paragraph('盒中字')}</w:txbxContent></w:pict></w:r>"
        mark = (
            random.choice(["<w:rPr><w:del/></w:rPr>", "<w:rPr><w:ins/></w:rPr>"])
            if here("paragraph")
            else ""
        )
        inside = office.paragraph(run, properties=mark)
        if here("nest"):
            inside = office.table(office.row(office.cell(inside)))
        return office.cell(inside, properties=random.choice(CELLS) if here("cell") else "")

    def one_row(cells: Sequence[str]) -> str:
        made = [one_cell(text) for text in cells]
        if here("lose-cell"):
            del made[random.randrange(len(made))]
        row = office.row(*made, properties=random.choice(ROWS) if here("row") else "")
        return random.choice(WRAPPERS).format(row) if here("wrap-row") else row

    parts = [office.paragraph(line) for line in COVER]
    for title, head, rows in zip(TITLES, HEADS, small, strict=True):
        parts += [
            office.paragraph(title),
            office.table(*[one_row(cells) for cells in (head, *rows)]),
        ]
    return "".join(parts)


def mangled_word(random: Random, small: list[Rows], folder: Path) -> Path:
    """Write a Word document with one to four oddities, now and then with its XML cut."""
    body = word_body(random, small, random.choices(ODDITIES, k=random.randint(1, 4)))
    if random.random() < 0.05:
        at = random.randrange(len(body))
        body = body[:at] + body[at + random.randint(1, 9) :]
    return office.word(folder / "x.docx", body)


# --- list.toml ---

TOML = """title = "云州市青河区东山街道履职事项清单"
issued = "2025-03"
document = "source.txt"
[place]
region = "江南省"
county = "青河区"
township = "东山街道"
[expected]
basic = 2
"""
VALUES = (
    '"x"',
    "1",
    "true",
    "[]",
    "{}",
    '""',
    "'a\\b'",
    '"../x"',
    '"/dev/zero"',
    '"\\u0000"',
    "2025-01-01",
    "nan",
    '"名"',
)


def mangled_manifest(random: Random, small: list[Rows], folder: Path) -> Path:
    """Write a list's folder whose ``list.toml`` has other values, lost or doubled lines, or damaged signs."""
    lines = TOML.splitlines()
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(lines))
        how = random.choice(["value", "lose", "twice", "sign", "key"])
        if how == "value":
            lines[at] = re.sub(r"= .*", lambda _: f"= {random.choice(VALUES)}", lines[at])
        elif how == "lose" and len(lines) > 1:
            del lines[at]
        elif how == "twice":
            lines.insert(at, lines[at])
        elif how == "sign" and lines[at]:
            place = random.randrange(len(lines[at]))
            lines[at] = (
                lines[at][:place] + random.choice("\"'=[]\\#\x00\x7f中") + lines[at][place + 1 :]
            )
        elif how == "key":
            lines[at] = re.sub(
                r"^\w+", random.choice(["document", "place", "expected", "sha256", "x"]), lines[at]
            )
    (folder / "list.toml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "source.txt").write_text("\n".join(text_of(small)), encoding="utf-8")
    return folder


KINDS: dict[str, Callable[[Random, list[Rows], Path], Path]] = {
    "text": mangled_text, "bytes": mangled_bytes, "workbook": mangled_workbook, "word": mangled_word,
    "manifest": mangled_manifest,
}  # fmt: skip
